// Claims of credits (meaning K8): by when, for what, and when it is posted then.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, CreditClause, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, isDay, lastOfMonth, later, monthOf, periodOf, type Span } from './days.ts';
import type { Down } from './measures.ts';
import type { World } from './questions.ts';
import { dateAt } from './windows.ts';

interface Credited {
  /** On which it is credited, where nobody must claim it. */
  readonly known: CivilDate;
  readonly unit?: UnitFact;
  readonly ticket?: string;
  readonly outage?: Down;
  /** The last day of the period on which it was down. */
  readonly lastDown?: CivilDate;
}

/** K7, K8: the day on which it is posted; none where it had to be claimed and was not. `belongs`: the days that it is of. */
export function claimedOn(
  world: World,
  facts: Facts,
  { name, claimWithin }: CreditClause,
  one: Credited,
  belongs: Span,
): CivilDate | undefined {
  const { known, outage } = one;
  if (claimWithin === undefined) return known;
  const began = outage && dateAt(world.ir, outage.start);
  const { from, until } = began === undefined ? belongs : { from: began, until: began };
  const { count, unit, days, after, toEndOf } = claimWithin;
  const ended = outage === undefined ? one.lastDown : dateAt(world.ir, outage.end - 1);
  const since = after === undefined ? known : (ended ?? known);
  let last = unit === 'day' ? addDays(since, count) : addDays(addMonths(addDays(since, 1), count), -1);
  if (days !== undefined) {
    last = since;
    for (let [left, tried] = [count, 0]; left > 0 && tried < 1500; tried += 1) {
      last = addDays(last, 1);
      if (isDay(world.ir, days, last)) left -= 1;
    }
  }
  if (toEndOf !== undefined) last = periodOf(toEndOf, world.order.from, last).until;
  const claims = (facts.claims ?? []).filter(
    (claim) =>
      claim.credit === name &&
      claim.period.from <= from &&
      claim.period.until >= until &&
      [undefined, one.unit?.id].includes(claim.unit) &&
      [undefined, one.ticket].includes(claim.ticket) &&
      claim.on >= (began ?? claim.on) &&
      claim.on <= last,
  );
  const [first] = claims.map(({ on }) => on).sort();
  return first === undefined ? undefined : later(known, lastOfMonth(monthOf(first)));
}
