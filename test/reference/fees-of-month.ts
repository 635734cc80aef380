// What fees come to for a month: what prices are a share of (P5).
import type { Facts } from '../../runtime/src/facts.ts';
import type { Period } from '../../runtime/src/ir.ts';
import type { OfFees } from './charge.ts';
import { periodOf } from './days.ts';
import { inWholePeriods } from './fee-sums.ts';
import { nameOf } from './fees.ts';
import { type Fraction, read, sum, times } from './fraction.ts';
import { feeIn } from './period-limits.ts';
import type { World } from './questions.ts';

const month: Period = { basis: 'calendar', unit: 'month', count: 1 };

/** P5: what fees come to for the month of a day, or for so many as that; of no names, all that recur. */
export function feesOfMonth(world: World, facts: Facts): OfFees {
  return (names, day, months) => {
    const taken = months === undefined ? world : inWholePeriods(world);
    const recurring = world.clauses.filter((clause) => clause.kind === 'fee' && clause.period !== undefined);
    const all = names.length > 0 ? names : [...new Set(recurring.map(({ question }) => nameOf(question)))];
    const period = periodOf(month, world.order.from, day);
    const amounts = all.map((name) => feeIn(taken, facts, name, month, period, 'before', 'whole'));
    const wrong = amounts.find((one) => typeof one === 'string');
    return wrong ?? times(sum(amounts as Fraction[]), read(`${months ?? 1}`));
  };
}
