// Day sets (meaning W6): membership of a date, and for which dates it is known.

import type { DaySet, DaySetInfo, Nth } from '../ir.ts';
import { dateOf, dayOf, partsOf, weekday } from './civil.ts';
import { OutsideHorizon } from './horizon.ts';

const weeks: readonly Nth[] = ['first', 'second', 'third', 'fourth'];

/** A compiled day set. `has` is right for `from <= day <= until` only; open ends are infinite. */
export interface Days {
  readonly from: number;
  readonly until: number;
  has(day: number): boolean;
}

/** Compiles each day set once; sets are told apart by identity, since the IR never changes. */
export function createDays(daySets: readonly DaySetInfo[]): {
  of(set: DaySet): Days;
  isDay(set: DaySet, day: number): boolean;
} {
  const compiled = new WeakMap<DaySet, Days>();

  function of(set: DaySet): Days {
    const known = compiled.get(set);
    if (known !== undefined) return known;
    const made = compile(set);
    compiled.set(set, made);
    return made;
  }

  function compile(set: DaySet): Days {
    switch (set.kind) {
      case 'every-day':
        return always(() => true);
      case 'weekdays':
        return always((day) => set.days.includes(weekday(day)));
      case 'dates': {
        const dates = new Set(set.dates.map(dayOf));
        return { ...span(set), has: (day) => dates.has(day) };
      }
      case 'yearly': {
        const from = set.from.month * 100 + set.from.day;
        const to = set.to.month * 100 + set.to.day;
        return always((day) => {
          const { month, dayOfMonth } = partsOf(day);
          const date = month * 100 + dayOfMonth;
          return from <= to ? from <= date && date <= to : from <= date || date <= to;
        });
      }
      case 'nth': {
        // The nth of a weekday lies in the nth seven days of its month; after the last, the same weekday is in the next.
        const week = weeks.indexOf(set.nth);
        return always((day) => {
          if (weekday(day) !== set.weekday) return false;
          const { month, dayOfMonth } = partsOf(day);
          if (month !== (set.month ?? month)) return false;
          return week < 0 ? partsOf(day + 7).month !== month : Math.floor((dayOfMonth - 1) / 7) === week;
        });
      }
      case 'every-weeks': {
        const first = dayOf(set.from);
        const monday = first + 1 - weekday(first);
        return always(
          (day) => day >= first && set.days.includes(weekday(day)) && Math.floor((day - monday) / 7) % set.weeks === 0,
        );
      }
      case 'period': {
        const { from, until } = span(set);
        return always((day) => from <= day && day <= until);
      }
      case 'named': {
        const named = daySets[set.daySet];
        return named === undefined ? always(() => false) : of(named.set);
      }
      case 'union': {
        const members = set.of.map(of);
        return { ...commonSpan(members), has: (day) => members.some((member) => member.has(day)) };
      }
      case 'intersection': {
        const members = set.of.map(of);
        return { ...commonSpan(members), has: (day) => members.every((member) => member.has(day)) };
      }
      case 'complement': {
        const inner = of(set.of);
        return { ...commonSpan([inner]), has: (day) => !inner.has(day) };
      }
      case 'shift': {
        const inner = of(set.of);
        return { from: inner.from - set.by, until: inner.until - set.by, has: (day) => inner.has(day + set.by) };
      }
    }
  }

  return {
    of,
    isDay: (set, day) => {
      const days = of(set);
      if (day < days.from || day > days.until) throw outsideDays(days);
      return days.has(day);
    },
  };
}

/** The part in which all are known. */
export function commonSpan(parts: readonly { readonly from: number; readonly until: number }[]): {
  from: number;
  until: number;
} {
  return {
    from: Math.max(-Infinity, ...parts.map((part) => part.from)),
    until: Math.min(Infinity, ...parts.map((part) => part.until)),
  };
}

export function outsideDays({ from, until }: { readonly from: number; readonly until: number }): OutsideHorizon {
  const first = Number.isFinite(from) ? ` from ${dateOf(from)}` : '';
  const last = Number.isFinite(until) ? ` to ${dateOf(until)}` : '';
  return new OutsideHorizon(`The holidays of this agreement are known${first}${last}.`);
}

function always(has: (day: number) => boolean): Days {
  return { from: -Infinity, until: Infinity, has };
}

function span(ends: { readonly from?: string; readonly until?: string }): { from: number; until: number } {
  return {
    from: ends.from === undefined ? -Infinity : dayOf(ends.from),
    until: ends.until === undefined ? Infinity : dayOf(ends.until),
  };
}
