// The agreement of thirty clauses, written for it alone: begun quarters, included hours, five windows, three roles, a least per job.
import type { Logs } from '../logs.ts';
import { type Calendar, createCalendar, norway } from './calendar.ts';
import { Lines, rounded } from './lines.ts';

const [day, evening, night, saturday, sunday] = [0, 1, 2, 3, 4] as const;
/** Clauses beyond the windows, whose numbers are those of their surcharges. */
const [alarm, dayRate, offRate, least] = [5, 6, 7, 8] as const;
export const thirtyCalendar = (): Calendar =>
  createCalendar('Europe/Oslo', (date) => {
    if (date.weekday === 7 || norway.has(date.toISODate() ?? '')) return [[0, sunday]];
    if (date.weekday === 6) return [[0, saturday]];
    return [
      [0, night],
      [6, day],
      [17, evening],
      [22, night],
    ];
  });

/** By tier, then role: øre an hour. */
const dayRates = [895, 1145, 1395, 845, 1095, 1345, 795, 1035, 1295].map((kroner) => kroner * 100);
const offRates = [995, 1245, 1545, 925, 1195, 1475, 865, 1125, 1415].map((kroner) => kroner * 100);
const portalRates = [75_000, 70_000, 65_000];
/** By tier, then window: half hours that an hour uses; 0: not usable. And percent that are added. */
const uses = [2, 0, 0, 0, 0, 2, 3, 4, 4, 0, 2, 2, 3, 3, 4];
const percents = [0, 25, 50, 50, 100, 0, 20, 50, 45, 100, 0, 15, 40, 40, 100];
const alarms = [15, 10, 0];
const included = [1, 2, 6];
/** By place: øre for a job. */
const leasts = [40_000, 90_000];

const portal = 2;
const alarmed = 3;
/** Quantities in twelfths of a second: an hour and a half an hour leaves thirds of half seconds. */
const scale = 12;
const perHour = 3600 * scale;

export function priceThirty(logs: Logs, calendar: Calendar, lines = new Lines(Math.ceil(logs.rows * 3.5))): Lines {
  const { from, window, month, hours } = calendar;
  const { first, tier, start, end, job } = logs;
  const role = logs.choices.role as Uint8Array;
  const channel = logs.choices.channel as Uint8Array;
  const place = logs.choices.place as Uint8Array;
  const origin = from[0] as number;
  /** Half seconds. */
  const left = new Float64Array(24);
  /** Of one log in one month, by window: what is charged and drawn, and whether there is any at all. */
  const charged = new Float64Array(5);
  const there = new Uint8Array(5);
  const drawn = new Float64Array(5);
  for (let customer = 0; customer < logs.customers; customer += 1) {
    const level = tier[customer] as number;
    const last = first[customer + 1] as number;
    let row = first[customer] as number;
    left.fill((included[level] as number) * 7200);
    lines.reserve(16 * (last - row));
    while (row < last) {
      const begin = row;
      const same = job[row];
      let sum = 0;
      let monthOfJob = -1;
      for (; row < last && job[row] === same; row += 1) {
        const kind = level * 3 + (role[row] as number);
        const rate0 = (channel[row] === portal ? portalRates[level] : dayRates[kind]) as number;
        const rate1 = offRates[kind] as number;
        const isAlarm = channel[row] === alarmed;
        let at = start[row] as number;
        const until = end[row] as number;
        let added = (900 - (((until - at) | 0) % 900)) % 900;
        let stretch = hours[((at - origin) / 3600) | 0] as number;
        while ((from[stretch + 1] as number) <= at) stretch += 1;
        const firstMonth = month[stretch] as number;
        if (monthOfJob < 0) monthOfJob = firstMonth;
        let now = firstMonth;
        for (;;) {
          const border = from[stretch + 1] as number;
          const to = Math.min(border, until);
          const open = window[stretch] as number;
          there[open] = 1;
          charged[open] = (charged[open] as number) + draw(level, open, now, to - at);
          at = to;
          const ends = at >= until;
          if (ends || month[stretch + 1] !== now) {
            // What fills up the quarter is drawn behind all else of the month in which the log starts.
            if (added > 0 && now === firstMonth) {
              let model = stretch;
              if (!ends) while ((from[model + 1] as number) < until) model += 1;
              const where = window[model] as number;
              const rest = draw(level, where, now, added);
              if (model === stretch) charged[where] = (charged[where] as number) + rest;
              else {
                // It is as the time after midnight, and on a bill of the month before.
                there[where] = 1;
                charged[where] = (charged[where] as number) + rest;
              }
              added = 0;
            }
            sum += bill(row, now, level, rate0, rate1, isAlarm);
            if (ends) break;
            now = month[stretch + 1] as number;
          }
          stretch += 1;
        }
      }
      const atLeast = (leasts[place[begin] as number] as number) * perHour;
      if (sum < atLeast)
        lines.put(begin, least, 1, rounded(atLeast - sum, perHour), monthOfJob, 0, (atLeast - sum) * 100);
    }
  }
  return lines;

  /** What is left to charge of so many seconds. */
  function draw(level: number, open: number, now: number, time: number): number {
    const factor = uses[level * 5 + open] as number;
    const rest = left[now] as number;
    if (factor === 0 || rest === 0) return time * scale;
    const used = time * factor;
    if (used <= rest) {
      left[now] = rest - used;
      drawn[open] = (drawn[open] as number) + time * scale;
      return 0;
    }
    left[now] = 0;
    const covered = rest * (scale / factor);
    drawn[open] = (drawn[open] as number) + covered;
    return time * scale - covered;
  }

  /** The lines of a log in a month; what they come to before surcharges, in øre by `perHour`. */
  function bill(row: number, now: number, level: number, rate0: number, rate1: number, isAlarm: boolean): number {
    const inside = charged[day] as number;
    const outside =
      (charged[evening] as number) +
      (charged[night] as number) +
      (charged[saturday] as number) +
      (charged[sunday] as number);
    if (there[day] === 1)
      lines.put(
        row,
        dayRate,
        inside,
        rounded(inside * rate0, perHour),
        now,
        drawn[day] as number,
        inside * rate0 * 100,
      );
    if (there[evening] || there[night] || there[saturday] || there[sunday])
      lines.put(
        row,
        offRate,
        outside,
        rounded(outside * rate1, perHour),
        now,
        (drawn[evening] as number) + (drawn[night] as number) + (drawn[saturday] as number) + (drawn[sunday] as number),
        outside * rate1 * 100,
      );
    if (outside > 0) {
      for (let open: number = evening; open <= sunday; open += 1) {
        const quantity = charged[open] as number;
        if (quantity === 0) continue;
        const percent = percents[level * 5 + open] as number;
        const exact = quantity * rate1 * percent;
        lines.put(row, open, quantity, rounded(exact, perHour * 100), now, 0, exact);
      }
      // In the evening and on Sundays the window's surcharge is the higher one.
      const called = isAlarm && level !== 2 ? (charged[night] as number) + (charged[saturday] as number) : 0;
      const exact = called * rate1 * (alarms[level] as number);
      if (called > 0) lines.put(row, alarm, called, rounded(exact, perHour * 100), now, 0, exact);
    }
    for (let open: number = day; open <= sunday; open += 1) charged[open] = there[open] = drawn[open] = 0;
    return inside * rate0 + outside * rate1;
  }
}
