// How surcharges combine that meet on one piece of work (meaning P8).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { CombineClause, SurchargeClause } from '../ir.ts';
import { combinesIn, named, partsOf, ruleFor } from './meetings.ts';
import type { Piece } from './pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from './run.ts';

/** One surcharge that holds for a piece: a share of its price, or a fixed amount. */
export interface Surcharge {
  readonly clause: SurchargeClause;
  readonly percent?: Rational;
  readonly fixed: Rational;
  readonly text: string;
}

export interface SurchargeAmount {
  readonly clause: SurchargeClause;
  readonly amount: Rational;
  readonly text: string;
}

/** What each of the surcharges comes to on a piece that costs `price`. */
export function combined(
  run: Run,
  piece: Piece,
  meeting: readonly Surcharge[],
  price: Rational,
): SurchargeAmount[] | Trouble {
  if (meeting.length < 2) return meeting.map((one) => amountOn(one, price, Rational.zero));
  const names = meeting.map(({ clause }) => clause.name);
  const rules = combinesIn(run, names, piece.situation);
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
  return highest.map((one) => ({ ...one, text: `${one.text}, the highest of ${named(names)}` }));
}

const sumOf = (amounts: readonly { readonly amount: Rational }[]) => Rational.sum(amounts.map(({ amount }) => amount));

/** `before`: what others make of the price on which it is taken. */
function amountOn({ clause, percent, fixed, text }: Surcharge, price: Rational, before: Rational): SurchargeAmount {
  if (percent === undefined) return { clause, amount: fixed, text };
  const base = price.plus(before);
  return { clause, amount: base.times(percent), text: `${text} on ${numberText(base)}` };
}
