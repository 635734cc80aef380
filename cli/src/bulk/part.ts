// One part of a bill in bulk: the coded rows of some orders → their lines, in a file. Everything that a thread does by itself.
import { createHash } from 'node:crypto';
import { createReadStream, renameSync, statSync } from 'node:fs';
import {
  type Carried,
  type CodeColumn,
  createColumnPricer,
  createPlan,
  type Facts,
  type Invoice,
  type Ir,
  type Line,
  type Occurrence,
  type Plan,
  type PriceAsk,
  type Problem,
  price,
  type TimeEntry,
  type WorkColumns,
  withoutExponent,
} from '@avtal/runtime';
import program from '../../package.json' with { type: 'json' };
import { type Note, notesOf } from '../output/notes.ts';
import { createArrays } from './arrays.ts';
import type { Closing } from './balances.ts';
import { codedColumns, type Layout, shapeOf } from './coding.ts';
import { tellsDays } from './columns.ts';
import { writeCsv } from './csv.ts';
import { collectAll } from './garbage.ts';
import { createLineMaker, type Placed } from './lines.ts';
import { createParquetWriter } from './parquet.ts';
import type { PartRows } from './rows.ts';
import { createSorter, type Sorted } from './sorting.ts';
import { createNumbering, textAt } from './texts.ts';

export type LinesFormat = 'parquet' | 'csv';

/** What all parts of a bill share; plain data. */
export interface Shared {
  readonly ir: Ir;
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly layout: Layout;
  /** How many parts there are. */
  readonly count: number;
  readonly format: LinesFormat;
  /** Whether balances come in or go out: then each order is priced one fact at a time. */
  readonly hasBalances: boolean;
  /** Of the lines. */
  readonly columns: readonly string[];
}

/** Some orders of it; plain data. */
export interface Part {
  readonly orders: readonly Placed[];
  /** Facts besides work, by the place of their order. */
  readonly others: ReadonlyMap<number, Facts>;
  /** What was left before, by the place of its order. */
  readonly openings: ReadonlyMap<number, Carried>;
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
  readonly notes: readonly Note[];
  /** Where balances are kept, of orders that are complete. */
  readonly closings: readonly Closing[];
  /** Rows that have the id of another of their order. */
  readonly repeated: readonly { readonly order: string; readonly id: string; readonly isEntry: boolean }[];
}

const noWork: WorkColumns = { rows: 0, start: new Float64Array(0) };

/** After so many parts, memory is given back that the engine would rather take more of than look for. */
const manyParts = 64;

/** Prices parts, one after the other. */
export type PartPricer = (part: Part, rows: PartRows) => Priced;

export function createPartPricer(shared: Shared): PartPricer {
  const { ir, ask, layout, count, columns: chosen, hasBalances } = shared;
  const plan = createPlan(ir);
  const priceWork = createColumnPricer(plan, { ...ask, explain: tellsDays(chosen), wide: 'named' });
  const fees = createFees(plan, ask);
  const isEntry = ir.subjects.map(({ kind }) => kind === 'activity');
  const sort = createSorter({ shape: shapeOf(layout), count, isEntry });
  const columnsOf = createWorkColumns(ir, layout);
  const writeLines = shared.format === 'parquet' ? createParquetWriter(`avtal ${program.version}`) : writeCsv;
  const linesOf = createLineMaker(ir, plan.calendar.zone, layout.keys, chosen);

  let done = 0;
  return (part, rows) => {
    const sorted = sort(part.orders.length, rows);
    const repeated = sorted.repeated.map(({ order, ...one }) => ({
      ...one,
      order: part.orders[order]?.order.id ?? '',
    }));
    const incomplete = new Set(repeated.map(({ order }) => order));
    const priced = priceWork(
      part.orders.map(({ order }) => order),
      hasBalances ? noWork : columnsOf(sorted),
    );
    // INVARIANT: the columns are our own, and each row is of an order of the part; else work would be left out of the bill.
    for (const { message } of priced.problems) throw new Error(message);
    const problems: (Problem & { order: string })[] = [];
    const notes: Note[] = [];
    const closings: Closing[] = [];
    const besides: (readonly Line[])[] = [];
    const orders: Placed[] = [];
    for (const [at, one] of part.orders.entries()) {
      const others = part.others.get(one.place);
      const isWide = hasBalances || priced.wide.has(at);
      const facts = isWide ? { ...others, ...factsOf(ir, layout, sorted, at) } : others;
      const opening = part.openings.get(one.place);
      const own = opening === undefined ? ask : { ...ask, opening };
      const invoice = facts === undefined ? fees(one.order) : price(plan, one.order, facts, own);
      problems.push(...invoice.problems.map((problem) => ({ ...problem, order: one.order.id })));
      notes.push(...notesOf(one.order.id, invoice));
      besides.push(invoice.lines);
      const isComplete = one.isComplete && !incomplete.has(one.order.id) && invoice.problems.length === 0;
      orders.push({ ...one, isComplete });
      if (hasBalances && isComplete) closings.push({ order: one.order.id, closing: invoice.closing });
    }
    const lines = linesOf({ priced, sorted, orders, besides });
    const written = write(part.file, (unfinished) => writeLines(unfinished, lines));
    done += 1;
    if (done % manyParts === 0) collectAll();
    return {
      ...written,
      rows: sorted.rows,
      lines: lines.count,
      sum: lines.sum,
      incomplete: orders.flatMap(({ order, isComplete }) => (isComplete ? [] : [order.id])),
      problems,
      notes,
      closings,
      repeated,
    };
  };
}

// -------------------------------------------------------------------------------------------------------------- columns

export function createWorkColumns(ir: Ir, layout: Layout): (sorted: Sorted) => WorkColumns {
  const { floats: numberNames, codes: codeNames, texts: textNames } = codedColumns(layout);
  const subjects = ir.subjects.map(({ id }) => id);
  const numbering = createNumbering();
  const arrays = createArrays();
  const standIns: (string | undefined)[] = [undefined];

  /** Of a key only that it differs is needed; 0: the row does not say. */
  function key({ rows, firstOf, heap, texts }: Sorted, text: number): CodeColumn {
    const places = texts[text] as Uint32Array;
    const codes = arrays(`key ${text}`, Uint32Array, rows);
    let used = 0;
    for (let order = 0; order + 1 < firstOf.length; order += 1) {
      const [from, until] = [firstOf[order] as number, firstOf[order + 1] as number];
      const count = numbering(heap, places, from, until, codes);
      for (let row = from; row < until; row += 1) if (codes[row] !== 0) codes[row] = (codes[row] as number) + used;
      used += count - 1;
    }
    while (standIns.length <= used) standIns.push(String(standIns.length));
    return { codes, values: standIns };
  }

  return (sorted) => {
    const { rows } = sorted;
    const floatOf = (name: string): Float64Array => sorted.floats[numberNames.indexOf(name)] as Float64Array;
    const codeOf = (name: string): Uint32Array => sorted.codes[codeNames.indexOf(name)] as Uint32Array;
    const keyOf = (name: string): CodeColumn => key(sorted, textNames.indexOf(name));
    return {
      rows,
      order: codeOf('o'),
      subject: { codes: codeOf('subject'), values: subjects },
      start: floatOf('s'),
      end: floatOf('e'),
      ...(layout.hasQuantity ? { quantity: floatOf('q') } : {}),
      choices: Object.fromEntries(
        [...layout.choices].map(([id, values]) => [id, { codes: codeOf(`c_${id}`), values: [...values, undefined] }]),
      ),
      numbers: Object.fromEntries(layout.numbers.map((id) => [id, floatOf(`n_${id}`)])),
      moments: Object.fromEntries(layout.moments.map((id) => [id, floatOf(`m_${id}`)])),
      keys: Object.fromEntries(layout.keys.map((id) => [id, keyOf(`k_${id}`)])),
      ...(layout.hasPerson ? { person: keyOf('person') } : {}),
    };
  };
}

// -------------------------------------------------------------------------------------------------------------- objects

/** Orders that differ only in who they are have the same fees. */
export function createFees(plan: Plan, ask: Shared['ask']): (order: Placed['order']) => Invoice {
  const known = new Map<string, Invoice>();
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
function factsOf(ir: Ir, layout: Layout, { firstOf, floats, codes, texts, heap }: Sorted, order: number): Facts {
  const { floats: numberNames, codes: codeNames, texts: textNames } = codedColumns(layout);
  const entries: TimeEntry[] = [];
  const occurrences: Occurrence[] = [];
  for (let row = firstOf[order] as number; row < (firstOf[order + 1] as number); row += 1) {
    const numberOf = (name: string): number => floats[numberNames.indexOf(name)]?.[row] ?? Number.NaN;
    const codeOf = (name: string): number => codes[codeNames.indexOf(name)]?.[row] ?? 0;
    const textOf = (name: string): string | undefined => {
      const place = texts[textNames.indexOf(name)]?.[row];
      const found = place === undefined ? '' : textAt(heap, place);
      return found === '' ? undefined : found;
    };
    const said = <T>(names: readonly string[], of: (name: string) => T | undefined): Record<string, T> =>
      Object.fromEntries(
        names.flatMap((one) => {
          const value = of(one);
          return value === undefined || Number.isNaN(value) ? [] : [[one, value]];
        }),
      );
    const subject = ir.subjects[codeOf('subject')];
    const common = {
      id: textOf('id') ?? '',
      subject: subject?.id ?? '',
      choices: said([...layout.choices.keys()], (one) => layout.choices.get(one)?.[codeOf(`c_${one}`)]),
      numbers: said(layout.numbers, (one) => {
        const value = numberOf(`n_${one}`);
        return Number.isNaN(value) ? undefined : withoutExponent(String(value));
      }),
      moments: said(layout.moments, (one) => numberOf(`m_${one}`)),
      keys: said(layout.keys, (one) => textOf(`k_${one}`)),
    };
    const [person, cost] = [textOf('person'), textOf('cost')];
    if (subject?.kind === 'activity')
      entries.push({
        ...common,
        start: numberOf('s'),
        end: numberOf('e'),
        ...(person === undefined ? {} : { person }),
      });
    else {
      const quantity = layout.hasQuantity ? withoutExponent(String(numberOf('q'))) : '1';
      occurrences.push({ ...common, at: numberOf('s'), quantity, ...(cost === undefined ? {} : { cost }) });
    }
  }
  return { entries, occurrences };
}

// -------------------------------------------------------------------------------------------------------------- writing

/** Under its name the file is whole. `content` gives its SHA-256. */
function write(file: string, content: (unfinished: string) => string): Pick<Priced, 'file' | 'bytes' | 'sha256'> {
  const unfinished = `${file}.part`;
  const sha256 = content(unfinished);
  const bytes = statSync(unfinished).size;
  renameSync(unfinished, file);
  return { file, bytes, sha256 };
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(block);
  return hash.digest('hex');
}
