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
  const later = new Map(then.map((result) => [keyOf(result), result]));
  const known = final.map((result) => (isOpen(result) ? (later.get(keyOf(result)) ?? result) : result));
  return [...Map.groupBy(known, ({ ticket, target }) => JSON.stringify([ticket, target])).values()].flatMap(ofRounds);
}

function keyOf({ ticket, target, round }: TargetResult): string {
  return JSON.stringify([ticket, target, round]);
}

/** Of several rounds the first that was missed, else the last (meaning D11). */
function ofRounds(rounds: readonly TargetResult[]): TargetOutcome[] {
  const missed = rounds.find(({ state, aim }) => (state === 'missed' || state === 'overdue') && !aim);
  if (missed !== undefined) return [{ outcome: 'missed', result: missed }];
  const last = rounds.at(-1);
  return last?.state === 'met' ? [{ outcome: 'met', result: last }] : [];
}
