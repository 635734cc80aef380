// Allowances: order of drawing, factors, what expires, what is carried, and the identity of balances (meanings A1–A8).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rational } from '../../runtime/src/exact.ts';
import type { Balance, Invoice } from '../../runtime/src/results.ts';
import { h } from './agreement.ts';
import {
  bill,
  contractYear,
  draws,
  during,
  happened,
  include,
  ir,
  month,
  net,
  order,
  priceOf,
  rate,
  shown,
  work,
  year,
} from './build.ts';

const hours = (value: number) => String(h(value));

function holds({ opening, granted, carriedIn, used, expired, closing }: Balance): boolean {
  const of = Rational.parse;
  return of(opening).plus(of(granted)).plus(of(carriedIn)).minus(of(used)).minus(of(expired)).equals(of(closing));
}

describe('A2–A4: drawing', () => {
  test('an allowance that ends inside a segment splits it there', () => {
    const agreed = ir([rate('100'), include(hours(1)), draws('2')]);
    const [line] = bill(agreed, { entries: [work('a', ['2026-03-03', '08:00', '09:00'])] }, '2026-03').lines;
    expect(line).toMatchObject({ amount: '50.00', drawn: '1800', quantity: '1800' });
  });

  test('a factor divides odd seconds exactly', () => {
    const agreed = ir([rate('3600'), include('1001'), draws('3')]);
    const [line] = bill(agreed, { entries: [work('a', ['2026-03-03', '08:00', '08:10'])] }, '2026-03').lines;
    expect(line).toMatchObject({ drawn: '1001/3', quantity: '799/3', exact: '799/3', amount: '266.33' });
  });

  test('drawing follows the time of work, not the order of entry', () => {
    const agreed = ir([
      rate('100', { when: [during('core')] }),
      rate('200', { when: [during('offcore')] }),
      include(hours(1)),
    ]);
    const entries = [work('a', ['2026-03-05', '18:00', '19:00']), work('b', ['2026-03-03', '08:00', '09:00'])];
    expect(net(bill(agreed, { entries }, '2026-03'))).toBe('200.00');
  });

  test('a gap in drawing is a problem, but only while there is an allowance', () => {
    const agreed = ir([rate('100'), include(hours(1)), draws('1', { when: [during('core')] })]);
    const entries = [work('a', ['2026-03-03', '18:00', '19:00'])];
    expect(bill(agreed, { entries }, '2026-03').problems).toMatchObject([{ code: 'gap', subject: 'a' }]);
  });

  test('what is wholly drawn needs no rate and stands on the line of the draw clause', () => {
    const agreed = ir([include(hours(4)), draws('1', { id: 'draw.work' })]);
    const invoice = bill(agreed, { entries: [work('a', ['2026-03-03', '08:00', '09:00'])] }, '2026-03');
    expect(invoice).toMatchObject({ complete: true, lines: [{ clause: 'draw.work', amount: '0.00', drawn: '3600' }] });
  });

  test('what is drawn is told in the unit of its subject', () => {
    const agreed = ir([include('2', { of: 'callout' }), priceOf('callout', '595')]);
    const occurrences = [happened('a', 'callout', '2026-03-03', '08:00')];
    const [line] = bill(agreed, { occurrences }, '2026-03').lines;
    const drawn = line?.trace.children?.[0]?.children?.find(({ what }) => what === 'drawn');
    expect(drawn).toMatchObject({
      amount: '1',
      unit: 'count',
      text: '1 drawn from the allowance of 2026-03-01 to 2026-03-31',
    });
  });

  test('unlimited covers all and has no balance', () => {
    const agreed = ir([include('unlimited', { of: 'callout' }), priceOf('callout', '595')]);
    const invoice = bill(
      agreed,
      { occurrences: [happened('a', 'callout', '2026-03-03', '08:00', { quantity: '40' })] },
      '2026-03',
    );
    expect([net(invoice), invoice.balances]).toEqual(['0.00', []]);
  });

  test('an allowance of which nobody knows the size blocks what would draw from it', () => {
    const open = { ...include('0'), value: { kind: 'open', name: 'bank', decider: 'per customer' } } as ReturnType<
      typeof include
    >;
    const facts = { entries: [work('a', ['2026-03-03', '08:00', '09:00'])] };
    expect(bill(ir([rate('100'), open]), facts, '2026-03').problems).toMatchObject([
      { code: 'open-value', subject: 'a' },
    ]);
    const agreed = order({ values: { bank: { kind: 'quantity', amount: hours(1) } } });
    expect(net(bill(ir([rate('100'), open]), facts, '2026-03', { order: agreed }))).toBe('0.00');
  });
});

describe('A5, A6: what is left', () => {
  const bank = (of: 'unused' | 'granted', periods?: number) =>
    ir([
      rate('100'),
      include(hours(40), { period: year, carry: { percent: '20', of, ...(periods === undefined ? {} : { periods }) } }),
    ]);
  const used = (count: number) => ({
    entries: Array.from({ length: count }, (_, day) =>
      work(`w${day}`, [`2026-03-${String(day + 1).padStart(2, '0')}`, '08:00', '09:00']),
    ),
  });
  const carried = (invoice: Invoice) => invoice.closing.lots.map(({ left, until }) => [left, until]);

  test.each(['unused', 'granted'] as const)('PEC-E1, E2: of %s', (of) => {
    const none = bill(bank(of, 1), {}, '2026');
    expect(carried(none)).toEqual([[hours(8), '2027-12-31']]);
    expect(none.balances).toMatchObject([{ granted: hours(40), expired: hours(32), closing: hours(8) }]);
    const all = ir([
      ...bank(of, 1).clauses.slice(0, 1),
      include(hours(10), { period: year, carry: { percent: '20', of, periods: 1 } }),
    ]);
    expect(carried(bill(all, used(10), '2026'))).toEqual([]);
  });

  test('forks: 30 of 40 hours used, and 32 of 40', () => {
    expect(carried(bill(bank('granted', 1), used(30), '2026'))).toEqual([[hours(8), '2027-12-31']]);
    expect(carried(bill(bank('unused', 1), used(30), '2026'))).toEqual([[hours(2), '2027-12-31']]);
    const more = { entries: [...used(30).entries, work('x', ['2026-04-01', '08:00', '10:00'])] };
    expect(carried(bill(bank('granted', 1), more, '2026'))).toEqual([[hours(8), '2027-12-31']]);
    expect(carried(bill(bank('unused', 1), more, '2026'))).toEqual([[String(h(1.6)), '2027-12-31']]);
  });

  test('a carried lot is drawn first, ends with its period and is not carried again', () => {
    const agreed = ir([rate('100'), include(hours(2), { carry: { percent: '100', of: 'unused', periods: 1 } })]);
    const entries = [work('a', ['2026-02-03', '08:00', '09:00'])];
    expect(bill(agreed, { entries }, '2026').balances.slice(0, 3)).toMatchObject([
      { opening: '0', granted: hours(2), carriedIn: '0', used: '0', expired: '0', closing: hours(2) },
      { opening: '0', granted: hours(2), carriedIn: hours(2), used: hours(1), expired: hours(1), closing: hours(2) },
      { opening: '0', granted: hours(2), carriedIn: hours(2), used: '0', expired: hours(2), closing: hours(2) },
    ]);
  });

  test('A6: after the last period of the order, what runs on is drawn without a balance', () => {
    const daily = { basis: 'calendar', unit: 'day', count: 1 } as const;
    const agreed = ir([rate('100'), include(hours(2), { period: daily, carry: { percent: '100', of: 'unused' } })]);
    const entries = [work('a', ['2026-03-03', '23:00', '2026-03-04', '02:00'])];
    const invoice = bill(agreed, { entries }, '2026-03', { order: order({ from: '2026-03-01', until: '2026-03-03' }) });
    expect(net(invoice)).toBe('0.00');
    expect(invoice.balances.map(({ period, used, closing }) => [period.until, used, closing])).toEqual([
      ['2026-03-01', '0', hours(2)],
      ['2026-03-02', '0', hours(4)],
      ['2026-03-03', hours(1), hours(5)],
    ]);
  });

  test('without end, and at most', () => {
    const agreed = ir([include(hours(2), { carry: { percent: '100', of: 'unused', atMost: hours(1) } })]);
    expect(carried(bill(agreed, {}, '2026-02'))).toEqual([[hours(1), undefined]]);
  });

  test('at most: of one period and those before together', () => {
    const agreed = ir([include(hours(2), { carry: { percent: '100', of: 'unused', periods: 2, atMost: hours(3) } })]);
    expect(carried(bill(agreed, {}, '2026-02'))).toEqual([
      [hours(2), '2026-03-31'],
      [hours(1), '2026-04-30'],
    ]);
  });

  test('A8: part periods', () => {
    const agreed = (partPeriods: 'full' | 'by-day' | 'free') =>
      ir([include(hours(31))], { agreement: { partPeriods } });
    const late = order({ from: '2026-03-22' });
    const granted = (parts: 'full' | 'by-day' | 'free') =>
      bill(agreed(parts), {}, '2026-03', { order: late }).balances[0]?.granted;
    expect([granted('full'), granted('by-day'), granted('free')]).toEqual([hours(31), hours(10), '0']);
  });

  test('contract periods are counted from the first day of the order', () => {
    const agreed = ir([rate('100'), include(hours(1), { period: { ...contractYear, unit: 'month' } })]);
    const late = order({ from: '2026-01-31' });
    const periods = bill(agreed, {}, '2026', { order: late })
      .balances.slice(0, 3)
      .map(({ period }) => period);
    expect(periods).toEqual([
      { from: '2026-01-31', until: '2026-02-27' },
      { from: '2026-02-28', until: '2026-03-30' },
      { from: '2026-03-31', until: '2026-04-29' },
    ]);
  });
});

test('the balance of a part of a year', () => {
  const agreed = ir([rate('100'), include(hours(3), { period: year })]);
  const entries = [work('a', ['2026-02-03', '08:00', '09:00']), work('b', ['2026-03-03', '08:00', '09:00'])];
  expect(bill(agreed, { entries }, '2026-03').balances).toMatchObject([
    {
      period: { from: '2026-03-01', until: '2026-03-31' },
      opening: hours(2),
      granted: '0',
      used: hours(1),
      closing: hours(1),
    },
  ]);
});

test('A6 holds on random work', () => {
  const entry = fc.record({
    day: fc.integer({ min: 0, max: 364 }),
    hour: fc.integer({ min: 0, max: 23 }),
    seconds: fc.integer({ min: 0, max: 30000 }),
  });
  const agreements = [
    ir([
      rate('100'),
      include(hours(5), { carry: { percent: '30', of: 'unused', periods: 2 } }),
      draws('1', { when: [during('core')] }),
      draws('7', { when: [during('offcore')] }),
    ]),
    ir([
      rate('100'),
      include(hours(9), {
        period: { ...month, unit: 'quarter' },
        carry: { percent: '50', of: 'granted', atMost: hours(2) },
      }),
    ]),
  ];
  const first = Date.UTC(2026, 0, 1) / 1000;
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), fc.constantFrom(...agreements), (list, agreed) => {
      const entries = list
        .map(({ day, hour, seconds }, index) => {
          const from = first + day * 86400 + hour * 3600;
          return {
            id: `e${index}`,
            subject: 'work',
            start: from,
            end: Math.min(from + seconds, first + 364 * 86400 + 82800),
          };
        })
        .filter(({ start: from, end }) => from <= end);
      const { balances } = bill(agreed, { entries }, '2026');
      expect(balances.every(holds)).toBe(true);
      for (const [index, { closing }] of balances.slice(0, -1).entries()) {
        const next = balances[index + 1]!;
        expect(Rational.parse(next.opening).plus(Rational.parse(next.carriedIn)).toString()).toBe(closing);
      }
      expect(shown(bill(agreed, { entries: entries.toReversed() }, '2026'))).toEqual(
        shown(bill(agreed, { entries }, '2026')),
      );
    }),
    { numRuns: 60 },
  );
});
