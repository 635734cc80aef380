// How credits of several names combine that meet in one month (meaning K6).

import { Rational } from '../exact.ts';
import type { CreditClause, Instant } from '../ir.ts';
import { firstOfMonth, monthOf } from '../time/civil.ts';
import type { Stretch } from './fee-base.ts';
import { named, type Together, togetherIn } from './meetings.ts';
import { isTrouble, problemOf, type Run, type Trouble, trouble } from './run.ts';

/** What one figure or one late ticket gives back, before it is compared with others. */
export interface Credit {
  readonly clause: CreditClause;
  readonly unit?: string;
  readonly ticket?: string;
  /** When the outage began that it is for. */
  readonly since?: Instant;
  /** What it belongs to. */
  readonly during: Stretch;
  /** Day on which it is posted. */
  readonly posted: number;
  readonly amount: Rational;
  readonly text: string;
}

export function combineCredits(run: Run, all: readonly Credit[]): Credit[] {
  const months = Map.groupBy(
    all.filter(({ amount }) => amount.sign() > 0),
    ({ posted }) => monthOf(posted),
  );
  return [...months].flatMap(([month, credits]) =>
    meetings(credits).flatMap((meeting) => combined(run, firstOfMonth(month), meeting)),
  );
}

/** Those of one unit meet; where one is of no unit, all do. */
function meetings(credits: readonly Credit[]): readonly (readonly Credit[])[] {
  if (credits.some(({ unit }) => unit === undefined)) return [credits];
  return [...Map.groupBy(credits, ({ unit }) => unit).values()];
}

function combined(run: Run, day: number, meeting: readonly Credit[]): readonly Credit[] {
  const names = [...new Set(meeting.map(({ clause }) => clause.name))];
  if (names.length < 2) return meeting;
  const situation = { at: run.zone.startOfDay(day), choices: {} };
  const tree = togetherIn(run, names, { situation }) ?? notSaid(names);
  if (!isTrouble(tree)) {
    const kept = keptOf(tree, meeting);
    return meeting.filter(({ clause }) => kept.includes(clause.name));
  }
  run.problems.push({ problem: problemOf(tree, names.join(', ')) });
  return [];
}

function notSaid(names: readonly string[]): Trouble {
  const message = `The credits ${named(names)} meet in a month, and no \`combine\` says which of them counts.`;
  return trouble('credits-not-combined', message);
}

/** The names of which the credits are given. */
function keptOf(tree: Together, meeting: readonly Credit[]): readonly string[] {
  if ('name' in tree) return [tree.name];
  const kept = tree.parts.map((part) => keptOf(part, meeting));
  if (tree.how !== 'highest') return kept.flat();
  const sumOf = (some: readonly string[]) =>
    Rational.sum(meeting.filter(({ clause }) => some.includes(clause.name)).map(({ amount }) => amount));
  return kept.reduce((a, b) => (sumOf(b).compare(sumOf(a)) > 0 ? b : a));
}
