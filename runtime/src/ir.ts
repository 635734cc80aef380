// The compiled agreement: the contract between compiler and runtime, plain JSON with a published schema (runtime/schema/avtal-ir.schema.json).

/** Exact decimal number as text: an optional minus sign, digits, optionally a point and digits. Never a JavaScript number. */
export type Decimal = string;
/** A whole number of seconds. */
export type Seconds = number;
/** An instant: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A date in the agreement's time zone, `2026-03-29`. */
export type CivilDate = string;
/** Index of an element in the list named by the field. */
export type Index = number;

/** Where a thing stands in the agreement files. Lines and columns count from 1; columns count UTF-16 units; `end` is exclusive. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const IR_FORMAT = 'avtal-ir';
export const IR_VERSION = 1;

export interface Ir {
  readonly format: 'avtal-ir';
  readonly version: 1;
  /** What the compiled text depends on besides itself, so that a decided deadline never moves because a feed changed. */
  readonly pins: { readonly compiler: string; readonly tzdata: string; readonly holidays: string };
  readonly sources: readonly string[];
  readonly agreement: AgreementInfo;
  readonly zone: Zone;
  readonly documents: readonly DocumentInfo[];
  readonly daySets: readonly DaySetInfo[];
  readonly windows: readonly WindowInfo[];
  readonly dimensions: readonly Dimension[];
  readonly numbers: readonly NumberInfo[];
  readonly subjects: readonly Subject[];
  readonly scopes: readonly ScopeInfo[];
  readonly targets: readonly TargetInfo[];
  readonly measures: readonly MeasureInfo[];
  readonly clauses: readonly Clause[];
  readonly promises: readonly TextPromise[];
  readonly orders: readonly Order[];
  readonly examples: readonly Example[];
}

export interface AgreementInfo {
  readonly id: string;
  readonly label?: string;
  readonly provider?: string;
  readonly language?: string;
  /** ISO 4217 code, and the number of digits of its minor unit (NOK 2, ISK 0). */
  readonly currency: string;
  readonly minorDigits: number;
  readonly vat: Vat;
  /** The agreement's text is in force from and until these dates, both included. */
  readonly validFrom?: CivilDate;
  readonly validUntil?: CivilDate;
  readonly edition?: string;
  /** Clock of a bare `2 h` target (meaning D2). Absent: no bare duration occurs. */
  readonly clock?: Clock;
  /** Day set of `N business days` without a window of its own (meaning D5). */
  readonly businessDays?: Index;
  /** Part periods of fees and allowances (meaning F2). Absent: never needed. */
  readonly partPeriods?: PartPeriods;
  /** How many units a unit fee counts in a period (meaning F4). */
  readonly unitsCounted?: UnitsCounted;
  /** Whether a changed choice on a ticket restarts its targets (meaning D8). */
  readonly changes?: 'from-report' | 'from-change';
  /** What one invoice line gathers (meaning M2). */
  readonly lines: 'entry' | 'job' | 'month';
  /** Lines are rounded to a whole multiple of it (meaning M3). Absent: of the minor unit. */
  readonly roundedTo?: Decimal;
  /** What is to be paid of an invoice is a whole multiple of it (meaning M6). */
  readonly invoiceRoundedTo?: Decimal;
}

export type Vat =
  | ({ readonly kind: 'on-top' } & VatRates)
  | ({ readonly kind: 'included' } & VatRates)
  | { readonly kind: 'not-stated' }
  | { readonly kind: 'none' };

export interface VatRates {
  /** Of what no further row is about. */
  readonly percent: Decimal;
  readonly also?: readonly VatRate[];
}

/** Another rate of some things, or on some days (meaning M5). */
export interface VatRate {
  readonly percent: Decimal;
  /** Absent: everything. */
  readonly on?: PricedThings;
  /** First and last day. */
  readonly from?: CivilDate;
  readonly until?: CivilDate;
}

/** Prices that other rows speak of. */
export interface PricedThings {
  readonly bases: readonly Index[];
  readonly onStart: boolean;
  /** Names of the fees; `*` for all. */
  readonly fees: readonly string[];
}

/** `full`: a part counts as a whole. `by-day`: days of the part over days of the whole. `free`: a part counts as nothing. */
export type PartPeriods = 'full' | 'by-day' | 'free';
/** `any-day`: every unit present on any day of the period. `first-day`/`last-day`: present on that day. `peak`: the largest number present on one day. `by-day`: unit-days over days of the period. */
export type UnitsCounted = 'any-day' | 'first-day' | 'last-day' | 'peak' | 'by-day';

export type Clock = { readonly kind: 'elapsed' } | { readonly kind: 'window'; readonly window: Index };

/** UTC offsets (seconds east) of the agreement's zone; each transition holds from its instant on. Sorted. */
export interface Zone {
  readonly name: string;
  readonly initialOffset: Seconds;
  readonly transitions: readonly (readonly [instant: Instant, offset: Seconds])[];
  /** Outside [horizonStart, horizonEnd) nothing is answered. */
  readonly horizonStart: Instant;
  readonly horizonEnd: Instant;
}

/** One paper: the agreement, a document beside it, or an order. `beats` is the transitive closure of `over` / `under`. */
export interface DocumentInfo {
  readonly id: string;
  readonly label?: string;
  /** True for a paper that is named for precedence but whose text is not in hand. */
  readonly external: boolean;
  readonly beats: readonly Index[];
  readonly span: SourceSpan;
}

// ---------------------------------------------------------------------------------------------- days and windows

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

// ------------------------------------------------------------------------------------- what situations consist of

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
  | { readonly kind: 'since-start'; readonly unit: CivilLength['unit'] };

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

/** A recurring period. `calendar`: civil days, ISO weeks, calendar months …; `contract`: `count` months (or years) counted from the order's first day. */
export interface Period {
  readonly basis: 'calendar' | 'contract';
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
  readonly count: number;
}

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

// -------------------------------------------------------------------------------------------------------- measures

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
  /** Percent of availability and attainment, time of downtime and of the longest outage, count of the others. */
  readonly unit: Unit;
  readonly except: readonly MeasureExcept[];
  readonly span: SourceSpan;
}

export type Measured =
  /** 100 × (total − down) / total; `base`: of so much time instead, however long the period is (meaning U10). */
  | { readonly kind: 'availability'; readonly base?: Seconds }
  /** Time down. */
  | { readonly kind: 'downtime' }
  /** How many outages. */
  | { readonly kind: 'outages' }
  | { readonly kind: 'longest-outage' }
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

// ------------------------------------------------------------------------------------------------------ conditions

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

// --------------------------------------------------------------------------------------------------------- clauses

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

export type Clause =
  | RateClause
  | PriceClause
  | StartClause
  | FeeClause
  | IncludeClause
  | DrawClause
  | CountClause
  | SurchargeClause
  | DiscountClause
  | IndexClause
  | CombineClause
  | LimitClause
  | CreditClause
  | CapClause
  | TargetClause
  | PauseClause
  | PromiseClause
  | DecideClause
  | PermitClause
  | ApproveClause
  | PerformClause
  | TermClause
  | NoticeClause
  | PaymentClause
  | InterestClause
  | RequireClause;

export type ClauseKind = Clause['kind'];
export type ClauseValue = Clause['value'];

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
  readonly value: MoneyValue | RateValue | ReferenceValue | WordValue | LadderValue<MoneyValue | RateValue | WordValue>;
}

/** What it costs that work begins at all, once per scope; may buy time or money of the work itself (meaning P6). Question `start:SCOPE`, of another activity than work `start:SCOPE:ACTIVITY`. */
export interface StartClause extends ClauseBase {
  readonly kind: 'start';
  readonly scope: Index;
  /** The activity whose first start in the scope asks the question. */
  readonly subject: Index;
  readonly value: MoneyValue | WordValue;
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

/** `25% of fee base`: of what that fee comes to in the same period; for a single fee, in the order's first full period. */
export interface PercentOfFee {
  readonly kind: 'percent-of-fee';
  readonly percent: Decimal;
  /** What the percentage is divided by: `1/30 of fee base` is 100% over 30. */
  readonly over?: Decimal;
  /** Names of the fees; empty: all recurring fees. */
  readonly fees: readonly string[];
}

/** An allowance: how much of the subject each period contains. One. Question `include:SUBJECT`. The pool bears the subject's name. */
export interface IncludeClause extends ClauseBase {
  readonly kind: 'include';
  readonly subject: Index;
  /** What else draws on it (meaning A14). Question `include:SUBJECT+SUBJECT…`. */
  readonly also?: readonly Index[];
  /** Absent: what is bought. */
  readonly period?: Period;
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
  readonly valid?: { readonly length: CivilLength; readonly from: 'purchase' | 'first-use' };
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

/** Taken off the price of its bases before surcharges. Question `discount:NAME` (`discount` alone for the nameless one). */
export interface DiscountClause extends ClauseBase {
  readonly kind: 'discount';
  readonly name?: string;
  readonly bases: readonly Index[];
  /** Names of discounted fees; `*` for all. */
  readonly fees: readonly string[];
  readonly value: { readonly kind: 'percent'; readonly percent: Decimal } | OpenValue | { readonly kind: 'none' };
}

/** How prices change on a day of each year (meanings I1–I3). One per name. Question `index:NAME` (`index` for the nameless one). */
export interface IndexClause extends ClauseBase {
  readonly kind: 'index';
  readonly name?: string;
  readonly bases: readonly Index[];
  readonly onStart: boolean;
  /** Names of the fees; `*` for all. */
  readonly fees: readonly string[];
  /** A day of each year, or the first day of each contract year. */
  readonly each: MonthDay | 'contract-year';
  readonly value:
    | ({
        readonly kind: 'index';
        /** The change; of an index, so much of its change. */
        readonly percent: Decimal;
        readonly of?: IndexSeries;
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

/** How named surcharges that meet on one piece of work combine. Question `combine:A+B` (names sorted). */
export interface CombineClause extends ClauseBase {
  readonly kind: 'combine';
  readonly names: readonly string[];
  readonly value: { readonly kind: 'combine'; readonly how: 'add' | 'highest' | 'multiply' };
}

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
  /** Most of a single credit. */
  readonly atMost?: CreditAmount;
  /** Only what the customer claims so soon after its period (meaning K8). */
  readonly claimWithin?: {
    readonly count: number;
    readonly unit: 'day' | 'month';
    /** Only these days count. */
    readonly days?: DaySet;
    /** Then to the last day of the period. */
    readonly toEndOf?: Period;
    /** Counted from the end of the outage; absent: from when it is credited without a claim. */
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

/** Most that all credits may come to in a period. Question `cap:PERIOD`. */
export interface CapClause extends ClauseBase {
  readonly kind: 'cap';
  readonly period: Period;
  readonly value: CreditAmount | OpenValue;
}

// --------------------------------------------------------------------------------------------------------- targets

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

/** Gives a decided choice its value. One. Question `decide:DIMENSION`. */
export interface DecideClause extends ClauseBase {
  readonly kind: 'decide';
  readonly dimension: string;
  readonly value: { readonly kind: 'choice'; readonly choice: string } | OpenValue;
}

// --------------------------------------------------------------------------------------------- rights and duties

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

// ----------------------------------------------------------------------------------------------------------- terms

/** A length by the calendar: `3 months`, `30 days`. */
export interface CivilLength {
  readonly count: number;
  readonly unit: 'day' | 'month';
}

/** How long the parties are bound (meaning T1). One. Question `term`. */
export interface TermClause extends ClauseBase {
  readonly kind: 'term';
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

/** How long before something ends (or, with a name, changes) it must be told (meaning T2). One. Question `notice:WHO[:NAME]`. */
export interface NoticeClause extends ClauseBase {
  readonly kind: 'notice';
  readonly who: 'customer' | 'provider';
  readonly name?: string;
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
    | { readonly kind: 'payment'; readonly length: CivilLength; readonly toEndOf?: Period }
    | { readonly kind: 'see'; readonly document: string }
    | OpenValue;
}

/** What is paid late bears (meaning T3). One. Question `interest`. */
export interface InterestClause extends ClauseBase {
  readonly kind: 'interest';
  readonly value:
    | { readonly kind: 'interest'; readonly percent: Decimal; readonly per: 'month' | 'year' }
    | { readonly kind: 'see'; readonly document: string }
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

// ---------------------------------------------------------------------------------------------------------- orders

/** Binds a customer to the agreement. Its special terms are clauses whose `when` names this order and whose document beats the others. */
export interface Order {
  readonly id: string;
  readonly label?: string;
  readonly customer?: string;
  readonly from: CivilDate;
  /** Last day, included. */
  readonly until?: CivilDate;
  readonly choices: Readonly<Record<string, string>>;
  readonly units: readonly UnitFact[];
  /** What the order states for the agreement's open values, by their name: a clause value that takes the place of the open one. */
  readonly values?: Readonly<Record<string, ClauseValue>>;
  readonly span?: SourceSpan;
}

/** A unit held over time. `from` is the first day it counts; `until` the last day (the day its removal was requested). */
export interface UnitFact {
  readonly id: string;
  readonly unit: string;
  readonly from: CivilDate;
  readonly until?: CivilDate;
  readonly numbers?: Readonly<Record<string, Decimal>>;
  readonly choices?: Readonly<Record<string, string>>;
}

// -------------------------------------------------------------------------------------------------------- examples

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

/** First and last day, both included. */
export interface DateSpan {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

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
