// How surcharges combine that meet on one piece of work (meaning P8).

import type { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { CombineClause, SurchargeClause } from '../ir.ts';
import type { Piece } from './pieces.ts';
import { ask, isTrouble, type Run, type Trouble, trouble } from './run.ts';

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
  const amounts = (all: readonly Surcharge[]) => all.map((one) => amountOn(one, price));
  if (meeting.length < 2) return amounts(meeting);
  const clause = combineFor(run, piece, meeting);
  if (isTrouble(clause)) return clause;
  const place = ({ clause: { name } }: Surcharge) => clause.names.indexOf(name);
  const inRow = meeting.toSorted((a, b) => place(a) - place(b));
  switch (clause.value.how) {
    case 'add':
      return amounts(meeting);
    case 'highest': {
      const highest = amounts(inRow).reduce((a, b) => (b.amount.compare(a.amount) > 0 ? b : a));
      return [{ ...highest, text: `${highest.text}, the highest of ${names(meeting)}` }];
    }
    case 'multiply': {
      let running = price;
      return inRow.map((one) => {
        const found = amountOn(one, running);
        if (one.percent !== undefined) running = running.plus(found.amount);
        return found;
      });
    }
  }
}

function amountOn({ clause, percent, fixed, text }: Surcharge, price: Rational): SurchargeAmount {
  if (percent === undefined) return { clause, amount: fixed, text };
  return { clause, amount: price.times(percent), text: `${text} on ${numberText(price)}` };
}

/** The `combine` that names them all, and the fewest others. */
function combineFor(run: Run, piece: Piece, meeting: readonly Surcharge[]): CombineClause | Trouble {
  const found = [];
  for (const question of run.catalog.questions('combine')) {
    const clause = ask(run, 'combine', question, piece.situation);
    if (clause === undefined) continue;
    if (isTrouble(clause)) return clause;
    if (meeting.every(({ clause: { name } }) => clause.names.includes(name))) found.push(clause);
  }
  const clauses = meeting.map(({ clause }) => clause);
  const fewest = found.reduce((least, one) => Math.min(least, one.names.length), Number.POSITIVE_INFINITY);
  const nearest = found.filter((one) => one.names.length === fewest);
  const [first] = nearest;
  if (first === undefined) {
    return trouble(
      'surcharges-not-combined',
      `The surcharges ${names(meeting)} meet: say with \`combine\` how.`,
      clauses,
    );
  }
  if (nearest.every(({ value }) => value.how === first.value.how)) return first;
  return trouble('contradiction', `Several \`combine\` speak of ${names(meeting)} and differ.`, nearest);
}

function names(meeting: readonly Surcharge[]): string {
  return meeting.map(({ clause }) => `\`${clause.name}\``).join(' and ');
}
