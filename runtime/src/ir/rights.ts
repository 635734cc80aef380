// Clauses about what may and must be done, and what binds the parties how long.
import type { Decimal, Index, Seconds, SourceSpan } from './base.ts';
import type { Bounds, ClauseBase, LadderValue, OpenValue } from './clause.ts';
import type { Condition } from './situations.ts';
import type { CivilLength, Clock, Period } from './times.ts';

/** When or on which notice something may be done. All hold. Question `permit:MATTER`. */
export interface PermitClause extends ClauseBase {
  readonly kind: 'permit';
  readonly subject: Index;
  readonly value:
    | { readonly kind: 'only-during'; readonly window: Index }
    | { readonly kind: 'not-during'; readonly window: Index }
    | { readonly kind: 'with-notice'; readonly seconds: Seconds; readonly clock: Clock }
    | { readonly kind: 'freely' }
    | { readonly kind: 'not-at-all' }
    | OpenValue;
}

export type Approval =
  | { readonly kind: 'approval'; readonly what: 'free' | 'notify' | 'notify-before' | 'approve-before' }
  | OpenValue;

/** What the provider must do before or while work starts. One. Question `approve:SUBJECT` (`approve:work` by default). */
export interface ApproveClause extends ClauseBase {
  readonly kind: 'approve';
  readonly subject: Index;
  readonly value: Approval | LadderValue<Approval>;
}

/** A recurring duty. One. Question `perform:NAME`. */
export interface PerformClause extends ClauseBase {
  readonly kind: 'perform';
  readonly name: string;
  readonly unit?: Index;
  /** `count` times in each period (at least). */
  readonly value:
    | { readonly kind: 'frequency'; readonly count: number; readonly period: Period }
    | { readonly kind: 'none' }
    | { readonly kind: 'included' }
    | OpenValue;
}

/** How long the parties are bound (meaning T1), or one such unit (F9). One. Question `term[:UNIT]`. */
export interface TermClause extends ClauseBase {
  readonly kind: 'term';
  readonly unit?: Index;
  readonly value:
    | {
        readonly kind: 'term';
        readonly months: number;
        readonly after:
          | { readonly kind: 'ends' }
          | { readonly kind: 'renews'; readonly months: number }
          | { readonly kind: 'runs-on' };
      }
    | { readonly kind: 'without-end' }
    | OpenValue;
}

/** How long before something ends (or, with a name, changes) it must be told (meaning T2); of one such unit how long it is paid for (F9). One. Question `notice:WHO[:NAME]`, `notice:WHO:per UNIT`. */
export interface NoticeClause extends ClauseBase {
  readonly kind: 'notice';
  readonly who: 'customer' | 'provider';
  readonly name?: string;
  readonly unit?: Index;
  readonly value:
    | {
        readonly kind: 'notice';
        readonly length: CivilLength;
        readonly ends:
          | { readonly kind: 'any-day' }
          | { readonly kind: 'term' }
          | { readonly kind: 'period'; readonly period: Period };
      }
    | OpenValue;
}

/** By when an invoice is to be paid (meaning T5). One. Question `payment`. */
export interface PaymentClause extends ClauseBase {
  readonly kind: 'payment';
  readonly value:
    | {
        readonly kind: 'payment';
        readonly length: CivilLength;
        readonly toEndOf?: Period;
        /** The length is counted from the last day of the period in which the invoice lies. */
        readonly fromEndOf?: Period;
        /** So much less, in percent, of what is paid so soon. */
        readonly early?: { readonly percent: Decimal; readonly within: CivilLength };
      }
    | { readonly kind: 'see'; readonly document: string }
    | OpenValue;
}

/** A yearly rate that others publish, and so many percentage points more or less, within bounds. */
export interface BaseRate extends Bounds {
  readonly kind: 'base-rate';
  readonly series: string;
  readonly plus?: Decimal;
}

/** What is paid late bears (meaning T3). One. Question `interest`. */
export interface InterestClause extends ClauseBase {
  readonly kind: 'interest';
  readonly value:
    | { readonly kind: 'interest'; readonly percent: Decimal; readonly per: 'month' | 'year' }
    | BaseRate
    | { readonly kind: 'see'; readonly document: string }
    | OpenValue;
}

/** What of a period that was paid in advance comes back when the order ends early (meaning F10). One. Question `refund[:FEE]`. */
export interface RefundClause extends ClauseBase {
  readonly kind: 'refund';
  readonly name?: string;
  readonly value:
    | {
        readonly kind: 'refund';
        readonly of: 'days' | 'full-months';
        readonly percent: Decimal;
        readonly over?: Decimal;
      }
    | { readonly kind: 'not-at-all' }
    | OpenValue;
}

/** How many units an order must (may) have (meaning T4). One. Question `require:UNIT[:PER]`. */
export interface RequireClause extends ClauseBase {
  readonly kind: 'require';
  readonly unit: Index;
  /** So many for each unit of this kind. */
  readonly per?: Index;
  readonly value: ({ readonly kind: 'limit' } & Bounds) | OpenValue;
}

/** An obligation without a number, kept as text with its owner. */
export interface TextPromise {
  readonly id: string;
  readonly paper?: string;
  readonly document: Index;
  readonly section?: string;
  readonly owner: 'provider' | 'customer' | 'both' | 'third-party';
  readonly text: string;
  readonly when: Condition;
  readonly span: SourceSpan;
}
