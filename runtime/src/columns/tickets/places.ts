// Where each ticket stands among the situations that the agreement tells apart: its choices, its numbers, and the time of its start.

import type { Plan } from '../../asking/plan.ts';
import { once } from '../../asking/questions.ts';
import type { Instant, Order } from '../../ir.ts';
import { dayOf } from '../../time/civil.ts';
import { hoursOf } from '../../time/table.ts';
import type { CodeColumn } from '../columns.ts';
import { decimalOf } from '../rows.ts';
import type { TicketColumns } from './columns.ts';

/** The time of starts, cut where anything about it may change; stretches that have the same to say have one atom. */
export interface Timeline {
  readonly from: Instant;
  /** Sorted, with one that is never reached at the end. */
  readonly cuts: Float64Array;
  /** How many cuts are at or before each hour since `from`. */
  readonly hours: Uint32Array;
  /** Of each stretch, the first ending at the first cut. */
  readonly atoms: Uint32Array;
}

/** A condition on something that happens besides the start. */
export interface Besides {
  readonly event: string;
  /** 0 outside, 1 inside, 2 neither: it has not happened. */
  code(at: Instant): number;
}

/** A place is (what rows say × atoms + atom) × 3 for each of `besides` + its code. */
export interface Places {
  readonly size: number;
  readonly timeline: Timeline;
  /** Of each row the place of the first atom. */
  readonly bases: Uint32Array;
  readonly besides: readonly Besides[];
}

/** More situations than this are not kept. */
const MOST_PLACES = 2 ** 22;

/**
 * Of the questions, and what is decided for them, asked of starts in `[from, until)`. `start`: the event that is one.
 * Throws OutsideHorizon where that time is not known.
 */
export function placesOf(
  plan: Plan,
  questions: readonly string[],
  start: string,
  columns: TicketColumns,
  from: Instant,
  until: Instant,
): Places | undefined {
  const { calendar } = plan;
  const axes = [...plan.reached(questions)].flatMap((question) => plan.table(question).table.axes);
  const anyOrder: Order = { id: '', from: '', choices: {}, units: [] };
  const codeOf = (axis: (typeof axes)[number], at: Instant, numbers = {}, moments = {}) =>
    axis.code({ order: anyOrder, situation: { at, choices: {}, numbers, moments }, decide: () => undefined });
  const isOfStart = (moment: string) => moment === 'self' || moment === 'start' || moment === start;

  // ------------------------------------------------------------------------------------------------ the time of starts
  const cuts = new Set<Instant>();
  const boxes = [...plan.reached(questions)]
    .flatMap((question) => plan.clausesOf(question))
    .flatMap(({ when }) => when);
  for (const { windows = [], dates } of boxes) {
    for (const { moment, window } of windows) {
      if (!isOfStart(moment)) continue;
      for (const { start, end } of calendar.intervals(window, from, until)) cuts.add(start).add(end);
    }
    const days = [dates?.from, dates?.until].map((date, last) => (date === undefined ? undefined : dayOf(date) + last));
    for (const day of days) {
      for (const at of day === undefined ? [] : calendar.zone.dayBorders(day)) cuts.add(at);
    }
  }
  const sorted = Float64Array.from([...cuts].filter((at) => from < at && at < until)).sort();
  const timed = axes.filter(({ kind, id }) => kind === 'date' || (kind === 'moment' && isOfStart(id)));
  const atomOf = once((_: string) => atomCount++);
  let atomCount = 0;
  const atoms = Uint32Array.from([from, ...sorted], (at) =>
    atomOf(timed.map((axis) => codeOf(axis, at, {}, { [start]: at })).join()),
  );

  // ------------------------------------------------------------------------------------------------- what rows say
  const digits = new Map<string, { readonly size: number; readonly codes: CodeColumn['codes'] }>();
  const besides: Besides[] = [];
  for (const axis of axes) {
    const name = `${axis.kind} ${axis.id}`;
    if (axis.kind === 'choice') {
      // The values themselves are the codes, for all questions.
      const column = columns.choices?.[axis.id];
      if (column !== undefined) digits.set(name, { size: column.values.length, codes: column.codes });
    } else if (axis.kind === 'number') {
      const column = columns.numbers?.[axis.id];
      if (column === undefined) continue;
      const notSaid = axis.size;
      const known = once((value: number) => codeOf(axis, from, { [axis.id]: decimalOf(value) }));
      const codes = Uint16Array.from(column, (value) => (Number.isNaN(value) ? notSaid : known(value)));
      digits.set(`${name} ${digits.size}`, { size: axis.size + 1, codes });
    } else if (axis.kind === 'moment' && !isOfStart(axis.id)) {
      besides.push({ event: axis.id, code: (at) => codeOf(axis, at, {}, { [axis.id]: at }) });
    }
  }
  const size = [...digits.values()].reduce((product, digit) => product * digit.size, atomCount * 3 ** besides.length);
  if (size > MOST_PLACES) return undefined;
  const bases = new Uint32Array(columns.rows);
  // The last digit, the atom, is that of the start: 0 for the first.
  let factor = atomCount;
  for (const { size, codes } of [...digits.values()].reverse()) {
    addDigit(bases, codes, factor);
    factor *= size;
  }
  const timeline = { from, cuts: Float64Array.of(...sorted, Infinity), hours: hoursOf(sorted, from, until), atoms };
  return { size, timeline, bases, besides };
}

function addDigit(bases: Uint32Array, codes: CodeColumn['codes'], factor: number): void {
  for (let row = 0; row < bases.length; row += 1) bases[row] = (bases[row] as number) + (codes[row] as number) * factor;
}
