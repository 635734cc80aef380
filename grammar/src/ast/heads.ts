// Heads of rows: what they are about and when they hold, with their conditions and marks.
import type {
  Amount,
  DateLiteral,
  MonthDay,
  Name,
  NumberLiteral,
  PeriodPhrase,
  Text,
  TimeLiteral,
} from './literals.ts';
import type { Node } from './node.ts';
import type { WindowExpr } from './windows.ts';

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
    | { readonly kind: 'in-any'; readonly length: Amount } // in any 30 days
    | { readonly kind: 'by'; readonly names: readonly Name[] }
    | { readonly kind: 'from' | 'until' | 'before'; readonly date: DateLiteral }
    /** Without a length: each of its periods. */
    | { readonly kind: 'in-advance'; readonly length?: { readonly count: NumberLiteral; readonly unit: Name } }
    | { readonly kind: 'first'; readonly holds: 'for' | 'after'; readonly length: Amount } // for the first 3 months
    | { readonly kind: 'first'; readonly holds: 'for' | 'after'; readonly calendarMonths: NumberLiteral } // for the first 3 calendar months
    | { readonly kind: 'on'; readonly bases: readonly Base[] }
    | { readonly kind: 'at'; readonly date: DateLiteral; readonly time?: TimeLiteral } // expectations only
  );

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
  | 'refund'
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

/** `work`, `start price`, `fee hosting`, `all fees`, `surcharge evening`, `all`. */
export interface Base extends Node {
  readonly kind: 'base';
  readonly what: 'subject' | 'start' | 'fee' | 'all-fees' | 'surcharge' | 'all';
  readonly name?: Name;
}
