// Which line a part belongs to: one for each item, month and source, where an entry, a job or the month is the source (meaning M2).

import { grown } from './cells.ts';
import type { WorkColumns } from './columns.ts';

/** For sources that come one after another: of an item and month the newest line, and for which source it is. */
export interface Slots {
  readonly width: number;
  newest: Uint32Array;
  sources: Int32Array;
}

export function createSlots(months: number): Slots {
  return { width: months, newest: new Uint32Array(0), sources: new Int32Array(0) };
}

export function reserveSlots(slots: Slots, items: number): void {
  const size = items * slots.width;
  if (size <= slots.newest.length) return;
  slots.newest = grown(slots.newest, new Uint32Array(2 * size));
  slots.sources = grown(slots.sources, new Int32Array(2 * size).fill(-1));
}

/** For jobs, whose parts lie among those of others: what the job of a row is called, apart from all rows. */
export function jobNames({ keys }: WorkColumns): (row: number) => string | number {
  const job = keys?.job;
  return (row) => {
    const code = job?.codes[row];
    return code === undefined || job?.values[code] === undefined ? `row ${row}` : code;
  };
}
