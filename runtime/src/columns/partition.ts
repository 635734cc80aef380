// Rows by order and subject, sorted by counting where they do not stand so already.

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

/** Rows of orders that the list does not have are left out. What is given holds until the next rows. */
export type Partition = (orders: number, columns: WorkColumns) => Groups;

export function createPartition(ir: Ir): Partition {
  let numbers = new Uint32Array(0);
  let sorted = new Uint32Array(0);

  /** The rows as they are given. */
  function asGiven(rows: number): Uint32Array {
    if (numbers.length < rows) {
      numbers = new Uint32Array(rows);
      for (let row = 0; row < rows; row += 1) numbers[row] = row;
    }
    return numbers;
  }

  function sort(keys: Keys, rows: number, ends: Uint32Array): Uint32Array {
    if (sorted.length < rows) sorted = new Uint32Array(rows);
    const count = ends.length - 1;
    ends.fill(0);
    for (let row = 0; row < rows; row += 1) {
      const key = keyOf(keys, row) + 1;
      if (key <= count) ends[key] = (ends[key] as number) + 1;
    }
    for (let key = 1; key <= count; key += 1) ends[key] = (ends[key] as number) + (ends[key - 1] as number);
    const next = ends.slice(0, count);
    for (let row = 0; row < rows; row += 1) {
      const key = keyOf(keys, row);
      if (key >= count) continue;
      const place = next[key] as number;
      sorted[place] = row;
      next[key] = place + 1;
    }
    return sorted;
  }

  return (orders, { rows, order, subject }) => {
    const names = subject?.values ?? ['work'];
    const subjects = names.map((name) => {
      const found = ir.subjects.findIndex(({ id }) => id === name);
      return found < 0 ? undefined : found;
    });
    const width = names.length;
    const keys: Keys = { order, subject: subject?.codes, width };
    const ends = new Uint32Array(orders * width + 1);
    const byKey = standing(keys, rows, ends) ? asGiven(rows) : sort(keys, rows, ends);
    return {
      of: (place) =>
        subjects.flatMap((subject, index) => {
          const key = place * width + index;
          const [from, until] = [ends[key] as number, ends[key + 1] as number];
          return from === until ? [] : [{ subject, rows: byKey.subarray(from, until) }];
        }),
    };
  };
}

interface Keys {
  readonly order: WorkColumns['order'];
  readonly subject: Uint8Array | Uint16Array | Uint32Array | undefined;
  readonly width: number;
}

function keyOf({ order, subject, width }: Keys, row: number): number {
  return (
    (order === undefined ? 0 : (order[row] as number)) * width + (subject === undefined ? 0 : (subject[row] as number))
  );
}

/** Whether the rows stand by their keys already; if so, `ends` says where those of each key end. */
function standing({ order, subject, width }: Keys, rows: number, ends: Uint32Array): boolean {
  const count = ends.length - 1;
  let key = 0;
  for (let row = 0; row < rows; row += 1) {
    const place = order === undefined ? 0 : (order[row] as number);
    const next = subject === undefined ? place : place * width + (subject[row] as number);
    if (next === key) continue;
    if (next < key) return false;
    // Rows of orders that there are not stand behind all others.
    for (; key < next && key < count; key += 1) ends[key + 1] = row;
    key = next;
  }
  for (; key < count; key += 1) ends[key + 1] = rows;
  return true;
}
