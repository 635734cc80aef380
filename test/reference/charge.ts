// What is charged for counted, undrawn quantities (meanings P1–P6): rates, event prices, references, ladders, start prices.
import type {
  CivilDate,
  Clause,
  LadderValue,
  PercentOfFee,
  ReferenceValue,
  StartClause,
} from '../../runtime/src/ir.ts';
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
import { indexed } from './indexation.ts';
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
import { type Answer, ask, numberOf, type Situation, type World } from './questions.ts';
import { dateAt, nextStretch } from './windows.ts';

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

/** The answer to what something costs: the clause that answered, and the one whose value it is, a reference away or more. */
interface Price {
  readonly clause: PricingClause;
  readonly owner: PricingClause;
  readonly value: Value;
  /** What references leave of it. */
  readonly share: Fraction;
  /** The number is not stated that says how much of it is meant; or so much of a ladder is no price of one. */
  readonly lacks?: 'number-missing' | 'cycle';
}

/** What fees come to for the month of a day, or for so many months, or a problem's code. */
export type OfFees = (names: readonly string[], day: CivilDate, months?: number) => Fraction | string;

/** P5: a share of fees. */
function shareOfFees({ ir }: World, value: PercentOfFee, { at }: Situation, ofFees: OfFees): Fraction | string {
  const amount = ofFees(value.fees, dateAt(ir, at), value.monthsBy === undefined ? value.months : 1);
  return typeof amount === 'string' ? amount : divided(percent(amount, read(value.percent)), read(value.over ?? '1'));
}

/** Follows references (P5) to a value; a problem's code when there is none. */
function resolve(
  world: World,
  question: string,
  situation: Situation,
  ofFees: OfFees,
  seen: readonly string[] = [],
): Price | string {
  const here = `${question} ${situation.at}`;
  if (seen.includes(here)) return 'cycle';
  const answer = ask(world, question, situation);
  if (answer.kind !== 'clause') return code(answer);
  const { clause } = answer;
  if (clause.kind !== 'rate' && clause.kind !== 'price') return 'gap';
  const value = indexed(world, { subject: clause.subject }, clause, dateAt(world.ir, situation.at));
  if (typeof value === 'string') return value;
  return follow(world, { clause, owner: clause, value, share: one }, situation, ofFees, [...seen, here]);
}

function follow(
  world: World,
  price: Price,
  situation: Situation,
  ofFees: OfFees,
  seen: readonly string[],
): Price | string {
  const { clause, value, share } = price;
  if (value.kind === 'percent-of-fee') {
    const amount = shareOfFees(world, value, situation, ofFees);
    if (typeof amount === 'string') return amount;
    const money = { ...price, value: { kind: 'money', amount: '1' }, share: amount } as const;
    if (value.monthsBy === undefined) return money;
    const months = numberOf(world, situation, value.monthsBy);
    return months === undefined
      ? { ...money, lacks: 'number-missing' }
      : { ...money, share: times(amount, read(months)) };
  }
  if (value.kind !== 'reference') return price;
  const open = value.during === undefined ? undefined : nextStretch(world.ir, value.during, situation.at);
  if (value.during !== undefined && open === undefined) return 'gap';
  const target = resolve(world, value.question, { ...situation, at: open?.from ?? situation.at }, ofFees, seen);
  if (typeof target === 'string') return target;
  const found = { ...target, clause, share: times(share, percent(read(value.percent), target.share)) };
  if (value.times === undefined && value.quantity === undefined) return found;
  const number = value.times === undefined ? value.quantity : numberOf(world, situation, value.times);
  if (number === undefined) return { ...found, lacks: 'number-missing' };
  if (target.value.kind === 'ladder') return { ...found, lacks: 'cycle' };
  // The rate for so much, or so many prices, is the price of one.
  const isPriced = ['rate', 'money', 'at-cost'].includes(target.value.kind);
  return { ...found, share: isPriced ? times(found.share, read(number)) : found.share };
}

/** Rates work and usages, prices events; a fact that has a problem is charged all the same and left out of the lines later. */
export function charge(world: World, portions: readonly Portion[], problems: Problems, ofFees: OfFees): void {
  const groups = new Map<string, Priced[]>();
  const asked = portions
    .filter(({ quantity }) => positive(quantity))
    .flatMap((portion) => questionsOn(world, portion).map((question) => ({ portion, question })));
  for (const { portion, question } of asked) {
    const price = resolve(world, question, portion.situation, ofFees);
    const free = !positive(charged(portion));
    const why = typeof price === 'string' ? price : free ? price.lacks : undefined;
    if (typeof price === 'string' || why !== undefined) {
      if (!free) complain(problems, why ?? 'gap', portion.fact.id);
      else if (portion.drawnBy !== undefined) portion.charges.push(nothing(portion.drawnBy));
      continue;
    }
    const { clause, owner, lacks } = price;
    if (free) {
      portion.charges.push(nothing(clause));
      continue;
    }
    const scope = world.ir.scopes.find((_, index) => index === owner.scope);
    const { time, id, subject } = portion.fact;
    const key = scope === undefined ? `${time} ${id}` : scopeKey(world, scope, portion.fact, portion.day);
    if (key === undefined || lacks !== undefined)
      complain(problems, key === undefined ? 'scope-missing' : (lacks ?? 'gap'), id);
    else {
      // What is climbed, or paid once, is one for all that ends up at the same clause (P4, P5).
      const name = `${owner.id} ${subject} ${scope?.id} ${key}`;
      groups.set(name, [...(groups.get(name) ?? []), { portion, price }]);
    }
  }
  for (const group of groups.values()) {
    const { value } = group[0]!.price;
    if (value.kind === 'ladder') climb(world, group, problems, ofFees);
    else payAll(world, group, problems);
  }
}

interface Priced {
  readonly portion: Portion;
  readonly price: Price;
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

function payAll(world: World, group: readonly Priced[], problems: Problems): void {
  for (const [index, { portion, price }] of group.entries()) {
    const once = price.value.kind === 'money' && (price.owner.scope !== undefined || isMeasured(world, portion));
    if (once && index > 0) continue;
    pay(price, once ? one : charged(portion), portion, problems);
  }
}

/** Money is the price of each piece; of what is measured in a unit it is the price of all of it. */
const isMeasured = ({ ir }: World, { fact }: Portion) => ir.subjects[fact.subject]!.unit.kind !== 'count';

function pay({ clause, value, share }: Price, quantity: Fraction, portion: Portion, problems: Problems): void {
  const amount = amountOf(value, quantity, portion);
  if (typeof amount === 'string') complain(problems, amount, portion.fact.id);
  else portion.charges.push({ clause, quantity, unitPrice: unitPrice(value, share), amount: times(share, amount) });
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
    case 'percent-of-fee':
    case 'ladder':
      return 'gap';
    default:
      return wordCodes[value.kind];
  }
}

const unitPrice = (value: Value, share: Fraction) =>
  value.kind === 'rate'
    ? text(times(share, divided(read(value.amount), read(value.per))))
    : value.kind === 'money'
      ? text(times(share, read(value.amount)))
      : '';

type Step<V> = LadderValue<V>['steps'][number];
const reaches = <V>({ to }: Step<V>, quantity: Fraction) =>
  to === undefined || compare(quantity, read(to.bound)) < (to.included ? 1 : 0);

/** The step in which a quantity lies. */
export const stepOf = <V>(ladder: LadderValue<V>, quantity: Fraction): Step<V> | undefined =>
  ladder.steps.find((step) => reaches(step, quantity));

type Ladder = LadderValue<Exclude<Value, LadderValue<never>>>;
interface Piece {
  readonly step: Ladder['steps'][number];
  readonly quantity: Fraction;
}

/** P4: the parts of a quantity that lie in each step, above what was climbed before; undefined above the last. */
function graduated(ladder: Ladder, climbed: Fraction, quantity: Fraction): Piece[] | undefined {
  const end = plus(climbed, quantity);
  const pieces: Piece[] = [];
  let below = zero;
  for (const step of ladder.steps) {
    const above = step.to === undefined ? most(end, below) : read(step.to.bound);
    const part = minus(least(end, above), most(climbed, below));
    if (positive(part)) pieces.push({ step, quantity: part });
    below = above;
  }
  return compare(end, below) > 0 ? undefined : pieces;
}

function climb(world: World, group: readonly Priced[], problems: Problems, ofFees: OfFees): void {
  const total = sum(group.map(({ portion }) => charged(portion)));
  const paid = new Set<number>();
  let climbed = zero;
  for (const { portion, price } of group) {
    // I3: the same steps all along, whose prices change.
    const ladder = price.value as Ladder;
    const quantity = charged(portion);
    const number = ladder.by === undefined ? undefined : portion.situation.numbers[ladder.by];
    if (ladder.by !== undefined && number === undefined) {
      complain(problems, 'number-missing', portion.fact.id);
      continue;
    }
    const whole = ladder.mode === 'whole' || number !== undefined;
    const step = stepOf(ladder, number === undefined ? total : read(number));
    const pieces = !whole
      ? graduated(ladder, climbed, quantity)
      : step === undefined
        ? undefined
        : [{ step, quantity }];
    if (pieces === undefined) complain(problems, 'gap', portion.fact.id);
    climbed = plus(climbed, quantity);
    for (const piece of pieces ?? []) {
      const stepped = { ...price, value: piece.step.value };
      const found = follow(world, stepped, portion.situation, ofFees, [price.owner.question]);
      if (typeof found === 'string' || found.lacks !== undefined || found.value.kind === 'ladder') {
        const why = typeof found === 'string' ? found : (found.lacks ?? 'cycle');
        complain(problems, why, portion.fact.id);
        continue;
      }
      const lump = found.value.kind === 'money' && isMeasured(world, portion);
      if (!lump) pay(found, piece.quantity, portion, problems);
      else if (typeof amountOf(found.value, one, portion) !== 'string') {
        const amount = paid.has(ladder.steps.indexOf(piece.step))
          ? zero
          : times(found.share, amountOf(found.value, one, portion) as Fraction);
        portion.charges.push({ clause: found.clause, quantity: piece.quantity, unitPrice: '', amount });
      }
      paid.add(ladder.steps.indexOf(piece.step));
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

/** A start price that comes to 0 and buys nothing needs no scope (C2). */
function costs(world: World, answer: Answer, situation: Situation, fact: Fact, ofFees: OfFees): boolean {
  if (answer.kind !== 'clause' || answer.clause.kind !== 'start') return answer.kind !== 'none';
  const { value, buys } = answer.clause;
  if (buys.length > 0) return true;
  if (value.kind === 'money') return read(value.amount).over !== 0n;
  if (value.kind !== 'reference' && value.kind !== 'percent-of-fee') return value.kind !== 'included';
  const amount = taken(world, value, situation, fact, ofFees);
  return typeof amount === 'string' || amount.over !== 0n;
}

/** P5: a start price that is a share of another price, or of fees. */
function taken(
  world: World,
  value: ReferenceValue | PercentOfFee,
  situation: Situation,
  first: Fact,
  ofFees: OfFees,
): Fraction | string {
  const clause = { kind: 'price', value } as unknown as PricingClause;
  const price = follow(world, { clause, owner: clause, value, share: one }, situation, ofFees, []);
  if (typeof price === 'string') return price;
  if (price.lacks !== undefined) return price.lacks;
  if (price.value.kind === 'ladder') return 'cycle';
  if (price.value.kind === 'at-cost') return 'cost-missing';
  const amount = amountOf(price.value, one, { fact: first } as Portion);
  return typeof amount === 'string' ? amount : times(price.share, amount);
}

/** P6: asked once for each scope, at its first start. */
export function starts(
  world: World,
  facts: readonly Fact[],
  situationOf: (fact: Fact) => Situation,
  problems: Problems,
  ofFees: OfFees,
): Start[] {
  const clauses = world.clauses.filter((clause) => clause.kind === 'start');
  const questions = new Map(clauses.map((clause) => [`${clause.question} ${clause.subject}`, clause]));
  return [...questions.values()].flatMap(({ question, scope: index, subject }) => {
    const scope = world.ir.scopes[index]!;
    const firsts = new Map<string, Fact>();
    for (const fact of facts.filter((one) => one.subject === subject).sort(byStart)) {
      const key = scopeKey(world, scope, fact);
      const situation = situationOf(fact);
      if (key === undefined && costs(world, ask(world, question, situation), situation, fact, ofFees))
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
      const value = indexed(world, { start: true }, clause, dateAt(world.ir, situation.at));
      const base = { clause, scope: scope.id, key, first, situation };
      if (typeof value === 'string') {
        fail(key, value);
        return [];
      }
      if (value.kind === 'money') return [{ ...base, amount: read(value.amount) }];
      if (value.kind === 'included') return [{ ...base, amount: zero }];
      if (value.kind === 'reference' || value.kind === 'percent-of-fee') {
        const amount = taken(world, value, situation, first, ofFees);
        if (typeof amount !== 'string') return [{ ...base, amount }];
        fail(key, amount);
        return [];
      }
      fail(key, value.kind === 'at-cost' ? 'cost-missing' : wordCodes[value.kind]);
      return [];
    });
  });
}

export const belongs = (world: World, { clause, key }: Start, portion: Portion) =>
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
