// What a bought allowance is worth in money from day to day, and what is left of it when that changes (meaning A15).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index } from '../ir.ts';
import { poolOf } from './catalog.ts';
import { amountOf, charge } from './charge.ts';
import { count } from './count.ts';
import type { Revaluation } from './lots.ts';
import { boughtLots } from './purchases.ts';
import { nothingStated } from './renewals.ts';
import type { Run } from './run.ts';
import { cut } from './segments.ts';

/** From the first of the days on, before the last; sorted by day. */
export function revaluations(run: Run, subjects: readonly Index[], from: number, until: number): Revaluation[] {
  const pools = subjects
    .flatMap(run.catalog.boughtBy)
    .filter(({ clauses }) => clauses.some(({ revalued }) => revalued));
  return pools
    .flatMap(({ event, clauses: [sample] }) => (sample === undefined ? [] : ofPool(run, event, sample, from, until)))
    .sort((a, b) => a.day - b.day);
}

function ofPool(run: Run, event: Index, sample: IncludeClause, from: number, until: number): Revaluation[] {
  const found: Revaluation[] = [];
  const pool = poolOf(sample);
  let before: Rational | undefined;
  for (let day = from - 1; before === undefined && day >= run.orderDays.from; day -= 1)
    before = worth(run, event, sample, day);
  for (let day = from; day < until; day += 1) {
    const now = worth(run, event, sample, day);
    if (now !== undefined && before !== undefined && !now.equals(before))
      found.push({ pool, day, factor: before.over(now) });
    before = now ?? before;
  }
  return found;
}

/** What one unit of it costs where one is bought at the beginning of the day; undefined: it has no such price. */
function worth(asking: Run, event: Index, sample: IncludeClause, day: number): Rational | undefined {
  // Nothing that is lacking here is a problem of the bill.
  const run: Run = { ...asking, problems: [], failed: new Map() };
  const alone = () => undefined;
  const at = run.zone.startOfDay(day);
  const pieces = count(run, cut(run, [nothingStated(run, event, at, '')]), alone);
  const [lot] = boughtLots(run, [sample.subject], pieces, day, alone).filter(
    ({ clause }) => poolOf(clause) === poolOf(sample),
  );
  const charges = charge(run, pieces, alone);
  const cost = Rational.sum(pieces.map((piece) => amountOf(charges, piece)));
  const isKnown = run.failed.size === 0 && lot?.blocked === undefined;
  if (!isKnown || lot?.granted === undefined || lot.granted.sign() <= 0 || cost.sign() <= 0) return undefined;
  return cost.over(lot.granted);
}
