// Priced agreements for tests from terse clauses: the usual subjects and scopes, and one word for each kind of value.

import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { Facts, Occurrence, TimeEntry } from '../../runtime/src/facts.ts';
import type {
  Box,
  Clause,
  CountRule,
  Ir,
  Order,
  Period,
  ScopeInfo,
  Subject,
  WindowInfo,
} from '../../runtime/src/ir.ts';
import { price } from '../../runtime/src/pricing/price.ts';
import type { Invoice, PriceAsk } from '../../runtime/src/results.ts';
import {
  acme,
  agreement,
  at,
  both,
  choice,
  clause,
  daily,
  norway,
  not,
  span,
  weekdays,
  windows,
  workday,
} from './agreement.ts';

const subject = (id: string, kind: Subject['kind'], unit: Subject['unit']): Subject => ({
  id,
  kind,
  unit,
  countsAs: [],
  span,
});

export const subjects: Subject[] = [
  subject('work', 'activity', { kind: 'time' }),
  subject('travel', 'activity', { kind: 'time' }),
  subject('callout', 'event', { kind: 'count' }),
  subject('trip', 'usage', { kind: 'other', name: 'km' }),
  subject('vm', 'unit', { kind: 'count' }),
  {
    ...subject('switch', 'unit', { kind: 'count' }),
    counts: { constant: '1', terms: [{ factor: '1', number: 'cards' }] },
  },
];

export const month: Period = { basis: 'calendar', unit: 'month', count: 1 };
export const year: Period = { basis: 'calendar', unit: 'year', count: 1 };
export const contractYear: Period = { basis: 'contract', unit: 'year', count: 1 };

export const scopes: ScopeInfo[] = [
  { id: 'entry', over: { kind: 'entry' } },
  { id: 'job', over: { kind: 'key', column: 'job' } },
  { id: 'visit', over: { kind: 'key', column: 'visit' } },
  { id: 'person-day', over: { kind: 'person-day' } },
  { id: 'day', over: { kind: 'period', period: { basis: 'calendar', unit: 'day', count: 1 } } },
  { id: 'month', over: { kind: 'period', period: month } },
  { id: 'contract-year', over: { kind: 'period', period: contractYear } },
];

/** Core is Mon-Fri 08-16 but for Norway's holidays; the rest are for the cases that need them. */
export const allWindows: WindowInfo[] = windows({
  core: daily(workday, 8, 16),
  offcore: { kind: 'complement', of: { kind: 'named', window: 0 } },
  weekend: daily(weekdays(6, 7), 0, 24),
  night: daily({ kind: 'every-day' }, 22, 6, 1),
  service: daily(both(weekdays(4), not(norway)), 21, 6, 1),
});

/** Index by id. */
export const s = (id: string): number => subjects.findIndex((known) => known.id === id);
export const each = (id: string): number => scopes.findIndex((known) => known.id === id);
export const win = (id: string): number => allWindows.findIndex((known) => known.id === id);

export const during = (window: string, moment = 'self'): Box => ({
  windows: [{ moment, window: win(window), inside: true }],
});
export const tier = (...values: string[]): Box => ({ choices: { tier: values } });

type Extra = { id?: string; when?: Box[]; rank?: 'default' | 'plain' | 'override' };

export const money = (amount: string) => ({ kind: 'money', amount }) as const;
export const hourly = (amount: string) => ({ kind: 'rate', amount, per: '3600' }) as const;
export const perKm = (amount: string) => ({ kind: 'rate', amount, per: '1' }) as const;

let number = 0;
/** Clauses need ids of their own; tests that look at ids give them. */
const named = (kind: string, { id = `${kind}.${++number}`, ...rest }: Extra) => ({ id, ...rest });

type ValueOf<K extends Clause['kind']> = Extract<Clause, { kind: K }>['value'];

export const rate = (
  value: ValueOf<'rate'> | string,
  { of = 'work', scope, ...extra }: Extra & { of?: string; scope?: string } = {},
) =>
  clause({
    kind: 'rate',
    question: `rate:${of}`,
    subject: s(of),
    value: typeof value === 'string' ? hourly(value) : value,
    ...(scope === undefined ? {} : { scope: each(scope) }),
    ...named('rate', extra),
  });

export const priceOf = (
  of: string,
  value: ValueOf<'price'> | string,
  { scope, ...extra }: Extra & { scope?: string } = {},
) =>
  clause({
    kind: 'price',
    question: `price:${of}`,
    subject: s(of),
    value: typeof value === 'string' ? money(value) : value,
    ...(scope === undefined ? {} : { scope: each(scope) }),
    ...named('price', extra),
  });

type Buys = Extract<Clause, { kind: 'start' }>['buys'];
export const start = (scope: string, amount: string, buys: Buys = [], extra: Extra = {}) =>
  clause({
    kind: 'start',
    question: `start:${scope}`,
    scope: each(scope),
    subject: s('work'),
    value: money(amount),
    buys,
    ...named('start', extra),
  });

export const fee = (
  value: ValueOf<'fee'> | string,
  rest: Extra & { name?: string; period?: Period | 'once'; unit?: string; inAdvance?: number } = {},
) => {
  const { name, period = month, unit, inAdvance = 1, ...extra } = rest;
  const called = name ?? unit;
  return clause({
    kind: 'fee',
    question: called === undefined ? 'fee' : `fee:${called}`,
    value: typeof value === 'string' ? money(value) : value,
    inAdvance,
    ...(name === undefined ? {} : { name }),
    ...(period === 'once' ? {} : { period }),
    ...(unit === undefined ? {} : { unit: s(unit) }),
    ...named('fee', extra),
  });
};

export const include = (
  amount: string | 'unlimited',
  {
    of = 'work',
    period = month,
    carry,
    beyond,
    ...extra
  }: Extra & { of?: string; period?: Period } & Pick<Extract<Clause, { kind: 'include' }>, 'carry' | 'beyond'> = {},
) =>
  clause({
    kind: 'include',
    question: `include:${of}`,
    subject: s(of),
    period,
    value: amount === 'unlimited' ? { kind: 'unlimited' } : { kind: 'quantity', amount },
    ...(carry === undefined ? {} : { carry }),
    ...(beyond === undefined ? {} : { beyond }),
    ...named('include', extra),
  });

export const draws = (factor: string | 'not-usable', { of = 'work', ...extra }: Extra & { of?: string } = {}) =>
  clause({
    kind: 'draw',
    question: `draw:${of}`,
    subject: s(of),
    value: factor === 'not-usable' ? { kind: 'not-usable' } : { kind: 'factor', numerator: factor, denominator: '1' },
    ...named('draw', extra),
  });

export const counts = (
  rule: Omit<CountRule, 'kind'>,
  {
    of = 'work',
    scope = 'entry',
    across,
    ...extra
  }: Extra & { of?: string; scope?: string; across?: 'first' | 'last' | 'part' } = {},
) =>
  clause({
    kind: 'count',
    question: `count:${of}`,
    subject: s(of),
    scope: each(scope),
    value: { kind: 'count', ...rule },
    ...(across === undefined ? {} : { across }),
    ...named('count', extra),
  });

export const surcharge = (
  name: string,
  value: ValueOf<'surcharge'> | string,
  {
    on = ['work'],
    onStart = false,
    scope,
    ...extra
  }: Extra & { on?: string[]; onStart?: boolean; scope?: string } = {},
) =>
  clause({
    kind: 'surcharge',
    question: `surcharge:${name}`,
    name,
    bases: on.map(s),
    onStart,
    value: typeof value === 'string' ? { kind: 'percent', percent: value } : value,
    ...(scope === undefined ? {} : { scope: each(scope) }),
    ...named('surcharge', extra),
  });

export const combine = (names: string[], how: 'add' | 'highest' | 'multiply') =>
  clause({
    kind: 'combine',
    question: `combine:${[...names].sort().join('+')}`,
    names,
    value: { kind: 'combine', how },
  });

export const discount = (
  percent: string,
  { on = ['work'], fees = [], ...extra }: Extra & { on?: string[]; fees?: string[] } = {},
) =>
  clause({
    kind: 'discount',
    question: 'discount',
    bases: on.map(s),
    fees,
    value: { kind: 'percent', percent },
    ...named('discount', extra),
  });

export const limits = (
  bounds: { atLeast?: string; atMost?: string },
  {
    on = ['work'],
    scope = 'job',
    surcharges = 'before',
    onStart = false,
    ...extra
  }: Extra & { on?: string[]; scope?: string; surcharges?: 'before' | 'after'; onStart?: boolean } = {},
) =>
  clause({
    kind: 'limit',
    question: `limit:${[...on].sort().join('+')}:${scope}`,
    bases: on.map(s),
    onStart,
    scope: each(scope),
    surcharges,
    value: { kind: 'limit', ...bounds },
    ...named('limit', extra),
  });

// ------------------------------------------------------------------------------------------------------------- facts

/** `['2026-03-03', '08:00', '14:00']`, over midnight with an end date: `['2026-03-03', '23:00', '2026-03-04', '02:00']`. */
export type Times = readonly [string, string, string] | readonly [string, string, string, string];

export function work(
  id: string,
  times: Times,
  rest: Partial<TimeEntry> & { job?: string; visit?: string } = {},
): TimeEntry {
  const [date, from, third, fourth] = times;
  const { job, visit, ...more } = rest;
  const end = fourth === undefined ? at(date, third) : at(third, fourth);
  const keys = { ...(job === undefined ? {} : { job }), ...(visit === undefined ? {} : { visit }) };
  return { id, subject: 'work', start: at(date, from), end, keys, ...more };
}

export function happened(
  id: string,
  subjectId: string,
  date: string,
  time: string,
  rest: Partial<Occurrence> = {},
): Occurrence {
  return { id, subject: subjectId, at: at(date, time), quantity: '1', ...rest };
}

// --------------------------------------------------------------------------------------------------------- agreements

export function ir(
  clauses: Clause[],
  parts: Partial<Omit<Ir, 'agreement'>> & { agreement?: Partial<Ir['agreement']> } = {},
): Ir {
  return agreement({
    subjects,
    scopes,
    windows: allWindows,
    dimensions: [
      choice('tier', ['Standard', 'Utvidet', 'Pro'], { given: 'order' }),
      choice('kind', ['normal', 'urgent']),
    ],
    numbers: [
      { id: 'cards', unit: { kind: 'count' }, span },
      { id: 'distance', unit: { kind: 'other', name: 'km' }, span },
    ],
    clauses,
    ...parts,
    agreement: { partPeriods: 'full', unitsCounted: 'any-day', ...parts.agreement },
  });
}

export function order(rest: Partial<Order> = {}): Order {
  return { ...acme, ...rest };
}

/** Last day of `2026`, `2026-03` or `2026-03-04`. */
export function days(text: string): { from: string; until: string } {
  if (text.length === 10) return { from: text, until: text };
  if (text.length === 4) return { from: `${text}-01-01`, until: `${text}-12-31` };
  const [y = 0, m = 0] = text.split('-').map(Number);
  return { from: `${text}-01`, until: `${text}-${new Date(Date.UTC(y, m, 0)).getUTCDate()}` };
}

/** The invoice of a period written as `2026-03`. */
export function bill(
  agreed: Ir,
  facts: Facts,
  period: string,
  rest: Partial<PriceAsk> & { order?: Order } = {},
): Invoice {
  const { order: own = acme, ...ask } = rest;
  return price(createPlan(agreed), own, facts, { ...days(period), basis: 'cost', ...ask });
}

/** Net total, asserting nothing is left out. */
export function net(invoice: Invoice): string {
  return invoice.complete
    ? invoice.totals.net
    : invoice.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

/** `kind subject amount` of each line. */
export function shown(invoice: Invoice): string[] {
  return invoice.lines.map((line) => `${line.kind} ${line.subject} ${line.amount}`);
}
