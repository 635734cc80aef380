// Where the rows of a bill in bulk come from: files, patterns, or a query of a database → what DuckDB reads them by.
import { closeSync, globSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { type FactKind, kindOfColumns } from '@avtal/runtime';
import { type Header, headerOf } from '../facts/csv.ts';
import { refuseTwice } from '../facts/load.ts';
import { checkText } from '../files.ts';
import { Failure, type Host } from '../host.ts';
import { type Engine, fileText, name, text } from './duckdb.ts';
import { checkCompressed, type Input, type InputFile, inputOf, isCompressed } from './whole.ts';

export interface Source {
  /** As the person named it. */
  readonly name: string;
  readonly inputs: readonly Input[];
  /** What stands after FROM. */
  readonly from: string;
  /** The same with the columns `avtal_file` and `avtal_row`, the row counted from 1; it costs more. */
  readonly located: string;
  /** Name and type of each column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Said by an option, or seen from the columns. */
  readonly kind: FactKind | undefined;
  /** Lines of the file before its first row. */
  readonly linesBefore: number;
  /** Rows that no column belongs to are kept aside by DuckDB. */
  readonly isCsv: boolean;
  /** Of CSV, what stands between values. */
  readonly delimiter?: string;
  /** Of CSV, the names of its columns as they stand. */
  readonly header?: readonly string[];
  /** Of NDJSON; DuckDB does not count blank lines. */
  readonly isNdjson?: true;
  /** Of NDJSON, where some lines are no objects: a SELECT of `avtal_file` and `avtal_row` of these. */
  readonly strange?: string;
  /** About how many rows. */
  readonly rows: number;
}

export interface Named {
  readonly path: string;
  readonly kind?: FactKind;
}

export async function openSources(host: Host, engine: Engine, named: readonly Named[]): Promise<readonly Source[]> {
  if (named.filter(({ path }) => isDatabase(path)).length > 1)
    throw new Failure('Facts come from one database only.', 'Write one query that has all of them (`UNION ALL`).');
  const sources: Source[] = [];
  for (const one of named) {
    if (isDatabase(one.path)) sources.push(await openQuery(engine, one));
    else sources.push(...(await openFiles(host, engine, one)));
  }
  for (const source of sources) checkNames(source);
  refuseTwice(
    host,
    sources.flatMap(({ inputs }) => inputs.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [name]))),
  );
  return sources;
}

/** What stands beside the columns of each row. */
const ownNames = ['avtal_file', 'avtal_row'];

/** DuckDB takes names that differ in capitals alone for one. */
function checkNames({ name, columns }: Pick<Source, 'name' | 'columns'>): void {
  const seen = new Map(ownNames.map((one) => [one, one]));
  for (const column of columns.keys()) {
    const first = seen.get(column.toLowerCase());
    if (first !== undefined)
      throw new Failure(
        ownNames.includes(first)
          ? `\`${name}\` has a column \`${column}\`, which avtal itself adds to each row.`
          : `\`${name}\` has the columns \`${first}\` and \`${column}\`, which bills in bulk do not tell apart.`,
        'Give it another name.',
      );
    seen.set(column.toLowerCase(), column);
  }
}

export function isDatabase(path: string): boolean {
  return /^(duckdb|postgres):/.test(path);
}

// ---------------------------------------------------------------------------------------------------------------- files

type Format = 'csv' | 'ndjson' | 'parquet';

function formatOf(path: string): Format {
  const [, extension = ''] = /\.(csv|tsv|txt|ndjson|jsonl|parquet)(\.gz)?$/i.exec(path) ?? [];
  switch (extension.toLowerCase()) {
    case 'csv':
    case 'tsv':
    case 'txt':
      return 'csv';
    case 'ndjson':
    case 'jsonl':
      return 'ndjson';
    case 'parquet':
      return 'parquet';
    default:
      throw new Failure(
        `\`${path}\`: in bulk, facts are CSV, NDJSON or Parquet.`,
        'The name of the file says which: `.csv`, `.ndjson`, `.parquet`.',
      );
  }
}

/** Files that one reader reads: of one format and with one header. */
async function openFiles(host: Host, engine: Engine, { path, kind }: Named): Promise<Source[]> {
  if (path === '-')
    throw new Failure(
      'In bulk, rows are not read from standard input.',
      'Name a file, or pipe them through `avtal worker`.',
    );
  const found = statSync(resolve(host.cwd, path), { throwIfNoEntry: false });
  if (found?.isDirectory() === true)
    throw new Failure(`\`${path}\` is a folder, not a file.`, `Name the files in it: \`"${path}/*.csv"\`.`);
  const isFile = (one: string): boolean =>
    statSync(resolve(host.cwd, one), { throwIfNoEntry: false })?.isFile() === true;
  const files = isFile(path) ? [path] : globSync(path, { cwd: host.cwd }).filter(isFile).sort();
  if (files.length === 0) throw new Failure(`There is no file \`${path}\`.`);
  const inputs = files.map((file) => inputOf(host, file));
  for (const input of inputs) await checkCompressed(host, input);
  const shapes = new Map<InputFile, Shape>();
  for (const input of inputs) shapes.set(input, await shapeOf(host, engine, input.name));
  const groups = Map.groupBy(inputs, (input) => {
    const { how, what } = shapes.get(input) as Shape;
    return `${how} ${what ?? [...shapes.values()].find((one) => one.how === how && one.what !== undefined)?.what}`;
  });
  return Promise.all(
    [...groups.values()].map((group) => {
      const keys = new Set(group.flatMap((input) => shapes.get(input)?.keys ?? []));
      return openGroup(host, engine, { path, ...(kind && { kind }) }, group, keys);
    }),
  );
}

/** Files that differ in it are read apart: of several, DuckDB takes columns and types of the first one for those of all. */
interface Shape {
  readonly how: string;
  /** Absent: it may go with any. */
  readonly what?: string | undefined;
  /** Of NDJSON; null stands for lines that are no objects. */
  readonly keys?: readonly (string | null)[];
}

async function shapeOf(host: Host, engine: Engine, file: string): Promise<Shape> {
  const format = formatOf(file);
  const how = `${format} ${isCompressed(file)}`;
  switch (format) {
    case 'csv':
      return { how, what: JSON.stringify(csvHeader(host, file)) };
    case 'ndjson': {
      const keys = await keysIn(host, engine, file);
      return { how, what: kindOfColumns(keys.flatMap((key) => key ?? [])), keys };
    }
    case 'parquet': {
      const columns = await columnsOf(engine, parquet(fileText(resolve(host.cwd, file))), file);
      return { how, what: JSON.stringify([...columns]) };
    }
  }
}

async function keysIn(host: Host, engine: Engine, file: string): Promise<readonly (string | null)[]> {
  const rows = await readable(file, () =>
    engine.rows(
      `SELECT DISTINCT unnest(CASE WHEN ${isObject} THEN json_keys(json) ELSE [NULL] END) AS key FROM ${objectsIn(file, fileText(resolve(host.cwd, file)))} ORDER BY key`,
    ),
  );
  return rows.map(({ key }) => (key === null || key === undefined ? null : String(key)));
}

/** Each line of a file as it stands. */
function objectsIn(packed: string, file: string): string {
  return `read_ndjson_objects([${file}], ignore_errors = true, ${asPacked(packed)})`;
}

/** A folder called `hours=5` means nothing: what is not said otherwise, DuckDB takes for a column, instead of that of the file. */
const asItStands = 'hive_partitioning = false';
const parquet = (files: string): string => `read_parquet(${files}, ${asItStands})`;
/** Of `a.csv.GZ`, DuckDB would take what is packed for rows, and find none. */
const asPacked = (file: string): string => (isCompressed(file) ? `compression = 'gzip', ${asItStands}` : asItStands);

async function openGroup(
  host: Host,
  engine: Engine,
  { path, kind }: Named,
  inputs: readonly InputFile[],
  found: ReadonlySet<string | null>,
): Promise<Source> {
  const files = inputs.map((input) => input.name);
  const [first = ''] = files;
  // Text packs into a fifth.
  const bytes = inputs.reduce((sum, input) => sum + input.bytes * (isCompressed(input.name) ? 5 : 1), 0);
  const list = `[${files.map((file) => fileText(resolve(host.cwd, file))).join(', ')}]`;
  const base = { name: path, inputs, linesBefore: 0, isCsv: false };
  const told = (columns: ReadonlyMap<string, string>) => kind ?? kindOfColumns([...columns.keys()]);
  switch (formatOf(first)) {
    case 'parquet': {
      const from = parquet(list);
      const columns = await columnsOf(engine, from, path);
      const [counted] = await engine.rows(`SELECT count(*)::DOUBLE AS rows FROM ${from}`);
      const located = `(SELECT *, ${nameAsGiven(host, files)} AS avtal_file, file_row_number + 1 AS avtal_row FROM ${from})`;
      return { ...base, from, located, columns, kind: told(columns), rows: Number(counted?.rows ?? 0) };
    }
    case 'csv': {
      const { columns: names, delimiter, line, linesBefore } = csvHeader(host, first);
      const columns = new Map(names.map((column) => [column, 'VARCHAR']));
      const types = [...columns].map(([column, type]) => `${text(column)}: ${text(type)}`).join(', ');
      const options = `auto_detect = false, header = true, delim = ${text(delimiter)}, quote = '"', escape = '"', columns = {${types}}, ${asPacked(first)}`;
      const from = `read_csv(${list}, ${options}, skip = ${line - 1}, store_rejects = true)`;
      const located = locatedEach(
        host,
        files,
        (one) => `read_csv([${one}], ${options}, skip = ${line - 1}, store_rejects = true)`,
      );
      const read = { header: names, delimiter, linesBefore, isCsv: true, rows: bytes / 70 };
      return { ...base, from, located, columns, kind: told(columns), ...read };
    }
    case 'ndjson': {
      const keys = [...found].flatMap((key) => key ?? []).sort();
      if (keys.length === 0 && found.has(null))
        throw new Failure(
          `\`${path}\` has no line that is an object.`,
          'Each line must be one, `{ … }`. A list of objects becomes that with `jq -c ".[]"`.',
        );
      if (keys.length === 0) {
        const nothing = `(SELECT '' AS avtal_file, 0 AS avtal_row WHERE false)`;
        return { ...base, from: nothing, located: nothing, columns: new Map<string, string>(), kind, rows: 0 };
      }
      const columns = new Map(keys.map((key) => [key, 'VARCHAR']));
      const read = { columns, kind: told(columns), isNdjson: true as const, rows: bytes / 130 };
      if (found.has(null)) {
        const all = locatedEach(host, files, (one) => objectsIn(first, one));
        await refuseRepeated(engine, all);
        // Of lines that are no objects, the reader of columns takes away the next one too.
        const cells = keys.map((key) => `json ->> ${text(pointerTo(key))} AS ${name(key)}`);
        const located = `(SELECT ${[...cells, 'avtal_file', 'avtal_row'].join(', ')} FROM ${all} WHERE ${isObject})`;
        const strange = `SELECT avtal_file, avtal_row FROM ${all} WHERE ${isObject} IS NOT true`;
        return { ...base, ...read, from: located, located, strange };
      }
      const types = [...columns].map(([column, type]) => `${text(column)}: ${text(type)}`).join(', ');
      const options = `format = 'newline_delimited', columns = {${types}}, ${asPacked(first)}`;
      const located = locatedEach(host, files, (one) => `read_json([${one}], ${options})`);
      return { ...base, ...read, from: `read_json(${list}, ${options})`, located };
    }
  }
}

/** DuckDB has whole paths; below the current folder a person has none. */
function nameAsGiven(host: Host, files: readonly string[]): string {
  const folder = join(resolve(host.cwd), sep);
  const isBelow = files.every((file) => !isAbsolute(file) && resolve(host.cwd, file).startsWith(folder));
  return isBelow ? `substr(filename, ${[...folder].length + 1})` : 'filename';
}

const isObject = `(json_type(json) = 'OBJECT')`;

/** The reader of columns refuses such objects itself. */
async function refuseRepeated(engine: Engine, objects: string): Promise<void> {
  const keyed = `SELECT avtal_file, avtal_row, json_keys(json) AS keys FROM ${objects} WHERE ${isObject}`;
  const [found] = await engine.rows(
    `SELECT avtal_file, avtal_row::DOUBLE AS row, keys FROM (${keyed}) WHERE len(keys) > len(list_distinct(keys)) ORDER BY ALL LIMIT 1`,
  );
  if (found === undefined) return;
  const keys = Array.isArray(found.keys) ? found.keys : [];
  throw hasTwice(
    String(found.avtal_file),
    found.row,
    keys.find((key, at) => keys.indexOf(key) !== at),
  );
}

export function hasTwice(file: string, count: unknown, key: unknown): Failure {
  return new Failure(
    `Object ${count} of \`${file}\` has \`${key}\` twice.`,
    'Nothing is written. Which of the two is meant, nobody knows: keep one. (Blank lines are not counted.)',
  );
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointerTo(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Rows are counted in each file by itself. */
function locatedEach(host: Host, files: readonly string[], reader: (file: string) => string): string {
  const each = files.map(
    (file) =>
      `SELECT *, ${text(file)} AS avtal_file, row_number() OVER () AS avtal_row FROM ${reader(fileText(resolve(host.cwd, file)))}`,
  );
  return `(${each.join(' UNION ALL ')})`;
}

/** The most that the header of a file may take. */
const headerBytes = 65_536;

function csvHeader(host: Host, file: string): Header {
  const handle = openSync(resolve(host.cwd, file), 'r');
  try {
    const buffer = Buffer.alloc(headerBytes);
    const size = readSync(handle, buffer, 0, headerBytes, 0);
    const bytes = buffer.subarray(0, size);
    // Of a compressed file its beginning is enough.
    const content = isCompressed(file) ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
    checkText(content, `\`${file}\``);
    return headerOf(content.toString('utf8').replace(/^\ufeff/, ''), file);
  } finally {
    closeSync(handle);
  }
}

// ------------------------------------------------------------------------------------------------------------ databases

/** `duckdb:FILE?QUERY`, `postgres:CONNECTION?QUERY`; for the query the name of a table will do. */
export function databaseOf(path: string): { kind: 'duckdb' | 'postgres'; at: string; query: string } {
  const [, kind, at = '', query = ''] = /^(duckdb|postgres):([^?]+)\?(.+)$/s.exec(path) ?? [];
  if (kind === 'duckdb' || kind === 'postgres') return { kind, at, query };
  throw new Failure(
    `\`${path}\` does not say what is read from the database.`,
    'Write `duckdb:FILE?TABLE` or `postgres:CONNECTION?TABLE`, or a `SELECT …` instead of the table.',
  );
}

/** Makes the database known to DuckDB under a name. */
export async function attach(engine: Engine, path: string, as: string, isWritten: boolean): Promise<void> {
  const { kind, at } = databaseOf(path);
  if (kind === 'postgres') {
    try {
      await engine.run('LOAD postgres');
    } catch {
      throw new Failure(
        "DuckDB's extension for PostgreSQL is not installed here.",
        'Install it once, where the network allows: `INSTALL postgres` in DuckDB.',
      );
    }
  }
  const options = [...(kind === 'postgres' ? ['TYPE postgres'] : []), ...(isWritten ? [] : ['READ_ONLY'])];
  await readable(`${kind}:${kind === 'postgres' ? '…' : at}`, () =>
    engine.run(`ATTACH ${text(at)} AS ${name(as)}${options.length === 0 ? '' : ` (${options.join(', ')})`}`),
  );
}

const database = 'given';
const searched = 'memory.main';

/** Lets go of the database that was read: another one, or itself to be written, can be attached then. */
export async function closeDatabase(engine: Engine): Promise<void> {
  await engine.set('search_path', searched);
  await engine.run(`DETACH DATABASE IF EXISTS ${name(database)}`);
}

async function openQuery(engine: Engine, { path, kind }: Named): Promise<Source> {
  const { kind: system, at, query } = databaseOf(path);
  await attach(engine, path, database, false);
  // The query means the tables of its own database.
  await engine.set('search_path', `${searched},${database}.${system === 'postgres' ? 'public' : 'main'}`);
  const isQuery = /^\s*(select|with|from)\b/i.test(query);
  // Whoever ends it with a semicolon or a comment means no more than that.
  const from = isQuery ? `(${query.replace(/\s*;\s*$/, '')}\n)` : [database, ...query.split('.')].map(name).join('.');
  const columns = await columnsOf(engine, from, path);
  const [counted] = await engine.rows(`SELECT count(*)::DOUBLE AS rows FROM ${from}`);
  const shown = `${system}:${system === 'postgres' ? '…' : at}?${query}`; // A connection may hold a password.
  return {
    name: shown,
    inputs: [{ name: shown }],
    from,
    located: `(SELECT *, ${text(shown)} AS avtal_file, row_number() OVER () AS avtal_row FROM ${from})`,
    columns,
    kind: kind ?? kindOfColumns([...columns.keys()]),
    linesBefore: 0,
    isCsv: false,
    rows: Number(counted?.rows ?? 0),
  };
}

async function columnsOf(engine: Engine, from: string, path: string): Promise<ReadonlyMap<string, string>> {
  const rows = await readable(path, () => engine.rows(`DESCRIBE SELECT * FROM ${from}`));
  return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
}

/** What DuckDB says of a file that it cannot read becomes one sentence. */
export async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): Failure {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new Failure(`\`${path}\` cannot be read: ${first.replace(/\.$/, '')}.`);
}
