// Windows (W1–W6) and time counted inside them (D3).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WindowSet } from '../../runtime/src/ir.ts';
import { createCalendar } from '../../runtime/src/time/calendar.ts';
import { OutsideHorizon } from '../../runtime/src/time/horizon.ts';
import { agreement, at, both, daily, h, norway, not, utc, weekdays, windows, workday } from './agreement.ts';

const every = { kind: 'every-day' } as const;
const calendarOf = (sets: Record<string, WindowSet>) => createCalendar(agreement({ windows: windows(sets) }));
const core = daily(workday, 8, 16);
const night = daily(every, 22, 6, 1);

describe('W3: borders at the clock changes', () => {
  const spring = '2026-03-29';
  const autumn = '2026-10-25';
  const during = (date: string, start: number, end: number, endDay = 0) =>
    calendarOf({ w: daily({ kind: 'dates', dates: [date] }, start, end, endDay) }).intervals(
      0,
      at(date) - h(24),
      at(date) + h(72),
    );

  test.each([
    ['an opening in the gap is the transition', spring, 2.5, 8, '2026-03-29T01:00Z', '2026-03-29T06:00Z'],
    ['a closing in the gap is the transition', spring, 0, 2.5, '2026-03-28T23:00Z', '2026-03-29T01:00Z'],
    ['an opening that occurs twice is the first', autumn, 2, 4, '2026-10-25T00:00Z', '2026-10-25T03:00Z'],
    ['a closing that occurs twice is the last', autumn, 1, 2.5, '2026-10-24T23:00Z', '2026-10-25T01:30Z'],
    ['a day of 23 hours', spring, 0, 24, '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    ['a day of 25 hours', autumn, 0, 24, '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
  ])('%s', (_, date, start, end, opens, closes) => {
    expect(during(date, start, end)).toEqual([{ start: utc(opens), end: utc(closes) }]);
  });

  test('W4: both borders in the gap: empty', () => {
    expect(during(spring, 2.25, 2.75)).toEqual([]);
  });

  test('W5: adjacent windows overlap inside the doubled hour', () => {
    const calendar = calendarOf({ early: daily(every, 0, 2.5), late: daily(every, 2.5, 24) });
    const from = at(autumn);
    expect(calendar.openSeconds(0, from, from + h(25)) + calendar.openSeconds(1, from, from + h(25))).toBe(h(26));
  });
});

describe('W4: spans', () => {
  test('over midnight: belongs to the date on which it starts', () => {
    const calendar = calendarOf({ w: daily(weekdays(4), 21, 6, 1) });
    expect(calendar.intervals(0, at('2026-03-02'), at('2026-03-09'))).toEqual([
      { start: at('2026-03-05', '21:00'), end: at('2026-03-06', '06:00') },
    ]);
    expect(calendar.spansOn(0, 20517)).toEqual([{ start: at('2026-03-05', '21:00'), end: at('2026-03-06', '06:00') }]);
    expect(calendar.spansOn(0, 20518)).toEqual([]);
  });
  test('seven days long', () => {
    const calendar = calendarOf({ w: daily(weekdays(1), 12, 12, 7) });
    expect(calendar.isOpen(0, at('2026-03-04'))).toBe(true);
    expect(calendar.openSeconds(0, at('2026-03-02'), at('2026-03-16'))).toBe(h(14 * 24));
  });
  test('MO-E3: fifty working Thursdays in 2026', () => {
    const calendar = calendarOf({ w: daily(both(weekdays(4), not(norway)), 21, 24) });
    expect(calendar.openings(0, at('2026-01-01'), at('2026-12-31'))).toBe(50 - 1); // 31 Dec opens on the last day
    expect(calendar.openings(0, at('2026-01-01'), at('2027-01-01'))).toBe(50);
  });
  test('unless Fri is holiday: the date one day on is asked', () => {
    const days = both(weekdays(4), not({ kind: 'shift', of: norway, by: 1 }));
    const calendar = calendarOf({ w: daily(days, 21, 6, 1) });
    expect(calendar.isOpen(0, at('2026-04-02', '22:00'))).toBe(false); // Good Friday follows
    expect(calendar.isOpen(0, at('2026-03-05', '22:00'))).toBe(true);
  });
});

describe('W5: sets', () => {
  const calendar = calendarOf({
    core,
    outside: { kind: 'complement', of: { kind: 'named', window: 0 } },
    both: { kind: 'intersection', of: [core, night] },
    any: { kind: 'union', of: [core, daily(workday, 16, 18), daily(every, 10, 11)] },
    exceptDays: {
      kind: 'intersection',
      of: [daily(weekdays(3), 22, 6, 1), { kind: 'complement', of: daily(norway, 0, 24) }],
    },
    always: { kind: 'always' },
    never: { kind: 'never' },
  });
  const week = [at('2026-03-02'), at('2026-03-09')] as const;

  test('outside is the rest', () => {
    expect(calendar.openSeconds(0, ...week)).toBe(h(40));
    expect(calendar.openSeconds(1, ...week)).toBe(h(168 - 40));
    expect(calendar.openSeconds(2, ...week)).toBe(0);
  });
  test('touching spans are one interval', () => {
    expect(calendar.intervals(3, at('2026-03-03'), at('2026-03-04'))).toEqual([
      { start: at('2026-03-03', '08:00'), end: at('2026-03-03', '18:00') },
    ]);
  });
  test('except days takes whole civil days away, and the span keeps its date (D4)', () => {
    const wednesday = 20544; // 1 April; 2 April is skjærtorsdag
    expect(calendar.spansOn(4, wednesday)).toEqual([{ start: at('2026-04-01', '22:00'), end: at('2026-04-02') }]);
  });
  test('always and never', () => {
    expect(calendar.nextClosing(5, week[0])).toBeUndefined();
    expect(calendar.nextOpening(6, week[0])).toBeUndefined();
    expect(calendar.add(5, week[0], 10)).toBe(week[0] + 10);
    expect(calendar.add(6, week[0], 10)).toBeUndefined();
    expect(calendar.spansOn(5, 20544)).toEqual([{ start: at('2026-04-01'), end: at('2026-04-02') }]);
  });
});

describe('D3, D5: counting', () => {
  const calendar = calendarOf({ core });
  test.each([
    ['inside', '2026-03-03 10:00', 2, '2026-03-03 12:00'],
    ['exactly at closing', '2026-03-03 15:00', 1, '2026-03-03 16:00'],
    ['over the weekend', '2026-03-06 15:00', 2, '2026-03-09 09:00'],
    ['ITP-E6: over Easter', '2026-04-01 15:00', 2, '2026-04-07 09:00'],
    ['from outside', '2026-03-07 12:00', 2, '2026-03-09 10:00'],
    ['nothing', '2026-03-07 12:00', 0, '2026-03-07 12:00'],
  ])('%s', (_, start, hours, due) => {
    expect(calendar.add(0, local(start), h(hours))).toBe(local(due));
  });
  test('subtract is the latest instant', () => {
    expect(calendar.subtract(0, local('2026-03-09 09:00'), h(2))).toBe(local('2026-03-06 15:00'));
    expect(calendar.subtract(0, local('2026-03-09 09:00'), h(1))).toBe(local('2026-03-09 08:00'));
  });
  test('an opening is itself, a closing instant belongs to what follows', () => {
    expect(calendar.nextOpening(0, local('2026-03-03 08:00'))).toBe(local('2026-03-03 08:00'));
    expect(calendar.nextOpening(0, local('2026-03-03 16:00'))).toBe(local('2026-03-04 08:00'));
    expect(calendar.nextClosing(0, local('2026-03-03 16:00'))).toBe(local('2026-03-04 16:00'));
    expect(calendar.nextClosing(0, local('2026-03-03 08:00'))).toBe(local('2026-03-03 16:00'));
  });
});

describe('W6: horizons', () => {
  const calendar = calendarOf({ core, free: night });
  test('a holiday table that ends is not guessed on', () => {
    expect(() => calendar.isOpen(0, at('2027-01-04', '10:00'))).toThrow(OutsideHorizon);
    expect(() => calendar.spansOn(0, 20909)).toThrow(OutsideHorizon);
    expect(calendar.add(0, at('2026-12-30', '10:00'), h(100))).toBeUndefined();
    expect(calendar.isOpen(1, at('2027-01-04', '23:00'))).toBe(true);
  });
  test('a zone that ends is not guessed on', () => {
    expect(() => calendar.isOpen(1, at('2036-01-04'))).toThrow(OutsideHorizon);
    expect(calendar.add(1, at('2034-12-01'), h(8 * 400))).toBeUndefined();
  });
});

describe('laws', () => {
  const daySet = fc.oneof(
    fc.constant(every),
    fc.constant(workday),
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 5 }).map((days) => weekdays(...days)),
  );
  const quarter = fc.integer({ min: 0, max: 95 }).map((quarters) => quarters / 4);
  const aSpan = fc
    .record({ days: daySet, start: quarter, end: quarter, extra: fc.integer({ min: 0, max: 2 }) })
    .map(({ days, start, end, extra }) =>
      daily(days, start, end === 0 ? 24 : end, (end <= start && end > 0 ? 1 : 0) + extra),
    );
  const set = fc.letrec<{ set: WindowSet }>((tie) => ({
    set: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      aSpan,
      fc.array(tie('set'), { minLength: 1, maxLength: 3 }).map((of): WindowSet => ({ kind: 'union', of })),
      fc.array(tie('set'), { minLength: 1, maxLength: 2 }).map((of): WindowSet => ({ kind: 'intersection', of })),
      tie('set').map((of): WindowSet => ({ kind: 'complement', of })),
    ),
  })).set;
  // Weeks with the clock changes of 2026, and Easter.
  const start = fc
    .constantFrom(at('2026-03-27'), at('2026-10-23'), at('2026-04-01'), at('2026-06-01'))
    .chain((base) => fc.integer({ min: 0, max: 96 * 4 }).map((quarters) => base + quarters * 900));

  test('intervals are sorted, apart, clipped; the complement is the rest; isOpen agrees', () => {
    fc.assert(
      fc.property(set, start, (window, from) => {
        const until = from + h(60);
        const calendar = calendarOf({ window, rest: { kind: 'complement', of: window } });
        const intervals = calendar.intervals(0, from, until);
        let last = from - 1;
        for (const { start, end } of intervals) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(until);
        const total = intervals.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(calendar.openSeconds(0, from, until)).toBe(total);
        expect(calendar.openSeconds(1, from, until)).toBe(until - from - total);
        for (let t = from; t < until; t += 900) {
          expect(calendar.isOpen(0, t)).toBe(intervals.some(({ start, end }) => start <= t && t < end));
          expect(calendar.isOpen(0, t)).not.toBe(calendar.isOpen(1, t));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('add is what stepping finds, and openSeconds gives it back', () => {
    fc.assert(
      fc.property(set, start, fc.integer({ min: 1, max: 200 }), (window, from, quarters) => {
        const calendar = calendarOf({ window });
        const due = calendar.add(0, from, quarters * 900);
        let left = quarters;
        let t = from;
        for (; left > 0 && t < from + h(24 * 40); t += 900) if (calendar.isOpen(0, t)) left -= 1;
        if (left > 0) return;
        expect(due).toBe(t);
        expect(calendar.openSeconds(0, from, t)).toBe(quarters * 900);
        const back = calendar.subtract(0, t, quarters * 900);
        expect(back).toBe(calendar.nextOpening(0, from));
      }),
      { numRuns: 200 },
    );
  });

  test('the order of questions does not matter', () => {
    fc.assert(
      fc.property(set, fc.array(start, { minLength: 2, maxLength: 6 }), (window, instants) => {
        const one = calendarOf({ window });
        for (const instant of instants) {
          expect(one.nextClosing(0, instant)).toBe(calendarOf({ window }).nextClosing(0, instant));
        }
      }),
      { numRuns: 100 },
    );
  });
});

function local(text: string): number {
  const [date = '', time] = text.split(' ');
  return at(date, time);
}
