// Discounts by how much there is (`when hours over 20 h`): where they hold for the whole, a little more costs less.
import { type DiscountClause, type NumberInfo, Rational, shareOf } from '@avtal/runtime';
import { numberText } from '../words.ts';
import { type Ground, type Pass, rowName, yearShown } from './ground.ts';
import { paces } from './ladders.ts';
import { Remarks } from './remark.ts';

export const discountInversions: Pass = (ground) => {
  const { ir, clausesOf } = ground;
  const found = new Remarks();
  for (const clause of clausesOf('discount')) {
    for (const box of clause.when) {
      for (const [id, ranges] of Object.entries(box.numbers ?? {})) {
        const number = ir.numbers.find((one) => one.id === id);
        if (number === undefined || !isOfBases(clause, number)) continue;
        for (const { min, minIncluded } of ranges) {
          const fall =
            min === undefined ? undefined : fallAt(ground, clause, box.choices ?? {}, number, min, minIncluded);
          if (fall === undefined) continue;
          const said = (quantity: Rational) => numberText(quantity.exactDecimal() ?? quantity.toDecimal(2), number);
          const costs = (quantity: Rational) => `as much as ${said(quantity)} without discount`;
          found.add(`${clause.id} ${min}`, {
            name: 'price-inversion',
            params: {
              row: rowName(clause, ir),
              less: { quantity: said(fall.less), costs: costs(fall.lessCosts) },
              more: { quantity: said(fall.more), costs: costs(fall.moreCosts) },
              isDiscount: true,
            },
            at: clause.span,
            related: [],
          });
        }
      }
    }
  }
  return found.all;
};

/** The number says how much there is of what is discounted. */
function isOfBases({ bases, fees }: DiscountClause, { derived }: NumberInfo): boolean {
  if (derived === undefined || !('subject' in derived)) return false;
  return bases.length === 1 && bases[0] === derived.subject && fees.length === 0;
}

/** Two quantities on both sides of the bound of which the larger costs less, in what they would cost without discount. */
function fallAt(
  ground: Ground,
  { question }: DiscountClause,
  asked: Readonly<Record<string, readonly string[]>>,
  { id, unit }: NumberInfo,
  min: string,
  isIncluded = false,
) {
  const { plan, context, ir } = ground;
  const usual = ir.dimensions.flatMap(({ id: choice, defaultValue, values }) => {
    const value = asked[choice]?.[0] ?? defaultValue ?? values[0]?.id;
    return value === undefined ? [] : [[choice, value] as const];
  });
  const choices = Object.fromEntries(usual);
  const { from: at } = yearShown(ground);
  const costOf = (quantity: Rational): Rational | undefined => {
    const numbers = { [id]: quantity.exactDecimal() ?? quantity.toDecimal(6) };
    const answer = plan.ask(question, { ...context.order, choices }, { at, choices, numbers });
    if (answer.kind === 'none') return quantity;
    if (answer.kind !== 'clause' || answer.clause.kind !== 'discount' || answer.clause.value.kind !== 'percent')
      return undefined;
    return quantity.times(Rational.one.minus(shareOf(answer.clause.value)));
  };
  const bound = Rational.of(min);
  for (const pace of paces(unit).map((text) => Rational.of(text))) {
    const less = isIncluded ? bound.minus(pace) : bound;
    const more = less.plus(pace);
    const [lessCosts, moreCosts] = [costOf(less), costOf(more)];
    if (less.sign() <= 0 || lessCosts === undefined || moreCosts === undefined) continue;
    if (moreCosts.compare(lessCosts) < 0) return { less, more, lessCosts, moreCosts };
  }
  return undefined;
}
