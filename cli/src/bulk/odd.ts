// Rows that are not in a common form, and facts that are no work: read one by one by `readFacts`, which says what is wrong.
import {
  createFactColumns,
  type FactKind,
  type FactOrigin,
  type FactRow,
  type Facts,
  type FactTable,
  factLayouts,
  type Ir,
  type Occurrence,
  type Problem,
  type ReadOptions,
  type RejectedRow,
  type RowProblem,
  readFacts,
  type TimeEntry,
  withoutExponent,
} from '@avtal/runtime';
import { Failure } from '../host.ts';
import { asText, type Coder, createCoder, placeIn } from './coder.ts';
import { codedColumns, isOrderColumn, isWork, type Layout } from './coding.ts';
import { type Engine, name } from './duckdb.ts';
import { type Names, orderColumnOf } from './orders.ts';
import { odd, type Parting } from './rows.ts';
import type { Source } from './sources.ts';
import { blockRows, textIn } from './vectors.ts';

export interface Read {
  readonly rejected: RejectedRow[];
  readonly problems: RowProblem[];
  /** Places of orders that lack a row, and whether a row lacks its order. */
  readonly incomplete: Set<number>;
  /** Facts that are no work, by order. */
  readonly others: Map<number, Facts>;
  /** Rejected rows of no order of this bill. */
  unassigned: number;
  /** Rows of other agreements. */
  elsewhere: number;
  /** Rows of work that are not in a common form, read well or not. */
  odd: number;
}

/** More wrong rows than this are no accident. */
const mostRejected = 100_000;

export function refuseMany(rejected: number, first: RowProblem | undefined): void {
  if (rejected > mostRejected)
    throw new Failure(
      `More than ${mostRejected.toLocaleString('en')} rows cannot be read; the first: ${first?.message ?? ''}`,
      'Nothing is written. Most likely all rows have the same mistake.',
    );
}

export async function readOdd(
  { engine, ir, sources, layout, names }: Finding,
  options: ReadOptions,
  add: Parting['add'],
): Promise<Read> {
  const read: Read = {
    rejected: [],
    problems: [],
    incomplete: new Set(),
    others: new Map(),
    unassigned: 0,
    elsewhere: 0,
    odd: 0,
  };
  const rowsOf = new Map<number, { source: Source; row: Located }[]>();
  for (const source of sources) {
    const { kind } = source;
    if (kind !== undefined && isWork(kind)) {
      for await (const some of oddRows(engine, source, createCoder(ir, source, layout, names))) {
        read.odd += some.length;
        const rows = some.flatMap((row) => placed(ir, source, row, names, read));
        readWork(ir, source, kind, rows, layout, options, read, add);
        refuseMany(read.rejected.length, read.problems[0]);
      }
      continue;
    }
    const select = `SELECT ${rawColumns(source).join(', ')} FROM ${source.located} r`;
    for await (const batch of engine.batches(select)) {
      for (const row of batch.flatMap((one) => placed(ir, source, one, names, read)))
        if (!rowsOf.get(row.place)?.push({ source, row })) rowsOf.set(row.place, [{ source, row }]);
      refuseMany(read.rejected.length, read.problems[0]);
    }
  }
  for (const [place, rows] of rowsOf) readOthers(ir, place, rows, options, read);
  return read;
}

type RawRow = Readonly<Record<string, unknown>>;

/** What is not in a common form, some thousand rows at a time. */
async function* oddRows(engine: Engine, source: Source, coder: Coder): AsyncIterable<readonly RawRow[]> {
  const texts = [...coder.texts];
  const raw = [...source.columns.keys()].map(
    (column) => [`raw ${column}`, placeIn(texts, asText(source, column))] as const,
  );
  const file = placeIn(texts, 'r.avtal_file');
  const line = placeIn(texts, 'CAST(r.avtal_row AS VARCHAR)');
  const all = [['avtal_file', file], ['avtal_row', line], ...raw] as const;
  let rows: RawRow[] = [];
  for await (const block of engine.blocks({ times: coder.times, texts }, source.located)) {
    const { states } = coder.code(block);
    for (let row = 0; row < block.rows; row += 1)
      if (states[row] === odd)
        rows.push(Object.fromEntries(all.map(([column, at]) => [column, textIn(block.texts[at], row)])));
    if (rows.length < blockRows) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

/** The row with its order, or none where it says nothing or of no order of this bill. */
function placed(ir: Ir, source: Source, raw: RawRow, names: Names, read: Read): Located[] {
  const row = locate(ir, source, raw);
  if (Object.values(row.values).every((value) => String(value ?? '').trim() === '')) return [];
  const place = placeOf(source, row, names, read);
  return place === undefined ? [] : [{ ...row, place }];
}

/** How rows of work are found again. */
export interface Finding {
  readonly engine: Engine;
  readonly ir: Ir;
  readonly sources: readonly Source[];
  readonly layout: Layout;
  readonly names: Names;
}

interface Wanted {
  readonly order: string;
  readonly id: string;
  /** Absent: entries and occurrences. */
  readonly isEntry?: boolean;
}

/** Rows of these orders and ids as they stand in their files. */
async function* found(
  { engine, ir, sources, names }: Finding,
  wanted: readonly Wanted[],
): AsyncIterable<{ source: Source; kind: 'entries' | 'occurrences'; place: number; id: string; row: Located }> {
  if (wanted.length === 0) return;
  for (const source of sources) {
    const { kind } = source;
    if (kind === undefined || !isWork(kind)) continue;
    const column = orderColumnOf(source);
    const rows = wanted.flatMap(({ order, id, isEntry = kind === 'entries' }) => {
      const place = names.find('order', order);
      if (place === undefined || isEntry !== (kind === 'entries')) return [];
      return (column === undefined ? [''] : names.namesOf(column, place)).map((one) => [place, one, id]);
    });
    await engine.run('CREATE OR REPLACE TABLE wanted (o UINTEGER, name VARCHAR, id VARCHAR)');
    await engine.insert('wanted', rows);
    // As `readFacts` has it: without spaces around it, and of a row without one by its place.
    const own = source.columns.has('id') ? trimmed(asText(source, 'id')) : 'NULL';
    const id = `coalesce(nullif(${own}, ''), r.avtal_file || ':' || (r.avtal_row + ${source.linesBefore}))`;
    const isNamed = column === undefined ? '' : `AND x.name = ${asText(source, column)}`;
    const select = `SELECT DISTINCT ${rawColumns(source).join(', ')}, x.o, ${id} AS id_found
      FROM ${source.located} r JOIN wanted x ON x.id = ${id} ${isNamed} ORDER BY avtal_file, avtal_row`;
    for await (const batch of engine.batches(select))
      for (const one of batch)
        yield { source, kind, place: Number(one.o), id: String(one.id_found), row: locate(ir, source, one) };
  }
}

/** What `trim` of JavaScript takes away. */
const spaces = '[\\s\\v\\p{Z}\\x{feff}]';

function trimmed(own: string): string {
  return `regexp_replace(${own}, '^${spaces}+|${spaces}+$', '', 'g')`;
}

/** Rows that were left out because another of their order has their id. */
export async function readRepeated(
  finding: Finding,
  priced: readonly { readonly repeated: readonly Wanted[] }[],
): Promise<Pick<Read, 'rejected' | 'problems'>> {
  const read: Pick<Read, 'rejected' | 'problems'> = { rejected: [], problems: [] };
  const repeated = priced.flatMap((one) => one.repeated);
  for await (const { source, kind, row } of found(finding, repeated)) {
    const id = String(row.values.id ?? '').trim();
    const expected = `an id that only one of the ${factLayouts[kind].called} has`;
    const origin = { file: row.file, line: row.line };
    const message = `\`id\` is "${id}", expected ${expected}.`;
    const about = { column: 'id', value: id, expected };
    const problem: RowProblem = { code: 'duplicate-id', message, clauses: [], origin, ...about };
    read.problems.push(problem);
    read.rejected.push({ table: tableOf(source, row), row, problems: [problem], kind });
  }
  return read;
}

/** More problems than these nobody reads with their lines. */
const mostLocated = 200;

/** What pricing told of facts, with where they stand. */
export async function locateProblems(
  finding: Finding,
  problems: readonly (Problem & { readonly order: string })[],
): Promise<readonly Problem[]> {
  const wanted = problems.flatMap(({ order, subject, origin }) =>
    subject === undefined || origin !== undefined ? [] : [{ order, id: subject }],
  );
  const origins = new Map<string, FactOrigin>();
  for await (const { place, id, row } of found(finding, wanted.slice(0, mostLocated))) {
    const key = `${place} ${id}`;
    if (!origins.has(key)) origins.set(key, { file: row.file, line: row.line });
  }
  return problems.map((problem) => {
    const origin = origins.get(`${finding.names.find('order', problem.order)} ${problem.subject}`);
    return origin === undefined ? problem : { origin, ...problem };
  });
}

/** The columns of rows as they stand, as texts, with where they stand. */
function rawColumns(source: Source): readonly string[] {
  const raw = [...source.columns.keys()].map((column) => `${asText(source, column)} AS ${name(`raw ${column}`)}`);
  return ['r.avtal_file', 'r.avtal_row', ...raw];
}

function tableOf({ columns }: Source, { file }: Located): FactTable {
  return { file, header: { line: 1, columns: [...columns.keys()] }, rows: [] };
}

interface Located extends FactRow {
  readonly file: string;
  readonly line: number;
  readonly place: number;
}

function locate(ir: Ir, source: Source, row: Readonly<Record<string, unknown>>): Located {
  const values = Object.fromEntries(
    [...source.columns.keys()].flatMap((column) => {
      const value = row[`raw ${column}`];
      // As DuckDB writes a number of many digits. An id or a job of that form is called so, here as in rows of common form.
      const isPower =
        typeof value === 'string' && isNumber(ir, source, column) && /^-?\d+(\.\d+)?e[+-]\d\d+$/.test(value);
      return value === null || value === undefined ? [] : [[column, isPower ? withoutExponent(value) : value]];
    }),
  );
  return { file: String(row.avtal_file), line: Number(row.avtal_row) + source.linesBefore, values, place: -1 };
}

/** Whether numbers stand in the column, and DuckDB wrote their digits. */
function isNumber({ numbers }: Ir, { isCsv }: Source, column: string): boolean {
  return !isCsv && (['hours', 'quantity', 'cost', 'value'].includes(column) || numbers.some(({ id }) => id === column));
}

function placeOf(source: Source, row: Located, names: Names, read: Read): number | undefined {
  const column = orderColumnOf(source);
  if (column === undefined && names.count === 1) return 0;
  const value = column === undefined ? '' : String(row.values[column] ?? '').trim();
  const place = column === undefined ? undefined : names.find(column, value);
  const customer = names.hasBoth(source) ? String(row.values.customer ?? '').trim() : '';
  const own = place === undefined ? undefined : names.customerOf(place);
  const isOfOther = customer !== '' && own !== undefined && customer !== own;
  if (place !== undefined && !isOfOther) return place;
  if (place === undefined && column !== undefined && names.isElsewhere(value)) {
    read.elsewhere += 1;
    return undefined;
  }
  const wrong = isOfOther
    ? { column: 'customer', value: customer, expected: `\`${own}\`, the customer of the order \`${value}\`` }
    : { column: column ?? 'order', value, expected: 'an order of this bill', known: names.known };
  const { value: cell, ...about } = wrong;
  const problem: RowProblem = {
    ...about,
    ...(cell === '' ? {} : { value: cell }),
    code: 'bad-fact',
    message: `\`${wrong.column}\` is ${wrong.value === '' ? 'empty' : `"${wrong.value}"`}, expected ${wrong.expected}.`,
    clauses: [],
    origin: { file: row.file, line: row.line },
  };
  read.problems.push(problem);
  reject(source, place === undefined ? row : { ...row, place }, [problem], read);
  return undefined;
}

function reject(source: Source, row: Located, problems: readonly RowProblem[], read: Read): void {
  read.rejected.push({
    table: tableOf(source, row),
    row,
    problems,
    ...(source.kind === undefined ? {} : { kind: source.kind }),
  });
  if (row.place >= 0) read.incomplete.add(row.place);
  else read.unassigned += 1;
}

/** Without what says whose it is, where that is no column of such facts. */
function factRow({ line, values }: Located, known: (column: string) => boolean): FactRow {
  const own = Object.entries(values).filter(([column]) => known(column) || !isOrderColumn(column));
  return { line, values: Object.fromEntries(own) };
}

/** The rows as coded ones, or rejected. */
function readWork(
  ir: Ir,
  source: Source,
  kind: FactKind,
  rows: readonly Located[],
  layout: Layout,
  options: ReadOptions,
  read: Read,
  add: Parting['add'],
): void {
  if (rows.length === 0) return;
  const columns = createFactColumns(ir, options.ignore);
  const isKnown = (column: string): boolean => columns.find(kind, column) !== undefined;
  // Numbers stand for their ids, which may be there twice: in several orders.
  const [first] = rows;
  const tables = [...Map.groupBy(rows.entries(), ([, { file }]) => file)].map(([file, some]) => ({
    file,
    kind,
    rows: some.map(([at, row]) => {
      const fact = factRow(row, isKnown);
      return { ...fact, values: { ...fact.values, id: String(at) } };
    }),
  }));
  if (first === undefined) return;
  const { facts, rejected } = readFacts(ir, tables, options);
  for (const one of rejected) {
    const row = rows[Number(one.row.values.id)];
    if (row === undefined) continue;
    read.problems.push(...one.problems);
    reject(source, row, one.problems, read);
  }
  const work = [...facts.entries, ...facts.occurrences];
  const { floats, codes, texts } = codedColumns(layout);
  for (const fact of work) {
    const row = rows[Number(fact.id)];
    if (row === undefined) continue;
    const own = String(row.values.id ?? '').trim();
    const found = codedFact(ir, layout, fact, row.place, own === '' ? `${row.file}:${row.line}` : own);
    const numbers = (some: readonly string[]): number[] => some.map((one) => Number(found[one]));
    add(
      numbers(floats),
      numbers(codes),
      texts.map((one) => String(found[one] ?? '')),
    );
  }
}

/** A fact of work by the names of coded columns. */
export function codedFact(
  ir: Ir,
  layout: Layout,
  fact: TimeEntry | Occurrence,
  place: number,
  id: string,
): Readonly<Record<string, string | number | undefined>> {
  const isEntry = 'start' in fact;
  return {
    o: place,
    subject: ir.subjects.findIndex(({ id }) => id === fact.subject),
    s: isEntry ? fact.start : fact.at,
    e: isEntry ? fact.end : fact.at,
    id,
    q: isEntry ? 1 : Number(fact.quantity),
    person: isEntry ? fact.person : undefined,
    cost: isEntry ? undefined : fact.cost,
    ...Object.fromEntries([...layout.choices].map(([id, values]) => [`c_${id}`, code(values, fact.choices?.[id])])),
    ...Object.fromEntries(layout.numbers.map((id) => [`n_${id}`, Number(fact.numbers?.[id] ?? Number.NaN)])),
    ...Object.fromEntries(layout.moments.map((id) => [`m_${id}`, fact.moments?.[id] ?? Number.NaN])),
    ...Object.fromEntries(layout.keys.map((id) => [`k_${id}`, fact.keys?.[id]])),
  };
}

function code(values: readonly string[], value: string | undefined): number {
  return value === undefined ? values.length : values.indexOf(value);
}

function readOthers(
  ir: Ir,
  place: number,
  rows: readonly { readonly source: Source; readonly row: Located }[],
  options: ReadOptions,
  read: Read,
): void {
  const columns = createFactColumns(ir, options.ignore);
  const tables = [...Map.groupBy(rows, ({ source, row }) => `${source.name}\n${row.file}`).values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { source, row } = first;
    const { kind } = source;
    const isKnown = (column: string): boolean => kind !== undefined && columns.find(kind, column) !== undefined;
    return [
      { file: row.file, ...(source.kind && { kind: source.kind }), rows: some.map((one) => factRow(one.row, isKnown)) },
    ];
  });
  const { facts, rejected, problems } = readFacts(ir, tables, options);
  read.problems.push(...problems);
  read.rejected.push(...rejected);
  if (rejected.length > 0) read.incomplete.add(place);
  read.others.set(place, facts);
}
