// Lots that are bought: when they may be drawn, when they end, how they go from one bill to the next (meaning A9).
import { describe, expect, test } from 'vitest';
import type { BoughtLot, Clause, IncludeClause } from '../../runtime/src/ir.ts';
import { h } from './agreement.ts';
import { bill, happened, include, ir, net, priceOf, rate, s, work } from './build.ts';

const hours = (value: number) => String(h(value));

function bought(amount: string, valid?: BoughtLot['valid'], id = 'include.callout'): Clause {
  const { period: _, ...rest } = include(amount) as IncludeClause;
  const lot = { event: s('callout'), ...(valid === undefined ? {} : { valid }) };
  return { ...rest, id, question: 'include:work:callout', lot };
}

const valid = (count: number, unit: 'day' | 'month', from: 'purchase' | 'first-use' = 'purchase') => ({
  length: { count, unit },
  from,
});
const card = (date: string, quantity = '1') => happened(`card ${date}`, 'callout', date, '12:00', { quantity });
const agreed = (...clauses: Clause[]) => ir([rate('100'), priceOf('callout', '500'), ...clauses]);

describe('A9: bought', () => {
  test('holds from the day on which it is bought, through the day before the same day of a later month', () => {
    const facts = {
      occurrences: [card('2026-01-31')],
      entries: [
        work('before', ['2026-01-30', '08:00', '09:00']),
        work('first', ['2026-01-31', '08:00', '09:00']),
        work('last', ['2026-02-27', '08:00', '09:00']),
        work('after', ['2026-02-28', '08:00', '09:00']),
      ],
    };
    const { lines, balances } = bill(agreed(bought(hours(10), valid(1, 'month'))), facts, '2026');
    expect(lines.filter(({ kind }) => kind === 'rate').map(({ source, amount }) => [source, amount])).toEqual([
      ['before', '100.00'],
      ['first', '0.00'],
      ['last', '0.00'],
      ['after', '100.00'],
    ]);
    expect(balances).toMatchObject([
      { period: { from: '2026-01-01', until: '2026-12-31' }, granted: hours(10), used: hours(2), expired: hours(8) },
    ]);
  });

  test('work over midnight is drawn from what the day has', () => {
    const facts = {
      occurrences: [card('2026-03-03')],
      entries: [work('night', ['2026-03-02', '23:00', '2026-03-03', '02:00'])],
    };
    expect(net(bill(agreed(bought(hours(10))), facts, '2026-03'))).toBe('600.00');
    expect(net(bill(agreed(bought(hours(10), valid(1, 'day'))), facts, '2026-03'))).toBe('600.00');
  });

  test('what ends first is drawn first, and what has no end last', () => {
    const both = agreed(bought(hours(10), valid(40, 'day')), include(hours(2)));
    const facts = { occurrences: [card('2026-03-03')], entries: [work('a', ['2026-03-04', '08:00', '11:00'])] };
    expect(bill(both, facts, '2026-03').balances.map(({ used }) => used)).toEqual([hours(2), hours(1)]);
    const endless = agreed(
      bought(hours(10)),
      include(hours(2), { carry: { percent: '100', of: 'unused', periods: 1 } }),
    );
    expect(bill(endless, facts, '2026-03').balances.map(({ used }) => used)).toEqual([hours(3), '0']);
  });

  test('goes from one bill to the next with its end, also when that began with its first use', () => {
    const plan = agreed(bought(hours(10), valid(1, 'month', 'first-use')));
    const entries = [
      work('a', ['2026-03-10', '08:00', '09:00']),
      work('b', ['2026-04-09', '08:00', '09:00']),
      work('c', ['2026-04-10', '08:00', '09:00']),
    ];
    const facts = { occurrences: [card('2026-01-05')], entries };
    const [first, march] = [bill(plan, facts, '2026-01'), bill(plan, facts, '2026-03')];
    expect(first.closing.lots).toMatchObject([{ from: '2026-01-05', left: hours(10) }]);
    expect(first.closing.lots[0]).not.toHaveProperty('until');
    expect(march.closing.lots).toMatchObject([{ from: '2026-01-05', until: '2026-04-09', left: hours(9) }]);
    const april = bill(plan, facts, '2026-04', { opening: march.closing });
    expect(net(april)).toBe('100.00');
    expect(april.balances).toMatchObject([{ opening: hours(9), used: hours(1), expired: hours(8), closing: '0' }]);
  });

  test('of two cards the amount follows the quantity, and an open amount stops what would draw on it', () => {
    const facts = { occurrences: [card('2026-03-03', '2')], entries: [work('a', ['2026-03-04', '08:00', '09:00'])] };
    expect(bill(agreed(bought(hours(10))), facts, '2026-03').balances).toMatchObject([{ granted: hours(20) }]);
    const open = { ...bought(hours(10)), value: { kind: 'open' } } as Clause;
    expect(bill(agreed(open), facts, '2026-03').problems).toMatchObject([{ code: 'open-value', subject: 'a' }]);
  });
});
