// Rejected rows as a file of their own, each with its problem, so that they can be repaired and read again.
import { extname } from 'node:path';
import { problemColumn, type RejectedRow } from '@avtal/runtime';
import { csvText } from '../output/csv.ts';
import { placeOf } from '../output/problems.ts';

/** The files to write: one, or for CSV one for each kind of row, since a table has one header. */
export function rejectFiles(path: string, rejected: readonly RejectedRow[]): { path: string; text: string }[] {
  if (extname(path).toLowerCase() !== '.csv') {
    const lines = rejected.map((one) => `${JSON.stringify({ ...one.row.values, [problemColumn]: reasonOf(one) })}\n`);
    return [{ path, text: lines.join('') }];
  }
  const groups = [...Map.groupBy(rejected, ({ kind }) => kind ?? 'rows')];
  return groups.map(([kind, rows]) => ({
    path: groups.length === 1 ? path : `${path.slice(0, -'.csv'.length)}.${kind}.csv`,
    text: tableOf(rows),
  }));
}

function tableOf(rejected: readonly RejectedRow[]): string {
  const columns = new Set(rejected.flatMap(({ table, row }) => table.header?.columns ?? Object.keys(row.values)));
  columns.delete(problemColumn);
  const rows = rejected.map((one) => [...[...columns].map((name) => cell(one.row.values[name])), reasonOf(one)]);
  return csvText([...columns, problemColumn], rows);
}

function reasonOf({ problems }: RejectedRow): string {
  return problems.map((problem) => `${placeOf(problem)}${problem.message}`).join(' ');
}

function cell(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
