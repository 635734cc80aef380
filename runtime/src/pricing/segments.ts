// Cuts work where the situation may change and at the starts of periods (meaning C1), into pieces in order of time (W7).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import type { Index, Instant, Period } from '../ir.ts';
import { firstOfMonth, monthOf, periodContaining, periodsOverlapping } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import { indexDays } from './indexation.ts';
import { byTurn, type Piece, type Work } from './pieces.ts';
import { fail, type Run, trouble } from './run.ts';
import { vatDays } from './vat.ts';

/** All pieces of all work, in order of time. */
export function cut(run: Run, works: readonly Work[]): Piece[] {
  const bySubject = new Map<Index, Work[]>();
  for (const work of works) {
    const list = bySubject.get(work.subjectIndex);
    if (list === undefined) bySubject.set(work.subjectIndex, [work]);
    else list.push(work);
  }
  const pieces = [...bySubject].flatMap(([subject, list]) => cutSubject(run, subject, list));
  return pieces.sort(byTurn);
}

function cutSubject(run: Run, subject: Index, works: readonly Work[]): Piece[] {
  const pieceOf = pieceMaker(run, subject);
  const from = works[0]?.start ?? 0;
  const until = works.reduce((last, work) => Math.max(last, work.end), from);
  const all = cutsBetween(run, subject, from, until);
  const pieces: Piece[] = [];
  for (const work of works) {
    // One fact beyond what the calendars know must not take the others with it.
    const own = 'value' in all ? all : cutsBetween(run, subject, work.start, work.end);
    if ('value' in own) cutWork(work, own.value, pieceOf, pieces);
    else fail(run, work, trouble('outside-horizon', own.outside));
  }
  return pieces;
}

/** The instants between at which a piece ends and another begins, sorted. */
function cutsBetween(run: Run, subject: Index, from: Instant, until: Instant) {
  return withinHorizon(() => {
    const cuts = new Set(run.plan.borders(run.catalog.concerning(subject), from, until, run.order));
    // Where a price is taken from another window, it may be another when that opens or closes.
    for (const window of run.catalog.referredWindows(subject))
      for (const { start, end } of run.plan.calendar.intervals(window, from, until)) cuts.add(start).add(end);
    const first = run.zone.dayAt(from);
    const last = run.zone.dayAt(until);
    for (const day of periodStarts(run, subject, first, last)) cuts.add(run.zone.startOfDay(day));
    return Float64Array.from([...cuts].filter((instant) => instant > from && instant < until)).sort();
  });
}

const MONTH: Period = { basis: 'calendar', unit: 'month', count: 1 };

function periodStarts(run: Run, subject: Index, first: number, last: number): number[] {
  const periods = [MONTH, ...run.catalog.drawingPeriods(subject), ...run.catalog.scopePeriods(subject)];
  const starts = periods.flatMap((period) => {
    // A day scope is that of the entry's start: nothing begins at midnight.
    if (period.unit === 'day' && !run.catalog.drawingPeriods(subject).includes(period)) return [];
    return periodsOverlapping(period, first, last + 1, run.orderDays.from).map(({ from }) => from);
  });
  const changes = indexDays(run, subject, first, last);
  return [...starts, ...changes, ...vatDays(run), run.span.from, run.span.until].filter(
    (day) => day > first && day <= last,
  );
}

type PieceMaker = (work: Work, from: Instant, until: Instant) => Piece;

function cutWork(work: Work, cuts: Float64Array, pieceOf: PieceMaker, pieces: Piece[]): void {
  let from = work.start;
  for (let next = firstAfter(cuts, work.start); ; next += 1) {
    const until = Math.min(cuts[next] ?? work.end, work.end);
    pieces.push(pieceOf(work, from, until));
    if (until >= work.end) return;
    from = until;
  }
}

/** W7: first day of the allowance period, or of the month where that begins later. */
function turnPeriod(run: Run, subject: Index, day: number): number {
  const starts = run.catalog
    .drawingPeriods(subject)
    .map((allowance) => periodContaining(allowance, day, run.orderDays.from).from);
  return Math.max(firstOfMonth(monthOf(day)), ...starts);
}

function pieceMaker(run: Run, subject: Index): PieceMaker {
  const turnOf = once((day: number) => turnPeriod(run, subject, day));
  const placeOf = run.plan.places(run.catalog.concerning(subject));
  return (work, from, until) => {
    const { choices, numbers, moments } = work;
    const situation = { at: from, choices, numbers, moments };
    const length = work.subject.kind === 'activity' ? Rational.of(until - from) : work.quantity;
    const day = run.zone.dayAt(from);
    return {
      work,
      from,
      until,
      situation,
      place: placeOf(run.order, situation),
      added: false,
      postedOn: day,
      length,
      turn: { period: turnOf(day), start: work.start, id: work.id, from, added: false },
      free: Rational.zero,
      counted: length,
      bought: Rational.zero,
      drawn: Rational.zero,
      notes: [],
    };
  };
}

/** Index of the first cut after the instant. */
function firstAfter(cuts: Float64Array, instant: Instant): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
