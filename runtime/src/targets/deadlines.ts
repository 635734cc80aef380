// Deadlines of tickets: which clause answers each target, when it falls due, and how it stands (meanings D1–D10).

import type { Plan } from '../asking/plan.ts';
import { asOfTrouble, orderTrouble } from '../asking/sound.ts';
import { isTrouble, problemOf, type Trouble, withinTables } from '../asking/trouble.ts';
import type { TicketEvent } from '../facts.ts';
import type { Deadline, Instant, Order } from '../ir.ts';
import type { TargetResult, TargetState, TicketResults } from '../results.ts';
import { deadlineTrace } from './deadlinetrace.ts';
import { countedSeconds } from './due.ts';
import { type Case, follow, roundsOf, type Stretch, type TargetRun } from './targetrun.ts';
import { readTickets } from './tickets.ts';

/**
 * Each target of each ticket, sorted by ticket and in the order of the agreement's targets. `at`: as things stood at
 * that instant, from the events up to it (meaning D9); without it, from all events, and a target that nothing stopped is
 * `running` or `paused`. Never throws on facts: what cannot be computed is `undecided` with a problem.
 */
export function deadlines(
  plan: Plan,
  order: Order,
  events: readonly TicketEvent[],
  asked: { readonly at?: Instant } = {},
): TicketResults {
  const wrong = orderTrouble(plan.ir, order) ?? asOfTrouble(asked);
  if (wrong !== undefined) return { targets: [], problems: [problemOf(wrong)] };
  const { tickets, problems } = readTickets(plan.ir, order, events);
  const targets: TargetResult[] = [];
  const seen = new Set<string>();
  for (const ticket of tickets) {
    for (const target of plan.ir.targets) {
      if (plan.clausesOf(`target:${target.id}`).length === 0) continue;
      for (const { result, why } of resultsOf({ plan, order, ticket, target, asOf: asked.at })) {
        targets.push(result);
        const key = `${ticket.id} ${why?.code} ${why?.message}`;
        if (why === undefined || seen.has(key)) continue;
        seen.add(key);
        problems.push({
          ...problemOf(why, ticket.id),
          ...(result.startedAt !== undefined && { at: result.startedAt }),
        });
      }
    }
  }
  return { targets, problems };
}

type Outcome = { readonly result: TargetResult; readonly why?: Trouble };

/** One, or of a target that repeats one for each round. */
function resultsOf(given: Case): Outcome[] {
  const { ticket, target } = given;
  const rounds = roundsOf(given);
  if (rounds.length === 0) {
    const trace = plainTrace(`\`${target.from}\` has not happened`);
    return [{ result: { ticket: ticket.id, target: target.id, aim: false, state: 'not-started', trace } }];
  }
  return rounds.map((moments, index) =>
    resultOf(given, moments, target.repeatsUntil === undefined ? undefined : index + 1),
  );
}

function resultOf(given: Case, moments: Stretch, round: number | undefined): Outcome {
  const { ticket, target } = given;
  const base = { ticket: ticket.id, target: target.id, ...(round !== undefined && { round }), aim: false };
  const started = { ...base, startedAt: moments.start, ...(moments.stop !== undefined && { stoppedAt: moments.stop }) };
  const found = withinTables(() => {
    const run = follow(given, moments);
    return isTrouble(run) ? run : { run, time: timeOf(run) };
  });
  if (isTrouble(found)) {
    const isPending = found.code === 'choice-missing' || found.code === 'number-missing';
    const result = {
      ...started,
      state: isPending ? 'pending' : 'undecided',
      trace: plainTrace(found.message),
    } as const;
    return isPending ? { result } : { result, why: found };
  }
  const { run, time } = found;
  const { clause, due } = run;
  return {
    result: {
      ...started,
      clause: clause.id,
      ...(clause.paper !== undefined && { paper: clause.paper }),
      aim: clause.value.kind === 'aim',
      state: stateOf(run),
      ...(due.kind === 'due' && { due: due.at }),
      ...time,
      // Explanations are made when read: most of a million are not.
      get trace() {
        return deadlineTrace(run);
      },
    },
  };
}

/** For targets in time: what the clock has counted until the stop, `asOf` or the pause that lasts, and what is left. */
function timeOf({ plan, clause, countsFrom, stop, asOf, pauses, due }: TargetRun): Pick<TargetResult, 'used' | 'left'> {
  const deadline = unwrapped(clause.value);
  const until = stop ?? asOf ?? (due.kind === 'paused' ? pauses.at(-1)?.start : undefined);
  if (deadline.kind !== 'duration' || until === undefined) return {};
  const used = countedSeconds(plan.calendar, deadline.clock, countsFrom, until, pauses);
  return { used, left: deadline.seconds - used };
}

function stateOf({ due, start, stop, asOf, pauses }: TargetRun): TargetState {
  switch (due.kind) {
    case 'no-promise':
    case 'best-effort':
      return due.kind;
    case 'open':
      return 'undecided';
    case 'paused':
      return 'paused';
    case 'due':
      if (stop !== undefined) return stop <= due.at || stop < start ? 'met' : 'missed';
      if (asOf !== undefined && asOf > due.at) return 'overdue';
      return pauses.at(-1)?.end === Infinity ? 'paused' : 'running';
  }
}

function unwrapped(deadline: Deadline): Deadline {
  return deadline.kind === 'aim' ? unwrapped(deadline.of) : deadline;
}

function plainTrace(text: string): TargetResult['trace'] {
  return { what: 'asked', text };
}
