// One target of many tickets: each is looked up among the situations, and the clock of its answer is asked (meanings D1–D10).

import type { Instant, TargetInfo } from '../../ir.ts';
import { type Answers, answersOf, noClause, type Told, UNKNOWN } from './answers.ts';
import { dueAfter } from './clocks.ts';
import type { TargetColumns, TicketColumns } from './columns.ts';
import type { Besides } from './places.ts';
import { codeOf } from './states.ts';

const [MET, MISSED, RUNNING, OVERDUE] = [codeOf('met'), codeOf('missed'), codeOf('running'), codeOf('overdue')];
const [NOT_STARTED, UNDECIDED] = [codeOf('not-started'), codeOf('undecided')];
const HOUR = 3600;
/** So many rows are told by one call: a function that is called often is made faster than a loop that is long. */
const SOME = 1024;

export function targetColumns(told: Told, target: TargetInfo): TargetColumns {
  const { columns, at: latest = Infinity, slow } = told;
  const { rows, events } = columns;
  const all = {
    target: target.id,
    state: new Uint8Array(rows).fill(UNDECIDED),
    due: new Float64Array(rows).fill(Number.NaN),
    clause: new Uint32Array(rows).fill(noClause),
  };
  const starts = events[target.from] ?? never(rows);
  const answers = answersOf(told, target, starts);
  if (typeof answers === 'string') {
    for (let row = 0; row < rows; row += 1) {
      if ((starts[row] as number) <= latest) slow.set(row, answers);
      else all.state[row] = NOT_STARTED;
    }
    return all;
  }
  const stops = stopsOf(target, columns);
  const again = target.againAfter === undefined ? undefined : events[target.againAfter];
  const way = { told, target, starts, stops, again, answers, all };
  for (let row = 0; row < rows; row += SOME) tell(way, row, Math.min(row + SOME, rows));
  return all;
}

interface Way {
  readonly told: Told;
  readonly target: TargetInfo;
  readonly starts: Float64Array;
  /** Absent: no row was stopped. */
  readonly stops: Float64Array | undefined;
  readonly again: Float64Array | undefined;
  readonly answers: Answers;
  readonly all: TargetColumns;
}

/** Events count up to `at`; without it all do, and nothing is overdue. */
function tell({ told, target, starts, stops, again, answers, all }: Way, firstRow: number, end: number): void {
  const { columns, at: latest = Infinity, slow } = told;
  const { order: orderOf, events } = columns;
  const { state, due, clause } = all;
  const { first, last, known: knownLast, tables, cells } = answers;
  const { timeline, bases, besides } = answers.places;
  const { from, cuts, hours, atoms } = timeline;
  const now = latest === Infinity ? -Infinity : latest;
  const isTimed = atoms.length > 1;

  for (let row = firstRow; row < end; row += 1) {
    const start = starts[row] as number;
    if (!(start <= latest)) {
      state[row] = NOT_STARTED;
      continue;
    }
    const order = orderOf === undefined ? 0 : (orderOf[row] as number);
    if (!(start >= (first[order] as number) && start < (last[order] as number))) {
      slow.set(row, 'it may lie outside the days of its order, or of what is known');
      continue;
    }
    if (again !== undefined && (again[row] as number) <= latest) {
      slow.set(row, `\`${target.againAfter}\` starts \`${target.id}\` again`);
      continue;
    }
    const stopped = stops === undefined ? Number.NaN : (stops[row] as number);
    let place = bases[row] as number;
    if (isTimed) {
      let stretch = hours[((start - from) / HOUR) | 0] as number;
      while ((cuts[stretch] as number) <= start) stretch += 1;
      place += atoms[stretch] as number;
    }
    for (let which = 0; which < besides.length; which += 1) {
      const { event, code } = besides[which] as Besides;
      const moment = events[event]?.[row] ?? Number.NaN;
      place = place * 3 + (moment <= knownUntil(start, stopped, latest) ? code(moment) : 2);
    }
    const known = (tables[order] as Int32Array)[place] as number;
    const cell =
      known === UNKNOWN ? answers.resolve(row, place, order, knownUntil(start, stopped, latest)) : cells[known];
    if (cell === undefined) continue;
    clause[row] = cell.clause;
    state[row] = cell.state;
    if (cell.clock === undefined) continue;
    const dueAt = dueAfter(cell.clock, start);
    const ended = stopped <= latest ? stopped : now;
    if (Number.isNaN(dueAt) || ended >= knownLast) slow.set(row, 'nobody knows when it falls due, or what is left');
    due[row] = dueAt;
    if (stopped <= latest) state[row] = stopped <= dueAt || stopped < start ? MET : MISSED;
    else state[row] = now > dueAt ? OVERDUE : RUNNING;
  }
}

/** What is known of a ticket is known as at the end of the target: its stop, or as of now. */
function knownUntil(start: Instant, stopped: Instant, latest: Instant): Instant {
  return stopped <= latest ? Math.max(start, stopped) : latest;
}

const never = (rows: number): Float64Array => new Float64Array(rows).fill(Number.NaN);

/** D1: the first of what stops it, or the last where all must have happened. */
function stopsOf({ to, mode }: TargetInfo, { events }: TicketColumns): Float64Array | undefined {
  const columns = to.map((event) => events[event]).filter((column) => column !== undefined);
  const [first, ...others] = columns;
  if (first === undefined || (mode === 'all' && columns.length < to.length)) return undefined;
  return others.reduce(mode === 'all' ? lasts : firsts, first);
}

/** Row by row; NaN where neither happened. */
function firsts(a: Float64Array, b: Float64Array): Float64Array {
  const found = new Float64Array(a.length);
  for (let row = 0; row < a.length; row += 1) {
    const one = a[row] as Instant;
    const other = b[row] as Instant;
    found[row] = one <= other || Number.isNaN(other) ? one : other;
  }
  return found;
}

/** Row by row; NaN where one has not happened. */
function lasts(a: Float64Array, b: Float64Array): Float64Array {
  const found = new Float64Array(a.length);
  for (let row = 0; row < a.length; row += 1) found[row] = Math.max(a[row] as Instant, b[row] as Instant);
  return found;
}
