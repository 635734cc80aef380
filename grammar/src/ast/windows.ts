// Days and windows as written, where they are declared and wherever a row names them.
import type { DateLiteral, DayName, MonthDay, Name, NumberLiteral, TimeLiteral } from './literals.ts';
import type { Node } from './node.ts';

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

export interface ClockRange extends Node {
  readonly from: TimeLiteral;
  readonly to: TimeLiteral;
}
