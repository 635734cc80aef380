// Start prices: what it costs that work begins at all, and the time that is bought with it (meaning P6).

import { Rational } from '../exact.ts';
import { quantityText } from '../explaining/explain.ts';
import type { Index, StartClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { referredPrice } from './charge.ts';
import { shareAt } from './fee-base.ts';
import { indexed } from './indexation.ts';
import type { Piece } from './pieces.ts';
import { fail, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';
import { askOf, type InScope, inScopes, type Starts, scopeMissing } from './scopes.ts';

/** One scope in which work started at a price. */
export interface Started {
  readonly clause: StartClause;
  readonly question: string;
  /** The piece with which it started, and every piece of the scope in order of time. */
  readonly first: Piece;
  readonly pieces: readonly Piece[];
  readonly scope: string;
  readonly amount: Rational;
  /** How the price came to what it is. */
  readonly index?: readonly Trace[];
}

/** Asks for each scope; marks on the pieces what time is bought. */
export function startPrices(run: Run, pieces: readonly Piece[], starts: Starts): Started[] {
  return run.catalog.byQuestion('start').flatMap(([, clauses]) => {
    const samples = new Map(clauses.map((clause) => [clause.subject, clause]));
    return [...samples.values()].flatMap((sample) =>
      inScopes(run, sample.scope, pieces, (piece) => piece).flatMap((one) => startOf(run, sample, one, starts) ?? []),
    );
  });
}

/** `sample`: any clause of the question about this activity. */
function startOf(
  run: Run,
  sample: StartClause,
  { scope, members: pieces }: InScope<Piece>,
  starts: Starts,
): Started | undefined {
  const { question, subject } = sample;
  const first = pieces.find((piece) => piece.work.subjectIndex === subject && !piece.added);
  if (first === undefined) return undefined;
  const clause = askOf(run, 'start', question, first, starts);
  if (clause === undefined || (!isTrouble(clause) && clause.subject !== subject)) return undefined;
  const at = first.situation.at;
  const found = isTrouble(clause) ? clause : indexed(run, { kind: 'start' }, clause, at);
  const amount = isTrouble(clause)
    ? clause
    : isTrouble(found)
      ? found
      : amountOf(run, clause, found.value, first, starts);
  if (scope === undefined || isTrouble(clause) || isTrouble(amount)) {
    // Where it costs and buys nothing, it does not matter which scope it is.
    if (!isTrouble(clause) && !isTrouble(amount) && amount.isZero() && clause.buys.length === 0) return undefined;
    const why = scope !== undefined && isTrouble(amount) ? amount : scopeMissing(run, sample);
    for (const { work } of pieces) if (work.subjectIndex === subject) fail(run, work, why);
    return undefined;
  }
  for (const buy of clause.buys) {
    if (buy.kind === 'time') buyTime(clause, pieces, buy.subject, Rational.of(buy.seconds));
  }
  const index = isTrouble(found) ? [] : found.traces;
  return { clause, question, first, pieces, scope, amount, index };
}

function amountOf(
  run: Run,
  clause: StartClause,
  value: StartClause['value'],
  first: Piece,
  starts: Starts,
): Rational | Trouble {
  switch (value.kind) {
    case 'money':
      return Rational.parse(value.amount);
    case 'included':
      return Rational.zero;
    case 'reference':
      return referredPrice(run, first, value, clause, starts);
    case 'percent-of-fee':
      return shareAt(run, value, first, clause);
    default:
      return wordTrouble(clause, value);
  }
}

function buyTime(clause: StartClause, pieces: readonly Piece[], subject: Index, seconds: Rational): void {
  let left = seconds;
  for (const piece of pieces) {
    if (piece.work.subjectIndex !== subject) continue;
    const taken = left.min(piece.counted.minus(piece.bought));
    if (taken.sign() <= 0) continue;
    left = left.minus(taken);
    piece.bought = piece.bought.plus(taken);
    const { unit } = piece.work.subject;
    piece.notes.push(() => ({
      what: 'bought-time',
      clause: clause.id,
      amount: taken.toString(),
      unit: 'seconds',
      text: `${quantityText(taken, unit)} included in the start price`,
    }));
  }
}
