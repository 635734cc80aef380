// When some hours of working time are over, for reports at any moment of the year: Itpays' `respond` of the tier Standard.
import {
  type Clause,
  createPlan,
  createWorkingTime,
  deadlineColumns,
  deadlines,
  type Plan,
  type TicketColumns,
  type TicketEvent,
} from '@avtal/runtime';
import dayjs from 'dayjs';
import dayjsBusinessTime from 'dayjs-business-time';
import { DateTime } from 'luxon';
import OpeningHours from 'opening_hours';
import { irOf, orderOf, stated } from './agreements.ts';
import { isWorkday, norway } from './hand/calendar.ts';
import type { Contestant } from './harness.ts';
import { makeLogs } from './logs.ts';

const { zone } = stated.itpays;
/** Reports for those who take a second for them. */
const few = 1000;

/** `promised`: seconds; Itpays promises two hours. */
export function deadlineContestants(rows: number, promised = 7200): Contestant[] {
  // Neither library knows zones: both take the clock of the machine. Nothing else here asks it.
  process.env.TZ = zone;
  // Whole minutes, since dayjs-business-time knows no seconds: it rounds up what goes on the next day.
  const reports = makeLogs('itpays', rows).start.map((at) => Math.floor(at / 60) * 60);
  // From all over the year: the first ones would be of January.
  const sample = Float64Array.from(
    { length: few },
    (_, at) => reports[Math.floor((at * reports.length) / few)] as number,
  );
  const search = byHand(promised);
  const [all, some] = [sumOf(reports, search), sumOf(sample, search)];
  const one = (name: string, given: Float64Array, due: (report: number) => number): Contestant => {
    expectSame(name, given, search, (at) => due(given[at] as number));
    return { name, count: given.length, expected: given === reports ? all : some, run: () => sumOf(given, due) };
  };
  const working = createWorkingTime(irOf('itpays'));
  return [
    one('prefix sums by hand', reports, search),
    byColumns(planOf(promised), reports, all, search),
    one('avtal `createWorkingTime().add`', reports, (report) => working.add('core', report, promised) ?? Number.NaN),
    tickets(planOf(promised), sample, some),
    one('luxon by hand', sample, byLuxon(promised)),
    one('dayjs-business-time', sample, byDayjs(promised)),
    one('opening_hours', sample, byOpeningHours(promised)),
  ];
}

/** The agreement, with so much promised wherever it promises working time. */
function planOf(promised: number): Plan {
  const ir = irOf('itpays');
  const clauses = ir.clauses.map((clause): Clause => {
    if (clause.kind !== 'target' || clause.value.kind !== 'duration') return clause;
    return { ...clause, value: { ...clause.value, seconds: promised } };
  });
  return createPlan({ ...ir, clauses });
}

/** Seconds since the report, of all. */
function sumOf(reports: Float64Array, due: (report: number, at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < reports.length; at += 1) sum += due(reports[at] as number, at) - (reports[at] as number);
  return sum;
}

/** Instant by instant, before anybody is timed. */
function expectSame(
  name: string,
  reports: Float64Array,
  expected: (report: number) => number,
  due: (at: number) => number | undefined,
): void {
  for (const [at, report] of reports.entries()) {
    if (due(at) !== expected(report))
      throw new Error(`${name}: ${report} is due at ${due(at)}, not ${expected(report)}`);
  }
}

/** Tickets of which all has happened in time or late that stops the target, with state and clause. */
function byColumns(
  plan: Plan,
  reports: Float64Array,
  expected: number,
  search: (report: number) => number,
): Contestant {
  const orders = [orderOf('itpays', 'C1', 0)];
  const done = Float64Array.from(reports, (report, row) => report + (row % 7) * 1800);
  const columns: TicketColumns = {
    rows: reports.length,
    events: { reported: reports, opened: done, answered: done, begun: done },
    choices: { channel: { codes: new Uint8Array(reports.length), values: ['phone', 'email'] } },
  };
  const dues = (): Float64Array => {
    const { targets, wide } = deadlineColumns(plan, orders, columns, { targets: ['respond'] });
    for (const { why } of wide.values()) throw new Error(`not told by columns: ${why}`);
    return targets.find(({ target }) => target === 'respond')?.due ?? new Float64Array(0);
  };
  const found = dues();
  const name = 'avtal `deadlineColumns`, with state and clause';
  expectSame(name, reports, search, (at) => found[at]);
  const run = (): number => {
    const due = dues();
    return sumOf(reports, (_, at) => due[at] as number);
  };
  return { name, count: reports.length, expected, run };
}

/** Whole deadlines, with state and explanation. */
function tickets(plan: Plan, reports: Float64Array, expected: number): Contestant {
  const order = orderOf('itpays', 'C1', 0);
  const choices = { channel: 'phone' };
  const events = Array.from(
    reports,
    (at, number): TicketEvent => ({ ticket: `T${number}`, event: 'reported', at, choices }),
  );
  const run = (): number =>
    deadlines(plan, order, events).targets.reduce(
      (sum, { target, due, startedAt }) => (target === 'respond' ? sum + (due ?? Number.NaN) - (startedAt ?? 0) : sum),
      0,
    );
  return { name: 'avtal `deadlines`, with explanation', count: reports.length, expected, run };
}

// ------------------------------------------------------------------------------------------------------------- by hand

/** Openings of two years, how much was open before each, and hour buckets for the first of two searches. */
function byHand(promised: number): (report: number) => number {
  const opens: number[] = [];
  const before: number[] = [];
  let sum = 0;
  const first = DateTime.fromISO('2026-01-01', { zone });
  for (let day = first; day.year < 2027 || day.month < 2; day = day.plus({ days: 1 })) {
    if (!isWorkday(day, norway)) continue;
    opens.push(day.set({ hour: 8 }).toSeconds());
    before.push(sum);
    sum += day.set({ hour: 16 }).toSeconds() - (opens.at(-1) ?? 0);
  }
  opens.push(Number.MAX_SAFE_INTEGER);
  before.push(sum);
  const [starts, sums] = [Float64Array.from(opens), Float64Array.from(before)];
  const origin = first.toSeconds();
  const hours = new Uint16Array(Math.ceil(((opens.at(-2) ?? 0) - origin) / 3600) + 1);
  for (let hour = 0, opening = 0; hour < hours.length; hour += 1) {
    while ((starts[opening] as number) <= origin + hour * 3600) opening += 1;
    hours[hour] = opening;
  }
  return (report) => {
    let opening = hours[((report - origin) / 3600) | 0] as number;
    while ((starts[opening] as number) <= report) opening += 1;
    // The opening that is over or lasts, and how much of it is behind; then the one in which the sum is reached.
    const own = opening - 1;
    const until = own < 0 ? 0 : (sums[opening] as number) - (sums[own] as number);
    const used = own < 0 ? 0 : Math.min(report - (starts[own] as number), until);
    const wanted = (own < 0 ? 0 : (sums[own] as number)) + used + promised;
    let at = Math.max(own, 0);
    while ((sums[at + 1] as number) < wanted) at += 1;
    return (starts[at] as number) + wanted - (sums[at] as number);
  };
}

function byLuxon(promised: number): (report: number) => number {
  return (report) => {
    let at = DateTime.fromSeconds(report, { zone });
    let left = promised;
    for (;;) {
      const open = at.set({ hour: 8, minute: 0, second: 0 });
      const close = at.set({ hour: 16, minute: 0, second: 0 });
      if (isWorkday(at, norway) && at < close) {
        const from = DateTime.max(at, open);
        const time = close.diff(from, 'seconds').seconds;
        if (time >= left) return from.plus({ seconds: left }).toSeconds();
        left -= time;
      }
      at = at.plus({ days: 1 }).startOf('day');
    }
  };
}

// ----------------------------------------------------------------------------------------------------------- libraries

interface BusinessTime {
  setHolidays(days: readonly string[]): void;
  setBusinessTime(
    week: Readonly<Record<string, readonly { readonly start: string; readonly end: string }[] | null>>,
  ): void;
}

function byDayjs(promised: number): (report: number) => number {
  dayjs.extend(dayjsBusinessTime);
  const business = dayjs as unknown as BusinessTime;
  business.setHolidays([...norway]);
  const hours = [{ start: '08:00:00', end: '16:00:00' }];
  const days = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
  business.setBusinessTime({ sunday: null, ...days, saturday: null });
  return (report) =>
    dayjs
      .unix(report)
      .addBusinessTime(promised / 60, 'minutes')
      .unix();
}

function byOpeningHours(promised: number): (report: number) => number {
  const place = { lat: 59.9, lon: 10.7, address: { country_code: 'no', state: 'Oslo' } };
  const hours = new OpeningHours('Mo-Fr 08:00-16:00; PH off', place);
  return (report) => {
    const walk = hours.getIterator(new Date(report * 1000));
    let left = promised * 1000;
    for (let from = report * 1000; ; ) {
      const isOpen = walk.getState();
      const next = hours.getNextChange(walk.getDate());
      if (next === undefined) return Number.NaN;
      if (isOpen) {
        const time = next.getTime() - from;
        if (time >= left) return (from + left) / 1000;
        left -= time;
      }
      from = next.getTime();
      walk.advance();
    }
  };
}
