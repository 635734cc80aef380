// When little is left of an allowance: the bound, the moment, and what is told (meaning A12).

import { Rational } from '../exact.ts';
import type { AllowanceShare, Instant } from '../ir.ts';
import type { LowBalance } from '../results.ts';
import type { Ledger } from './balances.ts';
import type { Lot } from './lots.ts';
import type { Piece } from './pieces.ts';
import { item, type Run } from './run.ts';

/** What is told when the lot is drawn on: nothing, or that its allowance falls below what its clause says. */
export function lowBalance(
  run: Run,
  piece: Piece,
  { clause }: Lot,
  ledger: Ledger,
  day: number,
  { used, factor }: { readonly used: Rational; readonly factor: Rational },
): LowBalance[] {
  const held = clause.notify && ledger.heldBy(clause, day);
  if (clause.notify === undefined || held === undefined) return [];
  const below = shareOf(clause.notify, grantedIn(ledger.lotsOf(clause, day)));
  if (held.compare(below) < 0 || held.minus(used).compare(below) >= 0) return [];
  const at = momentIn(run, piece, held.minus(below).over(factor));
  const told = run.zone.dayAt(at);
  if (told < run.span.from || told >= run.span.until) return [];
  return [
    {
      subject: item(run.ir.subjects, clause.subject).id,
      clause: clause.id,
      ...(clause.paper === undefined ? {} : { paper: clause.paper }),
      at,
      below: below.toString(),
      source: piece.work.id,
    },
  ];
}

export function shareOf(share: AllowanceShare, granted: Rational): Rational {
  return share.kind === 'quantity' ? Rational.of(share.amount) : granted.times(Rational.of(share.percent, 100));
}

/** What a period granted of an allowance; of one that is bought, what its last lot held. */
export function grantedIn(lots: readonly Lot[]): Rational {
  const own = lots.filter(({ carriedPeriods }) => carriedPeriods === 0);
  const last = own.at(-1);
  const counted = last?.clause.lot === undefined ? own : [last];
  return Rational.sum(counted.map(({ granted }) => granted ?? Rational.zero));
}

/** So much beyond what was free, bought and drawn of the piece already, in whole seconds; wherever else the work is cut, the same. */
export function momentIn(run: Run, piece: Piece, further: Rational): Instant {
  const { work, from, until, added, free, bought, drawn } = piece;
  if (work.subject.kind !== 'activity') return from;
  if (!added) return from + (Rational.sum([free, bought, drawn, further]).floor().toInteger() ?? 0);
  // What is added is drawn on the day of what it is added to, also where that ends at midnight.
  const last = Math.max(from, until - 1);
  return run.zone.dayAt(until) === run.zone.dayAt(last) ? until : last;
}
