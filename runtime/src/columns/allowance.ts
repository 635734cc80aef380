// One order's allowance of a subject in whole numbers: what pricing/balances.ts keeps as fractions (meanings A1–A5).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import type { IncludeClause, Index, Period } from '../ir.ts';
import { grantsOf } from '../pricing/grants.ts';
import type { Run } from '../pricing/run.ts';
import { type DayRange, periodContaining } from '../time/civil.ts';
import { commonScale } from './scale.ts';
import type { Timeline } from './timeline.ts';

interface Lot {
  readonly clause: IncludeClause;
  readonly from: number;
  /** In the quantity scale; infinite where it is unlimited. */
  left: number;
  readonly granted: number;
  /** Day after the last. */
  readonly until: number;
  readonly isCarried: boolean;
}

export interface Allowance {
  /** Lets pass what passes up to the turn; false where what is granted is not known. */
  advance(turn: number): boolean;
  /** Draws as much of the quantity as there is; one unit of it uses `drawn / per`. What was covered. */
  draw(quantity: number, drawn: number, per: number): number;
  /** Up to which it came. */
  turn: number;
  /** Nothing is left until the next period. */
  isEmpty: boolean;
}

/** In which quantities are counted so that all that is drawn and carried is whole. */
export interface QuantityScale {
  readonly scale: number;
  /** Whatever is granted must be a multiple of it. */
  readonly grain: number;
}

/** Of the factors by which a subject is drawn, the shares in which it is carried over, and the bounds of steps. */
export function quantityScale(
  draws: readonly Rational[],
  carries: readonly Rational[],
  bounds: readonly Rational[],
): QuantityScale | undefined {
  const up = commonScale(
    1,
    draws.filter((draw) => !draw.isZero()).map((draw) => Rational.one.over(draw)),
  );
  const down = commonScale(1, draws);
  const carried = commonScale(1, carries);
  const bound = commonScale(1, bounds);
  if (up === undefined || down === undefined || carried === undefined || bound === undefined) return undefined;
  const grain = up * carried;
  return { scale: grain * down * bound, grain };
}

/** What one period grants; `lot` is absent where it grants nothing. */
export interface Granted {
  readonly days: DayRange;
  readonly lot?: { readonly clause: IncludeClause; readonly from: number; readonly whole: number };
}

/** What the period that contains the day grants an order; undefined where that is not known, or no whole number. */
export type Grants = (run: Run, day: number) => Granted | undefined;

/** Of orders that the clauses cannot tell apart, which are granted the same in periods that they have from end to end. */
export function createGrants(subject: Index, period: Period, { scale, grain }: QuantityScale): Grants {
  const big = Rational.of(scale, grain);
  // Periods that begin on one day may end on two (meaning A1), where orders count them from their own.
  const known = once((_from: number) => new Map<number, Granted | undefined>());
  const fixed = once((day: number) => periodContaining(period, day, 0));
  const periodOf = ({ orderDays }: Run, day: number) =>
    period.basis === 'calendar' ? fixed(day) : periodContaining(period, day, orderDays.from);

  function granted(run: Run, days: DayRange): Granted | undefined {
    const lot = grantsOf(run, [subject], days.from, days.until)[0]?.lot;
    if (lot === undefined) return { days };
    const { clause, from, blocked } = lot;
    const grains = lot.granted?.times(big).toInteger();
    if (blocked !== undefined || (lot.granted !== undefined && grains === undefined)) return undefined;
    return { days, lot: { clause, from, whole: grains === undefined ? Infinity : grains * grain } };
  }

  return (run, day) => {
    const days = periodOf(run, day);
    if (days.from < run.orderDays.from || days.until > run.orderDays.until) return granted(run, days);
    const begun = known(days.from);
    const found = begun.get(days.until) ?? granted(run, days);
    begun.set(days.until, found);
    return found;
  };
}

/** `carries`: whether something of a period may be left for those that follow. */
export function createAllowance(
  run: Run,
  { turnDays }: Timeline,
  grants: Grants,
  { scale }: QuantityScale,
  carries: boolean,
): Allowance {
  const anchor = run.orderDays.from;
  let next = anchor;
  let lots: Lot[] = [];

  function expire(day: number): void {
    const ended = lots.filter((lot) => lot.until <= day);
    if (ended.length === 0) return;
    lots = lots.filter((lot) => lot.until > day);
    for (const lot of ended) {
      const carried = carry(lot, day);
      if (carried !== undefined) lots.push(carried);
    }
  }

  /** A lot that was carried already ends for good (A5). */
  function carry({ clause, left, granted, isCarried }: Lot, day: number): Lot | undefined {
    const { carry: rule, period } = clause;
    if (rule === undefined || period === undefined || isCarried || left === Infinity) return undefined;
    const part = Rational.of(rule.percent, 100);
    const share = (of: number): number => Rational.of(of).times(part).toInteger() ?? Number.NaN;
    // INVARIANT: the scale is a multiple of what the percentage divides by.
    const most = rule.of === 'unused' ? share(left) : Math.min(left, share(granted));
    const kept = rule.atMost === undefined ? most : Math.min(most, Number(rule.atMost) * scale);
    if (kept <= 0) return undefined;
    let until = rule.periods === undefined ? Infinity : day;
    for (let count = 0; count < (rule.periods ?? 0); count += 1) until = periodContaining(period, until, anchor).until;
    return { clause, from: day, left: kept, granted, until, isCarried: true };
  }

  function begin({ days, lot }: Granted): void {
    if (carries) expire(days.from);
    else lots = [];
    if (lot !== undefined) {
      const { clause, from, whole } = lot;
      lots = [...lots, { clause, from, until: days.until, left: whole, granted: whole, isCarried: false }];
    }
    if (lots.length > 1) lots.sort((a, b) => (a.until === b.until ? a.from - b.from : a.until - b.until));
    next = days.until;
  }

  const allowance: Allowance = {
    turn: -1,
    isEmpty: true,
    advance: (turn) => {
      const day = Math.max(turnDays[turn] as number, anchor); // The order's first period may have begun before it.
      if (!carries) next = Math.max(next, day);
      while (next <= day) {
        const granted = grants(run, next);
        if (granted === undefined) return false;
        begin(granted);
      }
      allowance.turn = turn;
      allowance.isEmpty = true;
      for (let at = 0; at < lots.length; at += 1) if ((lots[at] as Lot).left > 0) allowance.isEmpty = false;
      return true;
    },
    draw: (quantity, drawn, per) => {
      let left = quantity;
      for (let at = 0; at < lots.length && left > 0; at += 1) {
        const lot = lots[at] as Lot;
        if (lot.left <= 0) continue;
        const covered = drawn === 0 ? left : Math.min(left, (lot.left / drawn) * per);
        lot.left -= (covered / per) * drawn;
        left -= covered;
      }
      if (left > 0) allowance.isEmpty = true;
      return quantity - left;
    },
  };
  return allowance;
}
