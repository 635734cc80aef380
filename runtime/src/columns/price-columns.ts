// Prices the work of many orders by columns: the same plan and the same meanings as `price`, in whole numbers (meanings C, P, A, M).

import type { Plan } from '../asking/plan.ts';
import type { Facts, IndexValue } from '../facts.ts';
import type { ClauseKind, Order } from '../ir.ts';
import { begin } from '../pricing/begin.ts';
import { price } from '../pricing/price.ts';
import { isTrouble, problemOf } from '../pricing/run.ts';
import type { PriceAsk, Problem } from '../results.ts';
import { createAgreement } from './agreement.ts';
import type { ColumnsAsk, PricedColumns, Wide, WorkColumns } from './columns.ts';
import { createDerivedNumbers } from './derived-numbers.ts';
import { lineExplainer } from './explain-line.ts';
import { createKernel } from './kernel.ts';
import { lineReader } from './line.ts';
import { createLines, scaleLines } from './lines.ts';
import { createPartition } from './partition.ts';
import { createRepeats } from './repeats.ts';
import { createRows } from './rows.ts';
import { askTrouble, nothingAsked, noWork, soundOrders, soundWork } from './sound.ts';
import { createTold } from './told.ts';

/**
 * The lines of work, as `price` gives them for each order with these rows as its facts. Fees, credits and whatever else
 * has no row are not in it: they are what `price` gives for the order without entries and occurrences. An order whose work
 * needs more than a price times a quantity in each situation is priced one fact at a time, and said to be `wide`.
 */
export function priceColumns(
  plan: Plan,
  orders: readonly Order[],
  columns: WorkColumns,
  ask: ColumnsAsk,
): PricedColumns {
  return createColumnPricer(plan, ask)(orders, columns);
}

/** Prices the work of some orders. What it gives holds until it is called again: the same memory is written anew. */
export type ColumnPricer = (orders: readonly Order[], columns: WorkColumns) => PricedColumns;

/**
 * `priceColumns` for work that comes in batches: what situations come to is asked once, memory is taken once. All work of
 * an order must be in one batch.
 */
export function createColumnPricer(plan: Plan, asked: ColumnsAsk): ColumnPricer {
  const wrong = askTrouble(asked);
  const ask = wrong === undefined ? asked : nothingAsked;
  const has = (kind: ClauseKind) => plan.ir.clauses.some((clause) => clause.kind === kind);
  const shape = { hasAllowances: has('include'), hasStarts: has('start'), explains: ask.explain === true };
  const lines = createLines(shape);
  const told = shape.explains ? createTold(shape) : undefined;
  const agreement = createAgreement(plan, ask, (factor) => scaleLines(lines, factor));
  const kernel = createKernel(agreement, lines, told);
  const partition = createPartition(plan.ir);

  return (given, handed) => {
    const problems: Problem[] = [];
    const orders = soundOrders(given, problems);
    if (wrong !== undefined) problems.push(problemOf(wrong));
    const columns = wrong === undefined ? soundWork(plan.ir, handed, orders.length, problems) : noWork;
    const rows = createRows(plan.ir, columns);
    const groups = partition(orders.length, columns);
    const ignored: number[] = [];
    const withoutRepeats = createRepeats(plan.ir, columns, ask.repeated ?? 'refused', ignored);
    const kept = orders.map((_, place) => withoutRepeats(groups.of(place)));
    const derived = createDerivedNumbers(plan, columns, ask.wide === 'named');
    // They follow from all work of an order, before any of it is priced.
    const refused = orders.map((order, place) => {
      const own = kept[place];
      return typeof own === 'object' ? derived?.derive(order, own) : own;
    });
    const batch =
      derived === undefined
        ? { columns, rows }
        : { columns: derived.columns, rows: createRows(plan.ir, derived.columns) };
    agreement.take(batch);
    kernel.begin(batch);
    const totals = new Float64Array(orders.length);
    const firstOf = new Uint32Array(orders.length + 1);
    const firstPartOf = new Uint32Array(orders.length + 1);
    const wide = new Map<number, Wide>();
    for (const [place, order] of orders.entries()) {
      const said = kept[place];
      const own = typeof said === 'object' ? said : groups.of(place);
      const opening = columns.openings?.[place];
      const since = opening === undefined ? ask : { ...ask, opening };
      const run = begin(plan, order, since);
      const isCarried = shape.hasAllowances && opening !== undefined;
      const why = refused[place] ?? (isCarried ? 'balances are carried in' : undefined);
      const found = isTrouble(run) ? run.message : (why ?? kernel.order(run, own));
      if (typeof found === 'number') totals[place] = found;
      else if (ask.wide === 'named')
        wide.set(place, { why: found, lines: [], problems: [], lowBalances: [], unpermitted: [] });
      else {
        const work = rows.factsOf(own.flatMap(({ rows }) => Array.from(rows)));
        const one = oneByOne(plan, order, work, columns.indices ?? [], since, found);
        wide.set(place, one);
        totals[place] = Number(one.lines.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n));
      }
      firstOf[place + 1] = lines.count;
      firstPartOf[place + 1] = told?.count ?? 0;
    }
    const scales = { quantityScale: agreement.quantities.scale, amountScale: agreement.amountScale() };
    const { items } = agreement.tariffs;
    const priced = { ...lines, firstOf };
    const line = lineReader(plan, columns, rows, items, priced, scales);
    const parts = told && { ...told, firstOf: firstPartOf };
    const trace =
      parts && lineExplainer({ plan, rows, items, lines: priced, parts, cells: agreement.book.cells, scales });
    return {
      items,
      lines: priced,
      ...(parts === undefined ? {} : { parts }),
      ...scales,
      totals,
      wide,
      problems,
      ignored,
      line,
      ...(trace === undefined ? {} : { trace }),
    };
  };
}

/** The work of an order, one fact at a time. */
function oneByOne(
  plan: Plan,
  order: Order,
  work: Facts,
  indices: readonly IndexValue[],
  ask: PriceAsk,
  why: string,
): Wide {
  const besides = new Set(price(plan, order, { indices }, ask).lines.map(({ id }) => id));
  const { lines, problems, lowBalances, unpermitted } = price(plan, order, { ...work, indices }, ask);
  return { why, lines: lines.filter(({ id }) => !besides.has(id)), problems, lowBalances, unpermitted };
}
