// Periods of which the order has only a part (meanings F2, A8).

import { Rational } from '../exact.ts';
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
