// The rows of all sources, coded, and in parts that each hold all rows of their orders.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Ir, problemColumn, type ReadOptions, type RejectedRow, type RowProblem } from '@avtal/runtime';
import { readCsv } from '../facts/csv.ts';
import type { Host } from '../host.ts';
import { codedColumns, codedSelect, isWork, type Layout, type OrderNames, orderColumns } from './coding.ts';
import { type Engine, name, text } from './duckdb.ts';
import type { Staged, Unfinished } from './folder.ts';
import { type Names, readOdd } from './odd.ts';
import { onLines } from './places.ts';
import type { Progress } from './progress.ts';
import type { Source } from './sources.ts';
import { checkUnchanged, type Input } from './whole.ts';

interface Stage {
  readonly host: Host;
  readonly engine: Engine;
  readonly ir: Ir;
  readonly sources: readonly Source[];
  readonly layout: Layout;
  readonly joined: OrderNames;
  readonly names: Names;
  readonly options: ReadOptions;
  readonly progress: Progress;
  readonly unfinished: Unfinished;
  /** About as many rows are priced at once. */
  readonly partRows: number;
}

export async function stage(of: Stage): Promise<Staged> {
  const { host, engine, ir, sources, layout, joined, names, options, progress, unfinished, partRows } = of;
  const expected = sources.reduce((sum, source) => sum + (isWork(source.kind ?? 'units') ? source.rows : 0), 0);
  // To write rows down and read them again costs more than the memory of a second part.
  const count = expected <= 2 * partRows ? 1 : Math.ceil(expected / partRows);
  const work = sources.filter(({ kind }) => kind !== undefined && isWork(kind));
  const all = work.map((source) => codedSelect(ir, source, layout, joined)).join(' UNION ALL ');
  const columns = codedColumns(layout);
  const table = [...columns, ['plain', 'BOOLEAN']]
    .map(([column = '', type = '']) => `${name(column)} ${type}`)
    .join(', ');
  await engine.run(`CREATE OR REPLACE TABLE staged (${table})`);
  const folder = join(unfinished.folder, 'staged');
  progress.begin('reading', expected);
  const timer = setInterval(() => progress.at(engine.progress() * expected), 250);
  let hasOdd = false;
  try {
    if (work.length > 0 && count === 1) {
      await engine.run(`INSERT INTO staged ${all}`);
      const [odd] = await engine.rows('SELECT count(*)::DOUBLE AS rows FROM staged WHERE NOT plain');
      hasOdd = Number(odd?.rows ?? 0) > 0;
    } else if (work.length > 0) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      await engine.run('SET preserve_insertion_order = false');
      await copyParts(
        engine,
        `SELECT *, CASE WHEN plain THEN o % ${count} ELSE ${count} END AS part FROM (${all})`,
        folder,
        'rows',
      );
      hasOdd = existsSync(join(folder, `part=${count}`));
      rmSync(join(folder, `part=${count}`), { recursive: true, force: true });
    }
  } finally {
    clearInterval(timer);
  }
  const others = sources.filter(({ kind }) => kind === undefined || !isWork(kind));
  // Here DuckDB keeps broken lines where they are found again.
  for (const { isCsv, located } of others) if (isCsv) await engine.run(`SELECT count(*) FROM ${located}`);
  const read = await readOdd(engine, ir, [...(hasOdd ? work : []), ...others], layout, joined, names, options);
  if (count > 1 && hasOdd) await copyParts(engine, `SELECT *, o % ${count} AS part FROM staged`, folder, 'odd');
  const [shown] = count === 1 ? await engine.rows('SELECT count(*)::DOUBLE AS rows FROM staged WHERE plain') : [];
  const broken = sources.some(({ isCsv }) => isCsv) ? await readBroken(host, engine, sources, names) : noBroken;
  const told = onLines(host, sources, broken.lines, read);
  checkUnchanged(
    host,
    sources.flatMap(({ inputs }) => inputs),
  );
  const staged: Staged = {
    parts: Array.from({ length: count }, (_, part) => (count === 1 ? '' : join(folder, `part=${part}`, '*.parquet'))),
    rows: count === 1 ? Number(shown?.rows ?? 0) : expected,
    rejected: [...told.rejected, ...broken.rejected].map(bare),
    problems: [...told.problems, ...broken.problems],
    broken: [...broken.lines],
    incomplete: [...new Set([...read.incomplete, ...broken.incomplete])],
    unassigned: read.unassigned + broken.unassigned,
    others: [...read.others],
    elsewhere: read.elsewhere + (names.hasElsewhere ? await elsewhereIn(engine, work, joined) : 0),
  };
  if (count > 1) unfinished.keep(staged);
  return staged;
}

async function elsewhereIn(engine: Engine, sources: readonly Source[], joined: OrderNames): Promise<number> {
  let sum = 0;
  for (const source of sources) {
    const query = joined.elsewhere(source);
    const [counted] = query === undefined ? [] : await engine.rows(query);
    sum += Number(counted?.rows ?? 0);
  }
  return sum;
}

/** Without the other rows of its table. */
function bare(rejected: RejectedRow): RejectedRow {
  return { ...rejected, table: { ...rejected.table, rows: [] } };
}

async function copyParts(engine: Engine, select: string, folder: string, prefix: string): Promise<void> {
  const options = `FORMAT parquet, COMPRESSION lz4, PARTITION_BY (part), APPEND, FILENAME_PATTERN '${prefix}_{uuid}'`;
  await engine.run(`COPY (${select}) TO ${text(folder)} (${options})`);
}

interface BrokenRows {
  readonly lines: Map<string, number[]>;
  readonly rejected: RejectedRow[];
  readonly problems: RowProblem[];
  /** Places of the orders that they name, as far as that can be read. */
  readonly incomplete: Set<number>;
  /** How many name none. */
  unassigned: number;
}
const noBroken: BrokenRows = { lines: new Map(), rejected: [], problems: [], incomplete: new Set(), unassigned: 0 };

/** Lines of CSV that do not have as many values as there are columns: DuckDB kept them aside. */
async function readBroken(host: Host, engine: Engine, sources: readonly Source[], names: Names): Promise<BrokenRows> {
  const found = await engine
    .rows(
      `SELECT s.file_path AS file, e.line::DOUBLE AS line, any_value(e.csv_line) AS text
       FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL`,
    )
    .catch(() => []); // There is no such table before the first of them.
  const broken: BrokenRows = { lines: new Map(), rejected: [], problems: [], incomplete: new Set(), unassigned: 0 };
  for (const row of found) {
    const isIt = ({ name }: Input): boolean => resolve(host.cwd, name) === String(row.file);
    const source = sources.find(({ inputs }) => inputs.some(isIt));
    const file = source?.inputs.find(isIt)?.name ?? String(row.file);
    const columns = [...(source?.columns.keys() ?? [])];
    const origin = { file, line: Number(row.line) };
    const expected = `${columns.length} values, one for each column`;
    const message = `The row has not ${expected}, or cannot be read.`;
    const problem: RowProblem = { code: 'bad-fact', message, clauses: [], origin, expected };
    const table = { file, header: { line: 1, columns }, rows: [] };
    const values = cellsOf(String(row.text), columns, file);
    const column = orderColumns.find((one) => columns.includes(one));
    const place = column === undefined ? undefined : names.find(column, String(values[column] ?? '').trim());
    if (place !== undefined) broken.incomplete.add(place);
    else if (names.count === 1) broken.incomplete.add(0);
    else broken.unassigned += 1;
    if (!broken.lines.get(file)?.push(origin.line)) broken.lines.set(file, [origin.line]);
    broken.problems.push(problem);
    broken.rejected.push({
      table,
      row: { line: origin.line, values },
      problems: [problem],
      ...(source?.kind && { kind: source.kind }),
    });
  }
  return broken;
}

function cellsOf(line: string, columns: readonly string[], file: string): Record<string, unknown> {
  try {
    const header = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(',');
    const { [problemColumn]: _, ...values } = readCsv(`${header}\n${line.trim()}\n`, file).rows[0]?.values ?? {};
    return values;
  } catch {
    return { [columns[0] ?? 'row']: line };
  }
}
