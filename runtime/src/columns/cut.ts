// Cuts rows where the situation may change, and looks up what a unit of each part comes to (meaning C1).

import { daysOf } from '../asking/validity.ts';
import { item, type Run } from '../pricing/run.ts';
import type { Narrow } from './agreement.ts';
import type { WorkColumns } from './columns.ts';
import { type Answers, type Bases, TROUBLE } from './grid.ts';
import { type Parts, reserve } from './parts.ts';

/** The parts of the rows, those of each together; or why columns cannot price them. */
export function cut(
  columns: WorkColumns,
  run: Run,
  narrow: Narrow,
  answers: Answers,
  bases: Bases,
  rows: Uint32Array,
  parts: Parts,
): string | undefined {
  const { subject, timeline, scale } = narrow;
  const { starts } = timeline;
  const isTimed = item(run.ir.subjects, subject).kind === 'activity';
  const why = wrongTime(columns, run, starts, isTimed, rows);
  if (why !== undefined) return why;
  if (!((starts.at(-1) as number) - (starts[0] as number) <= Number.MAX_SAFE_INTEGER / scale))
    return 'quantities have no common denominator';
  const places = bases.of(narrow, rows);
  if (parts.ends.length <= rows.length) parts.ends = new Uint32Array(2 * rows.length + 1);
  reserve(parts, 2 * rows.length);
  parts.cut = 0;
  for (let at = 0; at < rows.length; ) {
    at = cutRows(columns, narrow, answers, isTimed, rows, places, parts, at);
    if (at === rows.length) break;
    // The row has more parts than there is room for, or stands at a place that nobody has looked into.
    const { cut, place } = parts;
    if (cut === place.length) reserve(parts, cut + 1);
    else if (answers.resolve(rows[at] as number, place[cut] as number) === TROUBLE) return answers.why;
    parts.cut = parts.ends[at] as number;
  }
  parts.rows = rows.length;
  parts.ends[rows.length] = parts.cut;
  parts.count = parts.cut;
  return isTimed ? undefined : takeQuantities(parts, columns.quantity, scale);
}

/** Goes on with the row at `at`, as far as there is room and all places are known; where it stops, `place` says which is not. */
function cutRows(
  { start, end = start }: WorkColumns,
  { timeline, scale }: Narrow,
  answers: Answers,
  isTimed: boolean,
  rows: Uint32Array,
  bases: Uint32Array,
  parts: Parts,
  first: number,
): number {
  const { starts, atoms, hours } = timeline;
  const { cells: known } = answers;
  const { row: rowOf, from: begins, stretch: stretches, place: places, cell: cells, counted, ends } = parts;
  const last = isTimed ? end : start;
  const origin = starts[0] as number;
  let size = parts.cut;
  for (let at = first; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const ended = last[row] as number;
    const base = bases[at] as number;
    let from = start[row] as number;
    let stretch = hours[((from - origin) / 3600) | 0] as number;
    while ((starts[stretch + 1] as number) <= from) stretch += 1;
    ends[at] = size;
    for (let isMore = true; isMore; stretch += 1) {
      const until = Math.min(starts[stretch + 1] as number, ended);
      const place = base + (atoms[stretch] as number);
      const cell = known[place] as number;
      places[size] = place;
      if (cell < 0 || size === places.length) {
        parts.cut = size;
        return at;
      }
      rowOf[size] = row;
      begins[size] = from;
      stretches[size] = stretch;
      cells[size] = cell;
      counted[size] = (until - from) * scale;
      size += 1;
      isMore = until < ended;
      from = until;
    }
  }
  parts.cut = size;
  return rows.length;
}

/** Of what happens at an instant. */
function takeQuantities(
  { row, counted, cut }: Parts,
  quantity: Float64Array | undefined,
  scale: number,
): string | undefined {
  for (let part = 0; part < cut; part += 1) {
    const said = quantity === undefined ? 1 : (quantity[row[part] as number] as number);
    if (!(said >= 0 && Math.floor(said) === said)) return 'a quantity is not whole';
    counted[part] = said * scale;
    if (!(said * scale <= Number.MAX_SAFE_INTEGER)) return 'a quantity is too large';
  }
  return undefined;
}

/** Rows must lie between known instants, and begin on a day of the order and of the agreement (meaning Q8). */
function wrongTime(
  { start, end = start }: WorkColumns,
  { ir, zone, orderDays }: Run,
  starts: Float64Array,
  isTimed: boolean,
  rows: Uint32Array,
): string | undefined {
  const valid = daysOf({ from: ir.agreement.validFrom, until: ir.agreement.validUntil });
  const startOf = (day: number): number => (Number.isFinite(day) ? zone.startOfDay(day) : day);
  const close = starts.at(-1) ?? 0;
  const low = Math.max(starts[0] ?? 0, startOf(Math.max(orderDays.from, valid.from)));
  const high = Math.min(close, startOf(Math.min(orderDays.until, valid.until)));
  const last = isTimed ? end : start;
  for (let at = 0; at < rows.length; at += 1) {
    const begun = start[rows[at] as number] as number;
    const ended = last[rows[at] as number] as number;
    if (!(begun >= low && begun < high && ended >= begun && ended < close))
      return 'a row lies outside of what is known';
    if (Math.floor(begun) !== begun || Math.floor(ended) !== ended) return 'a time is not a whole number of seconds';
  }
  return undefined;
}
