// What discounts take off a price, one and several together (meaning P7).
import { Rational } from '../exact.ts';
import { numberText, priceText } from '../explaining/explain.ts';
import type { DiscountClause, Unit } from '../ir.ts';
import { shareOf, shareWords } from '../share.ts';
import { discountsTogether, named, type Together } from './meetings.ts';
import type { Where } from './pieces.ts';
import { isTrouble, type Run, type Trouble } from './run.ts';

export type Off = Extract<DiscountClause['value'], { readonly kind: 'percent' | 'money' | 'rate' }>;

export const isOff = (value: DiscountClause['value']): value is Off =>
  value.kind === 'percent' || value.kind === 'money' || value.kind === 'rate';

/** Of one question, which names the scope: they are taken of what its bases come to in it, by themselves (meaning P10). */
export const isByTurnover = ([sample]: readonly DiscountClause[]): boolean => sample?.scope !== undefined;

/** Off the price of so much; an amount takes no more than that price. */
function takenOff(value: Off, price: Rational, quantity: Rational): Rational {
  switch (value.kind) {
    case 'percent':
      return price.times(shareOf(value));
    case 'money':
      return quantity.times(Rational.of(value.amount)).min(price);
    case 'rate':
      return quantity.times(Rational.of(value.amount)).over(Rational.of(value.per)).min(price);
  }
}

function offText(value: Off, unit: Unit): string {
  switch (value.kind) {
    case 'percent':
      return shareWords(value);
    case 'money':
      return value.amount;
    case 'rate':
      return priceText(Rational.of(value.amount), Rational.of(value.per), unit);
  }
}

/** A discount that holds for a price, and how much it takes off. */
export interface Taken {
  readonly clause: DiscountClause;
  readonly amount: Rational;
  /** For the explanation; `share`: where it holds for a part only. */
  text(unit: Unit, share?: Rational): string;
}

/** What they take off the price of so much, as `combine` says. */
export function takenTogether(
  run: Run,
  where: Where,
  clauses: readonly DiscountClause[],
  price: Rational,
  quantity: Rational,
): readonly Taken[] | Trouble {
  const names = clauses.flatMap(({ name }) => name ?? []);
  const tree = names.length < 2 ? undefined : discountsTogether(run, names, where);
  if (isTrouble(tree)) return tree;
  // The one without a name cannot be spoken of.
  const alone = tree === undefined ? clauses : clauses.filter(({ name }) => name === undefined);
  const each = alone.flatMap((clause) => taken(clause, price, quantity));
  return tree === undefined ? each : [...each, ...takenBy(tree, clauses, price, quantity)];
}

function takenBy(tree: Together, clauses: readonly DiscountClause[], price: Rational, quantity: Rational): Taken[] {
  if ('name' in tree)
    return clauses.flatMap((clause) => (clause.name === tree.name ? taken(clause, price, quantity) : []));
  let left = price;
  const parts = tree.parts.map((part) => {
    const found = takenBy(part, clauses, tree.how === 'multiply' ? left : price, quantity);
    left = left.minus(sumOf(found));
    return found;
  });
  if (tree.how !== 'highest') return parts.flat();
  const highest = parts.reduce((a, b) => (sumOf(b).compare(sumOf(a)) > 0 ? b : a));
  return highest.map((one) => ({
    ...one,
    text: (unit, share) => `${one.text(unit, share)}, the highest of ${named(tree.names)}`,
  }));
}

function taken(clause: DiscountClause, of: Rational, quantity: Rational): Taken[] {
  const { value } = clause;
  if (!isOff(value)) return [];
  const text = (unit: Unit, share = Rational.one) => `${offText(value, unit)} off ${numberText(of.times(share))}`;
  return [{ clause, amount: takenOff(value, of, quantity), text }];
}

const sumOf = (some: readonly Taken[]) => Rational.sum(some.map(({ amount }) => amount));
