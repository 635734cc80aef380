// Working-time arithmetic by name, as integrators use it.
import { describe, expect, test } from 'vitest';
import { createWorkingTime } from '../../runtime/src/time/workingtime.ts';
import { agreement, at, daily, h, span, windows, workday } from './agreement.ts';

const time = createWorkingTime(
  agreement({
    agreement: { businessDays: 0 },
    daySets: [{ id: 'workdays', set: workday, span }],
    windows: windows({
      core: daily(workday, 8, 16),
      never: { kind: 'never' },
      nights: daily({ kind: 'weekdays', days: [4] }, 21, 6, 1),
    }),
  }),
);
const friday = at('2026-03-06', '15:00');

test('windows', () => {
  expect(time.isOpen('core', friday)).toBe(true);
  expect(time.nextOpening('core', friday + h(1))).toBe(at('2026-03-09', '08:00'));
  expect(time.nextClosing('core', friday)).toBe(at('2026-03-06', '16:00'));
  expect(time.add('core', friday, h(2))).toBe(at('2026-03-09', '09:00'));
  expect(time.subtract('core', at('2026-03-09', '09:00'), h(2))).toBe(friday);
  expect(time.add('core', at('2026-03-09', '09:00'), -h(2))).toBe(friday);
  expect(time.openSeconds('core', friday, at('2026-03-09', '09:00'))).toBe(h(2));
  expect(time.openSeconds('core', at('2026-03-09', '09:00'), friday)).toBe(-h(2));
  expect(time.intervals('core', friday, at('2026-03-09', '09:00'))).toHaveLength(2);
});

describe('business days', () => {
  test.each([
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-04-01', 1, '2026-04-07'],
    ['2026-04-07', -1, '2026-04-01'],
    ['2026-03-07', 0, '2026-03-09'],
    ['2026-03-06', 0, '2026-03-06'],
    ['2026-03-02', 10, '2026-03-16'],
  ])('%s and %d business days is %s', (date, n, expected) => {
    expect(time.addBusinessDays(date, n)).toBe(expected);
  });
  test('between', () => {
    expect(time.businessDaysBetween('2026-01-01', '2026-12-31')).toBe(253); // facts.md, section 0
    expect(time.businessDaysBetween('2026-04-01', '2026-04-07')).toBe(1);
    expect(time.businessDaysBetween('2026-04-07', '2026-04-01')).toBe(-1);
    expect(time.isBusinessDay('2026-05-14')).toBe(false);
  });
  test('of a window: the dates on which a span of it starts', () => {
    expect(time.addBusinessDays('2026-03-02', 1, 'nights')).toBe('2026-03-05');
    expect(time.isBusinessDay('2026-03-06', 'nights')).toBe(false);
  });
});

test('nothing throws: unknown names, odd numbers and the unknown future are undefined', () => {
  expect(time.isOpen('kore', friday)).toBeUndefined();
  expect(time.isOpen('core', friday + 0.5)).toBeUndefined();
  expect(time.isOpen('core', at('2027-02-01'))).toBeUndefined();
  expect(time.nextOpening('never', friday)).toBeUndefined();
  expect(time.add('core', friday, h(100_000))).toBeUndefined();
  expect(time.addBusinessDays('2026-02-30', 1)).toBeUndefined();
  expect(time.addBusinessDays('2026-12-30', 5)).toBeUndefined();
  expect(time.dateAt(4e12)).toBeUndefined();
  expect(time.startOf('2026-03-29')).toBe(at('2026-03-29'));
});
