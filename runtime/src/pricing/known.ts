// What is known of units on a day: who comes later is not yet there, who goes later is taken to stay (meanings F8, F9).

import { dayOf } from '../time/civil.ts';
import type { Held } from './pieces.ts';
import { isTrouble, type Run } from './run.ts';

/** What fees are reckoned from, made by `bookOf`. */
export interface Book {
  readonly run: Run;
  readonly units: readonly Held[];
  /** What was known before the day on which the order's end became known. */
  readonly before?: { readonly until: number; readonly book: Book };
}

/** F10: until the day of notice, the order runs on without end, and its units with it. */
export function bookOf(run: Run, units: readonly Held[]): Book {
  const { from, until } = run.orderDays;
  const noticed = run.order.notice === undefined ? -Infinity : dayOf(run.order.notice);
  if (noticed <= from || noticed >= until || !Number.isFinite(until)) return { run, units };
  const open: Run = { ...run, orderDays: { from, until: Infinity } };
  const stay = units.map((held): Held => {
    const last = held.fact.until === undefined ? Infinity : dayOf(held.fact.until);
    return { ...held, days: { from: held.days.from, until: last < until - 1 ? last + 1 : Infinity } };
  });
  return { run, units, before: { until: noticed, book: { run: open, units: stay } } };
}

/** The book as it stands on a day, each unit with the days that it is paid for. */
export function knownOn({ run, units, before }: Book, day: number): Book {
  if (before !== undefined && day < before.until) return knownOn(before.book, day);
  const goesOn = continued(units);
  const known = units.flatMap((held) => {
    if (held.days.from > day) return [];
    if (endKnownOn(run, held, goesOn) <= day) return [held];
    return [{ ...held, days: { from: held.days.from, until: run.orderDays.until } }];
  });
  return { run, units: known.map((held) => paidFor(run, held, known)) };
}

/** F9: one that is bound is paid for beyond its last day, but not when it is there again. */
function paidFor(run: Run, held: Held, known: readonly Held[]): Held {
  const { bound, days, fact } = held;
  if (bound === undefined || isTrouble(bound) || bound.until <= days.until) return held;
  const back = known.filter((other) => other.fact.id === fact.id && other.days.from >= days.until);
  const until = Math.min(bound.until, run.orderDays.until, ...back.map((other) => other.days.from));
  return { ...held, days: { from: days.from, until } };
}

/** The days on which something becomes known, in order. */
export function newsDays({ run, units }: Book): number[] {
  const goesOn = continued(units);
  const days = units.flatMap((held) => [held.days.from, endKnownOn(run, held, goesOn)]);
  return [...new Set(days)].filter(Number.isFinite).sort((a, b) => a - b);
}

/** Its last day; the next one, where the same unit is then listed with other choices or numbers. */
function endKnownOn(run: Run, { fact }: Held, goesOn: ReadonlySet<string>): number {
  const until = fact.until === undefined ? run.orderDays.until : Math.min(dayOf(fact.until) + 1, run.orderDays.until);
  return goesOn.has(stretch(fact.id, until)) ? until : until - 1;
}

function continued(units: readonly Held[]): ReadonlySet<string> {
  return new Set(units.map(({ fact, days }) => stretch(fact.id, days.from)));
}

const stretch = (id: string, from: number) => `${from} ${id}`;
