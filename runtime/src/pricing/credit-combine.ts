// How credits of several names combine that meet in one month (meaning K6).

import { Rational } from '../exact.ts';
import type { CombineClause, CreditClause, Instant } from '../ir.ts';
import { firstOfMonth, monthOf } from '../time/civil.ts';
import type { Stretch } from './fee-base.ts';
import { ask, isTrouble, problemOf, type Run, type Trouble, trouble } from './run.ts';

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
  const clause = combineFor(run, day, names);
  if (isTrouble(clause)) {
    run.problems.push({ problem: problemOf(clause, names.join(', ')) });
    return [];
  }
  if (clause.value.how !== 'highest') return meeting;
  const sumOf = (name: string) =>
    Rational.sum(meeting.filter((one) => one.clause.name === name).map(({ amount }) => amount));
  const sums = clause.names.filter((name) => names.includes(name)).map((name) => ({ name, sum: sumOf(name) }));
  const highest = sums.reduce((a, b) => (b.sum.compare(a.sum) > 0 ? b : a));
  return meeting.filter((one) => one.clause.name === highest.name);
}

/** The `combine` that names them all, and the fewest others. */
function combineFor(run: Run, day: number, names: readonly string[]): CombineClause | Trouble {
  const found: CombineClause[] = [];
  for (const question of run.catalog.questions('combine')) {
    const clause = ask(run, 'combine', question, { at: run.zone.startOfDay(day), choices: {} });
    if (isTrouble(clause)) return clause;
    if (clause !== undefined && names.every((name) => clause.names.includes(name))) found.push(clause);
  }
  const [first] = found.toSorted((a, b) => a.names.length - b.names.length);
  if (first !== undefined) return first;
  const said = names.map((name) => `\`${name}\``).join(' and ');
  return trouble(
    'credits-not-combined',
    `The credits ${said} meet in a month, and no \`combine\` says which of them counts.`,
  );
}
