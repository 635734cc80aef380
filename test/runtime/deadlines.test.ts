// Tickets over time: pauses, starts and stops, changes, as of an instant, problems, explanations (D1, D6–D9).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { TicketEvent } from '../../runtime/src/facts.ts';
import type { Deadline, Ir, TargetInfo } from '../../runtime/src/ir.ts';
import { deadlines } from '../../runtime/src/targets/deadlines.ts';
import { acme, at, clause, h, workday } from './agreement.ts';
import { due, events, instant, make, of, one, run, target, time, waits } from './tickets.ts';

describe('D6: pauses', () => {
  const report = 'reported 2026-03-03 10:00';
  const wait = (from: string, until?: string) => [
    `changed ${from} waiting=customer`,
    ...(until === undefined ? [] : [`changed ${until} waiting=nobody`]),
  ];
  test.each([
    [
      'only counted time is paused',
      time(4, of('core')),
      wait('2026-03-03 12:00', '2026-03-03 13:00'),
      '2026-03-03 15:00',
    ],
    [
      'outside the window it moves nothing',
      time(8, of('core')),
      wait('2026-03-03 16:00', '2026-03-04 08:00'),
      '2026-03-04 10:00',
    ],
    ['half outside', time(8, of('core')), wait('2026-03-03 15:00', '2026-03-04 09:00'), '2026-03-04 12:00'],
    ['elapsed', time(4), wait('2026-03-03 12:00', '2026-03-04 12:00'), '2026-03-04 14:00'],
    [
      'after the due instant it moves nothing',
      time(2),
      wait('2026-03-03 12:00', '2026-03-03 13:00'),
      '2026-03-03 12:00',
    ],
    ['one second before it does', time(2), wait('2026-03-03 11:59', '2026-03-03 12:59'), '2026-03-03 13:00'],
    [
      'a time of day stays',
      { kind: 'time-of-day', time: h(17), days: 0 },
      wait('2026-03-03 11:00', '2026-03-04 11:00'),
      '2026-03-03 17:00',
    ],
  ] as [string, Deadline, string[], string][])('%s', (_, value, rows, expected) => {
    expect(due(one(value), report, ...rows)).toBe(instant(expected));
  });
  const twoDays: Deadline = { kind: 'business-days', count: 2, days: workday, window: 0, ends: { kind: 'close' } };
  test.each([
    ['a day wholly paused is not counted', wait('2026-03-04 08:00', '2026-03-04 16:00'), '2026-03-06 16:00'],
    ['a day paused but for a minute is', wait('2026-03-04 08:01', '2026-03-04 16:00'), '2026-03-05 16:00'],
    ['over the weekend', wait('2026-03-05 07:00', '2026-03-09 17:00'), '2026-03-10 16:00'],
  ])('business days: %s', (_, rows, expected) => {
    expect(due(one(twoDays), report, ...rows)).toBe(instant(expected));
  });
  test('a pause that lasts has no due instant', () => {
    const paused = run(one(time(4, of('core'))), [report, ...wait('2026-03-03 12:00')]);
    expect(paused).toMatchObject({ state: 'paused', used: h(2), left: h(2) });
    expect(paused.due).toBeUndefined();
    expect(run(one(twoDays), [report, ...wait('2026-03-03 12:00')])).toMatchObject({ state: 'paused' });
  });
  test('a pause that began after the due instant leaves it overdue', () => {
    const rows = [report, ...wait('2026-03-03 13:00')];
    expect(run(one(time(2)), rows, '2026-03-03 14:00')).toMatchObject({
      state: 'overdue',
      due: instant('2026-03-03 12:00'),
    });
  });
  test('paused from the report on, and the stop ends the pause', () => {
    const rows = [`${report} waiting=customer`, 'responded 2026-03-03 11:00'];
    expect(run(one(time(2)), rows)).toMatchObject({
      state: 'met',
      due: instant('2026-03-03 13:00'),
      used: 0,
      left: h(2),
    });
  });
  test('several pauses hold together, and what was never stated sets none', () => {
    const severe = clause({
      kind: 'pause',
      question: 'pause:respond',
      targets: [0],
      value: { kind: 'pause' },
      when: [{ choices: { severity: ['low'] } }],
      id: 'pause.low',
    });
    const ir = make([target(time(2)), waits, severe]);
    expect(due(ir, report, ...wait('2026-03-03 11:00', '2026-03-03 12:00'))).toBe(instant('2026-03-03 13:00'));
    expect(due(ir, report)).toBe(instant('2026-03-03 12:00'));
  });
  test('a pause that lasts while nothing is due yet shows as paused, also where it moves nothing', () => {
    const ir = one({ kind: 'time-of-day', time: h(17), days: 0 });
    const rows = [report, ...wait('2026-03-03 11:00')];
    expect(run(ir, rows, '2026-03-03 12:00')).toMatchObject({ state: 'paused', due: instant('2026-03-03 17:00') });
    expect(run(ir, rows, '2026-03-03 18:00')).toMatchObject({ state: 'overdue' });
  });
  test('a pause of one target is none of another', () => {
    const ir = make([target(time(2), [{}], { on: 1 }), waits]);
    expect(run(ir, [report, ...wait('2026-03-03 11:00', '2026-03-03 12:00')]).due).toBe(instant('2026-03-03 12:00'));
  });
});

describe('D1, D9: starts, stops, and as of', () => {
  const ir = one(time(2));
  test.each([
    ['stopped at the deadline', ['reported 2026-03-03 10:00', 'responded 2026-03-03 12:00'], undefined, 'met'],
    ['a second late', ['reported 2026-03-03 10:00', 'responded 2026-03-03 12:00:01'], undefined, 'missed'],
    ['stopped before the start', ['reported 2026-03-03 10:00', 'responded 2026-03-03 09:00'], undefined, 'met'],
    ['never started', ['responded 2026-03-03 09:00'], undefined, 'not-started'],
    ['running', ['reported 2026-03-03 10:00'], '2026-03-03 12:00', 'running'],
    ['overdue', ['reported 2026-03-03 10:00'], '2026-03-03 12:00:01', 'overdue'],
    [
      'what comes later is not known',
      ['reported 2026-03-03 10:00', 'responded 2026-03-03 11:00'],
      '2026-03-03 10:30',
      'running',
    ],
    ['not yet reported', ['reported 2026-03-03 10:00'], '2026-03-03 09:00', 'not-started'],
    [
      'reopened: what is met stays met',
      ['reported 2026-03-03 10:00', 'responded 2026-03-03 11:00', 'reopened 2026-03-04 10:00'],
      undefined,
      'met',
    ],
    [
      'the first start counts',
      ['reported 2026-03-03 10:00', 'reported 2026-03-03 11:00', 'responded 2026-03-03 12:30'],
      undefined,
      'missed',
    ],
  ])('%s', (_, rows, asOf, state) => {
    expect(run(ir, rows, asOf).state).toBe(state);
  });
  test('used and left', () => {
    expect(run(ir, ['reported 2026-03-03 10:00'], '2026-03-03 10:30')).toMatchObject({ used: h(0.5), left: h(1.5) });
    expect(run(ir, ['reported 2026-03-03 10:00'], '2026-03-03 13:00')).toMatchObject({ used: h(3), left: h(-1) });
  });

  const start = (mode: 'all' | 'any', againAfter?: string): TargetInfo[] => [
    {
      id: 'respond',
      from: 'reported',
      to: ['opened', 'answered'],
      mode,
      ...(againAfter !== undefined && { againAfter }),
    },
  ];
  test('all, any: the later or the earlier', () => {
    const rows = ['reported 2026-03-03 10:00', 'opened 2026-03-03 11:00', 'answered 2026-03-03 13:00'];
    expect(run(one(time(2), { targets: start('all') }), rows)).toMatchObject({
      state: 'missed',
      stoppedAt: instant('2026-03-03 13:00'),
    });
    expect(run(one(time(2), { targets: start('any') }), rows)).toMatchObject({
      state: 'met',
      stoppedAt: instant('2026-03-03 11:00'),
    });
    expect(run(one(time(2), { targets: start('all') }), rows.slice(0, 2)).state).toBe('running');
  });
  test('again after: the last reopening starts it, and only later stops count', () => {
    const again = one(time(2), { targets: start('any', 'reopened') });
    const rows = ['reported 2026-03-03 10:00', 'opened 2026-03-03 11:00', 'reopened 2026-03-04 10:00'];
    expect(run(again, rows)).toMatchObject({ state: 'running', due: instant('2026-03-04 12:00') });
    expect(run(again, [...rows, 'opened 2026-03-04 13:00'])).toMatchObject({ state: 'missed' });
  });
});

describe('D11: rounds', () => {
  const repeating: TargetInfo[] = [
    {
      id: 'respond',
      from: 'responded',
      to: ['updated'],
      mode: 'all',
      repeatsUntil: 'resolved',
      againAfter: 'reopened',
    },
  ];
  const ir = one(time(2), { targets: repeating });
  const states = (...rows: string[]) =>
    deadlines(createPlan(ir), acme, events(...rows)).targets.map(({ round, state }) => `${round} ${state}`);
  const rows = ['responded 2026-03-03 10:00', 'updated 2026-03-03 11:00', 'updated 2026-03-03 14:00'];
  test('each stop starts the clock anew', () => {
    expect(states(...rows)).toEqual(['1 met', '2 missed', '3 running']);
    expect(states(...rows, 'resolved 2026-03-03 15:00', 'updated 2026-03-03 20:00')).toEqual([
      '1 met',
      '2 missed',
      '3 met',
    ]);
    expect(states('responded 2026-03-03 10:00', 'resolved 2026-03-03 13:00')).toEqual(['1 missed']);
  });
  test('what came before the start, or at it', () => {
    expect(states('resolved 2026-03-03 09:00', ...rows)).toEqual(['1 met']);
    expect(states('updated 2026-03-03 09:00', 'updated 2026-03-03 10:00', 'responded 2026-03-03 10:00')).toEqual([
      '1 running',
    ]);
    expect(states('resolved 2026-03-03 09:00', ...rows, 'reopened 2026-03-04 10:00')).toEqual(['1 running']);
  });
});

describe('D7, D8: choices over time', () => {
  const clauses = [
    target(time(1), [{ choices: { severity: ['high'] } }]),
    target(time(4), [{ choices: { severity: ['low'] } }]),
    waits,
  ];
  const rows = ['reported 2026-03-03 10:00 severity=high', 'changed 2026-03-03 10:30 severity=low'];
  const changes = (how: 'from-report' | 'from-change' | undefined) =>
    make(clauses, how === undefined ? {} : { agreement: { changes: how } });
  test('from report, from change, or not said', () => {
    expect(due(changes('from-report'), ...rows)).toBe(instant('2026-03-03 14:00'));
    expect(due(changes('from-change'), ...rows)).toBe(instant('2026-03-03 14:30'));
    const { targets, problems } = deadlines(createPlan(changes(undefined)), acme, events(...rows));
    expect(targets).toMatchObject([{ state: 'undecided' }]);
    expect(problems).toMatchObject([{ code: 'change-not-said', subject: 'T1' }]);
  });
  test('from report with the pauses before the change', () => {
    const paused = ['changed 2026-03-03 10:10 waiting=customer', 'changed 2026-03-03 10:20 waiting=nobody'];
    expect(due(changes('from-report'), ...rows, ...paused)).toBe(instant('2026-03-03 14:10'));
    expect(due(changes('from-change'), ...rows, ...paused)).toBe(instant('2026-03-03 14:30'));
  });
  test('an answer that comes first, or stays equal, is no change', () => {
    expect(due(changes(undefined), 'reported 2026-03-03 10:00', 'changed 2026-03-03 10:30 severity=low')).toBe(
      instant('2026-03-03 14:00'),
    );
    expect(
      due(changes(undefined), 'reported 2026-03-03 10:00 severity=low', 'changed 2026-03-03 11:00 channel=phone'),
    ).toBe(instant('2026-03-03 14:00'));
  });
  test('a milestone that happens is no change', () => {
    const confirmed = [{ windows: [{ moment: 'confirmed', window: 0, inside: true }] }];
    const ir = make([target(time(4), [{}], { rank: 'default' }), target(time(1), confirmed)]);
    expect(due(ir, 'reported 2026-03-03 10:00', 'confirmed 2026-03-03 10:30')).toBe(instant('2026-03-03 11:00'));
  });
  test('what is not known yet is pending', () => {
    expect(run(changes(undefined), ['reported 2026-03-03 10:00'])).toMatchObject({ state: 'pending' });
    expect(deadlines(createPlan(changes(undefined)), acme, events('reported 2026-03-03 10:00')).problems).toEqual([]);
  });
  test('after the stop nothing is asked again', () => {
    const stopped = [
      'reported 2026-03-03 10:00 severity=high',
      'responded 2026-03-03 11:30',
      'changed 2026-03-03 12:00 severity=low',
    ];
    expect(run(changes(undefined), stopped)).toMatchObject({ state: 'missed', due: instant('2026-03-03 11:00') });
  });
  test('as of before the change', () => {
    expect(run(changes(undefined), rows, '2026-03-03 10:15')).toMatchObject({
      state: 'running',
      due: instant('2026-03-03 11:00'),
    });
  });
});

describe('problems', () => {
  const problemsOf = (ir: Ir, ...rows: string[]) =>
    deadlines(createPlan(ir), acme, events(...rows)).problems.map(({ code }) => code);
  test('gap, contradiction, validity, horizon, unknown choices, and each only once', () => {
    const high = [{ choices: { severity: ['high'] } }];
    expect(problemsOf(make([target(time(1), high)]), 'reported 2026-03-03 10:00 severity=low')).toEqual(['gap']);
    expect(
      problemsOf(make([target(time(1)), target(time(2), high)]), 'reported 2026-03-03 10:00 severity=high'),
    ).toEqual(['contradiction']);
    expect(problemsOf(one(time(1)), 'reported 2025-12-31 10:00')).toEqual(['outside-validity']);
    expect(problemsOf(one(time(100, of('core'))), 'reported 2026-12-30 10:00')).toEqual(['outside-horizon']);
    expect(problemsOf(one(time(1)), 'reported 2026-03-03 10:00 severity=medium colour=red')).toEqual([
      'unknown-choice',
      'unknown-choice',
    ]);
    expect(problemsOf(make([target(time(1)), target(time(1), [{}], { on: 1 })]), 'reported 2025-12-31 10:00')).toEqual([
      'outside-validity',
    ]);
  });
  test('two truths at one instant', () => {
    expect(
      problemsOf(one(time(1)), 'reported 2026-03-03 10:00 severity=low', 'changed 2026-03-03 10:00 severity=high'),
    ).toEqual(['bad-fact']);
  });
  test('an event without a time', () => {
    const { targets, problems } = deadlines(createPlan(one(time(1))), acme, [
      { ticket: 'T1', event: 'reported', at: Number.NaN },
    ]);
    expect(targets).toEqual([]);
    expect(problems).toMatchObject([{ code: 'bad-fact' }]);
  });
});

test('the explanation names what was asked, who answered, what was counted, paused and due', () => {
  const ir = make([
    target(time(10, of('core')), [{ choices: { severity: ['high'] } }], { id: 'rapid', paper: '4.2' }),
    waits,
  ]);
  const rows = [
    'reported 2026-03-03 10:00 severity=high',
    'changed 2026-03-03 12:00 waiting=customer',
    'changed 2026-03-03 13:00 waiting=nobody',
  ];
  const { trace, clause, paper } = run(ir, rows);
  expect({ clause, paper }).toEqual({ clause: 'rapid', paper: '4.2' });
  expect(
    JSON.parse(JSON.stringify(trace)).children.map(
      ({ what, text }: { what: string; text: string }) => `${what}: ${text}`,
    ),
  ).toEqual([
    'asked: asked with `severity` high',
    'answer: § 4.2: 10 h of `core`',
    'pause: paused',
    'clock: 2 h of `core`',
    'clock: 3 h of `core`',
    'clock: 5 h of `core`',
    'due: due',
  ]);
});

test('law: the order of events does not matter, and a pause moves the deadline by the counted time it covers', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 12 });
  const begin = at('2026-03-26', '09:00');
  fc.assert(
    fc.property(
      fc.constantFrom(time(5, of('core')), time(30)),
      fc.uniqueArray(minutes, { minLength: 2, maxLength: 6 }),
      fc.nat(),
      (value, cuts, seed) => {
        const sorted = cuts.slice(0, cuts.length - (cuts.length % 2)).sort((a, b) => a - b);
        const list: TicketEvent[] = [
          { ticket: 'T1', event: 'reported', at: begin },
          ...sorted.map((minute, index) => ({
            ticket: 'T1',
            event: 'changed',
            at: begin + minute * 60,
            choices: { waiting: index % 2 === 0 ? 'customer' : 'nobody' },
          })),
        ];
        const plan = createPlan(one(value));
        const [result] = deadlines(plan, acme, list).targets;
        const shuffled = list
          .map((event, index) => ({ event, key: (seed * 31 + index * 7919) % 101 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(deadlines(plan, acme, shuffled).targets).toEqual([result]);

        const isCounted = (t: number) => {
          const passed = sorted.filter((minute) => begin + minute * 60 <= t).length;
          return (
            passed % 2 === 0 &&
            (value.kind !== 'duration' || value.clock.kind === 'elapsed' || plan.calendar.isOpen(value.clock.window, t))
          );
        };
        let left = value.kind === 'duration' ? value.seconds / 60 : 0;
        let t = begin;
        for (; left > 0; t += 60) if (isCounted(t)) left -= 1;
        expect(result?.due).toBe(t);
      },
    ),
    { numRuns: 60 },
  );
});
