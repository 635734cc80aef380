// Clauses about how much: what is paid already, what uses of it how much, and how much is charged.
import type { Decimal, Index } from './base.ts';
import type { ClauseBase, LadderValue, MoneyValue, OpenValue, RateValue, ReferenceValue, WordValue } from './clause.ts';
import type { CivilLength, MonthDay, Period } from './times.ts';

/** An allowance: how much of the subject each period contains. One. Question `include:SUBJECT`. The pool bears the subject's name. */
export interface IncludeClause extends ClauseBase {
  readonly kind: 'include';
  readonly subject: Index;
  /** What else draws on it (meaning A14). Question `include:SUBJECT+SUBJECT…`. */
  readonly also?: readonly Index[];
  /** Absent: what is bought, and what comes back day by day. */
  readonly period?: Period;
  /** In any so many days that follow one another, instead of in a period (meaning A17). Question `include:SUBJECT:any N days`. */
  readonly rolling?: number;
  /** Granted for each of these units (meaning A10). Question `include:SUBJECT:UNIT`. */
  readonly unit?: Index;
  /** Granted by each occurrence of the event (meaning A9). Question `include:SUBJECT:EVENT`. */
  readonly lot?: BoughtLot;
  /** In base units: seconds of time, pieces of events. */
  readonly value: { readonly kind: 'quantity'; readonly amount: Decimal } | { readonly kind: 'unlimited' } | WordValue;
  readonly carry?: CarryOver;
  readonly beyond?: Beyond;
  /** It is told when less than this is left (meaning A12). */
  readonly notify?: AllowanceShare;
  /** What it still holds when it ends is paid back (meaning A16). Money: for each piece. */
  readonly unused?: MoneyValue | RateValue | ReferenceValue;
  /** What is left may be used as long as the next that is bought (meaning A9). */
  readonly toNext?: boolean;
  /** What is left keeps its worth in money when its price changes (meaning A15). */
  readonly revalued?: boolean;
  /** Where less than this would be left, one more is bought (meaning A13); 0: when it is used up. */
  readonly renewed?: AllowanceShare;
}

/** An amount in base units, or part of what was granted. */
export type AllowanceShare =
  | { readonly kind: 'quantity'; readonly amount: Decimal }
  | { readonly kind: 'percent'; readonly percent: Decimal };

/** What may be drawn when nothing is left, for nothing or from what the next period grants (meaning A11). */
export interface Beyond {
  readonly kind: 'leeway' | 'borrow';
  readonly most: AllowanceShare;
}

export interface BoughtLot {
  readonly event: Index;
  /** Absent: without end. */
  readonly valid?: Validity;
}

/** How long it may be used: so long, to the end of a period (of the one in which that lies, where both are said), or through a day of the year. */
export interface Validity {
  readonly length?: CivilLength;
  readonly toEndOf?: Period;
  readonly until?: MonthDay;
  readonly from: 'purchase' | 'first-use';
}

/** Unused allowance that moves to later periods (meaning A5). */
export interface CarryOver {
  readonly percent: Decimal;
  readonly of: 'unused' | 'granted';
  /** Number of later periods in which it may be used; absent: without end. */
  readonly periods?: number;
  /** Most that may lie carried, of one period and those before together, in base units. */
  readonly atMost?: Decimal;
}

/** How much allowance one unit of the subject uses. One. Question `draw:SUBJECT`. */
export interface DrawClause extends ClauseBase {
  readonly kind: 'draw';
  readonly subject: Index;
  /** `1 h uses 2 h`: factor "2". */
  readonly value:
    | { readonly kind: 'factor'; readonly numerator: Decimal; readonly denominator: Decimal }
    | { readonly kind: 'not-usable' }
    | OpenValue;
}

/** How time (or a quantity) is counted before it is drawn and priced. One. Question `count:SUBJECT`. */
export interface CountClause extends ClauseBase {
  readonly kind: 'count';
  readonly subject: Index;
  /** What of the scope is taken as one with it, itself too (meaning C2): each has such a clause. */
  readonly together?: readonly Index[];
  readonly scope: Index;
  /** Which part's rule counts a scope in which the rule changes; `part`: each part by its own rule, on its own. */
  readonly across?: 'first' | 'last' | 'part';
  /** A ladder is `part` always: each part of the scope's total by its own rule (meaning C3). */
  readonly value: CountRule | LadderValue<CountRule> | OpenValue;
}

/** Meaning C1–C6: subtract `free`, raise to `minimum`, round by `step`. Amounts in base units. */
export interface CountRule {
  readonly kind: 'count';
  readonly free?: Decimal;
  /** `above`: nothing is charged for a scope up to this length, and all of a longer one. */
  readonly freeIfUpTo?: Decimal;
  readonly minimum?: Decimal;
  readonly step?: Decimal;
  /** `started`: up to the next whole step; `nearest`: half a step goes up; `completed`: down. `grace`: a started step counts only when more than this is used of it. */
  readonly rounding?: 'started' | 'nearest' | 'completed';
  readonly grace?: Decimal;
}
