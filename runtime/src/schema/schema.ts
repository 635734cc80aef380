// The JSON Schema of the IR, the one truth about its shape: published as a file, and walked by `loadIr`.
import type {
  AgreementInfo,
  AmountFilter,
  DaySetInfo,
  DerivedNumber,
  Dimension,
  DocumentInfo,
  Example,
  Expectation,
  Ir,
  MeasureExcept,
  MeasureInfo,
  MeasureState,
  MonthDay,
  NumberInfo,
  Order,
  PartPeriods,
  PricedThings,
  ScopeInfo,
  SourceSpan,
  Subject,
  TargetInfo,
  TextPromise,
  Unit,
  UnitFact,
  UnitsCounted,
  Vat,
  VatRate,
  WindowInfo,
  Zone,
} from '../ir.ts';
import { IR_FORMAT, IR_VERSION } from '../ir.ts';
import { index, kinds, list, map, object, optional, ref, type Schema, words } from './build.ts';
import { clause, deadline, values } from './clauses.ts';
import {
  clock,
  condition,
  date,
  dateSpan,
  daySet,
  decimal,
  divisor,
  flag,
  natural,
  period,
  positive,
  scalars,
  span,
  text,
  whole,
  windowSet,
  within,
} from './parts.ts';

// ------------------------------------------------------------------------------------------------- orders, examples

const numbers = map(decimal);
const choices = map(text);
const clauseValue: Schema = { anyOf: Object.keys(values).map((kind) => ref(`${kind}Value`)) };
const unitFact = object<UnitFact>({
  id: text,
  unit: text,
  from: date,
  until: optional(date),
  numbers: optional(numbers),
  choices: optional(choices),
});
const order = object<Order>({
  id: text,
  label: optional(text),
  customer: optional(text),
  from: date,
  until: optional(date),
  notice: optional(date),
  choices,
  units: list(unitFact),
  values: optional(map(clauseValue)),
  span: optional(span),
});
const amountFilter = object<AmountFilter>({
  kind: words<AmountFilter['kind']>({
    unused: true,
    refund: true,
    subject: true,
    fee: true,
    fees: true,
    start: true,
    surcharge: true,
    discount: true,
    credit: true,
    credits: true,
    limit: true,
  }),
  name: optional(text),
});
const expectation = kinds<Expectation>({
  amount: {
    span,
    basis: words<'cost' | 'invoice'>({ cost: true, invoice: true }),
    of: optional(amountFilter),
    period: dateSpan,
    amount: decimal,
    withVat: flag,
  },
  unpriced: { span, period: dateSpan },
  counted: { span, subject: text, period: dateSpan, amount: decimal },
  due: { span, ticket: text, target: text, round: optional(whole), at: whole },
  term: { span, on: text, ends: text },
  notice: {
    span,
    who: words<'customer' | 'provider'>({ customer: true, provider: true }),
    name: optional(text),
    on: text,
    last: text,
  },
  payment: { span, on: text, due: text },
  borne: { span, sum: decimal, period: dateSpan, amount: decimal },
  required: {
    span,
    unit: text,
    per: optional(text),
    period: dateSpan,
    state: words<'met' | 'missed'>({ met: true, missed: true }),
  },
  state: {
    span,
    ticket: text,
    target: text,
    round: optional(whole),
    state: words<Extract<Expectation, { kind: 'state' }>['state']>({
      met: true,
      missed: true,
      'no-promise': true,
      'best-effort': true,
      pending: true,
      running: true,
      paused: true,
      undecided: true,
    }),
  },
  measured: {
    span,
    measure: text,
    unit: optional(text),
    period: dateSpan,
    value: optional(decimal),
    state: optional(
      words<MeasureState>({
        kept: true,
        missed: true,
        'no-promise': true,
        'best-effort': true,
        'nothing-to-measure': true,
        running: true,
        undecided: true,
      }),
    ),
  },
  balance: { span, subject: text, on: date, amount: decimal },
  carried: { span, subject: text, on: date, amount: decimal },
  notified: { span, subject: text, period: dateSpan, at: { anyOf: [whole, { const: 'never' }] } },
  openings: { span, window: index('windows'), period: dateSpan, count: natural },
  'open-time': { span, window: index('windows'), period: dateSpan, seconds: natural },
  duty: {
    span,
    name: text,
    period: dateSpan,
    due: optional(natural),
    done: optional(natural),
    short: optional(natural),
    late: optional(natural),
  },
  units: { span, unit: text, period: dateSpan, amount: decimal },
  permitted: { span, subject: text, after: whole, choices, at: { anyOf: [whole, { const: 'never' }] } },
  answer: { span, question: text, at: whole, choices, numbers, value: clauseValue },
});

// ---------------------------------------------------------------------------------------------------- the agreement

const priced = object<PricedThings>({ bases: list(index('subjects')), onStart: flag, fees: list(text) });
const rate = object<VatRate>({
  percent: decimal,
  note: optional(text),
  on: optional(priced),
  from: optional(date),
  until: optional(date),
  when: optional(ref('condition')),
  instead: optional(flag),
});
const rates = { percent: decimal, note: optional(text), also: optional(list(rate)) };
const vat = kinds<Vat>({ 'on-top': rates, included: rates, 'not-stated': {}, none: { note: optional(text) } });
const unit = kinds<Unit>({ time: {}, count: {}, money: {}, percent: {}, other: { name: text } });
const label = optional(text);

const unitsCounted: Schema = {
  anyOf: [
    words<Extract<UnitsCounted, string>>({
      'any-day': true,
      'first-day': true,
      'last-day': true,
      peak: true,
      'by-day': true,
    }),
    object<Exclude<UnitsCounted, string>>({ day: within(1, 31) }),
  ],
};

const agreement = object<AgreementInfo>({
  id: text,
  label,
  provider: optional(text),
  language: optional(text),
  currency: text,
  minorDigits: within(0, 6),
  vat,
  validFrom: optional(date),
  validUntil: optional(date),
  edition: optional(text),
  clock: optional(clock),
  businessDays: optional(index('daySets')),
  partPeriods: optional(words<PartPeriods>({ full: true, 'by-day': true, free: true })),
  unitsCounted: optional(unitsCounted),
  changes: optional(words<NonNullable<AgreementInfo['changes']>>({ 'from-report': true, 'from-change': true })),
  lines: words<AgreementInfo['lines']>({ entry: true, job: true, month: true }),
  roundedTo: optional(divisor),
  invoiceRoundedTo: optional(divisor),
});

const ir = object<Ir>({
  format: { const: IR_FORMAT },
  version: { const: IR_VERSION },
  pins: object<Ir['pins']>({ compiler: text, tzdata: text, holidays: text }),
  sources: list(text),
  agreement,
  zone: object<Zone>({
    name: text,
    initialOffset: within(-86399, 86399),
    transitions: list({
      type: 'array',
      prefixItems: [whole, within(-86399, 86399)],
      items: false,
      minItems: 2,
      title: 'an instant and an offset',
    }),
    horizonStart: whole,
    horizonEnd: whole,
  }),
  documents: list(object<DocumentInfo>({ id: text, label, external: flag, beats: list(index('documents')), span })),
  daySets: list(object<DaySetInfo>({ id: text, label, set: ref('daySet'), span })),
  windows: list(object<WindowInfo>({ id: text, label, named: flag, set: ref('windowSet'), span })),
  dimensions: list(
    object<Dimension>({
      id: text,
      label,
      given: words<Dimension['given']>({ order: true, fact: true, module: true, decided: true, outcome: true }),
      values: list(object<Dimension['values'][number]>({ id: text, label })),
      defaultValue: optional(text),
      span,
    }),
  ),
  numbers: list(
    object<NumberInfo>({
      id: text,
      label,
      unit,
      defaultValue: optional(decimal),
      derived: optional(
        kinds<DerivedNumber>({
          'how-often': { subject: index('subjects'), scope: optional(index('scopes')), period: ref('period') },
          length: { subject: index('subjects'), scope: index('scopes') },
          'since-start': {
            unit: words<Extract<DerivedNumber, { kind: 'since-start' }>['unit']>({
              day: true,
              month: true,
              'calendar-month': true,
            }),
          },
          between: {
            from: text,
            to: text,
            clock: kinds<Extract<DerivedNumber, { kind: 'between' }>['clock']>({
              elapsed: {},
              window: { window: index('windows') },
              'business-days': { days: ref('daySet') },
            }),
          },
        }),
      ),
      span,
    }),
  ),
  subjects: list(
    object<Subject>({
      id: text,
      label,
      kind: words<Subject['kind']>({ activity: true, event: true, usage: true, unit: true, matter: true }),
      unit,
      countsAs: list(index('subjects')),
      module: optional(text),
      counts: optional(
        object<NonNullable<Subject['counts']>>({
          constant: decimal,
          terms: list(object<NonNullable<Subject['counts']>['terms'][number]>({ factor: decimal, number: text })),
        }),
      ),
      counted: optional(unitsCounted),
      span,
    }),
  ),
  scopes: list(
    object<ScopeInfo>({
      id: text,
      label,
      over: kinds<ScopeInfo['over']>({
        entry: {},
        key: { column: text },
        person: {},
        'person-day': {},
        both: { scope: index('scopes'), period: ref('period') },
        period: { period: ref('period') },
      }),
      span: optional(span),
    }),
  ),
  targets: list(
    object<TargetInfo>({
      id: text,
      label,
      from: text,
      to: list(text),
      mode: words<TargetInfo['mode']>({ all: true, any: true }),
      againAfter: optional(text),
      repeatsUntil: optional(text),
      span: optional(span),
    }),
  ),
  measures: list(
    object<MeasureInfo>({
      id: text,
      label,
      what: kinds<MeasureInfo['what']>({
        availability: { base: optional(positive) },
        downtime: {},
        'downtime-share': { base: optional(positive) },
        outages: {},
        'longest-outage': {},
        'average-outage': {},
        attainment: { target: index('targets') },
        met: { target: index('targets') },
        missed: { target: index('targets') },
        kept: { measure: index('measures') },
        breaches: { measure: index('measures') },
      }),
      of: optional(index('subjects')),
      period: ref('period'),
      rolling: optional(positive),
      window: optional({
        anyOf: [
          index('windows'),
          object<{ kind: 'by-tier'; tiers: Readonly<Record<string, number>> }>({
            kind: { const: 'by-tier' },
            tiers: map(index('windows')),
          }),
        ],
      }),
      when: ref('condition'),
      unit,
      except: list(object<MeasureExcept>({ when: ref('condition'), upTo: optional(natural), leavesOut: flag })),
      span,
    }),
  ),
  clauses: list(ref('clause')),
  promises: list(
    object<TextPromise>({
      id: text,
      paper: optional(text),
      document: index('documents'),
      section: optional(text),
      owner: words<TextPromise['owner']>({ provider: true, customer: true, both: true, 'third-party': true }),
      text,
      when: ref('condition'),
      span,
    }),
  ),
  orders: list(ref('order')),
  examples: list(
    object<Example>({
      id: text,
      title: optional(text),
      order: ref('order'),
      // Examined where they are used, as all facts are.
      facts: {},
      expectations: list(expectation),
      span,
    }),
  ),
});

/** JSON Schema 2020-12 of a compiled agreement. `x-index` says which list an index points into; validators may ignore it. */
export const irSchema: Schema & { readonly $defs: Readonly<Record<string, Schema>> } & Readonly<
    Record<'$schema' | '$id' | 'title', string>
  > = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'avtal-ir.schema.json',
  title: 'a compiled agreement',
  ...ir,
  $defs: {
    ...scalars,
    sourceSpan: object<SourceSpan>({
      file: text,
      line: positive,
      column: positive,
      endLine: positive,
      endColumn: positive,
    }),
    monthDay: object<MonthDay>({ month: within(1, 12), day: within(1, 31) }),
    period,
    condition,
    daySet,
    windowSet,
    deadline,
    ...Object.fromEntries(Object.entries(values).map(([kind, value]) => [`${kind}Value`, value])),
    clause,
    order,
  },
};
