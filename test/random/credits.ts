// Random credits on random measures and targets, with fees whose every period has an amount.
import type { Claim, Facts } from '../../runtime/src/facts.ts';
import type {
  CapClause,
  Clause,
  CreditAmount,
  CreditClause,
  CreditValue,
  FeeClause,
  Ir,
  LadderValue,
  Order,
  Period,
} from '../../runtime/src/ir.ts';
import { addDays, addMonths, lastOfMonth, startOf } from '../reference/days.ts';
import type { Making, Saying } from './conditions.ts';
import { hour, span, values, vm } from './frame.ts';
import type { Tape } from './tape.ts';

const calendar = (unit: Period['unit']): Period => ({ basis: 'calendar', unit, count: 1 });
const feePeriods: readonly Period[] = [
  calendar('month'),
  calendar('quarter'),
  { basis: 'contract', unit: 'year', count: 1 },
  { basis: 'contract', unit: 'month', count: 1 },
];
const names = ['base', 'vm', 'extra', 'setup'] as const;

/** Every clause in the tiers that it is picked for: none, both, or one. */
function add({ tape, clauses }: Making, question: string, say: () => Saying, mustAnswer: boolean): void {
  const put = (tiers?: readonly string[]) => {
    const when = tiers === undefined ? [{}] : [{ choices: { tier: tiers } }];
    const id = `${question}.${clauses.filter((clause) => clause.question === question).length}`;
    clauses.push({ id, document: 0, rank: 'plain', over: [], when, question, span, ...say() } as Clause);
  };
  if (tape.chance(60)) put();
  else for (const tier of values.tier) if (mustAnswer || tape.chance(70)) put([tier]);
}

function fee(making: Making, name: (typeof names)[number]): void {
  const { tape } = making;
  const period = name === 'setup' ? {} : { period: tape.pick(...(feePeriods as [Period, ...Period[]])) };
  const unit = name === 'vm' ? { unit: vm } : {};
  add(
    making,
    `fee:${name}`,
    () => ({
      ...{ kind: 'fee', name, ...period, ...unit, inAdvance: 1 },
      value: tape.weigh<FeeClause['value']>(
        [5, () => ({ kind: 'money', amount: tape.pick('100', '98.50', '1200') })],
        [
          name === 'vm' ? 2 : 0,
          () => ({
            kind: 'ladder',
            mode: tape.pick('whole', 'part'),
            steps: [
              { to: { bound: '2', included: true }, value: { kind: 'money', amount: '90' } },
              { value: { kind: 'money', amount: '70' } },
            ],
          }),
        ],
        [name === 'extra' ? 2 : 0, () => ({ kind: 'percent-of-fee', percent: '25', fees: ['base'] })],
      ),
    }),
    true,
  );
}

function amount(tape: Tape): CreditAmount {
  if (tape.chance(40)) return { kind: 'money', amount: tape.pick('50', '500', '33.33') };
  const fees = tape.chance(30) ? [] : [tape.pick<string>(...names)];
  const share = tape.pick<{ percent: string; over?: string; months?: number }>(
    { percent: '10' },
    { percent: '5', months: 3 },
    { percent: '100' },
    { percent: '100', over: '30' },
  );
  return { kind: 'percent-of-fee', ...share, fees };
}

function bounds(tape: Tape, unit: string): readonly [string, string] {
  if (unit === 'percent') return tape.pick(['95', '99'], ['50', '99.5']);
  return unit === 'time' ? tape.pick([`${hour}`, `${24 * hour}`], ['600', '14400']) : ['1', '2'];
}

const stepSize = { percent: '0.1', time: '3600', count: '1' } as const;

function step(tape: Tape, unit: keyof typeof stepSize): CreditValue {
  return tape.weigh<CreditValue>(
    [5, () => amount(tape)],
    [
      3,
      () => ({
        ...{ kind: 'per-step', each: amount(tape), step: stepSize[unit] },
        rounding: tape.pick('started', 'completed', 'exact'),
      }),
    ],
    [2, () => ({ kind: 'none' })],
    [1, () => ({ kind: 'open' })],
  );
}

function ladder(tape: Tape, unit: keyof typeof stepSize): LadderValue<CreditValue> {
  const [low, high] = bounds(tape, unit);
  return {
    ...{ kind: 'ladder', mode: tape.pick('whole', 'part') },
    steps: [
      { to: { bound: low, included: tape.chance(50) }, value: step(tape, unit) },
      { to: { bound: high, included: tape.chance(50) }, value: step(tape, unit) },
      { value: step(tape, unit) },
    ],
  };
}

function credit(
  making: Making,
  name: string,
  of: CreditClause['of'],
  unit: keyof typeof stepSize,
  each?: 'outage',
): void {
  const { tape } = making;
  const question = `credit:${name}${each === undefined ? '' : ':outage'}`;
  const say = (): Saying => ({
    ...{ kind: 'credit', name, of },
    ...(each === undefined ? {} : { each }),
    ...(tape.chance(25) ? { unit: vm } : {}),
    value: tape.chance(50) ? ladder(tape, unit) : step(tape, unit),
    ...(tape.chance(30) ? { atMost: amount(tape) } : {}),
    ...(tape.chance(20) ? { atLeast: amount(tape) } : {}),
    ...(tape.chance(each === undefined ? 25 : 60)
      ? {
          claimWithin: tape.chance(each === undefined ? 70 : 30)
            ? tape.pick<NonNullable<CreditClause['claimWithin']>>(
                { count: 30, unit: 'day' },
                { count: 1, unit: 'month' },
                { count: 20, unit: 'day', days: { kind: 'named', daySet: 1 } },
                { count: 10, unit: 'day', toEndOf: calendar('month') },
              )
            : { count: tape.pick(7, 20), unit: 'day', after: 'outage' },
        }
      : {}),
  });
  if (of.kind === 'measure' && each === undefined && tape.chance(30)) {
    const [low, high] = bounds(tape, unit);
    const ranges = [
      { max: low, maxIncluded: false },
      { min: low, minIncluded: true, max: high, maxIncluded: true },
    ];
    for (const [index, range] of ranges.entries())
      making.clauses.push({
        ...{ id: `credit:${name}.row${index}`, document: 0, rank: 'plain', over: [], question: `credit:${name}`, span },
        when: [{ numbers: { [name]: [range] } }],
        ...say(),
      } as Clause);
  } else add(making, question, say, false);
}

export function creditClauses(making: Making): void {
  const { tape, ir, clauses } = making;
  const ofOutages: string[] = [];
  for (const [measure, { id, what }] of ir.measures.entries())
    if (!('target' in what || 'measure' in what) && tape.chance(30)) {
      credit(making, id, { kind: 'measure', measure }, 'time', 'outage');
      ofOutages.push(id);
    }
  for (const name of names) if (tape.chance(name === 'base' ? 100 : 75)) fee(making, name);
  if (!clauses.some(({ question }) => question === 'fee:extra')) fee(making, 'extra');
  if (tape.chance(40))
    add(
      making,
      'discount',
      () => ({
        kind: 'discount',
        bases: [],
        fees: tape.pick(['*'], ['vm']),
        value: { kind: 'percent', percent: '10' },
      }),
      false,
    );
  const credited = [...ofOutages];
  for (const [measure, { id, unit, what }] of ir.measures.entries())
    if (
      tape.chance('target' in what ? 80 : 50) &&
      (unit.kind === 'percent' || unit.kind === 'time' || unit.kind === 'count')
    ) {
      credit(making, id, { kind: 'measure', measure }, unit.kind);
      if (!credited.includes(id)) credited.push(id);
    }
  for (const [target, { id }] of ir.targets.entries())
    if (tape.chance(60)) {
      credit(making, id, { kind: 'target', target }, 'time');
      credited.push(id);
    }
  const combine = (some: readonly string[]) =>
    clauses.push({
      ...{ id: `combine:${some.join('+')}`, document: 0, rank: 'plain', over: [], when: [{}], span, kind: 'combine' },
      ...{ question: `combine:${[...some].sort().join('+')}`, names: some },
      value: { kind: 'combine', how: tape.pick('add', 'highest') },
    } as Clause);
  if (credited.length > 1 && tape.chance(85)) combine(credited);
  if (credited.length > 2 && tape.chance(30)) combine(credited.slice(0, 2));
  if (credited.length > 3 && tape.chance(40)) combine(credited.slice(2, 4));
  if (tape.chance(50)) {
    const period = tape.pick(...(feePeriods as [Period, ...Period[]]));
    for (const side of tape.pick<CapClause['side'][]>(['most'], ['least'], ['least', 'most']))
      add(
        making,
        `cap:${JSON.stringify(period)}${side === 'least' ? ':least' : ''}`,
        () => ({ kind: 'cap', period, side, value: amount(tape) }),
        false,
      );
  }
}

/** The same with what is added to credits, what is too little to be given, and what holds for each unit. */
export function withMore(tape: Tape, clauses: readonly Clause[]): Clause[] {
  const more = clauses.map((clause): Clause => {
    return clause.kind === 'credit' && tape.chance(15) ? { ...clause, plus: amount(tape) } : clause;
  });
  const period = tape.pick(...(feePeriods as [Period, ...Period[]]));
  const sides: readonly Pick<CapClause, 'side' | 'unit'>[] = [
    { side: 'threshold' },
    { side: 'threshold', unit: vm },
    { side: 'least', unit: vm },
    { side: 'most', unit: vm },
  ];
  for (const [at, one] of sides.entries()) {
    if (!tape.chance(20)) continue;
    const question = `cap:${JSON.stringify(period)}:${one.unit ?? ''}:${one.side}`;
    more.push({
      ...{ id: `cap.more${at}`, document: 0, rank: 'plain', over: [], when: [{}], question, span, kind: 'cap', period },
      ...one,
      value: amount(tape),
    });
  }
  return more;
}

export function claims(tape: Tape, ir: Ir, order: Order, facts: Facts): Claim[] {
  const credited = [...new Set(ir.clauses.flatMap((clause) => (clause.kind === 'credit' ? [clause.name] : [])))];
  const all: Claim[] = [];
  for (let n = tape.int(0, 6); n > 0; n -= 1) {
    const [first, ...rest] = credited;
    if (first === undefined) break;
    const from = addMonths(startOf(order.from, 'month'), tape.int(0, 3));
    const period = tape.pick(
      { from, until: lastOfMonth(from.slice(0, 7)) },
      { from: addDays(order.from, -400), until: addDays(order.from, 800) },
    );
    const early = tape.chance(25) ? addDays(from, tape.int(0, 30)) : undefined;
    const unit = tape.chance(20) && facts.units?.[0] !== undefined ? { unit: facts.units[0].id } : {};
    const ticket = tape.chance(10) ? { ticket: 't1' } : {};
    const on = early ?? addDays(period.from < order.from ? order.from : period.until, tape.pick(1, 30, 31, 28, 60));
    all.push({ id: `c${n}`, credit: tape.pick(first, ...rest), on, period, ...unit, ...ticket });
  }
  return all;
}
