// What had come of the targets of tickets by some instant, as prices and credits ask it: met, missed, or not known yet (meaning Q15).

import type { Plan } from '../asking/plan.ts';
import type { TicketEvent } from '../facts.ts';
import type { Instant, Order } from '../ir.ts';
import type { TargetResult } from '../results.ts';
import { type DayRange, firstOfMonth, monthOf } from '../time/civil.ts';
import type { ZoneClock } from '../time/zone.ts';
import { deadlines } from './deadlines.ts';

export interface TargetOutcome {
  readonly outcome: 'met' | 'missed';
  readonly result: TargetResult;
}

/** Each target that was met or missed as of `at`. */
export function outcomesOf(plan: Plan, order: Order, tickets: readonly TicketEvent[], at: Instant): TargetOutcome[] {
  const known = tickets.filter((event) => event.at <= at);
  const { targets } = deadlines(plan, order, known, { at });
  return [...Map.groupBy(targets, ({ ticket, target }) => JSON.stringify([ticket, target])).values()].flatMap(ofRounds);
}

/** The end of the day's month, or of the asked days, where they end earlier. */
export function settledAt(zone: ZoneClock, day: number, span: DayRange): Instant {
  return zone.startOfDay(Math.min(firstOfMonth(monthOf(day) + 1), span.until));
}

/** Of several rounds the first that was missed, else the last (meaning D11). */
function ofRounds(rounds: readonly TargetResult[]): TargetOutcome[] {
  const missed = rounds.find(({ state, aim }) => (state === 'missed' || state === 'overdue') && !aim);
  if (missed !== undefined) return [{ outcome: 'missed', result: missed }];
  const last = rounds.at(-1);
  return last?.state === 'met' ? [{ outcome: 'met', result: last }] : [];
}
