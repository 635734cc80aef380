// What the counted and undrawn quantity costs: rates, prices of events, references and ladders (meanings P1–P5).

import { once } from '../asking/questions.ts';
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
import { shareAt } from './fee-base.ts';
import { indexed } from './indexation.ts';
import { climb, inStep, type Stretch, stepOf } from './ladder.ts';
import { charged, type Piece, UnitPrice } from './pieces.ts';
import { fail, isTrouble, item, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { askOf, type Starts, scopeMissing, scopeOf } from './scopes.ts';

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
export interface Answer {
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
  const till: Till = {
    unitPriceOf: once(unitPriceOf),
    isFirst: (lump) => !paid.has(lump) && Boolean(paid.add(lump)),
  };
  const charges = new Map<Piece, readonly Charge[]>();
  for (const answer of answers) {
    const { piece } = answer;
    const priced = priceOf(answer, climbed, totals, till);
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
    const answer = follow({ run, piece, starts, path: [] }, question);
    if (!isTrouble(answer)) answers.push(answer);
    // What is free, bought or drawn needs no price (meaning Q4).
    else if (charged(piece).sign() > 0) fail(run, piece.work, answer);
  }
}

/** What prices the piece, whatever is charged of it. */
export function answersOf(run: Run, piece: Piece, starts: Starts): readonly Answer[] | Trouble {
  const answers: Answer[] = [];
  for (const question of run.catalog.pricing(piece.work.subjectIndex)) {
    const answer = follow({ run, piece, starts, path: [] }, question);
    if (isTrouble(answer)) return answer;
    answers.push(answer);
  }
  return answers;
}

/** What the quantity costs in that step of a ladder; `pays`: with what is paid once for all that lies there. */
export function chargeInStep(answer: Answer, step: number, quantity: Rational, pays: boolean): Priced {
  const { value } = answer;
  const till: Till = { unitPriceOf, isFirst: () => pays };
  if (value.kind !== 'ladder') return priceStep(answer, value, quantity, till);
  return priceStretches(answer, [{ value: value.steps[step]?.value, quantity, opens: true, step }], till);
}

/** What is free, bought or drawn comes to there. */
export function nothingInStep(answer: Answer, step: number): readonly Charge[] {
  const { value } = answer;
  return nothing(answer, value.kind === 'ladder' ? value.steps[step]?.value : value, unitPriceOf);
}

/** What is followed from one clause to others; `path`: the prices on the way, and the moments at which they were asked. */
interface Following {
  readonly run: Run;
  readonly piece: Piece;
  readonly starts: Starts;
  readonly path: readonly string[];
}

function follow(following: Following, question: string): Answer | Trouble {
  const { run, piece, starts, path } = following;
  const kind = kindOf(question);
  if (path.length > 0 && path.includes(placeOf(question, piece)))
    return trouble('cycle', `The price of \`${question}\` refers to itself.`);
  const clause = askOf(run, kind, question, piece, starts);
  if (clause === undefined) {
    const { id } = piece.work.subject;
    return trouble('gap', `No clause says what \`${id}\` costs at that time: add a \`${kind} ${id}\` for it.`);
  }
  if (isTrouble(clause)) return clause;
  const found = indexed(run, { kind: 'subject', subject: clause.subject }, clause, piece.situation.at);
  if (isTrouble(found)) return found;
  const { value, traces: index } = found;
  if (value.kind === 'reference') {
    const answer = refer(following, value, clause);
    return isTrouble(answer) ? answer : { ...answer, clause, value: scaled(answer.value, value.percent) };
  }
  const scope = scopeOf(run, clause.scope, piece.work, piece.from);
  if (scope === undefined) return scopeMissing(run, clause);
  if (value.kind === 'percent-of-fee') {
    const amount = shareAt(run, value, piece, clause);
    if (isTrouble(amount)) return amount;
    return { piece, clause, value: { kind: 'money', amount: numberText(amount) }, index, taken: clause, scope };
  }
  if (value.kind !== 'ladder') return { piece, clause, value, index, taken: clause, scope };
  const steps = value.steps.map((step) => ({ ...step, value: stepValue(following, step.value, clause) }));
  return { piece, clause, value: { ...value, steps }, index, taken: clause, scope };
}

function refer(following: Following, to: ReferenceValue, by: Clause): Answer | Trouble {
  const { run, piece, path } = following;
  const there = inWindow(run, piece, to, by);
  if ('kind' in there) return there;
  const answer = follow({ ...following, piece: there, path: [...path, placeOf(by.question, piece)] }, to.question);
  return isTrouble(answer) ? answer : timesNumber({ ...answer, piece }, to);
}

const placeOf = (question: string, { situation }: Piece): string => `${question} ${situation.at}`;

/** What one of it costs by the answer to another question, for a piece that is asked instead of it: of a start price. */
export function referredPrice(
  run: Run,
  piece: Piece,
  to: ReferenceValue,
  clause: Clause,
  starts: Starts,
): Rational | Trouble {
  const answer = refer({ run, piece, starts, path: [] }, to, clause);
  if (isTrouble(answer)) return answer;
  const { value } = answer;
  if (value.kind === 'trouble') return value;
  if (value.kind === 'included') return Rational.zero;
  if (value.kind === 'ladder') return trouble('cycle', 'A start price refers to a ladder.', [answer.clause]);
  const price = unitPriceOf(value);
  if (price === undefined) return wordTrouble(answer.clause, value);
  return price.of(Rational.of(to.percent, 100));
}

/** Where lump sums and ladders begin anew. */
function scopeName({ piece, taken, scope }: Answer): string {
  return `${taken.id} ${piece.work.subjectIndex} ${scope}`;
}

function stepValue(
  following: Following,
  value: Exclude<Step, Trouble> | ReferenceValue,
  clause: RateClause | PriceClause,
): Step {
  if (value.kind !== 'reference') return value;
  const answer = refer(following, value, clause);
  if (isTrouble(answer)) return answer;
  if (answer.value.kind !== 'ladder') return scaled(answer.value, value.percent);
  return trouble('cycle', 'A step of a ladder refers to another ladder.', [answer.clause]);
}

/** The piece as if it were at the moment at which the reference is asked. */
function inWindow(run: Run, piece: Piece, to: ReferenceValue, clause: Clause): Piece | Trouble {
  const at = momentOf(run, piece.situation.at, to, clause);
  return typeof at === 'number' ? { ...piece, situation: { ...piece.situation, at }, place: undefined } : at;
}

/** The nearest moment, not before that one, at which the reference's window is open. */
export function momentOf(run: Run, at: Instant, { during }: ReferenceValue, clause: Clause): Instant | Trouble {
  if (during === undefined) return at;
  const { id } = item(run.ir.windows, during);
  const opens = run.plan.calendar.nextOpening(during, at);
  return opens ?? trouble('gap', `\`${id}\` does not open after that time.`, [clause]);
}

/** What a rate or a price comes to for the quantity that is said, or that a number says. */
function timesNumber(answer: Answer, { times = '', quantity }: ReferenceValue): Answer | Trouble {
  if (times === '' && quantity === undefined) return answer;
  const { value, piece, clause } = answer;
  const number = quantity ?? own(piece.work.numbers, times);
  const of = piece.work.subject.id;
  if (number === undefined) {
    return trouble('number-missing', `The price of \`${of}\` depends on \`${times}\`, which is not stated.`, [clause]);
  }
  if (value.kind === 'ladder') return trouble('cycle', `The price of \`${of}\` refers to a ladder.`, [clause]);
  if (value.kind !== 'rate') return { ...answer, value: multiplied(value, Rational.of(number)) };
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
  return multiplied(value, Rational.of(percent, 100));
}

/** So often a price; what is at cost is so with another markup, which may be below 0. */
function multiplied<V extends Value>(value: V, factor: Rational): V {
  if (value.kind === 'rate' || value.kind === 'money')
    return { ...value, amount: numberText(Rational.parse(value.amount).times(factor)) };
  if (value.kind !== 'at-cost') return value;
  const hundred = Rational.of(100);
  const cost = hundred.plus(Rational.of(value.markup ?? '0')).times(factor);
  return { ...value, markup: numberText(cost.minus(hundred)) };
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

/** What is the same for all that is charged. */
interface Till {
  unitPriceOf(value: Step): UnitPrice | undefined;
  /** Whether this is the first time that the lump sum of this name is paid. */
  isFirst(lump: string): boolean;
}
type Priced = readonly Charge[] | Trouble;
type Totals = Map<string, Rational>;

/** `climbed`: what was charged so far; `totals`: in all. */
function priceOf(answer: Answer, climbed: Totals, totals: ReadonlyMap<string, Rational>, till: Till): Priced {
  const { piece, value } = answer;
  const quantity = charged(piece);
  if (value.kind !== 'ladder')
    return quantity.isZero() ? nothing(answer, value, till.unitPriceOf) : priceStep(answer, value, quantity, till);
  const before = add(climbed, answer);
  const total = totals.get(scopeName(answer)) ?? Rational.zero;
  if (quantity.isZero()) return nothing(answer, stepReached(answer, value, before, total), till.unitPriceOf);
  if (value.by !== undefined) return priceByNumber(answer, value, value.by, quantity, till);
  if (value.mode === 'part') return priceStretches(answer, climb(value, before, quantity), till);
  return priceStretches(answer, [inStep(value, total, quantity)], till);
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
function nothing(
  { clause, index }: Answer,
  value: Step | undefined,
  priceOfOne: Till['unitPriceOf'],
): readonly Charge[] {
  const unitPrice = value === undefined ? undefined : priceOfOne(value);
  return [{ clause, quantity: Rational.zero, unitPrice, amount: Rational.zero, index }];
}

function unitPriceOf(value: Step): UnitPrice | undefined {
  if (value.kind === 'rate') return new UnitPrice(Rational.parse(value.amount), Rational.of(value.per));
  return value.kind === 'money' ? new UnitPrice(Rational.parse(value.amount), Rational.one) : undefined;
}

/** A ladder over a declared number: it chooses the rate of work; of a price it is itself the quantity. */
function priceByNumber(answer: Answer, ladder: LadderValue<Step>, by: string, quantity: Rational, till: Till): Priced {
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
    return priceStretches(answer, [inStep(ladder, height, quantity)], till);
  }
  const climbed = ladder.mode === 'whole' ? [inStep(ladder, height, height)] : climb(ladder, Rational.zero, height);
  const priced = priceStretches(answer, climbed, { ...till, isFirst: () => true });
  if (isTrouble(priced)) return priced;
  return priced.map((each) => ({ ...each, amount: each.amount.times(quantity) }));
}

function priceStretches(answer: Answer, stretches: readonly Stretch<Step | undefined>[], till: Till): Priced {
  const charges: Charge[] = [];
  for (const { value, quantity, opens, step } of stretches) {
    if (value === undefined) return trouble('gap', 'The ladder ends below that quantity.', [answer.clause]);
    const isFirst = (lump: string) => opens && till.isFirst(`${lump} ${step}`);
    const priced = priceStep(answer, value, quantity, { ...till, isFirst });
    if (isTrouble(priced)) return priced;
    charges.push(...priced);
  }
  return charges;
}

function priceStep(answer: Answer, value: Step, quantity: Rational, till: Till): Priced {
  const { clause, piece, index } = answer;
  const unitPrice = till.unitPriceOf(value);
  switch (value.kind) {
    case 'rate':
    case 'money': {
      // INVARIANT: money and money per unit have a unit price.
      if (unitPrice === undefined) return [];
      if (value.kind === 'rate' || isEach(answer))
        return [{ clause, quantity, unitPrice, amount: unitPrice.of(quantity), index }];
      const isPaid = till.isFirst(scopeName(answer));
      const amount = isPaid ? unitPrice.amount : Rational.zero;
      // A lump sum for all that lies in the step: there is no price of one.
      if (answer.value.kind === 'ladder' && piece.work.subject.unit.kind !== 'count')
        return [{ clause, quantity, unitPrice: undefined, amount, index }];
      return isPaid
        ? [{ clause, quantity: Rational.one, unitPrice, amount, index }]
        : nothing(answer, value, till.unitPriceOf);
    }
    case 'included':
      return [{ clause, quantity, unitPrice, amount: Rational.zero, index }];
    case 'at-cost': {
      const { cost } = piece.work;
      if (cost === undefined) return wordTrouble(clause, value);
      const markup = Rational.one.plus(Rational.of(value.markup ?? '0', 100));
      // What counting adds costs nothing; of what is drawn, the provider bears its part.
      const amount = piece.added ? Rational.zero : cost.times(markup).times(quantity).over(piece.counted);
      return [{ clause, quantity, unitPrice, amount, index }];
    }
    case 'trouble':
      return value;
    default:
      return wordTrouble(clause, value);
  }
}

/** `price callout: 595` is paid for each piece; the price of a whole scope, or a lump of what is measured in km, once. */
export function isEach({ clause, piece, value }: Answer): boolean {
  if (piece.work.subject.unit.kind !== 'count') return false;
  return value.kind === 'ladder' ? value.by === undefined : clause.scope === undefined;
}

export type Charges = ReadonlyMap<Piece, readonly Charge[]>;

export function amountOf(charges: Charges, piece: Piece): Rational {
  let sum = Rational.zero;
  for (const { amount } of charges.get(piece) ?? []) sum = sum.plus(amount);
  return sum;
}
