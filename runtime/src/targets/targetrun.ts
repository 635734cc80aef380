// One target of one ticket from its start: what it was asked with, what answered, what pauses it, when it is due (D1, D3–D8).

import type { Plan } from '../asking/plan.ts';
import { answerKey } from '../asking/precedence.ts';
import { ask, isTrouble, questionName, type Trouble, trouble, wordTrouble } from '../asking/trouble.ts';
import { outsideValidity } from '../asking/validity.ts';
import type { TicketEvent } from '../facts.ts';
import type { Instant, Order, PauseClause, TargetClause, TargetInfo } from '../ir.ts';
import type { Interval } from '../time/borders.ts';
import { type Due, dueOf } from './due.ts';
import type { Ticket, TicketState } from './tickets.ts';

export interface Case {
  readonly plan: Plan;
  readonly order: Order;
  readonly ticket: Ticket;
  readonly target: TargetInfo;
  readonly asOf: Instant | undefined;
}

/** A target that has started, and what is known of it so far; what the explanation is made from. */
export interface TargetRun extends Case {
  readonly start: Instant;
  readonly stop: Instant | undefined;
  /** The state of the ticket that the target was last asked with. */
  readonly known: TicketState;
  readonly clause: TargetClause;
  /** What the answer counts from: the start, or the change that brought the answer (meaning D8). */
  readonly countsFrom: Instant;
  readonly pauses: readonly Pause[];
  readonly due: Due;
}

export interface Pause extends Interval {
  readonly clauses: readonly PauseClause[];
}

/** When a target, or a round of one that repeats, began and ended. */
export interface Stretch {
  readonly start: Instant;
  readonly stop: Instant | undefined;
}

/** D11: one round after another from the start, by the events up to `asOf`. Empty: the target has not started. */
export function roundsOf(given: Case): Stretch[] {
  const { ticket, target, asOf } = given;
  const first = momentsOf(given);
  if (first === undefined || target.repeatsUntil === undefined) return first === undefined ? [] : [first];
  const events = ticket.events.filter(({ at }) => asOf === undefined || at <= asOf);
  const since = events.findLast(({ event, at }) => event === target.againAfter && at === first.start)?.at;
  const over = events.find(({ event, at }) => event === target.repeatsUntil && at >= (since ?? at))?.at;
  if (over !== undefined && over <= first.start) return [{ start: first.start, stop: over }];
  const rounds: Stretch[] = [];
  let start = first.start;
  for (;;) {
    const later = events.filter(({ at }) => at > start && at <= (over ?? at));
    const stop = stopAmong(target, later) ?? over;
    rounds.push({ start, stop });
    if (stop === undefined || stop === over) return rounds;
    start = stop;
  }
}

/** D1: when the target started and stopped, by the events up to `asOf`. Undefined: it has not started. */
function momentsOf({ ticket, target, asOf }: Case): Stretch | undefined {
  const events = ticket.events.filter(({ at }) => asOf === undefined || at <= asOf);
  const first = events.find(({ event }) => event === target.from)?.at;
  if (first === undefined) return undefined;
  const again = events.findLast(({ event, at }) => event === target.againAfter && at >= first)?.at;
  const counted = again === undefined ? events : events.filter(({ at }) => at >= again);
  return { start: again ?? first, stop: stopAmong(target, counted) };
}

function stopAmong({ to, mode }: TargetInfo, events: readonly TicketEvent[]): Instant | undefined {
  const happened = to.map((name) => events.find(({ event }) => event === name)?.at).filter((at) => at !== undefined);
  const isStopped = mode === 'all' ? happened.length === to.length : happened.length > 0;
  if (!isStopped) return undefined;
  return mode === 'all' ? Math.max(...happened) : Math.min(...happened);
}

/** Asks the target with what was known at each event until its stop (D7), and counts (D3, D4, D6, D8). */
export function follow(given: Case, { start, stop }: Stretch): TargetRun | Trouble {
  const { plan, order, ticket, target, asOf } = given;
  const { ir, calendar } = plan;
  const invalid = outsideValidity(ir, order, calendar.zone.dayAt(start));
  if (invalid !== undefined) return invalid;
  const question = `target:${target.id}`;
  const end = Math.max(start, stop ?? asOf ?? Infinity);
  const states = ticket.states.filter(({ at }) => at >= start && at <= end);

  const known = states.at(-1);
  if (known === undefined) return trouble('gap', `Nothing is known of ticket \`${ticket.id}\`.`);

  let clause: TargetClause | undefined;
  let changedAt: Instant | undefined;
  for (const state of states) {
    // Only choices change (D8): milestones are known as at the end from the first.
    const answer = ask(given, 'target', question, { ...state, moments: known.moments, at: start });
    if (answer === undefined || isTrouble(answer)) {
      // Only the last answer counts; an earlier one that was missing is no change.
      if (state !== known) continue;
      return answer ?? trouble('gap', `No clause answers ${questionName(question)} for ticket \`${ticket.id}\`.`);
    }
    const isSame = clause === undefined || clause === answer || answerKey(clause) === answerKey(answer);
    if (!isSame) changedAt = state.at;
    clause = answer;
  }
  const answered = clause;
  if (answered === undefined) return trouble('gap', `No clause answers ${questionName(question)}.`);

  const pauses = pausesOf(given, stop);
  const count = (from: Instant): TargetRun | Trouble => {
    const due = dueOf(calendar, answered.value, from, pauses);
    return due.kind === 'open'
      ? wordTrouble(answered, due.value)
      : { ...given, start, stop, known, clause: answered, countsFrom: from, pauses, due };
  };
  const { changes } = ir.agreement;
  if (changedAt === undefined || changes === 'from-report') return count(start);
  const fromChange = count(changedAt);
  if (changes === 'from-change' || isTrouble(fromChange)) return fromChange;
  const fromReport = count(start);
  if (isTrouble(fromReport) || sameDue(fromReport.due, fromChange.due)) return fromReport;
  const message = `Ticket \`${ticket.id}\` changed while \`${target.id}\` ran, and the agreement does not say whether changes count from report or from change.`;
  return trouble('change-not-said', message, [answered]);
}

/** The questions whose answers may pause it. */
export function pauseQuestions(plan: Plan, target: TargetInfo): string[] {
  const index = plan.ir.targets.indexOf(target);
  return plan.questions.filter((question) =>
    plan.clausesOf(question).some((clause) => clause.kind === 'pause' && clause.targets.includes(index)),
  );
}

/** D6: the stretches in which a pause of the target holds, each with its clauses; one that lasts ends at Infinity. */
function pausesOf({ plan, order, ticket, target, asOf }: Case, stop: Instant | undefined): Pause[] {
  const questions = pauseQuestions(plan, target);
  if (questions.length === 0) return [];
  const pauses: Pause[] = [];
  const states = ticket.states.filter(({ at }) => at < (stop ?? Infinity) && at <= (asOf ?? Infinity));
  states.forEach((state, position) => {
    const end = states[position + 1]?.at ?? stop ?? Infinity;
    const holding = questions.flatMap((question) => plan.stated(question, order, state));
    const clauses = holding.filter((clause) => clause.kind === 'pause');
    if (clauses.length === 0) return;
    const last = pauses.at(-1);
    if (last?.end === state.at)
      pauses[pauses.length - 1] = { start: last.start, end, clauses: [...new Set([...last.clauses, ...clauses])] };
    else pauses.push({ start: state.at, end, clauses });
  });
  return pauses;
}

function sameDue(a: Due, b: Due): boolean {
  return a.kind === b.kind && (a.kind !== 'due' || b.kind !== 'due' || a.at === b.at);
}
