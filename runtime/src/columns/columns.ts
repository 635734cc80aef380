// Work as columns, and its price as columns: what `priceColumns` takes and gives.

import type { IndexValue } from '../facts.ts';
import type { Order } from '../ir.ts';
import type { Carried, Invoice, Line, PriceAsk, Problem, Trace } from '../results.ts';
import type { Item } from './tariffs.ts';

/** A column of texts: for each row the place of its value in `values`, where each stands once; `undefined` there: the row does not say. */
export interface CodeColumn {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly values: readonly (string | undefined)[];
}

/**
 * Time entries and occurrences, a row each, in any order. Instants are whole seconds of UTC, quantities in the subject's
 * base unit. A row without an id has its number: of two rows that start together the earlier comes first (meaning W7).
 */
export interface WorkColumns {
  readonly rows: number;
  /** Of each row the place of its order in the list that is priced; absent: all are of the first. */
  readonly order?: Uint8Array | Uint16Array | Uint32Array;
  /** Ids of activities, events and usages; absent: all are `work`. */
  readonly subject?: CodeColumn;
  readonly start: Float64Array;
  /** Of activities; absent: they take no time. */
  readonly end?: Float64Array;
  /** Of events and usages; absent: 1. */
  readonly quantity?: Float64Array;
  /** What an event or usage cost the provider, decimals as text. */
  readonly cost?: CodeColumn;
  readonly person?: CodeColumn;
  /** By id of the choice. */
  readonly choices?: Readonly<Record<string, CodeColumn>>;
  /** By id of the number, in base units; NaN: the row does not say. */
  readonly numbers?: Readonly<Record<string, Float64Array>>;
  /** Other instants of the row, by name: when it was ordered; NaN: the row does not say. */
  readonly moments?: Readonly<Record<string, Float64Array>>;
  /** Scope columns: job, ticket, visit, … */
  readonly keys?: Readonly<Record<string, CodeColumn>>;
  readonly ids?: readonly string[];
  /** What indices stood at, of all orders. */
  readonly indices?: readonly IndexValue[];
  /** Of each order, by its place, what was left at the end of the day before; absent: all since its first day is here. */
  readonly openings?: readonly (Carried | undefined)[];
}

export interface ColumnsAsk extends Pick<PriceAsk, 'from' | 'until' | 'basis'> {
  /** Keeps the parts that each line is made of. */
  readonly explain?: boolean;
  /**
   * Rows of an order that have one id, where there are ids: `refused`, as `price` refuses such facts, unless it is said that
   * those are `ignored` that say the same as an earlier one.
   */
  readonly repeated?: 'refused' | 'ignored';
  /** Orders that columns cannot price are named and not priced: whoever asks has their other facts too. */
  readonly wide?: 'named';
}

/**
 * Lines as columns, those of an order together. The first `count` of each column are set. Quantities are base units times
 * `quantityScale`.
 */
export interface LineColumns {
  readonly count: number;
  /** Where the lines of each order begin, and after the last one the end. */
  readonly firstOf: Uint32Array;
  /** Place in `items`: clause, subject and unit price. */
  readonly item: Uint32Array;
  /** A row of the line: its entry, or the first of its job or month. */
  readonly row: Uint32Array;
  /** Calendar month in which it is posted, as months since January 1970. */
  readonly month: Int32Array;
  /** Charged. */
  readonly quantity: Float64Array;
  /** Drawn from an allowance, and bought by a start price; only of agreements that have them. */
  readonly drawn?: Float64Array;
  readonly bought?: Float64Array;
  /** Net amount before rounding, times `amountScale`; and rounded, in minor units. Whole numbers both. */
  readonly exact: Float64Array;
  readonly amount: Float64Array;
  /** First and last instant of what is posted on it; only with `explain`. */
  readonly from?: Float64Array;
  readonly until?: Float64Array;
}

/** What lines are made of: one stretch of one row in one situation. The first `count` of each column are set. */
export interface PartColumns {
  readonly count: number;
  /** Where the parts of each order begin, and after the last one the end. */
  readonly firstOf: Uint32Array;
  readonly row: Uint32Array;
  /** Its first instant and its end; of a part that counting added, twice the first instant of its scope. */
  readonly from: Float64Array;
  readonly until: Float64Array;
  /** What it is: parts of one cell are counted, drawn and priced alike. */
  readonly cell: Uint32Array;
  /** Base units times `quantityScale`. */
  readonly counted: Float64Array;
  /** Only of agreements that have allowances, and start prices. */
  readonly bought?: Float64Array;
  readonly drawn?: Float64Array;
  /** The line of its price, or 2^32 - 1: not asked for. Those of its discounts and surcharges have the same row and month. */
  readonly line: Uint32Array;
}

export interface PricedColumns {
  readonly items: readonly Item[];
  readonly lines: LineColumns;
  /** Only with `explain`. */
  readonly parts?: PartColumns;
  readonly quantityScale: number;
  readonly amountScale: number;
  /** Net sum of the rounded lines of each order, in minor units. */
  readonly totals: Float64Array;
  /** Orders whose work was priced one fact at a time, by their place in the list. Their lines stand here alone. */
  readonly wide: ReadonlyMap<number, Wide>;
  /** What is wrong with the columns: one that cannot be read, of which nothing is priced, and each row of no order. */
  readonly problems: readonly Problem[];
  /** Rows that say again what an earlier one with their id says. */
  readonly ignored: readonly number[];
  /** A line as `price` has it, without its trace; without `explain`, its service is the month. */
  line(at: number): Omit<Line, 'trace'>;
  /** How it came to that, from the parts: nothing is priced again. Only with `explain`. */
  trace?(at: number): Trace;
}

export interface Wide extends Pick<Invoice, 'lines' | 'problems' | 'lowBalances' | 'unpermitted'> {
  /** What of the agreement, or of its facts, columns cannot price. */
  readonly why: string;
}

export type { Item, Order };
