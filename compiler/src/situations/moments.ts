// Local times in examples → instants, by the zone's table of offsets (meaning W2).
import type { DateLiteral, TimeLiteral } from '@avtal/grammar';
import { createZone, dayOf, type Instant, isoTime, type Zone, type ZoneClock } from '@avtal/runtime';
import { type Desk, replace, say, textOf } from '../clauses/desk.ts';

/** Undefined when the time was reported, or when there is no zone to read it in (which was). */
export function instantOf(desk: Desk, date: DateLiteral, time: TimeLiteral): Instant | undefined {
  const { zone: table } = desk.model;
  if (table === undefined) return undefined;
  const zone = zoneOf(table);
  const local = dayOf(date.date) * 86_400 + time.seconds;
  // The time alone is marked: its date may stand far before it.
  const written = textOf(desk, time);
  const params = { written: `${date.date} ${written}`, zone: table.name };
  if (local < zone.horizon.from + 86_400 || local >= zone.horizon.until - 86_400) {
    say(desk, 'time-unknown', params, time);
    return undefined;
  }
  const instants = zone.instantsOf(dayOf(date.date), time.seconds);
  const offsets = instants.map((instant) => offsetText(instant, zone.offsetAt(instant)));
  if (time.offset !== undefined) {
    const meant = instants.find((instant) => zone.offsetAt(instant) === time.offset);
    if (meant === undefined) say(desk, 'wrong-offset', { ...params, offsets }, time);
    return meant;
  }
  const [first, second] = instants;
  if (first === undefined) say(desk, 'time-skipped', params, time);
  else if (second !== undefined) {
    const readings = offsets.map((offset) => `${written}${offset}`);
    say(desk, 'time-twice', { ...params, readings }, time, {
      fixes: readings.map((text) => replace(desk, time, text)),
    });
    return undefined;
  }
  return first;
}

const zones = new WeakMap<Zone, ZoneClock>();

/** Made once for each table: an agreement has thousands of times. */
function zoneOf(table: Zone): ZoneClock {
  const zone = zones.get(table) ?? createZone(table);
  zones.set(table, zone);
  return zone;
}

const offsetText = (instant: Instant, offset: number): string => isoTime(instant, offset).slice(-6);
