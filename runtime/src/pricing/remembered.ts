// What was drawn of earlier work, handed on beside the balances: what is priced over a longer scope must know it (meanings A4, A6).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import type { Index } from '../ir.ts';
import type { Carried, Renewal } from '../results.ts';
import type { Piece } from './pieces.ts';
import { item, type Run } from './run.ts';

type Remembered = NonNullable<Carried['drawn']>;

/** Marks what was drawn before the opening balances. */
export function recall(pieces: readonly Piece[], drawn: Remembered | undefined): void {
  if (drawn === undefined || drawn.length === 0) return;
  const known = new Map(drawn.map((one) => [nameOf(one.subject, one.fact, one.from, one.added), one.quantity]));
  for (const piece of pieces) {
    const quantity = known.get(pieceName(piece));
    if (quantity !== undefined) piece.drawn = Rational.parse(quantity);
  }
}

/** What the days before `until` drew, of work that may still matter when they are over. */
export function remember(run: Run, pieces: readonly Piece[]): Remembered {
  const end = run.zone.startOfDay(run.span.until);
  const isLonger = once((subject: Index) => isTakenOver(run, subject));
  return pieces
    .filter((piece) => !piece.drawn.isZero() && piece.turn.from < end)
    .filter(({ work }) => work.end > end || isLonger(work.subjectIndex))
    .map((piece) => ({
      fact: piece.work.id,
      subject: piece.work.subject.id,
      from: piece.turn.from,
      added: piece.added,
      quantity: piece.drawn.toString(),
    }));
}

/** What was bought by itself, and has a price over a scope that may go on. */
export function rememberRenewals(run: Run, renewals: readonly Renewal[]): Renewal[] {
  const end = run.zone.startOfDay(run.span.until);
  return renewals.filter(({ subject, at }) => {
    return at < end && isTakenOver(run, run.catalog.subject(subject));
  });
}

/** Whether something is priced over more than one entry of the subject. */
function isTakenOver(run: Run, subject: Index): boolean {
  const isLonger = (scope: Index | undefined) =>
    scope !== undefined && item(run.ir.scopes, scope).over.kind !== 'entry';
  return run.catalog.concerning(subject).some((question) =>
    run.plan.clausesOf(question).some((clause) => {
      const { kind } = clause;
      return (
        (kind === 'rate' || kind === 'price' || kind === 'surcharge' || kind === 'start') && isLonger(clause.scope)
      );
    }),
  );
}

function pieceName({ work, turn, added }: Piece): string {
  return nameOf(work.subject.id, work.id, turn.from, added);
}

function nameOf(subject: string, fact: string, from: number, added: boolean): string {
  return `${subject} ${fact} ${from} ${added}`;
}
