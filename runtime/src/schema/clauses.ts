// Schemas of clauses and of their values.
import type {
  AllowanceShare,
  Approval,
  Beyond,
  BoughtLot,
  Bounds,
  CapClause,
  CarryOver,
  CivilLength,
  Clause,
  ClauseBase,
  CombineHow,
  CountRule,
  CreditAmount,
  CreditClause,
  CreditValue,
  Deadline,
  DiscountClause,
  FeeClause,
  IndexClause,
  IndexSeries,
  InterestClause,
  LimitClause,
  NoticeClause,
  PaymentClause,
  PerformClause,
  PermitClause,
  PromiseClause,
  RefundClause,
  RequireClause,
  StartClause,
  TermClause,
} from '../ir.ts';
import { either, type Fields, index, kinds, list, object, optional, ref, type Schema, words } from './build.ts';
import { clock, decimal, divisor, flag, natural, positive, span, text, within } from './parts.ts';
import {
  ladder,
  moneyValue,
  noneValue,
  open,
  openValue,
  percentOfFee,
  percentValue,
  rateValue,
  referenceValue,
  wordValue,
} from './values.ts';

// ---------------------------------------------------------------------------------------------------------- values

/** `2025-10`, `2025`. */
const indexPeriod: Schema = { type: 'string', pattern: '^\\d{4}(-\\d{2})?$', title: 'a month or a year' };
const bounds: Fields<Bounds> = { atLeast: optional(decimal), atMost: optional(decimal) };
/** `& Bounds` on every variant. */
const bounded = (union: Schema): Schema => ({
  oneOf: (union.oneOf ?? []).map((variant) => ({
    ...variant,
    properties: { ...variant.properties, ...object<Bounds>(bounds).properties },
  })),
});

const countRule: Fields<Omit<CountRule, 'kind'>> = {
  free: optional(decimal),
  freeIfUpTo: optional(decimal),
  minimum: optional(decimal),
  step: optional(divisor),
  rounding: optional(words<NonNullable<CountRule['rounding']>>({ started: true, nearest: true, completed: true })),
  grace: optional(decimal),
};

export const deadline = kinds<Deadline>({
  duration: { seconds: natural, clock },
  'business-days': {
    count: natural,
    days: ref('daySet'),
    window: optional(index('windows')),
    cutOff: optional(within(0, 86400)),
    ends: kinds<Extract<Deadline, { kind: 'business-days' }>['ends']>({
      close: {},
      open: {},
      time: { time: within(0, 86400) },
    }),
  },
  opening: { window: index('windows') },
  closing: { window: index('windows') },
  'time-of-day': { time: within(0, 86400), days: natural },
  earliest: { of: list(ref('deadline')) },
  latest: { of: list(ref('deadline')) },
  aim: { of: ref('deadline') },
  'no-promise': {},
  'best-effort': {},
  'not-offered': {},
  see: { document: text },
  open,
});

const civilLength = object<CivilLength>({
  count: natural,
  unit: words<CivilLength['unit']>({ day: true, month: true }),
});
const approval = kinds<Approval>({
  approval: {
    what: words<Extract<Approval, { kind: 'approval' }>['what']>({
      free: true,
      notify: true,
      'notify-before': true,
      'approve-before': true,
    }),
  },
  open,
});

const creditAmount = either(moneyValue, percentOfFee);
const creditValue = either(
  creditAmount,
  kinds<Exclude<CreditValue, CreditAmount>>({
    'per-step': {
      each: creditAmount,
      step: divisor,
      rounding: words<'started' | 'completed' | 'exact'>({ started: true, completed: true, exact: true }),
    },
    none: {},
    open,
  }),
);

/** The value of each kind of clause; its definition is named `rateValue`, and so on. */
export const values = {
  rate: either(rateValue, referenceValue, wordValue, ladder(either(rateValue, moneyValue, wordValue, referenceValue))),
  price: either(
    moneyValue,
    rateValue,
    referenceValue,
    percentOfFee,
    wordValue,
    ladder(either(moneyValue, rateValue, wordValue, referenceValue)),
  ),
  start: either(moneyValue, referenceValue, percentOfFee, wordValue),
  fee: bounded(either(moneyValue, percentOfFee, wordValue, ladder(either(moneyValue, wordValue)))),
  include: either(
    kinds<{ readonly kind: 'quantity'; readonly amount: string } | { readonly kind: 'unlimited' }>({
      quantity: { amount: decimal },
      unlimited: {},
    }),
    wordValue,
  ),
  draw: kinds<Extract<Clause, { kind: 'draw' }>['value']>({
    factor: { numerator: divisor, denominator: divisor },
    'not-usable': {},
    open,
  }),
  count: either(kinds<CountRule>({ count: countRule }), ladder(kinds<CountRule>({ count: countRule })), openValue),
  surcharge: either(
    percentValue,
    rateValue,
    moneyValue,
    wordValue,
    noneValue,
    ladder(either(percentValue, rateValue, noneValue)),
  ),
  discount: either(
    kinds<Extract<DiscountClause['value'], { kind: 'percent' }>>({
      percent: { percent: decimal, over: optional(decimal) },
    }),
    moneyValue,
    rateValue,
    openValue,
    noneValue,
    ladder(percentValue),
  ),
  index: kinds<IndexClause['value']>({
    index: {
      percent: decimal,
      of: optional(object<IndexSeries>({ series: text, month: optional(within(1, 12)), base: optional(indexPeriod) })),
      plus: optional(decimal),
      onlyOver: optional(decimal),
      ...bounds,
      afterMonths: optional(natural),
      roundedTo: optional(divisor),
    },
    open,
  }),
  combine: kinds<Extract<Clause, { kind: 'combine' }>['value']>({
    combine: { how: words<CombineHow>({ add: true, highest: true, multiply: true }) },
    open,
  }),
  limit: kinds<LimitClause['value']>({ limit: bounds, open }),
  credit: either(creditValue, ladder(creditValue)),
  cap: either(creditAmount, openValue),
  target: ref('deadline'),
  pause: kinds<{ readonly kind: 'pause' }>({ pause: {} }),
  promise: kinds<PromiseClause['value']>({
    'at-least': { amount: decimal },
    'at-most': { amount: decimal },
    aim: {
      of: kinds<Extract<PromiseClause['value'], { kind: 'aim' }>['of']>({
        'at-least': { amount: decimal },
        'at-most': { amount: decimal },
      }),
    },
    'no-promise': {},
    'best-effort': {},
    open,
  }),
  decide: kinds<Extract<Clause, { kind: 'decide' }>['value']>({ choice: { choice: text }, open }),
  permit: kinds<PermitClause['value']>({
    'only-during': { window: index('windows') },
    'not-during': { window: index('windows') },
    'with-notice': { seconds: natural, clock },
    freely: {},
    'not-at-all': {},
    open,
  }),
  approve: either(approval, ladder(approval)),
  perform: kinds<PerformClause['value']>({
    frequency: { count: natural, period: ref('period') },
    none: {},
    included: {},
    open,
  }),
  term: kinds<TermClause['value']>({
    term: {
      months: natural,
      after: kinds<Extract<TermClause['value'], { kind: 'term' }>['after']>({
        ends: {},
        renews: { months: within(1, 1200) },
        'runs-on': {},
      }),
    },
    'without-end': {},
    open,
  }),
  notice: kinds<NoticeClause['value']>({
    notice: {
      length: civilLength,
      ends: kinds<Extract<NoticeClause['value'], { kind: 'notice' }>['ends']>({
        'any-day': {},
        term: {},
        period: { period: ref('period') },
      }),
    },
    open,
  }),
  payment: kinds<PaymentClause['value']>({
    payment: {
      length: civilLength,
      toEndOf: optional(ref('period')),
      fromEndOf: optional(ref('period')),
      early: optional(
        object<NonNullable<Extract<PaymentClause['value'], { kind: 'payment' }>['early']>>({
          percent: decimal,
          within: civilLength,
        }),
      ),
    },
    see: { document: text },
    open,
  }),
  interest: kinds<InterestClause['value']>({
    interest: { percent: decimal, per: words<'month' | 'year'>({ month: true, year: true }) },
    'base-rate': { series: text, plus: optional(decimal), ...bounds },
    see: { document: text },
    open,
  }),
  refund: kinds<RefundClause['value']>({
    refund: {
      of: words<'days' | 'full-months'>({ days: true, 'full-months': true }),
      percent: decimal,
      over: optional(decimal),
    },
    'not-at-all': {},
    open,
  }),
  require: kinds<RequireClause['value']>({ limit: bounds, open }),
} satisfies Record<Clause['kind'], Schema>;

// --------------------------------------------------------------------------------------------------------- clauses

const base: Fields<ClauseBase> = {
  id: text,
  paper: optional(text),
  title: optional(text),
  document: index('documents'),
  section: optional(text),
  rank: words<ClauseBase['rank']>({ default: true, plain: true, override: true }),
  over: list(text),
  when: ref('condition'),
  question: text,
  span,
};
const subject = index('subjects');
const subjects = list(subject);
const scope = index('scopes');

const share = kinds<AllowanceShare>({ quantity: { amount: decimal }, percent: { percent: decimal } });

export const clause = kinds<Clause>({
  rate: { ...base, subject, scope: optional(scope), value: ref('rateValue') },
  price: { ...base, subject, scope: optional(scope), value: ref('priceValue') },
  start: {
    ...base,
    scope,
    subject,
    value: ref('startValue'),
    buys: list(
      kinds<StartClause['buys'][number]>({ time: { seconds: natural, subject }, money: { amount: decimal, subject } }),
    ),
  },
  fee: {
    ...base,
    name: optional(text),
    period: optional(ref('period')),
    unit: optional(subject),
    by: optional(subject),
    inAdvance: natural,
    value: ref('feeValue'),
  } satisfies Fields<Omit<FeeClause, 'kind'>>,
  include: {
    ...base,
    subject,
    also: optional(list(subject)),
    period: optional(ref('period')),
    rolling: optional(positive),
    unit: optional(subject),
    lot: optional(
      object<BoughtLot>({
        event: subject,
        valid: optional(
          object<NonNullable<BoughtLot['valid']>>({
            length: optional(
              object<CivilLength>({ count: positive, unit: words<CivilLength['unit']>({ day: true, month: true }) }),
            ),
            toEndOf: optional(ref('period')),
            until: optional(ref('monthDay')),
            from: words<NonNullable<BoughtLot['valid']>['from']>({ purchase: true, 'first-use': true }),
          }),
        ),
      }),
    ),
    value: ref('includeValue'),
    carry: optional(
      object<CarryOver>({
        percent: decimal,
        of: words<CarryOver['of']>({ unused: true, granted: true }),
        periods: optional(natural),
        atMost: optional(decimal),
      }),
    ),
    beyond: optional(
      object<Beyond>({
        kind: words<Beyond['kind']>({ leeway: true, borrow: true }),
        most: share,
      }),
    ),
    notify: optional(share),
    renewed: optional(share),
    revalued: optional(flag),
    toNext: optional(flag),
    unused: optional(either(moneyValue, rateValue, referenceValue)),
  },
  draw: { ...base, subject, value: ref('drawValue') },
  count: {
    ...base,
    subject,
    together: optional(list(subject)),
    scope,
    across: optional(words<'first' | 'last' | 'part'>({ first: true, last: true, part: true })),
    value: ref('countValue'),
  },
  surcharge: {
    ...base,
    name: text,
    bases: subjects,
    onStart: flag,
    fees: optional(list(text)),
    surcharges: optional(list(text)),
    scope: optional(scope),
    value: ref('surchargeValue'),
  },
  discount: {
    ...base,
    name: optional(text),
    bases: subjects,
    scope: optional(scope),
    onStart: optional(flag),
    fees: list(text),
    value: ref('discountValue'),
  },
  index: {
    ...base,
    name: optional(text),
    bases: subjects,
    onStart: flag,
    fees: list(text),
    each: { anyOf: [{ const: 'contract-year' }, ref('monthDay')] },
    value: ref('indexValue'),
  },
  combine: {
    ...base,
    of: optional(words<'discounts'>({ discounts: true })),
    names: list(text),
    value: ref('combineValue'),
  },
  limit: {
    ...base,
    bases: subjects,
    onStart: flag,
    fees: optional(list(text)),
    scope,
    surcharges: words<LimitClause['surcharges']>({ before: true, after: true }),
    value: ref('limitValue'),
  },
  credit: {
    ...base,
    name: text,
    of: kinds<CreditClause['of']>({ measure: { measure: index('measures') }, target: { target: index('targets') } }),
    each: optional(words<'outage'>({ outage: true })),
    unit: optional(subject),
    value: ref('creditValue'),
    plus: optional(creditAmount),
    atLeast: optional(creditAmount),
    atMost: optional(creditAmount),
    claimWithin: optional(
      object<NonNullable<CreditClause['claimWithin']>>({
        count: natural,
        unit: words<'day' | 'month'>({ day: true, month: true }),
        days: optional(ref('daySet')),
        toEndOf: optional(ref('period')),
        after: optional(words<'outage'>({ outage: true })),
      }),
    ),
  },
  cap: {
    ...base,
    period: ref('period'),
    side: words<CapClause['side']>({ least: true, most: true, threshold: true }),
    unit: optional(subject),
    value: ref('capValue'),
  },
  target: { ...base, target: index('targets'), value: ref('targetValue') },
  pause: { ...base, targets: list(index('targets')), value: ref('pauseValue') },
  promise: { ...base, measure: index('measures'), value: ref('promiseValue') },
  decide: { ...base, dimension: text, value: ref('decideValue') },
  permit: { ...base, subject, value: ref('permitValue') },
  approve: { ...base, subject, value: ref('approveValue') },
  perform: { ...base, name: text, unit: optional(subject), value: ref('performValue') },
  term: { ...base, unit: optional(subject), value: ref('termValue') },
  notice: {
    ...base,
    who: words<NoticeClause['who']>({ customer: true, provider: true }),
    name: optional(text),
    unit: optional(subject),
    value: ref('noticeValue'),
  },
  payment: { ...base, value: ref('paymentValue') },
  interest: { ...base, value: ref('interestValue') },
  refund: { ...base, name: optional(text), value: ref('refundValue') },
  require: { ...base, unit: subject, per: optional(subject), value: ref('requireValue') },
});
