// Tickets that kept and missed a target in a period (meaning U6).

import type { Missing, Plan } from '../asking/plan.ts';
import { outsideValidity } from '../asking/validity.ts';
import type { Index, Instant, MeasureInfo, Order } from '../ir.ts';
import type { TargetResult } from '../results.ts';
import type { Ticket } from '../targets/tickets.ts';
import { type Borders, bordersUpTo } from '../time/borders.ts';

export interface Attainment {
  readonly met: number;
  readonly missed: number;
  /** What may still be met, and what has no answer. */
  readonly running: number;
  readonly undecided: number;
}

export interface TicketCase {
  readonly plan: Plan;
  readonly order: Order;
  readonly measure: MeasureInfo;
  readonly target: Index;
  /** Every target of every ticket as of `at`. */
  readonly results: readonly TargetResult[];
  readonly tickets: ReadonlyMap<string, Ticket>;
  readonly at: Instant;
}

/** Of the tickets whose target began in the time that counts. */
export function attainmentIn(given: TicketCase, counted: Borders): Attainment | Missing {
  const found = { met: 0, missed: 0, running: 0, undecided: 0 };
  const target = given.plan.ir.targets[given.target]?.id;
  for (const result of given.results) {
    const { startedAt, state } = result;
    if (result.target !== target || startedAt === undefined) continue;
    if (bordersUpTo(counted, startedAt) % 2 === 0) continue;
    // While the agreement is not in force: a problem, and no ticket of it (Q8).
    if (state === 'undecided' && isOutside(given, startedAt)) continue;
    const outcome = outcomes[state];
    if (outcome === undefined) continue;
    const isTaken = taken(given, result, startedAt);
    if (typeof isTaken === 'object') return isTaken;
    if (isTaken) found[outcome] += 1;
  }
  return found;
}

function isOutside({ plan, order }: TicketCase, at: Instant): boolean {
  return outsideValidity(plan.ir, order, plan.calendar.zone.dayAt(at)) !== undefined;
}

const outcomes: Readonly<Record<TargetResult['state'], keyof Attainment | undefined>> = {
  met: 'met',
  missed: 'missed',
  overdue: 'missed',
  running: 'running',
  paused: 'running',
  pending: 'running',
  undecided: 'undecided',
  'no-promise': undefined,
  'best-effort': undefined,
  'not-started': undefined,
};

/** With the choices that were known when the target was met, else last. */
function taken(given: TicketCase, { ticket, stoppedAt }: TargetResult, startedAt: Instant): boolean | Missing {
  const { plan, order, measure } = given;
  const until = Math.min(stoppedAt ?? given.at, given.at);
  const states = given.tickets.get(ticket)?.states ?? [];
  const known = states.findLast(({ at }) => at <= until) ?? states[0];
  const { choices = {}, numbers = {}, moments = {} } = known ?? {};
  const situation = { at: startedAt, choices, numbers, moments };
  const isOfIt = plan.holds(measure.when, order, situation);
  if (isOfIt !== true) return isOfIt;
  for (const { when } of measure.except) {
    const isExcepted = plan.holds(when, order, situation);
    if (typeof isExcepted === 'object') return isExcepted;
    if (isExcepted) return false;
  }
  return true;
}
