// Examples: every kind of expectation, met and not met.
import { expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import { runExample } from '../../runtime/src/examples.ts';
import type { Clause, Example, Expectation, Ir } from '../../runtime/src/ir.ts';
import { acme, at, clause, h, span } from './agreement.ts';
import { counts, fee, hourly, include, ir, month, rate, subjects, surcharge, win, work, year } from './build.ts';

/** An expectation without the place where it is written. */
type Bare = Expectation extends infer E ? (E extends Expectation ? Omit<E, 'span'> : never) : never;

const respond = (value: Extract<Clause, { kind: 'target' }>['value']) =>
  clause({ kind: 'target', question: 'target:respond', target: 0, value });
const dbcc = clause({
  kind: 'perform',
  question: 'perform:dbcc',
  name: 'dbcc',
  value: { kind: 'frequency', count: 4, period: year },
});
const patching = subjects.length;

const agreed: Ir = ir(
  [
    rate('100', { id: 'rate.work' }),
    fee('50'),
    surcharge('rush', '50'),
    counts({ step: '900', rounding: 'started' }),
    include(String(h(2)), { carry: { percent: '50', of: 'unused', periods: 1 } }),
    fee('10', { unit: 'switch' }),
    respond({ kind: 'duration', seconds: 1800, clock: { kind: 'elapsed' } }),
    dbcc,
    clause({
      kind: 'permit',
      question: 'permit:patching',
      subject: patching,
      value: { kind: 'with-notice', seconds: 3600, clock: { kind: 'elapsed' } },
    }),
  ],
  {
    agreement: { vat: { kind: 'on-top', percent: '25' } },
    subjects: [...subjects, { id: 'patching', kind: 'matter', unit: { kind: 'count' }, countsAs: [], span }],
  },
);

const order = { ...acme, units: [{ id: 'core', unit: 'switch', from: '2026-01-01', numbers: { cards: '6' } }] };
const facts = {
  entries: [work('a', ['2026-03-03', '08:00', '10:50'])],
  tickets: [
    { ticket: 'T1', at: at('2026-03-04', '10:00'), event: 'reported' },
    { ticket: 'T1', at: at('2026-03-04', '10:20'), event: 'responded' },
  ],
  performed: ['2026-01-10', '2026-04-10', '2026-07-10'].map((on, index) => ({ id: `p${index}`, name: 'dbcc', on })),
};

function run(expectations: Bare[], over: Partial<Example> = {}) {
  const example = { id: 'e', order, facts, expectations: expectations.map((one) => ({ ...one, span })), span, ...over };
  return runExample(createPlan(agreed), example as Example).map(({ ok, actual, expected }) => [ok, actual, expected]);
}

const march = { from: '2026-03-01', until: '2026-03-31' };
const all2026 = { from: '2026-01-01', until: '2026-12-31' };
const money = (amount: string, of?: Extract<Bare, { kind: 'amount' }>['of'], rest: object = {}): Bare => ({
  kind: 'amount',
  basis: 'cost',
  period: march,
  amount,
  withVat: false,
  ...(of && { of }),
  ...rest,
});

test('amounts', () => {
  // 2 h 50 min count for 3 h: March's 2 h and 1 h carried from February.
  expect(
    run([
      money('120.00'),
      money('120'),
      money('150', undefined, { withVat: true }),
      money('0', { kind: 'subject', name: 'work' }),
      money('120', { kind: 'fees' }),
      money('50', { kind: 'fee', name: 'fee' }),
      money('70', { kind: 'fee', name: 'switch' }),
      money('0', { kind: 'surcharge', name: 'rush' }),
      money('120', undefined, { basis: 'invoice' }),
      money('121'),
    ]).map(([ok]) => ok),
  ).toEqual([true, true, true, true, true, true, true, true, true, false]);
});

test('what cannot be priced', () => {
  const odd = {
    facts: {
      entries: [
        work('a', ['2025-03-03', '08:00', '10:00']),
        work('b', ['2026-03-03', '08:00', '10:00'], { subject: 'dance' }),
      ],
    },
  };
  expect(run([{ kind: 'unpriced', period: march }, money('120'), money('120', { kind: 'fees' })], odd)).toEqual([
    [true, 'cannot be priced: `dance` is not an activity of this agreement.', 'cannot be priced'],
    [false, 'cannot be priced: `dance` is not an activity of this agreement.', '120.00'],
    [true, '120.00', '120.00'],
  ]);
  expect(run([{ kind: 'unpriced', period: march }])).toEqual([[false, '120.00', 'cannot be priced']]);
});

test('counted, balance and carried', () => {
  expect(
    run([
      { kind: 'counted', subject: 'work', period: march, amount: String(h(3)) },
      { kind: 'balance', subject: 'work', on: '2026-03-31', amount: '0' },
      { kind: 'balance', subject: 'work', on: '2026-02-28', amount: String(h(3)) },
      { kind: 'carried', subject: 'work', on: '2026-02-28', amount: String(h(1)) },
      { kind: 'carried', subject: 'work', on: '2026-03-31', amount: String(h(1)) },
    ]),
  ).toEqual([
    [true, '3 h', '3 h'],
    [true, '0 h', '0 h'],
    [true, '3 h', '3 h'],
    [true, '1 h', '1 h'],
    [false, '0 h', '1 h'],
  ]);
});

test('deadlines, duties, rights and units', () => {
  expect(
    run([
      { kind: 'due', ticket: 'T1', target: 'respond', at: at('2026-03-04', '10:30') },
      { kind: 'due', ticket: 'T2', target: 'respond', at: at('2026-03-04', '10:30') },
      { kind: 'state', ticket: 'T1', target: 'respond', state: 'met' },
      { kind: 'state', ticket: 'T1', target: 'respond', state: 'missed' },
      { kind: 'duty', name: 'dbcc', period: all2026, due: 4, done: 3, short: 1 },
      { kind: 'units', unit: 'switch', period: march, amount: '7' },
      {
        kind: 'permitted',
        subject: 'patching',
        after: at('2026-03-10', '13:10'),
        choices: {},
        at: at('2026-03-10', '14:10'),
      },
    ]),
  ).toEqual([
    [true, 'Wed 2026-03-04 10:30', 'Wed 2026-03-04 10:30'],
    [false, 'no ticket `T2`', 'Wed 2026-03-04 10:30'],
    [true, 'met', 'met'],
    [false, 'met', 'missed'],
    [true, '4 due, 3 done, 1 short', '4 due, 3 done, 1 short'],
    [true, '7', '7'],
    [true, 'Tue 2026-03-10 14:10', 'Tue 2026-03-10 14:10'],
  ]);
});

test('MO-E3: windows', () => {
  expect(
    run([
      { kind: 'openings', window: win('service'), period: all2026, count: 50 },
      { kind: 'open-time', window: win('service'), period: march, seconds: h(36) },
    ]),
  ).toEqual([
    [true, '50', '50'],
    [true, '36 h', '36 h'],
  ]);
});

test('answers', () => {
  const ask = { kind: 'answer', at: at('2026-03-04', '10:00'), choices: {}, numbers: {} } as const;
  expect(
    run([
      { ...ask, question: 'rate:work', value: hourly('100') },
      { ...ask, question: 'rate:work', value: { kind: 'rate', amount: '50', per: '1800' } },
      { ...ask, question: 'rate:work', value: hourly('101') },
      { ...ask, question: 'rate:travel', value: hourly('101') },
      { ...ask, question: 'target:respond', value: { kind: 'no-promise' } },
      { ...ask, question: 'perform:dbcc', value: { kind: 'frequency', count: 4, period: month } },
    ]),
  ).toEqual([
    [true, '100/h', '100/h'],
    [true, '100/h', '50 per 30 min'],
    [false, '100/h', '101/h'],
    [false, 'no clause answers `rate:travel`', ''],
    [false, '30 min elapsed', 'no promise'],
    [false, '4 per calendar year', '4 per month'],
  ]);
});
