// What the agreement grants of a subject in each period of the order (meanings A1, A7, A8).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index, Period } from '../ir.ts';
import { type DayRange, periodsOverlapping } from '../time/civil.ts';
import { samePeriod } from './catalog.ts';
import { type Lot, lotName } from './lots.ts';
import { partOf } from './parts.ts';
import { ask, isTrouble, item, type Run, wordTrouble } from './run.ts';

/** One period of one kind of allowance, and the lot it starts with. */
export interface Grant {
  readonly period: Period;
  readonly days: DayRange;
  readonly lot?: Lot;
}

/** Every period of the subject's allowances that has a day in `[from, until)` and in the order, sorted by first day. */
export function grantsOf(run: Run, subject: Index, from: number, until: number): Grant[] {
  const { orderDays } = run;
  const end = Math.min(until, orderDays.until);
  return run.catalog
    .allowancePeriods(subject)
    .flatMap((period) =>
      periodsOverlapping(period, Math.max(from, orderDays.from), end, orderDays.from).map((days) => {
        const lot = lotOf(run, subject, period, days);
        return { period, days, ...(lot === undefined ? {} : { lot }) };
      }),
    )
    .sort((a, b) => a.days.from - b.days.from);
}

function lotOf(run: Run, subject: Index, period: Period, days: DayRange): Lot | undefined {
  const { id, module } = item(run.ir.subjects, subject);
  const at = run.zone.startOfDay(Math.max(days.from, run.orderDays.from));
  const choices: Record<string, string> = module === undefined ? {} : { module };
  const clause = ask(run, 'include', `include:${id}`, { at, choices });
  if (clause === undefined) return undefined;
  if (isTrouble(clause)) return blockedLot(run, subject, period, days, clause);
  if (clause.period === undefined || !samePeriod(clause.period, period)) return undefined;
  const lot = { clause, name: lotName(days.from, days.until), from: days.from, until: days.until, carriedPeriods: 0 };
  switch (clause.value.kind) {
    case 'quantity': {
      const part = partOf(run, days, clause.id);
      if ('kind' in part) return { ...lot, blocked: part };
      const whole = Rational.of(clause.value.amount);
      const share = whole.times(part.value);
      // A8: of what is counted in pieces, there are no parts of a piece.
      const isPieces = item(run.ir.subjects, subject).unit.kind === 'count' && !part.value.equals(Rational.one);
      const granted = isPieces ? share.floor() : share;
      return { ...lot, granted, left: granted };
    }
    case 'unlimited':
    case 'included':
      return lot;
    case 'open':
      return { ...lot, blocked: wordTrouble(clause, clause.value) };
    default:
      return undefined; // Not offered, or only on request: there is none.
  }
}

function blockedLot(run: Run, subject: Index, period: Period, days: DayRange, blocked: NonNullable<Lot['blocked']>) {
  const isOfPeriod = (clause: IncludeClause) =>
    clause.subject === subject && clause.period !== undefined && samePeriod(clause.period, period);
  const clause = run.catalog.clauses('include').find(isOfPeriod);
  if (clause === undefined) return undefined;
  return {
    clause,
    name: lotName(days.from, days.until),
    from: days.from,
    until: days.until,
    carriedPeriods: 0,
    blocked,
  };
}
