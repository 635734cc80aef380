// Civil days as ISO text (they sort as text): arithmetic, day sets (meaning W6) and periods (A1), by luxon.
import { DateTime } from 'luxon';
import type { CivilDate, DaySet, Ir, MonthDay, Period } from '../../runtime/src/ir.ts';

const known = new Map<string, CivilDate>();
const read = (day: CivilDate) => DateTime.fromISO(day, { zone: 'utc' });

function remember(key: string, make: () => CivilDate): CivilDate {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}

const numbered = new Map<number, CivilDate>();

/** The date so many days after 1970-01-01. */
export function dayNumber(number: number): CivilDate {
  let day = numbered.get(number);
  if (day === undefined) {
    day = read('1970-01-01').plus({ days: number }).toISODate()!;
    numbered.set(number, day);
  }
  return day;
}

export const addDays = (day: CivilDate, days: number): CivilDate =>
  remember(`${day} ${days}d`, () => read(day).plus({ days }).toISODate()!);
/** A day that the month lacks is its last day. */
export const addMonths = (day: CivilDate, months: number): CivilDate =>
  remember(`${day} ${months}m`, () => read(day).plus({ months }).toISODate()!);
export const startOf = (day: CivilDate, unit: 'week' | 'month' | 'quarter' | 'year'): CivilDate =>
  remember(`${day} ${unit}`, () => read(day).startOf(unit).toISODate()!);
export const daysFrom = (from: CivilDate, until: CivilDate): number => read(until).diff(read(from), 'days').days;
export const earlier = (...days: readonly CivilDate[]): CivilDate => [...days].sort()[0]!;
export const later = (...days: readonly CivilDate[]): CivilDate => [...days].sort().at(-1)!;
const weekday = (day: CivilDate): number => Number(remember(`${day} w`, () => `${read(day).weekday}`));
export const monthOf = (day: CivilDate): string => day.slice(0, 7);
export const lastOfMonth = (month: string): CivilDate => addDays(addMonths(`${month}-01`, 1), -1);

const inYear = (year: string, { month, day }: MonthDay) =>
  `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;

export function isDay(ir: Ir, set: DaySet, day: CivilDate): boolean {
  switch (set.kind) {
    case 'every-day':
      return true;
    case 'weekdays':
      return set.days.includes(weekday(day));
    case 'dates':
      return set.dates.includes(day);
    case 'yearly': {
      const [from, to] = [inYear(day.slice(0, 4), set.from), inYear(day.slice(0, 4), set.to)];
      return from <= to ? from <= day && day <= to : day >= from || day <= to;
    }
    case 'nth': {
      const first = inYear(day.slice(0, 4), { month: set.month ?? Number(day.slice(5, 7)), day: 1 });
      const length = daysFrom(first, lastOfMonth(monthOf(first))) + 1;
      const such = Array.from({ length }, (_, at) => addDays(first, at)).filter((one) => weekday(one) === set.weekday);
      return such.at({ first: 0, second: 1, third: 2, fourth: 3, last: -1 }[set.nth]) === day;
    }
    case 'every-weeks': {
      const weeks = daysFrom(startOf(set.from, 'week'), startOf(day, 'week')) / 7;
      return day >= set.from && set.days.includes(weekday(day)) && weeks % set.weeks === 0;
    }
    case 'period':
      return (set.from ?? day) <= day && day <= (set.until ?? day);
    case 'named':
      return isDay(ir, ir.daySets[set.daySet]!.set, day);
    case 'union':
      return set.of.some((part) => isDay(ir, part, day));
    case 'intersection':
      return set.of.every((part) => isDay(ir, part, day));
    case 'complement':
      return !isDay(ir, set.of, day);
    case 'shift':
      return isDay(ir, set.of, addDays(day, set.by));
  }
}

/** W6: the last day of which it is known whether it belongs to the set; undefined where that is known of all. */
export function lastKnown(ir: Ir, set: DaySet): CivilDate | undefined {
  switch (set.kind) {
    case 'dates':
      return set.until;
    case 'named':
      return lastKnown(ir, ir.daySets[set.daySet]!.set);
    case 'union':
    case 'intersection':
      return set.of.flatMap((part) => lastKnown(ir, part) ?? []).sort()[0];
    case 'complement':
      return lastKnown(ir, set.of);
    case 'shift': {
      const last = lastKnown(ir, set.of);
      return last === undefined ? undefined : addDays(last, -set.by);
    }
    default:
      return undefined;
  }
}

export interface Span {
  readonly from: CivilDate;
  /** Last day, included. */
  readonly until: CivilDate;
}

const months = { day: 0, week: 0, month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** The nth period after the one that contains (calendar) or starts on (contract) the first day. */
function nth(period: Period, first: CivilDate, n: number): CivilDate {
  if (period.basis === 'contract') {
    if (period.unit === 'day' || period.unit === 'week')
      return addDays(first, n * period.count * (period.unit === 'week' ? 7 : 1));
    return addMonths(first, n * period.count * months[period.unit]);
  }
  switch (period.unit) {
    case 'day':
      return addDays(first, n);
    case 'week':
      return addDays(startOf(first, 'week'), 7 * n);
    case 'month':
      return addMonths(startOf(first, 'month'), n);
    case 'quarter':
      return addMonths(startOf(first, 'quarter'), 3 * n);
    case 'half-year':
      return addMonths(first.slice(5) < '07-01' ? `${first.slice(0, 4)}-01-01` : `${first.slice(0, 4)}-07-01`, 6 * n);
    case 'year':
      return addMonths(startOf(first, 'year'), 12 * n);
  }
}

/** The periods that overlap the days from..until, in order; contract periods count from `from`. */
export function periods(period: Period, from: CivilDate, until: CivilDate): Span[] {
  const all: Span[] = [];
  for (let n = 0; nth(period, from, n) <= until; n += 1) all.push(periodAt(period, from, n));
  return all;
}

/** The nth period that overlaps the days from the first one on. */
export const periodAt = (period: Period, first: CivilDate, n: number): Span => ({
  from: nth(period, first, n),
  until: addDays(nth(period, first, n + 1), -1),
});

/** The period in which a day at or after `first` lies. */
export const periodOf = (period: Period, first: CivilDate, day: CivilDate): Span =>
  periods(period, first, day).at(-1) ?? { from: first, until: first };
