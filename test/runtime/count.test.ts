// Counting: free parts, minimums, steps, scopes and where added time lies (meanings C1–C6).
import { describe, expect, test } from 'vitest';
import { Rational } from '../../runtime/src/exact.ts';
import { counted } from '../../runtime/src/pricing/count.ts';
import { bill, counts, during, happened, include, ir, net, perKm, rate, shown, start, work } from './build.ts';

const min = (minutes: number) => String(minutes * 60);
const started = (minutes: number) => ({ step: min(minutes), rounding: 'started' }) as const;

describe('C3: the order of the rule', () => {
  test.each([
    ['as it is', {}, 50, 0, 50],
    ['per started 15', started(15), 50, 0, 60],
    ['per started, exactly full', started(15), 45, 0, 45],
    ['zero stays zero', started(15), 0, 0, 0],
    ['minimum of zero', { minimum: min(60) }, 0, 0, 60],
    ['minimum before the step', { minimum: min(50), ...started(15) }, 10, 0, 60],
    ['free first', { free: min(15), ...started(15) }, 16, 15, 15],
    ['all of it free', { free: min(15), minimum: min(15), ...started(15) }, 15, 15, 0],
    ['free if up to', { freeIfUpTo: min(15), ...started(15) }, 15, 15, 0],
    ['longer than free if up to', { freeIfUpTo: min(15), ...started(15) }, 16, 0, 30],
    ['free if up to, then free first', { freeIfUpTo: min(10), free: min(5) }, 12, 5, 7],
    ['completed', { step: min(15), rounding: 'completed' }, 44, 0, 30],
    ['nearest, below half', { step: min(15), rounding: 'nearest' }, 22, 0, 15],
    ['nearest, half goes up', { step: min(10), rounding: 'nearest' }, 25, 0, 30],
    ['grace', { ...started(60), grace: min(5) }, 65, 0, 60],
    ['more than grace', { ...started(60), grace: min(5) }, 66, 0, 120],
  ] as const)('%s', (_, rule, length, free, charged) => {
    const found = counted({ kind: 'count', ...rule }, Rational.of(length * 60));
    expect([found.free.toString(), found.charged.toString()]).toEqual([min(free), min(charged)]);
  });
});

const three = [
  work('a', ['2026-03-03', '08:00', '08:07'], { job: '1', person: 'kari' }),
  work('b', ['2026-03-03', '10:00', '10:16'], { job: '2', person: 'kari' }),
  work('c', ['2026-03-03', '14:00', '14:45'], { job: '3', person: 'ola' }),
];

describe('C2: what is counted as one', () => {
  test('MO-E1: 1 h 50 min is eight started quarters', () => {
    const entries = [work('a', ['2026-03-03', '08:00', '09:50'], { job: '1' })];
    expect(net(bill(ir([rate('100'), counts(started(15), { scope: 'job' })]), { entries }, '2026-03'))).toBe('200.00');
  });

  test.each([
    ['entry', '90.00'],
    ['job', '90.00'],
    ['day', '75.00'],
    ['month', '75.00'],
    ['person-day', '75.00'],
  ])('fork: three jobs a day, each %s', (scope, sum) => {
    expect(net(bill(ir([rate('60'), counts(started(15), { scope })]), { entries: three }, '2026-03'))).toBe(sum);
  });

  test.each([
    ['job', 'the fact does not say which'],
    ['person-day', 'the fact names no `person`'],
  ])('a fact that does not say its %s is a problem', (scope, what) => {
    const invoice = bill(
      ir([rate('100'), counts(started(15), { scope })]),
      { entries: [work('a', ['2026-03-03', '08:00', '09:00'])] },
      '2026-03',
    );
    const problem = { code: 'scope-missing', subject: 'a', message: expect.stringContaining(what) };
    expect(invoice).toMatchObject({ complete: false, lines: [], problems: [problem] });
  });

  test.each([
    ['alone', [], '33.33'],
    ['beside one with a job', [work('b', ['2026-03-03', '10:00', '11:00'], { job: '1' })], '133.33'],
  ])('what is counted exactly needs no scope: %s', (_, others, sum) => {
    const agreed = ir([rate('100'), counts({}, { scope: 'job' })]);
    const entries = [work('a', ['2026-03-03', '09:00', '09:20']), ...others];
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe(sum);
  });

  test('what is counted exactly and says no scope stands beside what another rule counts as one', () => {
    const agreed = ir([
      rate('60'),
      counts({}, { scope: 'job', when: [during('core')] }),
      counts(started(60), { scope: 'visit', when: [during('offcore')] }),
    ]);
    const entries = [work('a', ['2026-03-03', '15:50', '16:20'], { visit: 'V' })];
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe('70.00');
  });

  test('cutting the entries of a job changes nothing', () => {
    const agreed = ir([
      rate('100', { when: [during('core')] }),
      rate('200', { when: [during('offcore')] }),
      counts(started(30), { scope: 'job' }),
    ]);
    const whole = [work('a', ['2026-03-03', '15:10', '16:20'], { job: '1' })];
    const parts = [
      work('a', ['2026-03-03', '15:10', '15:30'], { job: '1' }),
      work('b', ['2026-03-03', '15:30', '16:00'], { job: '1' }),
      work('c', ['2026-03-03', '16:00', '16:20'], { job: '1' }),
    ];
    const sum = net(bill(agreed, { entries: whole }, '2026-03'));
    expect(sum).toBe('216.66'); // 50 min at 100 and 40 min at 200: the added 20 min lie outside core.
    // Cut, each entry is a line: 33.33 + 50.00 + 133.33.
    expect(net(bill(agreed, { entries: parts }, '2026-03'))).toBe(sum);
  });
});

describe('C2: a rule that changes inside the scope', () => {
  const entries = [work('a', ['2026-03-03', '15:50', '16:20'], { job: '1' })];
  const two = (across?: 'first' | 'last' | 'part') =>
    ir([
      rate('60', { when: [during('core')] }),
      rate('120', { when: [during('offcore')] }),
      counts(started(15), { scope: 'job', when: [during('core')], ...(across && { across }) }),
      counts(started(60), { scope: 'job', when: [during('offcore')], ...(across && { across }) }),
    ]);

  test.each([
    ['first', '50.00'], // 30 min are two quarters: 10 min at 60, 20 min at 120.
    ['last', '110.00'], // 30 min are one hour: 10 min at 60, 20 + 30 min at 120.
    ['part', '135.00'], // 15 min at 60, 60 min at 120.
  ] as const)('across %s', (across, sum) => {
    expect(net(bill(two(across), { entries }, '2026-03'))).toBe(sum);
  });

  test('refused where nothing is said', () => {
    expect(bill(two(), { entries }, '2026-03')).toMatchObject({
      lines: [],
      problems: [{ code: 'count-changes-in-scope' }],
    });
  });

  test('a part without a rule is under the rule as it is', () => {
    const agreed = ir([rate('60'), counts(started(60), { scope: 'job', when: [during('offcore')], across: 'part' })]);
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe('70.00');
  });
});

describe('C4, C5: where added time lies', () => {
  test('added time has the rate of the last piece and is posted where the scope starts', () => {
    const agreed = ir([
      rate('60', { when: [during('offcore')] }),
      rate('6', { when: [during('core')] }),
      counts({ minimum: min(120) }, { scope: 'job' }),
    ]);
    const entries = [work('a', ['2026-03-31', '23:30', '2026-04-01', '00:30'], { job: '1' })];
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe('90.00'); // 30 min worked, 60 min added.
    expect(net(bill(agreed, { entries }, '2026-04'))).toBe('30.00');
    expect(net(bill(agreed, { entries }, '2026'))).toBe('120.00');
  });

  test('added time draws on the month in which the scope starts', () => {
    const agreed = ir([rate('60'), counts({ minimum: min(120) }, { scope: 'job' }), include(min(60))]);
    const entries = [work('a', ['2026-03-31', '23:30', '2026-04-01', '00:30'], { job: '1' })];
    const { balances } = bill(agreed, { entries }, '2026', {});
    expect(balances.filter(({ used }) => used !== '0').map(({ period, used }) => [period.from, used])).toEqual([
      ['2026-03-01', min(60)], // 30 min of work and the first 30 min of what is added.
      ['2026-04-01', min(30)],
    ]);
  });

  test('what the step takes away is taken from the end', () => {
    const agreed = ir([
      rate('60', { when: [during('core')] }),
      rate('120', { when: [during('offcore')] }),
      counts({ step: min(60), rounding: 'completed' }, { scope: 'job' }),
    ]);
    const entries = [work('a', ['2026-03-03', '15:00', '16:40'], { job: '1' })];
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe('60.00');
  });

  test('free minutes are the first in order of time', () => {
    const agreed = ir([
      rate('60', { when: [during('core')] }),
      rate('120', { when: [during('offcore')] }),
      counts({ free: min(60) }, { scope: 'job' }),
    ]);
    const entries = [
      work('b', ['2026-03-03', '16:00', '17:00'], { job: '1' }),
      work('a', ['2026-03-03', '15:00', '16:00'], { job: '1' }),
    ];
    expect(shown(bill(agreed, { entries }, '2026-03'))).toEqual(['rate work 0.00', 'rate work 120.00']);
  });

  test('W1: an entry of length zero meets a minimum and opens its scope', () => {
    const agreed = ir([rate('60'), counts({ minimum: min(30) }, { scope: 'job' }), start('job', '100')]);
    expect(net(bill(agreed, { entries: [work('a', ['2026-03-03', '09:00', '09:00'], { job: '1' })] }, '2026-03'))).toBe(
      '130.00',
    );
  });
});

test('C6: quantities of usages are counted in their own unit', () => {
  const agreed = ir([
    rate(perKm('3'), { of: 'trip' }),
    counts({ minimum: '10', step: '5', rounding: 'started' }, { of: 'trip' }),
  ]);
  const occurrences = [
    happened('a', 'trip', '2026-03-03', '09:00', { quantity: '4' }),
    happened('b', 'trip', '2026-03-03', '10:00', { quantity: '11' }),
  ];
  expect(shown(bill(agreed, { occurrences }, '2026-03'))).toEqual(['rate trip 30.00', 'rate trip 45.00']);
});

test('the clock change does not disturb a step', () => {
  const agreed = ir([rate('60'), counts(started(60))]);
  const entries = [work('a', ['2026-03-29', '01:30', '03:45']), work('b', ['2026-10-25', '00:30', '03:15'])];
  expect(bill(agreed, { entries }, '2026').lines.map(({ quantity }) => quantity)).toEqual([min(120), min(240)]);
});
