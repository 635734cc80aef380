// Cells: what a row answers, phrase by phrase.
import type { Base } from './heads.ts';
import type {
  Amount,
  DateLiteral,
  MonthDay,
  Name,
  PeriodLiteral,
  PeriodPhrase,
  Text,
  TimeLiteral,
} from './literals.ts';
import type { Node } from './node.ts';
import type { WindowExpr } from './windows.ts';

export interface Cell extends Node {
  readonly kind: 'cell';
  readonly phrases: readonly Phrase[];
}

/** Phrases that are an amount behind their word. */
export type AmountKind =
  | 'free-first'
  | 'free-if-up-to'
  | 'grace'
  | 'per-started'
  | 'per-nearest'
  | 'per-completed'
  | 'at-least'
  | 'at-most'
  | 'only-over'
  | 'plus'
  | 'renews-for'
  | 'rounded-to'
  | 'valid';

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
        readonly kind: AmountKind;
        readonly amount: Amount;
        readonly tails: readonly Tail[];
      }
    | { readonly kind: 'valid-until'; readonly day?: MonthDay; readonly toEndOf?: PeriodPhrase } // valid until 31 Dec, valid to end of year
    | { readonly kind: 'at-cost'; readonly markup?: Amount }
    | { readonly kind: 'only-during' | 'not-during'; readonly window: WindowExpr }
    | { readonly kind: 'paid-early'; readonly share: Amount; readonly within: Amount } // discount 2% if paid within 8 days
    | { readonly kind: 'with-notice' | 'after'; readonly amount: Amount } // with 1 h notice; after 90 days
    | {
        readonly kind: 'index-of'; // 80% of KPI of Oct +2%; without its month only with what is added
        readonly share?: Amount;
        readonly series: Name;
        readonly month?: number;
        readonly plus?: Amount;
        readonly tails: readonly Tail[];
      }
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
  | 'unused days'
  | 'unused full months'
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
    | { readonly kind: 'of-unused'; readonly what: 'days' | 'full-months' } // 50% of unused days
    | { readonly kind: 'of-first' } // 80% of first: of the price of the first step
    | { readonly kind: 'elapsed' }
    | { readonly kind: 'uses'; readonly amount: Amount }
    | { readonly kind: 'on'; readonly bases: readonly Base[] }
    | { readonly kind: 'per-period'; readonly period: PeriodPhrase }
    | { readonly kind: 'from-first-use' } // valid 12 months from first use
    | { readonly kind: 'before-end' } // 3 months before end
    | { readonly kind: 'to-end-of'; readonly period: PeriodPhrase } // 1 month to end of month
    | { readonly kind: 'from-end-of'; readonly period: PeriodPhrase } // 20 days from end of month
    | { readonly kind: 'after-outage' } // claimed within 7 business days after outage
    | { readonly kind: 'per-step'; readonly rounding: 'started' | 'completed' | 'exact'; readonly amount: Amount } // 5% of fee per started 1 h
    | { readonly kind: 'label'; readonly word: Name } // `4 due`, `3 done`, `1 short`, `0 late`
  );

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
