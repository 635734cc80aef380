// When deadlines fall due (D2–D5, D10), with every worked deadline of the five published agreements.
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { DaySet, Deadline, TargetInfo } from '../../runtime/src/ir.ts';
import { deadlines } from '../../runtime/src/targets/deadlines.ts';
import { acme, both, daily, h, norway, not, weekdays, windows, workday } from './agreement.ts';
import { due, events, instant, make, of, one, run, sets, target, time } from './tickets.ts';

describe('worked examples of the published agreements', () => {
  const itpays = make([
    ...(['Standard', 'Utvidet', 'Pro'] as const).flatMap((tier, column) => {
      const row = (window: number, values: Deadline[]) =>
        target(values[column]!, [
          { choices: { tier: [tier] }, windows: [{ moment: 'reported', window, inside: true }] },
        ]);
      return [row(0, [time(2, of('core')), time(1), time(0.5)]), row(1, [time(2, of('core')), time(6), time(3)])];
    }),
    target({ kind: 'no-promise' }, [{ choices: { channel: ['email'] } }], { rank: 'override' }),
  ]);
  test.each([
    ['Pro', '2026-03-04 10:00', 'phone', '2026-03-04 10:30'],
    ['Pro', '2026-03-07 22:00', 'emergency', '2026-03-08 01:00'],
    ['Pro', '2026-03-29 00:30', 'emergency', '2026-03-29 04:30'],
    ['Standard', '2026-04-01 15:00', 'phone', '2026-04-07 09:00'],
    ['Standard', '2026-03-07 12:00', 'phone', '2026-03-09 10:00'],
    ['Utvidet', '2026-03-10 07:30', 'phone', '2026-03-10 13:30'],
    ['Utvidet', '2026-03-10 08:00', 'phone', '2026-03-10 09:00'],
  ])('ITP-E6: %s reported %s by %s is due %s', (tier, reported, channel, expected) => {
    const order = { ...acme, choices: { tier } };
    expect(run(itpays, [`reported ${reported} channel=${channel}`], undefined, order).due).toBe(instant(expected));
  });
  test('ITP-14: no promise by e-mail', () => {
    const order = { ...acme, choices: { tier: 'Pro' } };
    expect(run(itpays, ['reported 2026-03-04 10:00 channel=email'], undefined, order)).toMatchObject({
      state: 'no-promise',
    });
  });

  test('BAL-E4: back within 15 min; work begun 60 min from the call, or from the call-back', () => {
    const attend = (from: string): TargetInfo[] => [
      { id: 'respond', from: 'reported', to: ['responded'], mode: 'all' },
      { id: 'resolve', from, to: ['begun'], mode: 'all' },
    ];
    const clauses = [target(time(0.25)), target(time(1), [{}], { on: 1 })];
    const rows = ['reported 2026-03-11 20:00', 'responded 2026-03-11 20:15'];
    const of = (from: string) =>
      deadlines(createPlan(make(clauses, { targets: attend(from) })), acme, events(...rows)).targets.map(
        ({ due }) => due,
      );
    expect(of('reported')).toEqual([instant('2026-03-11 20:15'), instant('2026-03-11 21:00')]);
    expect(of('responded')).toEqual([instant('2026-03-11 20:15'), instant('2026-03-11 21:15')]);
  });

  test.each([
    ['MB-E1', time(4), '2026-03-09 10:00', '2026-03-09 14:00'],
    ['MB-E2', time(4), '2026-03-28 23:30', '2026-03-29 04:30'],
    ['MO-E4 Basis', time(5), '2026-03-09 10:00', '2026-03-09 15:00'],
    ['MO-E4 Standard', time(3), '2026-03-10 19:30', '2026-03-10 22:30'],
    ['MO-E4 Pluss', time(1), '2026-03-08 03:00', '2026-03-08 04:00'],
    ['MO-E4 Pluss, clock change', time(1), '2026-03-29 01:30', '2026-03-29 03:30'],
    ['MO-E4 Basis, window', time(5, of('monitoring')), '2026-03-13 15:30', '2026-03-16 12:30'],
    ['MO-E4 Basis, 07:30 to 16:30', time(5, { kind: 'window', window: 5 }), '2026-03-13 15:30', '2026-03-16 11:30'],
    ['MO-E4 Standard, window', time(3, of('standard')), '2026-03-13 21:30', '2026-03-16 08:30'],
    ['MO-E4 Basis over Easter', time(5, { kind: 'window', window: 5 }), '2026-04-01 14:30', '2026-04-07 10:30'],
    ['PEC-E3 over the weekend', { kind: 'opening', window: 3 }, '2026-03-13 18:00', '2026-03-16 08:30'],
    ['PEC-E3 over 1 May', { kind: 'opening', window: 3 }, '2026-04-30 17:00', '2026-05-04 08:30'],
    ['PEC-E3 over Ascension', { kind: 'opening', window: 3 }, '2026-05-13 16:45', '2026-05-15 08:30'],
  ] as [string, Deadline, string, string][])('%s', (_, value, reported, expected) => {
    const ir = one(value, { windows: windows({ ...sets, basis: daily(workday, 7.5, 16.5) }) });
    expect(due(ir, `reported ${reported}`)).toBe(instant(expected));
  });
});

describe('D2, D3, D5, D10: kinds of deadlines', () => {
  const closing: Deadline = { kind: 'closing', window: 0 };
  test.each([
    ['used up exactly at closing', time(8, of('core')), '2026-03-03 08:00', '2026-03-03 16:00'],
    ['zero outside the window is due at once', time(0, of('core')), '2026-03-07 12:00', '2026-03-07 12:00'],
    ['a night window over the autumn change', time(9, of('night')), '2026-10-24 22:00', '2026-10-25 06:00'],
    ['an hour in the doubled hour', time(1), '2026-10-25 02:30+02:00', '2026-10-25 02:30+01:00'],
    ['at opening, open already', { kind: 'opening', window: 0 }, '2026-03-03 09:00', '2026-03-03 09:00'],
    ['at closing, inside', closing, '2026-03-03 09:00', '2026-03-03 16:00'],
    ['at closing, at the closing instant', closing, '2026-03-03 16:00', '2026-03-04 16:00'],
    ['at closing, on Friday night', closing, '2026-03-06 20:00', '2026-03-09 16:00'],
    ['at 17:00 same day', { kind: 'time-of-day', time: h(17), days: 0 }, '2026-03-06 20:00', '2026-03-06 17:00'],
    [
      'at 02:30 next day, which the clocks skip',
      { kind: 'time-of-day', time: h(2.5), days: 1 },
      '2026-03-28 20:00',
      '2026-03-29 03:00',
    ],
    [
      'at 02:30 next day, which comes twice',
      { kind: 'time-of-day', time: h(2.5), days: 1 },
      '2026-10-24 20:00',
      '2026-10-25 02:30+02:00',
    ],
    [
      'the earliest',
      { kind: 'earliest', of: [time(4), closing, { kind: 'no-promise' }] },
      '2026-03-03 13:00',
      '2026-03-03 16:00',
    ],
    ['the latest', { kind: 'latest', of: [time(4), closing] }, '2026-03-03 13:00', '2026-03-03 17:00'],
    ['an aim', { kind: 'aim', of: time(4) }, '2026-03-03 13:00', '2026-03-03 17:00'],
  ] as [string, Deadline, string, string][])('%s', (_, value, reported, expected) => {
    expect(due(one(value), `reported ${reported}`)).toBe(instant(expected));
  });
  test.each([
    [{ kind: 'no-promise' }, 'no-promise'],
    [{ kind: 'not-offered' }, 'no-promise'],
    [{ kind: 'best-effort' }, 'best-effort'],
    [{ kind: 'latest', of: [time(1), { kind: 'no-promise' }] }, 'no-promise'],
    [{ kind: 'open' }, 'undecided'],
  ] as [Deadline, string][])('%j is %s', (value, state) => {
    expect(run(one(value), ['reported 2026-03-03 13:00']).state).toBe(state);
  });
});

describe('D4: business days', () => {
  const days = (count: number, rest: Partial<Extract<Deadline, { kind: 'business-days' }>> = {}): Deadline => ({
    kind: 'business-days',
    count,
    days: workday,
    ends: { kind: 'close' },
    ...rest,
  });
  test.each([
    ['the start day does not count', days(1), '2026-03-03 10:00', '2026-03-05 00:00'],
    ['over the weekend', days(1), '2026-03-06 10:00', '2026-03-10 00:00'],
    ['over Easter, at the close', days(4, { window: 0 }), '2026-03-31 10:00', '2026-04-09 16:00'],
    ['a Saturday report', days(1, { window: 0 }), '2026-03-07 10:00', '2026-03-09 16:00'],
    ['before the cut-off', days(1, { window: 0, cutOff: h(12) }), '2026-03-03 11:59', '2026-03-03 16:00'],
    ['at the cut-off', days(1, { window: 0, cutOff: h(12) }), '2026-03-03 12:00', '2026-03-04 16:00'],
    [
      'before the cut-off on a day that is none',
      days(1, { window: 0, cutOff: h(12) }),
      '2026-03-07 09:00',
      '2026-03-09 16:00',
    ],
    ['at a time', days(2, { ends: { kind: 'time', time: h(10) } }), '2026-03-05 15:00', '2026-03-09 10:00'],
    ['at opening', days(2, { window: 0, ends: { kind: 'open' } }), '2026-03-05 15:00', '2026-03-09 08:00'],
    ['the last close of the day', days(1, { window: 5 }), '2026-03-03 10:00', '2026-03-04 18:00'],
    [
      'a span over midnight closes on the next date',
      days(1, { days: weekdays(4), window: 4 }),
      '2026-03-03 10:00',
      '2026-03-06 06:00',
    ],
  ] as [string, Deadline, string, string][])('%s', (_, value, reported, expected) => {
    const ir = one(value, {
      windows: windows({ ...sets, split: { kind: 'union', of: [daily(workday, 8, 12), daily(workday, 13, 18)] } }),
    });
    expect(due(ir, `reported ${reported}`)).toBe(instant(expected));
  });
  test('a window that hardly ever opens is waited for until its table ends, and not longer', () => {
    const thursdays: DaySet = { kind: 'nth', nth: 'third', weekday: 4 };
    const rare = windows({
      ...sets,
      rare: daily(thursdays, 12, 13),
      known: daily(both(thursdays, not(norway)), 12, 13),
    });
    const dueIn = (hours: number, window: number) => {
      const ir = one(time(hours, { kind: 'window', window }), { windows: rare });
      const { targets, problems } = deadlines(createPlan(ir), acme, events('reported 2026-03-03 10:00'));
      return targets[0]!.due ?? problems.map(({ code }) => code);
    };
    const [byZone, byHolidays] = [rare.length - 2, rare.length - 1];
    expect(dueIn(100, byZone)).toBe(instant('2034-06-15 13:00'));
    expect(dueIn(107, byZone)).toEqual(['outside-horizon']);
    expect(dueIn(10, byHolidays)).toBe(instant('2026-12-17 13:00'));
    expect(dueIn(11, byHolidays)).toEqual(['outside-horizon']);
  });
  test('days that are never business days end at the horizon', () => {
    const none = one(days(1, { days: { kind: 'intersection', of: [weekdays(1), weekdays(2)] } }));
    const { targets, problems } = deadlines(createPlan(none), acme, events('reported 2026-03-03 10:00'));
    expect(targets[0]!.state).toBe('undecided');
    expect(problems).toMatchObject([{ code: 'outside-horizon', subject: 'T1' }]);
  });
});
