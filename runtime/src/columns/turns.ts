// Order of time (meaning W7): rows by start, parts by period and then as their rows stand.

import { compareText } from '../pricing/pieces.ts';
import type { WorkColumns } from './columns.ts';
import type { Parts } from './parts.ts';
import type { Timeline } from './timeline.ts';

/** The rows sorted by start; of those that start together the smaller id, or the earlier row, comes first. */
export function sortByStart({ start, ids }: WorkColumns, rows: Uint32Array): Uint32Array {
  const isAfter = (a: number, b: number): boolean =>
    (start[a] as number) > (start[b] as number) ||
    (ids !== undefined && start[a] === start[b] && compareText(ids[a] ?? '', ids[b] ?? '') > 0);
  let isSorted = true;
  for (let at = 1; at < rows.length && isSorted; at += 1)
    isSorted = !isAfter(rows[at - 1] as number, rows[at] as number);
  if (isSorted) return rows;
  if (ids === undefined) return sortByKey(start, rows);
  return rows.toSorted(
    (a, b) => (start[a] as number) - (start[b] as number) || compareText(ids[a] ?? '', ids[b] ?? ''),
  );
}

/** Start and place in one number, which numeric sorting is quick with. */
function sortByKey(start: Float64Array, rows: Uint32Array): Uint32Array {
  let [least, most] = [Infinity, -Infinity];
  let isWhole = true;
  for (const row of rows) {
    const at = start[row] as number;
    if (at < least) least = at;
    if (at > most) most = at;
    // What is no whole number, and NaN, is in no key: such rows are refused when they are cut.
    if (Math.floor(at) !== at) isWhole = false;
  }
  const count = rows.length;
  if (!isWhole || !((most - least + 1) * count <= Number.MAX_SAFE_INTEGER))
    return rows.toSorted((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  const keys = new Float64Array(count);
  for (let at = 0; at < count; at += 1) keys[at] = ((start[rows[at] as number] as number) - least) * count + at;
  keys.sort();
  const sorted = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) sorted[at] = rows[(keys[at] as number) % count] as number;
  return sorted;
}

let numbers = new Int32Array(0);
/** The parts as they were cut. */
export function asCut(cut: number): Int32Array {
  if (numbers.length < cut) numbers = Int32Array.from({ length: 2 * cut }, (_, part) => part);
  return numbers;
}

/** The cut parts in their turn. */
export function inTurn({ stretch, cut: count, isInTurn }: Parts, { turns, turnDays }: Timeline): Int32Array {
  if (isInTurn) return asCut(count);
  const ends = new Int32Array(turnDays.length + 1);
  const turnOf = (part: number): number => turns[stretch[part] as number] as number;
  for (let part = 0; part < count; part += 1) ends[turnOf(part) + 1] = (ends[turnOf(part) + 1] as number) + 1;
  for (let turn = 1; turn < ends.length; turn += 1) ends[turn] = (ends[turn] as number) + (ends[turn - 1] as number);
  const order = new Int32Array(count);
  for (let part = 0; part < count; part += 1) {
    const place = ends[turnOf(part)] as number;
    order[place] = part;
    ends[turnOf(part)] = place + 1;
  }
  return order;
}
