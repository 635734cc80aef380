// A tier that is never the cheapest: at any number of hours a month, some other tier costs less.
import { Rational } from '@avtal/runtime';
import { type Area, meet } from '../regions.ts';
import type { Space } from '../space.ts';
import { type Ground, type Pass, widening } from './ground.ts';
import type { Remark } from './remark.ts';
import { pricedTiers } from './tier-costs.ts';
import { inTier } from './tiers.ts';

/** What hours of one kind cost a month in a tier: the fee, and beyond the allowance the rate. All exact, per hour. */
interface Cost {
  readonly tier: string;
  readonly fee: Rational;
  readonly included: Rational;
  readonly rate: Rational;
}

const HOUR = Rational.of(3600);

export const neverCheapest: Pass = (ground) => {
  const space = ground.spaces.of('rate:work');
  const priced = pricedTiers(ground);
  if (space === undefined || priced.length < 2 || !isPlain(ground)) return [];
  const situations = costsBySituation(ground, space);
  if (situations.length === 0) return [];
  return priced.flatMap(({ tier }): Remark[] => {
    const beaten = situations.map((costs) => beatenBy(costs, tier));
    const [first] = beaten;
    if (first === undefined || beaten.includes(undefined)) return [];
    const fee = ground.clausesOf('fee').find(({ when }) => when.every(({ choices }) => choices?.tier?.includes(tier)));
    const at = fee?.span ?? ground.ir.dimensions.find(({ id }) => id === 'tier')?.span;
    if (at === undefined) return [];
    return [{ name: 'never-cheapest', params: { tier, instead: first }, at, related: [] }];
  });

  /** The other tiers that undercut it, each somewhere, where it is nowhere the cheapest. */
  function beatenBy(costs: readonly Cost[], tier: string): readonly string[] | undefined {
    const own = costs.find((cost) => cost.tier === tier);
    const others = costs.filter((cost) => cost.tier !== tier);
    if (own === undefined) return undefined;
    const cheaper = new Set<string>();
    for (const hours of corners(costs)) {
      const price = costOf(own, hours);
      const best = others.find((other) => costOf(other, hours).compare(price) < 0);
      if (best === undefined) return undefined;
      cheaper.add(best.tier);
    }
    return [...cheaper];
  }
};

function costOf({ fee, included, rate }: Cost, hours: Rational): Rational {
  return fee.plus(hours.minus(included).max(Rational.zero).times(rate));
}

/** Costs are straight between these: none, where an allowance ends, where two tiers cost the same, and far beyond. */
function corners(costs: readonly Cost[]): readonly Rational[] {
  const kinks = [Rational.zero, ...costs.map(({ included }) => included)];
  const crossings = costs.flatMap((one) => costs.flatMap((other) => crossingsOf(one, other)));
  const all = [...kinks, ...crossings];
  const last = all.reduce((most, hours) => most.max(hours), Rational.zero);
  return [...all, last.plus(Rational.one), last.plus(Rational.of(1_000_000))];
}

function crossingsOf(one: Cost, other: Cost): readonly Rational[] {
  const sloped = (cost: Cost) => ({ start: cost.fee.minus(cost.included.times(cost.rate)), slope: cost.rate });
  const flat = (cost: Cost) => ({ start: cost.fee, slope: Rational.zero });
  return [sloped(one), flat(one)]
    .flatMap((a) => [sloped(other), flat(other)].map((b) => [a, b] as const))
    .filter(([a, b]) => !a.slope.equals(b.slope))
    .map(([a, b]) => b.start.minus(a.start).over(a.slope.minus(b.slope)))
    .filter((hours) => hours.sign() >= 0);
}

/** Where start prices, surcharges, limits or discounts bear on work, hours alone do not say what it costs. */
function isPlain({ ir }: Ground): boolean {
  const work = ir.subjects.findIndex(({ id }) => id === 'work');
  return !ir.clauses.some((clause) => {
    if (clause.kind === 'start') return true;
    if (clause.kind === 'surcharge' || clause.kind === 'limit')
      return clause.bases.includes(work) || clause.fees !== undefined;
    return clause.kind === 'discount';
  });
}

/** For each situation in which all tiers have a plain rate, what each of them costs. */
function costsBySituation(ground: Ground, space: Space): readonly (readonly Cost[])[] {
  const tiers = pricedTiers(ground);
  const cells = tiers.map(({ tier }) => ratesIn(ground, space, tier));
  const [first = [], ...others] = cells;
  let joined = first.map(({ area, rate }) => ({ area, rates: [rate] }));
  for (const cell of others) {
    joined = joined.flatMap(({ area, rates }) =>
      cell.flatMap((one) => {
        const both = meet(space.layout, area, one.area);
        return both === undefined ? [] : [{ area: both, rates: [...rates, one.rate] }];
      }),
    );
  }
  return joined.flatMap(({ area, rates }) => {
    const costs = tiers.map(({ tier, fee }, at): Cost | undefined => {
      const included = includedIn(ground, space, area, tier);
      const rate = rates[at];
      return included === undefined || rate === undefined ? undefined : { tier, fee, included, rate };
    });
    return costs.every((cost) => cost !== undefined) ? [costs] : [];
  });
}

/** Where, of any tier, an hour of work costs so much in this tier. */
function ratesIn(
  ground: Ground,
  space: Space,
  tier: string,
): readonly { readonly area: Area; readonly rate: Rational }[] {
  const only = inTier(space, tier);
  return ground.winning(space).flatMap((areas, at) => {
    const clause = space.members[at]?.clause;
    if (clause?.kind !== 'rate' || clause.value.kind !== 'rate' || only === undefined) return [];
    const rate = Rational.of(clause.value.amount).times(HOUR).over(Rational.of(clause.value.per));
    return areas
      .map((area) => meet(space.layout, area, only))
      .filter((area) => area !== undefined)
      .map((area) => ({ area: widening(space, ({ id }) => id === 'tier')(area), rate }));
  });
}

/** Hours of that kind that the allowance covers; undefined where that is not plain. */
function includedIn(
  { plan, context, witnesses, ir }: Ground,
  space: Space,
  area: Area,
  tier: string,
): Rational | undefined {
  const witness = witnesses.of(space, area, () => false, []);
  if (witness === undefined) return undefined;
  const choices = { ...witness.situation.choices, tier };
  const situation = { ...witness.situation, choices };
  const granted = plan.ask('include:work', context.order, situation);
  if (granted.kind === 'none') return Rational.zero;
  if (granted.kind !== 'clause' || granted.clause.kind !== 'include') return undefined;
  const { value, period, carry, beyond } = granted.clause;
  if (value.kind !== 'quantity' || period?.unit !== 'month' || period.count !== 1) return undefined;
  const { question } = granted.clause;
  if ((carry ?? beyond) !== undefined || ir.clauses.some((clause) => clause.question.startsWith(`${question}:`)))
    return undefined;
  const hours = Rational.of(value.amount).over(HOUR);
  if (!ir.clauses.some(({ question }) => question === 'draw:work')) return hours;
  const drawn = plan.ask('draw:work', context.order, situation);
  if (drawn.kind !== 'clause' || drawn.clause.kind !== 'draw') return undefined;
  const factor = drawn.clause.value;
  if (factor.kind === 'not-usable') return Rational.zero;
  return factor.kind === 'factor' ? hours.over(Rational.of(factor.numerator, factor.denominator)) : undefined;
}
