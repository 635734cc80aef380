// Ballou, written for this one agreement: an incident costs that it starts, its hours on call are begun hours, holidays half again.
import type { Logs } from '../logs.ts';
import { type Calendar, createCalendar, isWorkday, sweden } from './calendar.ts';
import { Lines, rounded } from './lines.ts';

const office = 0;
const jour = 1;
const helg = 2;
/** Clauses beyond the windows. */
const starting = 3;
export const ballouCalendar = (): Calendar =>
  createCalendar('Europe/Stockholm', (day) =>
    isWorkday(day, sweden)
      ? [
          [0, jour],
          [8, office],
          [17, jour],
        ]
      : [[0, day.weekday > 5 || sweden.has(day.toISODate() ?? '') ? helg : jour]],
  );

/** By tier: öre an hour on call, öre for the start of an incident on call. */
const hourly = [50_000, 75_000, 75_000];
const startPrice = [0, 175_000, 450_000];

/** Stretches of one incident, in order of time. */
const most = 64;
const rowOf = new Uint32Array(most);
const windowOf = new Uint8Array(most);
const monthOf = new Uint8Array(most);
const timeOf = new Float64Array(most);

export function priceBallou(logs: Logs, calendar: Calendar, lines = new Lines(Math.ceil(logs.rows * 2.2))): Lines {
  const { from, window, month, hours } = calendar;
  const { first, tier, start, end, job } = logs;
  const origin = from[0] as number;
  for (let customer = 0; customer < logs.customers; customer += 1) {
    const level = tier[customer] as number;
    const rate = hourly[level] as number;
    const last = first[customer + 1] as number;
    let row = first[customer] as number;
    lines.reserve(8 * (last - row));
    while (row < last) {
      const begin = row;
      const incident = job[row];
      let count = 0;
      let onCall = 0;
      let crossed = false;
      for (; row < last && job[row] === incident; row += 1) {
        let at = start[row] as number;
        const until = end[row] as number;
        let stretch = hours[((at - origin) / 3600) | 0] as number;
        while ((from[stretch + 1] as number) <= at) stretch += 1;
        for (; at < until; stretch += 1, count += 1) {
          const border = from[stretch + 1] as number;
          const to = Math.min(border, until);
          rowOf[count] = row;
          windowOf[count] = window[stretch] as number;
          monthOf[count] = month[stretch] as number;
          timeOf[count] = to - at;
          if (window[stretch] !== office) onCall += to - at;
          if (monthOf[count] !== monthOf[0]) crossed = true;
          at = to;
        }
      }
      // What lies in the earlier month comes first, whichever log it belongs to.
      if (crossed) byMonth(count);
      let buys = 0;
      if (level !== 0 && windowOf[0] !== office) {
        lines.put(
          begin,
          starting,
          1,
          startPrice[level] as number,
          monthOf[0] as number,
          0,
          (startPrice[level] as number) * 7200,
        );
        buys = 3600;
      }
      // The time that fills up the last hour belongs to the last stretch on call, and to the month of the first one.
      let called0 = 0;
      while (called0 < count && windowOf[called0] === office) called0 += 1;
      const firstMonth = called0 < count ? (monthOf[called0] as number) : -1;
      const added = (3600 - ((onCall | 0) % 3600)) % 3600;
      let model = count - 1;
      while (model >= 0 && windowOf[model] === office) model -= 1;
      let behind = model;
      while (behind >= 0 && (monthOf[behind] !== firstMonth || windowOf[behind] === office)) behind -= 1;
      let rest = added;
      let isPlaced = added === 0;
      let stand = 0;
      const mark = lines.count;
      let nextMonth = lines.count;
      while (stand < count) {
        const log = rowOf[stand] as number;
        const now = monthOf[stand] as number;
        let called = false;
        let inOffice = false;
        let charged = 0;
        let onHelg = 0;
        let taken = 0;
        for (; stand < count && rowOf[stand] === log && monthOf[stand] === now; stand += 1) {
          let time = timeOf[stand] as number;
          const bought = Math.min(time, buys);
          buys -= bought;
          taken += bought;
          time -= bought;
          if (windowOf[stand] === office) {
            inOffice = true;
          } else {
            called = true;
            charged += time;
            if (windowOf[stand] === helg) onHelg += time;
          }
          if (stand === behind && added > 0) {
            const paid = Math.min(rest, buys);
            buys -= paid;
            taken += paid;
            rest -= paid;
            if (rowOf[model] === log && firstMonth === now) {
              charged += rest;
              if (windowOf[model] === helg) onHelg += rest;
              isPlaced = true;
            }
          }
        }
        if (inOffice) lines.put(log, office, 0, 0, now, 0, 0);
        if (called) lines.put(log, jour, charged, rounded(charged * rate, 3600), now, taken, charged * rate * 2);
        if (onHelg > 0) lines.put(log, helg, onHelg, rounded(onHelg * rate, 7200), now, 0, onHelg * rate);
        if (now === firstMonth) nextMonth = lines.count;
      }
      if (!isPlaced) {
        // It is as the log on call last, on a bill of the month before.
        const log = rowOf[model] as number;
        refill(lines, mark, nextMonth, log, jour, firstMonth, rest, rate, 3600);
        if (windowOf[model] === helg && rest > 0)
          refill(lines, mark, nextMonth, log, helg, firstMonth, rest, rate, 7200);
      }
    }
  }
  return lines;
}

/** An insertion sort: it is nearly in order, and rarely needed. */
function byMonth(count: number): void {
  for (let at = 1; at < count; at += 1) {
    for (let back = at; back > 0 && (monthOf[back - 1] as number) > (monthOf[back] as number); back -= 1) {
      for (const column of [rowOf, windowOf, monthOf, timeOf]) {
        const kept = column[back] as number;
        column[back] = column[back - 1] as number;
        column[back - 1] = kept;
      }
    }
  }
}

/** Adds to the line of a log that stands between two places, or makes it. */
function refill(
  lines: Lines,
  from: number,
  until: number,
  log: number,
  clause: number,
  month: number,
  quantity: number,
  rate: number,
  per: number,
): void {
  for (let at = from; at < until; at += 1) {
    if (lines.row[at] !== log || lines.clause[at] !== clause) continue;
    const all = (lines.quantity[at] as number) + quantity;
    lines.add(at, quantity, rounded(all * rate, per), all * rate * (7200 / per));
    return;
  }
  lines.put(log, clause, quantity, rounded(quantity * rate, per), month, 0, quantity * rate * (7200 / per));
}
