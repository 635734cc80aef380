// Working-time arithmetic for integrators: windows by name and business days, with `undefined` beyond what is known.

import type { CivilDate, DaySet, Index, Instant, Ir, Seconds } from '../ir.ts';
import { businessHours } from '../targets/due.ts';
import type { Interval } from './borders.ts';
import { createCalendar } from './calendar.ts';
import { dateOf, dayOf, isCivilDate } from './civil.ts';
import { withinHorizon } from './horizon.ts';

/**
 * Questions about the windows and business days of an agreement. Instants are whole seconds since 1970-01-01T00:00:00Z,
 * intervals are `[start, end)`, durations elapsed seconds. A window is named by its id. Nothing throws: a name that the
 * agreement does not have, an instant that is not a whole number, and anything outside the zone's or a holiday table
 * give `undefined`; so does a search that finds nothing before those tables end.
 */
export interface WorkingTime {
  isOpen(window: string, at: Instant): boolean | undefined;
  /** The first instant at or after `at` at which the window is open: `at` itself when it is. */
  nextOpening(window: string, at: Instant): Instant | undefined;
  /** The end of the open interval that contains `at`, else of the next one. */
  nextClosing(window: string, at: Instant): Instant | undefined;
  /** The open stretches in `[from, until)`, clipped to it. */
  intervals(window: string, from: Instant, until: Instant): readonly Interval[] | undefined;
  /** How long the window is open in `[from, until)`; negative when `until` comes first. */
  openSeconds(window: string, from: Instant, until: Instant): Seconds | undefined;
  /** The earliest instant t with `seconds` of open time in `[start, t)` (meaning D3): at closing time, the closing instant. */
  add(window: string, start: Instant, seconds: Seconds): Instant | undefined;
  /** The latest instant t with `seconds` of open time in `[t, end)`: at opening time, the opening instant. */
  subtract(window: string, end: Instant, seconds: Seconds): Instant | undefined;
  /** Whether the date is a business day: of the named day set or window, else of the agreement's `business days`. */
  isBusinessDay(date: CivilDate, of?: string): boolean | undefined;
  /**
   * The nth business day after the date, which itself does not count (meaning D4); before it for a negative n. For 0,
   * the date itself when it is a business day, else the next one.
   */
  addBusinessDays(date: CivilDate, n: number, of?: string): CivilDate | undefined;
  /** How many business days d there are with `from < d <= until`; negative when `until` comes first. */
  businessDaysBetween(from: CivilDate, until: CivilDate, of?: string): number | undefined;
  /** The civil date at the instant, and the first instant of a civil date, in the agreement's zone. */
  dateAt(at: Instant): CivilDate | undefined;
  startOf(date: CivilDate): Instant | undefined;
}

export function createWorkingTime(ir: Ir): WorkingTime {
  const calendar = createCalendar(ir);
  const { zone } = calendar;

  const known = <T>(compute: () => T): T | undefined => {
    const result = withinHorizon(compute);
    return 'value' in result ? result.value : undefined;
  };
  const withWindow = <T>(id: string, numbers: readonly number[], compute: (window: Index) => T): T | undefined => {
    const window = ir.windows.findIndex((info) => info.id === id);
    return window < 0 || !numbers.every(Number.isSafeInteger) ? undefined : known(() => compute(window));
  };
  const withDays = <T>(
    of: string | undefined,
    dates: readonly CivilDate[],
    compute: (isBusinessDay: (day: number) => boolean) => T,
  ): T | undefined => {
    const days = businessDays(of);
    if (days === undefined || !dates.every(isCivilDate)) return undefined;
    return known(() => compute((day) => businessHours(calendar, days, day).length > 0));
  };

  function businessDays(of: string | undefined): { days: DaySet; window?: Index } | undefined {
    const daySet = of === undefined ? ir.agreement.businessDays : ir.daySets.findIndex(({ id }) => id === of);
    if (daySet !== undefined && daySet >= 0) return { days: { kind: 'named', daySet } };
    const window = ir.windows.findIndex(({ id }) => id === of);
    return window < 0 ? undefined : { days: { kind: 'every-day' }, window };
  }

  return {
    isOpen: (window, at) => withWindow(window, [at], (index) => calendar.isOpen(index, at)),
    nextOpening: (window, at) => withWindow(window, [at], (index) => calendar.nextOpening(index, at)),
    nextClosing: (window, at) => withWindow(window, [at], (index) => calendar.nextClosing(index, at)),
    intervals: (window, from, until) =>
      withWindow(window, [from, until], (index) => calendar.intervals(index, from, until)),
    openSeconds: (window, from, until) =>
      withWindow(window, [from, until], (index) =>
        from <= until ? calendar.openSeconds(index, from, until) : 0 - calendar.openSeconds(index, until, from),
      ),
    add: (window, start, seconds) =>
      withWindow(window, [start, seconds], (index) =>
        seconds < 0 ? calendar.subtract(index, start, -seconds) : calendar.add(index, start, seconds),
      ),
    subtract: (window, end, seconds) =>
      withWindow(window, [end, seconds], (index) =>
        seconds < 0 ? calendar.add(index, end, -seconds) : calendar.subtract(index, end, seconds),
      ),
    isBusinessDay: (date, of) => withDays(of, [date], (isBusinessDay) => isBusinessDay(dayOf(date))),
    addBusinessDays: (date, n, of) => {
      if (!Number.isSafeInteger(n)) return undefined;
      return withDays(of, [date], (isBusinessDay) => {
        const step = n < 0 ? -1 : 1;
        let day = dayOf(date);
        if (n === 0) while (!isBusinessDay(day)) day += 1;
        for (let left = Math.abs(n); left > 0; ) {
          day += step;
          if (isBusinessDay(day)) left -= 1;
        }
        return dateOf(day);
      });
    },
    businessDaysBetween: (from, until, of) =>
      withDays(of, [from, until], (isBusinessDay) => {
        const [first, last] = [dayOf(from), dayOf(until)];
        let count = 0;
        for (let day = Math.min(first, last) + 1; day <= Math.max(first, last); day += 1)
          if (isBusinessDay(day)) count += 1;
        return first <= last ? count : 0 - count;
      }),
    dateAt: (at) => (Number.isSafeInteger(at) ? known(() => dateOf(zone.dayAt(at))) : undefined),
    startOf: (date) =>
      isCivilDate(date)
        ? known(() => {
            const start = zone.startOfDay(dayOf(date));
            zone.offsetAt(start);
            return start;
          })
        : undefined,
  };
}
