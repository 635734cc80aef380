// One part of a bill in bulk: the coded rows of some orders → their lines, in a file. Everything that a thread does by itself.
import { createHash } from 'node:crypto';
import { createReadStream, renameSync, statSync } from 'node:fs';
import {
  type CodeColumn,
  createColumnPricer,
  createPlan,
  type Facts,
  type Ir,
  type Line,
  type Occurrence,
  type Plan,
  type PriceAsk,
  type Problem,
  price,
  type TimeEntry,
  type WorkColumns,
} from '@avtal/runtime';
import type { Layout } from './coding.ts';
import { type Engine, type Numbers, name, text } from './duckdb.ts';
import { addColumns, addLines, createDayAt, createTables, linesSelect, type Placed, tellsDays } from './lines.ts';

export type LinesFormat = 'parquet' | 'csv';

/** What all parts of a bill share; plain data. */
export interface Shared {
  readonly ir: Ir;
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly layout: Layout;
  readonly format: LinesFormat;
  /** Of the lines. */
  readonly columns: readonly string[];
}

/** Some orders of it; plain data. */
export interface Part {
  readonly orders: readonly Placed[];
  /** Facts besides work, by the place of their order. */
  readonly others: ReadonlyMap<number, Facts>;
  readonly file: string;
}

/** What came of it; plain data, and what a rerun knows of a finished part. */
export interface Priced {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Rows that were priced, and lines that came of them and of fees. */
  readonly rows: number;
  readonly lines: number;
  /** Sum of the lines, a decimal as text. */
  readonly sum: string;
  /** Orders of which something could not be priced. */
  readonly incomplete: readonly string[];
  readonly problems: readonly (Problem & { readonly order: string })[];
  /** Rows that have the id of another of their order. */
  readonly repeated: readonly { readonly order: string; readonly id: string; readonly isEntry: boolean }[];
}

/** Prices parts, one after the other: the table `staged` of the engine has the coded rows of the part's orders. */
export type PartPricer = (part: Part) => Promise<Priced>;

export function createPartPricer(engine: Engine, shared: Shared): PartPricer {
  const { ir, ask, layout, columns: chosen } = shared;
  const plan = createPlan(ir);
  const priceWork = createColumnPricer(plan, { ...ask, explain: tellsDays(chosen), wide: 'named' });
  const fees = createFees(plan, ask);
  const arrays = createArrays();
  const dayAt = createDayAt(plan.calendar.zone);

  return async (part) => {
    const repeated = await takeOutRepeated(engine, ir, part);
    const incomplete = new Set(repeated.map(({ order }) => order));
    const { columns, handles } = await workColumns(engine, shared, part, arrays);
    const priced = priceWork(
      part.orders.map(({ order }) => order),
      columns,
    );
    // INVARIANT: the columns are our own, and each row is of an order of the part; else work would be left out of the bill.
    for (const { message } of priced.problems) throw new Error(message);
    const problems: (Problem & { order: string })[] = [];
    const besides: { place: number; lines: readonly Line[] }[] = [];
    const finished: Placed[] = [];
    for (const [at, one] of part.orders.entries()) {
      const others = part.others.get(one.place);
      const isWide = priced.wide.has(at);
      const facts = isWide ? { ...others, ...(await factsOf(engine, ir, layout, one.place)) } : others;
      const invoice = facts === undefined ? fees(one.order) : price(plan, one.order, facts, ask);
      problems.push(...invoice.problems.map((problem) => ({ ...problem, order: one.order.id })));
      besides.push({ place: one.place, lines: invoice.lines });
      const isComplete = one.isComplete && !incomplete.has(one.order.id) && invoice.problems.length === 0;
      finished.push({ ...one, isComplete });
    }
    await createTables(engine, ir, finished);
    await addLines(engine, ir, besides);
    await addColumns(engine, priced, { orders: finished, handles, dayAt, chosen });
    const written = await write(
      engine,
      await linesSelect(engine, ir, priced, new Set(layout.keys), chosen),
      shared,
      part.file,
    );
    return {
      ...written,
      rows: columns.rows,
      incomplete: finished.flatMap(({ order, isComplete }) => (isComplete ? [] : [order.id])),
      problems,
      repeated,
    };
  };
}

/** Of rows with one id none is taken: which of them is meant cannot be known. */
async function takeOutRepeated(engine: Engine, ir: Ir, { orders }: Part): Promise<Priced['repeated']> {
  const activities = ir.subjects.flatMap(({ kind }, place) => (kind === 'activity' ? [place] : []));
  const isEntry = `subject IN (${[...activities, -1].join(', ')})`;
  const found = await engine.rows(
    `SELECT o, id, ${isEntry} AS entry FROM staged WHERE plain GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL`,
  );
  const names = new Map(orders.map(({ place, order }) => [place, order.id]));
  for (const { o, id, entry } of found)
    await engine.run(`DELETE FROM staged WHERE o = ${o} AND id = ${text(String(id))} AND ${isEntry} = ${entry}`);
  return found.map(({ o, id, entry }) => ({
    order: names.get(Number(o)) ?? '',
    id: String(id),
    isEntry: entry === true,
  }));
}

// -------------------------------------------------------------------------------------------------------------- columns

/** Rows in the order of orders, time and ids, so that of two that start together the one with the smaller id comes first. */
async function workColumns(
  engine: Engine,
  { ir, layout }: Shared,
  { orders }: Part,
  arrays: Arrays,
): Promise<{ columns: WorkColumns; handles: Uint32Array }> {
  const { choices, numbers, moments, hasQuantity } = layout;
  const [counted] = await engine.rows('SELECT count(*)::DOUBLE AS rows FROM staged WHERE plain');
  const rows = Number(counted?.rows ?? 0);
  const wanted: [sql: string, into: Numbers][] = [];
  const want = <N extends Numbers>(sql: string, type: ArrayType<N>): N => {
    const into = arrays(sql, type, rows);
    wanted.push([sql, into]);
    return into;
  };
  const handles = want('rowid::UINTEGER', Uint32Array);
  const places = want('o', Uint32Array);
  const codes = layout.keys.map((id) => [id, want(keyCode(id), Uint32Array)] as const);
  const work = {
    rows,
    order: places,
    subject: { codes: want('subject', Uint8Array), values: ir.subjects.map(({ id }) => id) },
    start: want('s', Float64Array),
    end: want('e', Float64Array),
    ...(hasQuantity ? { quantity: want('q', Float64Array) } : {}),
    choices: Object.fromEntries(
      [...choices].map(([id, values]): [string, CodeColumn] => [
        id,
        { codes: want(name(`c_${id}`), Uint16Array), values: [...values, undefined] },
      ]),
    ),
    numbers: Object.fromEntries(numbers.map((id) => [id, want(name(`n_${id}`), Float64Array)])),
    moments: Object.fromEntries(moments.map((id) => [id, want(name(`m_${id}`), Float64Array)])),
  };
  let from = 0;
  const select = `SELECT ${wanted.map(([sql], at) => `${sql} AS v${at}`).join(', ')} FROM staged WHERE plain ORDER BY o, s, id`;
  for await (const block of engine.blocks(select)) {
    for (const [at, [, into]] of wanted.entries()) into.set(block.column(at) as never, from);
    from += block.rows;
  }
  const placeOf = new Map(orders.map(({ place }, at) => [place, at]));
  for (let row = 0; row < rows; row += 1) places[row] = placeOf.get(places[row] as number) as number;
  const keys = Object.fromEntries(codes.map(([id, own]) => [id, { codes: own, values: standIns(own) }]));
  return { columns: { ...work, keys }, handles };
}

type ArrayType<N> = new (length: number) => N;
/** The first `length` values of an array of that name: the same memory each time, as long as it is long enough. */
type Arrays = <N extends Numbers>(name: string, type: ArrayType<N>, length: number) => N;

function createArrays(): Arrays {
  const known = new Map<string, Numbers>();
  return <N extends Numbers>(of: string, type: ArrayType<N>, length: number): N => {
    let found = known.get(of);
    if (!(found instanceof type) || found.length < length) {
      found = new type(Math.ceil(1.1 * length));
      known.set(of, found);
    }
    return found.subarray(0, length) as N;
  };
}

/** Of a key only that it differs is needed; 0: the row does not say. */
function keyCode(key: string): string {
  const column = name(`k_${key}`);
  return `(CASE WHEN ${column} IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY ${column} NULLS FIRST) END)::UINTEGER`;
}

/** Texts in the place of those that stay in DuckDB. */
function standIns(codes: Uint32Array): (string | undefined)[] {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  return Array.from({ length: most + 1 }, (_, code) => (code === 0 ? undefined : String(code)));
}

// -------------------------------------------------------------------------------------------------------------- objects

/** Orders that differ only in who they are have the same fees. */
function createFees(
  plan: Plan,
  ask: Shared['ask'],
): (order: Placed['order']) => { lines: readonly Line[]; problems: readonly Problem[] } {
  const known = new Map<string, { lines: readonly Line[]; problems: readonly Problem[] }>();
  const named = new Set(plan.ir.dimensions.find(({ id }) => id === 'order')?.values.map(({ id }) => id));
  return (order) => {
    const key = JSON.stringify({ ...order, id: named.has(order.id) ? order.id : '', customer: '', label: '' });
    let found = known.get(key);
    if (found === undefined) {
      found = price(plan, order, {}, ask);
      known.set(key, found);
    }
    return found;
  };
}

/** All work of an order as facts. */
async function factsOf(engine: Engine, ir: Ir, layout: Layout, place: number): Promise<Facts> {
  const entries: TimeEntry[] = [];
  const occurrences: Occurrence[] = [];
  for await (const rows of engine.batches(`SELECT * FROM staged WHERE plain AND o = ${place} ORDER BY s, id`)) {
    for (const row of rows) {
      const subject = ir.subjects[Number(row.subject)];
      const said = (names: readonly string[], prefix: string): [string, string][] =>
        names.flatMap((one) => {
          const value = row[`${prefix}${one}`];
          return value === null || value === undefined || value === 'NaN' ? [] : [[one, String(value)]];
        });
      const choices = said([...layout.choices.keys()], 'c_').flatMap(([one, code]): [string, string][] => {
        const value = layout.choices.get(one)?.[Number(code)];
        return value === undefined ? [] : [[one, value]];
      });
      const common = {
        id: String(row.id),
        subject: subject?.id ?? '',
        choices: Object.fromEntries(choices),
        numbers: Object.fromEntries(said(layout.numbers, 'n_')),
        moments: Object.fromEntries(said(layout.moments, 'm_').map(([one, value]) => [one, Number(value)])),
        keys: Object.fromEntries(said(layout.keys, 'k_')),
      };
      if (subject?.kind === 'activity') {
        const person = row.person === null || row.person === undefined ? {} : { person: String(row.person) };
        entries.push({ ...common, start: Number(row.s), end: Number(row.e), ...person });
      } else {
        const cost = row.cost === null || row.cost === undefined ? {} : { cost: String(row.cost) };
        occurrences.push({ ...common, at: Number(row.s), quantity: String(row.q ?? 1), ...cost });
      }
    }
  }
  return { entries, occurrences };
}

// -------------------------------------------------------------------------------------------------------------- writing

/** Under its name the file is whole. */
async function write(
  engine: Engine,
  select: string,
  { format, ir }: Shared,
  file: string,
): Promise<Pick<Priced, 'file' | 'bytes' | 'sha256' | 'lines' | 'sum'>> {
  const unfinished = `${file}.part`;
  await engine.run(`CREATE OR REPLACE TEMP VIEW billed AS ${select}`);
  const options = format === 'parquet' ? 'FORMAT parquet, DICTIONARY_SIZE_LIMIT 10000' : 'FORMAT csv, HEADER';
  await engine.run(`COPY billed TO ${text(unfinished)} (${options})`);
  const digits = ir.agreement.minorDigits;
  const [told] = await engine.rows(`SELECT (SELECT count(*) FROM lines) + (SELECT count(*) FROM others) AS lines,
    (coalesce((SELECT sum(amount::DECIMAL(18, 0)) FROM lines), 0) * ${(1 / 10 ** digits).toFixed(digits)}
      + coalesce((SELECT sum(amount::DECIMAL(18, ${digits})) FROM others), 0))::VARCHAR AS sum`);
  const sha256 = await hashOf(unfinished);
  const bytes = statSync(unfinished).size;
  renameSync(unfinished, file);
  return { file, bytes, sha256, lines: Number(told?.lines ?? 0), sum: String(told?.sum ?? '0') };
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(block);
  return hash.digest('hex');
}
