// Random agreements that columns can price, with the work of several customers.
import fc from 'fast-check';
import type { Facts, Occurrence, TimeEntry } from '../../../runtime/src/facts.ts';
import type { Box, Clause, CountClause, Ir, Order } from '../../../runtime/src/ir.ts';
import { at, span } from '../agreement.ts';
import * as build from '../build.ts';
import { specialPrices } from './special-prices.ts';

export interface NarrowCase {
  readonly ir: Ir;
  readonly customers: readonly { readonly order: Order; readonly facts: Facts }[];
  readonly basis: 'cost' | 'invoice';
}

const hour = 3600;
const { during, tier } = build;
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
const urgent: Box = { choices: { kind: ['urgent'] } };

/** Each question answered everywhere: by window, some for a tier or an urgent fact alone. */
const rates = fc
  .tuple(
    fc.constantFrom('450', '333.33', '0.07', '612.5'),
    fc.constantFrom('750', '1000', '899.99'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([day, night, byKind, isAsDay]): Clause[] => [
    build.rate(day, { when: [during('core')] }),
    build.rate(night, { when: [during('offcore')] }),
    ...(byKind ? [build.rate('1234.56', { when: [urgent], rank: 'override' })] : []),
    build.rate(
      { kind: 'reference', question: 'rate:work', percent: '50', ...(isAsDay ? { during: build.win('core') } : {}) },
      { of: 'travel' },
    ),
    build.rate(build.perKm('4.45'), { of: 'trip' }),
    build.priceOf('callout', '595'),
  ]);

const rule = fc.constantFrom(
  { step: '900' },
  { minimum: '3600', step: '1800' },
  { free: '600', step: '900', rounding: 'nearest' as const },
  { step: '3600', rounding: 'completed' as const },
  { freeIfUpTo: '900', minimum: '1800' },
  { step: '900', grace: '300' },
  {},
);
const ladder = fc
  .tuple(rule, rule, fc.constantFrom('3600', '1800'), fc.boolean())
  .map(([low, high, bound, included]): CountClause['value'] => ({
    kind: 'ladder',
    mode: 'part',
    steps: [{ to: { bound, included }, value: { kind: 'count', ...low } }, { value: { kind: 'count', ...high } }],
  }));
/** The first of the rules in steps, where there are any. */
const stepped = ([first, ...others]: readonly Clause[], value: CountClause['value'] | undefined): Clause[] =>
  first?.kind !== 'count' ? [] : [value === undefined ? first : { ...first, value }, ...others];
const counting = fc
  .tuple(
    rule,
    rule,
    fc.constantFrom('entry', 'job', 'visit', 'day', 'month', 'person-day'),
    fc.constantFrom('first', 'last', 'part'),
    fc.boolean(),
    maybe(ladder),
    fc.constantFrom('self', 'self', 'start'),
  )
  .map(([day, night, scope, across, isOne, value, moment]): Clause[] =>
    stepped(
      isOne
        ? [build.counts(day, { scope })]
        : [
            build.counts(day, { scope, across, when: [during('core', moment)] }),
            build.counts(night, { scope, across, when: [during('offcore', moment)] }),
          ],
      value,
    ),
  );

const carry = maybe(
  fc.constantFrom(
    { percent: '40', of: 'unused' as const, periods: 2 },
    { percent: '100', of: 'unused' as const },
    { percent: '25', of: 'granted' as const, periods: 1, atMost: '7200' },
  ),
);
const quarter = { basis: 'calendar', unit: 'quarter', count: 1 } as const;
const own = (unit: 'month' | 'quarter' | 'year') => ({ basis: 'contract', unit, count: 1 }) as const;
const allowancePeriod = fc.constantFrom(
  build.month,
  build.month,
  quarter,
  build.year,
  own('month'),
  own('quarter'),
  own('year'),
);
const allowance = fc
  .tuple(
    fc.constantFrom(2, 5, 40),
    carry,
    allowancePeriod,
    fc.constantFrom('2', '1.5', '0', 'not-usable' as const, '0.5'),
    fc.boolean(),
  )
  .map(([hours, carry, period, factor, isSaid]): Clause[] => [
    build.include(String(hours * hour), { period, ...(carry === undefined ? {} : { carry }) }),
    build.include('1', { of: 'callout' }),
    ...(isSaid
      ? [build.draws('1', { when: [during('core')] }), build.draws(factor, { when: [during('offcore')] })]
      : []),
  ]);

const starting = fc
  .tuple(
    fc.constantFrom('job', 'entry', 'job'),
    fc.constantFrom('0', '1750'),
    fc.constantFrom(0, 1800, 5400),
    fc.boolean(),
  )
  .map(([scope, amount, seconds, always]): Clause[] => [
    build.start(scope, amount, seconds === 0 ? [] : [{ kind: 'time', seconds, subject: build.s('work') }], {
      when: always ? [{}] : [during('offcore')],
    }),
  ]);

const extras = fc
  .tuple(fc.constantFrom('add', 'highest', 'multiply'), fc.boolean(), fc.constantFrom(true, false, false), fc.boolean())
  .map(([how, onStart, isFixed, isReduced]): Clause[] => [
    build.surcharge('weekend', '50', { when: [during('weekend')], onStart }),
    isFixed
      ? build.surcharge('night', build.hourly('75.5'), { when: [during('night')], on: ['work', 'travel'] })
      : build.surcharge('night', '33.3', { when: [during('night')], on: ['work', 'travel'] }),
    build.combine(['night', 'weekend'], how as 'add'),
    ...(isReduced ? [build.discount('12.5', { on: ['work'], when: [tier('Pro')] })] : []),
  ]);

/** Where nobody knows what is taken off, all may be free or drawn. */
const refusing = fc.constantFrom<Clause[][]>(
  [build.rate({ kind: 'not-offered' }, { of: 'travel', rank: 'override', when: [during('night')] })],
  [build.priceOf('callout', { kind: 'open' }, { rank: 'override', when: [during('core')] })],
  [{ ...build.discount('3', { on: ['callout'] }), value: { kind: 'open' } } as Clause],
);

const limiting = fc
  .tuple(
    fc.constantFrom('job', 'entry', 'visit'),
    fc.constantFrom('before', 'after'),
    fc.constantFrom('900', '333.33'),
    fc.boolean(),
  )
  .map(([scope, said, amount, onStart]): Clause[] => [
    build.limits({ atLeast: amount }, { scope, surcharges: said as 'before', onStart, when: [during('core')] }),
    build.limits(
      { atLeast: '1200', atMost: '9000' },
      { scope, surcharges: said as 'before', when: [during('offcore')] },
    ),
  ]);

/** Numbers that follow from other facts, and rows that stand on them. */
const follows: Ir['numbers'] = (
  [
    ['often', { kind: 'how-often', subject: build.s('callout'), scope: build.each('job'), period: build.month }],
    ['many', { kind: 'how-often', subject: build.s('work'), period: build.contractYear }],
    ['length', { kind: 'length', subject: build.s('work'), scope: build.each('job') }],
    ['daily', { kind: 'length', subject: build.s('work'), scope: build.each('day') }],
    ['lead', { kind: 'between', from: 'ordered', to: 'start', clock: { kind: 'elapsed' } }],
    ['notice', { kind: 'between', from: 'ordered', to: 'start', clock: { kind: 'window', window: build.win('core') } }],
  ] as const
).map(([id, derived]) => ({
  id,
  unit: { kind: 'count' },
  derived,
  span,
  ...(id === 'lead' ? { defaultValue: '50000' } : {}),
}));
/** Numbers that rows state. */
const stated: Ir['numbers'] = [{ id: 'distance', unit: { kind: 'other', name: 'km' }, span }];
const deriving = fc
  .constantFrom(
    ['often', '2'] as const,
    ['often', '4'] as const,
    ['many', '9'] as const,
    ['length', '30000'] as const,
    ['daily', '9000'] as const,
    ['lead', '20000'] as const,
    ['notice', '3600'] as const,
  )
  .map(([id, min]): Clause[] => {
    const when: Box[] = [{ numbers: { [id]: [{ min, minIncluded: true }] } }];
    return [
      build.rate('1500.05', { of: 'travel', when, rank: 'override' }),
      build.priceOf('callout', '0.1', { when, rank: 'override' }),
    ];
  });

const clauses = fc
  .tuple(
    rates,
    maybe(counting),
    maybe(allowance),
    maybe(starting),
    maybe(extras),
    maybe(limiting),
    sometimes(deriving),
    sometimes(specialPrices),
    fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: refusing }),
  )
  .map((groups) => groups.flatMap((group) => group ?? []));

const settings = fc.record({
  lines: fc.constantFrom('entry' as const, 'job' as const, 'month' as const),
  vat: fc.constantFrom(
    { kind: 'none' as const },
    { kind: 'included' as const, percent: '25' },
    { kind: 'on-top' as const, percent: '25' },
  ),
  partPeriods: fc.constantFrom('full' as const, 'by-day' as const, 'free' as const),
  minorDigits: fc.constantFrom(2, 0),
});

/** Near the ends of months, the clock changes, midnights and window borders, and anywhere. */
const moment = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 95 }))
    .map(([day, quarter]) => day * 86_400 + quarter * 900),
  fc
    .tuple(fc.constantFrom(31, 59, 87, 90, 120), fc.constantFrom(-7200, -1, 0, 1, 3600, -36_000, 7 * hour))
    .map(([day, by]) => day * 86_400 + by),
);
interface Fact {
  readonly start: number;
  readonly length: number;
  readonly job: string;
  readonly kind: string;
  readonly subject: string;
  readonly quantity: string;
  /** How long before its start it was ordered. */
  readonly lead: number | undefined;
  readonly distance: string;
}
const fact: fc.Arbitrary<Fact> = fc.record({
  start: moment,
  length: fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(0, 900, 3600, 100_000)),
  job: fc.constantFrom('1', '2', '3'),
  kind: fc.constantFrom('urgent', 'normal', 'normal'),
  subject: fc.constantFrom('work', 'work', 'work', 'travel', 'callout', 'trip'),
  quantity: fc.constantFrom('1', '3', '0'),
  lead: maybe(fc.constantFrom(-60, 0, 3600, 20_000, 100_000)),
  distance: fc.constantFrom('0', '8', '12', '40'),
});
const first = at('2026-01-01');
/** `inOrder`: the rows of a job stand together in time, as they do where one is done after the other. */
/** `lacks`: some rows do not say their job. */
const factsOf = (list: readonly Fact[], inOrder: boolean, lacks: boolean): Facts => {
  const entries: TimeEntry[] = [];
  const occurrences: Occurrence[] = [];
  for (const [index, { start, length, job: any, kind, subject, quantity, lead, distance }] of list.entries()) {
    const job = inOrder ? String(Math.floor(start / 100_000)) : any;
    const keys = lacks && index % 7 === 0 ? {} : { job, visit: job };
    const common = {
      id: `e${index}`,
      subject,
      keys,
      ...(kind === undefined ? {} : { choices: { kind } }),
      ...(lead === undefined ? {} : { moments: { ordered: first + start - lead } }),
      numbers: { distance, ...(lead === 0 ? { length: '5' } : {}) },
    };
    if (subject === 'work' || subject === 'travel')
      entries.push({ ...common, person: any, start: first + start, end: first + start + length });
    else occurrences.push({ ...common, at: first + start, quantity, cost: `${distance}.25` });
  }
  return { entries, occurrences };
};
const factsUpTo = (maxLength: number) =>
  fc
    .tuple(
      fc.array(fact, { minLength: maxLength > 100 ? 100 : 0, maxLength }),
      fc.boolean(),
      fc.constantFrom(true, false, false, false, false),
    )
    .map(([list, inOrder, lacks]) => factsOf(list, inOrder, lacks));

const customerWith = (facts: fc.Arbitrary<Facts>) =>
  fc.record({
    tier: fc.constantFrom('Standard', 'Pro'),
    from: fc.constantFrom('2026-01-01', '2025-11-17', '2025-01-01', '2025-12-31', '2024-02-29'),
    until: maybe(fc.constantFrom('2026-12-31', '2026-09-10')),
    facts,
  });

/** With at most so many facts of a customer. */
export const narrowCases = (most: number): fc.Arbitrary<NarrowCase> =>
  fc
    .record({
      clauses,
      settings,
      customers: fc.array(customerWith(factsUpTo(most)), { minLength: 1, maxLength: 3 }),
      basis: fc.constantFrom('cost' as const, 'invoice' as const),
    })
    .map(({ clauses, settings, customers, basis }) => ({
      ir: build.ir(clauses, { agreement: settings, numbers: [...stated, ...follows] }),
      customers: customers.map(({ tier, from, until, facts }, place) => ({
        order: build.order({ id: `o${place}`, from, choices: { tier }, ...(until === undefined ? {} : { until }) }),
        facts,
      })),
      basis,
    }));
