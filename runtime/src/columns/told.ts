// The parts of all lines, kept for explanations.

import { grown } from './cells.ts';

/** Arrays are replaced when they grow. Quantities are base units times the quantity scale. */
export interface Told {
  count: number;
  row: Uint32Array;
  from: Float64Array;
  counted: Float64Array;
  bought: Float64Array;
  drawn: Float64Array;
  line: Uint32Array;
}

export function createTold(): Told {
  return {
    count: 0,
    row: new Uint32Array(0),
    from: new Float64Array(0),
    counted: new Float64Array(0),
    bought: new Float64Array(0),
    drawn: new Float64Array(0),
    line: new Uint32Array(0),
  };
}

export function reserveTold(told: Told, size: number): void {
  if (size <= told.row.length) return;
  const length = Math.max(1024, size, told.row.length * 2);
  told.row = grown(told.row, new Uint32Array(length));
  told.from = grown(told.from, new Float64Array(length));
  told.counted = grown(told.counted, new Float64Array(length));
  told.bought = grown(told.bought, new Float64Array(length));
  told.drawn = grown(told.drawn, new Float64Array(length));
  told.line = grown(told.line, new Uint32Array(length));
}

/** Keeps a part and the line of its price. There must be room. */
export function tell(
  told: Told,
  row: number,
  from: number,
  counted: number,
  bought: number,
  drawn: number,
  line: number,
): void {
  const at = told.count;
  told.count = at + 1;
  told.row[at] = row;
  told.from[at] = from;
  told.counted[at] = counted;
  told.bought[at] = bought;
  told.drawn[at] = drawn;
  told.line[at] = line;
}
