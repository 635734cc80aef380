// What each situation makes of a target: asked once as of one ticket, and kept for all that stand there.

import { orderKinds } from '../../asking/order-kinds.ts';
import type { Plan } from '../../asking/plan.ts';
import { once } from '../../asking/questions.ts';
import { ask, isTrouble, wordTrouble } from '../../asking/trouble.ts';
import { daysOf } from '../../asking/validity.ts';
import type { Instant, Order, TargetInfo } from '../../ir.ts';
import { dueOf } from '../../targets/due.ts';
import { pauseQuestions } from '../../targets/targetrun.ts';
import { readTickets } from '../../targets/tickets.ts';
import { withinHorizon } from '../../time/horizon.ts';
import { type Clock, clockOf } from './clocks.ts';
import type { TicketColumns } from './columns.ts';
import { type Places, placesOf } from './places.ts';
import { eventsOf } from './rows.ts';
import { codeOf } from './states.ts';

export const noClause = 0xffffffff;
export const UNKNOWN = -1;

export interface Told {
  readonly plan: Plan;
  /** Undefined: nothing can be asked about it. */
  readonly orders: readonly (Order | undefined)[];
  readonly columns: TicketColumns;
  readonly at: Instant | undefined;
  /** Rows that must be told one ticket at a time, and why. */
  readonly slow: Map<number, string>;
}

export interface Cell {
  readonly clause: number;
  readonly state: number;
  /** Absent: nothing falls due. */
  readonly clock?: Clock;
}

export interface Answers {
  readonly places: Places;
  /** Until when the calendars know all windows. */
  readonly known: Instant;
  /** Of each order, in which starts are surely its own. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Of each order, for each place the place of its cell in `cells`, or `UNKNOWN`: `resolve` it. */
  readonly tables: readonly Int32Array[];
  readonly cells: readonly Cell[];
  /** Undefined: the row must be told alone. `end`: until when something is known of it. */
  resolve(row: number, place: number, order: number, end: Instant): Cell | undefined;
}

/** The target's, or why all rows must be told alone. */
export function answersOf(told: Told, target: TargetInfo, starts: Float64Array): Answers | string {
  const { plan, orders, columns, slow } = told;
  const { ir, calendar } = plan;
  const { id, from: start } = target;
  if (target.repeatsUntil !== undefined) return `\`${id}\` repeats`;
  if (Object.hasOwn(columns.events, 'self') || Object.hasOwn(columns.events, 'start'))
    return 'an event has a name of ours';
  const question = `target:${id}`;
  const pauses = pauseQuestions(plan, target);
  const axesOf = (questions: readonly string[]) =>
    [...plan.reached(questions)].flatMap((asked) => plan.table(asked).table.axes);
  if (axesOf(pauses).some(({ kind }) => kind === 'moment' || kind === 'date'))
    return `what pauses \`${id}\` depends on the time`;
  const ofOrders = ir.numbers.filter(({ derived }) => derived?.kind === 'since-start').map((number) => number.id);
  if (axesOf([question, ...pauses]).some((axis) => axis.kind === 'number' && ofOrders.includes(axis.id)))
    return `\`${id}\` depends on how long the order lasts`;
  const range = rangeOf(told, starts);
  const found = withinHorizon(() => placesOf(plan, [question, ...pauses], start, columns, range.from, range.until));
  if ('outside' in found) return found.outside;
  const places = found.value;
  if (places === undefined) return 'there are too many situations';

  const kindOf = orderKinds(ir);
  const cells: Cell[] = [];
  const tableOf = once((_: string) => new Int32Array(places.size).fill(UNKNOWN));
  const tables = orders.map((order) => (order === undefined ? new Int32Array(0) : tableOf(kindOf(order))));
  const clauses = new Map(ir.clauses.map((clause, index) => [clause.id, index]));
  const inForce = { from: ir.agreement.validFrom, until: ir.agreement.validUntil };
  const spans = orders.map((order) => {
    if (order === undefined) return { from: Infinity, until: -Infinity };
    const both = [daysOf(order), daysOf(inForce)];
    const borders = (day: number) => (Number.isFinite(day) ? calendar.zone.dayBorders(day) : [day]);
    return {
      from: Math.max(range.from, ...both.flatMap(({ from }) => borders(from))),
      until: Math.min(range.until, ...both.flatMap(({ until }) => borders(until))),
    };
  });

  function resolve(row: number, place: number, order: number, end: Instant): Cell | undefined {
    // What is wrong with one row says nothing of the others that stand there.
    if (slow.has(row)) return undefined;
    const made = cellAt(row, orders[order] as Order, end);
    if (typeof made === 'string') {
      slow.set(row, made);
      return undefined;
    }
    (tables[order] as Int32Array)[place] = cells.length;
    cells.push(made);
    return made;
  }

  function cellAt(row: number, order: Order, end: Instant): Cell | string {
    const startedAt = starts[row] as Instant;
    const known = eventsOf(columns, row).filter((event) => event.at <= end);
    const state = readTickets(ir, order, known).tickets[0]?.states.at(-1);
    if (state === undefined) return 'nothing is known of it';
    if (pauses.some((pause) => plan.stated(pause, order, state).length > 0)) return `\`${id}\` is paused`;
    const answer = ask({ plan, order }, 'target', question, { ...state, at: startedAt });
    if (answer === undefined) return 'no clause answers';
    if (isTrouble(answer)) {
      const isPending = answer.code === 'choice-missing' || answer.code === 'number-missing';
      return isPending ? { clause: noClause, state: codeOf('pending') } : answer.message;
    }
    const clause = clauses.get(answer.id) ?? noClause;
    const due = withinHorizon(() => dueOf(calendar, answer.value, startedAt, []));
    if ('outside' in due) return due.outside;
    switch (due.value.kind) {
      case 'open':
        return wordTrouble(answer, due.value.value).message;
      case 'no-promise':
      case 'best-effort':
      case 'paused':
        return { clause, state: codeOf(due.value.kind) };
      case 'due':
        return { clause, state: codeOf('running'), clock: clockOf(calendar, answer.value, range.from, range.until) };
    }
  }

  return {
    places,
    known: range.known,
    first: Float64Array.from(spans, ({ from }) => from),
    last: Float64Array.from(spans, ({ until }) => until),
    tables,
    cells,
    resolve,
  };
}

/** From the first start to the last, as far as the calendars know all windows. */
function rangeOf(
  { plan: { ir, calendar }, at = Infinity }: Told,
  starts: Float64Array,
): { from: Instant; until: Instant; known: Instant } {
  let from = Infinity;
  let last = -Infinity;
  for (let row = 0; row < starts.length; row += 1) {
    const start = starts[row] as Instant;
    if (start < from) from = start;
    if (start > last && start <= at) last = start;
  }
  let known = Infinity;
  for (const one of [calendar.zone.horizon, ...ir.windows.map((_, window) => calendar.known(window))]) {
    from = Math.max(from, one.from);
    known = Math.min(known, one.until);
  }
  const until = Math.min(last + 1, known);
  return from < until ? { from, until, known } : { from: 0, until: 0, known };
}
