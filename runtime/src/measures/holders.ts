// Whose figures there are: the order's or those of each unit, and the periods in which they are there (meaning U1).

import { daysOf } from '../asking/validity.ts';
import type { MeasureInfo, Order, UnitFact } from '../ir.ts';
import { type DayRange, dayOf, periodContaining, periodsOverlapping } from '../time/civil.ts';

/** The order, or one of its units. */
export interface Holder {
  readonly unit?: string;
  readonly stretches: readonly Stretch[];
}

/** Days on which it is there without a break. */
export interface Stretch {
  readonly days: DayRange;
  readonly fact?: UnitFact;
}

/** A holder in one period. */
export interface Cell {
  readonly holder: Holder;
  /** The whole period. */
  readonly period: DayRange;
  /** The days of it on which the holder is there: at least one stretch. */
  readonly stretches: readonly Stretch[];
}

export function holdersOf(subject: string | undefined, order: Order, units: readonly UnitFact[]): readonly Holder[] {
  const days = daysOf(order);
  if (subject === undefined) return [{ stretches: [{ days }] }];
  const own = Map.groupBy(
    units.filter(({ unit }) => unit === subject),
    ({ id }) => id,
  );
  return [...own]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, facts]) => ({
      unit,
      stretches: facts
        .map((fact) => ({ fact, days: common(daysOf(fact), days) }))
        .filter((stretch) => stretch.days.from < stretch.days.until)
        .sort((a, b) => a.days.from - b.days.from),
    }))
    .filter(({ stretches }) => stretches.length > 0);
}

/** The cells with a day in `[from, until)`, in order. */
export function cellsOf(holder: Holder, measure: MeasureInfo, order: Order, from: number, until: number): Cell[] {
  const anchor = dayOf(order.from);
  const whole = (day: number): DayRange => periodContaining(measure.period, day, anchor);
  const last = Math.max(...holder.stretches.map(({ days }) => days.until)) - 1;
  // A period is told when one day of it is asked about and one, perhaps another, is a day of the holder.
  const asked = {
    from: Math.max(from, whole(firstOf(holder.stretches)).from),
    until: Math.min(until, last === Infinity ? last : whole(last).until),
  };
  const periods = asked.from < asked.until ? periodsOverlapping(measure.period, asked.from, asked.until, anchor) : [];
  return periods.flatMap((period) => {
    const stretches = within(holder, period);
    return stretches.length === 0 ? [] : [{ holder, period, stretches }];
  });
}

/** So many days, ended by each day of the cell that is known (meaning U10). */
export function stretchesOf({ holder, stretches }: Cell, length: number, knownUntil: number): Cell[] {
  return stretches.flatMap(({ days }) => {
    const last = Math.min(days.until, knownUntil);
    return Array.from({ length: Math.max(0, last - days.from) }, (_, index) => {
      const until = days.from + index + 1;
      return {
        holder,
        period: { from: until - length, until },
        stretches: within(holder, { from: until - length, until }),
      };
    });
  });
}

const within = ({ stretches }: Holder, range: DayRange): Stretch[] =>
  stretches
    .map((stretch) => ({ ...stretch, days: common(stretch.days, range) }))
    .filter(({ days }) => days.from < days.until);

export const firstOf = (stretches: readonly Stretch[]): number => Math.min(...stretches.map(({ days }) => days.from));

/** The day after the last on which the holder is there in the period. */
export const endOf = ({ stretches }: Cell): number => Math.max(...stretches.map(({ days }) => days.until));

function common(a: DayRange, b: DayRange): DayRange {
  return { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) };
}
