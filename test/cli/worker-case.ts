// What tests of the worker share: how they call it, and what it must answer, made of the same rows one order at a time.
import { createPlan, type FactRow, type Ir, type Order, price, type ReadOptions, readFacts } from '@avtal/runtime';
import { tableFromIPC } from '@uwdata/flechette';
import { Failure } from '../../cli/src/host.ts';
import { invoiceRows } from '../../cli/src/output/invoice.ts';
import { notesOf } from '../../cli/src/output/notes.ts';
import type { Work } from '../../cli/src/worker/pricing.ts';
import { work } from '../../cli/src/worker/worker.ts';

export type Cells = Readonly<Record<string, unknown>>;

export interface Told {
  readonly records: readonly Cells[];
  readonly failure?: string;
}

export const endMark = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

export function recordsIn(...bytes: readonly Uint8Array[]): Cells[] {
  return tableFromIPC(Buffer.concat(bytes))
    .toArray()
    .map((row) => ({ ...row }));
}

/** What the worker answers to these blocks of a stream, or says is wrong with it. */
export async function told(asked: Work, ...blocks: readonly Uint8Array[]): Promise<Told> {
  const out: Uint8Array[] = [];
  const input = async function* () {
    yield* blocks;
  };
  const output = async (bytes: Uint8Array): Promise<void> => {
    out.push(bytes.slice());
  };
  try {
    await work({ input: input(), output }, asked);
    return { records: recordsIn(...out) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { records: out.length === 0 ? [] : recordsIn(...out, endMark), failure: error.message };
  }
}

/** A row of texts, as engines send it. */
export type Sent = Readonly<Record<string, string | null>> & { readonly order: string };

/** The same one order at a time. */
export function expected({ ir, orders, ask, options }: Work, rows: readonly Sent[]): Cells[] {
  const plan = createPlan(ir);
  const lined = rows.map((row, at) => ({ line: at + 1, row }));
  const records = [...Map.groupBy(lined, ({ row }) => row.order)].flatMap(([id, own]): Cells[] => {
    const order = orders.find((one) => one.id === id);
    if (order === undefined) throw new Error(`no order ${id}`);
    const said = own
      .map(({ line, row }) => factRow(line, row, order))
      .filter(({ values }) => Object.keys(values).length > 0);
    const read = readFacts(ir, [{ rows: said, ...kindOf(rows) }], options);
    const invoice = price(plan, order, read.facts, ask);
    const problems = [...read.problems, ...invoice.problems];
    const { columns, rows: cells } = invoiceRows({ ...invoice, complete: problems.length === 0 }, ir);
    const whose = { order: id, customer: order.customer ?? order.label ?? '' };
    return [
      ...cells.map((row) => ({
        record: 'line',
        ...whose,
        ...Object.fromEntries(columns.map((one, at) => [one, row[at]])),
      })),
      ...problems.map((problem) => ({ record: 'problem', ...whose, told: JSON.stringify(problem) })),
      ...notesOf(id, invoice).map(({ record, order: _, ...note }) => ({
        record,
        ...whose,
        told: JSON.stringify(note),
      })),
    ];
  });
  return records;
}

function factRow(line: number, { order: _, customer, ...row }: Sent, order: Order): FactRow {
  const values = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''));
  if (
    customer === undefined ||
    customer === null ||
    customer === '' ||
    order.customer === undefined ||
    customer === order.customer
  )
    return { line, values };
  const wanted = `\`${order.customer}\`, the customer of the order \`${order.id}\``;
  return { line, values, unreadable: `\`customer\` is "${customer}", expected ${wanted}.` };
}

const kindOf = (rows: readonly Sent[]) =>
  rows.some((row) => 'start' in row) ? { kind: 'entries' as const } : { kind: 'occurrences' as const };

/** A record with dates and amounts as texts, and without what it does not have. */
export function asTexts(record: Cells, digits: number): Cells {
  const text = (name: string, value: unknown): unknown => {
    if (name === 'from' || name === 'until' || name === 'invoiced')
      return new Date(Number(value)).toISOString().slice(0, 10);
    return name === 'amount' ? Number(value).toFixed(digits) : value;
  };
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === null ? [] : [[name, text(name, value)]])),
  );
}

export type { Ir, Order, ReadOptions, Work };
