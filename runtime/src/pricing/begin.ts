// Begins a pricing run: looks at what is asked before anything is computed.

import type { Plan } from '../asking/plan.ts';
import { orderTrouble, priceTrouble } from '../asking/sound.ts';
import { daysOf } from '../asking/validity.ts';
import type { Order } from '../ir.ts';
import type { PriceAsk, Problem } from '../results.ts';
import { firstOfMonth, monthOf } from '../time/civil.ts';
import { catalogOf } from './catalog.ts';
import { openingProblem } from './lots.ts';
import type { Work } from './pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from './run.ts';
import { taxesOf } from './vat.ts';

/** The run, or why there can be none. */
export function begin(plan: Plan, named: Order | string, ask: PriceAsk): Run | Trouble {
  const order = typeof named === 'string' ? plan.order(named) : named;
  if (order === undefined) return trouble('bad-fact', `The agreement has no order \`${named}\`.`);
  const wrong = orderTrouble(plan.ir, order) ?? priceTrouble(ask);
  if (wrong !== undefined) return wrong;
  const { zone } = plan.calendar;
  const orderDays = daysOf(order);
  const taxes = taxesOf(plan.ir, (when) =>
    plan.holds(when, order, { at: zone.startOfDay(orderDays.from), choices: {} }),
  );
  if (taxes !== undefined && isTrouble(taxes)) return taxes;
  const run: Run = {
    plan,
    ir: plan.ir,
    zone,
    order,
    catalog: catalogOf(plan),
    orderDays,
    span: daysOf(ask),
    problems: [],
    failed: new Map(),
    taxes,
    indexation: { values: new Map(), known: new Map() },
    units: [],
  };
  const opening = ask.opening === undefined ? undefined : openingProblem(run, ask.opening);
  return opening === undefined ? run : trouble('bad-fact', opening);
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
