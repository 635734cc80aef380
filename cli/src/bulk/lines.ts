// Lines of a bill in bulk as a table: what differs from line to line is numbers, and DuckDB adds the rest and writes them.
import { closest } from '@avtal/grammar';
import type { Instant, Ir, Line, Order, PricedColumns, ZoneClock } from '@avtal/runtime';
import { Failure } from '../host.ts';
import { invoiceRows } from '../output/invoice.ts';
import { listText } from '../output/words.ts';
import { type ColumnType, type Engine, type Numbers, name, text } from './duckdb.ts';

/** An order with its place among all orders of the bill. */
export interface Placed {
  readonly place: number;
  readonly order: Order;
  /** Whether nothing is missing from its lines. */
  readonly isComplete: boolean;
}

/** The order, and then the columns of `avtal bill --format csv` (docs/output.md). */
function lineColumns(ir: Ir): readonly (readonly [name: string, type: string])[] {
  const { columns } = invoiceRows({ lines: [], currency: ir.agreement.currency, complete: true }, ir);
  const types: Readonly<Record<string, string>> = {
    from: 'DATE',
    until: 'DATE',
    invoiced: 'DATE',
    amount: `DECIMAL(18, ${ir.agreement.minorDigits})`,
    complete: 'BOOLEAN',
  };
  return ['order', 'customer', ...columns].map((column) => [column, types[column] ?? 'VARCHAR']);
}

export async function createTables(engine: Engine, ir: Ir, orders: readonly Placed[]): Promise<void> {
  const { columns } = invoiceRows({ lines: [], currency: ir.agreement.currency, complete: true }, ir);
  await engine.run(
    `CREATE OR REPLACE TABLE others (o UINTEGER, ${columns.map((column) => `${name(column)} VARCHAR`).join(', ')})`,
  );
  await engine.run('CREATE OR REPLACE TABLE orders (o UINTEGER, "order" VARCHAR, customer VARCHAR, complete BOOLEAN)');
  await engine.insert(
    'orders',
    orders.map(({ place, order, isComplete }) => [place, order.id, order.customer ?? order.label ?? '', isComplete]),
  );
}

/** Lines that are objects: of fees, credits, and of orders that columns do not price. */
export async function addLines(
  engine: Engine,
  ir: Ir,
  besides: readonly { readonly place: number; readonly lines: readonly Line[] }[],
): Promise<void> {
  const { currency } = ir.agreement;
  const rows = besides.flatMap(({ place, lines }) =>
    invoiceRows({ lines, currency, complete: true }, ir).rows.map((row) => [place, ...row]),
  );
  await engine.insert('others', rows);
}

/** What lines are made of besides their numbers: where they come from, and which columns are wanted of them. */
export interface Wanted {
  readonly orders: readonly Placed[];
  /** Of rows, their own ids in the table `staged`. */
  readonly handles: Uint32Array;
  readonly dayAt: (instant: Instant) => number;
  readonly chosen: readonly string[];
}

/** Lines that are columns: of each only the numbers that something wanted is made of. */
export async function addColumns(
  engine: Engine,
  { lines }: PricedColumns,
  { orders, handles, dayAt, chosen }: Wanted,
): Promise<void> {
  const { count, firstOf, drawn, bought, from, until } = lines;
  const places = new Uint32Array(count);
  for (const [at, { place }] of orders.entries()) places.fill(place, firstOf[at], firstOf[at + 1]);
  const columns: [name: string, type: ColumnType, values: Numbers][] = [
    ['o', 'UINTEGER', places],
    ['item', 'UINTEGER', lines.item],
    ['amount', 'DOUBLE', lines.amount],
  ];
  const add = (column: string, isWanted: boolean, type: ColumnType, values: () => Numbers | undefined): void => {
    const found = isWanted ? values() : undefined;
    if (found !== undefined) columns.push([column, type, found]);
  };
  const has = (column: string): boolean => chosen.includes(column);
  const each = <N extends Numbers>(of: Numbers | undefined, into: N, value: (one: number) => number): N => {
    if (of !== undefined) for (let at = 0; at < count; at += 1) into[at] = value(of[at] as number);
    return into;
  };
  const days = (instants: Float64Array | undefined) => each(instants, new Int32Array(count), dayAt);
  add('handle', namesRow(chosen), 'UINTEGER', () =>
    each(lines.row, new Uint32Array(count), (row) => handles[row] as number),
  );
  add('month', has('id'), 'INTEGER', () => lines.month);
  add('first', has('from'), 'INTEGER', () => days(from));
  add('last', has('until') || has('invoiced'), 'INTEGER', () => days(until));
  add('quantity', has('quantity'), 'DOUBLE', () => lines.quantity);
  add('exact', has('exact'), 'DOUBLE', () => lines.exact);
  add('drawn', has('drawn'), 'DOUBLE', () => drawn);
  add('bought', has('bought'), 'DOUBLE', () => bought);
  const types = columns.map(([column, type]) => `${name(column)} ${type}`);
  await engine.run(`CREATE OR REPLACE TABLE lines (${types.join(', ')})`);
  await engine.append(
    'lines',
    count,
    columns.map(([, type, values]) => [type, values]),
  );
}

/** Whether texts of the rows stand in these columns. */
function namesRow(chosen: readonly string[]): boolean {
  return chosen.includes('id') || chosen.includes('source');
}

/** Whether these columns tell when work was done, which is known of explained lines. */
export function tellsDays(chosen: readonly string[]): boolean {
  return ['from', 'until', 'invoiced'].some((column) => chosen.includes(column));
}

/** No zone changes its day within a quarter of an hour. */
const quarter = 900;

/** Local days, looked up by quarters of an hour. */
export function createDayAt(zone: ZoneClock): (instant: Instant) => number {
  const first = Math.floor(zone.horizon.from / quarter);
  const days = new Int32Array(Math.ceil(zone.horizon.until / quarter) - first + 1).fill(-1);
  return (instant) => {
    const at = Math.floor(instant / quarter) - first;
    const known = days[at];
    if (known !== undefined && known >= 0) return known;
    const day = zone.dayAt(instant);
    if (at >= 0 && at < days.length) days[at] = day;
    return day;
  };
}

/** The columns that are wanted, in the order of all. */
export function chosenColumns(ir: Ir, chosen: readonly string[] | undefined): readonly string[] {
  const all = lineColumns(ir).map(([column]) => column);
  const unknown = chosen?.find((column) => !all.includes(column));
  if (unknown === undefined) return chosen === undefined ? all : all.filter((column) => chosen.includes(column));
  const guess = closest(unknown, all);
  throw new Failure(
    `Lines have no column \`${unknown}\`.`,
    guess === undefined ? `They have ${listText(all.map((column) => `\`${column}\``))}.` : `Did you mean \`${guess}\`?`,
  );
}

/** A SELECT of these columns of all lines. */
export async function linesSelect(
  engine: Engine,
  ir: Ir,
  priced: PricedColumns,
  keys: ReadonlySet<string>,
  chosen: readonly string[],
): Promise<string> {
  await createItems(engine, ir, priced, keys);
  const digits = ir.agreement.minorDigits;
  const amount = `DECIMAL(18, ${digits})`;
  const sources = [...keys].map((key) => `WHEN ${text(key)} THEN w.${name(`k_${key}`)}`);
  const source = `CASE i.source_of WHEN '' THEN NULL WHEN 'id' THEN w.id ${sources.join(' ')} WHEN 'job or id' THEN ${keys.has('job') ? 'coalesce(w.k_job, w.id)' : 'w.id'} END`;
  const largest = (column: 'quantity' | 'exact'): number => {
    let most = 0;
    const values = priced.lines[column];
    for (let at = 0; at < priced.lines.count; at += 1) most = Math.max(most, Math.abs(values[at] as number));
    return most;
  };
  const quantity = (column: string) => fractionText(`l.${column}`, priced.quantityScale, largest('quantity'));
  const own: Readonly<Record<string, string>> = {
    order: 'c."order"',
    customer: 'c.customer',
    id: `concat_ws('/', i.head, ${source}, i.tail, m.text)`,
    source: `coalesce(${source}, '')`,
    from: `(DATE '1970-01-01' + l."first")`,
    until: `(DATE '1970-01-01' + l."last")`,
    invoiced: `last_day(DATE '1970-01-01' + l."last")`,
    quantity: `CASE WHEN i.has_quantity THEN ${quantity('quantity')} ELSE '' END`,
    drawn: priced.lines.drawn === undefined ? "''" : `CASE WHEN l.drawn = 0 THEN '' ELSE ${quantity('drawn')} END`,
    bought: priced.lines.bought === undefined ? "''" : `CASE WHEN l.bought = 0 THEN '' ELSE ${quantity('bought')} END`,
    exact: fractionText('l.exact', priced.amountScale, largest('exact')),
    amount: `CAST(l.amount::DECIMAL(18, 0) * ${(1 / 10 ** digits).toFixed(digits)} AS ${amount})`,
    complete: 'c.complete',
  };
  const columns = lineColumns(ir).filter(([column]) => chosen.includes(column));
  // Few different texts are kept once, and stand in the lines as numbers.
  const few = columns.flatMap(([column]) => (own[column] === undefined ? [column] : []));
  const whose = ['order', 'customer'];
  await engine.run('DROP TYPE IF EXISTS word');
  const words = [
    ...few.flatMap((column) => [`SELECT ${name(column)} AS word FROM items`, `SELECT ${name(column)} FROM others`]),
    ...whose.map((column) => `SELECT ${name(column)} AS word FROM orders`),
  ];
  await engine.run(`CREATE TYPE word AS ENUM (SELECT DISTINCT word FROM (${words.join(' UNION ALL ')}) ORDER BY word)`);
  for (const column of few) await engine.run(`ALTER TABLE items ALTER ${name(column)} TYPE word`);
  for (const column of whose) await engine.run(`ALTER TABLE orders ALTER ${name(column)} TYPE word`);
  const cast = (column: string, type: string, from: string): string =>
    own[column] === undefined || whose.includes(column)
      ? `${from}::word AS ${name(column)}`
      : `CAST(${from} AS ${type}) AS ${name(column)}`;
  const narrow = columns.map(([column, type]) => cast(column, type, own[column] ?? `i.${name(column)}`));
  const ofOrder = new Set(['order', 'customer', 'complete']);
  const other = columns.map(([column, type]) =>
    cast(column, type, `${ofOrder.has(column) ? 'c' : 'x'}.${name(column)}`),
  );
  const joins = [
    'JOIN items i ON i.item = l.item JOIN orders c ON c.o = l.o',
    ...(chosen.includes('id') ? ['JOIN months m ON m.month = l.month'] : []),
    ...(namesRow(chosen) ? ['JOIN staged w ON w.rowid = l.handle'] : []),
  ];
  return `SELECT ${narrow.join(', ')} FROM lines l ${joins.join(' ')}
    UNION ALL SELECT ${other.join(', ')} FROM others x JOIN orders c ON c.o = x.o`;
}

/** What all lines of one item have in common, taken from one of them; and the texts of months. */
async function createItems(engine: Engine, ir: Ir, priced: PricedColumns, keys: ReadonlySet<string>): Promise<void> {
  const { currency } = ir.agreement;
  const seen = new Map<number, number>();
  const months = new Set<number>();
  for (let at = 0; at < priced.lines.count; at += 1) {
    const item = priced.lines.item[at] as number;
    if (!seen.has(item)) seen.set(item, at);
    months.add(priced.lines.month[at] as number);
  }
  const { columns } = invoiceRows({ lines: [], currency, complete: true }, ir);
  const rows = [...seen].map(([item, at]) => {
    const line = priced.line(at);
    const [cells = []] = invoiceRows({ lines: [line], currency, complete: true }, ir).rows;
    const price = line.unitPrice === undefined ? undefined : `${line.unitPrice.amount} per ${line.unitPrice.per}`;
    return [
      item,
      `${line.clause}/${line.subject}`,
      price,
      sourceOf(ir, priced, item, keys),
      line.quantity !== undefined,
      ...cells,
    ];
  });
  const texts = columns.map((column) => `${name(column)} VARCHAR`).join(', ');
  await engine.run(
    `CREATE OR REPLACE TABLE items (item UINTEGER, head VARCHAR, tail VARCHAR, source_of VARCHAR, has_quantity BOOLEAN, ${texts})`,
  );
  await engine.insert('items', rows);
  await engine.run('CREATE OR REPLACE TABLE months (month INTEGER, text VARCHAR)');
  await engine.insert(
    'months',
    [...months].map((month) => [
      month,
      `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
    ]),
  );
}

/** Which column of the row is the source of the item's lines; empty: none is. */
function sourceOf(ir: Ir, { items }: PricedColumns, item: number, keys: ReadonlySet<string>): string {
  const scope = items[item]?.scope;
  if (scope !== undefined) {
    const over = ir.scopes[scope]?.over;
    return over?.kind === 'key' && keys.has(over.column) ? over.column : 'id';
  }
  switch (ir.agreement.lines) {
    case 'entry':
      return 'id';
    case 'job':
      return 'job or id';
    case 'month':
      return '';
  }
}

/** A whole number over its scale as the runtime writes it: the decimal where there is one, or a fraction in lowest terms. */
function fractionText(value: string, scale: number, largest: number): string {
  if (scale === 1) return `${value}::BIGINT::VARCHAR`;
  let digits = 0;
  for (let rest = scale; rest % 2 === 0 || rest % 5 === 0; digits += 1) {
    if (rest % 2 === 0) rest /= 2;
    if (rest % 5 === 0) rest /= 5;
  }
  const ten = 10 ** digits;
  const whole = `${value}::BIGINT`;
  const divisor = `gcd(${whole}, ${scale})`;
  const fraction = `(${whole} // ${divisor})::VARCHAR || '/' || (${scale} // ${divisor})::VARCHAR`;
  const cases = [`WHEN ${whole} % ${scale} = 0 THEN (${whole} // ${scale})::VARCHAR`];
  if (digits > 0) {
    const tens = largest * ten < 9e18 ? `${whole} * ${ten}` : `${whole}::HUGEINT * ${ten}`;
    // Texts of numbers that fit into 64 bits cost a fourth.
    const room = (largest / scale) * ten < 10 ** (18 - digits) ? 18 : 38;
    const factor = `${(1 / ten).toFixed(digits)}::DECIMAL(${digits}, ${digits})`;
    const decimal = `(${tens} // ${scale})::DECIMAL(${room - digits}, 0) * ${factor}`;
    cases.push(`WHEN (${tens}) % ${scale} = 0 THEN rtrim(CAST(${decimal} AS VARCHAR), '0')`);
  }
  return `CASE ${cases.join(' ')} ELSE ${fraction} END`;
}
