// Start prices: what it costs that work begins at all, and the time that is bought with it (meaning P6).

import { Rational } from '../exact.ts';
import { quantityText } from '../explaining/explain.ts';
import type { Index, StartClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { referredPrice } from './charge.ts';
import { monthlyShare } from './fee-base.ts';
import { indexed } from './indexation.ts';
import type { Piece } from './pieces.ts';
import { ask, fail, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';
import { type Starts, scopeMissing, scopeOf, situationFor } from './scopes.ts';

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
      scopesOf(run, sample.scope, pieces).flatMap((members) => startOf(run, sample, members, starts) ?? []),
    );
  });
}

interface Members {
  readonly name: string | undefined;
  readonly pieces: readonly Piece[];
}

/** The pieces of each scope; work that does not say its scope stands alone. */
function scopesOf(run: Run, scope: Index | undefined, pieces: readonly Piece[]): Members[] {
  const groups = new Map<string, { name: string | undefined; pieces: Piece[] }>();
  for (const piece of pieces) {
    const name = scopeOf(run, scope, piece.work, piece.from);
    const key = name === undefined ? `of ${piece.work.subjectIndex} ${piece.work.id}` : `is ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, pieces: [piece] });
    else group.pieces.push(piece);
  }
  return [...groups.values()];
}

/** `sample`: any clause of the question about this activity. */
function startOf(run: Run, sample: StartClause, { name, pieces }: Members, starts: Starts): Started | undefined {
  const { question, subject } = sample;
  const first = pieces.find((piece) => piece.work.subjectIndex === subject && !piece.added);
  if (first === undefined) return undefined;
  const clause = ask(run, 'start', question, situationFor(run, question, first, starts));
  if (clause === undefined || (!isTrouble(clause) && clause.subject !== subject)) return undefined;
  const at = first.situation.at;
  const found = isTrouble(clause) ? clause : indexed(run, { kind: 'start' }, clause, at);
  const amount = isTrouble(clause)
    ? clause
    : isTrouble(found)
      ? found
      : amountOf(run, clause, found.value, first, starts);
  if (name === undefined || isTrouble(clause) || isTrouble(amount)) {
    // Where it costs and buys nothing, it does not matter which scope it is.
    if (!isTrouble(clause) && !isTrouble(amount) && amount.isZero() && clause.buys.length === 0) return undefined;
    const why = name !== undefined && isTrouble(amount) ? amount : scopeMissing(run, sample);
    for (const { work } of pieces) if (work.subjectIndex === subject) fail(run, work, why);
    return undefined;
  }
  for (const buy of clause.buys) {
    if (buy.kind === 'time') buyTime(clause, pieces, buy.subject, Rational.of(buy.seconds));
  }
  const index = isTrouble(found) ? [] : found.traces;
  return { clause, question, first, pieces, scope: name, amount, index };
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
      return monthlyShare(run, value, first.situation.at);
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
