// Allowances: what each period grants, what is drawn from it in order of time, what expires and what is carried over (meanings A1–A8).

import { Rational } from '../exact.ts';
import { quantityText } from '../explaining/explain.ts';
import type { DrawClause, Index } from '../ir.ts';
import type { Carried } from '../results.ts';
import { createLedger } from './balances.ts';
import { grantsOf } from './grants.ts';
import { type Account, type Drawn, type Lot, openingLots } from './lots.ts';
import { charged, type Piece } from './pieces.ts';
import { boughtLots } from './purchases.ts';
import { recall, remember } from './remembered.ts';
import { ask, fail, isTrouble, item, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { type Starts, situationFor } from './scopes.ts';

/** Draws the pieces of every subject that has an allowance; marks on them what is drawn. */
export function draw(run: Run, pieces: readonly Piece[], opening: Carried | undefined, starts: Starts): Drawn {
  const subjects = [...new Set(run.catalog.clauses('include').map((clause) => clause.subject))].sort((a, b) => a - b);
  recall(pieces, opening?.drawn);
  const drawn = subjects.map((subject) => {
    const own = pieces.filter((piece) => piece.work.subjectIndex === subject);
    const from = opening === undefined ? run.orderDays.from : run.span.from;
    const bought = boughtLots(run, subject, pieces, from, starts);
    return drawSubject(run, subject, own, bought, opening, starts);
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
): Account {
  const dayOfPiece = (piece: Piece): number => run.zone.dayAt(piece.turn.from);
  const from = opening === undefined ? run.orderDays.from : run.span.from;
  const last = pieces.reduce((day, piece) => Math.max(day, dayOfPiece(piece) + 1), run.span.until);
  const ledger = createLedger(
    run,
    subject,
    from,
    grantsOf(run, subject, from, last),
    openingLots(run, subject, opening),
    bought,
  );
  for (const piece of pieces) {
    const day = dayOfPiece(piece);
    if (day < from) continue; // Drawn before the opening balances were struck.
    ledger.advance(day);
    drawPiece(run, piece, ledger.lotsOn(day).filter(hasLeft), starts, ledger.use);
  }
  ledger.advance(last);
  return ledger.result();
}

function drawPiece(
  run: Run,
  piece: Piece,
  lots: readonly Lot[],
  starts: Starts,
  use: (lot: Lot, quantity: Rational) => void,
): void {
  const wanted = charged(piece);
  if (lots.length === 0 || wanted.sign() <= 0) return;
  const factor = factorOf(run, piece, starts);
  if ('kind' in factor) {
    fail(run, piece.work, factor);
    return;
  }
  if (factor.value === undefined) return; // Not usable.
  let left = wanted;
  for (const lot of lots) {
    if (left.isZero()) return;
    if (lot.blocked !== undefined) {
      fail(run, piece.work, lot.blocked);
      continue;
    }
    const covered = coveredBy(lot, left, factor.value);
    if (covered.sign() <= 0) continue;
    const used = covered.times(factor.value);
    use(lot, used);
    left = left.minus(covered);
    piece.drawn = piece.drawn.plus(covered);
    piece.drawnBy = factor.clause ?? lot.clause;
    noteDrawn(run, piece, lot, covered, used);
  }
}

/** Where nothing is left to draw on, nothing depends on how it would be drawn (A3). */
function hasLeft({ left, blocked }: Lot): boolean {
  return blocked !== undefined || left === undefined || left.sign() > 0;
}

/** The part of the quantity that the lot pays for: exactly left ÷ factor where it holds less than is asked (A3). */
function coveredBy(lot: Lot, quantity: Rational, factor: Rational): Rational {
  if (lot.left === undefined || factor.isZero()) return quantity;
  return quantity.min(lot.left.over(factor));
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

function noteDrawn(run: Run, piece: Piece, lot: Lot, covered: Rational, used: Rational): void {
  const { unit } = piece.work.subject;
  const factor = covered.equals(used) ? '' : `, using ${quantityText(used, unit)}`;
  const { lot: bought } = lot.clause;
  const kind =
    bought !== undefined
      ? `the ${item(run.ir.subjects, bought.event).id}`
      : lot.carriedPeriods > 0
        ? 'the carried allowance'
        : 'the allowance';
  const text = `${quantityText(covered, unit)} drawn from ${kind} of ${lot.name}${factor}`;
  piece.notes.push({ what: 'drawn', clause: lot.clause.id, amount: covered.toString(), unit: 'seconds', text });
}
