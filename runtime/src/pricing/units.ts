// Units held over time: which were there on which days, and how many they count for (meanings F4, F5).

import { numberOf } from '../asking/axes.ts';
import { isDecimal, Rational } from '../exact.ts';
import type { Facts, Situation } from '../facts.ts';
import type { Index, Ir, Subject, UnitFact, UnitsCounted } from '../ir.ts';
import { type DayRange, dayOf, haveDayInCommon } from '../time/civil.ts';
import { compareText, type Held } from './pieces.ts';
import { isTrouble, item, problemOf, type Run, type Trouble, trouble } from './run.ts';

/** All units of the order and of the facts, sorted; those that are wrong are noted as problems. */
export function heldUnits(run: Run, facts: Facts): Held[] {
  const all = [...run.order.units, ...(facts.units ?? [])];
  const stretches = Map.groupBy(all, ({ id }) => id);
  const held: Held[] = [];
  for (const fact of all) {
    const found = toHeld(run, fact);
    const twice = stretches.get(fact.id)?.some((other) => other !== fact && haveDayInCommon(other, fact)) === true;
    const wrong = isTrouble(found)
      ? found
      : twice
        ? trouble('duplicate-id', `The unit \`${fact.id}\` is listed twice for one day.`)
        : undefined;
    if (wrong !== undefined) run.problems.push({ problem: problemOf(wrong, fact.id) });
    else if (!isTrouble(found)) held.push(found);
  }
  return held.sort((a, b) => compareText(a.fact.id, b.fact.id) || a.days.from - b.days.from);
}

function toHeld(run: Run, fact: UnitFact): Held | Trouble {
  const subject = run.ir.subjects.findIndex(({ id, kind }) => id === fact.unit && kind === 'unit');
  if (subject < 0) return trouble('unknown-subject', `\`${fact.unit}\` is not a unit of this agreement.`);
  if (fact.until !== undefined && dayOf(fact.until) < dayOf(fact.from)) {
    return trouble('bad-fact', 'Its last day lies before its first.');
  }
  const size = sizeOf(run, item(run.ir.subjects, subject), fact);
  if ('kind' in size) return size;
  const until = fact.until === undefined ? Infinity : dayOf(fact.until) + 1;
  const days = { from: Math.max(dayOf(fact.from), run.orderDays.from), until: Math.min(until, run.orderDays.until) };
  return { fact, subject, days, size };
}

/** F5: constant + Σ factor × attribute. */
function sizeOf(run: Run, { counts, id }: Subject, fact: UnitFact): Rational | Trouble {
  if (counts === undefined) return Rational.one;
  let size = Rational.of(counts.constant);
  for (const { factor, number } of counts.terms) {
    const value = numberOf(run.ir.numbers, fact.numbers, number);
    if (!isDecimal(value))
      return trouble('number-missing', `A \`${id}\` counts by its \`${number}\`, which is not stated.`);
    size = size.plus(Rational.of(factor).times(Rational.of(value)));
  }
  return size;
}

/** How a question is asked about a unit; without one, about the order as a whole. */
export function situationOf(run: Run, at: number, unit: Held | undefined): Situation {
  if (unit === undefined) return { at, choices: {} };
  const { module } = item(run.ir.subjects, unit.subject);
  const { choices, numbers } = unit.fact;
  return {
    at,
    choices: { ...(module === undefined ? {} : { module }), ...choices },
    ...(numbers === undefined ? {} : { numbers }),
  };
}

/** Which units of the kind are paid for in a period (F4). */
export function countingOf({ agreement, subjects }: Ir, unit: Index): UnitsCounted | undefined {
  return subjects[unit]?.counted ?? agreement.unitsCounted;
}

/** The share of these units, all of one kind, in a number that was counted of them and others. */
export function shareIn({ ir }: Run, units: readonly Held[], part: Part, counted: Rational): Rational {
  const [unit] = units;
  const mode = unit && countingOf(ir, unit.subject);
  if (mode === undefined || counted.isZero()) return Rational.zero;
  return countUnits(units, part, mode).over(counted);
}

export function isHeldIn({ days }: Held, period: DayRange): boolean {
  return days.from < period.until && period.from < days.until && days.from < days.until;
}

/** A period, and the days of it that the order has. */
export interface Part {
  readonly period: DayRange;
  readonly days: DayRange;
}

/** How many the units count for in the days of a period that the order has (F4). */
export function countUnits(units: readonly Held[], { period, days }: Part, mode: UnitsCounted): Rational {
  const there = units.filter((unit) => isHeldIn(unit, days));
  const onDay = (day: number) => total(there.filter((unit) => unit.days.from <= day && day < unit.days.until));
  if (typeof mode === 'object') {
    const asked = Math.min(period.from + mode.day, period.until) - 1;
    return onDay(Math.max(days.from, Math.min(asked, days.until - 1)));
  }
  switch (mode) {
    case 'any-day': {
      // A unit whose attributes changed is listed once for each stretch: it counts for its largest.
      const largest = new Map<string, Rational>();
      for (const { fact, size } of there) largest.set(fact.id, size.max(largest.get(fact.id) ?? Rational.zero));
      return Rational.sum(largest.values());
    }
    case 'first-day':
      return onDay(days.from);
    case 'last-day':
      return onDay(days.until - 1);
    case 'peak': {
      const changes = there.map((unit) => Math.max(unit.days.from, days.from));
      return [days.from, ...changes].map(onDay).reduce((a, b) => a.max(b));
    }
    case 'by-day': {
      const unitDays = there.map(({ days: own, size }) => {
        return size.times(Rational.of(Math.min(own.until, days.until) - Math.max(own.from, days.from)));
      });
      return Rational.sum(unitDays).over(Rational.of(days.until - days.from));
    }
  }
}

function total(units: readonly Held[]): Rational {
  return Rational.sum(units.map(({ size }) => size));
}
