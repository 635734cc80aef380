// The parts of a block of rows, as columns that every step reads and writes (meanings C, P6, A).

import { grown } from './cells.ts';

/**
 * Those that were cut come first, those that counting added behind them. Quantities are in the quantity scale. Arrays are
 * replaced when they grow: read them anew after `reserve`.
 */
export interface Parts {
  /** How many were cut, and how many there are. */
  cut: number;
  count: number;
  /** A number of the block, of which no other has it. */
  block: number;
  /** The first of the rows that were cut, and the first behind them. */
  begun: number;
  end: number;
  /** Of each row when it begins and ends, in seconds after the timeline's origin, and in which stretch it begins. */
  begins: Int32Array;
  finishes: Int32Array;
  firsts: Int32Array;
  /** Of each row the first of its parts, and behind them the end. */
  ends: Int32Array;
  /** Of each scope that rows are priced together by, the first of its parts, and behind them the end; -1: they are not in order. */
  scopes: number;
  scopeEnds: Int32Array;
  /** Whether the parts stand in their turn. */
  isInTurn: boolean;
  row: Uint32Array;
  /** What its line is of: its row, or a number for its job. */
  source: Uint32Array;
  /** Stretch of time in which it is drawn and posted, and the slot of that. */
  stretch: Int32Array;
  slot: Int32Array;
  /** What it is, as a place in the grid of the subject; only where something is asked once for each scope. */
  place: Int32Array;
  /** What it therefore comes to, as a cell of the book. */
  cell: Int32Array;
  counted: Float64Array;
  /** Bought with a start price; only where there are such. */
  bought: Float64Array;
  /** Drawn; only where there is an allowance. */
  drawn: Float64Array;
  /** Cell of the start price that begins with this part, or -1; only where there are start prices. */
  start: Int32Array;
  /** Only where counting added time: the part whose turn comes after this one's, and that which is charged with it, or -1. */
  addedAfter: Int32Array;
  chargedAfter: Int32Array;
  /**
   * Only for explanations: the line of its price, or NO_LINE; its first instant and its end, both those of its scope's begin where counting added it; and the
   * first instant as which it is posted, which is that too where counting added something to it.
   */
  line: Uint32Array;
  from: Float64Array;
  until: Float64Array;
  since: Float64Array;
}

export function createParts(length: number): Parts {
  return {
    cut: 0,
    count: 0,
    block: 0,
    begun: 0,
    end: 0,
    begins: new Int32Array(length + 1),
    finishes: new Int32Array(length + 1),
    firsts: new Int32Array(length + 1),
    ends: new Int32Array(length + 1),
    scopes: 0,
    scopeEnds: new Int32Array(length + 1),
    isInTurn: true,
    row: new Uint32Array(length),
    source: new Uint32Array(length),
    stretch: new Int32Array(length),
    slot: new Int32Array(length),
    place: new Int32Array(length),
    cell: new Int32Array(length),
    counted: new Float64Array(length),
    bought: new Float64Array(length),
    drawn: new Float64Array(length),
    start: new Int32Array(length),
    addedAfter: new Int32Array(length),
    chargedAfter: new Int32Array(length),
    line: new Uint32Array(length),
    from: new Float64Array(length),
    until: new Float64Array(length),
    since: new Float64Array(length),
  };
}

/** Twice as many as there were. */
export function growParts(parts: Parts): void {
  const length = 2 * parts.row.length;
  const whole = (column: Int32Array): Int32Array => grown(column, new Int32Array(length));
  const float = (column: Float64Array): Float64Array => grown(column, new Float64Array(length));
  parts.begins = grown(parts.begins, new Int32Array(length + 1));
  parts.finishes = grown(parts.finishes, new Int32Array(length + 1));
  parts.firsts = grown(parts.firsts, new Int32Array(length + 1));
  parts.ends = grown(parts.ends, new Int32Array(length + 1));
  parts.scopeEnds = grown(parts.scopeEnds, new Int32Array(length + 1));
  parts.row = grown(parts.row, new Uint32Array(length));
  parts.source = grown(parts.source, new Uint32Array(length));
  parts.stretch = whole(parts.stretch);
  parts.slot = whole(parts.slot);
  parts.place = whole(parts.place);
  parts.cell = whole(parts.cell);
  parts.counted = float(parts.counted);
  parts.bought = float(parts.bought);
  parts.drawn = float(parts.drawn);
  parts.start = whole(parts.start);
  parts.addedAfter = whole(parts.addedAfter);
  parts.chargedAfter = whole(parts.chargedAfter);
  parts.line = grown(parts.line, new Uint32Array(length));
  parts.from = float(parts.from);
  parts.until = float(parts.until);
  parts.since = float(parts.since);
}

/** The place of a part that is added to those that were cut: of the row of one, in the stretch of another. There must be room. */
export function addedPart(parts: Parts, model: number, when: number): number {
  if (parts.count === parts.cut) {
    parts.addedAfter.fill(-1, 0, parts.cut);
    parts.chargedAfter.fill(-1, 0, parts.cut);
  }
  const added = parts.count;
  parts.count = added + 1;
  parts.row[added] = parts.row[model] as number;
  parts.stretch[added] = parts.stretch[when] as number;
  parts.slot[added] = parts.slot[when] as number;
  return added;
}
