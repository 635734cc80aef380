// Rows of a stream by orders: those of one follow each other, over as many batches as they like.
import type { FactRow, Order } from '@avtal/runtime';
import { whose } from '../bulk/columns.ts';
import { Failure } from '../host.ts';
import type { Batch } from './batches.ts';
import { type Cells, isThere, textOf } from './cells.ts';

/** Rows of one batch. */
interface Stretch {
  readonly batch: Batch;
  readonly from: number;
  until: number;
}

/** An order with its rows among those of its group. */
export interface Ordered {
  readonly order: Order;
  readonly from: number;
  readonly until: number;
}

/** Whole orders that are priced together. */
export interface Group {
  readonly rows: number;
  /** How many rows of the stream come before. */
  readonly before: number;
  readonly orders: readonly Ordered[];
  readonly stretches: readonly Stretch[];
}

/** Rows that are priced at once, unless an order has more. */
const enough = 1 << 14;

/** Throws a Failure for rows of no order, and for an order that comes again. */
export async function* groupsOf(batches: AsyncIterable<Batch>, orders: readonly Order[]): AsyncIterable<Group> {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const finished = new Set<string>();
  let [current, begun]: [string | undefined, number] = [undefined, 0];
  let [rows, before] = [0, 0];
  let found: Ordered[] = [];
  let stretches: Stretch[] = [];

  /** The order has all its rows. */
  function finish(): void {
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
    found.push({ order, from: begun, until: rows });
    begun = rows;
  }

  function taken(): Group {
    const group = { rows, before, orders: found, stretches };
    before += rows;
    [rows, begun, found, stretches] = [0, 0, [], []];
    return group;
  }

  for await (const batch of batches) {
    const own = whose.map((name) => batch.columns.findIndex((column) => column.name === name)).find((at) => at >= 0);
    const cells = own === undefined ? undefined : (batch.cells[own] as Cells);
    const said = cells === undefined ? () => undefined : textOf(cells);
    for (let row = 0; row < batch.rows; ) {
      const id = said(row);
      if (id === undefined && orders.length !== 1)
        throw new Failure('Rows do not say their order.', 'Send a column `order`.');
      const next = id ?? orders[0]?.id ?? '';
      if (next !== current) {
        finish();
        if (rows >= enough) yield taken();
        current = next;
      }
      const from = row;
      for (row += 1; row < batch.rows && isLikeBefore(cells, row); ) row += 1;
      const last = stretches.at(-1);
      if (last?.batch === batch) last.until = row;
      else stretches.push({ batch, from, until: row });
      rows += row - from;
    }
  }
  finish();
  yield taken();
}

/** Whether a row says the same as the one before it, as far as that is seen at once. */
export function isLikeBefore(cells: Cells | undefined, row: number): boolean {
  if (cells === undefined) return true;
  if (cells.kind === 'numbers') return false;
  const { texts, codes, valid } = cells;
  if (isThere(valid, row) !== isThere(valid, row - 1)) return false;
  if (codes !== undefined) return codes[row] === codes[row - 1];
  const { offsets, bytes } = texts;
  const [first, second, end] = [offsets[row - 1] as number, offsets[row] as number, offsets[row + 1] as number];
  if (end - second !== second - first) return false;
  for (let at = second; at < end; at += 1) if (bytes[at] !== bytes[at - second + first]) return false;
  return true;
}

/** A row as `readFacts` takes it. */
export interface Given extends FactRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** These rows of the group, in their order, as texts; without those that say nothing but whose they are. */
export function givenRows({ stretches, orders, before }: Group, rows: Iterable<number>): Given[] {
  const given: Given[] = [];
  let [place, begun, end, at] = [0, 0, 0, -1];
  let read: RowReader | undefined;
  for (const row of rows) {
    for (; row >= end; at += 1) {
      const next = stretches[at + 1] as Stretch;
      [begun, end] = [end, end + next.until - next.from];
      read = undefined;
    }
    while (row >= (orders[place] as Ordered).until) place += 1;
    const { batch, from } = stretches[at] as Stretch;
    read ??= rowReader(batch);
    const { values, customer } = read(from + row - begun);
    if (Object.keys(values).length > 0)
      given.push({ line: before + row + 1, values, ...ofOther(customer, (orders[place] as Ordered).order) });
  }
  return given;
}

type RowReader = (row: number) => Pick<Given, 'values'> & { readonly customer: string | undefined };

function rowReader(batch: Batch): RowReader {
  const columns = batch.columns.flatMap(({ name }, at) =>
    whose.includes(name) ? [] : [{ name, valueAt: textOf(batch.cells[at] as Cells) }],
  );
  const own = customerColumn(batch);
  const customerAt = own === undefined ? () => undefined : textOf(batch.cells[own] as Cells);
  return (row) => {
    const values: Record<string, string> = {};
    for (const { name, valueAt } of columns) {
      const value = valueAt(row);
      if (value !== undefined) values[name] = value;
    }
    return { values, customer: customerAt(row) };
  };
}

/** Where rows that say their order say its customer too. */
export function customerColumn({ columns }: Pick<Batch, 'columns'>): number | undefined {
  const [order, customer] = whose.map((name) => columns.findIndex((column) => column.name === name));
  return order === -1 || customer === -1 ? undefined : customer;
}

/** A row that names another customer than its order has is none of the order's. */
function ofOther(customer: string | undefined, order: Order): { readonly unreadable?: string } {
  if (!isOfOther(customer, order)) return {};
  const expected = `\`${order.customer}\`, the customer of the order \`${order.id}\``;
  return { unreadable: `\`customer\` is "${customer}", expected ${expected}.` };
}

export function isOfOther(customer: string | undefined, order: Order): boolean {
  return customer !== undefined && order.customer !== undefined && customer !== order.customer;
}
