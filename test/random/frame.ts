// The frame of a random agreement: zone, days, windows, dimensions, subjects, scopes, an order; everything but clauses.

import { zoneTransitions } from '../../compiler/src/data/zones.ts';
import type {
  CivilDate,
  DaySet,
  DerivedNumber,
  DocumentInfo,
  Index,
  Ir,
  NumberInfo,
  Order,
  ScopeInfo,
  SourceSpan,
  Subject,
  TargetInfo,
  UnitsCounted,
  VatRate,
  WindowSet,
} from '../../runtime/src/ir.ts';
import { addDays, addMonths, lastOfMonth } from '../reference/days.ts';
import type { Tape } from './tape.ts';

export const span: SourceSpan = { file: 'random.avtal', line: 1, column: 1, endLine: 1, endColumn: 2 };

export const hour = 3600;
export const day = 86_400;

/** Zones with the usual change, one of half an hour, and one whose midnight does not occur in spring. */
const zones = [
  'Europe/Oslo',
  'Europe/Stockholm',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Beirut',
] as const;

/** A table that ends some years after all facts: a window that hardly ever opens is looked for to its end. */
function zoneUntil(name: string, end: CivilDate): Ir['zone'] {
  const zone = zoneTransitions(name)!;
  const horizonEnd = Date.parse(end) / 1000;
  return { ...zone, horizonEnd, transitions: zone.transitions.filter(([at]) => at < horizonEnd) };
}

/** Months with something in them: both clock changes of these zones, a short February, new year. */
const months = [
  '2026-03',
  '2026-10',
  '2024-02',
  '2025-12',
  '2021-03',
  '2027-10',
  '2023-06',
  '2026-04',
  '2024-11',
  '2025-03',
] as const;

const date = (set: Partial<Record<'from' | 'until', CivilDate>>): DaySet => ({ kind: 'period', ...set });

function holidays(tape: Tape, first: CivilDate): DaySet {
  const dates = [...new Set([0, 1, 2, 3, 4].map(() => addDays(first, tape.int(-3, 70))))].sort();
  return tape.chance(50) ? { kind: 'dates', dates, from: '2020-01-01', until: '2031-12-31' } : { kind: 'dates', dates };
}

/** Day set 0 are holidays, 1 workdays. */
function days(tape: Tape): DaySet {
  return tape.weigh<DaySet>(
    [4, () => ({ kind: 'named', daySet: 1 })],
    [3, () => ({ kind: 'weekdays', days: tape.pick([1, 2, 3, 4, 5], [6, 7], [4], [1, 2, 3, 4, 5, 6, 7], [7]) })],
    [1, () => ({ kind: 'every-day' })],
    [
      1,
      () => ({
        kind: 'every-weeks',
        weeks: tape.int(1, 4),
        days: tape.pick([4], [6, 7], [1, 2, 3, 4, 5]),
        from: tape.pick('2025-03-31', '2026-01-08', '2026-02-15'),
      }),
    ],
    [
      1,
      () => ({
        kind: 'nth',
        weekday: tape.int(1, 7),
        nth: tape.pick('first', 'second', 'third', 'fourth', 'last'),
        ...(tape.chance(30) && { month: tape.int(1, 12) }),
      }),
    ],
    [
      1,
      () => ({
        kind: 'union',
        of: [
          { kind: 'weekdays', days: [6, 7] },
          { kind: 'named', daySet: 0 },
        ],
      }),
    ],
    [
      1,
      () => ({
        kind: 'yearly',
        from: { month: tape.int(1, 12), day: 1 },
        to: { month: tape.int(1, 12), day: tape.int(1, 29) },
      }),
    ],
    [
      1,
      () =>
        date(tape.pick({ until: '2026-03-20' }, { from: '2026-03-20' }, { from: '2026-10-10', until: '2026-10-25' })),
    ],
    [
      1,
      () => ({
        kind: 'intersection',
        of: [
          { kind: 'weekdays', days: [4] },
          { kind: 'complement', of: { kind: 'shift', of: { kind: 'named', daySet: 0 }, by: 1 } },
        ],
      }),
    ],
  );
}

const wholeDays = (set: DaySet): WindowSet => ({ kind: 'span', days: set, start: 0, endDay: 0, end: day });

function spanOf(tape: Tape): WindowSet {
  const set = days(tape);
  const [start, endDay, end] = tape.pick<readonly [number, number, number]>(
    [8 * hour, 0, 16 * hour],
    [0, 0, day],
    [22 * hour, 1, 6 * hour],
    [2 * hour, 0, 3 * hour],
    [1.5 * hour, 0, 2.5 * hour],
    [2.25 * hour, 0, 2.75 * hour],
    [17 * hour, 1, 8 * hour],
    [0, 0, 2 * hour],
    [21 * hour, 1, 2.5 * hour],
    [12 * hour + 1, 0, 12 * hour + 601],
    [6 * hour, 2, 5 * hour],
  );
  return { kind: 'span', days: set, start, endDay, end };
}

/** A window out of those declared before it and new spans. */
function windowSet(tape: Tape, known: number, depth = 2): WindowSet {
  const next = () => (depth === 0 ? spanOf(tape) : windowSet(tape, known, depth - 1));
  return tape.weigh<WindowSet>(
    [6, () => spanOf(tape)],
    [2, () => ({ kind: 'union', of: [spanOf(tape), next()] })],
    [
      2,
      () => ({
        kind: 'intersection',
        of: [next(), { kind: 'complement', of: wholeDays({ kind: 'named', daySet: 0 }) }],
      }),
    ],
    [
      2,
      () => (known > 0 ? { kind: 'complement', of: { kind: 'named', window: tape.int(0, known - 1) } } : spanOf(tape)),
    ],
    [
      1,
      () =>
        known > 0
          ? { kind: 'intersection', of: [{ kind: 'named', window: tape.int(0, known - 1) }, next()] }
          : spanOf(tape),
    ],
    [1, () => tape.pick<WindowSet>({ kind: 'always' }, { kind: 'never' })],
  );
}

/** Window 0 is core: workdays, in one or two stretches, so that something is regular. */
function windows(tape: Tape): WindowSet[] {
  const workday: DaySet = { kind: 'named', daySet: 1 };
  const morning: WindowSet = { kind: 'span', days: workday, start: 8 * hour, endDay: 0, end: 12 * hour };
  const core: WindowSet = tape.chance(30)
    ? { kind: 'union', of: [morning, { ...morning, start: 13 * hour, end: 17 * hour }] }
    : { ...morning, end: 16 * hour };
  const all: WindowSet[] = [core];
  for (let n = tape.int(1, 4); n > 0; n -= 1) all.push(windowSet(tape, all.length));
  return all;
}

export const subjectIds = ['work', 'travel', 'callout', 'driving', 'vm', 'downtime', 'patching'] as const;
export const [work, travel, callout, driving, vm, downtime, patching] = [0, 1, 2, 3, 4, 5, 6] as const;

function subjects(tape: Tape): Subject[] {
  const time = { kind: 'time' } as const;
  const pieces = { kind: 'count' } as const;
  const make = (id: string, kind: Subject['kind'], unit: Subject['unit'], countsAs: Index[] = []): Subject => ({
    id,
    kind,
    unit,
    countsAs,
    span,
  });
  const counted = {
    constant: tape.pick('1', '0', '0.5'),
    terms: [{ factor: tape.pick('1', '2', '0.25'), number: 'cards' }],
  };
  return [
    make('work', 'activity', time),
    { ...make('travel', 'activity', time), ...(tape.chance(30) ? { module: 'sql' } : {}) },
    make('callout', 'event', pieces),
    make('driving', 'usage', { kind: 'other', name: 'km' }),
    {
      ...make('vm', 'unit', pieces),
      ...(tape.chance(40) ? { counts: counted } : {}),
      ...(tape.chance(15) ? { counted: tape.pick<UnitsCounted>('peak', 'by-day', 'last-day', { day: 20 }) } : {}),
    },
    make('downtime', 'matter', pieces),
    make('patching', 'matter', pieces, tape.chance(60) ? [downtime] : []),
  ];
}

const calendar = (unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year') =>
  ({ basis: 'calendar', unit, count: 1 }) as const;

export const [entryScope, jobScope, dayScope, monthScope, personScope, yearScope, incidentScope, ownMonthScope] = [
  0, 1, 2, 3, 4, 5, 6, 8,
] as const;
export const scopes: readonly ScopeInfo[] = [
  { id: 'entry', over: { kind: 'entry' } },
  { id: 'job', over: { kind: 'key', column: 'job' } },
  { id: 'day', over: { kind: 'period', period: calendar('day') } },
  { id: 'month', over: { kind: 'period', period: calendar('month') } },
  { id: 'person-day', over: { kind: 'person-day' } },
  { id: 'contract year', over: { kind: 'period', period: { basis: 'contract', unit: 'year', count: 1 } } },
  { id: 'incident', over: { kind: 'key', column: 'incident' } },
  { id: 'person', over: { kind: 'person' } },
  { id: 'person per month', over: { kind: 'both', scope: 7, period: calendar('month') } },
];

function targets(tape: Tape): TargetInfo[] {
  const again = tape.chance(40) ? { againAfter: 'reopened' } : {};
  return [
    { id: 'respond', from: 'reported', to: ['responded'], mode: 'all' },
    { id: 'resolve', from: 'reported', to: ['resolved'], mode: 'all', ...again },
    { id: 'attend', from: 'confirmed', to: ['arrived', 'opened'], mode: tape.pick('all', 'any'), ...again },
    { id: 'update', from: 'responded', to: ['updated'], mode: 'all', repeatsUntil: 'resolved', ...again },
  ];
}

const dimension = (
  id: string,
  given: Ir['dimensions'][number]['given'],
  values: readonly string[],
  defaultValue?: string,
) => ({
  id,
  given,
  values: values.map((value) => ({ id: value })),
  ...(defaultValue === undefined ? {} : { defaultValue }),
  span,
});

/** Values of each dimension; clauses draw their conditions from them. */
export const values = {
  tier: ['basic', 'plus'],
  channel: ['phone', 'email', 'visit'],
  impact: ['high', 'low'],
  severity: ['urgent', 'normal'],
  waiting: ['none', 'customer', 'parts'],
  module: ['sql'],
  order: ['acme', 'other'],
  outcome: ['met', 'missed', 'none'],
} as const;

function documents(tape: Tape): DocumentInfo[] {
  const over = tape.pick<readonly [Index[], Index[]]>([[1], []], [[], [0]], [[], []]);
  return [
    { id: 'main', external: false, beats: over[0], span },
    { id: 'support', external: false, beats: over[1], span },
    { id: 'acme', external: false, beats: [0, 1], span },
  ];
}

function orderOf(tape: Tape, month: string): Order {
  const from = tape.chance(60) ? `${month}-01` : addDays(`${month}-01`, tape.int(1, 30));
  const end = tape.weigh<{ until?: CivilDate }>(
    [5, () => ({})],
    [2, () => ({ until: addDays(addMonths(from, 12), -1) })],
    [2, () => ({ until: addDays(from, tape.int(0, 120)) })],
    [1, () => ({ until: lastOfMonth(addMonths(from, tape.int(0, 3)).slice(0, 7)) })],
  );
  return {
    id: tape.chance(90) ? 'acme' : 'other',
    from,
    ...end,
    ...(end.until !== undefined && tape.chance(60)
      ? { notice: addDays(end.until, -tape.pick(40, 0, 10, 100, 200)) }
      : {}),
    choices: { tier: tape.pick(...values.tier) },
    units: [],
  };
}

/** Numbers that follow from the facts, some with a default. */
function derivedNumbers(tape: Tape): NumberInfo[] {
  const clock = tape.pick<Extract<DerivedNumber, { kind: 'between' }>['clock']>(
    { kind: 'elapsed' },
    { kind: 'window', window: 0 },
    { kind: 'business-days', days: { kind: 'named', daySet: 1 } },
  );
  const all: readonly (readonly [string, DerivedNumber])[] = [
    ['lead', { kind: 'between', from: 'ordered', to: 'start', clock }],
    ['length', { kind: 'length', subject: work, scope: tape.pick(jobScope, personScope, dayScope) }],
    ['often', { kind: 'how-often', subject: tape.pick(work, callout), scope: jobScope, period: calendar('month') }],
  ];
  return all.map(([id, derived]) => {
    const isTime = derived.kind === 'length' || (derived.kind === 'between' && clock.kind !== 'business-days');
    const unit = isTime ? ({ kind: 'time' } as const) : ({ kind: 'count' } as const);
    return { id, unit, derived, ...(tape.chance(30) ? { defaultValue: '1' } : {}), span };
  });
}

/** What conditions compare them with. */
export const bounds = {
  estimate: ['3600', '7200'],
  lead: ['1', '2', '14400', '100000'],
  length: ['3600', '10000'],
  often: ['1', '2'],
} as const;

/** Further rates of VAT, of some things or from some day on; never two of one thing from one day. */
function rates(tape: Tape, first: CivilDate): { also?: readonly VatRate[] } {
  if (tape.chance(60)) return {};
  const from = addDays(first, tape.pick(5, 31, 45));
  const dated = tape.pick({ from }, { from, until: addDays(from, tape.pick(3, 20)) });
  const on = {
    bases: tape.pick([0], [1, 2]),
    onStart: tape.chance(40),
    fees: tape.pick([], ['*'], ['base'], ['vm', '*']),
  };
  const all: readonly VatRate[] = [
    { percent: '12', on },
    { percent: '24', ...dated },
    { percent: '0', on, ...dated },
  ];
  return { also: all.filter(() => tape.chance(60)) };
}

/** The same with rates of some customers; never two of one thing from one day. */
export function ratesOfSome(tape: Tape, ir: Ir): Ir {
  const { vat } = ir.agreement;
  if (!('percent' in vat) || tape.chance(50)) return ir;
  const when = [{ choices: { tier: [tape.pick(...values.tier)] } }];
  const some = (): Partial<VatRate> => ({
    when,
    ...(tape.chance(50) ? { note: tape.pick('reverse', 'abroad') } : {}),
    ...(vat.kind === 'included' && tape.chance(50) ? { instead: true } : {}),
  });
  const on = { bases: [tape.pick(0, 1, 2)], onStart: tape.chance(40), fees: tape.pick(['*'], [], ['base']) };
  const ofSome: readonly VatRate[] = [
    { percent: '0', ...some() },
    { percent: tape.pick('0', '12'), on, ...some() },
    { percent: '25', ...some(), from: `${ir.orders[0]?.from.slice(0, 8)}20` },
  ];
  const also = [...(vat.also ?? []), ...ofSome.filter(() => tape.chance(60))];
  return { ...ir, agreement: { ...ir.agreement, vat: { ...vat, ...(also.length === 0 ? {} : { also }) } } };
}

/** An agreement without clauses, and an order on it. */
export function frame(tape: Tape): { ir: Ir; order: Order } {
  const zone = zoneUntil(tape.pick(...zones), '2033-01-01');
  const month = tape.pick(...months);
  const order = orderOf(tape, month);
  const workday: DaySet = {
    kind: 'intersection',
    of: [
      { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
      { kind: 'complement', of: { kind: 'named', daySet: 0 } },
    ],
  };
  const minorDigits = tape.pick(2, 2, 0);
  const ir: Ir = {
    format: 'avtal-ir',
    version: 1,
    pins: { compiler: 'random', tzdata: 'random', holidays: 'random' },
    sources: ['random.avtal'],
    agreement: {
      id: 'random',
      currency: 'NOK',
      minorDigits,
      vat: tape.pick<Ir['agreement']['vat']>(
        { kind: 'none' },
        { kind: 'on-top', percent: '25', ...rates(tape, order.from) },
        { kind: 'included', percent: '25', ...rates(tape, order.from) },
        { kind: 'not-stated' },
      ),
      partPeriods: tape.pick('full', 'by-day', 'free'),
      unitsCounted: tape.pick<UnitsCounted>(
        'any-day',
        'first-day',
        'last-day',
        'peak',
        'by-day',
        { day: 15 },
        { day: 31 },
      ),
      lines: tape.pick('entry', 'entry', 'job', 'month'),
      ...(tape.chance(15) ? { roundedTo: tape.pick('1', '5', minorDigits === 0 ? '10' : '0.5') } : {}),
      ...(tape.chance(15) ? { invoiceRoundedTo: tape.pick('1', minorDigits === 0 ? '5' : '0.5', '10') } : {}),
      ...(tape.chance(20) ? { validFrom: addDays(order.from, tape.pick(-10, 2)) } : {}),
      ...(tape.chance(70) ? { changes: tape.pick('from-report', 'from-change') } : {}),
    },
    zone,
    documents: documents(tape),
    daySets: [
      { id: 'holidays', set: holidays(tape, order.from), span },
      { id: 'workday', set: workday, span },
    ],
    windows: windows(tape).map((set, index) => ({ id: `window${index}`, named: true, set, span })),
    dimensions: [
      dimension('tier', 'order', values.tier),
      dimension('channel', 'fact', values.channel, tape.chance(80) ? 'phone' : undefined),
      dimension('impact', 'fact', values.impact, tape.chance(80) ? 'low' : undefined),
      dimension('severity', 'decided', values.severity),
      dimension('waiting', 'fact', values.waiting, 'none'),
      dimension('module', 'module', values.module),
      dimension('order', 'order', values.order),
      dimension('outcome:respond', 'outcome', values.outcome, 'none'),
      dimension('outcome:resolve', 'outcome', values.outcome, 'none'),
    ],
    numbers: [
      { id: 'estimate', unit: { kind: 'time' }, ...(tape.chance(25) ? { defaultValue: '5400' } : {}), span },
      { id: 'cards', unit: { kind: 'count' }, ...(tape.chance(25) ? { defaultValue: '2' } : {}), span },
      ...derivedNumbers(tape),
      { id: 'order:months', unit: { kind: 'count' }, derived: { kind: 'since-start', unit: 'month' }, span },
      {
        id: 'order:calendar-months',
        unit: { kind: 'count' },
        derived: { kind: 'since-start', unit: 'calendar-month' },
        span,
      },
      { id: 'order:days', unit: { kind: 'count' }, derived: { kind: 'since-start', unit: 'day' }, span },
    ],
    subjects: subjects(tape),
    scopes,
    targets: targets(tape),
    clauses: [],
    promises: [],
    measures: [],
    orders: [],
    examples: [],
  };
  return { ir: { ...ir, orders: [order] }, order };
}
