// What one unit of work is charged: a price in each situation, or one of several, as the quantity, a number or what was paid
// before decides (meanings P1–P5), with what rests on it.

import { Rational } from '../exact.ts';
import { own } from '../own.ts';
import { discount, surcharge } from '../pricing/adjust.ts';
import { basesOf } from '../pricing/bases.ts';
import { type Answer, answersOf, type Charge, charge, chargeInStep, isEach, nothingInStep } from '../pricing/charge.ts';
import type { Contribution } from '../pricing/lines.ts';
import type { Piece } from '../pricing/pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from '../pricing/run.ts';
import type { Starts } from '../pricing/scopes.ts';
import { pieceContributions } from '../pricing/work-lines.ts';

export const noStarts: Starts = () => undefined;

/** One price for each unit. */
interface Each {
  readonly kind: 'each';
  readonly unit: readonly Contribution[];
}

/** Steps of a ladder, or one for a price that is paid once. */
interface Stepped {
  readonly kind: 'steps';
  readonly answer: Answer;
  readonly steps: readonly Step[];
}

export interface Step {
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
  const [answer, ...others] = special;
  if (answer === undefined) {
    const unit = contributions(run, piece, charge(run, [piece], noStarts).get(piece) ?? []);
    if (!isTrouble(unit)) return { kind: 'each', unit };
    const [only, ...others] = answers;
    if (only === undefined || others.length > 0) return unit;
    // What is free, bought or drawn needs no price (meaning Q4).
    return { kind: 'steps', answer: only, steps: [{ unit, nothing: contributionsOf(piece, nothingInStep(only, 0)) }] };
  }
  if (others.length > 0 || answers.length > 1) return trouble('gap', 'a price in steps besides another');
  if (answer.value.kind === 'ladder' && answer.value.by !== undefined && answer.clause.kind === 'price')
    return climbed(run, piece, answer.value.by);
  const count = answer.value.kind === 'ladder' ? answer.value.steps.length : 1;
  const steps = Array.from({ length: count }, (_, step) => stepOf(run, piece, answer, step));
  return { kind: 'steps', answer, steps };
}

/** Whether its money is paid once, for all that lies in a scope. */
export function isOnce(answer: Answer): boolean {
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

/** The charges of one unit, and what rests on them. */
function contributions(run: Run, piece: Piece, charges: readonly Charge[]): readonly Contribution[] | Trouble {
  const all = new Map([[piece, charges]]);
  const bases = basesOf([piece], all, []);
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
