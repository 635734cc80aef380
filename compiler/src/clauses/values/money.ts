// Sums of money, words that stand for one, and bounds between which one stays.
import type * as ast from '@avtal/grammar';
import type { Bounds, Decimal, MoneyValue, RateValue, ReferenceValue, WordValue } from '@avtal/runtime';
import { Rational } from '@avtal/runtime';
import { decimal } from '../amounts.ts';
import { say, textOf } from '../desk.ts';
import type { Slot } from '../slot.ts';
import { take } from '../taken.ts';
import { misfit, moneyOf, type Phrase, wordValue } from './phrases.ts';

export function moneyValue(slot: Slot, amount: ast.Amount): MoneyValue | undefined {
  const money = moneyOf(slot, amount);
  return money === undefined ? undefined : { kind: 'money', amount: money };
}

/** A phrase that is money or a word for it. */
export function moneyOrWord(slot: Slot, phrase: Phrase): MoneyValue | WordValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  return moneyValue(slot, phrase.amount);
}

/** The figure of a price alone, with its sign. */
export const numberOf = (amount: ast.Amount): string => `${amount.sign ?? ''}${amount.parts[0]?.number.text ?? ''}`;

/** `at least 50, at most 70`. */
export function boundsOf(slot: Slot, phrases: readonly Phrase[]): Bounds {
  const bounds: { atLeast?: Decimal; atMost?: Decimal } = {};
  for (const phrase of phrases) {
    if (phrase.kind !== 'at-least' && phrase.kind !== 'at-most') continue;
    take(slot, phrase);
    const key = phrase.kind === 'at-least' ? 'atLeast' : 'atMost';
    const amount = moneyOf(slot, phrase.amount);
    if (bounds[key] !== undefined) say(slot, 'said-twice', { written: textOf(slot, phrase) }, phrase);
    else if (amount !== undefined) bounds[key] = amount;
  }
  return bounds;
}

/** A price, or what stands for one. */
export type Priced = RateValue | MoneyValue | WordValue | ReferenceValue;

/** So much of a price, which is written as one; words are no price. */
export function shareOfPrice<V extends Priced>(price: V, percent: Decimal): V | undefined {
  const share = (of: Decimal) => decimal(Rational.of(of).times(Rational.of(percent)).over(Rational.of(100)));
  switch (price.kind) {
    case 'money':
    case 'rate':
      return { ...price, amount: share(price.amount) };
    case 'reference':
      return { ...price, percent: share(price.percent) };
    default:
      return undefined;
  }
}
