// Allowances: what each period grants, what is drawn from it in order of time, what expires and what is carried over (meanings A1–A16).

import { Rational } from '../exact.ts';
import { quantityText, unitName } from '../explaining/explain.ts';
import type { DrawClause, Index } from '../ir.ts';
import type { Carried, LowBalance, Trace } from '../results.ts';
import { createLedger, type Ledger } from './balances.ts';
import { servedBy } from './catalog.ts';
import { grantsOf, rollingLots } from './grants.ts';
import { type Account, type Drawn, type Lot, openingLots } from './lots.ts';
import { lowBalance } from './low.ts';
import { byTurn, charged, type Held, type Piece } from './pieces.ts';
import { boughtLots } from './purchases.ts';
import { recall, remember, rememberRenewals } from './remembered.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import { fail, isTrouble, item, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { askOf, type Starts } from './scopes.ts';
import { revaluations } from './worth.ts';

/** Draws the pieces of every subject that has an allowance; marks on them what is drawn. Gives all pieces, also of what was renewed. */
export function draw(
  run: Run,
  given: readonly Piece[],
  opening: Carried | undefined,
  starts: Starts,
  units: readonly Held[],
): { readonly pieces: readonly Piece[]; readonly drawn: Drawn } {
  recall(given, opening?.drawn);
  let pieces = given;
  const accounts = new Map<Index, Account>();
  const renewals = createRenewals(run, starts);
  const lowBalances: LowBalance[] = [];
  for (const subjects of groupsOf(run)) {
    const from = opening === undefined ? run.orderDays.from : run.span.from;
    const own = pieces.filter(({ work }) => subjects.includes(work.subjectIndex));
    const last = own.reduce((day, piece) => Math.max(day, dayOf(run, piece) + 1), run.span.until);
    const ledger = createLedger(
      run,
      subjects,
      from,
      grantsOf(run, subjects, from, last, units),
      openingLots(run, subjects, opening),
      [
        ...(from <= run.orderDays.from ? rollingLots(run, subjects) : []),
        ...boughtLots(run, subjects, pieces, from, starts),
      ],
      revaluations(run, subjects, from, last),
    );
    for (const piece of own) {
      const day = dayOf(run, piece);
      if (day < from) continue; // Drawn before the opening balances were struck.
      ledger.advance(day);
      drawPiece({ run, piece, day, ledger, renewals, starts, lowBalances });
    }
    ledger.advance(last);
    accounts.set(subjects[0] ?? 0, ledger.result());
    const more = renewals.take();
    if (more.length > 0) pieces = [...pieces, ...more].sort(byTurn);
  }
  const ordered = [...accounts].sort(([a], [b]) => a - b).map(([, account]) => account);
  return {
    pieces,
    drawn: {
      balances: ordered.flatMap(({ balances }) => balances),
      lots: ordered.flatMap(({ lots }) => lots),
      unused: ordered.flatMap(({ unused }) => unused),
      lowBalances: lowBalances.sort((a, b) => a.at - b.at),
      drawn: remember(run, pieces),
      renewed: rememberRenewals(run, [...(opening?.renewed ?? []), ...renewals.all()]),
    },
  };
}

const dayOf = (run: Run, piece: Piece): number => run.zone.dayAt(piece.turn.from);

/** Subjects that are drawn together; those that renew what they draw on go before the events by which they do. */
function groupsOf(run: Run): (readonly Index[])[] {
  const includes = run.catalog.clauses('include');
  const groups = new Map<string, readonly Index[]>();
  const visit = (subject: Index): void => {
    const group = run.catalog.drawnTogether(subject);
    const key = group.join(' ');
    if (seen.has(key)) return;
    seen.add(key);
    for (const { lot, renewed, subject: other } of includes)
      if (renewed !== undefined && lot !== undefined && group.includes(lot.event)) visit(other);
    groups.set(key, group);
  };
  const seen = new Set<string>();
  for (const subject of [...new Set(includes.flatMap(servedBy))].sort((a, b) => a - b)) visit(subject);
  return [...groups.values()];
}

/** A piece while it is drawn. */
interface Drawing {
  readonly run: Run;
  readonly piece: Piece;
  readonly day: number;
  readonly ledger: Ledger;
  readonly renewals: Renewals;
  readonly starts: Starts;
  readonly lowBalances: LowBalance[];
}

function drawPiece(drawing: Drawing): void {
  const { run, piece } = drawing;
  if (charged(piece).sign() <= 0) return;
  // Where nothing is left to draw on, nothing depends on how it would be drawn (A3).
  let sources = sourcesOf(drawing);
  if (sources.length === 0) return;
  const factor = factorOf(drawing);
  if ('kind' in factor) {
    fail(run, piece.work, factor);
    return;
  }
  if (factor.value === undefined) return; // Not usable.
  // What is renewed on the way is drawn on too.
  while (drawOn(drawing, sources, factor.value, factor.clause)) sources = sourcesOf(drawing);
}

/** Whether there is more to draw on than was known. */
function drawOn(drawing: Drawing, sources: readonly Source[], factor: Rational, by: DrawClause | undefined): boolean {
  const { run, piece, day, ledger, renewals } = drawing;
  for (const source of sources) {
    const left = charged(piece);
    if (left.isZero()) return false;
    const { lot } = source;
    if (source.kind === 'blocked') {
      fail(run, piece.work, source.why);
      continue;
    }
    // A13: no more than leaves the allowance with what it must hold. What uses nothing leaves it as it is.
    const isRenewed = source.kind !== 'beyond' && !factor.isZero();
    const spare = isRenewed ? renewals.spare(piece, lot, ledger, day) : undefined;
    if (source.kind === 'renewal' || (spare !== undefined && spare.sign() <= 0)) {
      if (spare === undefined) continue;
      renewals.buy(piece, lot, ledger, day);
      return true;
    }
    const most = spare === undefined ? source.holds : spare.min(source.holds ?? spare);
    // A3: exactly what it holds ÷ factor, where it holds less than is asked.
    const covered = most === undefined || factor.isZero() ? left : left.min(most.over(factor));
    const used = covered.times(factor);
    if (lot.clause.notify !== undefined)
      drawing.lowBalances.push(...lowBalance(run, piece, lot, ledger, day, { used, factor }));
    ledger.use(lot, used);
    piece.drawn = piece.drawn.plus(covered);
    piece.drawnBy = by ?? lot.clause;
    const isBeyond = source.kind === 'beyond';
    piece.notes.push(() => drawnTrace(run, piece, lot, covered, used, isBeyond));
    if (spare !== undefined && !charged(piece).isZero()) return true;
  }
  return false;
}

/** Something to draw from: the lots, after them what renews one, and last what each gives beyond what it holds (A11). */
type Source = { readonly lot: Lot } & (
  | { readonly kind: 'lot' | 'beyond' /** Absent: as much as is needed. */; readonly holds?: Rational }
  | { readonly kind: 'renewal' }
  | { readonly kind: 'blocked'; readonly why: Trouble }
);

function sourcesOf({ piece, day, ledger, renewals }: Drawing): Source[] {
  const lots = ledger.lotsOn(day, piece.work.subjectIndex);
  const sources: Source[] = [];
  for (const lot of lots) {
    if (lot.blocked !== undefined) sources.push({ kind: 'blocked', lot, why: lot.blocked });
    else if (lot.left === undefined) sources.push({ kind: 'lot', lot });
    else if (lot.left.sign() > 0) sources.push({ kind: 'lot', lot, holds: lot.left });
  }
  for (const lot of renewals.open(piece, lots, ledger, day)) sources.push({ kind: 'renewal', lot });
  for (const lot of lots) {
    if (lot.clause.beyond === undefined) continue;
    const holds = ledger.beyond(lot);
    if (isTrouble(holds)) sources.push({ kind: 'blocked', lot, why: holds });
    else if (holds.sign() > 0) sources.push({ kind: 'beyond', lot, holds });
  }
  return sources;
}

/** How much allowance one unit uses; no value: it must not be used. */
function factorOf({
  run,
  piece,
  starts,
}: Drawing): { readonly value?: Rational; readonly clause?: DrawClause } | Trouble {
  const question = run.catalog.drawing(piece.work.subjectIndex);
  if (run.plan.clausesOf(question).length === 0) return { value: Rational.one };
  const clause = askOf(run, 'draw', question, piece, starts);
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

function drawnTrace(run: Run, piece: Piece, lot: Lot, covered: Rational, used: Rational, isBeyond: boolean): Trace {
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
  return { what: 'drawn', clause: lot.clause.id, amount: covered.toString(), unit: unitName(unit), text };
}
