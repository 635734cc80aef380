// What came of the targets of tickets, as prices and credits ask it: met, missed, or not known yet (meaning Q15).

import type { Plan } from '../asking/plan.ts';
import type { TicketEvent } from '../facts.ts';
import type { Instant, Order } from '../ir.ts';
import type { TargetResult } from '../results.ts';
import { deadlines } from './deadlines.ts';

export interface TargetOutcome {
  readonly outcome: 'met' | 'missed';
  readonly result: TargetResult;
}

/** Each target that was met or missed, what nothing stopped as things stood at `until`. */
export function outcomesOf(plan: Plan, order: Order, tickets: readonly TicketEvent[], until: Instant): TargetOutcome[] {
  const final = deadlines(plan, order, tickets).targets;
  const isOpen = ({ state, due }: TargetResult) => state === 'running' && due !== undefined && due < until;
  const then = final.some(isOpen) ? deadlines(plan, order, tickets, { at: until }).targets : [];
  return final.flatMap((target, index): TargetOutcome[] => {
    const result = isOpen(target) ? (then[index] ?? target) : target;
    if (result.state === 'met') return [{ outcome: 'met', result }];
    const isMissed = result.state === 'missed' || result.state === 'overdue';
    return isMissed && !result.aim ? [{ outcome: 'missed', result }] : [];
  });
}
