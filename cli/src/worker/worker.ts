// `avtal worker`: rows sorted by order come as an Arrow IPC stream, the lines of each order go out as one, the trailer last.
import { createHash } from 'node:crypto';
import {
  createFactColumns,
  createPlan,
  dayOf,
  type FactKind,
  factLayouts,
  type Ir,
  kindOfColumns,
  type Order,
  type PriceAsk,
  price,
  Rational,
  type ReadOptions,
  readFacts,
} from '@avtal/runtime';
import type { Table } from '@uwdata/flechette';
import { type ExitCode, Failure, type Pipe } from '../host.ts';
import { invoiceRows } from '../output/invoice.ts';
import { notesOf } from '../output/notes.ts';
import { listText } from '../output/words.ts';
import { batchBytes, endMark, type OutColumn, readArrow, readBatches } from './arrow.ts';
import { writerOf } from './values.ts';

export interface Work {
  readonly ir: Ir;
  readonly orders: readonly Order[];
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly options: ReadOptions;
}

/** The last record: who has not read it has not read the lines of all rows. */
interface Trailer {
  readonly rows: number;
  readonly rejected: number;
  readonly orders: number;
  readonly lines: number;
  readonly problems: number;
  readonly complete: boolean;
  readonly sums: readonly { readonly currency: string; readonly net: string }[];
  /** Of all bytes before the message that has the trailer. */
  readonly sha256: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A row, and the how-manieth of the stream it is. */
interface Given {
  readonly line: number;
  readonly customer: string | undefined;
  readonly values: Values;
}

/** Lines that are written at once. */
const batchLines = 10_000;

export async function work({ input, output }: Pipe, { ir, orders, ask, options }: Work): Promise<ExitCode> {
  const plan = createPlan(ir);
  const byId = new Map(orders.map((order) => [order.id, order]));
  const known = createFactColumns(ir, options.ignore);
  const columns = ['record', 'order', 'customer', ...lineColumns(ir), 'told'];
  const hash = createHash('sha256');
  const count = { rows: 0, rejected: 0, orders: 0, lines: 0, problems: 0 };
  let net = Rational.zero;
  let records: Values[] = [];
  let isBegun = false;
  const finished = new Set<string>();
  let [current, rows, kind]: [string | undefined, Given[], FactKind | undefined] = [undefined, [], undefined];
  let line = 0;

  async function write(): Promise<void> {
    // Of no records there is a schema all the same.
    const { schema, batch } = batchBytes(
      columns.map((column) => outColumn(column, records.length === 0 ? [{}] : records)),
      ir.agreement.minorDigits,
    );
    for (const bytes of [...(isBegun ? [] : [schema]), ...(records.length === 0 ? [] : [batch])]) {
      hash.update(bytes);
      await output(bytes);
    }
    isBegun = true;
    records = [];
  }

  async function finish(): Promise<void> {
    if (current === undefined) return;
    if (finished.has(current))
      throw new Failure(
        `Rows are not sorted by order: \`${current}\` came again.`,
        'All rows of an order follow each other.',
      );
    finished.add(current);
    const order = byId.get(current);
    if (order === undefined)
      throw new Failure(`There is no order \`${current}\`.`, 'Rows of other orders belong to other workers.');
    // A row that says nothing but its order has it billed without work.
    const said = rows.filter(({ values }) => Object.keys(values).length > 0);
    const table = {
      rows: said.map((row) => ({ ...row, ...ofOther(row, order) })),
      ...(kind === undefined ? {} : { kind }),
    };
    const read = readFacts(ir, [table], options);
    const invoice = price(plan, order, read.facts, ask);
    const problems = [...read.problems, ...invoice.problems];
    const told = { lines: invoice.lines, currency: invoice.currency, complete: problems.length === 0 };
    const { columns: names, rows: cells } = invoiceRows(told, ir);
    const whose = { order: order.id, customer: order.customer ?? order.label ?? '' };
    for (const row of cells)
      records.push({ record: 'line', ...whose, ...Object.fromEntries(names.map((one, at) => [one, row[at]])) });
    for (const problem of problems) records.push({ record: 'problem', ...whose, told: JSON.stringify(problem) });
    for (const { record, order: _, ...note } of notesOf(order.id, invoice))
      records.push({ record, ...whose, told: JSON.stringify(note) });
    count.orders += 1;
    count.rows += said.length - read.rejected.length;
    count.rejected += read.rejected.length;
    count.lines += cells.length;
    count.problems += problems.length;
    net = net.plus(Rational.of(invoice.totals.net));
    if (records.length >= batchLines) await write();
  }

  for await (const table of readBatches(input)) {
    const names = table.names.map(String);
    const own = names.filter((column) => column !== 'order' && column !== 'customer');
    const column = ['order', 'customer'].find((one) => names.includes(one));
    kind = kindOfRows(names, own, known);
    for (const { id, ...row } of rowsOf(table, column, own)) {
      line += 1;
      if (id === undefined && orders.length !== 1)
        throw new Failure('Rows do not say their order.', 'Send a column `order`.');
      const whose = id ?? orders[0]?.id ?? '';
      if (whose !== current) {
        await finish();
        [current, rows] = [whose, []];
      }
      rows.push({ ...row, line });
    }
  }
  await finish();
  if (records.length > 0 || !isBegun) await write();
  const trailer: Trailer = {
    ...count,
    complete: count.problems === 0,
    sums: [{ currency: ir.agreement.currency, net: net.toDecimal(ir.agreement.minorDigits) }],
    sha256: hash.digest('hex'),
  };
  records = [{ record: 'trailer', told: JSON.stringify(trailer) }];
  const { batch } = batchBytes(
    columns.map((column) => outColumn(column, records)),
    ir.agreement.minorDigits,
  );
  await output(batch);
  await output(endMark);
  return trailer.complete ? 0 : 1;
}

/** A row that names another customer than its order has is none of the order's. */
function ofOther({ customer }: Given, order: Order): { readonly unreadable?: string } {
  if (customer === undefined || order.customer === undefined || customer === order.customer) return {};
  const expected = `\`${order.customer}\`, the customer of the order \`${order.id}\``;
  return { unreadable: `\`customer\` is "${customer}", expected ${expected}.` };
}

export function lineColumns(ir: Ir): readonly string[] {
  return invoiceRows({ lines: [], currency: ir.agreement.currency, complete: true }, ir).columns;
}

/** What rows of these columns are. Throws a Failure where they are nothing that a worker prices. */
function kindOfRows(
  names: readonly string[],
  own: readonly string[],
  known: ReturnType<typeof createFactColumns>,
): FactKind | undefined {
  const twice = names.find((column, at) => names.indexOf(column) !== at);
  if (twice !== undefined) throw new Failure(`There are two columns \`${twice}\`.`, 'Send each column once.');
  // Orders alone are billed without work.
  if (own.length === 0 && names.length > 0) return undefined;
  const kind = kindOfColumns(own);
  if (kind === undefined) {
    const columns =
      own.length === 0 ? 'There are no columns' : `The columns ${listText(own.map(quoted))} are of no work`;
    throw new Failure(`${columns}.`, 'Time entries have a `start`, occurrences an `at` and a `subject`.');
  }
  if (kind !== 'entries' && kind !== 'occurrences')
    throw new Failure(
      `These are ${factLayouts[kind].called}: a worker prices time entries and occurrences.`,
      '`avtal bill` reads files of all kinds.',
    );
  const wrong = own.find((column) => known.find(kind, column) === undefined);
  if (wrong !== undefined)
    throw new Failure(`\`${wrong}\` is no column of such facts.`, `They have ${known.known(kind).join(', ')}.`);
  return kind;
}

const quoted = (column: string): string => `\`${column}\``;

interface Row {
  readonly id: string | undefined;
  readonly customer: string | undefined;
  readonly values: Values;
}

/** Values as facts write them. */
function* rowsOf(table: Table, orderColumn: string | undefined, names: readonly string[]): Iterable<Row> {
  const read = (column: string): ((row: number) => string | undefined) => {
    const values = table.getChild(column);
    const type = table.schema.fields.find(({ name }) => name === column)?.type;
    const write = type === undefined ? String : writerOf(column, type);
    return (row) => {
      const value: unknown = readArrow(() => values.get(row));
      return value === null || value === undefined || value === '' ? undefined : write(value);
    };
  };
  const columns = names.map((column) => ({ column, valueAt: read(column) }));
  const none = (): undefined => undefined;
  const orderAt = orderColumn === undefined ? none : read(orderColumn);
  const hasBoth = orderColumn === 'order' && table.names.includes('customer');
  const customerAt = hasBoth ? read('customer') : none;
  for (let row = 0; row < table.numRows; row += 1) {
    const values: Record<string, string> = {};
    for (const { column, valueAt } of columns) {
      const value = valueAt(row);
      if (value !== undefined) values[column] = value;
    }
    yield { id: orderAt(row), customer: customerAt(row), values };
  }
}

function outColumn(name: string, records: readonly Values[]): OutColumn {
  const values = records.map((record) => record[name] ?? null);
  if (name === 'from' || name === 'until' || name === 'invoiced')
    return { name, kind: 'date', values: values.map((value) => (typeof value === 'string' ? dayOf(value) : null)) };
  if (name === 'amount')
    return {
      name,
      kind: 'amount',
      values: values.map((value) => (typeof value === 'string' ? BigInt(value.replace('.', '')) : null)),
    };
  return { name, kind: 'text', values: values.map((value) => (value === null ? null : String(value))) };
}
