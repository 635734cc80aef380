// Clauses that make prices: what a thing costs, what is added to it and taken off, how it changes and between what it stays.
import type { Decimal, Index, Seconds } from './base.ts';
import type {
  Bounds,
  ClauseBase,
  LadderValue,
  MoneyValue,
  OpenValue,
  PercentOfFee,
  PricedThings,
  RateValue,
  ReferenceValue,
  WordValue,
} from './clause.ts';
import type { MonthDay, Period } from './times.ts';

/** What an hour (km, GB) costs. One. Question `rate:SUBJECT`. */
export interface RateClause extends ClauseBase {
  readonly kind: 'rate';
  readonly subject: Index;
  /** Scope of a ladder. */
  readonly scope?: Index;
  /** The money of a step is a lump sum for what of the scope lies in it (meaning P4). */
  readonly value:
    | RateValue
    | ReferenceValue
    | WordValue
    | LadderValue<RateValue | MoneyValue | WordValue | ReferenceValue>;
}

/** What an event costs. One. Question `price:EVENT`. `scope`: once for all events of the scope instead of for each. */
export interface PriceClause extends ClauseBase {
  readonly kind: 'price';
  readonly subject: Index;
  readonly scope?: Index;
  readonly value:
    | MoneyValue
    | RateValue
    | ReferenceValue
    | PercentOfFee
    | WordValue
    | LadderValue<MoneyValue | RateValue | WordValue | ReferenceValue>;
}

/** What it costs that work begins at all, once per scope; may buy time or money of the work itself (meaning P6). Question `start:SCOPE`, of another activity than work `start:SCOPE:ACTIVITY`. */
export interface StartClause extends ClauseBase {
  readonly kind: 'start';
  readonly scope: Index;
  /** The activity whose first start in the scope asks the question. */
  readonly subject: Index;
  readonly value: MoneyValue | ReferenceValue | PercentOfFee | WordValue;
  readonly buys: readonly (
    | { readonly kind: 'time'; readonly seconds: Seconds; readonly subject: Index }
    | { readonly kind: 'money'; readonly amount: Decimal; readonly subject: Index }
  )[];
}

/** A recurring or single fee. One. Question `fee:NAME`; a nameless one bears the name of its unit, else `fee` alone. */
export interface FeeClause extends ClauseBase {
  readonly kind: 'fee';
  readonly name?: string;
  /** Absent: once, at the order's start. */
  readonly period?: Period;
  /** Per unit of this subject; the fee is then asked and counted for its units. */
  readonly unit?: Index;
  /** The steps climb how many units of this subject there are, and the money of a step is for all of them (meaning F7). */
  readonly by?: Index;
  /** Invoiced this many periods at a time, in advance. Absent: each period, in advance 1. 0: in arrears. */
  readonly inAdvance: number;
  readonly value: (MoneyValue | PercentOfFee | WordValue | LadderValue<MoneyValue | WordValue>) & Bounds;
}

/** Added to the price of its bases. One per name; names add up as `combine` says. Question `surcharge:NAME`. */
export interface SurchargeClause extends ClauseBase {
  readonly kind: 'surcharge';
  readonly name: string;
  readonly bases: readonly Index[];
  /** Also on start prices. */
  readonly onStart: boolean;
  /** Names of the fees; `*` for all. */
  readonly fees?: readonly string[];
  /** What these surcharges come to (`*`: all that rest on no surcharge) is in the price that this one is a percentage of. */
  readonly surcharges?: readonly string[];
  readonly scope?: Index;
  readonly value:
    | { readonly kind: 'percent'; readonly percent: Decimal }
    | RateValue
    | MoneyValue
    | WordValue
    | { readonly kind: 'none' }
    /** Climbs the counted quantity of its bases in the scope, drawn or not, in order of time (meaning P8). */
    | LadderValue<SurchargeStep>;
}

export type SurchargeStep =
  | { readonly kind: 'percent'; readonly percent: Decimal }
  | RateValue
  | { readonly kind: 'none' };

/** Taken off the price of its bases before surcharges; money off each piece, or off each period of a fee. Question `discount:NAME` (`discount` alone for the nameless one). */
export interface DiscountClause extends ClauseBase {
  readonly kind: 'discount';
  readonly name?: string;
  readonly bases: readonly Index[];
  /** Steps of what its bases come to in the scope (meaning P10). Question `discount:NAME:SCOPE`. */
  readonly scope?: Index;
  /** Also of start prices; with a scope only. */
  readonly onStart?: boolean;
  /** Names of discounted fees; `*` for all. */
  readonly fees: readonly string[];
  readonly value: /** `over`: what the percentage is divided by, `1/12` is 100% over 12. */
    | { readonly kind: 'percent'; readonly percent: Decimal; readonly over?: Decimal }
    | MoneyValue
    | RateValue
    | OpenValue
    | { readonly kind: 'none' }
    | LadderValue<{ readonly kind: 'percent'; readonly percent: Decimal }>;
}

/** How prices change on a day of each year (meanings I1–I3). One per name. Question `index:NAME` (`index` for the nameless one). */
export interface IndexClause extends ClauseBase, PricedThings {
  readonly kind: 'index';
  readonly name?: string;
  /** A day of each year, or the first day of each contract year. */
  readonly each: MonthDay | 'contract-year';
  readonly value:
    | ({
        readonly kind: 'index';
        /** The change; of an index, so much of its change. */
        readonly percent: Decimal;
        readonly of?: IndexSeries;
        /** So many percentage points more, or less, than the index gives. */
        readonly plus?: Decimal;
        /** Only when the index has moved by more than so much, in percent, since prices last changed by it. */
        readonly onlyOver?: Decimal;
        /** Not before so many months of the order are over. */
        readonly afterMonths?: number;
        /** The price after the change is a whole multiple of it. */
        readonly roundedTo?: Decimal;
      } & Bounds) // of the change, in percent
    | OpenValue;
}

export interface IndexSeries {
  readonly series: string;
  /** Which month of the year is compared; absent: the whole year. */
  readonly month?: number;
  /** What the first change is counted from, `2025-10` or `2025`; absent: the month (the year) a year before. */
  readonly base?: string;
}

/** How named surcharges (credits, discounts) that meet combine. Question `combine:A+B` (names sorted), of discounts `combine:discounts:A+B`. */
export interface CombineClause extends ClauseBase {
  readonly kind: 'combine';
  /** Absent: of surcharges or credits. */
  readonly of?: 'discounts';
  readonly names: readonly string[];
  readonly value: { readonly kind: 'combine'; readonly how: CombineHow } | OpenValue;
}

export type CombineHow = 'add' | 'highest' | 'multiply';

/** Least and most that its subjects may come to, by scope. Question `limit:SUBJECTS:SCOPE:least` or `…:most`: two, so that each may have its own row. */
export interface LimitClause extends ClauseBase {
  readonly kind: 'limit';
  readonly bases: readonly Index[];
  readonly onStart: boolean;
  /** Names of the fees; `*` for all. The scope is then a period of a month or longer. */
  readonly fees?: readonly string[];
  readonly scope: Index;
  readonly surcharges: 'before' | 'after';
  readonly value: ({ readonly kind: 'limit' } & Bounds) | OpenValue;
}
