// Rows that say how an agreement is read, and what its names stand for.
import type { Base, Cond, HeadPart } from './heads.ts';
import type { Amount, DateLiteral, Name, NumberLiteral, PeriodPhrase, Text, TimeLiteral } from './literals.ts';
import type { Node, Span } from './node.ts';
import type { DaysAtom, WindowExpr } from './windows.ts';

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
        /** A further rate (of some things or customers, or on some days) need not say it again. */
        readonly how?: 'on-top' | 'included' | 'instead' | 'not-stated' | 'none';
        /** Why the rate is what it is. */
        readonly why?: Text;
        readonly bases?: readonly Base[];
        readonly when?: Cond;
        readonly from?: DateLiteral;
        readonly until?: DateLiteral;
      }
    | { readonly name: 'clock'; readonly clock: 'elapsed' | Name }
    | { readonly name: 'business days'; readonly days: WindowExpr }
    | { readonly name: 'part months'; readonly how: 'full' | 'by-day' | 'free' }
    | { readonly name: 'units counted'; readonly how: CountedOn }
    | { readonly name: 'changes'; readonly from: 'report' | 'change' }
    | { readonly name: 'lines'; readonly each: 'entry' | 'job' | 'month'; readonly roundedTo?: Amount }
    | { readonly name: 'invoice'; readonly roundedTo: Amount }
    | { readonly name: 'valid'; readonly from?: DateLiteral; readonly until?: DateLiteral }
  );

/** Which units of a period are paid for; a number: those of that day of it. */
export type CountedOn = 'any-day' | 'first-day' | 'last-day' | 'peak' | 'by-day' | NumberLiteral;

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
  /** `unit server, counted peak`. */
  readonly counted?: CountedOn;
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
    | {
        readonly kind: 'availability' | 'downtime' | 'downtime-share' | 'outages' | 'longest-outage' | 'average-outage';
      }
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

/** `accept AV4001 "the customer chose the lower promise"`: a finding that may stand, and why. */
export interface Acceptance extends Node {
  readonly kind: 'accept';
  readonly code: Name;
  /** Absent: the row does not say why, which is reported. */
  readonly reason?: Text;
  /** The row under which it stands as a note, with all its notes; absent where it is a row of its own. */
  readonly under?: Span;
}
