// Allowances that renew themselves: the event that buys more happens when too little would be left (meaning A13).

import { Rational } from '../exact.ts';
import { localTime, quantityText } from '../explaining/explain.ts';
import type { IncludeClause, Index, Instant } from '../ir.ts';
import type { Carried, Renewal } from '../results.ts';
import type { Ledger } from './balances.ts';
import { poolOf } from './catalog.ts';
import { count } from './count.ts';
import { defaultsOf } from './derived.ts';
import type { Lot } from './lots.ts';
import { grantedIn, momentIn, shareOf } from './low.ts';
import type { Piece, Work } from './pieces.ts';
import { boughtLots } from './purchases.ts';
import { clauseName, item, type Run } from './run.ts';
import type { Starts } from './scopes.ts';
import { cut } from './segments.ts';

export interface Renewals {
  /** Of each allowance of these lots that would be renewed, the lot that says so. */
  open(piece: Piece, lots: readonly Lot[], ledger: Ledger, day: number): readonly Lot[];
  /** How much may be drawn before the lot's allowance is renewed; undefined: it is not. */
  spare(piece: Piece, lot: Lot, ledger: Ledger, day: number): Rational | undefined;
  /** Buys one more for the lot's allowance, at the moment that the piece has come to. */
  buy(piece: Piece, lot: Lot, ledger: Ledger, day: number): void;
  /** The pieces of what was bought since this was last asked. */
  take(): Piece[];
  all(): readonly Renewal[];
}

const none: readonly Lot[] = [];
/** So many in one piece are a mistake and no card. */
const MOST = 100;

export function createRenewals(run: Run, starts: Starts): Renewals {
  let fresh: Piece[] = [];
  const all: Renewal[] = [];
  const bought = new Map<Piece, Map<string, number>>();
  const renewing = new Set(
    run.catalog.clauses('include').flatMap(({ question, renewed }) => (renewed === undefined ? [] : [question])),
  );

  const timesOf = (piece: Piece, clause: IncludeClause) => bought.get(piece)?.get(poolOf(clause)) ?? 0;
  const noteTimes = (piece: Piece, clause: IncludeClause, times: number) => {
    const pools = bought.get(piece) ?? new Map<string, number>();
    bought.set(piece, pools.set(poolOf(clause), times));
  };

  /** The lot that was bought last, where it says that there is another to come. */
  function lastOf(piece: Piece, { clause }: Lot, ledger: Ledger, day: number): Lot | undefined {
    if (clause.lot === undefined || !renewing.has(clause.question)) return undefined;
    const last = ledger.lotsOf(clause, day).at(-1);
    return last?.clause.renewed === undefined || timesOf(piece, clause) >= MOST ? undefined : last;
  }

  function spare(piece: Piece, lot: Lot, ledger: Ledger, day: number): Rational | undefined {
    const last = lastOf(piece, lot, ledger, day);
    const held = ledger.heldBy(lot.clause, day);
    if (last?.clause.renewed === undefined || held === undefined) return undefined;
    return held.minus(shareOf(last.clause.renewed, grantedIn([last])));
  }

  return {
    spare,
    open: (piece, lots, ledger, day) => {
      if (renewing.size === 0) return none;
      return [...new Set(lots.flatMap((lot) => lastOf(piece, lot, ledger, day) ?? []))];
    },
    buy: (piece, lot, ledger, day) => {
      const event = lot.clause.lot?.event;
      if (event === undefined) return;
      const at = momentIn(run, piece, Rational.zero);
      const work = nothingStated(run, event, at, nameOf(run, event, at, all));
      const pieces = count(run, cut(run, [work]), starts);
      const held = ledger.heldBy(lot.clause, day) ?? Rational.zero;
      note(pieces, lot, quantityText(held, item(run.ir.subjects, lot.clause.subject).unit));
      fresh.push(...pieces);
      all.push({ fact: work.id, subject: work.subject.id, at: work.start });
      const subjects = run.catalog.drawnTogether(lot.clause.subject);
      for (const one of boughtLots(run, subjects, pieces, day, starts)) ledger.buy(one);
      const more = ledger.heldBy(lot.clause, day);
      const isMore = more === undefined || more.compare(held) > 0;
      noteTimes(piece, lot.clause, isMore ? timesOf(piece, lot.clause) + 1 : MOST);
    },
    take: () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    all: () => all,
  };
}

/** What was bought so before the opening balances, and may still matter. */
export function renewedBefore(run: Run, opening: Carried | undefined): Work[] {
  return (opening?.renewed ?? []).flatMap(({ fact, subject, at }) => {
    const event = run.catalog.subject(subject);
    return event < 0 ? [] : [nothingStated(run, event, at, fact)];
  });
}

/** So much of the subject, one piece unless said, of which nothing is stated. */
export function nothingStated(run: Run, index: Index, at: Instant, id: string, quantity = Rational.one): Work {
  const subject = item(run.ir.subjects, index);
  return {
    id,
    subject,
    subjectIndex: index,
    start: at,
    end: at,
    quantity,
    choices: subject.module === undefined ? {} : { module: subject.module },
    numbers: defaultsOf(run),
    keys: {},
    moments: { start: at },
    renewal: true,
  };
}

/** The same whatever days are asked. */
function nameOf(run: Run, event: Index, at: Instant, before: readonly Renewal[]): string {
  const { id } = item(run.ir.subjects, event);
  const same = before.filter((one) => one.subject === id && one.at === at).length;
  return `${id} renewed ${localTime(at, run.zone)}${same === 0 ? '' : `, ${same + 1}`}`;
}

function note(pieces: readonly Piece[], { clause }: Lot, held: string): void {
  const text = `renewed with ${held} left (${clauseName(clause)})`;
  for (const piece of pieces) piece.notes.push(() => ({ what: 'renewed', clause: clause.id, text }));
}
