// What is worked out of tickets and outages: the clocks of targets and the figures of measures.
import type { Index, Seconds, SourceSpan } from './base.ts';
import type { Condition, Unit } from './situations.ts';
import type { Period } from './times.ts';

/** A milestone pair: the clock starts at event `from`, and stops when all (or any) of `to` have happened. */
export interface TargetInfo {
  readonly id: string;
  readonly label?: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly mode: 'all' | 'any';
  readonly againAfter?: string;
  /** Each stop starts the clock anew until this event (meaning D11). */
  readonly repeatsUntil?: string;
  readonly span?: SourceSpan;
}

/** A figure over a period that promises and credits speak of: computed from outages and tickets, never stated (meanings U1–U9). */
export interface MeasureInfo {
  readonly id: string;
  readonly label?: string;
  readonly what: Measured;
  /** One figure for each unit of this subject, over the days it is there; absent: one for the order. */
  readonly of?: Index;
  readonly period: Period;
  /** The worst of all stretches of so many days that end in the period (meaning U10). */
  readonly rolling?: number;
  /** Only the time of this window counts; absent: all of it. A window that differs by tier is listed for each tier. */
  readonly window?: Index | { readonly kind: 'by-tier'; readonly tiers: Readonly<Record<string, Index>> };
  /** Which outages (tickets) are taken. */
  readonly when: Condition;
  /** Percent of availability and attainment, time of downtime and of the longest and the average outage, count of the others. */
  readonly unit: Unit;
  readonly except: readonly MeasureExcept[];
  readonly span: SourceSpan;
}

export type Measured =
  /** 100 × (total − down) / total; `base`: of so much time instead, however long the period is (meaning U10). */
  | { readonly kind: 'availability'; readonly base?: Seconds }
  /** Time down. */
  | { readonly kind: 'downtime' }
  /** 100 × down / total, or `base`. */
  | { readonly kind: 'downtime-share'; readonly base?: Seconds }
  /** How many outages. */
  | { readonly kind: 'outages' }
  | { readonly kind: 'longest-outage' | 'average-outage' }
  /** 100 × met / (met + missed) of the tickets' target. */
  | { readonly kind: 'attainment'; readonly target: Index }
  | { readonly kind: 'met' | 'missed'; readonly target: Index }
  /** How many periods of another measure (for all its units) kept or missed their promise. */
  | { readonly kind: 'kept' | 'breaches'; readonly measure: Index };

/** Outages that are no downtime: up to an allowance in each period, or without one; `leavesOut`: their time is not in the total either. */
export interface MeasureExcept {
  readonly when: Condition;
  readonly upTo?: Seconds;
  readonly leavesOut: boolean;
}
