// What the runtime answers: invoice lines, balances, deadlines, duties, rights, and problems. Amounts are exact decimals as text.

import type { FactOrigin } from './facts.ts';
import type { CivilDate, DateSpan, Decimal, Instant, MeasureState, Seconds } from './ir.ts';

/** Exact fraction as text, `numerator/denominator` in lowest terms, or a whole number (`3`, `-1/3`). */
export type Fraction = string;

/** Something in the facts or the agreement that keeps a figure from being computed. Never dropped, never guessed. */
export interface Problem {
  readonly code:
    | 'gap'
    | 'contradiction'
    | 'open-value'
    | 'not-offered'
    | 'on-request'
    | 'cost-missing'
    | 'elsewhere'
    | 'unknown-subject'
    | 'unknown-choice'
    | 'choice-missing'
    | 'number-missing'
    | 'bad-fact'
    | 'duplicate-id'
    | 'outside-validity'
    | 'outside-horizon'
    | 'count-changes-in-scope'
    | 'scope-missing'
    | 'part-period-not-said'
    | 'change-not-said'
    | 'surcharges-not-combined'
    | 'credits-not-combined'
    | 'index-missing'
    | 'cycle';
  /** One sentence for a person. */
  readonly message: string;
  /** Id of the fact, ticket, unit or fee concerned. */
  readonly subject?: string;
  readonly at?: Instant;
  readonly clauses: readonly string[];
  readonly origin?: FactOrigin;
}

/** One step of an explanation. `clause` is an id of the IR; children are what the value was made from. */
export interface Trace {
  readonly what:
    | 'segment'
    | 'counted'
    | 'added'
    | 'free'
    | 'drawn'
    | 'bought-time'
    | 'bought'
    | 'renewed'
    | 'unused'
    | 'refund'
    | 'rate'
    | 'price'
    | 'start'
    | 'fee'
    | 'step'
    | 'discount'
    | 'index'
    | 'surcharge'
    | 'limit'
    | 'credit'
    | 'rounding'
    | 'vat'
    | 'asked'
    | 'answer'
    | 'clock'
    | 'pause'
    | 'change'
    | 'due'
    | 'stopped'
    | 'period'
    | 'units';
  readonly clause?: string;
  readonly from?: Instant;
  readonly until?: Instant;
  /** Exact figure: seconds for time, money for amounts, pieces for counts. */
  readonly amount?: Fraction;
  readonly unit?: 'seconds' | 'money' | 'count' | 'percent' | string;
  /** A short phrase in English, complete enough to be read alone: `2 h × 450/h`. */
  readonly text: string;
  readonly children?: readonly Trace[];
}

/** One line of an invoice: one clause at one price (meaning M2). */
export interface Line {
  /** Stable: the same facts give the same id. */
  readonly id: string;
  readonly kind:
    | 'rate'
    | 'price'
    | 'start'
    | 'fee'
    | 'surcharge'
    | 'discount'
    | 'bought'
    | 'limit'
    | 'unused'
    | 'refund'
    | 'credit';
  /** Subject id, fee name or surcharge name. `bought`: the subject of which a start price buys an amount. */
  readonly subject: string;
  /** The clause that answered. */
  readonly clause: string;
  /** Paper number of that clause, where it has one. */
  readonly paper?: string;
  /** Fact the line stems from (entry, occurrence, scope key or unit), where there is one. */
  readonly source?: string;
  /** Period in which it was delivered, and the date on which it is invoiced. */
  readonly service: DateSpan;
  readonly invoiced: CivilDate;
  /** Charged quantity in base units (seconds, pieces, km) and the unit price, where the line has them. */
  readonly quantity?: Fraction;
  readonly drawn?: Fraction;
  /** Quantity that a start price buys. */
  readonly bought?: Fraction;
  readonly unit?: 'seconds' | 'count' | string;
  /** The amount is a fraction where an index made it one that no decimal is. */
  readonly unitPrice?: { readonly amount: Fraction; readonly per: Decimal };
  /** Rate of VAT in percent, in an agreement that says one. */
  readonly vat?: Decimal;
  /** Why it is that, where the agreement says so: `reverse charge`. */
  readonly vatNote?: string;
  /** Exact net amount before rounding. */
  readonly exact: Fraction;
  /** Net amount in the currency, rounded once, half away from zero. */
  readonly amount: Decimal;
  readonly trace: Trace;
}

/** Opening + granted + carriedIn + revalued − used − expired = closing, always. Base units of the subject. */
export interface Balance {
  readonly subject: string;
  readonly period: DateSpan;
  readonly clause: string;
  readonly opening: Fraction;
  readonly granted: Fraction;
  readonly carriedIn: Fraction;
  readonly used: Fraction;
  readonly expired: Fraction;
  /** What was won by a change of the price, or lost (meaning A15); absent: nothing. */
  readonly revalued?: Fraction;
  readonly closing: Fraction;
}

/** An allowance of which little was left (meaning A12). */
export interface LowBalance {
  readonly subject: string;
  readonly clause: string;
  readonly paper?: string;
  readonly at: Instant;
  /** Less than this was left, in base units of the subject. */
  readonly below: Fraction;
  /** The fact that drew on it. */
  readonly source: string;
}

/** Something that was done although it was not permitted at its start (meaning R4). It is priced all the same. */
export interface Unpermitted {
  readonly source: string;
  readonly subject: string;
  readonly clause: string;
  readonly paper?: string;
  readonly at: Instant;
}

/** State to hand to the next period: what is left of each allowance and when it ends. JSON, opaque to callers. */
export interface Carried {
  readonly format: 'avtal-balances';
  readonly version: 1;
  readonly on: CivilDate;
  readonly lots: readonly {
    readonly subject: string;
    readonly left: Fraction;
    readonly granted: Fraction;
    readonly clause: string;
    readonly from: CivilDate;
    readonly until?: CivilDate;
    readonly carriedPeriods: number;
  }[];
  /** What was drawn of work whose scope may go on: ladders and prices by scope do not count it (meaning A4). */
  readonly drawn?: readonly {
    readonly fact: string;
    readonly subject: string;
    readonly from: Instant;
    readonly added: boolean;
    readonly quantity: Fraction;
  }[];
  /** What was bought by itself and whose scope may go on (meaning A13). */
  readonly renewed?: readonly Renewal[];
}

/** An event that happened because an allowance had to be renewed. */
export interface Renewal {
  readonly fact: string;
  readonly subject: string;
  readonly at: Instant;
}

/** Which days are priced, and how. */
export interface PriceAsk {
  /** First and last day, both included, in the agreement's zone. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** What is delivered in these days (`cost`), or what is invoiced in them (`invoice`, meaning F3). */
  readonly basis: 'cost' | 'invoice';
  /** Balances at the end of the day before `from`; without them all facts since the order's first day are drawn (A6). */
  readonly opening?: Carried;
}

export interface Invoice {
  readonly order: string;
  readonly customer?: string;
  readonly currency: string;
  readonly basis: 'cost' | 'invoice';
  readonly period: DateSpan;
  readonly lines: readonly Line[];
  readonly balances: readonly Balance[];
  /** In order of time. */
  readonly lowBalances: readonly LowBalance[];
  /** In order of time. */
  readonly unpermitted: readonly Unpermitted[];
  readonly closing: Carried;
  readonly totals: {
    readonly net: Decimal;
    /** For each rate, and of it for each reason that the agreement gives. */
    readonly vat: readonly {
      readonly percent: Decimal;
      readonly note?: string;
      readonly base: Decimal;
      readonly amount: Decimal;
    }[];
    readonly gross: Decimal;
    /** What is to be paid of an invoice that is rounded, and by how much that differs from `gross` (meaning M6). */
    readonly rounding?: Decimal;
    readonly payable?: Decimal;
  };
  /** Entries and other facts that could not be priced; `complete` is false when there is any, and the totals are without them. */
  readonly problems: readonly Problem[];
  readonly complete: boolean;
}

export type TargetState =
  | 'met'
  | 'missed'
  | 'running'
  | 'overdue'
  | 'paused'
  /** The clause makes no promise (`no promise`, `best effort`, `not offered`, `see`). */
  | 'no-promise'
  | 'best-effort'
  /** The start event has not happened. */
  | 'not-started'
  /** A choice or number that decides it is not known yet. */
  | 'pending'
  | 'undecided';

export interface TargetResult {
  readonly ticket: string;
  readonly target: string;
  /** Of a target that repeats: which round, from 1. */
  readonly round?: number;
  readonly clause?: string;
  readonly paper?: string;
  /** True when the clause is an aim: a miss is no breach. */
  readonly aim: boolean;
  readonly state: TargetState;
  readonly startedAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly due?: Instant;
  /** For targets in time: seconds of the clock used until the stop or `at`, and left of it (negative: run over). */
  readonly used?: Seconds;
  readonly left?: Seconds;
  readonly trace: Trace;
}

export interface TicketResults {
  readonly targets: readonly TargetResult[];
  readonly problems: readonly Problem[];
}

/** One period of a duty. */
export interface DutyResult {
  readonly name: string;
  readonly unit?: string;
  readonly clause: string;
  readonly period: DateSpan;
  readonly due: number;
  readonly done: number;
  /** Still to do at the end of the period (or open, while it lasts). */
  readonly short: number;
  /** Made good in the next period, beyond that one's own count. */
  readonly late: number;
  readonly state: 'done' | 'open' | 'short' | 'late';
}

/** A measure in one of its periods, for one of its units where it has any. */
export interface MeasureResult {
  readonly measure: string;
  readonly unit?: string;
  /** The whole period, also where the order or the unit was there for a part of it only. */
  readonly period: DateSpan;
  /** Percent, seconds or pieces, exact; absent where there is nothing to measure. */
  readonly value?: Fraction;
  readonly promised?: { readonly kind: 'at-least' | 'at-most'; readonly amount: Decimal };
  readonly state: MeasureState;
  /** True when the clause is an aim: a miss is no breach. */
  readonly aim: boolean;
  /** The promise that answered. */
  readonly clause?: string;
  readonly paper?: string;
  readonly trace: Trace;
}

export interface MeasureResults {
  readonly measures: readonly MeasureResult[];
  readonly problems: readonly Problem[];
}
