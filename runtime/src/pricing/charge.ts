// What the counted and undrawn quantity costs: rates, prices of events, references and ladders (meanings P1–P5).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type {
  Clause,
  Instant,
  LadderValue,
  MoneyValue,
  PriceClause,
  RateClause,
  RateValue,
  ReferenceValue,
  WordValue,
} from '../ir.ts';
import { own } from '../own.ts';
import type { Trace } from '../results.ts';
import { monthlyShare } from './fee-base.ts';
import { indexed } from './indexation.ts';
import { climb, inStep, type Stretch, stepOf } from './ladder.ts';
import { charged, type Piece, type UnitPrice } from './pieces.ts';
import { ask, fail, isTrouble, item, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { type Starts, scopeMissing, scopeOf, situationFor } from './scopes.ts';

/** What one clause at one unit price makes of one piece. */
export interface Charge {
  readonly clause: RateClause | PriceClause;
  readonly quantity: Rational;
  /** Undefined: a lump sum, a cost passed on, or nothing to pay. */
  readonly unitPrice: UnitPrice | undefined;
  readonly amount: Rational;
  /** How the price came to what it is. */
  readonly index: readonly Trace[];
}

/** A value with its references followed; what a reference does not find is trouble only where it is needed. */
type Step = RateValue | MoneyValue | WordValue | Trouble;
type Value = Step | LadderValue<Step>;

/** The clause that prices a piece, its references followed. */
interface Answer {
  readonly piece: Piece;
  readonly clause: RateClause | PriceClause;
  readonly value: Value;
  readonly index: readonly Trace[];
  /** What lump sums and ladders are taken over: of the clause that says them, in the scope of that name. */
  readonly taken: RateClause | PriceClause;
  readonly scope: string;
}

/** The charges of each piece that has any, in order of time. */
export function charge(run: Run, pieces: readonly Piece[], starts: Starts): Charges {
  const answers: Answer[] = [];
  for (const piece of pieces) answersFor(run, piece, starts, answers);
  const totals = totalsOf(answers);
  const climbed = new Map<string, Rational>();
  const paid = new Set<string>();
  const isFirst: IsFirst = (lump) => !paid.has(lump) && Boolean(paid.add(lump));
  const charges = new Map<Piece, readonly Charge[]>();
  for (const answer of answers) {
    const { piece } = answer;
    const priced = priceOf(answer, climbed, totals, isFirst);
    if (isTrouble(priced)) fail(run, piece.work, priced);
    else {
      const before = charges.get(piece);
      charges.set(piece, before === undefined ? priced : [...before, ...priced]);
    }
  }
  return charges;
}

// ------------------------------------------------------------------------------------------------ finding the clause

function answersFor(run: Run, piece: Piece, starts: Starts, answers: Answer[]): void {
  for (const question of run.catalog.pricing(piece.work.subjectIndex)) {
    const answer = follow(run, piece, kindOf(question), question, starts, []);
    if (!isTrouble(answer)) answers.push(answer);
    // What is free, bought or drawn needs no price (meaning Q4).
    else if (charged(piece).sign() > 0) fail(run, piece.work, answer);
  }
}

function follow(
  run: Run,
  piece: Piece,
  kind: 'rate' | 'price',
  question: string,
  starts: Starts,
  path: readonly string[],
): Answer | Trouble {
  const here = () => `${question} ${piece.situation.at}`;
  if (path.length > 0 && path.includes(here()))
    return trouble('cycle', `The price of \`${question}\` refers to itself.`);
  const clause = ask(run, kind, question, situationFor(run, question, piece, starts));
  if (clause === undefined) {
    const { id } = piece.work.subject;
    return trouble('gap', `No clause says what \`${id}\` costs at that time: add a \`${kind} ${id}\` for it.`);
  }
  if (isTrouble(clause)) return clause;
  const owner = { kind: 'subject', subject: clause.subject } as const;
  const found = indexed(run, owner, clause, piece.situation.at);
  if (isTrouble(found)) return found;
  const { value, traces: index } = found;
  const refer = (to: ReferenceValue): Answer | Trouble => {
    const there = inWindow(run, piece, to, clause);
    if ('kind' in there) return there;
    const answer = follow(run, there, kindOf(to.question), to.question, starts, [...path, here()]);
    return isTrouble(answer) ? answer : timesNumber({ ...answer, piece }, to);
  };
  if (value.kind === 'reference') {
    const answer = refer(value);
    return isTrouble(answer) ? answer : { ...answer, clause, value: scaled(answer.value, value.percent) };
  }
  const scope = scopeOf(run, clause.scope, piece.work, piece.from);
  if (scope === undefined) return scopeMissing(run, clause);
  if (value.kind === 'percent-of-fee') {
    const amount = monthlyShare(run, value, piece.situation.at);
    if (isTrouble(amount)) return amount;
    return { piece, clause, value: { kind: 'money', amount: numberText(amount) }, index, taken: clause, scope };
  }
  if (value.kind !== 'ladder') return { piece, clause, value, index, taken: clause, scope };
  const steps = value.steps.map((step) => ({ ...step, value: stepValue(step.value, refer) }));
  return { piece, clause, value: { ...value, steps }, index, taken: clause, scope };
}

/** What one of it costs by the answer to another question, for a piece that is asked instead of it: of a start price. */
export function referredPrice(
  run: Run,
  piece: Piece,
  to: ReferenceValue,
  clause: Clause,
  starts: Starts,
): Rational | Trouble {
  const there = inWindow(run, piece, to, clause);
  if ('kind' in there) return there;
  const found = follow(run, there, kindOf(to.question), to.question, starts, []);
  if (isTrouble(found)) return found;
  const answer = timesNumber({ ...found, piece }, to);
  if (isTrouble(answer)) return answer;
  const { value } = answer;
  if (value.kind === 'trouble') return value;
  if (value.kind === 'included') return Rational.zero;
  if (value.kind === 'ladder') return trouble('cycle', 'A start price refers to a ladder.', [answer.clause]);
  const price = unitPriceOf(value);
  if (price === undefined) return wordTrouble(answer.clause, value);
  return price.amount.over(price.per).times(Rational.of(to.percent, 100));
}

/** Where lump sums and ladders begin anew. */
function scopeName({ piece, taken, scope }: Answer): string {
  return `${taken.id} ${piece.work.subjectIndex} ${scope}`;
}

function stepValue(
  value: Exclude<Step, Trouble> | ReferenceValue,
  refer: (to: ReferenceValue) => Answer | Trouble,
): Step {
  if (value.kind !== 'reference') return value;
  const answer = refer(value);
  if (isTrouble(answer)) return answer;
  if (answer.value.kind !== 'ladder') return scaled(answer.value, value.percent);
  return trouble('cycle', 'A step of a ladder refers to another ladder.', [answer.clause]);
}

/** The piece as if it were at the moment at which the reference is asked. */
function inWindow(run: Run, piece: Piece, to: ReferenceValue, clause: Clause): Piece | Trouble {
  const at = momentOf(run, piece.situation.at, to, clause);
  return typeof at === 'number' ? { ...piece, situation: { ...piece.situation, at } } : at;
}

/** The nearest moment, not before that one, at which the reference's window is open. */
export function momentOf(run: Run, at: Instant, { during }: ReferenceValue, clause: Clause): Instant | Trouble {
  if (during === undefined) return at;
  const { id } = item(run.ir.windows, during);
  const opens = run.plan.calendar.nextOpening(during, at);
  return opens ?? trouble('gap', `\`${id}\` does not open after that time.`, [clause]);
}

/** What a rate comes to for the quantity that is said, or that a number says. */
function timesNumber(answer: Answer, { times = '', quantity }: ReferenceValue): Answer | Trouble {
  if (times === '' && quantity === undefined) return answer;
  const { value, piece, clause } = answer;
  const number = quantity ?? own(piece.work.numbers, times);
  const of = piece.work.subject.id;
  if (number === undefined) {
    return trouble('number-missing', `The price of \`${of}\` depends on \`${times}\`, which is not stated.`, [clause]);
  }
  if (value.kind === 'ladder') return trouble('cycle', `The price of \`${of}\` refers to a ladder.`, [clause]);
  if (value.kind !== 'rate') return answer;
  const amount = Rational.parse(value.amount).times(Rational.of(number));
  const exact = amount.over(Rational.of(value.per)).exactDecimal();
  if (exact !== undefined) return { ...answer, value: { kind: 'money', amount: exact } };
  return { ...answer, value: { ...value, amount: numberText(amount) } };
}

/** Meaning P5: half of it is half of each price in it. */
function scaled<V extends Value>(value: V, percent: string): V {
  if (value.kind === 'ladder') {
    return { ...value, steps: value.steps.map((step) => ({ ...step, value: scaled(step.value, percent) })) };
  }
  if (value.kind !== 'rate' && value.kind !== 'money') return value;
  return { ...value, amount: numberText(Rational.parse(value.amount).times(Rational.of(percent, 100))) };
}

function kindOf(question: string): 'rate' | 'price' {
  return question.startsWith('price:') ? 'price' : 'rate';
}

function totalsOf(answers: readonly Answer[]): Map<string, Rational> {
  const totals = new Map<string, Rational>();
  for (const answer of answers) if (answer.value.kind === 'ladder') add(totals, answer);
  return totals;
}

/** Adds what is charged to what its scope comes to; answers what that was before. */
function add(totals: Map<string, Rational>, answer: Answer): Rational {
  const name = scopeName(answer);
  const before = totals.get(name) ?? Rational.zero;
  totals.set(name, before.plus(charged(answer.piece)));
  return before;
}

// ---------------------------------------------------------------------------------------------------- computing it

/** Whether this is the first time that the lump sum of this name is paid. */
type IsFirst = (lump: string) => boolean;
type Priced = readonly Charge[] | Trouble;
type Totals = Map<string, Rational>;

/** `climbed`: what was charged so far; `totals`: in all. */
function priceOf(answer: Answer, climbed: Totals, totals: ReadonlyMap<string, Rational>, isFirst: IsFirst): Priced {
  const { piece, value } = answer;
  const quantity = charged(piece);
  if (value.kind !== 'ladder')
    return quantity.isZero() ? nothing(answer, value) : priceStep(answer, value, quantity, isFirst);
  const before = add(climbed, answer);
  const total = totals.get(scopeName(answer)) ?? Rational.zero;
  if (quantity.isZero()) return nothing(answer, stepReached(answer, value, before, total));
  if (value.by !== undefined) return priceByNumber(answer, value, value.by, quantity, isFirst);
  if (value.mode === 'part') return priceStretches(answer, climb(value, before, quantity), isFirst);
  return priceStretches(answer, [inStep(value, total, quantity)], isFirst);
}

/** The step that would have priced it: none where a number has a price made up of several. */
function stepReached(
  { piece, clause }: Answer,
  ladder: LadderValue<Step>,
  before: Rational,
  total: Rational,
): Step | undefined {
  if (ladder.by === undefined) return stepOf(ladder, ladder.mode === 'whole' ? total : before);
  const number = own(piece.work.numbers, ladder.by);
  if (number === undefined || (clause.kind === 'price' && ladder.mode === 'part')) return undefined;
  return stepOf(ladder, Rational.of(number));
}

/** What is free, bought or drawn stands on the line of the price that it would have had (meaning M2). */
function nothing({ clause, index }: Answer, value: Step | undefined): Priced {
  const unitPrice = value === undefined ? undefined : unitPriceOf(value);
  return [{ clause, quantity: Rational.zero, unitPrice, amount: Rational.zero, index }];
}

function unitPriceOf(value: Step): UnitPrice | undefined {
  if (value.kind === 'rate') return { amount: Rational.parse(value.amount), per: Rational.of(value.per) };
  return value.kind === 'money' ? { amount: Rational.parse(value.amount), per: Rational.one } : undefined;
}

/** A ladder over a declared number: it chooses the rate of work; of a price it is itself the quantity. */
function priceByNumber(
  answer: Answer,
  ladder: LadderValue<Step>,
  by: string,
  quantity: Rational,
  isFirst: IsFirst,
): Priced {
  const { piece, clause } = answer;
  const number = own(piece.work.numbers, by);
  if (number === undefined) {
    return trouble(
      'number-missing',
      `The price of \`${piece.work.subject.id}\` depends on \`${by}\`, which is not stated.`,
      [clause],
    );
  }
  const height = Rational.of(number);
  if (clause.kind === 'rate') {
    return priceStretches(answer, [inStep(ladder, height, quantity)], isFirst);
  }
  const climbed = ladder.mode === 'whole' ? [inStep(ladder, height, height)] : climb(ladder, Rational.zero, height);
  const priced = priceStretches(answer, climbed, () => true);
  if (isTrouble(priced)) return priced;
  return priced.map((each) => ({ ...each, amount: each.amount.times(quantity) }));
}

function priceStretches(answer: Answer, stretches: readonly Stretch<Step | undefined>[], isFirst: IsFirst): Priced {
  const charges: Charge[] = [];
  for (const { value, quantity, opens, step } of stretches) {
    if (value === undefined) return trouble('gap', 'The ladder ends below that quantity.', [answer.clause]);
    const first: IsFirst = (lump) => opens && isFirst(`${lump} ${step}`);
    const priced = priceStep(answer, value, quantity, first);
    if (isTrouble(priced)) return priced;
    charges.push(...priced);
  }
  return charges;
}

function priceStep(answer: Answer, value: Step, quantity: Rational, isFirst: IsFirst): Priced {
  const { clause, piece, index } = answer;
  const unitPrice = unitPriceOf(value);
  const one = (amount: Rational, count = quantity): Priced => [{ clause, quantity: count, unitPrice, amount, index }];
  switch (value.kind) {
    case 'rate':
      return one(quantity.times(Rational.parse(value.amount)).over(Rational.of(value.per)));
    case 'money': {
      const amount = Rational.parse(value.amount);
      if (isEach(answer)) return one(quantity.times(amount));
      const isPaid = isFirst(scopeName(answer));
      // A lump sum for all that lies in the step: there is no price of one.
      if (answer.value.kind === 'ladder' && piece.work.subject.unit.kind !== 'count')
        return [{ clause, quantity, unitPrice: undefined, amount: isPaid ? amount : Rational.zero, index }];
      return isPaid ? one(amount, Rational.one) : nothing(answer, value);
    }
    case 'included':
      return one(Rational.zero);
    case 'at-cost': {
      const { cost } = piece.work;
      if (cost === undefined) return wordTrouble(clause, value);
      const markup = Rational.one.plus(Rational.of(value.markup ?? '0', 100));
      // What counting adds costs nothing; of what is drawn, the provider bears its part.
      return one(piece.added ? Rational.zero : cost.times(markup).times(quantity).over(piece.counted));
    }
    case 'trouble':
      return value;
    default:
      return wordTrouble(clause, value);
  }
}

/** `price callout: 595` is paid for each piece; the price of a whole scope, or a lump of what is measured in km, once. */
function isEach({ clause, piece, value }: Answer): boolean {
  if (piece.work.subject.unit.kind !== 'count') return false;
  return value.kind === 'ladder' ? value.by === undefined : clause.scope === undefined;
}

export type Charges = ReadonlyMap<Piece, readonly Charge[]>;

export function amountOf(charges: Charges, piece: Piece): Rational {
  let sum = Rational.zero;
  for (const { amount } of charges.get(piece) ?? []) sum = sum.plus(amount);
  return sum;
}
