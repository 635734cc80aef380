// Whom a bill in bulk is for: the orders of the agreement's file, or a table of customers.
import { closest } from '@avtal/grammar';
import { type FactRow, type Ir, type Order, readOrder } from '@avtal/runtime';
import { tablesOf } from '../facts/load.ts';
import { Failure, type Host } from '../host.ts';
import { listText, plural } from '../output/words.ts';
import { orderColumns } from './coding.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { type Engine, name } from './duckdb.ts';
import { collectAfter } from './garbage.ts';
import { closeDatabase, isDatabase, openSources, type Source } from './sources.ts';

export interface Orders {
  readonly orders: readonly Order[];
  /** Names of orders of other agreements in the table. */
  readonly elsewhere: ReadonlySet<string>;
}

export function ordersOfFile(ir: Ir, path: string): Orders {
  if (ir.orders.length > 0) return { orders: ir.orders, elsewhere: new Set() };
  throw new Failure(
    `\`${path}\` has no orders.`,
    `Name a file with orders for ${ir.agreement.id}, or a table of customers with \`--orders customers.csv\`.`,
  );
}

/** Columns of the table of customers besides the choices that an order makes. */
const fields = ['order', 'customer', 'agreement', 'from', 'until'];
/** More are counted and not shown. */
const mostShown = 20;

/** CSV, NDJSON and JSON are read as small files are; Parquet and databases by DuckDB. */
export async function ordersOfTable(host: Host, engine: Engine, ir: Ir, path: string): Promise<Orders> {
  if (!isDatabase(path) && !/\.parquet$/i.test(path)) return ordersOfSmallTable(host, ir, path);
  const columns = new Set<string>();
  const rows: FactRow[] = [];
  // Several files of Parquet that differ in their columns are several sources.
  for (const source of await openSources(host, engine, [{ path }])) {
    const texts = [...source.columns.keys()].map((column) => `CAST(r.${name(column)} AS VARCHAR) AS ${name(column)}`);
    for (const column of source.columns.keys()) columns.add(column);
    const found = await engine.rows(
      `SELECT ${texts.join(', ')} FROM ${source.located} r ORDER BY avtal_file, avtal_row`,
    );
    for (const values of found) rows.push({ line: rows.length + 1, values });
  }
  await closeDatabase(engine);
  return ordersIn(ir, path, [...columns], rows);
}

export function ordersOfSmallTable(host: Host, ir: Ir, path: string): Orders {
  const rows = tablesOf(host, { path }).flatMap((table) => table.rows);
  collectAfter(rows.length);
  return ordersIn(ir, path, [...new Set(rows.flatMap(({ values }) => Object.keys(values)))], rows);
}

function ordersIn(ir: Ir, path: string, columns: readonly string[], rows: readonly FactRow[]): Orders {
  const choices = ir.dimensions.filter(({ id, given }) => given === 'order' && id !== 'order').map(({ id }) => id);
  const known = [...fields, ...choices];
  for (const column of columns) {
    if (known.includes(column)) continue;
    const guess = closest(column, known);
    throw new Failure(
      `\`${path}\`: \`${column}\` is no column of a table of customers.`,
      guess === undefined ? `There are ${listText(known.map((one) => `\`${one}\``))}.` : `Did you mean \`${guess}\`?`,
    );
  }
  const orders: Order[] = [];
  const alike = createAlike();
  const elsewhere = new Set<string>();
  const wrong: string[] = [];
  for (const { line = 0, values } of rows) {
    const said = (column: string): string | undefined => {
      const value = String(values[column] ?? '').trim();
      return value === '' ? undefined : value;
    };
    const agreement = said('agreement');
    if (agreement !== undefined && agreement !== ir.agreement.id) {
      for (const one of [said('order'), said('customer')]) if (one !== undefined) elsewhere.add(one);
      continue;
    }
    const read = readOrder(ir, {
      id: said('order') ?? said('customer'),
      customer: said('customer'),
      from: said('from'),
      until: said('until'),
      choices: Object.fromEntries(
        choices.flatMap((choice) => (said(choice) === undefined ? [] : [[choice, said(choice)]])),
      ),
    });
    if ('order' in read) orders.push(alike(read.order));
    else wrong.push(...read.problems.map(({ message }) => `${path}:${line}: ${message}`));
  }
  if (wrong.length > 0) {
    const more = wrong.length > mostShown ? [`… and ${plural(wrong.length - mostShown, 'more problem')}.`] : [];
    throw new Failure(
      `\`${path}\` is no table of orders of \`${ir.agreement.id}\`:\n  ${[...wrong.slice(0, mostShown), ...more].join('\n  ')}`,
    );
  }
  return { orders, elsewhere };
}

/** Gives an order that shares what it says with the others that differ only in who they are: so do most of a hundred thousand. */
function createAlike(): (order: Order) => Order {
  const known = new Map<string, Order>();
  return (order) => {
    const key = JSON.stringify({ ...order, id: '', customer: '' });
    const { id, customer, ...shared } = known.get(key) ?? order;
    if (!known.has(key)) known.set(key, order);
    return { ...order, ...shared };
  };
}

/** The names by which rows say their order. */
export interface Names {
  readonly count: number;
  find(column: string, value: string): number | undefined;
  /** As the order says it. */
  customerOf(place: number): string | undefined;
  /** All names of the order in a column. */
  namesOf(column: string, place: number): readonly string[];
  isElsewhere(value: string): boolean;
  readonly known: readonly string[];
  /** The place of an order by its name; `count` for those of other agreements. */
  codes(column: string): Dictionary;
  /** Whether rows have, besides their order, its customer, who must be the same. */
  hasBoth(source: Source): boolean;
  /** Whether this text says no other customer than the order. */
  isCustomer(place: number, words: Uint32Array, text: number): boolean;
}

export function nameOrders({ orders, elsewhere }: Orders, hasBoth: Names['hasBoth']): Names {
  const byOrder = new Map<string, number>();
  const byCustomer = new Map<string, number | 'several'>();
  for (const [place, { id, customer }] of orders.entries()) {
    if (byOrder.has(id))
      throw new Failure(`There are two orders \`${id}\`.`, 'Give each an id of its own (column `order`).');
    byOrder.set(id, place);
    if (customer !== undefined) byCustomer.set(customer, byCustomer.has(customer) ? 'several' : place);
  }
  const [, second] = orderColumns;
  const find = (column: string, value: string): number | undefined => {
    const found = column === second ? (byCustomer.get(value) ?? byOrder.get(value)) : byOrder.get(value);
    return found === 'several' ? undefined : found;
  };
  function* codesBy(column: string): Iterable<readonly [name: string, code: number]> {
    for (const name of new Set([...byOrder.keys(), ...(column === second ? byCustomer.keys() : []), ...elsewhere])) {
      const code = find(column, name) ?? (elsewhere.has(name) ? orders.length : undefined);
      if (code !== undefined) yield [name, code];
    }
  }

  let customers: Customers | undefined;
  return {
    count: orders.length,
    find,
    customerOf: (place) => orders[place]?.customer,
    namesOf: (column, place) => {
      const { id, customer = id } = orders[place] as Order;
      return [...new Set([id, customer])].filter((one) => find(column, one) === place);
    },
    isElsewhere: (value) => elsewhere.has(value),
    known: [...byOrder.keys()],
    codes: (column) => createDictionary(codesBy(column)),
    hasBoth,
    isCustomer: (place, words, text) => {
      customers ??= codeCustomers(orders);
      const own = customers.own[place];
      return own === undefined || words[text] === 0 || customers.codes.find(words, text) === own;
    },
  };
}

/** The customers, each with a code, and that of each order. */
interface Customers {
  readonly codes: Dictionary;
  readonly own: readonly (number | undefined)[];
}

function codeCustomers(orders: readonly Order[]): Customers {
  const all = new Map<string, number>();
  const own = orders.map(({ customer }) => {
    if (customer !== undefined && !all.has(customer)) all.set(customer, all.size);
    return all.get(customer ?? '');
  });
  return { codes: createDictionary(all), own };
}

/** Which order a fact is of, in the first of these columns that there is. */
export function orderColumnOf({ columns }: Source): string | undefined {
  return orderColumns.find((column) => columns.has(column));
}
