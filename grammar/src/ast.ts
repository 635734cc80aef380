// The tree that the parser makes: what was written, with where, and no meaning.

/** Offsets into the file's text, `[start, end)`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span: Span;
}

/** A word used as a name, or a quoted text (its `text` without quotes, escapes resolved). */
export interface Name extends Node {
  readonly kind: 'name';
  readonly text: string;
}
export interface Text extends Node {
  readonly kind: 'text';
  readonly text: string;
}

export interface File extends Node {
  readonly kind: 'file';
  readonly items: readonly (Use | Document | OrderDeclaration | Broken)[];
  readonly comments: readonly Comment[];
}
export interface Comment extends Node {
  readonly kind: 'comment';
  readonly text: string;
}
/** A row that could not be read; what is wrong was reported. Passes stay silent about it. */
export interface Broken extends Node {
  readonly kind: 'broken';
}
export interface Use extends Node {
  readonly kind: 'use';
  readonly path: Text;
}
export interface Document extends Node {
  readonly kind: 'document';
  readonly main: boolean; // `agreement` true, `document` false
  readonly name: Name;
  readonly label?: Text;
  readonly under: readonly Name[];
  readonly over: readonly Name[];
  /** Absent: no block, the text is not in hand. */
  readonly items?: readonly Item[];
}
export interface OrderDeclaration extends Node {
  readonly kind: 'order';
  readonly name: Name;
  readonly label?: Text;
  readonly agreement: Name;
  readonly items: readonly Item[];
}

export type Item =
  | Setting
  | TiersDeclaration
  | ChoiceDeclaration
  | NumberDeclaration
  | SubjectDeclaration
  | ScopeDeclaration
  | TargetDeclaration
  | MeasureDeclaration
  | DaysDeclaration
  | WindowDeclaration
  | WeekDeclaration
  | CaseDeclaration
  | Module
  | Group
  | Agree
  | Acceptance
  | Clause
  | Table
  | DecideMatrix
  | Combine
  | Pause
  | TextPromise
  | Binding
  | UnitRow
  | Example
  | FactRow
  | IndexRow
  | Expectation
  | Broken;

// ------------------------------------------------------------------------------------------------------- settings
export type Setting = Node & { readonly kind: 'setting'; readonly keyword: Name } & (
    | { readonly name: 'provider' | 'edition'; readonly text: Text }
    | { readonly name: 'language' | 'currency'; readonly word: Name }
    | { readonly name: 'timezone'; readonly zone: Name } // `Europe/Oslo` as one name
    | {
        readonly name: 'holidays';
        readonly country: Name;
        readonly plus: readonly (Name | Text | DaysAtom)[];
        readonly minus: readonly (Name | Text | DaysAtom)[];
      }
    | {
        readonly name: 'vat';
        readonly rate: Amount | undefined;
        /** A further rate (of some things, or on some days) need not say it again. */
        readonly how?: 'on-top' | 'included' | 'not-stated' | 'none';
        readonly bases?: readonly Base[];
        readonly from?: DateLiteral;
        readonly until?: DateLiteral;
      }
    | { readonly name: 'clock'; readonly clock: 'elapsed' | Name }
    | { readonly name: 'business days'; readonly days: WindowExpr }
    | { readonly name: 'part months'; readonly how: 'full' | 'by-day' | 'free' }
    | { readonly name: 'units counted'; readonly how: 'any-day' | 'first-day' | 'last-day' | 'peak' | 'by-day' }
    | { readonly name: 'changes'; readonly from: 'report' | 'change' }
    | { readonly name: 'lines'; readonly each: 'entry' | 'job' | 'month'; readonly roundedTo?: Amount }
    | { readonly name: 'invoice'; readonly roundedTo: Amount }
    | { readonly name: 'valid'; readonly from?: DateLiteral; readonly until?: DateLiteral }
  );

// --------------------------------------------------------------------------------------------------- declarations
export interface Labelled {
  readonly name: Name;
  readonly label?: Text;
}
export interface TiersDeclaration extends Node {
  readonly kind: 'tiers';
  readonly tiers: readonly Labelled[];
}
export interface ChoiceDeclaration extends Node, Labelled {
  readonly kind: 'choice';
  readonly given: 'fact' | 'order' | 'decided';
  readonly values: readonly Labelled[];
  readonly defaultValue?: Name;
}
export interface NumberDeclaration extends Node, Labelled {
  readonly kind: 'number';
  /** Of a number that facts, orders or units state. */
  readonly unit?: Name;
  /** What follows from the facts, where nobody states it. */
  readonly derived?: DerivedNumber;
  /** Of a fact that says nothing. */
  readonly defaultValue?: Amount;
}
export type DerivedNumber = Node &
  /** `operation each procedure per month`. */
  (
    | { readonly kind: 'how-often'; readonly subject: Name; readonly each?: Name; readonly per: PeriodPhrase }
    /** `time of work each visit`. */
    | { readonly kind: 'length'; readonly subject: Name; readonly each: Name | PeriodPhrase }
    /** `from ordered to started`, `… of core`, `… in business days`. */
    | {
        readonly kind: 'between';
        readonly from: Name;
        readonly to: Name;
        readonly window?: WindowExpr;
        readonly inBusinessDays: boolean;
      }
  );
export interface SubjectDeclaration extends Node, Labelled {
  readonly kind: 'subject';
  readonly what: 'activity' | 'event' | 'usage' | 'unit' | 'matter';
  /** `in km` of a usage. */
  readonly unit?: Name;
  readonly countsAs: readonly Name[];
  readonly counts?: readonly CountTerm[];
}
/** `1`, `cards`, `2 cards`. */
export interface CountTerm extends Node {
  readonly factor?: NumberLiteral;
  readonly number?: Name;
}
export interface ScopeDeclaration extends Node, Labelled {
  readonly kind: 'scope';
}
export interface TargetDeclaration extends Node, Labelled {
  readonly kind: 'target-declaration';
  readonly from?: Name;
  readonly to: readonly Name[];
  readonly mode: 'all' | 'any';
  readonly againAfter?: Name;
  /** `repeating until resolved`. */
  readonly repeatsUntil?: Name;
}
/** `measure uptime = availability per month of server during support when …`, with its exceptions under it. */
export interface MeasureDeclaration extends Node, Labelled {
  readonly kind: 'measure';
  /** Absent: the row broke before it. */
  readonly what?: Measured;
  /** One figure for each unit of this kind. */
  readonly of?: Name;
  /** `of 720 h`: of so much time, however long the period is. */
  readonly base?: Amount;
  /** `in any 30 days`. */
  readonly rolling?: Amount;
  readonly parts: readonly HeadPart[];
  readonly exceptions: readonly MeasureException[];
}
export type Measured = Node &
  (
    | { readonly kind: 'availability' | 'downtime' | 'outages' | 'longest-outage' }
    /** `share of respond met`, `respond missed`, `uptime missed`: of a target, or of another measure. */
    | { readonly kind: 'share' | 'number'; readonly of: Name; readonly outcome: 'met' | 'missed' }
  );
/** `except when planned is yes, up to 4 h`; `leaving out when cause is customer`. */
export interface MeasureException extends Node {
  readonly kind: 'measure-exception';
  readonly leavesOut: boolean;
  readonly parts: readonly HeadPart[];
  readonly upTo?: Amount;
}
export interface DaysDeclaration extends Node, Labelled {
  readonly kind: 'days';
  readonly days: WindowExpr;
}
export interface WindowDeclaration extends Node, Labelled {
  readonly kind: 'window';
  /** One, or one per tier: `window response = office | extended | always`. */
  readonly windows: readonly WindowExpr[];
}
export interface WeekDeclaration extends Node {
  readonly kind: 'week';
  readonly rows: readonly WeekRow[];
}
export interface WeekRow extends Node {
  readonly days: WindowExpr;
  readonly stretches: readonly { readonly from?: TimeLiteral; readonly window: Name; readonly label?: Text }[];
}
export interface CaseDeclaration extends Node, Labelled {
  readonly kind: 'case';
  readonly condition: Cond;
}
export interface Module extends Node, Labelled {
  readonly kind: 'module';
  readonly items: readonly Item[];
}
/** `when C { … }`, `override during W { … }`: conditions and rank for every clause inside. */
export interface Group extends Node {
  readonly kind: 'group';
  readonly marks: Marks;
  readonly parts: readonly HeadPart[];
  readonly items: readonly Item[];
}
/** In an order or example: `agree bank: 40 h` states the open value of that name. */
export interface Agree extends Node {
  readonly kind: 'agree';
  readonly name: Name;
  readonly cell: Cell;
}

/** `accept AV4001 "the customer chose the lower promise"`: a finding that may stand, and why. */
export interface Acceptance extends Node {
  readonly kind: 'accept';
  readonly code: Name;
  /** Absent: the row does not say why, which is reported. */
  readonly reason?: Text;
  /** The row under which it stands as a note, with all its notes; absent where it is a row of its own. */
  readonly under?: Span;
}

// ------------------------------------------------------------------------------------------------ days and windows
export type WindowExpr =
  | (Node & { readonly kind: 'union' | 'intersection'; readonly of: readonly WindowExpr[] })
  | (Node & { readonly kind: 'except'; readonly base: WindowExpr; readonly minus: WindowExpr })
  | (Node & { readonly kind: 'outside'; readonly of: WindowExpr })
  | (Node & { readonly kind: 'always' })
  /** Days, whole (`hours` absent) or with one or more clock ranges. */
  | (Node & { readonly kind: 'hours'; readonly days: DaysAtom; readonly hours?: readonly ClockRange[] })
  /** `Thu 21:00 to Fri 06:00` with its `unless`. */
  | (Node & {
      readonly kind: 'stretch';
      readonly fromDay: DayName;
      readonly from: TimeLiteral;
      readonly toDay: DayName;
      readonly to: TimeLiteral;
    })
  /** `X unless Thu is holidays`; day absent: the day on which it starts. */
  | (Node & { readonly kind: 'unless'; readonly base: WindowExpr; readonly day?: DayName; readonly days: WindowExpr })
  | (Node & { readonly kind: 'broken' });

export type DaysAtom =
  | (Node & { readonly kind: 'weekdays'; readonly days: readonly number[] }) // 1..7
  | (Node & { readonly kind: 'every-day' })
  | (Node & { readonly kind: 'yearly'; readonly from: MonthDay; readonly to: MonthDay })
  /** `first Sun of month`, `last Mon of May`: of each month where none is said. */
  | (Node & { readonly kind: 'nth'; readonly nth: Nth; readonly day: DayName; readonly month?: number })
  /** `every 2 weeks Thu from 2026-01-08`: in the week of that date, and in each second one after it. */
  | (Node & {
      readonly kind: 'every-weeks';
      readonly weeks: NumberLiteral;
      readonly days: readonly number[];
      readonly from: DateLiteral;
    })
  | (Node & { readonly kind: 'dates'; readonly from: DateLiteral; readonly to: DateLiteral })
  /** A name: a day set, a window, or `holidays`. */
  | (Node & { readonly kind: 'named'; readonly name: Name });

export type Nth = 'first' | 'second' | 'third' | 'fourth' | 'last';
export interface DayName extends Node {
  readonly kind: 'day';
  readonly day: number;
}
export interface MonthDay extends Node {
  readonly kind: 'month-day';
  readonly month: number;
  readonly day: number;
}
export interface ClockRange extends Node {
  readonly from: TimeLiteral;
  readonly to: TimeLiteral;
}
/** Seconds of the local day, 0..86400; `offset`: seconds east, where the text states one. */
export interface TimeLiteral extends Node {
  readonly kind: 'time';
  readonly seconds: number;
  readonly offset?: number;
}
export interface DateLiteral extends Node {
  readonly kind: 'date';
  /** `2026-03-29`; the parser has checked that the day exists. */
  readonly date: string;
}

// ---------------------------------------------------------------------------------------------------------- values
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** Digits with an optional point, as written. */
  readonly text: string;
}
/** `650`, `+50%`, `x1.5`, `1 h 30 min`, `650/h`, `100 per 30 min`, `4 business days`, `34 km`. */
export interface Amount extends Node {
  readonly kind: 'amount';
  readonly sign?: '+' | '-' | 'x';
  /** Several when compound: `1 h 30 min`. `unit` absent: a bare number; `%` is the unit `%`. `over`: `1/30 of …`. */
  readonly parts: readonly { readonly number: NumberLiteral; readonly over?: NumberLiteral; readonly unit?: Name }[];
  /** `/h` (number absent) or `per 30 min`. */
  readonly per?: { readonly number?: NumberLiteral; readonly unit: Name; readonly span: Span };
}

/** One comma-separated piece of a cell. */
export type Phrase = Node &
  (
    | { readonly kind: 'amount-phrase'; readonly amount: Amount; readonly tails: readonly Tail[] }
    | { readonly kind: 'word'; readonly word: ValueWord; readonly tails: readonly Tail[] }
    | { readonly kind: 'open'; readonly name?: Name; readonly decider?: Text; readonly short: boolean } // to be agreed bank "per customer"
    | { readonly kind: 'see'; readonly document: Text }
    | { readonly kind: 'reference'; readonly clause: ClauseReference }
    | { readonly kind: 'named-value'; readonly name: Name; readonly tails: readonly Tail[] } // value of a choice (decide), or of an unknown word
    | { readonly kind: 'then'; readonly value: Phrase } // last step of a ladder
    | { readonly kind: 'first'; readonly amount: Amount; readonly of: Name } // first 1 h of work included
    | { readonly kind: 'included-amount'; readonly amount: Amount; readonly of: Name } // 750 of work included
    | {
        readonly kind:
          | 'free-first'
          | 'free-if-up-to'
          | 'grace'
          | 'per-started'
          | 'per-nearest'
          | 'per-completed'
          | 'at-least'
          | 'at-most'
          | 'renews-for'
          | 'rounded-to'
          | 'valid';
        readonly amount: Amount;
        readonly tails: readonly Tail[];
      }
    | { readonly kind: 'at-cost'; readonly markup?: Amount }
    | { readonly kind: 'only-during' | 'not-during'; readonly window: WindowExpr }
    | { readonly kind: 'with-notice' | 'after'; readonly amount: Amount } // with 1 h notice; after 90 days
    | { readonly kind: 'index-of'; readonly share?: Amount; readonly series: Name; readonly month: number } // 80% of KPI of Oct
    | { readonly kind: 'from-month'; readonly month: PeriodLiteral } // from 2025-10
    | { readonly kind: 'at-opening' | 'at-closing'; readonly window?: WindowExpr }
    | { readonly kind: 'at-time'; readonly time: TimeLiteral; readonly day?: 'same-day' | 'next-day' }
    | { readonly kind: 'cut-off'; readonly time: TimeLiteral } // before 12:00 counts today
    | { readonly kind: 'earliest' | 'latest'; readonly of: readonly (readonly Phrase[])[] }
    | { readonly kind: 'aim'; readonly of: readonly Phrase[] }
    | { readonly kind: 'surcharges'; readonly when: 'before' | 'after' } // before surcharges
    | { readonly kind: 'with-vat' }
    | { readonly kind: 'moment'; readonly date: DateLiteral; readonly time: TimeLiteral } // expectations
    | { readonly kind: 'on-date'; readonly date: DateLiteral } // expectations
    | { readonly kind: 'broken' }
  );

export type ValueWord =
  | 'included'
  | 'not offered'
  | 'no promise'
  | 'not usable'
  | 'unlimited'
  | 'best effort'
  | 'on request'
  | 'exact'
  | 'none'
  | 'free'
  | 'notify'
  | 'notify before start'
  | 'approve before start'
  | 'freely'
  | 'not at all'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'half-yearly'
  | 'yearly'
  | 'add'
  | 'highest'
  | 'multiply'
  | 'cannot be priced'
  | 'met'
  | 'missed'
  | 'kept'
  | 'nothing to measure'
  | 'pending'
  | 'running'
  | 'paused'
  | 'undecided'
  | 'never'
  | 'without end';

export type Tail = Node &
  (
    | { readonly kind: 'up-to' | 'below'; readonly amount: Amount }
    | { readonly kind: 'of-window'; readonly window: WindowExpr } // 2 h of core
    | { readonly kind: 'of-clause'; readonly clauses: readonly ClauseReference[] } // 25% of fee server and fee user
    | { readonly kind: 'of-word'; readonly word: 'unused' | 'granted' }
    | { readonly kind: 'elapsed' }
    | { readonly kind: 'uses'; readonly amount: Amount }
    | { readonly kind: 'on'; readonly bases: readonly Base[] }
    | { readonly kind: 'per-period'; readonly period: PeriodPhrase }
    | { readonly kind: 'from-first-use' } // valid 12 months from first use
    | { readonly kind: 'before-end' } // 3 months before end
    | { readonly kind: 'to-end-of'; readonly period: PeriodPhrase } // 1 month to end of month
    | { readonly kind: 'after-outage' } // claimed within 7 business days after outage
    | { readonly kind: 'per-step'; readonly rounding: 'started' | 'completed' | 'exact'; readonly amount: Amount } // 5% of fee per started 1 h
    | { readonly kind: 'label'; readonly word: Name } // `4 due`, `3 done`, `1 short`, `0 late`
  );

/** `work`, `start price`, `fee hosting`, `all fees`, `surcharge evening`, `all`. */
export interface Base extends Node {
  readonly kind: 'base';
  readonly what: 'subject' | 'start' | 'fee' | 'all-fees' | 'surcharge' | 'all';
  readonly name?: Name;
}
/** `rate work`, `work`, `fee base`, `fee`; `all fees` is a clause without subject. */
export interface ClauseReference extends Node {
  readonly kind: 'clause-reference';
  readonly clause?: Name;
  readonly subject?: Name;
  /** As the answer is in another window: `50% of rate work during core`. */
  readonly during?: WindowExpr;
  /** As often as a number says: `rate work by booked`. */
  readonly times?: Name;
  /** For so much: `rate work for 2 h`. */
  readonly quantity?: Amount;
}
export interface PeriodPhrase extends Node {
  readonly kind: 'period';
  readonly basis?: 'calendar' | 'contract';
  readonly count?: NumberLiteral;
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
}

export interface Cell extends Node {
  readonly kind: 'cell';
  readonly phrases: readonly Phrase[];
}

// ------------------------------------------------------------------------------------------------------ conditions
export type Cond = Node &
  (
    | { readonly kind: 'all' | 'any'; readonly of: readonly Cond[] }
    | { readonly kind: 'negated'; readonly of: Cond }
    | { readonly kind: 'is'; readonly name: Name; readonly not: boolean; readonly values: readonly Name[] }
    | {
        readonly kind: 'compare';
        readonly name: Name;
        readonly how: 'over' | 'at-least' | 'up-to' | 'below' | 'exactly';
        readonly amount: Amount;
      }
    | { readonly kind: 'moment-in'; readonly moment?: Name; readonly inside: boolean; readonly window: WindowExpr }
    | { readonly kind: 'named-case'; readonly name: Name }
    | { readonly kind: 'broken' }
  );

// --------------------------------------------------------------------------------------------------------- clauses
export type ClauseWord =
  | 'rate'
  | 'price'
  | 'start price'
  | 'fee'
  | 'include'
  | 'draw'
  | 'count'
  | 'surcharge'
  | 'discount'
  | 'index'
  | 'limit'
  | 'credit'
  | 'decide'
  | 'permit'
  | 'approve'
  | 'perform'
  | 'promise'
  | 'term'
  | 'notice'
  | 'payment'
  | 'interest'
  | 'require'
  | 'target';

export interface Marks {
  readonly paper?: PaperNumber;
  readonly rank?: 'default' | 'override';
  readonly over: readonly PaperNumber[];
}
export interface PaperNumber extends Node {
  readonly kind: 'paper';
  readonly number: string;
  readonly title?: Text;
}

export interface Clause extends Node {
  readonly kind: 'clause';
  readonly marks: Marks;
  readonly head: Head;
  readonly cells: readonly Cell[];
  readonly notes: readonly Note[];
}
export interface Head extends Node {
  readonly kind: 'head';
  readonly clause: ClauseWord;
  readonly keyword: Name; // the kind as written; for a target row the target's name
  /** Subjects, fee or surcharge name: `work`, `travel` in `limit work, travel each visit`; of a notice who gives it, and its name. */
  readonly subjects: readonly Name[];
  readonly label?: Text;
  readonly parts: readonly HeadPart[];
}
export type HeadPart = Node &
  (
    | { readonly kind: 'during' | 'outside'; readonly window: WindowExpr }
    | { readonly kind: 'when'; readonly condition: Cond }
    | { readonly kind: 'for'; readonly tiers: readonly Name[] }
    | { readonly kind: 'each'; readonly scope: Name | PeriodPhrase }
    | { readonly kind: 'each-day'; readonly day: MonthDay } // each 1 Jan
    | { readonly kind: 'each-part' | 'whole' | 'once' | 'in-arrears' }
    | { readonly kind: 'across'; readonly which: 'first' | 'last' }
    | { readonly kind: 'per'; readonly what: PeriodPhrase | Name } // `per vm`, `per month`
    | { readonly kind: 'by'; readonly names: readonly Name[] }
    | { readonly kind: 'from' | 'until' | 'before'; readonly date: DateLiteral }
    | { readonly kind: 'in-advance'; readonly count: NumberLiteral; readonly unit: Name }
    | { readonly kind: 'first'; readonly holds: 'for' | 'after'; readonly length: Amount } // for the first 3 months
    | { readonly kind: 'on'; readonly bases: readonly Base[] }
    | { readonly kind: 'at'; readonly date: DateLiteral; readonly time?: TimeLiteral } // expectations only
  );

export type Note = Node &
  (
    | { readonly kind: 'except'; readonly parts: readonly HeadPart[]; readonly cells: readonly Cell[] }
    | { readonly kind: 'counted'; readonly phrases: readonly Phrase[]; readonly parts: readonly HeadPart[] }
    | {
        readonly kind: 'carry-over';
        /** Absent: all of it. */
        readonly percent?: Amount;
        readonly of?: 'unused' | 'granted';
        readonly until?: 'next' | 'for-ever' | NumberLiteral;
        readonly atMost?: Amount;
      }
    | { readonly kind: 'leeway'; readonly most: Amount } // leeway 10%
    | { readonly kind: 'borrow'; readonly most: Amount } // borrow at most 2 h
    | { readonly kind: 'notify'; readonly below: Amount } // notify below 2 h
    /** Absent: when it is used up. */
    | { readonly kind: 'renewed'; readonly below?: Amount } // renewed below 1 h
    | { readonly kind: 'revalued' }
    | { readonly kind: 'unused-paid'; readonly cell: Cell } // unused paid at 50% of rate work
    | { readonly kind: 'claimed'; readonly within: Amount; readonly tails: readonly Tail[] }
    | { readonly kind: 'note-text'; readonly text: Text }
    | { readonly kind: 'broken' }
  );

export interface Table extends Node {
  readonly kind: 'table';
  readonly marks: Marks;
  readonly columns: readonly Head[];
  readonly rows: readonly {
    readonly marks: Marks;
    readonly parts: readonly HeadPart[];
    readonly cells: readonly Cell[];
    readonly span: Span;
  }[];
}
export interface DecideMatrix extends Node {
  readonly kind: 'decide-matrix';
  readonly marks: Marks;
  readonly decides: Name;
  readonly by: readonly Name[];
  readonly columns: readonly Name[];
  readonly rows: readonly { readonly value: Name; readonly cells: readonly Cell[]; readonly span: Span }[];
}
export interface Combine extends Node {
  readonly kind: 'combine';
  readonly marks: Marks;
  readonly names: readonly Name[];
  readonly how: Cell;
}
export interface Pause extends Node {
  readonly kind: 'pause';
  readonly marks: Marks;
  readonly targets: readonly Name[];
  readonly condition: Cond;
}
export interface TextPromise extends Node {
  readonly kind: 'promise';
  readonly marks: Marks;
  readonly owner: Name;
  readonly condition?: Cond;
  readonly text: Text;
}

// --------------------------------------------------------------------------------------------- orders and examples
/** `tier Pro`, `term yearly`, `from 2026-01-01`, `until …` in an order or example. */
export interface Binding extends Node {
  readonly kind: 'binding';
  readonly name: Name;
  readonly value: Name | DateLiteral;
}
/** `unit web1: vm from … until …, cards 6`. */
export interface UnitRow extends Node {
  readonly kind: 'unit-row';
  readonly name: Name;
  readonly unit: Name;
  readonly from?: DateLiteral;
  readonly until?: DateLiteral;
  readonly attributes: readonly Attribute[];
}
/** `job A`, `channel phone`, `cards 6`, `estimate 12 h`. */
export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly name: Name;
  readonly value: Name | Amount | Text | Moment;
}
/** `2026-03-01 10:00`. */
export interface Moment extends Node {
  readonly kind: 'moment';
  readonly date: DateLiteral;
  readonly time: TimeLiteral;
}
export interface Example extends Node {
  readonly kind: 'example';
  readonly name: Name;
  readonly label?: Text;
  readonly items: readonly Item[];
}
/** `work 2026-03-03 08:00-14:00, job A`; `ticket T1 reported …`; `callout …`; `performed dbcc 2026-03-04`. */
export interface FactRow extends Node {
  readonly kind: 'fact';
  readonly keyword: Name; // subject, `ticket`, `outage`, `claim` or `performed`
  readonly name?: Name; // ticket id, outage id, duty
  readonly event?: Name; // reported …
  readonly date: DateLiteral;
  readonly time?: TimeLiteral;
  readonly end?: { readonly date?: DateLiteral; readonly time: TimeLiteral };
  readonly length?: Amount;
  /** What a claim is for. */
  readonly period?: PeriodLiteral;
  readonly attributes: readonly Attribute[];
  /** A bare quantity among the attributes: `34 km`. */
  readonly quantity?: Amount;
}
/** `index KPI 2025-10 134.2`: what an index stood at. */
export interface IndexRow extends Node {
  readonly kind: 'index-row';
  readonly series: Name;
  readonly period: PeriodLiteral;
  readonly value: NumberLiteral;
}
export interface Expectation extends Node {
  readonly kind: 'expect';
  /** Words before the colon, as written: `cost`, `work`, … */
  readonly what: Name; // cost, invoice, counted, balance, carried, openings, open, perform, units, permitted, a clause kind, or a target
  readonly names: readonly Name[]; // what follows it: `fee hosting`, `T1`, `work`, `start price`
  readonly period?: PeriodLiteral;
  readonly parts: readonly HeadPart[]; // `at …`, `when …`, `per vm`, `each job`
  readonly after?: { readonly date: DateLiteral; readonly time: TimeLiteral };
  readonly attributes: readonly Attribute[];
  readonly cell: Cell;
}
/** `2026`, `2026-03`, `2026-03-04`, `2026-03-04 to 2026-04-03`: first and last day. */
export interface PeriodLiteral extends Node {
  readonly kind: 'dates';
  readonly from: string;
  readonly until: string;
}
