// Allowances: what each period grants, what is drawn from it in order of time, what expires and what is carried over (meanings A1–A11).

import { Rational } from '../exact.ts';
import { quantityText } from '../explaining/explain.ts';
import type { DrawClause, Index } from '../ir.ts';
import type { Carried } from '../results.ts';
import { createLedger, type Ledger } from './balances.ts';
import { grantsOf } from './grants.ts';
import { type Account, type Drawn, type Lot, openingLots } from './lots.ts';
import { charged, type Piece } from './pieces.ts';
import { boughtLots } from './purchases.ts';
import { recall, remember } from './remembered.ts';
import { ask, fail, isTrouble, item, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { type Starts, situationFor } from './scopes.ts';
import type { Held } from './units.ts';

/** Draws the pieces of every subject that has an allowance; marks on them what is drawn. */
export function draw(
  run: Run,
  pieces: readonly Piece[],
  opening: Carried | undefined,
  starts: Starts,
  units: readonly Held[],
): Drawn {
  const subjects = [...new Set(run.catalog.clauses('include').map((clause) => clause.subject))].sort((a, b) => a - b);
  recall(pieces, opening?.drawn);
  const drawn = subjects.map((subject) => {
    const own = pieces.filter((piece) => piece.work.subjectIndex === subject);
    const from = opening === undefined ? run.orderDays.from : run.span.from;
    const bought = boughtLots(run, subject, pieces, from, starts);
    return drawSubject(run, subject, own, bought, opening, starts, units);
  });
  return {
    balances: drawn.flatMap(({ balances }) => balances),
    lots: drawn.flatMap(({ lots }) => lots),
    drawn: remember(run, pieces),
  };
}

function drawSubject(
  run: Run,
  subject: Index,
  pieces: readonly Piece[],
  bought: readonly Lot[],
  opening: Carried | undefined,
  starts: Starts,
  units: readonly Held[],
): Account {
  const dayOfPiece = (piece: Piece): number => run.zone.dayAt(piece.turn.from);
  const from = opening === undefined ? run.orderDays.from : run.span.from;
  const last = pieces.reduce((day, piece) => Math.max(day, dayOfPiece(piece) + 1), run.span.until);
  const ledger = createLedger(
    run,
    subject,
    from,
    grantsOf(run, subject, from, last, units),
    openingLots(run, subject, opening),
    bought,
  );
  for (const piece of pieces) {
    const day = dayOfPiece(piece);
    if (day < from) continue; // Drawn before the opening balances were struck.
    ledger.advance(day);
    drawPiece(run, piece, ledger.lotsOn(day), starts, ledger);
  }
  ledger.advance(last);
  return ledger.result();
}

function drawPiece(run: Run, piece: Piece, lots: readonly Lot[], starts: Starts, ledger: Ledger): void {
  if (charged(piece).sign() <= 0) return;
  const sources = [
    ...lots.filter(isLeft).map(ofItself),
    ...lots.filter(goesBeyond).flatMap((lot) => ofBeyond(lot, ledger)),
  ];
  // Where nothing is left to draw on, nothing depends on how it would be drawn (A3).
  if (sources.length === 0) return;
  const factor = factorOf(run, piece, starts);
  if ('kind' in factor) {
    fail(run, piece.work, factor);
    return;
  }
  if (factor.value === undefined) return; // Not usable.
  for (const { lot, holds, blocked, isBeyond } of sources) {
    const left = charged(piece);
    if (left.isZero()) return;
    if (blocked !== undefined) {
      fail(run, piece.work, blocked);
      continue;
    }
    // A3: exactly what it holds ÷ factor, where it holds less than is asked.
    const covered = holds === undefined || factor.value.isZero() ? left : left.min(holds.over(factor.value));
    const used = covered.times(factor.value);
    ledger.use(lot, used);
    piece.drawn = piece.drawn.plus(covered);
    piece.drawnBy = factor.clause ?? lot.clause;
    noteDrawn(run, piece, lot, covered, used, isBeyond);
  }
}

/** Something to draw from: a lot, and after all lots what each gives beyond what it holds (A11). */
interface Source {
  readonly lot: Lot;
  /** Absent: as much as is needed. */
  readonly holds?: Rational;
  readonly blocked?: Trouble;
  readonly isBeyond: boolean;
}

const isLeft = ({ left, blocked }: Lot): boolean => blocked !== undefined || left === undefined || left.sign() > 0;
const goesBeyond = ({ clause }: Lot): boolean => clause.beyond !== undefined;

const ofItself = (lot: Lot): Source => ({
  lot,
  ...(lot.left === undefined ? {} : { holds: lot.left }),
  ...(lot.blocked === undefined ? {} : { blocked: lot.blocked }),
  isBeyond: false,
});

function ofBeyond(lot: Lot, ledger: Ledger): Source[] {
  const holds = ledger.beyond(lot);
  if (isTrouble(holds)) return [{ lot, blocked: holds, isBeyond: true }];
  return holds.sign() > 0 ? [{ lot, holds, isBeyond: true }] : [];
}

/** How much allowance one unit uses; no value: it must not be used. */
function factorOf(
  run: Run,
  piece: Piece,
  starts: Starts,
): { readonly value?: Rational; readonly clause?: DrawClause } | Trouble {
  const question = `draw:${piece.work.subject.id}`;
  if (run.plan.clausesOf(question).length === 0) return { value: Rational.one };
  const clause = ask(run, 'draw', question, situationFor(run, question, piece, starts));
  if (clause === undefined) {
    return trouble('gap', `No clause says how \`${piece.work.subject.id}\` uses the allowance at that time.`);
  }
  if (isTrouble(clause)) return clause;
  switch (clause.value.kind) {
    case 'factor':
      return { value: Rational.of(clause.value.numerator, clause.value.denominator), clause };
    case 'not-usable':
      return { clause };
    default:
      return wordTrouble(clause, clause.value); // Open, or agreed as something that is no factor.
  }
}

function noteDrawn(run: Run, piece: Piece, lot: Lot, covered: Rational, used: Rational, isBeyond: boolean): void {
  const { unit } = piece.work.subject;
  const factor = covered.equals(used) ? '' : `, using ${quantityText(used, unit)}`;
  const { lot: bought, beyond } = lot.clause;
  const kind = isBeyond
    ? beyond?.kind === 'borrow'
      ? 'what the period after borrows to the allowance'
      : 'the leeway beyond the allowance'
    : bought !== undefined
      ? `the ${item(run.ir.subjects, bought.event).id}`
      : lot.carriedPeriods > 0
        ? 'the carried allowance'
        : 'the allowance';
  const text = `${quantityText(covered, unit)} drawn from ${kind} of ${lot.name}${factor}`;
  piece.notes.push({ what: 'drawn', clause: lot.clause.id, amount: covered.toString(), unit: 'seconds', text });
}
