// The parts of all lines, kept for explanations.

import type { Narrow } from './agreement.ts';
import { grown } from './cells.ts';
import type { LineShape } from './lines.ts';
import type { Parts } from './parts.ts';

export const NO_LINE = 0xffffffff;

/** Arrays are replaced when they grow. Quantities are in the quantity scale. */
export interface Told {
  count: number;
  row: Uint32Array;
  from: Float64Array;
  until: Float64Array;
  cell: Uint32Array;
  counted: Float64Array;
  /** Only where there are start prices, and allowances. */
  bought?: Float64Array;
  drawn?: Float64Array;
  line: Uint32Array;
}

export function createTold({ hasAllowances, hasStarts }: LineShape): Told {
  return {
    count: 0,
    row: new Uint32Array(0),
    from: new Float64Array(0),
    until: new Float64Array(0),
    cell: new Uint32Array(0),
    counted: new Float64Array(0),
    ...(hasStarts ? { bought: new Float64Array(0) } : {}),
    ...(hasAllowances ? { drawn: new Float64Array(0) } : {}),
    line: new Uint32Array(0),
  };
}

/** Keeps the parts; there must be room. */
export function tell(told: Told, parts: Parts, { hasStarts, hasAllowance }: Narrow): void {
  const { count } = parts;
  const at = told.count;
  told.row.set(parts.row.subarray(0, count), at);
  told.from.set(parts.from.subarray(0, count), at);
  told.until.set(parts.until.subarray(0, count), at);
  told.cell.set(parts.cell.subarray(0, count), at);
  told.counted.set(parts.counted.subarray(0, count), at);
  told.line.set(parts.line.subarray(0, count), at);
  if (hasStarts) told.bought?.set(parts.bought.subarray(0, count), at);
  else told.bought?.fill(0, at, at + count);
  if (hasAllowance) told.drawn?.set(parts.drawn.subarray(0, count), at);
  else told.drawn?.fill(0, at, at + count);
  told.count = at + count;
}

/** `likely`: how many there will be in the end, for all that is known. */
export function reserveTold(told: Told, size: number, likely: number): void {
  if (size <= told.row.length) return;
  const length = Math.ceil(Math.max(1024, size, likely, 1.5 * told.row.length));
  told.row = grown(told.row, new Uint32Array(length));
  told.from = grown(told.from, new Float64Array(length));
  told.until = grown(told.until, new Float64Array(length));
  told.cell = grown(told.cell, new Uint32Array(length));
  told.counted = grown(told.counted, new Float64Array(length));
  if (told.bought !== undefined) told.bought = grown(told.bought, new Float64Array(length));
  if (told.drawn !== undefined) told.drawn = grown(told.drawn, new Float64Array(length));
  told.line = grown(told.line, new Uint32Array(length));
}
