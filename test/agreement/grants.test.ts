// What periods grant of activities that are drawn together, by runtime and reference alike, where a row says another period than the others or weeks lie between (meanings A1, A14).
import { compile } from '@avtal/compiler';
import { createPlan, price } from '@avtal/runtime';
import { expect, test } from 'vitest';
import { expectAgreement } from './hold.ts';
import { comparePrices } from './prices.ts';

const frame = [
  'agreement Granted {',
  'currency NOK',
  'timezone Europe/Oslo',
  'vat none',
  'part months full',
  'event card',
  'activity travel',
  'rate work: 1000/h',
  'rate travel: 500/h',
  'include work per month: 2 h',
];
const weeks = 'include travel per week from 2026-03-09: 1 h';
const firstMonth = 'include travel per month until 2026-03-08: 4 h';
const bought = ['price card: 900', 'include work, travel each card: 3 h'];
const counted = ['count work, travel each job: exact'];

type Row = readonly [what: string, rows: readonly string[], hours: number];

/** Twelve weeks begin from 9 March to the end of May. */
test.each<Row>([
  ['weeks after weeks without, with what is bought for both', [weeks, ...bought], 12],
  ['weeks after weeks without, counted as one', [weeks, ...counted], 12],
  ['a month, then weeks, with what is bought for both', [firstMonth, weeks, ...bought], 16],
  ['a month, then weeks, counted as one', [firstMonth, weeks, ...counted], 16],
])('%s', (_what, rows, hours) => {
  const text = [...frame, ...rows, '}', 'order A for Granted {', 'from 2026-03-01', '}'].join('\n');
  const { ir, diagnostics } = compile('granted.avtal', () => text);
  const order = ir?.orders[0];
  if (ir === undefined || order === undefined) return expect.fail(diagnostics.map(({ message }) => message).join('\n'));
  const start = Date.UTC(2026, 3, 7, 8) / 1000;
  const facts = { entries: [{ id: 'a', subject: 'travel', start, end: start + 7200, keys: { job: 'j' } }] };
  const ask = { from: '2026-03-01', until: '2026-05-31', basis: 'cost' } as const;
  expectAgreement(comparePrices({ ir, order, facts, ask }));
  const { balances, problems, totals } = price(createPlan(ir), order, facts, ask);
  expect(problems).toEqual([]);
  const granted = balances.filter(({ subject }) => subject === 'travel').map((balance) => Number(balance.granted));
  expect(granted.reduce((sum, one) => sum + one, 0)).toBe(hours * 3600);
  // Of the two hours, the week has one.
  expect(totals.net).toBe('500.00');
});
