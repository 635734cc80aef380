// Situations that the author wrote beside the agreement, and what is expected of them.
import type { CivilDate, Decimal, Index, Instant, Seconds, SourceSpan } from './base.ts';
import type { Order } from './orders.ts';
import type { DateSpan } from './times.ts';

/** A situation with facts and what is expected of it; run by `avtal test`. */
export interface Example {
  readonly id: string;
  readonly title?: string;
  readonly order: Order;
  /** Facts as the runtime takes them (facts.ts), JSON. */
  readonly facts: unknown;
  readonly expectations: readonly Expectation[];
  readonly span: SourceSpan;
}

interface ExpectationBase {
  readonly span: SourceSpan;
}

/** `kept` and `missed`: of a promise. `running`: the period is not over. `nothing-to-measure`: no time or no ticket in it. */
export type MeasureState =
  | 'kept'
  | 'missed'
  | 'no-promise'
  | 'best-effort'
  | 'nothing-to-measure'
  | 'running'
  | 'undecided';

export type Expectation = ExpectationBase &
  /** Net value of what was delivered in the period, of all subjects or of `of`; `basis` invoice: of what is invoiced in it. */
  (
    | {
        readonly kind: 'amount';
        readonly basis: 'cost' | 'invoice';
        readonly of?: AmountFilter;
        readonly period: DateSpan;
        readonly amount: Decimal;
        readonly withVat: boolean;
      }
    | { readonly kind: 'unpriced'; readonly period: DateSpan }
    /** Counted (billable) quantity of the subject before allowances, base units. */
    | { readonly kind: 'counted'; readonly subject: string; readonly period: DateSpan; readonly amount: Decimal }
    /** `round`: of that round of a target that repeats; absent: of the last that began, and the state of all. */
    | {
        readonly kind: 'due';
        readonly ticket: string;
        readonly target: string;
        readonly round?: number;
        readonly at: Instant;
      }
    | {
        readonly kind: 'state';
        readonly ticket: string;
        readonly target: string;
        readonly round?: number;
        readonly state:
          | 'met'
          | 'missed'
          | 'no-promise'
          | 'best-effort'
          | 'pending'
          | 'running'
          | 'paused'
          | 'undecided';
      }
    /** The figure of a measure, rounded to the digits written; or its state. */
    | {
        readonly kind: 'measured';
        readonly measure: string;
        readonly unit?: string;
        readonly period: DateSpan;
        readonly value?: Decimal;
        readonly state?: MeasureState;
      }
    /** What is left of the allowance at the end of the day `on`. */
    | { readonly kind: 'balance'; readonly subject: string; readonly on: CivilDate; readonly amount: Decimal }
    /** When a low balance is told for the first time in the period. */
    | { readonly kind: 'notified'; readonly subject: string; readonly period: DateSpan; readonly at: Instant | 'never' }
    /** What is carried into the period that begins on the day after `on`. */
    | { readonly kind: 'carried'; readonly subject: string; readonly on: CivilDate; readonly amount: Decimal }
    | { readonly kind: 'openings'; readonly window: Index; readonly period: DateSpan; readonly count: number }
    | { readonly kind: 'open-time'; readonly window: Index; readonly period: DateSpan; readonly seconds: Seconds }
    | {
        readonly kind: 'duty';
        readonly name: string;
        readonly period: DateSpan;
        readonly due?: number;
        readonly done?: number;
        readonly short?: number;
        readonly late?: number;
      }
    | { readonly kind: 'units'; readonly unit: string; readonly period: DateSpan; readonly amount: Decimal }
    /** The last day of the term or renewal that runs on the day. */
    | { readonly kind: 'term'; readonly on: CivilDate; readonly ends: CivilDate | 'without-end' }
    /** The last day, where notice is given on the day. */
    | {
        readonly kind: 'notice';
        readonly who: 'customer' | 'provider';
        readonly name?: string;
        readonly on: CivilDate;
        readonly last: CivilDate;
      }
    /** The last day on which an invoice of the day `on` is paid in time. */
    | { readonly kind: 'payment'; readonly on: CivilDate; readonly due: CivilDate }
    /** What a sum bears that is paid on the last of these days and was due before the first. */
    | { readonly kind: 'borne'; readonly sum: Decimal; readonly period: DateSpan; readonly amount: Decimal }
    | {
        readonly kind: 'required';
        readonly unit: string;
        readonly per?: string;
        readonly period: DateSpan;
        readonly state: 'met' | 'missed';
      }
    /** The first instant at or after `after` at which the matter is permitted; `never` when no clause ever permits it within a year. */
    | {
        readonly kind: 'permitted';
        readonly subject: string;
        readonly after: Instant;
        readonly choices: Readonly<Record<string, string>>;
        readonly at: Instant | 'never';
      }
    /** The clause value of a question in a situation. */
    | {
        readonly kind: 'answer';
        readonly question: string;
        readonly at: Instant;
        readonly choices: Readonly<Record<string, string>>;
        readonly numbers: Readonly<Record<string, Decimal>>;
        readonly value: unknown;
      }
  );

/** Which lines an expected amount sums. */
export interface AmountFilter {
  readonly kind:
    | 'subject'
    | 'unused'
    | 'refund'
    | 'fee'
    | 'fees'
    | 'start'
    | 'surcharge'
    | 'discount'
    | 'limit'
    | 'credit'
    | 'credits';
  readonly name?: string;
}
