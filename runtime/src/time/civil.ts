// Civil dates as day numbers: whole days since 1970-01-01, and the periods that are made of them.
import type { CivilDate, Period } from '../ir.ts';
import { recently } from '../recent.ts';

/** `from` is the first day, `until` the day after the last. */
export interface DayRange {
  readonly from: number;
  readonly until: number;
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a date that exists: `2026-02-28`, not `2026-02-29`. */
export function isCivilDate(text: unknown): text is CivilDate {
  return typeof text === 'string' && SHAPE.test(text) && dateOf(dayOf(text)) === text;
}

/** Day number of a date that exists (`isCivilDate`). */
export function dayOf(date: CivilDate): number {
  return dayFrom(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

export const dateOf = recently((day: number): CivilDate => {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
});

/** Day number of year, month 1..12 and day of the month, in the Gregorian calendar. */
export function dayFrom(year: number, month: number, dayOfMonth: number): number {
  // Years that begin in March end with the leap day, so that no month after it has to know.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function partsOf(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Monday 1 … Sunday 7. */
export function weekday(day: number): number {
  return modulo(day + 3, 7) + 1;
}

/** Number of the calendar month that contains the day: months since January 1970. */
export const monthOf = recently((day: number): number => {
  const { year, month } = partsOf(day);
  return (year - 1970) * 12 + month - 1;
});

/** First day of a month numbered as `monthOf` does. */
export function firstOfMonth(month: number): number {
  return dayFrom(1970 + Math.floor(month / 12), modulo(month, 12) + 1, 1);
}

interface Days {
  readonly from: CivilDate;
  /** Without it, without end. */
  readonly until?: CivilDate;
}

export function haveDayInCommon(a: Days, b: Days): boolean {
  return (b.until === undefined || a.from <= b.until) && (a.until === undefined || b.from <= a.until);
}

/** The same day n months later; a day that the month lacks is its last day (meaning A1). */
export function addMonths(day: number, n: number): number {
  const month = monthOf(day) + n;
  return Math.min(firstOfMonth(month) + partsOf(day).dayOfMonth - 1, firstOfMonth(month + 1) - 1);
}

/** Days, months from a day to the same of a later month, or months of the calendar. */
export type LengthUnit = 'day' | 'month' | 'calendar-month';

/** The day so many days or months after another; of months of the calendar, the first day. */
export function dayAfter(day: number, count: number, unit: LengthUnit): number {
  if (unit === 'calendar-month') return firstOfMonth(monthOf(day) + count);
  return unit === 'day' ? day + count : addMonths(day, count);
}

/** How many whole days or months of the order are over on the day; none before its first. */
export function lengthsBetween(unit: LengthUnit, first: number, day: number): number {
  if (day < first) return 0;
  if (unit === 'day') return day - first;
  const passed = monthOf(day) - monthOf(first);
  if (unit === 'calendar-month') return passed;
  return addMonths(first, passed) > day ? passed - 1 : passed;
}

/** The period that contains the day; contract periods are counted from `anchorDay`, the order's first day (meaning A1). */
export function periodContaining(period: Period, day: number, anchorDay: number): DayRange {
  const contract = period.basis === 'contract';
  switch (period.unit) {
    case 'day':
      return block(day, contract ? anchorDay : 0, period.count);
    case 'week':
      return block(day, contract ? anchorDay : -3, 7 * period.count);
    case 'month':
    case 'quarter':
    case 'half-year':
    case 'year': {
      const months = MONTHS[period.unit] * period.count;
      const origin = contract ? anchorDay : 0;
      const passed = Math.floor((monthOf(day) - monthOf(origin)) / months);
      const index = addMonths(origin, passed * months) > day ? passed - 1 : passed;
      return { from: addMonths(origin, index * months), until: addMonths(origin, (index + 1) * months) };
    }
  }
}

/** The periods that have a day in `[from, until)`, in order. */
export function periodsOverlapping(period: Period, from: number, until: number, anchorDay: number): DayRange[] {
  const periods: DayRange[] = [];
  for (let day = from; day < until; ) {
    const next = periodContaining(period, day, anchorDay);
    periods.push(next);
    day = next.until;
  }
  return periods;
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

function block(day: number, origin: number, length: number): DayRange {
  const from = origin + Math.floor((day - origin) / length) * length;
  return { from, until: from + length };
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
