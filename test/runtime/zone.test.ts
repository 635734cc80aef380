// Local time (W2, W3) in every kind of zone there is, held against luxon.
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { zoneTransitions } from '../../compiler/src/data/zones.ts';
import { dateOf, dayOf } from '../../runtime/src/time/civil.ts';
import { OutsideHorizon } from '../../runtime/src/time/horizon.ts';
import { createZone } from '../../runtime/src/time/zone.ts';

// Half-hour summer time, midnight changes, a day that was skipped, odd offsets, none at all.
const names = [
  'Europe/Oslo',
  'Australia/Lord_Howe',
  'America/Havana',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'UTC',
];
const zones = names.map((name) => createZone(zoneTransitions(name)!));

test('local time is what luxon says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 946_684_800, max: 2_000_000_000 }), (zone, instant) => {
      const local = DateTime.fromSeconds(instant, { zone: zone.name });
      expect(dateOf(zone.dayAt(instant))).toBe(local.toISODate());
      expect(zone.secondsOfDayAt(instant)).toBe(local.hour * 3600 + local.minute * 60 + local.second);
      expect(zone.offsetAt(instant)).toBe(local.offset * 60);
    }),
    { numRuns: 500 },
  );
});

test('around every transition: a local time occurs where the clock shows it, and borders are its first and last', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: -120, max: 120 }), (name, pick, minutes) => {
      const data = zoneTransitions(name)!;
      const zone = createZone(data);
      const [transition] = data.transitions[pick % Math.max(1, data.transitions.length)] ?? [1_700_000_000];
      const near = transition + minutes * 60;
      if (near < zone.horizon.from + 2 * 86400) return;
      const [day, seconds] = [zone.dayAt(near), zone.secondsOfDayAt(near)];
      const instants = zone.instantsOf(day, seconds);
      expect(instants).toContain(near);
      for (const instant of instants)
        expect([zone.dayAt(instant), zone.secondsOfDayAt(instant)]).toEqual([day, seconds]);
      expect(zone.border(day, seconds, 'opening')).toBe(instants[0]);
      expect(zone.border(day, seconds, 'closing')).toBe(instants.at(-1));
    }),
    { numRuns: 1000 },
  );
});

describe('W3 where it is hard', () => {
  const [oslo, , havana, apia] = zones as [(typeof zones)[0], unknown, (typeof zones)[0], (typeof zones)[0]];
  const utc = (text: string) => Date.parse(text) / 1000;
  test('the gap is the transition, for both kinds of border', () => {
    for (const kind of ['opening', 'closing'] as const) {
      expect(oslo.border(dayOf('2026-03-29'), 2.5 * 3600, kind)).toBe(utc('2026-03-29T01:00Z'));
    }
    expect(oslo.instantsOf(dayOf('2026-03-29'), 2.5 * 3600)).toEqual([]);
  });
  test('a midnight that does not occur, and one that occurs twice', () => {
    expect(havana.startOfDay(dayOf('2026-03-08'))).toBe(utc('2026-03-08T05:00Z'));
    expect(havana.instantsOf(dayOf('2026-11-01'), 0)).toHaveLength(2);
    expect(havana.dayBorders(dayOf('2026-11-01'))).toEqual([utc('2026-11-01T04:00Z')]);
  });
  test('a whole date that does not occur', () => {
    const day = dayOf('2011-12-30');
    expect(apia.instantsOf(day, 12 * 3600)).toEqual([]);
    expect(apia.border(day, 0, 'opening')).toBe(apia.border(day, 86400, 'closing'));
    expect(apia.dayBorders(day)).toEqual(apia.dayBorders(day + 1));
  });
  test('outside the table nothing is guessed', () => {
    expect(() => oslo.dayAt(oslo.horizon.until)).toThrow(OutsideHorizon);
    expect(() => oslo.offsetAt(oslo.horizon.from - 1)).toThrow(OutsideHorizon);
    expect(() => oslo.secondsOfDayAt(Number.NaN)).toThrow(OutsideHorizon);
  });
});
