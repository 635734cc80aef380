// Lots: what is left of one period's allowance, and how lots go from one run to the next.

import { Rational } from '../exact.ts';
import type { IncludeClause, Index } from '../ir.ts';
import { readCarried } from '../read/carried.ts';
import type { Balance, Carried, LowBalance, Renewal } from '../results.ts';
import { dateOf, dayOf } from '../time/civil.ts';
import { item, type Run, type Trouble } from './run.ts';

export interface Lot {
  readonly clause: IncludeClause;
  /** How an explanation calls it: `2026-03-01 to 2026-03-31`. */
  readonly name: string;
  /** What was granted; undefined: unlimited. */
  readonly granted?: Rational;
  left?: Rational;
  /** First day on which it may be drawn, and the day after the last; Infinity: without end, or not before it is first used. */
  readonly from: number;
  until: number;
  /** Number of periods for which it was carried; 0: it is in its own period. */
  readonly carriedPeriods: number;
  /** Nobody knows how much it holds: what would draw from it cannot be priced. */
  readonly blocked?: Trouble;
}

/** On that day, what is left of the pool is so many times as much (meaning A15). */
export interface Revaluation {
  readonly pool: string;
  readonly day: number;
  readonly factor: Rational;
}

/** Of subjects that are drawn together. */
export type Account = Pick<Drawn, 'balances' | 'lots' | 'unused'>;

/** What a lot held when it ended, and its last day (meaning A16). */
export interface Unused {
  readonly clause: IncludeClause;
  readonly left: Rational;
  readonly day: number;
}

/** What drawing leaves behind: how the allowances stood, what was told of them, and what is handed on. */
export interface Drawn {
  /** What ended and is paid back. */
  readonly unused: readonly Unused[];
  readonly balances: readonly Balance[];
  readonly lots: Carried['lots'];
  readonly lowBalances: readonly LowBalance[];
  readonly drawn: NonNullable<Carried['drawn']>;
  readonly renewed: readonly Renewal[];
}

/** Of several lots that fit, the one that ends first, of two that end together the older (A2). */
export function byEnd(a: Lot, b: Lot): number {
  if (a.until !== b.until) return a.until < b.until ? -1 : 1;
  const isBought = (lot: Lot) => Number(lot.clause.lot !== undefined);
  const apart = a.from - b.from || isBought(a) - isBought(b);
  // What is bought stands as it was bought (A9).
  if (apart !== 0 || a.clause.lot !== undefined) return apart;
  // A10: what the period grants without units goes before what they bring, and those in the order of their declaration.
  // A17: of what comes back day by day, that of fewer days.
  const days = ({ clause }: Lot) => clause.rolling ?? 0;
  return bySharing(a, b) || (a.clause.unit ?? -1) - (b.clause.unit ?? -1) || days(a) - days(b);
}

/** A14: what a subject has alone goes before what it has with others. */
export const bySharing = ({ clause: a }: Lot, { clause: b }: Lot): number =>
  (a.also?.length ?? 0) - (b.also?.length ?? 0) || a.subject - b.subject;

export function lotName(from: number, until: number): string {
  return until === Infinity ? `${dateOf(from)} on` : `${dateOf(from)} to ${dateOf(until - 1)}`;
}

export const rollingName = (days: number): string => `any ${days} days`;

/** The part of the agreement's own lots that opening balances hold of the subjects. */
export function openingLots(run: Run, subjects: readonly Index[], opening: Carried | undefined): Lot[] {
  const ids = subjects.map((subject) => item(run.ir.subjects, subject).id);
  return (opening?.lots ?? []).flatMap((lot) => {
    const clause = run.catalog.clauses('include').find((known) => known.id === lot.clause);
    if (!ids.includes(lot.subject) || clause === undefined) return [];
    const from = dayOf(lot.from);
    const until = lot.until === undefined ? Infinity : dayOf(lot.until) + 1;
    const { carriedPeriods } = lot;
    const bought = clause.lot === undefined ? lotName(from, until) : dateOf(from);
    const name = clause.rolling === undefined ? bought : rollingName(clause.rolling);
    return {
      clause,
      name,
      granted: Rational.parse(lot.granted),
      left: Rational.parse(lot.left),
      from,
      until,
      carriedPeriods,
    };
  });
}

/** What is wrong with opening balances that a caller hands in. */
export function openingProblem(run: Run, opening: Carried): string | undefined {
  const read = readCarried(opening);
  if ('problem' in read) return `The opening balances cannot be used. ${read.problem}`;
  if (dayOf(opening.on) + 1 !== run.span.from) {
    return `Opening balances of ${dateOf(run.span.from - 1)} are needed, the day before the asked period.`;
  }
  const clauses = new Set(run.catalog.clauses('include').map((clause) => clause.id));
  const unknown = opening.lots.find((lot) => !clauses.has(lot.clause));
  return unknown === undefined
    ? undefined
    : `The opening balances name a clause that the agreement lacks: \`${unknown.clause}\`.`;
}

export function writeLot(run: Run, lot: Lot): Carried['lots'][number] | undefined {
  if (lot.left === undefined || lot.granted === undefined) return undefined;
  return {
    subject: item(run.ir.subjects, lot.clause.subject).id,
    left: lot.left.toString(),
    granted: lot.granted.toString(),
    clause: lot.clause.id,
    from: dateOf(lot.from),
    ...(lot.until === Infinity ? {} : { until: dateOf(lot.until - 1) }),
    carriedPeriods: lot.carriedPeriods,
  };
}
