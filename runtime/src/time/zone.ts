// Local time of the agreement's zone, by the offset table that is compiled into the agreement (meanings W2, W3).

import type { Instant, Seconds, Zone } from '../ir.ts';
import { dateOf } from './civil.ts';
import { OutsideHorizon } from './horizon.ts';

const DAY = 86400;

export interface ZoneClock {
  readonly name: string;
  /** What the table covers: `from <= instant < until`. */
  readonly horizon: { readonly from: Instant; readonly until: Instant };
  /** Seconds east of UTC. Throws OutsideHorizon, as the two that follow. */
  offsetAt(instant: Instant): Seconds;
  /** Day number of the local date. */
  dayAt(instant: Instant): number;
  /** Seconds since local midnight by the clock on the wall. */
  secondsOfDayAt(instant: Instant): Seconds;
  /** The instants at which local clocks show this: 0, 1 or 2. */
  instantsOf(day: number, seconds: Seconds): Instant[];
  /** W3: of a time that occurs twice the first opens and the last closes; one that does not occur is the transition. */
  border(day: number, seconds: Seconds, kind: 'opening' | 'closing'): Instant;
  /** The first instant of the local date. */
  startOfDay(day: number): Instant;
  /** The instants at which the local date changes between before `day` and `day` or later; nearly always one. */
  dayBorders(day: number): Instant[];
}

export function createZone(zone: Zone): ZoneClock {
  // Stretch i has offset offsets[i] and lasts from starts[i] to starts[i + 1].
  const starts = [-Infinity, ...zone.transitions.map(([instant]) => instant), Infinity];
  const offsets = [zone.initialOffset, ...zone.transitions.map(([, offset]) => offset)];
  let recent = 0; // Questions come in order of time: the stretch of the last one is nearly always right.

  const startOf = (stretch: number) => starts[stretch] as Instant;
  const offsetOf = (stretch: number) => offsets[stretch] as Seconds;
  const isIn = (stretch: number, instant: Instant) => startOf(stretch) <= instant && instant < startOf(stretch + 1);

  function stretchAt(instant: Instant): number {
    if (isIn(recent, instant)) return recent;
    let low = 0;
    let high = offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= instant) low = middle;
      else high = middle - 1;
    }
    recent = low;
    return low;
  }

  function offsetAt(instant: Instant): Seconds {
    if (instant >= zone.horizonStart && instant < zone.horizonEnd) return offsetOf(stretchAt(instant));
    const known = `${dateOf(Math.floor(zone.horizonStart / DAY))} to ${dateOf(Math.floor(zone.horizonEnd / DAY) - 1)}`;
    throw new OutsideHorizon(`The offsets of the time zone \`${zone.name}\` are known from ${known}.`);
  }

  /** Stretches in which the local time may occur: no offset is larger than a day. */
  function stretchesAround(local: number): number[] {
    const first = stretchAt(local - DAY);
    return Array.from({ length: stretchAt(local + DAY) - first + 1 }, (_, index) => first + index);
  }

  function instantsOf(day: number, seconds: Seconds): Instant[] {
    const local = day * DAY + seconds;
    const instants: Instant[] = [];
    for (const stretch of stretchesAround(local)) {
      const instant = local - offsetOf(stretch);
      if (isIn(stretch, instant)) instants.push(instant);
    }
    return instants;
  }

  function border(day: number, seconds: Seconds, kind: 'opening' | 'closing'): Instant {
    const local = day * DAY + seconds;
    const stretch = stretchAt(local - DAY);
    const instant = local - offsetOf(stretch);
    if (instant + 2 * DAY < startOf(stretch + 1)) return instant; // No transition near.
    const instants = instantsOf(day, seconds);
    const found = kind === 'opening' ? instants[0] : instants.at(-1);
    if (found !== undefined) return found;
    // In the gap: the transition after which clocks already show more.
    const after = stretchesAround(local).find((candidate) => startOf(candidate) + offsetOf(candidate) > local);
    return startOf(after ?? stretch);
  }

  const dayOfLocal = (instant: Instant) => Math.floor((instant + offsetOf(stretchAt(instant))) / DAY);

  return {
    name: zone.name,
    horizon: { from: zone.horizonStart, until: zone.horizonEnd },
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY),
    secondsOfDayAt: (instant) => {
      const local = instant + offsetAt(instant);
      return local - Math.floor(local / DAY) * DAY;
    },
    instantsOf,
    border,
    startOfDay: (day) => border(day, 0, 'opening'),
    dayBorders: (day) => {
      const local = day * DAY;
      const near = stretchesAround(local).map(startOf);
      const candidates = [...new Set([...instantsOf(day, 0), ...near])].filter(Number.isFinite);
      const changes = (instant: Instant) => dayOfLocal(instant - 1) < day !== dayOfLocal(instant) < day;
      return candidates.filter(changes).sort((a, b) => a - b);
    },
  };
}
