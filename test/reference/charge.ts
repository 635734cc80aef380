// What is charged for counted, undrawn quantities (meanings P1–P6): rates, event prices, references, ladders, start prices.
import type { Clause, LadderValue, StartClause } from '../../runtime/src/ir.ts';
import {
  compare,
  divided,
  type Fraction,
  least,
  minus,
  most,
  one,
  percent,
  plus,
  positive,
  read,
  sum,
  text,
  times,
  zero,
} from './fraction.ts';
import {
  byStart,
  type Charge,
  charged,
  complain,
  type Fact,
  type Portion,
  type Problems,
  scopeKey,
} from './portions.ts';
import { type Answer, ask, type Situation, type World } from './questions.ts';

type PriceKind = 'rate' | 'price';
type PricingClause = Extract<Clause, { kind: PriceKind }>;
type Value = PricingClause['value'];

const code = (answer: Answer) =>
  answer.kind === 'none' ? 'gap' : answer.kind === 'missing' ? answer.code : answer.kind;
const wordCodes = {
  'not-offered': 'not-offered',
  'on-request': 'on-request',
  see: 'elsewhere',
  open: 'open-value',
} as const;

/** Follows references (P5) to a value; a problem's code when there is none. */
function resolve(
  world: World,
  question: string,
  situation: Situation,
  seen: readonly string[] = [],
): { clause: PricingClause; value: Value } | string {
  if (seen.includes(question)) return 'cycle';
  const answer = ask(world, question, situation);
  if (answer.kind !== 'clause') return code(answer);
  const { clause } = answer;
  if (clause.kind !== 'rate' && clause.kind !== 'price') return 'gap';
  return follow(world, clause, clause.value, situation, [...seen, question]);
}

function follow(
  world: World,
  clause: PricingClause,
  value: Value,
  situation: Situation,
  seen: readonly string[],
): { clause: PricingClause; value: Value } | string {
  if (value.kind !== 'reference') return { clause, value };
  const target = resolve(world, value.question, situation, seen);
  return typeof target === 'string' ? target : { clause, value: scaled(target.value, value.percent) };
}

function scaled(value: Value, share: string): Value {
  if (value.kind === 'ladder')
    return { ...value, steps: value.steps.map((step) => ({ ...step, value: scaled(step.value, share) })) } as Value;
  if (value.kind !== 'rate' && value.kind !== 'money') return value;
  return { ...value, amount: text(percent(read(share), read(value.amount))) };
}

/** Rates work and usages, prices events; a fact that has a problem is charged all the same and left out of the lines later. */
export function charge(world: World, portions: readonly Portion[], problems: Problems): void {
  const groups = new Map<string, { clause: PricingClause; value: Value; portions: Portion[] }>();
  const asked = portions
    .filter(({ quantity }) => positive(quantity))
    .flatMap((portion) => questionsOn(world, portion).map((question) => ({ portion, question })));
  for (const { portion, question } of asked) {
    const found = resolve(world, question, portion.situation);
    const free = !positive(charged(portion));
    if (typeof found === 'string') {
      if (!free) complain(problems, found, portion.fact.id);
      else if (portion.drawnBy !== undefined) portion.charges.push(nothing(portion.drawnBy));
      continue;
    }
    const { clause, value } = found;
    if (free) {
      portion.charges.push(nothing(clause));
      continue;
    }
    const scope = clause.scope === undefined ? undefined : world.ir.scopes[clause.scope]!;
    const key =
      scope === undefined
        ? `${portion.fact.time} ${portion.fact.id}`
        : scopeKey(world, scope, portion.fact, portion.day);
    if (key === undefined) complain(problems, 'scope-missing', portion.fact.id);
    else {
      const name = `${clause.id} ${scope?.id} ${key} ${JSON.stringify(value)}`;
      groups.set(name, { clause, value, portions: [...(groups.get(name)?.portions ?? []), portion] });
    }
  }
  for (const { clause, value, portions: group } of groups.values()) chargeGroup(world, clause, value, group, problems);
}

const nothing = (clause: Clause): Charge => ({ clause, unitPrice: '', quantity: zero, amount: zero });

/** P2: a usage may have a rate and a price. */
function questionsOn(world: World, { fact }: Portion): string[] {
  const { id, kind } = world.ir.subjects[fact.subject]!;
  if (kind === 'activity') return [`rate:${id}`];
  if (kind === 'event') return [`price:${id}`];
  const both = [`rate:${id}`, `price:${id}`].filter((question) =>
    world.clauses.some((one) => one.question === question),
  );
  return both.length > 0 ? both : [`rate:${id}`];
}

function chargeGroup(
  world: World,
  clause: PricingClause,
  value: Value,
  portions: readonly Portion[],
  problems: Problems,
): void {
  if (value.kind === 'ladder') {
    climb(world, clause, value as LadderValue<Exclude<Value, LadderValue<never>>>, portions, problems);
    return;
  }
  let paid = false;
  for (const portion of portions) {
    const once = value.kind === 'money' && (clause.scope !== undefined || isMeasured(world, portion));
    pay(clause, value, charged(portion), portion, { once, paid }, problems);
    paid = true;
  }
}

/** Money is the price of each piece; of what is measured in a unit it is the price of all of it. */
const isMeasured = ({ ir }: World, { fact }: Portion) => ir.subjects[fact.subject]!.unit.kind !== 'count';

function pay(
  clause: PricingClause,
  value: Value,
  quantity: Fraction,
  portion: Portion,
  { once, paid }: { readonly once: boolean; readonly paid: boolean },
  problems: Problems,
): void {
  if (once && paid) return;
  const amount = amountOf(value, once ? one : quantity, portion);
  if (typeof amount === 'string') complain(problems, amount, portion.fact.id);
  else portion.charges.push({ clause, quantity: once ? one : quantity, unitPrice: unitPrice(value), amount });
}

function amountOf(value: Value, quantity: Fraction, portion: Portion): Fraction | string {
  switch (value.kind) {
    case 'rate':
      return divided(times(quantity, read(value.amount)), read(value.per));
    case 'money':
      return times(quantity, read(value.amount));
    case 'included':
      return zero;
    case 'at-cost':
      if (portion.fact.cost === undefined) return 'cost-missing';
      if (portion.added) return zero;
      return times(
        divided(times(read(portion.fact.cost), quantity), portion.quantity),
        plus(one, percent(one, read(value.markup ?? '0'))),
      );
    case 'reference':
    case 'ladder':
      return 'gap';
    default:
      return wordCodes[value.kind];
  }
}

const unitPrice = (value: Value) =>
  value.kind === 'rate'
    ? text(divided(read(value.amount), read(value.per)))
    : value.kind === 'money'
      ? text(read(value.amount))
      : value.kind;

type Step<V> = LadderValue<V>['steps'][number];
const reaches = <V>({ to }: Step<V>, quantity: Fraction) =>
  to === undefined || compare(quantity, read(to.bound)) < (to.included ? 1 : 0);

/** The step in which a quantity lies. */
export const stepOf = <V>(ladder: LadderValue<V>, quantity: Fraction): Step<V> | undefined =>
  ladder.steps.find((step) => reaches(step, quantity));

/** P4. */
function climb(
  world: World,
  clause: PricingClause,
  ladder: LadderValue<Exclude<Value, LadderValue<never>>>,
  portions: readonly Portion[],
  problems: Problems,
): void {
  const total = sum(portions.map(charged));
  const paid = new Set<unknown>();
  let climbed = zero;
  for (const portion of portions) {
    const quantity = charged(portion);
    const pieces: { step: Step<Exclude<Value, LadderValue<never>>>; quantity: Fraction }[] = [];
    if (ladder.by !== undefined) {
      const number = portion.situation.numbers[ladder.by];
      const step = number === undefined ? undefined : stepOf(ladder, read(number));
      if (step === undefined) complain(problems, number === undefined ? 'number-missing' : 'gap', portion.fact.id);
      else pieces.push({ step, quantity });
    } else if (ladder.mode === 'whole') {
      const step = stepOf(ladder, total);
      if (step === undefined) complain(problems, 'gap', portion.fact.id);
      else pieces.push({ step, quantity });
    } else {
      let below = zero;
      const end = plus(climbed, quantity);
      for (const step of ladder.steps) {
        const above = step.to === undefined ? most(end, below) : read(step.to.bound);
        const part = minus(least(end, above), most(climbed, below));
        if (positive(part)) pieces.push({ step, quantity: part });
        below = above;
      }
      if (compare(end, below) > 0) complain(problems, 'gap', portion.fact.id);
      climbed = end;
    }
    for (const piece of pieces) {
      const value = follow(world, clause, piece.step.value, portion.situation, [clause.question]);
      if (typeof value === 'string') {
        complain(problems, value, portion.fact.id);
        continue;
      }
      const once = value.value.kind === 'money' && isMeasured(world, portion);
      pay(clause, value.value, piece.quantity, portion, { once, paid: paid.has(piece.step) }, problems);
      paid.add(piece.step);
    }
  }
}

// ---------------------------------------------------------------------------------------------- start prices

export interface Start {
  readonly clause: StartClause;
  readonly scope: string;
  readonly key: string;
  readonly first: Fact;
  readonly situation: Situation;
  readonly amount: Fraction;
}

/** A start price of 0 that buys nothing needs no scope (C2). */
const costs = (answer: Answer) =>
  answer.kind !== 'none' &&
  !(
    answer.kind === 'clause' &&
    answer.clause.kind === 'start' &&
    answer.clause.value.kind === 'money' &&
    read(answer.clause.value.amount).over === 0n &&
    answer.clause.buys.length === 0
  );

/** P6: asked once for each scope, at its first start. */
export function starts(
  world: World,
  facts: readonly Fact[],
  situationOf: (fact: Fact) => Situation,
  problems: Problems,
): Start[] {
  const clauses = world.clauses.filter((clause) => clause.kind === 'start');
  const questions = new Map(clauses.map((clause) => [`${clause.question} ${clause.subject}`, clause]));
  return [...questions.values()].flatMap(({ question, scope: index, subject }) => {
    const scope = world.ir.scopes[index]!;
    const firsts = new Map<string, Fact>();
    for (const fact of facts.filter((one) => one.subject === subject).sort(byStart)) {
      const key = scopeKey(world, scope, fact);
      if (key === undefined && costs(ask(world, question, situationOf(fact))))
        complain(problems, 'scope-missing', fact.id);
      if (key !== undefined && !firsts.has(key)) firsts.set(key, fact);
    }
    // What it would buy is not known either, so nothing in the scope is priced.
    const fail = (key: string, why: string) => {
      for (const fact of facts)
        if (fact.subject === subject && scopeKey(world, scope, fact) === key) complain(problems, why, fact.id);
    };
    return [...firsts].flatMap(([key, first]): Start[] => {
      const situation = situationOf(first);
      const answer = ask(world, question, situation);
      if (answer.kind === 'none') return [];
      if (answer.kind !== 'clause' || answer.clause.kind !== 'start') {
        fail(key, code(answer));
        return [];
      }
      const { clause } = answer;
      const { value } = clause;
      const base = { clause, scope: scope.id, key, first, situation };
      if (value.kind === 'money') return [{ ...base, amount: read(value.amount) }];
      if (value.kind === 'included') return [{ ...base, amount: zero }];
      fail(key, value.kind === 'at-cost' ? 'cost-missing' : wordCodes[value.kind]);
      return [];
    });
  });
}

const belongs = (world: World, { clause, key }: Start, portion: Portion) =>
  scopeKey(world, world.ir.scopes[clause.scope]!, portion.fact, portion.day) === key;

/** Marks the time that start prices buy. */
export function buyTime(world: World, { clause, ...start }: Start, portions: readonly Portion[]): void {
  for (const bought of clause.buys) {
    if (bought.kind !== 'time') continue;
    let left = read(bought.seconds);
    for (const portion of portions) {
      if (portion.fact.subject !== bought.subject || !belongs(world, { clause, ...start }, portion)) continue;
      const taken = least(left, charged(portion));
      portion.bought = plus(portion.bought, taken);
      left = minus(left, taken);
    }
  }
}

/** Takes the money that start prices buy off the rate amounts, in order of time. */
export function buyMoney(world: World, { clause, ...start }: Start, portions: readonly Portion[]): void {
  for (const bought of clause.buys) {
    if (bought.kind !== 'money') continue;
    let left = read(bought.amount);
    for (const portion of portions) {
      if (portion.fact.subject !== bought.subject || !belongs(world, { clause, ...start }, portion)) continue;
      portion.charges = portion.charges.map((one) => {
        const taken = least(left, one.amount);
        left = minus(left, taken);
        return { ...one, amount: minus(one.amount, taken) };
      });
    }
  }
}
