// `avtal worker`: rows sorted by order come as an Arrow IPC stream, the lines of each order go out as one, the trailer last.
import { createHash } from 'node:crypto';
import {
  createFactColumns,
  createPlan,
  dayOf,
  type FactKind,
  type Ir,
  isoTime,
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
import { batchBytes, endMark, type OutColumn, readBatches } from './arrow.ts';

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
  let [current, rows, kind]: [string | undefined, Values[], FactKind | undefined] = [undefined, [], undefined];

  async function write(): Promise<void> {
    const { schema, batch } = batchBytes(
      columns.map((column) => outColumn(column, records)),
      ir.agreement.minorDigits,
    );
    for (const bytes of isBegun ? [batch] : [schema, batch]) {
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
    const said = rows.filter((values) => Object.values(values).some((value) => value !== null && value !== undefined));
    const table = { rows: said.map((values) => ({ values })), ...(kind === undefined ? {} : { kind }) };
    const read = readFacts(ir, [table], options);
    const invoice = price(plan, order, read.facts, ask);
    const problems = [...read.problems, ...invoice.problems];
    const told = { lines: invoice.lines, currency: invoice.currency, complete: problems.length === 0 };
    const { columns: names, rows: cells } = invoiceRows(told, ir);
    const whose = { order: order.id, customer: order.customer ?? order.label ?? '' };
    for (const row of cells)
      records.push({ record: 'line', ...whose, ...Object.fromEntries(names.map((one, at) => [one, row[at]])) });
    for (const problem of problems) records.push({ record: 'problem', ...whose, told: JSON.stringify(problem) });
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
    kind = kindOfColumns(own);
    checkColumns(own, kind, known);
    for (const { id, values } of rowsOf(table, column, own)) {
      if (id === undefined && orders.length !== 1)
        throw new Failure('Rows do not say their order.', 'Send a column `order`.');
      const whose = id ?? orders[0]?.id ?? '';
      if (whose !== current) {
        await finish();
        [current, rows] = [whose, []];
      }
      rows.push(values);
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

export function lineColumns(ir: Ir): readonly string[] {
  return invoiceRows({ lines: [], currency: ir.agreement.currency, complete: true }, ir).columns;
}

function checkColumns(
  own: readonly string[],
  kind: FactKind | undefined,
  known: ReturnType<typeof createFactColumns>,
): void {
  if (kind === undefined)
    throw new Failure(`The columns ${own.join(', ')} are of no kind of facts.`, 'docs/facts.md has their columns.');
  const wrong = own.find((column) => known.find(kind, column) === undefined);
  if (wrong !== undefined)
    throw new Failure(`\`${wrong}\` is no column of such facts.`, `They have ${known.known(kind).join(', ')}.`);
}

/** Values as facts write them: instants in UTC, numbers as texts. */
function* rowsOf(
  table: Table,
  orderColumn: string | undefined,
  names: readonly string[],
): Iterable<{ id: string | undefined; values: Values }> {
  const columns = names.map((column) => ({ column, values: table.getChild(column), isTime: isTime(table, column) }));
  const orders = orderColumn === undefined ? undefined : table.getChild(orderColumn);
  for (let row = 0; row < table.numRows; row += 1) {
    const values: Record<string, unknown> = {};
    for (const { column, values: own, isTime } of columns) {
      const value: unknown = own.get(row);
      if (value === null || value === undefined || value === '') continue;
      values[column] =
        isTime && typeof value === 'number' ? timeText(value) : typeof value === 'string' ? value : String(value);
    }
    const id: unknown = orders?.get(row);
    yield { id: id === null || id === undefined ? undefined : String(id), values };
  }
}

/** Arrow's type ids of dates with a time. */
const timestampType = 10;

function isTime(table: Table, column: string): boolean {
  return table.schema.fields.find(({ name }) => name === column)?.type.typeId === timestampType;
}

/** Fractions stay, so that the reader refuses them. */
function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds - seconds * 1000;
  const text = isoTime(seconds, 0);
  const whole = /T\d\d:\d\d(?=\+)/.test(text) ? text.replace('+', ':00+') : text;
  return rest === 0 ? whole : whole.replace('+', `.${String(Math.round(rest * 1000)).padStart(6, '0')}+`);
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
