// One pricing run: the agreement, the order and the asked span, how its questions are asked, and the book of problems.

import type { Plan } from '../asking/plan.ts';
import { problemOf, type Trouble } from '../asking/trouble.ts';
import type { Rational } from '../exact.ts';
import type { Ir, Order } from '../ir.ts';
import type { Problem, Trace } from '../results.ts';
import type { DayRange } from '../time/civil.ts';
import type { ZoneClock } from '../time/zone.ts';
import type { Catalog } from './catalog.ts';
import type { Held, Work } from './pieces.ts';
import type { Taxes } from './vat.ts';

export * from '../asking/trouble.ts';

export interface Run {
  readonly plan: Plan;
  readonly ir: Ir;
  readonly zone: ZoneClock;
  readonly order: Order;
  readonly catalog: Catalog;
  /** The order's days; `until` is Infinity for an order without a last day. */
  readonly orderDays: DayRange;
  /** The asked days. */
  readonly span: DayRange;
  /** What keeps figures from being computed; the work it concerns, where it concerns one. */
  readonly problems: { readonly problem: Problem; readonly work?: Work }[];
  /** Work that has a problem and therefore no lines (meaning Q10), with what was said of it. */
  readonly failed: Map<Work, Set<string>>;
  readonly taxes: Taxes | undefined;
  readonly indexation: Indexation;
  /** Those of the order and of the facts, once the facts are read. */
  readonly units: Held[];
}

/** What indices stood at, and the changes that were already reckoned. */
export interface Indexation {
  readonly values: Map<string, Rational>;
  readonly known: Map<string, { readonly until: number; readonly changes: readonly PriceChange[] }>;
}

/** What happens to a price on a day: it is multiplied, and may be rounded; or nobody knows. */
export interface PriceChange {
  readonly day: number;
  readonly factor: Rational;
  readonly roundedTo?: Rational;
  readonly traces: readonly Trace[];
  readonly trouble?: Trouble;
}

/** Notes that the work cannot be priced. */
export function fail(run: Run, work: Work, why: Trouble): void {
  const said = run.failed.get(work) ?? new Set();
  if (said.has(why.message)) return;
  run.failed.set(work, said.add(why.message));
  const problem = problemOf(why, work.id);
  run.problems.push({
    work,
    problem: { ...problem, at: work.start, ...(work.origin === undefined ? {} : { origin: work.origin }) },
  });
}

/** Element of a list of the IR. */
export function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  // INVARIANT: every index of a loaded IR points into its list.
  if (found === undefined) throw new Error(`index ${index} of ${list.length}`);
  return found;
}
