// Rates of VAT (meanings M4, M5): the rate of each thing on each day, and how sums of several rates divide.
import type { CivilDate, Decimal, Index, VatRate } from '../../runtime/src/ir.ts';
import { compare, divided, type Fraction, minus, read, rounded, sum, times, zero } from './fraction.ts';
import type { World } from './questions.ts';

export interface Thing {
  readonly subject?: Index;
  readonly start?: boolean;
  readonly fee?: string;
}

/** In percent; `none` where the agreement has no VAT. */
export function rateOf({ ir }: World, thing: Thing, day: CivilDate): Decimal {
  const { vat } = ir.agreement;
  if (vat.kind === 'none' || vat.kind === 'not-stated') return 'none';
  const names = ({ on }: VatRate) =>
    (thing.start === true && on?.onStart === true) ||
    (thing.subject !== undefined && on?.bases.includes(thing.subject) === true) ||
    (thing.fee !== undefined && on?.fees.includes(thing.fee) === true);
  const isOfAllFees = ({ on }: VatRate) => thing.fee !== undefined && on?.fees.includes('*') === true;
  const rows = (vat.also ?? []).filter(({ from = day, until = day }) => from <= day && day <= until);
  for (const fits of [names, isOfAllFees, ({ on }: VatRate) => on === undefined]) {
    const own = rows.filter(fits).sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
    if (own[0] !== undefined) return own[0].percent;
  }
  return vat.percent;
}

export interface Share {
  readonly rate: Decimal;
  readonly amount: Fraction;
}

export function divide({ ir }: World, amount: Fraction, parts: readonly Share[], first: Decimal): Share[] {
  const at = (rate: Decimal) => sum(parts.filter((part) => part.rate === rate).map((part) => part.amount));
  const rates = [...new Set(parts.map(({ rate }) => rate))]
    .filter((rate) => compare(at(rate), zero) !== 0)
    .sort((a, b) => compare(read(b), read(a)));
  if (rates.length === 1) return [{ rate: rates[0]!, amount }];
  const whole = sum(parts.map((part) => part.amount));
  if (compare(whole, zero) === 0) return [{ rate: first, amount }];
  const shares = rates.slice(1).map((rate) => {
    return { rate, amount: read(rounded(divided(times(amount, at(rate)), whole), ir.agreement.minorDigits)) };
  });
  return [{ rate: rates[0]!, amount: minus(amount, sum(shares.map((share) => share.amount))) }, ...shares];
}
