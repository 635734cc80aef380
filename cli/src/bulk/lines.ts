// Lines of a bill in bulk as columns for a file: arrays of numbers, of codes of the few texts that there are, and of places of
// texts. No line is an object but those of fees and credits.
import {
  dateOf,
  dayAfter,
  dayOf,
  type Ir,
  type Line,
  type Order,
  type PricedColumns,
  Rational,
  type ZoneClock,
} from '@avtal/runtime';
import { Failure } from '../host.ts';
import { invoiceRows } from '../output/invoice.ts';
import { lineColumns, whose } from './columns.ts';
import { createArrays, type Sorted } from './sorting.ts';
import { addText, type Heap, joinTexts } from './texts.ts';
import { createNumberCodes, createWords, fractionText, type Words } from './words.ts';

/** An order with its place among all orders of the bill. */
export interface Placed {
  readonly place: number;
  readonly order: Order;
  /** Whether nothing is missing from its lines. */
  readonly isComplete: boolean;
}

/** A column of a file of lines. */
export type LineColumn = { readonly name: string } & LineValues;
type LineValues =
  /** Few different texts: of each line the code of its own, of each code the place of it. */
  | { readonly kind: 'words'; readonly codes: Uint32Array; readonly words: readonly number[]; readonly heap: Heap }
  /** Many different ones: of each line the place of its own. */
  | { readonly kind: 'texts'; readonly places: Uint32Array; readonly heap: Heap }
  /** Since 1970. */
  | { readonly kind: 'days'; readonly values: Int32Array }
  /** In minor units, of which the currency has so many digits. */
  | { readonly kind: 'amounts'; readonly values: Float64Array; readonly digits: number }
  /** 0 or 1. */
  | { readonly kind: 'flags'; readonly values: Uint32Array };

export interface LinesOf {
  readonly priced: PricedColumns;
  readonly sorted: Sorted;
  readonly orders: readonly Placed[];
  /** Of each order, its lines that are objects: of fees, credits, and of one that columns do not price. */
  readonly besides: readonly (readonly Line[])[];
}

export interface Lines {
  readonly count: number;
  readonly columns: readonly LineColumn[];
  /** A decimal as text. */
  readonly sum: string;
}

export type LineMaker = (of: LinesOf) => Lines;

/** What is given holds until the next part. `keys` are the texts that rows have behind their ids. */
export function createLineMaker(
  ir: Ir,
  zone: ZoneClock,
  keys: readonly string[],
  chosen: readonly string[],
): LineMaker {
  const arrays = createArrays();
  const daysAt = createDaysAt(zone);
  const lastOfMonth = createLastOfMonth();
  const cellsOf = createCells(ir);
  const numberCodes = createNumberCodes();
  const { minorDigits: digits } = ir.agreement;
  const columns = lineColumns(ir);

  return ({ priced, sorted, orders, besides }) => {
    const { lines } = priced;
    const { item, row, firstOf } = lines;
    const { heap } = sorted;
    const others = besides.flatMap((some, order) => cellsOf(some).map((cells) => ({ order, cells })));
    const count = lines.count + others.length;
    const items = itemsIn(ir, priced, keys);

    const uints = (column: string): Uint32Array => arrays(column, Uint32Array, count);

    function ofEach(of: (one: ItemTexts) => number): Uint32Array {
      const found = new Uint32Array(priced.items.length);
      for (const [one, texts] of items) found[one] = of(texts);
      return found;
    }

    /** The lines that are objects stand behind all others. */
    function behind<N extends Float64Array | Int32Array | Uint32Array>(
      column: string,
      into: N,
      of: (cell: string) => number,
    ): N {
      const at = columns.indexOf(column) - whose.length;
      for (const [line, { cells }] of others.entries()) into[lines.count + line] = of(cells[at] ?? '');
      return into;
    }

    /** Columns that tell apart the same orders, or items, have the same codes: clause and price, order and customer. */
    const known = new Map<string, Uint32Array>();
    function coded(own: Uint32Array, what: string, fill: (into: Uint32Array) => void): Uint32Array {
      const isOne = own.every((code) => code === own[0]);
      const key = isOne ? `${own[0]}` : `${what} ${own.join(' ')}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const into = uints(`codes ${known.size}`);
      if (isOne) into.fill(own[0] ?? 0);
      else fill(into);
      known.set(key, into);
      return into;
    }

    function ofOrders(of: (one: Placed) => number): Uint32Array {
      const own = Uint32Array.from(orders, of);
      return coded(own, 'orders', (into) => {
        for (let at = 0; at < own.length; at += 1) into.fill(own[at] as number, firstOf[at], firstOf[at + 1]);
        for (const [line, { order }] of others.entries()) into[lines.count + line] = own[order] as number;
      });
    }

    function ofItems(column: string, { codeOf }: Words): Uint32Array {
      const cell = columns.indexOf(column) - whose.length;
      // Those of items, and behind them those of lines that are objects.
      const own = new Uint32Array(items.size + others.length);
      const places = new Uint32Array(priced.items.length);
      for (const [at, [one, { cells }]] of [...items].entries()) {
        places[one] = at;
        own[at] = codeOf(cells[cell] ?? '');
      }
      for (const [at, { cells }] of others.entries()) own[items.size + at] = codeOf(cells[cell] ?? '');
      return coded(own, 'items', (into) => {
        const byItem = places.map((at) => own[at] as number);
        for (let line = 0; line < lines.count; line += 1) into[line] = byItem[item[line] as number] as number;
        into.set(own.subarray(items.size), lines.count);
      });
    }

    function numbers(
      column: string,
      words: Words,
      values: Float64Array | undefined,
      textOf: (value: number) => string,
    ) {
      const into = uints(column);
      const none = words.codeOf('');
      const isThere = ofEach(({ isWork }) => (column !== 'quantity' || isWork ? 1 : 0));
      const add = (value: number): number => words.add(textOf(value));
      numberCodes.clear();
      if (values === undefined) into.fill(none);
      else {
        for (let line = 0; line < lines.count; line += 1)
          into[line] = isThere[item[line] as number] === 1 ? numberCodes.codeOf(values[line] as number, add) : none;
      }
      return behind(column, into, words.codeOf);
    }

    function days(column: string, instants: Float64Array | undefined): Int32Array {
      const into = arrays(column, Int32Array, count);
      if (instants !== undefined) daysAt(instants, lines.count, into);
      return behind(column, into, dayOf);
    }

    function invoiced(): Int32Array {
      const into = arrays('invoiced', Int32Array, count);
      const until = days('until', lines.until);
      let [day, last] = [Number.NaN, 0];
      for (let line = 0; line < lines.count; line += 1) {
        if (until[line] !== day) {
          day = until[line] as number;
          last = lastOfMonth(day);
        }
        into[line] = last;
      }
      return behind('invoiced', into, dayOf);
    }

    function amounts(): Float64Array {
      const into = arrays('amount', Float64Array, count);
      into.set(lines.amount.subarray(0, lines.count));
      return behind('amount', into, minorUnits);
    }

    /** Of each line the text that says what it is for; of none, the empty one. */
    function sources(): Uint32Array {
      const into = uints('source');
      const none = addText(heap, '');
      const [ids] = sorted.texts;
      // Behind all texts of rows there is none.
      const own = ofEach(({ source }) => source ?? sorted.texts.length);
      const isOrId = ofEach((one) => Number(one.isOrId === true));
      for (let line = 0; line < lines.count; line += 1) {
        const one = item[line] as number;
        const place = sorted.texts[own[one] as number]?.[row[line] as number] ?? none;
        into[line] = isOrId[one] === 1 && heap.words[place] === 0 ? (ids?.[row[line] as number] ?? none) : place;
      }
      return behind('source', into, (cell) => addText(heap, cell));
    }

    /** As the runtime names a line: clause and subject, source, price, month. */
    function ids(): Uint32Array {
      const into = uints('id');
      const own = sources();
      const months = new Map<number, number>();
      const heads = ofEach(({ head }) => addText(heap, head));
      const tails = ofEach(({ tail }) => addText(heap, tail));
      for (let line = 0; line < lines.count; line += 1) {
        const month = lines.month[line] as number;
        let when = months.get(month);
        if (when === undefined) {
          when = addText(heap, `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`);
          months.set(month, when);
        }
        const one = item[line] as number;
        const all = [heads[one] as number, own[line] as number, tails[one] as number, when];
        into[line] = joinTexts(heap, all, slash);
      }
      return behind('id', into, (cell) => addText(heap, cell));
    }

    const amount = amounts();
    const { quantityScale, amountScale } = priced;
    const quantityText = (value: number): string => fractionText(value, quantityScale);
    const usedText = (value: number): string => (value === 0 ? '' : quantityText(value));

    function columnOf(column: string): LineColumn {
      const words = (fill: (words: Words) => Uint32Array): LineColumn => {
        const own = createWords(heap);
        return { name: column, kind: 'words', codes: fill(own), words: own.places, heap };
      };
      switch (column) {
        case 'order':
          return words(({ codeOf }) => ofOrders(({ order }) => codeOf(order.id)));
        case 'customer':
          return words(({ codeOf }) => ofOrders(({ order }) => codeOf(order.customer ?? order.label ?? '')));
        case 'complete':
          return { name: column, kind: 'flags', values: ofOrders(({ isComplete }) => Number(isComplete)) };
        case 'id':
          return { name: column, kind: 'texts', places: ids(), heap };
        case 'source':
          return { name: column, kind: 'texts', places: sources(), heap };
        case 'from':
          return { name: column, kind: 'days', values: days(column, lines.from) };
        case 'until':
          return { name: column, kind: 'days', values: days(column, lines.until) };
        case 'invoiced':
          return { name: column, kind: 'days', values: invoiced() };
        case 'quantity':
          return words((own) => numbers(column, own, lines.quantity, quantityText));
        case 'drawn':
          return words((own) => numbers(column, own, lines.drawn, usedText));
        case 'bought':
          return words((own) => numbers(column, own, lines.bought, usedText));
        case 'exact':
          return words((own) => numbers(column, own, lines.exact, (value) => fractionText(value, amountScale)));
        case 'amount':
          return { name: column, kind: 'amounts', values: amount, digits };
        default:
          return words((own) => ofItems(column, own));
      }
    }

    return { count, columns: chosen.map(columnOf), sum: sumOf(amount, digits) };
  };
}

const slash = 47;

function minorUnits(amount: string): number {
  const units = Number(amount.replace('.', ''));
  if (Number.isSafeInteger(units)) return units;
  throw new Failure(
    `${amount} is too large for a line in bulk.`,
    'Nothing is written. Look for a quantity that is wrong.',
  );
}

/** Whole numbers below 2^53, whose sum may be beyond. */
function sumOf(amounts: Float64Array, digits: number): string {
  let [all, some] = [0n, 0];
  for (const amount of amounts) {
    some += amount;
    if (Math.abs(some) < 2 ** 52) continue;
    all += BigInt(some);
    some = 0;
  }
  return Rational.of(all + BigInt(some), 10n ** BigInt(digits)).toDecimal(digits);
}

// --------------------------------------------------------------------------------------------------------------- items

/** What all lines of one item have in common. */
interface ItemTexts {
  readonly cells: readonly string[];
  readonly head: string;
  /** Empty where it has no price. */
  readonly tail: string;
  readonly isWork: boolean;
  /** Which of the row's texts its lines are for. */
  readonly source?: number;
  /** Its id, where it does not have that. */
  readonly isOrId?: boolean;
}

/**
 * By place, each taken from its first line, in the order of these: which place an item has depends on what was priced
 * before, and the bytes of a file must not.
 */
function itemsIn(ir: Ir, priced: PricedColumns, keys: readonly string[]): ReadonlyMap<number, ItemTexts> {
  const found = new Map<number, ItemTexts>();
  const isThere = new Uint8Array(priced.items.length);
  const { count, item } = priced.lines;
  for (let at = 0; at < count; at += 1) {
    const one = item[at] as number;
    if (isThere[one] === 1) continue;
    isThere[one] = 1;
    const line = priced.line(at);
    const [cells = []] = invoiceRows({ lines: [line], currency: ir.agreement.currency, complete: true }, ir).rows;
    found.set(one, {
      cells,
      head: `${line.clause}/${line.subject}`,
      tail: line.unitPrice === undefined ? '' : `${line.unitPrice.amount} per ${line.unitPrice.per}`,
      isWork: line.quantity !== undefined,
      ...sourceOf(ir, priced.items[one]?.scope, keys),
    });
  }
  return found;
}

function sourceOf(ir: Ir, scope: number | undefined, keys: readonly string[]): Pick<ItemTexts, 'source' | 'isOrId'> {
  const placeOf = (key: string): number => 1 + keys.indexOf(key);
  if (scope !== undefined) {
    const over = ir.scopes[scope]?.over;
    return { source: over?.kind === 'key' ? placeOf(over.column) : 0 };
  }
  switch (ir.agreement.lines) {
    case 'entry':
      return { source: 0 };
    case 'job':
      return { source: placeOf('job'), isOrId: true };
    case 'month':
      return {};
  }
}

/** Rows of lines that are objects. Orders that differ only in who they are have the same ones. */
function createCells(ir: Ir): (lines: readonly Line[]) => readonly (readonly string[])[] {
  const known = new WeakMap<readonly Line[], readonly (readonly string[])[]>();
  return (lines) => {
    let rows = known.get(lines);
    if (rows === undefined) {
      rows = invoiceRows({ lines, currency: ir.agreement.currency, complete: true }, ir).rows;
      known.set(lines, rows);
    }
    return rows;
  };
}

// ---------------------------------------------------------------------------------------------------------------- days

/** No zone changes its day within a quarter of an hour. */
const quarter = 900;

/** Quarters of an hour of which the days are kept together. */
const pageSize = 1 << 12;

/** Writes the local days of the first `count` instants into `into`, looked up by quarters of an hour. */
function createDaysAt(zone: ZoneClock): (instants: Float64Array, count: number, into: Int32Array) => void {
  const pages = new Map<number, Int32Array<ArrayBuffer>>();
  const unknown = -(2 ** 31);
  let [begins, page] = [Number.NaN, new Int32Array(0)];
  return (instants, count, into) => {
    for (let line = 0; line < count; line += 1) {
      const instant = instants[line] as number;
      const at = Math.floor(instant / quarter);
      if (!(at >= begins && at < begins + pageSize)) {
        begins = Math.floor(at / pageSize) * pageSize;
        page = pages.get(begins) ?? new Int32Array(pageSize).fill(unknown);
        pages.set(begins, page);
      }
      let day = page[at - begins] as number;
      if (day === unknown) {
        day = zone.dayAt(instant);
        page[at - begins] = day;
      }
      into[line] = day;
    }
  };
}

function createLastOfMonth(): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    let last = known.get(day);
    if (last === undefined) {
      last = dayAfter(dayOf(`${dateOf(day).slice(0, 8)}01`), 1, 'month') - 1;
      known.set(day, last);
    }
    return last;
  };
}
