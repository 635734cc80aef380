// The order in which an invoice has its lines, of lines that stand in columns.
import { dayOf, type Line, lineRanks, type PricedColumns } from '@avtal/runtime';
import { type Arrays, createArrays } from '../bulk/arrays.ts';
import type { Lines } from '../bulk/lines.ts';
import { sortRows } from '../bulk/sorting.ts';
import { compareTexts } from '../bulk/texts.ts';

/** Places of lines in the order of their orders, and as invoices have them. */
export interface Ranked {
  readonly lines: Uint32Array;
  /** Where the lines of each order begin, and after the last one the end. */
  readonly firstOf: Uint32Array;
}

/** Ranks of one day. */
const most = 16;

/** `besides`: of each order, its lines that are objects, in order. What is given holds until the next call. */
export function createRanking(): (
  priced: PricedColumns,
  lines: Lines,
  besides: readonly (readonly Line[])[],
) => Ranked {
  const arrays: Arrays = createArrays();
  return (priced, { count, columns }, besides) => {
    const [from, id] = ['from', 'id'].map((name) => columns.find((column) => column.name === name));
    if (from?.kind !== 'days' || id?.kind !== 'texts') throw new Error('lines have no days and ids');
    const { firstOf: begins, item, count: work } = priced.lines;
    const ranks = Int32Array.from(priced.items, ({ contribution }) => lineRanks[contribution.kind]);
    const keys = arrays('keys', Int32Array, count);
    for (let line = 0; line < work; line += 1)
      keys[line] = most * (from.values[line] as number) + (ranks[item[line] as number] as number);
    const compare = (one: number, other: number): number =>
      (keys[one] as number) - (keys[other] as number) ||
      compareTexts(id.heap, id.places[one] as number, id.places[other] as number);

    const all = arrays('lines', Uint32Array, count);
    const firstOf = new Uint32Array(besides.length + 1);
    let [at, other] = [0, work];
    for (const [order, own] of besides.entries()) {
      const [first, end] = [begins[order] as number, begins[order + 1] as number];
      const mine = arrays('mine', Uint32Array, end - first);
      for (let line = first; line < end; line += 1) mine[line - first] = line;
      sortRows(mine, compare);
      let next = 0;
      let key = 0;
      for (const { service, kind } of own) {
        // What is taken off a fee or added to it stands below it.
        if (lineRanks[kind] >= lineRanks.limit) key = most * dayOf(service.from) + lineRanks[kind];
        keys[other] = key;
        for (; next < mine.length && compare(mine[next] as number, other) < 0; next += 1, at += 1)
          all[at] = mine[next] as number;
        all[at] = other;
        at += 1;
        other += 1;
      }
      for (; next < mine.length; next += 1, at += 1) all[at] = mine[next] as number;
      firstOf[order + 1] = at;
    }
    return { lines: all, firstOf };
  };
}
