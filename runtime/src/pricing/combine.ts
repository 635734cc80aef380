// How surcharges combine that meet on one piece of work (meaning P8).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Situation } from '../facts.ts';
import type { CombineClause, SurchargeClause } from '../ir.ts';
import { isNamed } from './catalog.ts';
import { combinesIn, named, partsOf, ruleFor } from './meetings.ts';
import { isTrouble, type Run, type Trouble, trouble } from './run.ts';

/** One surcharge that holds for a piece: a share of its price, or a fixed amount. */
export interface Surcharge {
  readonly clause: SurchargeClause;
  readonly percent?: Rational;
  /** What it is a share of, where that is not the price alone. */
  readonly of?: Rational;
  readonly fixed: Rational;
  readonly text: string;
}

export interface SurchargeAmount {
  readonly clause: SurchargeClause;
  readonly amount: Rational;
  /** For the explanation. */
  text(): string;
}

/** What each of the surcharges comes to on what costs `price`. */
function combined(
  run: Run,
  situation: Situation,
  meeting: readonly Surcharge[],
  price: Rational,
): SurchargeAmount[] | Trouble {
  if (meeting.length < 2) return meeting.map((one) => amountOn(one, price, Rational.zero));
  const names = meeting.map(({ clause }) => clause.name);
  const rules = combinesIn(run, names, situation);
  return isTrouble(rules) ? rules : together(meeting, rules, price, Rational.zero);
}

function together(
  meeting: readonly Surcharge[],
  rules: readonly CombineClause[],
  price: Rational,
  before: Rational,
): SurchargeAmount[] | Trouble {
  const [only] = meeting;
  if (meeting.length === 1 && only !== undefined) return [amountOn(only, price, before)];
  const names = meeting.map(({ clause }) => clause.name);
  const clause = ruleFor(names, rules);
  if (clause === undefined) {
    const clauses = meeting.map((one) => one.clause);
    return trouble(
      'surcharges-not-combined',
      `The surcharges ${named(names)} meet: say with \`combine\` how.`,
      clauses,
    );
  }
  if (isTrouble(clause)) return clause;
  const parts = partsOf(names, clause, rules);
  if (isTrouble(parts)) return parts;
  const found: SurchargeAmount[][] = [];
  let running = before;
  for (const part of parts) {
    const members = meeting.filter((one) => part.includes(one.clause.name));
    const amounts = together(members, rules, price, running);
    if (isTrouble(amounts)) return amounts;
    found.push(amounts);
    if (clause.value.how !== 'multiply') continue;
    const shares = new Set(members.flatMap((one) => (one.percent === undefined ? [] : [one.clause])));
    running = running.plus(sumOf(amounts.filter((one) => shares.has(one.clause))));
  }
  if (clause.value.how !== 'highest') return found.flat();
  const highest = found.reduce((a, b) => (sumOf(b).compare(sumOf(a)) > 0 ? b : a));
  return highest.map((one) => ({ ...one, text: () => `${one.text()}, the highest of ${named(names)}` }));
}

const sumOf = (amounts: readonly { readonly amount: Rational }[]) => Rational.sum(amounts.map(({ amount }) => amount));

/** `before`: what others make of what it is taken of. */
function amountOn({ clause, percent, of, fixed, text }: Surcharge, price: Rational, before: Rational): SurchargeAmount {
  if (percent === undefined) return { clause, amount: fixed, text: () => text };
  const base = (of ?? price).plus(before);
  return { clause, amount: base.times(percent), text: () => `${text} on ${numberText(base)}` };
}

/** The questions of surcharges with their rows, those last that may rest on others. */
export function surchargeQuestions(run: Run) {
  const all = run.catalog.byQuestion('surcharge');
  const questions = all.map(([question, rows]) => ({ question, rows, mayRest: rows.some(isAfter) }));
  return [...questions.filter(({ mayRest }) => !mayRest), ...questions.filter(({ mayRest }) => mayRest)];
}

/** Whether the surcharge rests on others, and comes after them. */
const isAfter = ({ surcharges }: SurchargeClause): boolean => surcharges !== undefined && surcharges.length > 0;

/** Whether the one rests on the other. */
export const restsOn = ({ surcharges = [] }: SurchargeClause, { name }: SurchargeClause): boolean =>
  isNamed(surcharges, name);

/** First those that rest on the price alone, then those that rest on surcharges, with what they rest on. */
export function combinedInTurn(
  run: Run,
  situation: Situation,
  meeting: readonly Surcharge[],
  price: Rational,
  isOnPrice: (clause: SurchargeClause) => boolean,
): SurchargeAmount[] | Trouble {
  if (!meeting.some(({ clause }) => isAfter(clause))) return combined(run, situation, meeting, price);
  const [later, first] = [true, false].map((after) => meeting.filter(({ clause }) => isAfter(clause) === after));
  const before = combined(run, situation, first ?? [], price);
  if (isTrouble(before) || later === undefined || later.length === 0) return before;
  const isMeant = ({ clause }: Surcharge) =>
    isOnPrice(clause) || first?.some((one) => restsOn(clause, one.clause)) === true;
  const resting = later.filter(isMeant).map((one) => {
    const those = before.filter(({ clause }) => restsOn(one.clause, clause)).map(({ amount }) => amount);
    return { ...one, of: Rational.sum([...(isOnPrice(one.clause) ? [price] : []), ...those]) };
  });
  const after = combined(run, situation, resting, price);
  return isTrouble(after) ? after : [...before, ...after];
}
