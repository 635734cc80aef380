// Lots that are bought: what each occurrence of an event grants, and how long it may be used (meaning A9).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index, MonthDay, Validity } from '../ir.ts';
import { dateOf, dayAfter, dayFrom, partsOf, periodContaining } from '../time/civil.ts';
import { bySharing, type Lot } from './lots.ts';
import { compareText, type Piece } from './pieces.ts';
import { isTrouble, type Run, wordTrouble } from './run.ts';
import { askOf, type Starts } from './scopes.ts';

/** Everything bought of the subjects from the day on, the first bought first. */
export function boughtLots(
  run: Run,
  subjects: readonly Index[],
  pieces: readonly Piece[],
  from: number,
  starts: Starts,
): Lot[] {
  return subjects
    .flatMap(run.catalog.boughtBy)
    .flatMap(({ event, clauses: [sample] }) => {
      const own = pieces.filter(({ work }) => work.subjectIndex === event);
      return [...Map.groupBy(own, ({ work }) => work)].flatMap(([work, parts]) => {
        const day = run.zone.dayAt(work.start);
        const lot = sample === undefined || day < from ? undefined : lotOf(run, sample, parts, day, starts);
        return lot === undefined ? [] : [{ work, lot }];
      });
    })
    .sort((a, b) => a.work.start - b.work.start || compareText(a.work.id, b.work.id) || bySharing(a.lot, b.lot))
    .map(({ lot }) => lot);
}

/** What the pieces of one occurrence buy. */
function lotOf(
  run: Run,
  sample: IncludeClause,
  parts: readonly Piece[],
  from: number,
  starts: Starts,
): Lot | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const clause = askOf(run, 'include', sample.question, first, starts);
  if (clause === undefined) return undefined;
  const lot = { name: dateOf(from), from, until: Infinity, carriedPeriods: 0 };
  if (isTrouble(clause)) return { ...lot, clause: sample, blocked: clause };
  const valid = clause.lot?.valid;
  const until = valid?.from === 'purchase' ? endOf(run, valid, from) : Infinity;
  switch (clause.value.kind) {
    case 'quantity': {
      const granted = Rational.of(clause.value.amount).times(Rational.sum(parts.map(({ counted }) => counted)));
      return { ...lot, clause, until, granted, left: granted };
    }
    case 'unlimited':
    case 'included':
      return { ...lot, clause, until };
    case 'open':
      return { ...lot, clause, until, blocked: wordTrouble(clause, clause.value) };
    default:
      return undefined; // Not offered, or only on request: nothing is bought.
  }
}

/** What is valid from its first use has an end from then on; whether it had none before. */
export function useFirst(run: Run, lot: Lot, day: number): boolean {
  const valid = lot.clause.lot?.valid;
  if (valid?.from !== 'first-use' || lot.until !== Infinity) return false;
  lot.until = endOf(run, valid, day);
  return true;
}

/** The day after the last, counted as contract periods are (A1). */
function endOf({ orderDays }: Run, { length, toEndOf, until }: Validity, from: number): number {
  if (until !== undefined) return nextDay(until, from) + 1;
  const lasts = length === undefined ? from : dayAfter(from, length.count, length.unit);
  return toEndOf === undefined ? lasts : periodContaining(toEndOf, lasts, orderDays.from).until;
}

/** The first such day of a year that does not come before the day; 29 February exists in leap years only. */
function nextDay({ month, day }: MonthDay, from: number): number {
  for (let { year } = partsOf(from); ; year += 1) {
    const found = dayFrom(year, month, day);
    if (found >= from && partsOf(found).month === month) return found;
  }
}
