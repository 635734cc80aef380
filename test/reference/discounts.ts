// What discounts take off a price, one and several together (meaning P7).
import type { CombineClause, DiscountClause } from '../../runtime/src/ir.ts';
import { discountsTogether, type Together } from './combining.ts';
import {
  compare,
  divided,
  type Fraction,
  least,
  minus,
  percent,
  plus,
  positive,
  read,
  sum,
  times,
  zero,
} from './fraction.ts';
import type { World } from './questions.ts';
import { type AskOne, questionsOf } from './surcharges.ts';

/** What a discount takes off the price of so much. */
function off(value: DiscountClause['value'], price: Fraction, number: Fraction): Fraction {
  switch (value.kind) {
    case 'percent':
      return divided(percent(read(value.percent), price), read(value.over ?? '1'));
    case 'money':
      return least(times(read(value.amount), number), price);
    case 'rate':
      return least(divided(times(read(value.amount), number), read(value.per)), price);
    default:
      return zero;
  }
}

export interface Off {
  readonly clause: DiscountClause;
  readonly amount: Fraction;
}

/** Of all that hold for the price of so much; a problem's code where it cannot be said. */
export function discountsOff(
  world: World,
  all: readonly DiscountClause[],
  price: Fraction,
  number: Fraction,
  ask: AskOne,
): Off[] | string {
  const each = (some: readonly DiscountClause[], of: Fraction): Off[] =>
    some.map((clause) => ({ clause, amount: off(clause.value, of, number) }));
  const names = all.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (names.length < 2) return each(all, price);
  const rules: CombineClause[] = [];
  for (const question of questionsOf(world, 'combine')) {
    const speaks = world.clauses.some(
      (one) =>
        one.kind === 'combine' &&
        one.of === 'discounts' &&
        one.question === question &&
        names.filter((name) => one.names.includes(name)).length > 1,
    );
    const clause = speaks ? ask(question) : undefined;
    if (clause?.kind === 'combine') rules.push(clause);
  }
  const tree = discountsTogether(names, rules);
  if (tree === 'contradiction' || tree === 'open-value') return tree;
  const taken = (part: Together, of: Fraction): Off[] => {
    if (typeof part === 'string')
      return each(
        all.filter(({ name }) => name === part),
        of,
      );
    let rest = of;
    const parts = part.parts.map((one) => {
      const found = taken(one, part.how === 'multiply' ? rest : of);
      rest = minus(rest, worth(found));
      return found;
    });
    return part.how === 'highest' ? parts.reduce((a, b) => (compare(worth(b), worth(a)) > 0 ? b : a)) : parts.flat();
  };
  const nameless = all.filter(({ name }) => name === undefined);
  return [...each(nameless, price), ...taken(tree, price)];
}

const worth = (some: readonly Off[]) => sum(some.map(({ amount }) => amount));

/** P10: what of a sum comes back. */
export function givenBack(value: DiscountClause['value'], sum: Fraction): Fraction {
  if (value.kind !== 'ladder' || !positive(sum)) return zero;
  let low = zero;
  let back = zero;
  for (const { to, value: step } of value.steps) {
    const high = to === undefined ? sum : read(to.bound);
    const reached = to?.included === false ? compare(sum, high) < 0 : compare(sum, high) <= 0;
    if (value.mode === 'whole' && reached) return percent(read(step.percent), sum);
    if (value.mode === 'part' && compare(sum, low) > 0)
      back = plus(back, percent(read(step.percent), minus(least(high, sum), low)));
    low = high;
  }
  return back;
}
