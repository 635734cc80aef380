// What a discount takes off a price (meaning P7).
import { Rational } from '../exact.ts';
import { priceText } from '../explaining/explain.ts';
import type { DiscountClause, Unit } from '../ir.ts';
import { shareOf, shareWords } from '../share.ts';

export type Off = Extract<DiscountClause['value'], { readonly kind: 'percent' | 'money' | 'rate' }>;

export const isOff = (value: DiscountClause['value']): value is Off =>
  value.kind === 'percent' || value.kind === 'money' || value.kind === 'rate';

/** Off the price of so much; an amount takes no more than that price. */
export function takenOff(value: Off, price: Rational, quantity: Rational): Rational {
  switch (value.kind) {
    case 'percent':
      return price.times(shareOf(value));
    case 'money':
      return quantity.times(Rational.of(value.amount)).min(price);
    case 'rate':
      return quantity.times(Rational.of(value.amount)).over(Rational.of(value.per)).min(price);
  }
}

export function offText(value: Off, unit: Unit): string {
  switch (value.kind) {
    case 'percent':
      return shareWords(value);
    case 'money':
      return value.amount;
    case 'rate':
      return priceText(Rational.of(value.amount), Rational.of(value.per), unit);
  }
}
