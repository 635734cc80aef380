// When a fee is due: each of its periods, the order's first day, or the first day of each unit; and when it is invoiced (meanings F1, F3).

import type { FeeClause, Index, Period } from '../ir.ts';
import type { Invoice } from '../results.ts';
import { type DayRange, periodContaining } from '../time/civil.ts';
import { samePeriod } from './catalog.ts';
import { inOrder } from './parts.ts';
import type { Held } from './pieces.ts';
import type { Run } from './run.ts';

/** A period and a unit that clauses of one fee have in common. */
export interface Shape {
  readonly period: Period | undefined;
  readonly unit: Index | undefined;
}

export interface Occasion {
  /** The whole period; a single fee's is its day. */
  readonly period: DayRange;
  /** The days of it that the order has. */
  readonly days: DayRange;
  /** A part of a period counts as all of it. */
  readonly whole: boolean;
  readonly single: boolean;
  /** The unit for which a single fee is due. */
  readonly unit?: Held;
  /** Day of the invoice when so many periods are invoiced in advance. */
  readonly invoiced?: (inAdvance: number) => number;
}

export function shapesOf(run: Run, question: string): Shape[] {
  const shapes: Shape[] = [];
  for (const clause of run.plan.clausesOf(question)) {
    if (clause.kind !== 'fee') continue;
    const { period, unit } = clause;
    if (!shapes.some((known) => known.unit === unit && sameOrNone(known.period, period))) shapes.push({ period, unit });
  }
  return shapes;
}

function sameOrNone(a: Period | undefined, b: Period | undefined): boolean {
  return a === undefined || b === undefined ? a === b : samePeriod(a, b);
}

/** The occasions of a fee that the asked span may contain, by the day of delivery, or begun to be invoiced by its end. */
export function occasionsOf(
  run: Run,
  question: string,
  { period, unit }: Shape,
  units: readonly Held[],
  basis: Invoice['basis'],
): Occasion[] {
  if (period === undefined)
    return singleOccasions(run, { period, unit }, units).filter(({ days }) => isInSpan(run, days.from));
  const modes = [...new Set(run.plan.clausesOf(question).map((clause) => (clause as FeeClause).inAdvance))];
  return recurring(run, period, Math.max(1, ...modes)).filter((occasion) =>
    basis === 'cost'
      ? isInSpan(run, occasion.days.from)
      : modes.some((mode) => occasion.invoiced(mode) < run.span.until),
  );
}

export function isInSpan({ span }: Run, day: number): boolean {
  return day >= span.from && day < span.until;
}

/** A single fee is due on the order's first day; per unit, on the first day of each. */
export function singleOccasions(run: Run, { unit }: Shape, units: readonly Held[]): Occasion[] {
  if (unit === undefined) return [single(run.orderDays.from)];
  const own = units.filter((held) => held.subject === unit && held.days.from < held.days.until);
  return firstStretches(own).map((held) => ({ ...single(held.days.from), unit: held }));
}

function single(day: number): Occasion {
  const days = { from: day, until: day + 1 };
  return { period: days, days, whole: true, single: true };
}

/** A unit whose attributes change is listed several times, and is new only once. */
function firstStretches(units: readonly Held[]): Held[] {
  return units.filter(
    (held) => !units.some((other) => other.fact.id === held.fact.id && other.days.from < held.days.from),
  );
}

/** Periods from the order's first day until none can be asked for any more: blocks in advance reach beyond the span. */
function recurring(run: Run, period: Period, longest: number) {
  const { from, until } = run.orderDays;
  const starts: number[] = [];
  const occasions: (Occasion & { readonly invoiced: (inAdvance: number) => number })[] = [];
  for (let day = from; day < until; ) {
    const whole = periodContaining(period, day, from);
    const days = inOrder(run, whole);
    const index = starts.push(days.from) - 1;
    const blockStart = (size: number) => starts[index - (index % size)] ?? days.from;
    if (blockStart(longest) >= run.span.until && days.from >= run.span.until) break;
    const invoiced = (inAdvance: number) => (inAdvance === 0 ? days.until - 1 : blockStart(inAdvance));
    occasions.push({ period: whole, days, whole: false, single: false, invoiced });
    day = whole.until;
  }
  return occasions;
}
