// Lines in the making: what parts add to them, and how they are rounded once an order is done (meanings M2, M3).

import { grown } from './cells.ts';
import type { Item } from './tariffs.ts';

/** Arrays are replaced when they grow: read them anew after `reserveLines`. Quantities and amounts are in their scales. */
export interface Lines {
  count: number;
  item: Uint32Array;
  row: Uint32Array;
  month: Int32Array;
  quantity: Float64Array;
  exact: Float64Array;
  amount: Float64Array;
  /** Only where there are allowances, and start prices. */
  drawn?: Float64Array;
  bought?: Float64Array;
  /** Only for explanations: first and last instant of what is posted on it. */
  from?: Float64Array;
  until?: Float64Array;
  /** The largest exact amount of those that are closed. */
  largest: number;
}

/** Which columns there are. */
export interface LineShape {
  readonly hasAllowances: boolean;
  readonly hasStarts: boolean;
  readonly explains: boolean;
}

export function createLines({ hasAllowances, hasStarts, explains }: LineShape): Lines {
  return {
    count: 0,
    item: new Uint32Array(0),
    row: new Uint32Array(0),
    month: new Int32Array(0),
    quantity: new Float64Array(0),
    exact: new Float64Array(0),
    amount: new Float64Array(0),
    ...(hasAllowances ? { drawn: new Float64Array(0) } : {}),
    ...(hasStarts ? { bought: new Float64Array(0) } : {}),
    ...(explains ? { from: new Float64Array(0), until: new Float64Array(0) } : {}),
    largest: 0,
  };
}

/** `likely`: how many there will be in the end, for all that is known; memory that is not written costs nothing. */
export function reserveLines(lines: Lines, size: number, likely = size): void {
  if (size <= lines.row.length) return;
  const length = Math.max(1024, size, Math.ceil(likely), lines.row.length * 1.5);
  const longer = (column: Float64Array): Float64Array => grown(column, new Float64Array(length));
  lines.item = grown(lines.item, new Uint32Array(length));
  lines.row = grown(lines.row, new Uint32Array(length));
  lines.month = grown(lines.month, new Int32Array(length));
  lines.quantity = longer(lines.quantity);
  lines.exact = longer(lines.exact);
  lines.amount = longer(lines.amount);
  if (lines.drawn !== undefined) lines.drawn = longer(lines.drawn);
  if (lines.bought !== undefined) lines.bought = longer(lines.bought);
  if (lines.from !== undefined) lines.from = longer(lines.from);
  if (lines.until !== undefined) lines.until = longer(lines.until);
}

/** A line of its own; there must be room. */
export function openLine(lines: Lines, item: number, row: number, month: number, at: number): number {
  const line = lines.count;
  lines.count = line + 1;
  lines.item[line] = item;
  lines.row[line] = row;
  lines.month[line] = month;
  lines.quantity[line] = 0;
  lines.exact[line] = 0;
  if (lines.drawn !== undefined) lines.drawn[line] = 0;
  if (lines.bought !== undefined) lines.bought[line] = 0;
  if (lines.from !== undefined) lines.from[line] = at;
  if (lines.until !== undefined) lines.until[line] = at;
  return line;
}

export interface Rounding {
  /** Exact amounts that make one step; whole. */
  readonly step: number;
  /** Minor units of one step. */
  readonly minor: number;
}

/**
 * Rounds the lines from `first` on, half away from zero, and drops those that come to nothing and are not of work, which
 * `works` says of each item. Gives the sum, and writes into `moved` where each line stands now; undefined where an amount is
 * too large to be exact.
 */
export function closeLines(
  lines: Lines,
  first: number,
  works: Uint8Array,
  { step, minor }: Rounding,
  moved: Uint32Array | undefined,
): number | undefined {
  const { item, exact, amount } = lines;
  const count = lines.count | 0;
  // `v / step + 0.5` is a multiple of 1 / (2 step). Where it is whole, the quotient is exact; else it is at least that far from
  // a whole number, and what is computed is off by less than (2 v / step + 0.5) / 2^53: it comes to lie on the same side.
  const most = (Number.MAX_SAFE_INTEGER - step) / 4;
  let sum = 0;
  let largest = +lines.largest;
  let nothing = 0;
  for (let at = first | 0; at < count; at += 1) {
    const value = exact[at] as number;
    largest = Math.max(largest, Math.abs(value));
    const rounded = value < 0 ? Math.ceil(value / step - 0.5) : Math.floor(value / step + 0.5);
    amount[at] = rounded;
    sum += rounded;
    // Without a branch, which could not be foretold.
    nothing |= Number(value === 0) & ((works[item[at] as number] as number) ^ 1);
  }
  if (!(largest <= most)) return undefined;
  lines.largest = largest;
  if (minor !== 1) for (let at = first; at < count; at += 1) amount[at] = (amount[at] as number) * minor;
  if (nothing !== 0) lines.count = dropNothing(lines, first, works, moved);
  else if (moved !== undefined) for (let at = first; at < count; at += 1) moved[at - first] = at;
  return sum * minor;
}

/** How many lines there are without those that come to nothing and are not of work. */
function dropNothing(lines: Lines, first: number, works: Uint8Array, moved: Uint32Array | undefined): number {
  const { item, exact, count } = lines;
  let kept = first;
  for (let at = first; at < count; at += 1) {
    if (moved !== undefined) moved[at - first] = kept;
    if (exact[at] === 0 && works[item[at] as number] === 0) continue;
    if (kept !== at) move(lines, at, kept);
    kept += 1;
  }
  return kept;
}

/** The exact amounts in a larger scale; false where they would not be exact any more. */
export function scaleLines(lines: Lines, factor: number): boolean {
  if (!(lines.largest * factor <= Number.MAX_SAFE_INTEGER)) return false;
  for (let at = 0; at < lines.count; at += 1) lines.exact[at] = (lines.exact[at] as number) * factor;
  lines.largest *= factor;
  return true;
}

/**
 * Of an order with work on several subjects: what they share, as a surcharge on all of them, has one line for its source and
 * month. The others come to nothing.
 */
export function uniteLines(
  lines: Lines,
  first: number,
  items: readonly Item[],
  sourceOf: (row: number) => string | undefined,
): void {
  const { item, row, month, exact, from, until, count } = lines;
  const known = new Map<string, number>();
  for (let at = first; at < count; at += 1) {
    const { isWork, scope } = items[item[at] as number] as Item;
    if (isWork || scope !== undefined) continue;
    const key = `${item[at]} ${month[at]} ${sourceOf(row[at] as number)}`;
    const one = known.get(key);
    if (one === undefined) known.set(key, at);
    else {
      exact[one] = (exact[one] as number) + (exact[at] as number);
      exact[at] = 0;
      if (from !== undefined) from[one] = Math.min(from[one] as number, from[at] as number);
      if (until !== undefined) until[one] = Math.max(until[one] as number, until[at] as number);
    }
  }
}

function move(
  { item, row, month, quantity, exact, amount, drawn, bought, from, until }: Lines,
  at: number,
  to: number,
): void {
  item[to] = item[at] as number;
  row[to] = row[at] as number;
  month[to] = month[at] as number;
  amount[to] = amount[at] as number;
  for (const column of [quantity, exact, drawn, bought, from, until])
    if (column !== undefined) column[to] = column[at] as number;
}
