// Rejected rows as a file of their own, each with its problem, so that they can be repaired and read again.
import { extname } from 'node:path';
import { problemColumn, type RejectedRow } from '@avtal/runtime';
import { writeWhole } from '../files.ts';
import type { Host } from '../host.ts';
import { csvText } from '../output/csv.ts';
import { recordsText } from '../output/json.ts';
import { placeOf } from '../output/problems.ts';

/** Nothing is written where no row was rejected. */
export function writeRejects(host: Host, path: string | undefined, rejected: readonly RejectedRow[]): void {
  if (path === undefined || rejected.length === 0) return;
  for (const file of filesOf(path, rejected)) writeWhole(host, file.path, file.text);
}

/** One, or for CSV one for each kind of row, since a table has one header. */
function filesOf(path: string, rejected: readonly RejectedRow[]): { path: string; text: string }[] {
  if (extname(path).toLowerCase() !== '.csv') {
    return [
      { path, text: recordsText(rejected.map((one) => ({ ...one.row.values, [problemColumn]: reasonOf(one) }))) },
    ];
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
