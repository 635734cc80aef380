// Periods of which the order has only a part (meanings F2, A8).

import { Rational } from '../exact.ts';
import type { Period } from '../ir.ts';
import type { DayRange } from '../time/civil.ts';
import type { Run, Trouble } from './run.ts';

/** The part of the period that counts, 0 to 1: what the order has of it, unless less is said. */
export function partOf(
  run: Run,
  days: DayRange,
  clause: string,
  inside = inOrder(run, days),
): { readonly value: Rational } | Trouble {
  const length = inside.until - inside.from;
  const whole = days.until - days.from;
  if (length === whole) return { value: Rational.one };
  switch (run.ir.agreement.partPeriods) {
    case 'full':
      return { value: Rational.one };
    case 'by-day':
      return { value: Rational.of(length, whole) };
    case 'free':
      return { value: Rational.zero };
    default: {
      const message = 'The order has only a part of the period: say `part months full`, `by day` or `free`.';
      return { kind: 'trouble', code: 'part-period-not-said', message, clauses: [clause] };
    }
  }
}

/** The days of the period that the order has. */
export function inOrder(run: Run, days: DayRange): DayRange {
  return { from: Math.max(days.from, run.orderDays.from), until: Math.min(days.until, run.orderDays.until) };
}

/** How many months a period has by its name: a year twelve, whatever its days. */
export function nominal({ unit, count }: Period): Rational {
  switch (unit) {
    case 'day':
      return Rational.of(count, 30);
    case 'week':
      return Rational.of(7 * count, 30);
    case 'month':
      return Rational.of(count);
    case 'quarter':
      return Rational.of(3 * count);
    case 'half-year':
      return Rational.of(6 * count);
    case 'year':
      return Rational.of(12 * count);
  }
}
