// What situations consist of, what is asked about in them, and conditions on both.
import type { CivilDate, Decimal, Index, SourceSpan } from './base.ts';
import type { CivilLength, Clock, DaySet, Period } from './times.ts';

/** A named axis with a finite set of values. `tier` and `module` are ordinary dimensions; `order` has the orders as values. */
export interface Dimension {
  readonly id: string;
  readonly label?: string;
  /** Who gives the value: the order (tiers, axes chosen once), each fact, clauses, or what came of its ticket's target (meaning Q15). */
  readonly given: 'order' | 'fact' | 'module' | 'decided' | 'outcome';
  readonly values: readonly { readonly id: string; readonly label?: string }[];
  /** Value of a fact that says nothing. */
  readonly defaultValue?: string;
  readonly span: SourceSpan;
}

/** Unit of a quantity. `time` is counted in seconds, `count` in pieces, others in the named unit (`km`, `GB`). */
export type Unit =
  | { readonly kind: 'time' }
  | { readonly kind: 'count' }
  | { readonly kind: 'money' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'other'; readonly name: string };

/** A number that a fact or a unit carries and conditions may test: estimate, distance, cards. */
export interface NumberInfo {
  readonly id: string;
  readonly label?: string;
  readonly unit: Unit;
  /** Of a fact that says nothing, in base units. */
  readonly defaultValue?: Decimal;
  /** What follows from the facts, where none states it. */
  readonly derived?: DerivedNumber;
  readonly span: SourceSpan;
}

export type DerivedNumber =
  /** How many facts of the subject (pieces, of an event) start in the fact's period, within its scope (meaning Q11). */
  | { readonly kind: 'how-often'; readonly subject: Index; readonly scope?: Index; readonly period: Period }
  /** How long the entries of the subject in the fact's scope take together, as worked (meaning Q12). */
  | { readonly kind: 'length'; readonly subject: Index; readonly scope: Index }
  /** From one moment of the fact to another (`start`: its own), on a clock or in whole business days (meaning Q13). */
  | {
      readonly kind: 'between';
      readonly from: string;
      readonly to: string;
      readonly clock: Clock | { readonly kind: 'business-days'; readonly days: DaySet };
    }
  /** How many whole months (days) of the order are over on the day of the question's moment (meaning Q14). */
  | { readonly kind: 'since-start'; readonly unit: CivilLength['unit'] | 'calendar-month' };

/** `any-day`: every unit present on any day of the period. `first-day`/`last-day`, or a day of the period by its number: present on that day. `peak`: the largest number present on one day. `by-day`: unit-days over days of the period. */
export type UnitsCounted = 'any-day' | 'first-day' | 'last-day' | 'peak' | 'by-day' | { readonly day: number };

/** What is priced: time worked (activity), a thing that happens (event), a used quantity (usage), a unit held over time (unit). */
export interface Subject {
  readonly id: string;
  readonly label?: string;
  readonly kind: 'activity' | 'event' | 'usage' | 'unit' | 'matter';
  readonly unit: Unit;
  /** `patching counts as downtime`: every permission on those matters holds for this too. */
  readonly countsAs: readonly Index[];
  /** The module it is declared in: its units and facts belong to that module. */
  readonly module?: string;
  /** Units: how many one instance counts for: constant + Σ factor × number attribute (meaning F5). Absent: 1. */
  readonly counts?: {
    readonly constant: Decimal;
    readonly terms: readonly { readonly factor: Decimal; readonly number: string }[];
  };
  /** Units: which of a period are paid for, where it is not what the agreement says of all (meaning F4). */
  readonly counted?: UnitsCounted;
  readonly span: SourceSpan;
}

/** What a price, a rounding or a minimum is taken over. `key` names the column of a fact that says which one it belongs to. */
export interface ScopeInfo {
  readonly id: string;
  readonly label?: string;
  readonly over:
    | { readonly kind: 'entry' }
    | { readonly kind: 'key'; readonly column: string }
    | { readonly kind: 'person' }
    | { readonly kind: 'person-day' }
    /** What belongs to one of that scope and lies in one such period. */
    | { readonly kind: 'both'; readonly scope: Index; readonly period: Period }
    | { readonly kind: 'period'; readonly period: Period };
  readonly span?: SourceSpan;
}

/** True when any of its boxes holds; `[{}]` is always, `[]` never. */
export type Condition = readonly Box[];

/** All parts must hold. */
export interface Box {
  /** Dimension id → values allowed. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Number id → ranges allowed, in the number's base unit (seconds for time). */
  readonly numbers?: Readonly<Record<string, readonly NumberRange[]>>;
  readonly windows?: readonly WindowTest[];
  /** Civil date of the moment, both ends included. */
  readonly dates?: { readonly from?: CivilDate; readonly until?: CivilDate };
}

export interface NumberRange {
  readonly min?: Decimal;
  readonly minIncluded?: boolean;
  readonly max?: Decimal;
  readonly maxIncluded?: boolean;
}

/**
 * The moment lies inside (or outside) the window. `self`: the question's own moment (work: each instant; an event: its
 * time; a target: its start event; a fee or allowance: the period's start). `start`: first start of the clause's scope
 * (of the entry where it has none). Otherwise the name of a ticket event.
 */
export interface WindowTest {
  readonly moment: string;
  readonly window: Index;
  readonly inside: boolean;
}
