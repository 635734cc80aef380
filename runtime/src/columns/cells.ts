// Tariffs as columns of whole numbers, all in one scale: what the loops over millions of parts read.

import { Rational } from '../exact.ts';
import { commonScale } from './scale.ts';
import type { Item, Limit, Share, Start, Tariff } from './tariffs.ts';

/** The shares of cell c are those from `first[c]` to `first[c + 1]`. Arrays are replaced when they grow: read them anew. */
export interface Cells {
  count: number;
  first: Int32Array;
  items: Int32Array;
  /** 1: the share is the price of work, and its line tells the quantity. 2: it is what a begin costs, with a line of its own. */
  kinds: Uint8Array;
  /** What one unit comes to, times `scale`. */
  amounts: Float64Array;
  /** Places of rules of counting; -1: as it is. Of limits, what they are taken of: BEFORE, ON_START. */
  rules: Int32Array;
  /** One unit draws `drawn` / `per` of the allowance; `drawn` -1: it must not be drawn. */
  drawn: Float64Array;
  per: Float64Array;
  /** Of start prices: what they buy, in the quantity scale. */
  buys: Float64Array;
  /** What one unit comes to before surcharges, and after, times `scale`; of limits, the least and the most. */
  discounted: Float64Array;
  surcharged: Float64Array;
  /** Currency units are amounts over this. Grows with `scaleUp`. */
  scale: number;
  /** Largest amount of one unit, times `scale`, and most shares of a cell. */
  largest: number;
  widest: number;
}

/** The price before surcharges; and what it costs that the work begins, besides. */
export const BEFORE = 1;
export const ON_START = 2;

/** Adds cells; undefined where the fractions have no common scale that is of use. */
export interface CellBook {
  readonly cells: Cells;
  add(made: Tariff | Start | Limit): number | undefined;
}

/**
 * `net`: what a price is multiplied by to be without VAT. `least`: what the scale is a multiple of. `scaleUp`: multiplies
 * the amounts of others; false where they are too large for it.
 */
export function createCells(
  net: Rational,
  least: Rational,
  items: readonly Item[],
  scaleUp: (factor: number) => boolean,
): CellBook {
  const cells: Cells = {
    count: 0,
    first: new Int32Array(64),
    items: new Int32Array(256),
    kinds: new Uint8Array(256),
    amounts: new Float64Array(256),
    rules: new Int32Array(64),
    drawn: new Float64Array(64),
    per: new Float64Array(64),
    buys: new Float64Array(64),
    discounted: new Float64Array(64),
    surcharged: new Float64Array(64),
    scale: commonScale(1, [least]) ?? 1,
    largest: 0,
    widest: 0,
  };

  const isSurcharge = (item: number): boolean => items[item]?.contribution.kind === 'surcharge';

  const kindOf = (item: number): number =>
    items[item]?.isWork === true ? 1 : items[item]?.scope === undefined ? 0 : 2;

  function reserve(shares: number): void {
    if (cells.count + 2 > cells.first.length) {
      const size = cells.first.length * 2;
      cells.first = grown(cells.first, new Int32Array(size));
      cells.rules = grown(cells.rules, new Int32Array(size));
      cells.drawn = grown(cells.drawn, new Float64Array(size));
      cells.per = grown(cells.per, new Float64Array(size));
      cells.buys = grown(cells.buys, new Float64Array(size));
      cells.discounted = grown(cells.discounted, new Float64Array(size));
      cells.surcharged = grown(cells.surcharged, new Float64Array(size));
    }
    while (shares > cells.items.length) {
      const size = cells.items.length * 2;
      cells.items = grown(cells.items, new Int32Array(size));
      cells.kinds = grown(cells.kinds, new Uint8Array(size));
      cells.amounts = grown(cells.amounts, new Float64Array(size));
    }
  }

  /** All amounts so that the new ones are whole too. */
  function fit(amounts: readonly Rational[]): boolean {
    const scale = commonScale(cells.scale, amounts);
    if (scale === undefined) return false;
    const factor = scale / cells.scale;
    if (factor === 1) return true;
    if (!Number.isSafeInteger(cells.largest * factor) || !scaleUp(factor)) return false;
    const end = cells.first[cells.count] as number;
    for (let index = 0; index < end; index += 1) cells.amounts[index] = (cells.amounts[index] as number) * factor;
    for (let cell = 0; cell < cells.count; cell += 1) {
      cells.discounted[cell] = (cells.discounted[cell] as number) * factor;
      cells.surcharged[cell] = (cells.surcharged[cell] as number) * factor;
    }
    cells.largest *= factor;
    cells.scale = scale;
    return true;
  }

  function addShares(made: Tariff | Start): number | undefined {
    const shares: readonly Share[] = made.shares.map(({ item, amount }) => ({ item, amount: amount.times(net) }));
    if (!fit(shares.map(({ amount }) => amount))) return undefined;
    const isBeside = 'isBeside' in made && made.isBeside === true;
    const cell = cells.count;
    const first = cells.first[cell] as number;
    reserve(first + shares.length);
    const scale = Rational.of(cells.scale);
    let [discounted, surcharged] = [0, 0];
    for (const [index, { item, amount }] of shares.entries()) {
      const whole = amount.times(scale).toInteger();
      if (whole === undefined) return undefined;
      cells.items[first + index] = item;
      cells.kinds[first + index] = isBeside ? 0 : kindOf(item);
      cells.amounts[first + index] = whole;
      cells.largest = Math.max(cells.largest, Math.abs(whole));
      surcharged += whole;
      if (!isSurcharge(item)) discounted += whole;
    }
    cells.discounted[cell] = discounted;
    cells.surcharged[cell] = surcharged;
    cells.first[cell + 1] = first + shares.length;
    cells.widest = Math.max(cells.widest, shares.length);
    cells.rules[cell] = 'rule' in made ? made.rule : -1;
    const draws = 'draws' in made ? made.draws : undefined;
    cells.drawn[cell] = draws === undefined ? -1 : Number(draws.numerator);
    cells.per[cell] = draws === undefined ? 1 : Number(draws.denominator);
    cells.buys[cell] = 'buys' in made ? made.buys : 0;
    cells.count += 1;
    return cell;
  }

  function addLimit({ item, least, most, isBefore, isOnStart }: Limit): number | undefined {
    const bounds = [least, most].map((bound) => bound?.times(net));
    if (!fit(bounds.filter((bound) => bound !== undefined))) return undefined;
    const cell = cells.count;
    const first = cells.first[cell] as number;
    reserve(first + 1);
    const [lowest, highest] = bounds.map((bound) => bound?.times(Rational.of(cells.scale)).toInteger());
    cells.items[first] = item;
    cells.amounts[first] = 0;
    cells.first[cell + 1] = first + 1;
    cells.discounted[cell] = lowest ?? -Infinity;
    cells.surcharged[cell] = highest ?? Infinity;
    cells.rules[cell] = (isBefore ? BEFORE : 0) | (isOnStart ? ON_START : 0);
    cells.count += 1;
    return cell;
  }

  return { cells, add: (made) => ('shares' in made ? addShares(made) : addLimit(made)) };
}

/** The longer array with what the shorter one holds. */
export function grown<T extends Float64Array | Uint32Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
