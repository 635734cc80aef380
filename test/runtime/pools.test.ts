// Allowances that each unit brings, what is drawn beyond what an allowance holds, and what renews itself (meanings A10, A11, A13).
import { describe, expect, test } from 'vitest';
import type { AllowanceShare, Beyond, Clause, IncludeClause } from '../../runtime/src/ir.ts';
import { h } from './agreement.ts';
import { bill, happened, include, ir, money, net, order, priceOf, rate, s, work } from './build.ts';

const hours = (value: number) => String(h(value));
const beyond = (kind: Beyond['kind'], most: Beyond['most']) => ({ beyond: { kind, most } });
const percent = (value: string): Beyond['most'] => ({ kind: 'percent', percent: value });
const quantity = (value: number): Beyond['most'] => ({ kind: 'quantity', amount: hours(value) });

describe('A10: for each unit', () => {
  const perServer: Clause = {
    ...(include(hours(2)) as IncludeClause),
    id: 'include.vm',
    question: 'include:work:vm',
    unit: s('vm'),
  };
  const agreed = ir([rate('100'), include(hours(1)), perServer], { agreement: { partPeriods: 'by-day' } });
  const vm = (id: string, from: string, until?: string) => ({
    id,
    unit: 'vm',
    from,
    ...(until === undefined ? {} : { until }),
  });

  test('a unit that comes brings its part, and one that leaves takes nothing back', () => {
    const units = [vm('a', '2026-01-01', '2026-04-10'), vm('b', '2026-04-16')];
    const { balances } = bill(agreed, { units }, '2026-04');
    expect(balances.map(({ granted, expired }) => [granted, expired])).toEqual([
      [hours(1), hours(1)],
      [hours(3), hours(3)],
    ]);
  });

  test('one who comes back brings nothing more in that period', () => {
    const units = [vm('a', '2026-04-01', '2026-04-10'), vm('a', '2026-04-20')];
    const { balances } = bill(agreed, { units }, '2026-04');
    expect(balances.map(({ granted }) => granted)).toEqual([hours(1), hours(2)]);
  });

  test('is drawn beside what the period grants without units', () => {
    const entries = [work('a', ['2026-04-02', '08:00', '13:00'])];
    expect(net(bill(agreed, { units: [vm('a', '2026-01-01')], entries }, '2026-04'))).toBe('200.00');
    expect(net(bill(agreed, { entries }, '2026-04'))).toBe('400.00');
  });
});

describe('A11: beyond', () => {
  const entries = [work('a', ['2026-03-03', '08:00', '13:00'])];
  const priced = (more: Pick<IncludeClause, 'beyond'>, asked = '2026-03', until?: string) =>
    bill(
      ir([rate('100'), include(hours(2), more)]),
      { entries },
      asked,
      until === undefined ? {} : { order: order({ until }) },
    );

  test.each([
    ['leeway of a share', beyond('leeway', percent('50')), '200.00'],
    ['leeway of an amount', beyond('leeway', quantity(2)), '100.00'],
    ['borrowed', beyond('borrow', quantity(1)), '200.00'],
    ['no more is borrowed than the next period grants', beyond('borrow', quantity(5)), '100.00'],
  ] as const)('%s', (_, more, cost) => {
    expect(net(priced(more))).toBe(cost);
  });

  test('nothing is borrowed from after the end of the order', () => {
    expect(net(priced(beyond('borrow', quantity(5)), '2026-03', '2026-03-31'))).toBe('300.00');
  });

  test('a leeway ends with its period; what is borrowed is taken from the next', () => {
    const april = (more: Pick<IncludeClause, 'beyond'>) =>
      priced(more, '2026').balances.find(({ period }) => period.from === '2026-04-01');
    expect(april(beyond('leeway', quantity(1)))).toMatchObject({ opening: '0', carriedIn: '0', granted: hours(2) });
    expect(april(beyond('borrow', quantity(1)))).toMatchObject({ carriedIn: `-${hours(1)}`, expired: hours(1) });
  });

  test('what is borrowed goes from one bill to the next', () => {
    const agreed = ir([rate('100'), include(hours(2), beyond('borrow', quantity(1)))]);
    const { closing } = bill(agreed, { entries }, '2026-03');
    expect(closing.lots.map(({ left }) => left)).toEqual([`-${hours(1)}`]);
    const next = bill(agreed, { entries: [work('b', ['2026-04-02', '08:00', '10:00'])] }, '2026-04', {
      opening: closing,
    });
    expect(next.balances).toMatchObject([{ carriedIn: `-${hours(1)}`, used: hours(2), closing: `-${hours(1)}` }]);
  });
});

describe('A13: renewal', () => {
  const card = (renewed: AllowanceShare, granted: string) => ({
    ...(include(granted) as IncludeClause),
    id: 'include.card',
    question: 'include:work:callout',
    lot: { event: s('callout') },
    renewed,
  });
  const { period: _, ...bought } = card({ kind: 'quantity', amount: '0' }, hours(1));
  const steps = {
    kind: 'ladder',
    mode: 'part',
    steps: [{ to: { bound: '2', included: true }, value: money('100') }, { value: money('50') }],
  } as const;
  const agreed = ir([rate('100'), priceOf('callout', steps, { scope: 'contract-year' }), bought]);
  const occurrences = [happened('first', 'callout', '2026-01-02', '08:00')];
  const entries = [work('a', ['2026-01-05', '08:00', '10:30']), work('b', ['2026-02-03', '08:00', '08:45'])];

  test('what was renewed is handed on where its price climbs over a longer scope', () => {
    const january = bill(agreed, { entries, occurrences }, '2026-01');
    const february = bill(agreed, { entries, occurrences }, '2026-02', { opening: january.closing });
    expect([january, february].map(net)).toEqual(['250.00', '50.00']);
    expect(january.closing.renewed).toHaveLength(2);
    expect(bill(agreed, { entries, occurrences }, '2026').lines.map(({ id }) => id)).toEqual(
      [january, february].flatMap(({ lines }) => lines.map(({ id }) => id)),
    );
  });

  test('a card of next to nothing is not bought for ever', () => {
    const tiny = { ...bought, value: { kind: 'quantity', amount: '0.001' } } as const;
    const invoice = bill(ir([rate('100'), priceOf('callout', '1'), tiny]), { entries, occurrences }, '2026-01');
    expect(invoice.lines.filter(({ subject }) => subject === 'callout')).toHaveLength(101);
  });
});
