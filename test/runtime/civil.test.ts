// Civil dates and periods (A1, F1), held against JavaScript's own calendar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Period } from '../../runtime/src/ir.ts';
import {
  addMonths,
  dateOf,
  dayOf,
  firstOfMonth,
  isCivilDate,
  monthOf,
  periodContaining,
  periodsOverlapping,
  weekday,
} from '../../runtime/src/time/civil.ts';

const day = fc.integer({ min: -30_000, max: 60_000 });

test('days and dates agree with the Gregorian calendar', () => {
  fc.assert(
    fc.property(day, (number) => {
      const date = new Date(number * 86_400_000);
      expect(dateOf(number)).toBe(date.toISOString().slice(0, 10));
      expect(dayOf(dateOf(number))).toBe(number);
      expect(weekday(number)).toBe(date.getUTCDay() || 7);
      expect(monthOf(firstOfMonth(monthOf(number)))).toBe(monthOf(number));
    }),
    { numRuns: 1000 },
  );
});

test('dates that exist', () => {
  expect(['2026-02-28', '2024-02-29', '2000-02-29'].every(isCivilDate)).toBe(true);
  expect(
    ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-01', '2026-1-1', '26-01-01', '', 5].some(isCivilDate),
  ).toBe(false);
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-05-15', 12, '2027-05-15'],
])('%s and %d months is %s', (from, months, to) => {
  expect(dateOf(addMonths(dayOf(from), months))).toBe(to);
});

describe('periods', () => {
  const period = (basis: Period['basis'], unit: Period['unit'], count = 1): Period => ({ basis, unit, count });
  const shown = (of: Period, on: string, anchor = '2026-01-31') => {
    const { from, until } = periodContaining(of, dayOf(on), dayOf(anchor));
    return `${dateOf(from)} ${dateOf(until - 1)}`;
  };
  test.each([
    [period('calendar', 'week'), '2026-03-08', '2026-03-02 2026-03-08'],
    [period('calendar', 'month'), '2026-02-28', '2026-02-01 2026-02-28'],
    [period('calendar', 'quarter'), '2026-05-01', '2026-04-01 2026-06-30'],
    [period('calendar', 'half-year'), '2026-07-01', '2026-07-01 2026-12-31'],
    [period('calendar', 'year'), '1969-07-01', '1969-01-01 1969-12-31'],
    [period('contract', 'month'), '2026-02-27', '2026-01-31 2026-02-27'],
    [period('contract', 'month'), '2026-02-28', '2026-02-28 2026-03-30'],
    [period('contract', 'month'), '2026-03-31', '2026-03-31 2026-04-29'],
    [period('contract', 'month', 12), '2027-01-30', '2026-01-31 2027-01-30'],
    [period('contract', 'week'), '2026-02-06', '2026-01-31 2026-02-06'],
    [period('contract', 'day', 10), '2026-02-10', '2026-02-10 2026-02-19'],
  ])('%j on %s', (of, on, expected) => {
    expect(shown(of, on)).toBe(expected);
  });
  test('periods follow one another without hole or overlap', () => {
    const any = fc.record<Period>({
      basis: fc.constantFrom('calendar', 'contract'),
      unit: fc.constantFrom('day', 'week', 'month', 'quarter', 'half-year', 'year'),
      count: fc.integer({ min: 1, max: 14 }),
    });
    fc.assert(
      fc.property(any, day, day, fc.integer({ min: 1, max: 900 }), (of, from, anchor, length) => {
        const periods = periodsOverlapping(of, from, from + length, anchor);
        expect(periods[0]!.from).toBeLessThanOrEqual(from);
        expect(periods.at(-1)!.until).toBeGreaterThanOrEqual(from + length);
        periods.slice(1).forEach((next, index) => {
          expect(next.from).toBe(periods[index]!.until);
        });
        for (const one of periods) expect(periodContaining(of, one.until - 1, anchor)).toEqual(one);
      }),
    );
  });
});
