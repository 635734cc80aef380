// Recurring duties (R3).
import { expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { Performance } from '../../runtime/src/facts.ts';
import type { Clause, Ir, Order, Period, UnitFact } from '../../runtime/src/ir.ts';
import { duties } from '../../runtime/src/rights/duties.ts';
import { acme, agreement, clause, span } from './agreement.ts';

const calendar = (unit: Period['unit'], count = 1): Period => ({ basis: 'calendar', unit, count });
const perform = (count: number, period: Period, rest: Partial<Clause> = {}): Clause =>
  clause({
    kind: 'perform',
    question: 'perform:meeting',
    name: 'meeting',
    value: { kind: 'frequency', count, period },
    ...(rest as object),
  });
const on = (...dates: string[]): Performance[] =>
  dates.map((date, index) => ({ id: `p${index}`, name: 'meeting', on: date }));

function run(
  clauses: Clause[],
  performed: Performance[],
  asked: [string, string],
  order: Order = acme,
  parts: Partial<Ir> = {},
) {
  const ir = agreement({ clauses, ...parts } as Parameters<typeof agreement>[0]);
  return duties(createPlan(ir), order, { performed }, { from: asked[0], until: asked[1] });
}
const shown = ({ duties: all }: ReturnType<typeof run>) =>
  all.map(
    ({ period, done, due, short, late, state }) => `${period.from} ${done}/${due} short ${short} late ${late} ${state}`,
  );
const year: [string, string] = ['2026-01-01', '2026-12-31'];

test('PEC-E4: three meetings of four are one short', () => {
  const result = run(
    [perform(4, { basis: 'contract', unit: 'month', count: 12 })],
    on('2026-02-01', '2026-05-01', '2026-09-01'),
    year,
  );
  expect(shown(result)).toEqual(['2026-01-01 3/4 short 1 late 0 short']);
});

test('MB-E3, MB-E5: sessions each quarter, readings every day of March', () => {
  expect(run([perform(1, calendar('quarter'))], [], year).duties.map(({ period }) => period.until)).toEqual([
    '2026-03-31',
    '2026-06-30',
    '2026-09-30',
    '2026-12-31',
  ]);
  expect(run([perform(1, calendar('day'))], [], ['2026-03-01', '2026-03-31']).duties).toHaveLength(31);
});

test('what is done beyond a period’s own count makes good what the one before lacked, and no earlier one', () => {
  const monthly = [perform(2, calendar('month'))];
  expect(shown(run(monthly, on('2026-01-10', '2026-02-01', '2026-02-02'), ['2026-01-01', '2026-02-28']))).toEqual([
    '2026-01-01 1/2 short 1 late 0 short',
    '2026-02-01 2/2 short 0 late 0 done',
  ]);
  const february = on('2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04');
  expect(shown(run(monthly, february, ['2026-01-01', '2026-02-28']))).toEqual([
    '2026-01-01 0/2 short 2 late 2 late',
    '2026-02-01 2/2 short 0 late 0 done',
  ]);
  expect(shown(run(monthly, on('2026-01-01', '2026-01-02', '2026-01-03'), ['2026-02-01', '2026-02-28']))).toEqual([
    '2026-02-01 0/2 short 2 late 0 short',
  ]);
});

test('a period that lasts is open, by what was performed until then', () => {
  const yearly = [perform(2, calendar('year'))];
  expect(shown(run(yearly, on('2026-03-01', '2026-11-01'), ['2026-03-01', '2026-03-31']))).toEqual([
    '2026-01-01 1/2 short 1 late 0 open',
  ]);
});

test('part periods are due only when they count in full', () => {
  const order = { ...acme, from: '2026-01-10', until: '2026-03-15' };
  const starts = (partPeriods?: 'full') =>
    run([perform(1, calendar('month'))], [], year, order, {
      ...(partPeriods && { agreement: { ...agreement().agreement, partPeriods } }),
    }).duties.map(({ period }) => `${period.from} ${period.until}`);
  expect(starts()).toEqual(['2026-02-01 2026-02-28']);
  expect(starts('full')).toEqual(['2026-01-10 2026-01-31', '2026-02-01 2026-02-28', '2026-03-01 2026-03-15']);
});

test('a clause that begins inside a period is asked from the next one', () => {
  const clauses = [perform(1, calendar('month'), { when: [{ dates: { from: '2026-03-15' } }] })];
  expect(run(clauses, [], ['2026-01-01', '2026-05-31']).duties.map(({ period }) => period.from)).toEqual([
    '2026-04-01',
    '2026-05-01',
  ]);
});

test('a duty per unit, while the unit is there', () => {
  const subjects: Ir['subjects'] = [{ id: 'sql', kind: 'unit', unit: { kind: 'count' }, countsAs: [], span }];
  const unit = (id: string, from: string, until?: string): UnitFact => ({
    id,
    unit: 'sql',
    from,
    ...(until && { until }),
  });
  const order = { ...acme, units: [unit('a', '2026-01-01'), unit('b', '2026-02-01', '2026-02-28')] };
  const performed = [{ id: 'p', name: 'meeting', on: '2026-02-03', unit: 'b' }];
  const { duties: all, problems } = run(
    [perform(1, calendar('month'), { unit: 0 } as object)],
    performed,
    ['2026-01-01', '2026-03-31'],
    order,
    { subjects },
  );
  expect(all.map(({ unit, period, done }) => `${unit} ${period.from} ${done}`)).toEqual([
    'a 2026-01-01 0',
    'a 2026-02-01 0',
    'a 2026-03-01 0',
    'b 2026-02-01 1',
  ]);
  expect(problems).toEqual([]);
});

test('facts that are none of the duty are problems', () => {
  const facts: Performance[] = [
    { id: 'a', name: 'party', on: '2026-02-01' },
    { id: 'b', name: 'meeting', on: '2025-12-31' },
    { id: 'c', name: 'meeting', on: '2026-02-30' },
    { id: 'd', name: 'meeting', on: '2026-02-01' },
    { id: 'd', name: 'meeting', on: '2026-02-02' },
  ];
  const { problems } = run([perform(1, calendar('month'))], facts, year);
  expect(problems.map(({ code }) => code)).toEqual([
    'unknown-subject',
    'outside-validity',
    'bad-fact',
    'duplicate-id',
    'duplicate-id',
  ]);
});

test('an open frequency is a problem, and nothing is due', () => {
  const { duties: all, problems } = run([perform(1, calendar('month'), { value: { kind: 'open' } })], [], year);
  expect(all).toEqual([]);
  expect(problems).toMatchObject([{ code: 'open-value', subject: 'meeting' }]);
});
