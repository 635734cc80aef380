// The rows of all sources, coded, and in parts that each hold all rows of their orders.
import { join, resolve } from 'node:path';
import { problemColumn, type ReadOptions, type RejectedRow, type RowProblem } from '@avtal/runtime';
import { readCsv } from '../facts/csv.ts';
import { Failure, type Host } from '../host.ts';
import { type Coder, createCoder } from './coder.ts';
import { isWork, orderColumns, shapeOf } from './coding.ts';
import type { Engine } from './duckdb.ts';
import type { Staged, Unfinished } from './folder.ts';
import { collectAfter, collectAll } from './garbage.ts';
import { type Finding, readOdd } from './odd.ts';
import type { Names } from './orders.ts';
import { brokenLines, inOrder, onLines } from './places.ts';
import type { Progress } from './progress.ts';
import { createParting } from './rows.ts';
import type { Source } from './sources.ts';
import { readStrange } from './strange.ts';
import { checkUnchanged, type Input } from './whole.ts';

interface Stage extends Finding {
  readonly host: Host;
  readonly options: ReadOptions;
  readonly progress: Progress;
  readonly unfinished: Unfinished;
  /** About as many rows are priced at once. */
  readonly partRows: number;
  /** Bytes of rows that are held before they go to disk. */
  readonly memory: number;
}

export async function stage(of: Stage): Promise<Staged> {
  const { host, engine, ir, sources, layout, names, options, progress, unfinished, partRows, memory } = of;
  const work = sources.filter(({ kind }) => kind !== undefined && isWork(kind));
  const others = sources.filter(({ kind }) => kind === undefined || !isWork(kind));
  const expected = work.reduce((sum, source) => sum + source.rows, 0);
  // All rows of an order are priced together: more parts than orders would have none.
  const count = Math.max(1, Math.min(names.count, Math.ceil(expected / partRows)));
  const parting = createParting(shapeOf(layout), count, memory, join(unfinished.folder, 'staged'));
  progress.begin('reading', expected);
  const odd: Source[] = [];
  let [oddRows, elsewhere] = [0, 0];
  const coders = work.map((source) => createCoder(ir, source, layout, names));
  collectAfter(names.count);
  for (const [at, source] of work.entries()) {
    const coder = coders[at] as Coder;
    const before = oddRows;
    for await (const block of engine.blocks(coder, source.columns.has('id') ? source.from : source.located)) {
      const counted = parting.addCoded(coder.code(block));
      oddRows += counted.odd;
      elsewhere += counted.elsewhere;
      progress.at(parting.rows());
    }
    if (oddRows > before) odd.push(source);
  }
  // Here DuckDB keeps broken lines where they are found again.
  for (const { isCsv, located } of others) if (isCsv) await engine.run(`SELECT count(*) FROM ${located}`);
  const read = await readOdd({ ...of, sources: [...odd, ...others] }, options, parting.add);
  // What a database gives may be another thing each time: it is read twice, and no row may fall between.
  if (read.odd !== oddRows)
    throw new Failure(
      'The facts changed while they were read.',
      'Nothing is written. Read what stays as it is: a table, or an ordered query of it.',
    );
  const broken = sources.some(({ isCsv }) => isCsv) ? await readBroken(host, engine, sources, names) : noBroken();
  const strange = await readStrange(host, engine, sources);
  for (const { rejected, problem } of strange) {
    broken.rejected.push(rejected);
    broken.problems.push(problem);
    // Nobody knows whose it is.
    if (names.count === 1) broken.incomplete.add(0);
    else broken.unassigned += 1;
  }
  const told = onLines(host, sources, broken.lines, read);
  checkUnchanged(
    host,
    sources.flatMap(({ inputs }) => inputs),
  );
  const isInFiles = parting.isInFiles();
  if (isInFiles) parting.spill();
  const staged: Staged = {
    parts: parting.parts(),
    rows: parting.rows(),
    rejected: inOrder([...told.rejected, ...broken.rejected], ({ problems: [first] }) => first).map(bare),
    problems: inOrder([...told.problems, ...broken.problems], (problem) => problem),
    broken: [...broken.lines],
    incomplete: [...new Set([...read.incomplete, ...broken.incomplete])],
    unassigned: read.unassigned + broken.unassigned,
    others: [...read.others],
    elsewhere: read.elsewhere + elsewhere,
  };
  if (isInFiles) unfinished.keep(staged);
  // What rows stood in, and what it took to read them.
  if (isInFiles) collectAll();
  return staged;
}

/** Without the other rows of its table. */
function bare(rejected: RejectedRow): RejectedRow {
  return { ...rejected, table: { ...rejected.table, rows: [] } };
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
const noBroken = (): BrokenRows => ({
  lines: new Map(),
  rejected: [],
  problems: [],
  incomplete: new Set(),
  unassigned: 0,
});

/** Lines of CSV that do not have as many values as there are columns: DuckDB kept them aside. */
export async function readBroken(
  host: Pick<Host, 'cwd'>,
  engine: Pick<Engine, 'rows'>,
  sources: readonly Source[],
  names: Pick<Names, 'count' | 'find'>,
): Promise<BrokenRows> {
  // There is no such table before the first of them; one of that name in a database of the facts is another one.
  const tables = await engine.rows(
    `SELECT 1 FROM duckdb_tables() WHERE database_name = 'temp' AND table_name = 'reject_errors'`,
  );
  if (tables.length === 0) return noBroken();
  const found = await engine.rows(
    `SELECT s.file_path AS file, e.line::DOUBLE AS line,
       string_agg(DISTINCT e.error_type::VARCHAR, ', ' ORDER BY e.error_type::VARCHAR) AS types, any_value(e.csv_line) AS text
     FROM temp.reject_errors e JOIN temp.reject_scans s USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL`,
  );
  const broken = noBroken();
  for (const [path, rows] of Map.groupBy(found, (row) => String(row.file))) {
    const isIt = ({ name }: Input): boolean => resolve(host.cwd, name) === path;
    const source = sources.find(({ inputs }) => inputs.some(isIt));
    const file = source?.inputs.find(isIt)?.name ?? path;
    const records = rows.map(({ line }) => Number(line));
    broken.lines.set(file, records);
    const lines = source === undefined ? new Map<number, number>() : brokenLines(host, source, file, records);
    for (const row of rows) {
      const line = lines.get(Number(row.line)) ?? Number(row.line);
      refuseOpen(String(row.types), String(row.text), file, line);
      addBroken(row, source, file, line);
    }
  }
  return broken;

  function addBroken(row: Readonly<Record<string, unknown>>, source: Source | undefined, file: string, line: number) {
    const columns = [...(source?.columns.keys() ?? [])];
    const origin = { file, line };
    const known = whatIsBroken.find(({ type }) => String(row.types).includes(type));
    const expected = known?.expected ?? `${columns.length} values, one for each column`;
    const message = known?.message ?? `The row has not ${expected}.`;
    const problem: RowProblem = { code: 'bad-fact', message, clauses: [], origin, expected };
    const table = { file, header: { line: 1, columns }, rows: [] };
    const values = cellsOf(String(row.text), columns, file);
    if (known === undefined && Object.values(values).every((value) => String(value).trim() === '')) return;
    const column = orderColumns.find((one) => columns.includes(one));
    const place = column === undefined ? undefined : names.find(column, String(values[column] ?? '').trim());
    if (place !== undefined) broken.incomplete.add(place);
    else if (names.count === 1) broken.incomplete.add(0);
    else broken.unassigned += 1;
    broken.problems.push(problem);
    broken.rejected.push({
      table,
      row: { line: origin.line, values },
      problems: [problem],
      ...(source?.kind && { kind: source.kind }),
    });
  }
}

/** By what DuckDB calls it; everything else is a wrong number of values. */
const whatIsBroken = [
  {
    type: 'UNQUOTED VALUE',
    message: 'A value of the row goes on behind the quotation mark that closes it.',
    expected: 'quotation marks around whole values, and two for one that is meant',
  },
  { type: 'LINE SIZE OVER MAXIMUM', message: 'The row is longer than 2 MB.', expected: 'a row of at most 2 MB' },
  { type: 'INVALID ENCODING', message: 'The row is not UTF-8 text.', expected: 'UTF-8 text' },
];

/** As much as DuckDB keeps of a line. */
const mostKept = 10_000;

/**
 * Where a value is opened by a quotation mark that nothing closes, all that follows is one row, of whomever it is; DuckDB goes
 * on somewhere behind it. So of these kinds only a row is taken that is seen to be wrong by itself, and not another one's line.
 */
function refuseOpen(types: string, text: string, file: string, line: number): void {
  const isOneLine = !text.trim().includes('\n');
  const isClosed = isOneLine && /(^|[,;\t|])\s*"([^"]|"")*"\s*[^\s,;\t|"]/.test(text);
  const isLong = isOneLine && text.length >= mostKept;
  if ((types.includes('UNQUOTED') && !isClosed) || (types.includes('LINE SIZE') && !isLong))
    throw new Failure(
      `\`${file}\`:${line}: a quotation mark that opens a value is never closed, or only far behind.`,
      'Nothing is written: nobody knows whose rows it takes in. Close the value, or write a mark that is meant twice (`""`).',
    );
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
