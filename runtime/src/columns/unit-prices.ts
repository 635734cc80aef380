// What one unit of work is charged: a price in each situation, or one of several, as the quantity, a number or what was paid
// before decides (meanings P1–P5), with what rests on it.

import { Rational } from '../exact.ts';
import type { Clause, Index, LadderValue, SurchargeClause, SurchargeStep } from '../ir.ts';
import { own } from '../own.ts';
import { discount, surcharge } from '../pricing/adjust.ts';
import { basesOf } from '../pricing/bases.ts';
import { type Answer, answersOf, type Charge, charge, chargeInStep, isEach, nothingInStep } from '../pricing/charge.ts';
import type { Contribution } from '../pricing/lines.ts';
import type { Piece } from '../pricing/pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from '../pricing/run.ts';
import { askOf, type Starts } from '../pricing/scopes.ts';
import { pieceContributions } from '../pricing/work-lines.ts';

export const noStarts: Starts = () => undefined;

/** One price for each unit. */
interface Each {
  readonly kind: 'each';
  readonly unit: readonly Contribution[];
}

/** Steps of a ladder, or one for a price that is paid once. */
export interface Stepped {
  readonly kind: 'steps';
  /** How the step is found: by each part of the quantity, by all of it in its scope, by a number; or there is but one. */
  readonly by: 'part' | 'whole' | 'number' | 'once';
  readonly number?: string;
  /** What is climbed and paid together: the clause that says so, and its scope. */
  readonly of: string;
  readonly scope?: Index;
  /** What climbs: what is charged, or all that is counted. */
  readonly climbs: 'charged' | 'counted';
  readonly steps: readonly Step[];
}

export interface Step {
  readonly to?: LadderValue<unknown>['steps'][number]['to'];
  /** Of each unit that lies in it; or why there is no price. */
  readonly unit: readonly Contribution[] | Trouble;
  /** The same with what is paid once besides. */
  readonly first?: readonly Contribution[] | Trouble;
  /** What is free, bought or drawn stands on its line. */
  readonly nothing: readonly Contribution[];
}

/** The price of one, which is made of so much in each of several steps. */
interface Climbed {
  readonly kind: 'climbed';
  readonly parts: readonly { readonly quantity: Rational; readonly unit: readonly Contribution[] }[];
}

export function unitPrices(run: Run, piece: Piece): Each | Stepped | Climbed | Trouble {
  const answers = answersOf(run, piece, noStarts);
  if (isTrouble(answers)) return answers;
  const special = answers.filter((answer) => answer.value.kind === 'ladder' || isOnce(answer));
  const climbing = surchargesInSteps(run, piece);
  if (isTrouble(climbing)) return climbing;
  const [answer, ...others] = special;
  const [surcharge] = climbing;
  if (answer === undefined) {
    const charges = charge(run, [piece], noStarts).get(piece) ?? [];
    const failed = failure(run, piece);
    if (failed === undefined && surcharge !== undefined) return surchargeSteps(run, piece, charges, surcharge);
    const unit = failed ?? contributions(run, piece, charges);
    if (!isTrouble(unit)) return { kind: 'each', unit };
    const [only, ...besides] = answers;
    if (only === undefined || besides.length > 0) return unit;
    // What is free, bought or drawn needs no price (meaning Q4).
    return stepped(only, [{ unit, nothing: contributionsOf(piece, nothingInStep(only, 0)) }]);
  }
  if (others.length > 0 || answers.length > 1 || surcharge !== undefined)
    return trouble('gap', 'a price in steps besides another');
  if (answer.value.kind === 'ladder' && answer.value.by !== undefined && answer.clause.kind === 'price')
    return climbed(run, piece, answer.value.by);
  const tos = answer.value.kind === 'ladder' ? answer.value.steps.map(({ to }) => to) : [undefined];
  return stepped(
    answer,
    tos.map((to, step) => ({ ...(to === undefined ? {} : { to }), ...stepOf(run, piece, answer, step) })),
  );
}

function stepped(answer: Answer, steps: readonly Step[]): Stepped {
  const { value, taken } = answer;
  const { by: number, mode = isOnce(answer) ? 'once' : 'whole' } = value.kind === 'ladder' ? value : {};
  return {
    kind: 'steps',
    by: number === undefined ? mode : 'number',
    of: taken.id,
    climbs: 'charged',
    steps,
    ...(number === undefined ? {} : { number }),
    ...(taken.scope === undefined ? {} : { scope: taken.scope }),
  };
}

/** A surcharge whose value is a ladder. */
type InSteps = SurchargeClause & { readonly value: LadderValue<SurchargeStep> };

function surchargesInSteps(run: Run, piece: Piece): readonly InSteps[] | Trouble {
  const found: InSteps[] = [];
  for (const question of run.catalog.questions('surcharge')) {
    const clause = askOf(run, 'surcharge', question, piece, noStarts);
    if (clause === undefined || !run.plan.clausesOf(question).some(isInSteps)) continue;
    if (isTrouble(clause)) return clause;
    if (isInSteps(clause) && clause.bases.includes(piece.work.subjectIndex)) found.push(clause);
  }
  return found.length > 1 ? trouble('gap', 'several surcharges in steps') : found;
}

const isInSteps = (clause: Clause): clause is InSteps => clause.kind === 'surcharge' && clause.value.kind === 'ladder';

/** The price with the surcharge in each of its steps (meaning P8). */
function surchargeSteps(run: Run, piece: Piece, charges: readonly Charge[], clause: InSteps): Stepped | Trouble {
  const { mode, steps } = clause.value;
  const free = charges.map((one) => ({ ...one, quantity: Rational.zero, amount: Rational.zero }));
  const nothing = contributionsOf(piece, free);
  let low = Rational.zero;
  const found = steps.map(({ to }): Step => {
    const high = to === undefined ? low.plus(Rational.of(4)) : Rational.of(to.bound);
    // The unit lies within the step where each part has its own; else so much that all of it together does.
    const middle = low.plus(high).times(Rational.of(1, 2)).minus(Rational.one);
    const before: Piece = { ...piece, counted: mode === 'part' ? low : middle, drawn: mode === 'part' ? low : middle };
    low = high;
    const unit = contributions(run, piece, charges, before);
    return { ...(to === undefined ? {} : { to }), unit, nothing };
  });
  const { id: of, scope } = clause;
  return { kind: 'steps', by: mode, of, climbs: 'counted', steps: found, ...(scope === undefined ? {} : { scope }) };
}

/** Whether its money is paid once, for all that lies in a scope. */
function isOnce(answer: Answer): boolean {
  return answer.value.kind === 'money' && !isEach(answer);
}

function stepOf(run: Run, piece: Piece, answer: Answer, step: number): Step {
  const charged = (pays: boolean): readonly Contribution[] | Trouble => {
    const charges = chargeInStep(answer, step, Rational.one, pays);
    return isTrouble(charges) ? charges : contributions(run, piece, charges);
  };
  const nothing = contributionsOf(piece, nothingInStep(answer, step));
  const isLump =
    answer.value.kind !== 'ladder' || (answer.value.steps[step]?.value.kind === 'money' && !isEach(answer));
  return { unit: charged(false), ...(isLump ? { first: charged(true) } : {}), nothing };
}

/** By what the piece's number climbs. */
function climbed(run: Run, piece: Piece, by: string): Climbed | Trouble {
  if (own(piece.work.numbers, by) === undefined) return trouble('number-missing', `\`${by}\` is not stated`);
  const charges = charge(run, [piece], noStarts).get(piece);
  const failed = failure(run, piece);
  if (failed !== undefined || charges === undefined) return failed ?? trouble('gap', 'what it costs');
  const parts: Climbed['parts'][number][] = [];
  for (const one of charges) {
    if (one.quantity.isZero()) continue;
    const unit = contributions(run, piece, [{ ...one, quantity: Rational.one, amount: one.amount.over(one.quantity) }]);
    if (isTrouble(unit)) return unit;
    parts.push({ quantity: one.quantity, unit });
  }
  return { kind: 'climbed', parts };
}

function contributionsOf(piece: Piece, charges: readonly Charge[]): readonly Contribution[] {
  return pieceContributions([piece], new Map([[piece, charges]]));
}

/** The charges of one unit, and what rests on them; `before`: what was counted before it. */
function contributions(
  run: Run,
  piece: Piece,
  charges: readonly Charge[],
  before?: Piece,
): readonly Contribution[] | Trouble {
  const all = new Map([[piece, charges]]);
  const bases = basesOf(before === undefined ? [piece] : [before, piece], all, []);
  const found = [
    ...pieceContributions([piece], all),
    ...discount(run, bases, noStarts),
    ...surcharge(run, bases, noStarts),
  ];
  return failure(run, piece) ?? found;
}

/** What was noted of the piece, which is no part of an invoice. */
export function failure(run: Run, { work }: Pick<Piece, 'work'>): Trouble | undefined {
  const failed = run.problems.pop()?.problem;
  if (failed === undefined) return undefined;
  run.problems.length = 0;
  run.failed.delete(work);
  return trouble('gap', failed.message);
}
