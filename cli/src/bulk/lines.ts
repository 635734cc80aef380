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
import { createArrays, pieces } from './arrays.ts';
import { lineColumns, whose } from './columns.ts';
import type { Sorted } from './sorting.ts';
import { addText, type Heap, joinTexts } from './texts.ts';
import { createNumberWords, createWords, fractionText, type NumberWords, type Words } from './words.ts';

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
  | { readonly kind: 'words'; readonly codes: Uint32Array; readonly words: Uint32Array; readonly heap: Heap }
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
  const lastOfMonths = createLastOfMonths();
  const othersIn = createOthers(ir);
  const quantityWords = createNumberWords(fractionText);
  const usedWords = () => createNumberWords((value, scale) => (value === 0 ? '' : fractionText(value, scale)));
  const [drawnWords, boughtWords] = [usedWords(), usedWords()];
  const exactWords = createNumberWords(fractionText);
  const { minorDigits: digits } = ir.agreement;
  const columns = lineColumns(ir);

  return ({ priced, sorted, orders, besides }) => {
    const { lines } = priced;
    const { item, row, firstOf } = lines;
    const { heap } = sorted;
    const others = othersIn(besides);
    const count = lines.count + others.count;
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
      const own = others.cells.map((cells) => of(cells[at] ?? ''));
      for (let line = 0; line < others.count; line += 1)
        into[lines.count + line] = own[others.kind[line] as number] as number;
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
        mapped(others.order, 0, others.count, own, into.subarray(lines.count));
      });
    }

    function ofItems(column: string, { codeOf }: Words): Uint32Array {
      const cell = columns.indexOf(column) - whose.length;
      const byItem = ofEach(({ cells }) => codeOf(cells[cell] ?? ''));
      const byKind = Uint32Array.from(others.cells, (cells) => codeOf(cells[cell] ?? ''));
      const own = Uint32Array.of(...[...items.keys()].map((one) => byItem[one] as number), ...byKind);
      return coded(own, 'items', (into) => {
        for (const [from, until] of pieces(lines.count)) mapped(item, from, until, byItem, into);
        mapped(others.kind, 0, others.count, byKind, into.subarray(lines.count));
      });
    }

    function numbers(
      column: string,
      codedIn: NumberWords,
      values: Float64Array | undefined,
      scale: number,
    ): LineColumn {
      const codes = uints(column);
      const isThere = ofEach(({ isWork }) => Number(column !== 'quantity' || isWork));
      const words =
        values === undefined ? createWords(heap) : codedIn({ values, scale, item, isThere, count: lines.count }, codes);
      if (values === undefined) codes.fill(words.codeOf(''));
      return wordsColumn(column, words, behind(column, codes, words.codeOf));
    }

    function days(column: string, instants: Float64Array | undefined): Int32Array {
      const into = arrays(column, Int32Array, count);
      if (instants !== undefined) for (const [from, until] of pieces(lines.count)) daysAt(instants, from, until, into);
      return behind(column, into, dayOf);
    }
    let untilDays: Int32Array | undefined;
    const until = (): Int32Array => {
      untilDays ??= days('until', lines.until);
      return untilDays;
    };

    function invoiced(): Int32Array {
      const into = arrays('invoiced', Int32Array, count);
      const days = until();
      for (const [from, until] of pieces(lines.count)) lastOfMonths(days, from, until, into);
      return behind('invoiced', into, dayOf);
    }

    function amounts(): Float64Array {
      const into = arrays('amount', Float64Array, count);
      into.set(lines.amount.subarray(0, lines.count));
      return behind('amount', into, minorUnits);
    }

    /** Of each line the text that says what it is for; of none, the empty one. */
    function sources(): Uint32Array {
      const into = uints('source').fill(addText(heap, ''));
      for (const at of [...keys.map((_, key) => 1 + key), 0]) {
        const isIt = ofEach((one) => Number(one.sources.includes(at)));
        const places = sorted.texts[at];
        if (places === undefined || !isIt.includes(1)) continue;
        for (const [from, until] of pieces(lines.count))
          fillEmpty(heap.words, { places, row, item, isIt, from, until }, into);
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

    function columnOf(column: string): LineColumn {
      const words = (fill: (words: Words) => Uint32Array): LineColumn => {
        const own = createWords(heap);
        return wordsColumn(column, own, fill(own));
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
          return { name: column, kind: 'days', values: until() };
        case 'invoiced':
          return { name: column, kind: 'days', values: invoiced() };
        case 'quantity':
          return numbers(column, quantityWords, lines.quantity, quantityScale);
        case 'drawn':
          return numbers(column, drawnWords, lines.drawn, quantityScale);
        case 'bought':
          return numbers(column, boughtWords, lines.bought, quantityScale);
        case 'exact':
          return numbers(column, exactWords, lines.exact, amountScale);
        case 'amount':
          return { name: column, kind: 'amounts', values: amount, digits };
        default:
          return words((own) => ofItems(column, own));
      }
    }

    return { count, columns: chosen.map(columnOf), sum: sumOf(amount, digits) };
  };
}

function wordsColumn(name: string, { places, heap }: Words, codes: Uint32Array): LineColumn {
  return { name, kind: 'words', codes, words: places.all.subarray(0, places.count), heap };
}

// What follows goes over all lines of a part: it stands apart so that the engine makes it fast once, and no part anew.

function mapped(codes: Uint32Array, from: number, until: number, map: Uint32Array, into: Uint32Array): void {
  for (let line = from; line < until; line += 1) into[line] = map[codes[line] as number] as number;
}

interface Sources {
  readonly places: Uint32Array;
  readonly row: Uint32Array;
  readonly item: Uint32Array;
  readonly isIt: Uint32Array;
  readonly from: number;
  readonly until: number;
}

/** Gives each line of these items the text of its row, where it has an empty one. */
function fillEmpty(words: Uint32Array, { places, row, item, isIt, from, until }: Sources, into: Uint32Array): void {
  for (let line = from; line < until; line += 1) {
    if (isIt[item[line] as number] === 1 && words[into[line] as number] === 0)
      into[line] = places[row[line] as number] as number;
  }
}

/** Adds the first line of each item that is not there yet. */
function addFirst(item: Uint32Array, from: number, until: number, isThere: Uint8Array, into: number[]): void {
  for (let line = from; line < until; line += 1) {
    const one = item[line] as number;
    if (isThere[one] === 1) continue;
    isThere[one] = 1;
    into.push(line);
  }
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

function sumOf(amounts: Float64Array, digits: number): string {
  const sum = { high: 0, low: 0 };
  let all = 0n;
  for (const [from, until] of pieces(amounts.length)) {
    sumBetween(amounts, from, until, sum);
    all += BigInt(sum.high) * BigInt(half) + BigInt(sum.low);
  }
  return Rational.of(all, 10n ** BigInt(digits)).toDecimal(digits);
}

const half = 2 ** 27;

/** Whole numbers below 2^53, whose sum may be beyond: so the sum of their upper halves, and that of the lower ones. */
function sumBetween(amounts: Float64Array, from: number, until: number, sum: { high: number; low: number }): void {
  let high = 0;
  let low = 0;
  for (let at = from; at < until; at += 1) {
    const amount = amounts[at] as number;
    const upper = Math.floor(amount / half);
    high += upper;
    low += amount - upper * half;
  }
  sum.high = high;
  sum.low = low;
}

// --------------------------------------------------------------------------------------------------------------- items

/** What all lines of one item have in common. */
interface ItemTexts {
  readonly cells: readonly string[];
  readonly head: string;
  /** Empty where it has no price. */
  readonly tail: string;
  readonly isWork: boolean;
  /** Which of the row's texts its lines are for: the first that it has. Its id, which is the first of them, comes last. */
  readonly sources: readonly number[];
}

/**
 * By place, each taken from its first line, in the order of these: which place an item has depends on what was priced
 * before, and the bytes of a file must not.
 */
function itemsIn(ir: Ir, priced: PricedColumns, keys: readonly string[]): ReadonlyMap<number, ItemTexts> {
  const found = new Map<number, ItemTexts>();
  const { count, item } = priced.lines;
  const isThere = new Uint8Array(priced.items.length);
  const first: number[] = [];
  for (const [from, until] of pieces(count)) addFirst(item, from, until, isThere, first);
  for (const at of first) {
    const one = item[at] as number;
    const line = priced.line(at);
    const [cells = []] = invoiceRows({ lines: [line], currency: ir.agreement.currency, complete: true }, ir).rows;
    found.set(one, {
      cells,
      head: `${line.clause}/${line.subject}`,
      tail: line.unitPrice === undefined ? '' : `${line.unitPrice.amount} per ${line.unitPrice.per}`,
      isWork: line.quantity !== undefined,
      sources: sourcesOf(ir, priced.items[one]?.scope, keys),
    });
  }
  return found;
}

function sourcesOf(ir: Ir, scope: number | undefined, keys: readonly string[]): readonly number[] {
  const placeOf = (key: string): number => 1 + keys.indexOf(key);
  if (scope !== undefined) {
    const over = ir.scopes[scope]?.over;
    return [over?.kind === 'key' ? placeOf(over.column) : 0];
  }
  switch (ir.agreement.lines) {
    case 'entry':
      return [0];
    case 'job':
      return [placeOf('job'), 0];
    case 'month':
      return [];
  }
}

/** Lines that are objects: of each its order and which of the different ones it is. */
interface Others {
  readonly count: number;
  readonly order: Uint32Array;
  readonly kind: Uint32Array;
  readonly cells: readonly (readonly string[])[];
}

/** Orders that differ only in who they are have the same ones. */
function createOthers(ir: Ir): (besides: LinesOf['besides']) => Others {
  const known = new WeakMap<readonly Line[], readonly (readonly string[])[]>();
  return (besides) => {
    const first = new Map<readonly Line[], number>();
    const [orders, kinds]: [number[], number[]] = [[], []];
    const all: (readonly string[])[] = [];
    for (const [order, lines] of besides.entries()) {
      const rows = known.get(lines) ?? invoiceRows({ lines, currency: ir.agreement.currency, complete: true }, ir).rows;
      known.set(lines, rows);
      const from = first.get(lines) ?? all.length;
      if (!first.has(lines)) all.push(...rows);
      first.set(lines, from);
      for (const at of rows.keys()) {
        orders.push(order);
        kinds.push(from + at);
      }
    }
    return { count: kinds.length, order: Uint32Array.from(orders), kind: Uint32Array.from(kinds), cells: all };
  };
}

// ---------------------------------------------------------------------------------------------------------------- days

/** No zone changes its day within a quarter of an hour. */
const quarter = 900;

/** Seconds of which the days are kept together. */
const pageSpan = quarter << 12;

/** No day. */
const unknown = -(2 ** 31);

type DaysOf<N> = (all: N, from: number, until: number, into: Int32Array) => void;

/** Writes the local days of instants into `into`, looked up by quarters of an hour. */
function createDaysAt(zone: ZoneClock): DaysOf<Float64Array> {
  const pages = new Map<number, Int32Array<ArrayBuffer>>();
  let [begins, page] = [Number.NaN, new Int32Array(0)];

  function turnTo(instant: number): void {
    begins = Math.floor(instant / pageSpan) * pageSpan;
    page = pages.get(begins) ?? new Int32Array(pageSpan / quarter).fill(unknown);
    pages.set(begins, page);
  }

  return (instants, from, until, into) => {
    for (let line = from; line < until; line += 1) {
      const instant = instants[line] as number;
      if (!(instant >= begins && instant < begins + pageSpan)) turnTo(instant);
      const at = Math.floor((instant - begins) / quarter);
      if (page[at] === unknown) page[at] = zone.dayAt(instant);
      into[line] = page[at] as number;
    }
  };
}

/** Days by their lowest bits, for so many of which the last day of their month is kept. */
const daysKept = 1 << 12;

/** Writes for each day the last one of its month. */
function createLastOfMonths(): DaysOf<Int32Array> {
  const known = new Int32Array(daysKept).fill(unknown);
  const lasts = new Int32Array(daysKept);
  return (days, from, until, into) => {
    for (let line = from; line < until; line += 1) {
      const day = days[line] as number;
      const at = day & (daysKept - 1);
      if (known[at] !== day) {
        known[at] = day;
        lasts[at] = dayAfter(dayOf(`${dateOf(day).slice(0, 8)}01`), 1, 'month') - 1;
      }
      into[line] = lasts[at] as number;
    }
  };
}
