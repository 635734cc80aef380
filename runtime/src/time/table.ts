// A window between two instants as prefix sums: its borders, and how long it was open before each; found by the hour.

import type { Instant, Seconds } from '../ir.ts';
import { type Borders, bordersUpTo } from './borders.ts';

export interface WindowTable {
  readonly from: Instant;
  readonly until: Instant;
  /** Opens, closes, opens, … */
  readonly borders: Float64Array;
  /** How long the first i intervals are together. */
  readonly open: Float64Array;
  /** Of an instant with so many borders before it, how long the window was open; where it is open, less the instant itself. */
  readonly opened: Float64Array;
  /** How many borders are at or before each hour since `from`: a search begins where it nearly always ends. */
  readonly hours: Uint32Array;
}

const HOUR = 3600;
/** Intervals that are looked through before they are searched: most clocks run out in one of the first. */
const NEAR = 16;

/** The borders must lie between the two instants. */
export function tableOf(borders: Borders, from: Instant, until: Instant): WindowTable {
  const open = new Float64Array(borders.length / 2 + 1);
  for (let index = 0; 2 * index + 1 < borders.length; index += 1) {
    open[index + 1] = (open[index] as Seconds) + (borders[2 * index + 1] as Instant) - (borders[2 * index] as Instant);
  }
  const opened = Float64Array.from({ length: borders.length + 1 }, (_, passed) => {
    const whole = open[passed >> 1] as Seconds;
    return passed % 2 === 0 ? whole : whole - (borders[passed - 1] as Instant);
  });
  return { from, until, borders: Float64Array.from(borders), open, opened, hours: hoursOf(borders, from, until) };
}

/** Of each hour in `[from, until]` how many of the sorted instants are at or before its beginning. */
export function hoursOf(instants: ArrayLike<Instant>, from: Instant, until: Instant): Uint32Array {
  const hours = new Uint32Array(Math.floor((until - from) / HOUR) + 1);
  let hour = 0;
  for (let passed = 0; passed < instants.length; passed += 1) {
    const next = Math.max(hour, Math.ceil(((instants[passed] as Instant) - from) / HOUR));
    hours.fill(passed, hour, next);
    hour = next;
  }
  return hours.fill(instants.length, hour);
}

/** How many borders are at or before the instant, which is not after `until`; odd: the window is open then. */
export function passedBy({ from, borders, hours }: WindowTable, at: Instant): number {
  if (at < from) return 0;
  let passed = hours[((at - from) / HOUR) | 0] as number;
  while ((borders[passed] as Instant) <= at) passed += 1;
  return passed;
}

/** How long the window was open between `from` and the instant. */
export function openBefore(table: WindowTable, at: Instant): Seconds {
  const passed = passedBy(table, at);
  return (table.opened[passed] as number) + (passed & 1) * at;
}

/** D3: the earliest instant such that the window is open for so many seconds (above 0) before it and after `start`; NaN: none. */
export function addOpen(table: WindowTable, start: Instant, seconds: Seconds): Instant {
  const { borders, open, opened } = table;
  const passed = passedBy(table, start);
  const wanted = (opened[passed] as number) + (passed & 1) * start + seconds;
  let index = passed >> 1;
  const near = index + NEAR;
  while (index < near && (open[index + 1] as Seconds) < wanted) index += 1;
  if (index === near) index = bordersUpTo(open, wanted - 1) - 1; // open[index] < wanted <= open[index + 1]
  return (borders[2 * index] as Instant) + wanted - (open[index] as Seconds);
}
