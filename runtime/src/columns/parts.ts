// The parts of one order's work on one subject, as columns that every step reads and writes (meanings C, P6, A).

import { grown } from './cells.ts';

/**
 * Those that were cut come first, those that counting added behind them. Quantities are in the quantity scale. Arrays are
 * replaced when they grow: read them anew after `reserve`.
 */
export interface Parts {
  /** How many were cut, and how many there are. */
  cut: number;
  count: number;
  /** How many rows were cut, of each the first of its parts, and behind them the end. */
  rows: number;
  ends: Uint32Array;
  row: Uint32Array;
  /** Its first instant; of a part that counting added, that of its scope. */
  from: Float64Array;
  /** The first instant as which it is posted: that of its scope, where counting added something; only where work is counted. */
  since: Float64Array;
  /** Stretch of time in which it is drawn and posted. */
  stretch: Uint32Array;
  /** What it is, as a place in the grid of the subject, and what it therefore comes to, as a cell of the book. */
  place: Uint32Array;
  cell: Uint32Array;
  counted: Float64Array;
  /** Bought with a start price, and drawn; only where there are start prices, and allowances. */
  bought: Float64Array;
  drawn: Float64Array;
  /** Cell of the start price that begins with this part, or -1; only where there are start prices. */
  start: Int32Array;
  /** Time that counting added: the part whose turn comes after this one's, and that which is charged with it, or -1. */
  addedAfter: Int32Array;
  chargedAfter: Int32Array;
  /** The line of its price, or NO_LINE. */
  line: Uint32Array;
}

export const NO_LINE = 0xffffffff;

export function createParts(): Parts {
  return {
    cut: 0,
    count: 0,
    rows: 0,
    ends: new Uint32Array(0),
    row: new Uint32Array(0),
    from: new Float64Array(0),
    since: new Float64Array(0),
    stretch: new Uint32Array(0),
    place: new Uint32Array(0),
    cell: new Uint32Array(0),
    counted: new Float64Array(0),
    bought: new Float64Array(0),
    drawn: new Float64Array(0),
    start: new Int32Array(0),
    addedAfter: new Int32Array(0),
    chargedAfter: new Int32Array(0),
    line: new Uint32Array(0),
  };
}

export function reserve(parts: Parts, size: number): void {
  if (size <= parts.row.length) return;
  const length = Math.max(1024, size, parts.row.length * 2);
  parts.row = grown(parts.row, new Uint32Array(length));
  parts.from = grown(parts.from, new Float64Array(length));
  parts.since = grown(parts.since, new Float64Array(length));
  parts.stretch = grown(parts.stretch, new Uint32Array(length));
  parts.place = grown(parts.place, new Uint32Array(length));
  parts.cell = grown(parts.cell, new Uint32Array(length));
  parts.counted = grown(parts.counted, new Float64Array(length));
  parts.bought = grown(parts.bought, new Float64Array(length));
  parts.drawn = grown(parts.drawn, new Float64Array(length));
  parts.start = grown(parts.start, new Int32Array(length));
  parts.addedAfter = grown(parts.addedAfter, new Int32Array(length));
  parts.chargedAfter = grown(parts.chargedAfter, new Int32Array(length));
  parts.line = grown(parts.line, new Uint32Array(length));
}
