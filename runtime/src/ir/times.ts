// Times of the IR: the zone, days, windows, clocks, periods and lengths.
import type { CivilDate, Index, Instant, Seconds, SourceSpan } from './base.ts';

/** UTC offsets (seconds east) of the agreement's zone; each transition holds from its instant on. Sorted. */
export interface Zone {
  readonly name: string;
  readonly initialOffset: Seconds;
  readonly transitions: readonly (readonly [instant: Instant, offset: Seconds])[];
  /** Outside [horizonStart, horizonEnd) nothing is answered. */
  readonly horizonStart: Instant;
  readonly horizonEnd: Instant;
}

/** A set of civil dates. */
export type DaySet =
  | { readonly kind: 'every-day' }
  /** ISO weekdays, Monday 1 … Sunday 7. */
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  /** The listed dates, sorted. Complete only within `from`..`until` (both included) when those are given: asking outside is an error. */
  | {
      readonly kind: 'dates';
      readonly dates: readonly CivilDate[];
      readonly from?: CivilDate;
      readonly until?: CivilDate;
    }
  /** The same days each year, both ends included: `24 Dec`, `1 Jul to 15 Aug`, `20 Dec to 6 Jan`. */
  | { readonly kind: 'yearly'; readonly from: MonthDay; readonly to: MonthDay }
  /** One weekday of each month, or of that month of each year: `first Sun of month`, `last Mon of May`. */
  | { readonly kind: 'nth'; readonly nth: Nth; readonly weekday: number; readonly month?: number }
  /** Weekdays of the week (Monday to Sunday) of a date and of each so many weeks after it, from that date on. */
  | { readonly kind: 'every-weeks'; readonly weeks: number; readonly days: readonly number[]; readonly from: CivilDate }
  /** Dates from and until, both included; either end may be open. */
  | { readonly kind: 'period'; readonly from?: CivilDate; readonly until?: CivilDate }
  | { readonly kind: 'named'; readonly daySet: Index }
  | { readonly kind: 'union'; readonly of: readonly DaySet[] }
  | { readonly kind: 'intersection'; readonly of: readonly DaySet[] }
  | { readonly kind: 'complement'; readonly of: DaySet }
  /** Date d is in it when d + `by` days is in `of` (`unless Fri is holiday` on a span that starts on Thursday: by 1). */
  | { readonly kind: 'shift'; readonly of: DaySet; readonly by: number };

export type Nth = 'first' | 'second' | 'third' | 'fourth' | 'last';

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

export interface DaySetInfo {
  readonly id: string;
  readonly label?: string;
  readonly set: DaySet;
  readonly span: SourceSpan;
}

/** A set of instants, built from local wall-clock time (meanings W1–W6). */
export type WindowSet =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  /** On each date of `days`: from local time `start` (0..86399) to local time `end` (1..86400) of the date `endDay` days later. */
  | {
      readonly kind: 'span';
      readonly days: DaySet;
      readonly start: Seconds;
      readonly endDay: number;
      readonly end: Seconds;
    }
  | { readonly kind: 'named'; readonly window: Index }
  | { readonly kind: 'union'; readonly of: readonly WindowSet[] }
  | { readonly kind: 'intersection'; readonly of: readonly WindowSet[] }
  | { readonly kind: 'complement'; readonly of: WindowSet };

/** A window, named or written in a clause (then `named` is false and `id` is its own text). */
export interface WindowInfo {
  readonly id: string;
  readonly label?: string;
  readonly named: boolean;
  readonly set: WindowSet;
  readonly span: SourceSpan;
}

export type Clock = { readonly kind: 'elapsed' } | { readonly kind: 'window'; readonly window: Index };

/** A recurring period. `calendar`: civil days, ISO weeks, calendar months …; `contract`: `count` months (or years) counted from the order's first day. */
export interface Period {
  readonly basis: 'calendar' | 'contract';
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
  readonly count: number;
}

/** A length by the calendar: `3 months`, `30 days`. */
export interface CivilLength {
  readonly count: number;
  readonly unit: 'day' | 'month';
}

/** First and last day, both included. */
export interface DateSpan {
  readonly from: CivilDate;
  readonly until: CivilDate;
}
