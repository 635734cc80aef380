// The smallest nodes: names, texts, amounts, days and times as written.
import type { Node, Span } from './node.ts';

/** A word used as a name, or a quoted text (its `text` without quotes, escapes resolved). */
export interface Name extends Node {
  readonly kind: 'name';
  readonly text: string;
}

export interface Text extends Node {
  readonly kind: 'text';
  readonly text: string;
}

export interface Comment extends Node {
  readonly kind: 'comment';
  readonly text: string;
}

/** A row that could not be read; what is wrong was reported. Passes stay silent about it. */
export interface Broken extends Node {
  readonly kind: 'broken';
}

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

/** `2026-03-01 10:00`. */
export interface Moment extends Node {
  readonly kind: 'moment';
  readonly date: DateLiteral;
  readonly time: TimeLiteral;
}

export interface DayName extends Node {
  readonly kind: 'day';
  readonly day: number;
}

export interface MonthDay extends Node {
  readonly kind: 'month-day';
  readonly month: number;
  readonly day: number;
}

export interface PeriodPhrase extends Node {
  readonly kind: 'period';
  readonly basis?: 'calendar' | 'contract';
  readonly count?: NumberLiteral;
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
}

/** `2026`, `2026-03`, `2026-03-04`, `2026-03-04 to 2026-04-03`: first and last day. */
export interface PeriodLiteral extends Node {
  readonly kind: 'dates';
  readonly from: string;
  readonly until: string;
}
