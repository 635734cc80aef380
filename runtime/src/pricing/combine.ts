// What surcharges come to that meet on one price (meaning P8).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Decimal, SurchargeClause } from '../ir.ts';
import { isNamed } from './catalog.ts';
import { named, type Together, togetherIn } from './meetings.ts';
import type { Where } from './pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from './run.ts';

/** A surcharge that holds for a price, and what it comes to. */
export interface Surcharge {
  readonly clause: SurchargeClause;
  readonly amount: Rational;
  /** Of a percentage: how much of what. */
  readonly percent?: Decimal;
  readonly of?: Rational;
  /** For the explanation. */
  text(): string;
}

export function percentOn(clause: SurchargeClause, percent: Decimal, of: Rational): Surcharge {
  const amount = of.times(Rational.of(percent, 100));
  return { clause, amount, percent, of, text: () => `+${percent}% on ${numberText(of)}` };
}

// ----------------------------------------------------------------------------------------------------- which there are

/** A question of surcharges with its rows. */
export interface SurchargeQuestion {
  readonly question: string;
  readonly rows: readonly SurchargeClause[];
  /** Whether one of them may rest on other surcharges, and comes after those. */
  readonly mayRest: boolean;
}

/** Those last that may rest on others. */
export function surchargeQuestions(run: Run): SurchargeQuestion[] {
  const all = run.catalog.byQuestion('surcharge');
  const questions = all.map(([question, rows]) => ({ question, rows, mayRest: rows.some(isAfter) }));
  return [...questions.filter(({ mayRest }) => !mayRest), ...questions.filter(({ mayRest }) => mayRest)];
}

/** Whether the surcharge rests on others, and comes after them. */
const isAfter = ({ surcharges }: SurchargeClause): boolean => surcharges !== undefined && surcharges.length > 0;

/** Whether the surcharge rests on one of the others. */
export function restsOnOne(clause: SurchargeClause, others: readonly SurchargeClause[]): boolean {
  return clause.surcharges !== undefined && others.some((other) => restsOn(clause, other));
}

const restsOn = ({ surcharges = [] }: SurchargeClause, { name }: SurchargeClause): boolean => isNamed(surcharges, name);

// ------------------------------------------------------------------------------------------------ what they come to

/** First those that rest on the price alone, then those that rest on surcharges, with what they rest on. */
export function combined(
  run: Run,
  where: Where,
  meeting: readonly Surcharge[],
  price: Rational,
  isOnPrice: (clause: SurchargeClause) => boolean,
): readonly Surcharge[] | Trouble {
  if (!meeting.some(isLate)) return together(run, where, meeting);
  const first = meeting.filter((one) => !isLate(one));
  const firstClauses = first.map(({ clause }) => clause);
  const before = together(run, where, first);
  if (isTrouble(before)) return before;
  const resting = meeting.flatMap((one) => {
    const { clause, percent } = one;
    const isMeant = isOnPrice(clause) || restsOnOne(clause, firstClauses);
    if (!isLate(one) || !isMeant) return [];
    if (percent === undefined) return [one];
    const those = before.filter((other) => restsOn(clause, other.clause));
    return [percentOn(clause, percent, sumOf(those).plus(isOnPrice(clause) ? price : Rational.zero))];
  });
  const after = together(run, where, resting);
  return isTrouble(after) ? after : [...before, ...after];
}

const isLate = ({ clause }: Surcharge): boolean => isAfter(clause);

function together(run: Run, where: Where, meeting: readonly Surcharge[]): readonly Surcharge[] | Trouble {
  if (meeting.length < 2) return meeting;
  const names = meeting.map(({ clause }) => clause.name);
  const tree = togetherIn(run, names, where);
  if (isTrouble(tree)) return tree;
  if (tree !== undefined) return taken(tree, meeting, Rational.zero);
  const clauses = meeting.map(({ clause }) => clause);
  return trouble('surcharges-not-combined', `The surcharges ${named(names)} meet: say with \`combine\` how.`, clauses);
}

/** `before`: what others have made of what percentages are taken of. */
function taken(tree: Together, meeting: readonly Surcharge[], before: Rational): readonly Surcharge[] {
  if ('name' in tree) return meeting.filter(({ clause }) => clause.name === tree.name).map((one) => grown(one, before));
  let running = before;
  const parts = tree.parts.map((part) => {
    const found = taken(part, meeting, running);
    if (tree.how === 'multiply') running = running.plus(sumOf(found.filter(({ percent }) => percent !== undefined)));
    return found;
  });
  if (tree.how !== 'highest') return parts.flat();
  const highest = parts.reduce((a, b) => (sumOf(b).compare(sumOf(a)) > 0 ? b : a));
  return highest.map((one) => ({ ...one, text: () => `${one.text()}, the highest of ${named(tree.names)}` }));
}

function grown(one: Surcharge, before: Rational): Surcharge {
  const { clause, percent, of } = one;
  if (percent === undefined || of === undefined || before.isZero()) return one;
  return percentOn(clause, percent, of.plus(before));
}

const sumOf = (some: readonly Surcharge[]) => Rational.sum(some.map(({ amount }) => amount));
