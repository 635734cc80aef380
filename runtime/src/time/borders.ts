// Sets of instants as sorted borders [opens, closes, opens, …], and their algebra.
import type { Instant } from '../ir.ts';

/** A stretch of time, `[start, end)`. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/** INVARIANT: strictly ascending and of even length: intervals neither touch nor overlap, and none is empty. */
export type Borders = readonly Instant[];

export const union = (a: Borders, b: Borders): Borders => sweep(a, b, 1);
export const intersection = (a: Borders, b: Borders): Borders => sweep(a, b, 2);

/** What lies in `[from, until)` and not in the set, which must not reach beyond. */
export function complement(borders: Borders, from: Instant, until: Instant): Borders {
  if (from >= until) return [];
  const flipped = borders[0] === from ? borders.slice(1) : [from, ...borders];
  if (flipped.at(-1) === until) flipped.pop();
  else flipped.push(until);
  return flipped;
}

/** The union of intervals in any order; empty and backward ones count for nothing (meaning W4). */
export function unionOf(intervals: Interval[]): Borders {
  const borders: Instant[] = [];
  for (const { start, end } of intervals.filter(isForward).sort((a, b) => a.start - b.start)) {
    const last = borders.at(-1);
    if (last === undefined || last < start) borders.push(start, end);
    else if (last < end) borders[borders.length - 1] = end;
  }
  return borders;
}

export function toIntervals(borders: Borders): Interval[] {
  const intervals: Interval[] = [];
  for (let index = 0; index + 1 < borders.length; index += 2) {
    intervals.push({ start: borders[index] as Instant, end: borders[index + 1] as Instant });
  }
  return intervals;
}

/** How many borders are at or before the instant; odd: the instant lies inside. */
export function bordersUpTo(borders: ArrayLike<Instant>, instant: Instant): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] as Instant) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The instants that lie in at least `needed` of the two sets. */
function sweep(a: Borders, b: Borders, needed: 1 | 2): Borders {
  const borders: Instant[] = [];
  let inA = 0;
  let inB = 0;
  while (inA < a.length || inB < b.length) {
    const instant = Math.min(a[inA] ?? Infinity, b[inB] ?? Infinity);
    if (a[inA] === instant) inA += 1;
    if (b[inB] === instant) inB += 1;
    const isOpen = (inA % 2) + (inB % 2) >= needed;
    if (isOpen !== (borders.length % 2 === 1)) borders.push(instant);
  }
  return borders;
}

function isForward({ start, end }: Interval): boolean {
  return start < end;
}
