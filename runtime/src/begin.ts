// Begins a pricing run: looks at what is asked before anything is computed.

import { createCatalog } from './catalog.ts';
import { type DayRange, firstOfMonth, isCivilDate, monthOf } from './civil.ts';
import type { CivilDate, Order } from './ir.ts';
import { openingProblem } from './lots.ts';
import type { Work } from './pieces.ts';
import type { Plan } from './plan.ts';
import type { Carried, Problem } from './results.ts';
import { type Run, type Trouble, trouble } from './run.ts';
import { daysOf } from './validity.ts';

export interface PriceAsk {
  /** First and last day, both included. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly basis: 'cost' | 'invoice';
  /** Balances at the end of the day before `from`; without them all facts since the order's first day are drawn. */
  readonly opening?: Carried;
}

/** The run, or why there can be none. */
export function begin(plan: Plan, named: Order | string, ask: PriceAsk): Run | Trouble {
  const order = typeof named === 'string' ? plan.order(named) : named;
  if (order === undefined) return trouble('bad-fact', `The agreement has no order \`${named}\`.`);
  const orderDays = realDays(order.from, order.until);
  if (orderDays === undefined)
    return trouble('bad-fact', `The order \`${order.id}\` has no days: look at \`from\` and \`until\`.`);
  const span = realDays(ask.from, ask.until);
  if (span === undefined) return trouble('bad-fact', `There are no days from ${ask.from} until ${ask.until}.`);
  const { zone } = plan.calendar;
  const run: Run = {
    plan,
    ir: plan.ir,
    zone,
    order,
    catalog: createCatalog(plan),
    orderDays,
    span,
    problems: [],
    failed: new Set(),
  };
  const opening = ask.opening === undefined ? undefined : openingProblem(run, ask.opening);
  return opening === undefined ? run : trouble('bad-fact', opening);
}

function realDays(from: string, until: string | undefined): DayRange | undefined {
  if (!isCivilDate(from) || (until !== undefined && !isCivilDate(until))) return undefined;
  const days = daysOf({ from, until });
  return days.from < days.until ? days : undefined;
}

/** The problems of the asked span: work that lies elsewhere was only given to be counted with. */
export function problemsOf(run: Run, basis: PriceAsk['basis']): Problem[] {
  // What is invoiced in the span was delivered from the first day of its first month on.
  const from = basis === 'invoice' ? firstOfMonth(monthOf(run.span.from)) : run.span.from;
  const touches = (work: Work): boolean => {
    const { horizon } = run.zone;
    const isKnown = work.start >= horizon.from && work.end < horizon.until && work.start <= work.end;
    return !isKnown || (run.zone.dayAt(work.start) < run.span.until && run.zone.dayAt(work.end) >= from);
  };
  const seen = new Set<string>();
  return run.problems
    .filter(({ work }) => work === undefined || touches(work))
    .map(({ problem }) => problem)
    .filter((problem) => {
      const text = JSON.stringify([problem.code, problem.subject, problem.at, problem.message]);
      return seen.has(text) ? false : Boolean(seen.add(text));
    })
    .sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  const text = (problem: Problem) => `${problem.subject ?? ''} ${problem.message}`;
  return (a.at ?? 0) - (b.at ?? 0) || (text(a) < text(b) ? -1 : 1);
}
