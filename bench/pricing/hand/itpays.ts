// Itpays, written for this one agreement: included hours of each month, two rates, to the second.
import type { Logs } from '../logs.ts';
import { type Calendar, createCalendar, isWorkday, norway } from './calendar.ts';
import { Lines, rounded } from './lines.ts';

const core = 0;
const off = 1;
export const itpaysCalendar = (): Calendar =>
  createCalendar('Europe/Oslo', (day) =>
    isWorkday(day, norway)
      ? [
          [0, off],
          [8, core],
          [16, off],
        ]
      : [[0, off]],
  );

/** By tier: øre an hour, and hours that a month includes. */
const coreRate = [65_000, 55_000, 45_000];
const offRate = [95_000, 85_000, 75_000];
const included = [1, 2, 4];

/** Quantities in half seconds: off hours use two. */
export function priceItpays(logs: Logs, calendar: Calendar, lines = new Lines(Math.ceil(logs.rows * 1.6))): Lines {
  const { from, window, month, hours } = calendar;
  const { first, tier, start, end } = logs;
  const origin = from[0] as number;
  const left = new Float64Array(24);
  for (let customer = 0; customer < logs.customers; customer += 1) {
    const level = tier[customer] as number;
    const rate0 = coreRate[level] as number;
    const rate1 = offRate[level] as number;
    const last = first[customer + 1] as number;
    const begin = first[customer] as number;
    left.fill((included[level] as number) * 3600);
    lines.reserve(4 * (last - begin));
    for (let row = begin; row < last; row += 1) {
      let at = start[row] as number;
      const until = end[row] as number;
      let stretch = hours[((at - origin) / 3600) | 0] as number;
      while ((from[stretch + 1] as number) <= at) stretch += 1;
      let now = month[stretch] as number;
      let hasCore = false;
      let hasOff = false;
      let charged0 = 0;
      let charged1 = 0;
      let drawn0 = 0;
      let drawn1 = 0;
      while (at < until) {
        if (month[stretch] !== now) {
          if (hasCore) lines.put(row, core, charged0, rounded(charged0 * rate0, 7200), now, drawn0, charged0 * rate0);
          if (hasOff) lines.put(row, off, charged1, rounded(charged1 * rate1, 7200), now, drawn1, charged1 * rate1);
          hasCore = hasOff = false;
          charged0 = charged1 = drawn0 = drawn1 = 0;
          now = month[stretch] as number;
        }
        const border = from[stretch + 1] as number;
        const to = Math.min(border, until);
        const time = to - at;
        const rest = left[now] as number;
        if (window[stretch] === core) {
          const drawn = Math.min(time, rest);
          left[now] = rest - drawn;
          drawn0 += 2 * drawn;
          charged0 += 2 * (time - drawn);
          hasCore = true;
        } else {
          const used = level === 0 ? 0 : Math.min(2 * time, rest);
          left[now] = rest - used;
          drawn1 += used;
          charged1 += 2 * time - used;
          hasOff = true;
        }
        at = to;
        stretch += 1;
      }
      if (hasCore) lines.put(row, core, charged0, rounded(charged0 * rate0, 7200), now, drawn0, charged0 * rate0);
      if (hasOff) lines.put(row, off, charged1, rounded(charged1 * rate1, 7200), now, drawn1, charged1 * rate1);
    }
  }
  return lines;
}
