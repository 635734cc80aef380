// Whether an order has the units that the agreement requires (meaning T4).

import type { Plan } from '../asking/plan.ts';
import { soundFacts } from '../asking/sound.ts';
import { ask, isTrouble, problemOf, wordTrouble } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Clause, DateSpan, Index, Order, RequireClause } from '../ir.ts';
import { begin, problemsOf } from '../pricing/begin.ts';
import type { Held } from '../pricing/pieces.ts';
import { heldUnits } from '../pricing/units.ts';
import type { Problem } from '../results.ts';
import { type DayRange, dateOf, dayOf } from '../time/civil.ts';

/** One requirement over days on which nothing about it changes. */
export interface RequirementResult {
  readonly unit: string;
  readonly per?: string;
  readonly clause: string;
  readonly period: DateSpan;
  /** What the units count for, and those that each of them is for. */
  readonly count: string;
  readonly of?: string;
  readonly state: 'met' | 'missed';
}

/** Every requirement on the days asked, in order of question and time. */
export function requirements(
  plan: Plan,
  order: Order,
  facts: Pick<Facts, 'units'>,
  asked: DateSpan,
): { readonly requirements: readonly RequirementResult[]; readonly problems: readonly Problem[] } {
  const run = begin(plan, order, { ...asked, basis: 'cost' });
  if (isTrouble(run)) return { requirements: [], problems: [problemOf(run)] };
  const unsound: Problem[] = [];
  const held = heldUnits(run, soundFacts(run.ir, run.order, facts, unsound));
  run.problems.push(...unsound.map((problem) => ({ problem })));
  const days = {
    from: Math.max(run.span.from, run.orderDays.from),
    until: Math.min(run.span.until, run.orderDays.until),
  };
  const results: RequirementResult[] = [];
  for (const [question, clauses] of run.catalog.byQuestion('require')) {
    const borders = bordersOf(held, clauses, days);
    borders.forEach((from, index) => {
      const until = borders[index + 1] ?? days.until;
      const at = run.zone.startOfDay(from);
      const clause = ask(run, 'require', question, { at, choices: {}, numbers: {} });
      if (clause === undefined) return;
      if (isTrouble(clause)) run.problems.push({ problem: { ...problemOf(clause, question), at } });
      else if (clause.value.kind === 'open')
        run.problems.push({ problem: { ...problemOf(wordTrouble(clause, clause.value), question), at } });
      else results.push(resultOf(plan, clause, held, { from, until }));
    });
  }
  return { requirements: results, problems: problemsOf(run, 'cost') };
}

function resultOf(
  { ir }: Plan,
  clause: RequireClause,
  held: readonly Held[],
  { from, until }: DayRange,
): RequirementResult {
  const counted = (unit: Index): Rational =>
    Rational.sum(
      held
        .filter(({ subject, days }) => subject === unit && days.from <= from && from < days.until)
        .map(({ size }) => size),
    );
  const count = counted(clause.unit);
  const of = clause.per === undefined ? undefined : counted(clause.per);
  const { atLeast, atMost } = clause.value.kind === 'limit' ? clause.value : {};
  const bound = (amount: string): Rational => (of === undefined ? Rational.of(amount) : Rational.of(amount).times(of));
  const isShort = atLeast !== undefined && count.compare(bound(atLeast)) < 0;
  const isOver = atMost !== undefined && count.compare(bound(atMost)) > 0;
  const name = (unit: Index): string => ir.subjects[unit]?.id ?? '';
  return {
    unit: name(clause.unit),
    ...(clause.per !== undefined && { per: name(clause.per) }),
    clause: clause.id,
    period: { from: dateOf(from), until: dateOf(until - 1) },
    count: count.toString(),
    ...(of !== undefined && { of: of.toString() }),
    state: isShort || isOver ? 'missed' : 'met',
  };
}

/** The first of the days, and those on which units or clauses begin or are over. */
function bordersOf(held: readonly Held[], clauses: readonly Clause[], days: DayRange): number[] {
  const dates = clauses.flatMap(({ when }) =>
    when.flatMap(({ dates: { from, until } = {} }) => [
      ...(from === undefined ? [] : [dayOf(from)]),
      ...(until === undefined ? [] : [dayOf(until) + 1]),
    ]),
  );
  const changes = [...held.flatMap((unit) => [unit.days.from, unit.days.until]), ...dates];
  // A window may be open on some days and closed on others, and so much of the order over (Q14).
  const byDay = clauses.some(({ when }) => when.some(({ windows = [], numbers }) => windows.length > 0 || numbers));
  if (byDay) for (let day = days.from; day < days.until; day += 1) changes.push(day);
  const inside = changes.filter((day) => days.from < day && day < days.until);
  return days.from < days.until ? [...new Set([days.from, ...inside])].sort((a, b) => a - b) : [];
}
