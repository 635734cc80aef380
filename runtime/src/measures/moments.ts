// Measures as numbers of a moment: what had become of them by then (meaning U9).

import type { Plan } from '../asking/plan.ts';
import { isTrouble, type Trouble, trouble } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Index, Instant, MeasureInfo, Order, Period } from '../ir.ts';
import type { Fraction } from '../results.ts';
import { addMonths, dayOf } from '../time/civil.ts';
import { endOf } from './holders.ts';
import { type Reckoning, reckoning } from './reckoning.ts';

export interface MeasuredMoments {
  /** By measure; one that has no figure yet is absent. */
  at(instant: Instant): Readonly<Record<string, Fraction>> | Trouble;
  /** Where a figure may become another, in `(from, until)`. */
  borders(from: Instant, until: Instant): Instant[];
  /** Their names. */
  readonly ids: ReadonlySet<string>;
}

/** Of the measures that clauses of the questions ask about; undefined where there are none. */
export function measuredMoments(
  plan: Plan,
  order: Order,
  facts: Facts,
  questions: readonly string[],
): MeasuredMoments | undefined {
  const { ir, calendar } = plan;
  const boxes = questions.flatMap((question) => plan.clausesOf(question).flatMap(({ when }) => when));
  const asked = ir.measures
    .map((measure, index) => ({ measure, index }))
    .filter(({ measure }) => boxes.some(({ numbers = {} }) => Object.hasOwn(numbers, measure.id)));
  if (asked.length === 0) return undefined;
  const first = dayOf(order.from);
  const perUnit = asked.find(({ measure }) => measure.of !== undefined)?.measure;
  const made = new Map<number, Readonly<Record<string, Fraction>> | Trouble>();

  function numbersOn(day: number): Readonly<Record<string, Fraction>> | Trouble {
    if (perUnit !== undefined)
      return trouble('number-missing', `\`${perUnit.id}\` has a figure for each unit, and none is named here.`);
    const known = reckoning(plan, order, facts, day, []);
    const numbers: Record<string, Fraction> = {};
    for (const { measure, index } of asked) {
      const value = figureOn(known, index, measure, day, first);
      if (isTrouble(value)) return value;
      if (value !== undefined) numbers[measure.id] = value.toString();
    }
    return numbers;
  }

  return {
    ids: new Set(asked.map(({ measure }) => measure.id)),
    at: (instant) => {
      const day = calendar.zone.dayAt(instant);
      const found = made.get(day) ?? numbersOn(day);
      made.set(day, found);
      return found;
    },
    borders: (from, until) => {
      const days = asked.flatMap(({ measure }) => changes(plan, order, measure, calendar.zone.dayAt(until)));
      return [...new Set(days)].map((day) => calendar.zone.startOfDay(day)).filter((at) => from < at && at < until);
    },
  };
}

/** Of the last period that has ended; of breaches, those of the time that such a period is long. */
function figureOn(
  known: Reckoning,
  index: Index,
  measure: MeasureInfo,
  day: number,
  first: number,
): Rational | undefined | Trouble {
  const { what, period } = measure;
  if (what.kind === 'kept' || what.kind === 'breaches')
    return Rational.of(known.outcomesEnding(what, undefined, back(period, day), day).count);
  for (const holder of known.holders(measure)) {
    const ended = known.cells(measure, holder, first, day).filter((cell) => endOf(cell) <= day);
    const last = ended.at(-1);
    const found = last === undefined ? undefined : known.figure(index, last);
    return isTrouble(found) ? found : found?.value;
  }
  return undefined;
}

/** The day that lies one period before. */
function back({ unit, count }: Period, day: number): number {
  if (unit === 'day' || unit === 'week') return day - count * (unit === 'day' ? 1 : 7);
  return addMonths(day, -count * { month: 1, quarter: 3, 'half-year': 6, year: 12 }[unit]);
}

/** Days on which the number may become another: a period ends, or one is no longer looked back at. */
function changes(plan: Plan, order: Order, measure: MeasureInfo, until: number): number[] {
  const other = 'measure' in measure.what ? plan.ir.measures[measure.what.measure] : measure;
  if (other === undefined) return [];
  const known = reckoning(plan, order, {}, until, []);
  const ends = known
    .holders(other)
    .flatMap((holder) => known.cells(other, holder, dayOf(order.from), until).map(endOf));
  if (other === measure) return ends;
  // Months differ in length: the day may be one of three.
  const lapses = ends.flatMap((end) => {
    const later = end + (end - back(measure.period, end));
    return [-3, -2, -1, 0, 1, 2, 3].map((shift) => later + shift);
  });
  return [...ends, ...lapses].filter((day) => day < until);
}
