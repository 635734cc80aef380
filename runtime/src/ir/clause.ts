// What clauses of every kind have, and the values that several kinds share.
import type { Decimal, Index, SourceSpan } from './base.ts';
import type { Condition } from './situations.ts';

export interface ClauseBase {
  /** Stable and readable, unique in the IR: `rate.work.2`, or the paper number where there is one: `§4.2`, `§4.2#2` (column two of it). */
  readonly id: string;
  /** Number of the paper original, without `§`. */
  readonly paper?: string;
  /** What the customer reads, where the author wrote a label. */
  readonly title?: string;
  readonly document: Index;
  /** The module (section) the clause stands in. Its own clauses beat the common ones. */
  readonly section?: string;
  readonly rank: 'default' | 'plain' | 'override';
  /** Ids of the clauses that this one beats by name (`over §4.2`, or `except` under a row). */
  readonly over: readonly string[];
  readonly when: Condition;
  /** Two clauses answer the same question when kind and question are equal. */
  readonly question: string;
  readonly span: SourceSpan;
}

/** Answers that any priced question may have instead of an amount. */
export type WordValue =
  | { readonly kind: 'included' }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'on-request' }
  | { readonly kind: 'at-cost'; readonly markup?: Decimal }
  | { readonly kind: 'see'; readonly document: string }
  | OpenValue;

/** `to be agreed`: blocks what depends on it and nothing else. */
export interface OpenValue {
  readonly kind: 'open';
  /** The name by which an order states the value (`Order.values`). */
  readonly name?: string;
  readonly decider?: string;
}

export interface MoneyValue {
  readonly kind: 'money';
  readonly amount: Decimal;
}

/** Money per unit of the subject: per `seconds` of time (3600 for /h), or per `quantity` of another unit. */
export interface RateValue {
  readonly kind: 'rate';
  readonly amount: Decimal;
  /** The quantity the amount buys, in base units: `650/h` is 3600 seconds, `3/km` is 1, `5 per 10 GB` is 10. */
  readonly per: Decimal;
}

/** The answer that another question gives in the same situation, times `percent`/100. */
export interface ReferenceValue {
  readonly kind: 'reference';
  readonly question: string;
  readonly percent: Decimal;
  /** Asked at the nearest moment, not before this one, at which the window is open. */
  readonly during?: Index;
  /** Number id: of a price, as much as the rate comes to for that quantity. */
  readonly times?: string;
  /** Of a price, as much as the rate comes to for so much, in base units. */
  readonly quantity?: Decimal;
}

/**
 * An answer as a function of a quantity. `part`: each part of the quantity is answered by its own step (graduated);
 * `whole`: the step in which the whole quantity lies answers all of it. The last step has no bound.
 */
export interface LadderValue<V> {
  readonly kind: 'ladder';
  readonly mode: 'part' | 'whole';
  /** Number id that is climbed, or undefined for the quantity of the clause's own scope. */
  readonly by?: string;
  readonly steps: readonly {
    readonly to?: { readonly bound: Decimal; readonly included: boolean };
    readonly value: V;
  }[];
}

/** `limit` kept on the value itself: `25% of fee base, at most 70`. */
export interface Bounds {
  readonly atLeast?: Decimal;
  readonly atMost?: Decimal;
}

/** `25% of fee base`: of what that fee comes to in the same period; for a single fee, in the order's first full period. */
export interface PercentOfFee {
  readonly kind: 'percent-of-fee';
  readonly percent: Decimal;
  /** What the percentage is divided by: `1/30 of fee base` is 100% over 30. */
  readonly over?: Decimal;
  /** Names of the fees; empty: all recurring fees. */
  readonly fees: readonly string[];
  /** `of fee base for 6 months`: of so many months of them. */
  readonly months?: number;
  /** `of fee base by remaining`: of so many months as this number says. */
  readonly monthsBy?: string;
}

/** Prices that other rows speak of. */
export interface PricedThings {
  readonly bases: readonly Index[];
  readonly onStart: boolean;
  /** Names of the fees; `*` for all. */
  readonly fees: readonly string[];
}
