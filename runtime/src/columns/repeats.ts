// Rows of one order that have one id: refused, or ignored where they say the same.

import type { Ir } from '../ir.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';
import type { Group } from './partition.ts';

/** The rows of an order without those that are ignored, which are added to `ignored`; or why they are refused. */
export type Repeats = (groups: readonly Group[]) => readonly Group[] | string;

/** Entries have ids of their own, and so have occurrences: as in the lists of facts. */
export function createRepeats(ir: Ir, columns: WorkColumns, rule: 'refused' | 'ignored', ignored: number[]): Repeats {
  const { ids } = columns;
  if (ids === undefined) return (groups) => groups;
  const isSame = sameness(columns);
  return (groups) => {
    const entries = new Map<string, number>();
    const occurrences = new Map<string, number>();
    const left = new Set<number>();
    for (const { subject, rows } of groups) {
      const kind = subject === undefined ? 'activity' : ir.subjects[subject]?.kind;
      const known = kind === 'activity' ? entries : occurrences;
      for (const row of rows) {
        const id = ids[row] ?? '';
        const earlier = known.get(id);
        if (earlier === undefined) known.set(id, row);
        else if (rule === 'refused' || !isSame(earlier, row)) return `several rows have the id \`${id}\``;
        else left.add(row);
      }
    }
    if (left.size === 0) return groups;
    ignored.push(...left);
    return groups.map(({ subject, rows }) => ({ subject, rows: rows.filter((row) => !left.has(row)) }));
  };
}

/** Whether two rows say the same in every column. */
function sameness(columns: WorkColumns): (a: number, b: number) => boolean {
  const { subject, start, end, quantity, cost, person, choices = {}, numbers = {}, moments = {}, keys = {} } = columns;
  const texts = [subject, cost, person, ...Object.values(choices), ...Object.values(keys)];
  const figures = [start, end, quantity, ...Object.values(numbers), ...Object.values(moments)];
  const text = ({ codes, values }: CodeColumn, row: number) => values[codes[row] as number];
  return (a, b) =>
    texts.every((column) => column === undefined || text(column, a) === text(column, b)) &&
    figures.every((column) => column === undefined || Object.is(column[a], column[b]));
}
