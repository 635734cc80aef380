// A group of orders → the records of each: lines by columns where all its rows are columns and columns can price it; else one
// fact at a time, which tells what is wrong with a row.
import {
  createColumnPricer,
  createPlan,
  type FactKind,
  type Invoice,
  type Ir,
  type Order,
  type PriceAsk,
  price,
  type ReadOptions,
  readFacts,
} from '@avtal/runtime';
import { layoutOf } from '../bulk/coding.ts';
import { lineColumns } from '../bulk/columns.ts';
import { createLineMaker, type Lines, type Placed } from '../bulk/lines.ts';
import { createFees, createWorkColumns } from '../bulk/part.ts';
import { invoiceRows } from '../output/invoice.ts';
import { notesOf } from '../output/notes.ts';
import { createCoder } from './coded.ts';
import { type Group, givenRows, type Ordered } from './group.ts';
import { createRanking } from './ranked.ts';
import type { Said } from './records.ts';

export interface Work {
  readonly ir: Ir;
  readonly orders: readonly Order[];
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly options: ReadOptions;
}

/** What came of an order. */
export type Priced = {
  readonly rows: number;
  readonly rejected: number;
  readonly lines: number;
  readonly problems: number;
} /** `from`, `until`: of its lines among the places of lines. */ & (
  | { readonly kind: 'columns'; readonly from: number; readonly until: number }
  | { readonly kind: 'records'; readonly records: readonly Said[] }
);

/** What holds until the next group. */
export interface PricedGroup {
  readonly orders: readonly Priced[];
  /** Of all orders that are columns. */
  readonly lines: Lines;
  /** In the order of the stream: those of an order stand together. */
  readonly places: Uint32Array;
}

/** `columns`: those of rows that are no order and no customer, which are all of one kind, or of none. */
export function createGroupPricer(
  { ir, ask, options }: Work,
  kind: FactKind | undefined,
  columns: readonly string[],
): (group: Group) => PricedGroup {
  const plan = createPlan(ir);
  const found = kind === undefined ? [] : [{ kind, columns: new Map(columns.map((column) => [column, 'VARCHAR'])) }];
  const layout = layoutOf(ir, found, options.ignore ?? []);
  const code = createCoder(ir, kind, layout, options);
  const columnsOf = createWorkColumns(ir, layout);
  const priceWork = createColumnPricer(plan, { ...ask, explain: true, wide: 'named' });
  const linesOf = createLineMaker(ir, plan.calendar.zone, layout.keys, lineColumns(ir));
  const feesOf = createFees(plan, ask);
  const rank = createRanking();

  /** One fact at a time. */
  function priceOne(group: Group, { order, from, until }: Ordered): Priced {
    const own = givenRows(
      group,
      Array.from({ length: until - from }, (_, at) => from + at),
    );
    const read = readFacts(ir, [{ rows: own, ...(kind === undefined ? {} : { kind }) }], options);
    const invoice = price(plan, order, read.facts, ask);
    const problems = [...read.problems, ...invoice.problems];
    const told = { lines: invoice.lines, currency: invoice.currency, complete: problems.length === 0 };
    const { columns: names, rows: cells } = invoiceRows(told, ir);
    const whose = { order: order.id, customer: order.customer ?? order.label ?? '' };
    const records: Said[] = [
      ...cells.map((row) => ({
        record: 'line',
        ...whose,
        ...Object.fromEntries(names.map((one, at) => [one, row[at] ?? ''])),
      })),
      ...problems.map((problem) => ({ record: 'problem', ...whose, told: JSON.stringify(problem) })),
      ...notesOf(order.id, invoice).map(({ record, order: _, ...note }) => ({
        record,
        ...whose,
        told: JSON.stringify(note),
      })),
    ];
    const rejected = read.rejected.length;
    return {
      kind: 'records',
      records,
      rows: own.length - rejected,
      rejected,
      lines: cells.length,
      problems: problems.length,
    };
  }

  return (group) => {
    const coded = code(group);
    const ordered = coded.orders.map((place) => (group.orders[place] as Ordered).order);
    const priced = priceWork(ordered, columnsOf(coded.sorted));
    // INVARIANT: the columns are our own, and each row is of an order of the group; else work would be left out.
    for (const { message } of priced.problems) throw new Error(message);
    const fees = ordered.map((order, at) => (priced.wide.has(at) ? undefined : plainFees(feesOf(order))));
    const besides = fees.map((one) => one?.lines ?? []);
    const placed = ordered.map((order, place): Placed => ({ place, order, isComplete: true }));
    const lines = linesOf({ priced, sorted: coded.sorted, orders: placed, besides });
    const ranked = rank(priced, lines, besides);
    const byColumns = new Map(coded.orders.map((place, at) => [place, at]));
    const orders = group.orders.map((one, place): Priced => {
      const at = byColumns.get(place);
      if (at === undefined || fees[at] === undefined) return priceOne(group, one);
      const [from, until] = [ranked.firstOf[at] as number, ranked.firstOf[at + 1] as number];
      const rows = (coded.sorted.firstOf[at + 1] as number) - (coded.sorted.firstOf[at] as number);
      return { kind: 'columns', from, until, rows, rejected: 0, lines: until - from, problems: 0 };
    });
    return { orders, lines, places: ranked.lines };
  };
}

/** What an order comes to without work, where nothing is to be told but lines. */
function plainFees(fees: Invoice): Invoice | undefined {
  const isPlain = fees.problems.length === 0 && fees.lowBalances.length === 0 && fees.unpermitted.length === 0;
  return isPlain && fees.lines.every(({ amount }) => Number.isSafeInteger(Number(amount.replace('.', ''))))
    ? fees
    : undefined;
}
