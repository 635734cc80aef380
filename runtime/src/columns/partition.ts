// Rows by order and subject, sorted by counting.

import type { Index, Ir } from '../ir.ts';
import type { WorkColumns } from './columns.ts';

/** Rows of one order on one subject, in the order in which they were given. */
export interface Group {
  /** Undefined: the agreement does not have it. */
  readonly subject: Index | undefined;
  readonly rows: Uint32Array;
}

export interface Groups {
  of(order: number): readonly Group[];
}

/** Rows of orders that the list does not have are left out. */
export function partition(ir: Ir, orders: number, { rows, order, subject }: WorkColumns): Groups {
  const names = subject?.values ?? ['work'];
  const subjects = names.map((name) => {
    const found = ir.subjects.findIndex(({ id }) => id === name);
    return found < 0 ? undefined : found;
  });
  const width = names.length;
  const ends = new Uint32Array(orders * width + 1);
  const keyOf = (row: number): number =>
    (order === undefined ? 0 : (order[row] as number)) * width +
    (subject === undefined ? 0 : (subject.codes[row] as number));
  for (let row = 0; row < rows; row += 1) {
    const key = keyOf(row) + 1;
    if (key < ends.length) ends[key] = (ends[key] as number) + 1;
  }
  for (let key = 1; key < ends.length; key += 1) ends[key] = (ends[key] as number) + (ends[key - 1] as number);
  const next = ends.slice(0, -1);
  const sorted = new Uint32Array(ends.at(-1) ?? 0);
  for (let row = 0; row < rows; row += 1) {
    const key = keyOf(row);
    if (key >= next.length) continue;
    const place = next[key] as number;
    sorted[place] = row;
    next[key] = place + 1;
  }
  return {
    of: (place) =>
      subjects.flatMap((subject, index) => {
        const key = place * width + index;
        const own = sorted.subarray(ends[key], ends[key + 1]);
        return own.length === 0 ? [] : [{ subject, rows: own }];
      }),
  };
}
