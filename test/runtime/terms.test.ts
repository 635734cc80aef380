// Terms, notices, requirements: the borders of the calendar and what callers may hand in wrong (meanings T1, T2, T3, T4, T5).
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { Clause, NoticeClause, Order, Period, TermClause } from '../../runtime/src/ir.ts';
import { interest, payment } from '../../runtime/src/terms/payment.ts';
import { requirements } from '../../runtime/src/terms/requirements.ts';
import { notice, term } from '../../runtime/src/terms/terms.ts';
import { acme, agreement, clause } from './agreement.ts';

type Ends = Extract<NoticeClause['value'], { readonly kind: 'notice' }>['ends'];

const termClause = (value: TermClause['value']): Clause => clause({ kind: 'term', question: 'term', value });
const months = (count: number, after: Extract<TermClause['value'], { kind: 'term' }>['after']) =>
  termClause({ kind: 'term', months: count, after });
const noticeClause = (count: number, unit: 'day' | 'month', ends: Ends, name?: string): Clause =>
  clause({
    kind: 'notice',
    question: name === undefined ? 'notice:customer' : `notice:customer:${name}`,
    who: 'customer',
    ...(name === undefined ? {} : { name }),
    value: { kind: 'notice', length: { count, unit }, ends },
  });
const order = (from: string, until?: string): Order => ({ ...acme, from, ...(until === undefined ? {} : { until }) });
const plan = (...clauses: Clause[]) => createPlan(agreement({ clauses }));
const yearly = months(12, { kind: 'renews', months: 12 });
const monthEnd: Ends = { kind: 'period', period: { basis: 'calendar', unit: 'month', count: 1 } };

describe('T1: terms', () => {
  test.each([
    ['2026-01-31', '2026-02-15', months(1, { kind: 'renews', months: 1 }), '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', months(1, { kind: 'renews', months: 1 }), '2026-03-30', 1],
    ['2026-01-31', '2026-03-31', months(1, { kind: 'renews', months: 1 }), '2026-04-29', 2],
    ['2024-02-29', '2024-03-01', yearly, '2025-02-27', 0],
    ['2024-02-29', '2025-02-28', yearly, '2026-02-27', 1],
    ['2026-01-01', '2027-05-01', months(12, { kind: 'runs-on' }), undefined, 0],
    ['2026-01-01', '2027-05-01', termClause({ kind: 'without-end' }), undefined, 0],
  ] as const)('from %s on %s', (from, on, of, ends, renewals) => {
    const { term: found } = term(plan(of), order(from), on);
    expect([found?.ends, found?.renewals]).toEqual([ends, renewals]);
  });
  test('never beyond the order, and without a clause not at all', () => {
    expect(term(plan(yearly), order('2026-01-01', '2026-06-30'), '2026-02-01').term?.ends).toBe('2026-06-30');
    expect(term(plan(), order('2026-01-01'), '2026-02-01').term).toEqual({ renewals: 0, binds: false });
  });
  test('what cannot be asked', () => {
    expect(term(plan(yearly), order('2026-01-01'), '2025-12-31').problems[0]?.code).toBe('outside-validity');
    expect(term(plan(yearly), order('2026-01-01'), '31.12.2026').problems[0]?.code).toBe('bad-fact');
    const open = termClause({ kind: 'open' });
    expect(term(plan(open), order('2026-01-01'), '2026-01-01').problems[0]?.code).toBe('open-value');
  });
});

describe('T2: notice', () => {
  const last = (on: string, clauses: readonly Clause[], of: Order = order('2026-01-01'), name?: string) =>
    notice(plan(...clauses), of, { who: 'customer', on, ...(name === undefined ? {} : { name }) }).notice?.last;
  test('by the calendar', () => {
    expect(last('2026-01-31', [noticeClause(1, 'month', { kind: 'any-day' })])).toBe('2026-02-28');
    expect(last('2026-01-31', [noticeClause(30, 'day', { kind: 'any-day' })])).toBe('2026-03-02');
    expect(last('2026-01-30', [noticeClause(1, 'month', monthEnd)])).toBe('2026-02-28');
    expect(last('2026-02-01', [noticeClause(1, 'month', monthEnd)])).toBe('2026-03-31');
  });
  test('a term and its renewals bind, but not what has a name', () => {
    const three = noticeClause(3, 'month', { kind: 'term' });
    expect(last('2026-09-30', [yearly, three])).toBe('2026-12-31');
    expect(last('2026-10-01', [yearly, three])).toBe('2027-12-31');
    expect(last('2026-03-01', [yearly, noticeClause(2, 'month', monthEnd)])).toBe('2026-12-31');
    expect(last('2026-03-01', [yearly, noticeClause(2, 'month', monthEnd, 'x')], undefined, 'x')).toBe('2026-05-31');
    const free = months(12, { kind: 'runs-on' });
    expect(last('2026-11-15', [free, noticeClause(1, 'month', { kind: 'any-day' })])).toBe('2026-12-31');
    expect(last('2026-12-15', [free, noticeClause(1, 'month', { kind: 'any-day' })])).toBe('2027-01-15');
  });
  test('until when it may be given, and no longer than the order', () => {
    const found = notice(plan(yearly, noticeClause(3, 'month', { kind: 'term' })), order('2026-01-01'), {
      who: 'customer',
      on: '2026-02-01',
    });
    expect(found.notice).toMatchObject({ last: '2026-12-31', giveBy: '2026-09-30' });
    expect(last('2026-06-15', [noticeClause(3, 'month', monthEnd)], order('2026-01-01', '2026-07-31'))).toBe(
      '2026-07-31',
    );
    expect(last('2026-06-15', [])).toBeUndefined();
  });
});

describe('T3: interest', () => {
  const of = (percent: string, per: 'year' | 'month') =>
    plan(clause({ kind: 'interest', question: 'interest', value: { kind: 'interest', percent, per } }));

  test.each([
    ['in time', '12', 'year', '2026-03-02', '2026-03-02', undefined, undefined],
    ['a day of a year', '36.5', 'year', '2026-03-02', '2026-03-03', '10', '10.00'],
    ['a whole year', '12', 'year', '2026-03-02', '2027-03-02', '1200', '1200.00'],
    ['a day of a leap year', '36.6', 'year', '2028-03-02', '2028-03-03', '10', '10.00'],
    ['a year that touches a leap year', '36.5', 'year', '2027-12-31', '2029-01-01', '3660', '3660.00'],
    ['a month and a half', '1.5', 'month', '2026-04-10', '2026-05-25', '6900/31', '222.58'],
    ['from the last of a month', '1.5', 'month', '2026-01-31', '2026-02-28', '150', '150.00'],
  ] as const)('%s', (_, percent, per, due, paid, exact, amount) => {
    const { interest: found, problems } = interest(of(percent, per), acme, { sum: '10000', due, paid });
    expect(problems).toEqual([]);
    expect([found?.exact, found?.amount]).toEqual([exact, amount]);
  });

  test('nothing thrown for what is handed in', () => {
    const asked = { sum: '10000', due: '2026-03-02', paid: '2026-04-02' };
    const codes = [{ due: 'soon' }, { paid: '2026-02-31' }, { sum: 'much' }].map(
      (wrong) => interest(of('12', 'year'), acme, { ...asked, ...wrong }).problems[0]?.code,
    );
    expect(codes).toEqual(['bad-fact', 'bad-fact', 'bad-fact']);
    expect(interest(plan(), acme, asked)).toEqual({ problems: [] });
  });
});

describe('T5: payment', () => {
  const due = (invoiced: string, count: number, unit: 'day' | 'month', toEndOf?: Period) => {
    const value = { kind: 'payment', length: { count, unit }, ...(toEndOf === undefined ? {} : { toEndOf }) } as const;
    return payment(plan(clause({ kind: 'payment', question: 'payment', value })), acme, invoiced).payment?.due;
  };
  const month: Period = { basis: 'calendar', unit: 'month', count: 1 };

  test('days, months, and the end of a month', () => {
    expect(due('2026-01-31', 30, 'day')).toBe('2026-03-02');
    expect(due('2026-01-31', 1, 'month')).toBe('2026-02-28');
    expect(due('2026-01-31', 0, 'day')).toBe('2026-01-31');
    expect(due('2026-01-31', 30, 'day', month)).toBe('2026-03-31');
    expect(payment(plan(), acme, '2026-01-31')).toEqual({ problems: [] });
    expect(payment(plan(), acme, 'soon').problems).toHaveLength(1);
  });
});

test('T4: nothing thrown for what is handed in', () => {
  const asked = { from: '2026-01-01', until: 'soon' };
  expect(requirements(plan(), acme, {}, asked).problems).toHaveLength(1);
  expect(requirements(plan(), acme, {}, { from: '2026-02-01', until: '2026-03-01' }).requirements).toEqual([]);
});
