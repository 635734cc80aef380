// Clauses about deadlines and figures: what is promised, and what is given back where it was not kept.
import type { Decimal, Index, Seconds } from './base.ts';
import type { ClauseBase, LadderValue, MoneyValue, OpenValue, PercentOfFee } from './clause.ts';
import type { Clock, DaySet, Period } from './times.ts';

/** By when. One. Question `target:NAME`. */
export interface TargetClause extends ClauseBase {
  readonly kind: 'target';
  readonly target: Index;
  readonly value: Deadline;
}

export type Deadline =
  | { readonly kind: 'duration'; readonly seconds: Seconds; readonly clock: Clock }
  /** Business days of `days`, ended by the close of `window` on the last day (24:00 without a window), or at `at`. */
  | {
      readonly kind: 'business-days';
      readonly count: number;
      readonly days: DaySet;
      readonly window?: Index;
      /** A start before this local time makes the start day, if it is a business day, the first. */
      readonly cutOff?: Seconds;
      readonly ends:
        | { readonly kind: 'close' }
        | { readonly kind: 'open' }
        | { readonly kind: 'time'; readonly time: Seconds };
    }
  /** The first instant at or after the start at which the window is open. */
  | { readonly kind: 'opening'; readonly window: Index }
  /** The first instant at or after the start at which the window closes (an open interval that contains or follows the start ends). */
  | { readonly kind: 'closing'; readonly window: Index }
  /** Local time on the day of the start plus `days` calendar days. */
  | { readonly kind: 'time-of-day'; readonly time: Seconds; readonly days: number }
  | { readonly kind: 'earliest'; readonly of: readonly Deadline[] }
  | { readonly kind: 'latest'; readonly of: readonly Deadline[] }
  /** A target without breach. */
  | { readonly kind: 'aim'; readonly of: Deadline }
  | { readonly kind: 'no-promise' }
  | { readonly kind: 'best-effort' }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'see'; readonly document: string }
  | OpenValue;

/** The named targets do not run while the ticket's state matches. All pauses hold together. Question `pause:TARGET`. */
export interface PauseClause extends ClauseBase {
  readonly kind: 'pause';
  readonly targets: readonly Index[];
  readonly value: { readonly kind: 'pause' };
}

/** Gives a decided choice its value. One. Question `decide:DIMENSION`. */
export interface DecideClause extends ClauseBase {
  readonly kind: 'decide';
  readonly dimension: string;
  readonly value: { readonly kind: 'choice'; readonly choice: string } | OpenValue;
}

/** What a measure comes to at least or at most. One. Question `promise:MEASURE`. */
export interface PromiseClause extends ClauseBase {
  readonly kind: 'promise';
  readonly measure: Index;
  /** Amounts in the measure's unit: percent, seconds, pieces. */
  readonly value:
    | { readonly kind: 'at-least' | 'at-most'; readonly amount: Decimal }
    | { readonly kind: 'aim'; readonly of: { readonly kind: 'at-least' | 'at-most'; readonly amount: Decimal } }
    | { readonly kind: 'no-promise' }
    | { readonly kind: 'best-effort' }
    | OpenValue;
}

/** Money back for what a measure came to, for each of its outages, or for each ticket that missed a target. One. Question `credit:NAME`, for each outage `credit:NAME:outage`. */
export interface CreditClause extends ClauseBase {
  readonly kind: 'credit';
  /** Id of the measure or target. */
  readonly name: string;
  readonly of:
    | { readonly kind: 'measure'; readonly measure: Index }
    | { readonly kind: 'target'; readonly target: Index };
  /** Of a measure: asked for each of its outages (meaning K1). */
  readonly each?: 'outage';
  /** So much for each unit of this subject (meaning K3). */
  readonly unit?: Index;
  /** A ladder climbs the measure, the length of the outage, or by how much the target was missed, in seconds (meaning K2). */
  readonly value: CreditValue | LadderValue<CreditValue>;
  /** What is added to a single credit that is given, and its least and most (meaning K5). */
  readonly plus?: CreditAmount;
  readonly atLeast?: CreditAmount;
  readonly atMost?: CreditAmount;
  /** Only what the customer claims so soon after its period (meaning K8). */
  readonly claimWithin?: {
    readonly count: number;
    readonly unit: 'day' | 'month';
    /** Only these days count. */
    readonly days?: DaySet;
    /** Then to the last day of the period. */
    readonly toEndOf?: Period;
    /** Counted from the end of the outage, or of the last time down in the period; absent: from when it is credited without a claim. */
    readonly after?: 'outage';
  };
}

export type CreditAmount = MoneyValue | PercentOfFee;

export type CreditValue =
  | CreditAmount
  /** For each started or completed step, in base units of what is measured; `exact`: also for parts of one (meaning K3). */
  | {
      readonly kind: 'per-step';
      readonly each: CreditAmount;
      readonly step: Decimal;
      readonly rounding: 'started' | 'completed' | 'exact';
    }
  | { readonly kind: 'none' }
  | OpenValue;

/**
 * Most that all credits come to in a period, or the least, where there are any, or from how much on they are given; of a
 * unit, of those of each. Question `cap:PERIOD`, `cap:PERIOD:per UNIT:least`.
 */
export interface CapClause extends ClauseBase {
  readonly kind: 'cap';
  readonly period: Period;
  readonly side: 'least' | 'most' | 'threshold';
  readonly unit?: Index;
  readonly value: CreditAmount | OpenValue;
}
