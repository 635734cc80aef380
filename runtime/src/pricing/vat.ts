// Which rate of VAT is on what (meaning M5).

import { Rational } from '../exact.ts';
import type { CivilDate, Decimal, Index, Ir, VatRate } from '../ir.ts';
import { dateOf, dayOf } from '../time/civil.ts';
import { compareText } from './pieces.ts';

/** Something that has a price: work or what happens, the start of work, or a fee; undefined: nothing of these alone. */
export type Priced = { readonly subject: Index } | { readonly fee: string } | 'start' | undefined;

/** The rate, in percent, on that day; undefined in an agreement that says no rate. */
export function vatOn({ agreement: { vat } }: Ir, what: Priced, day: number): Decimal | undefined {
  if (vat.kind === 'not-stated' || vat.kind === 'none') return undefined;
  if (vat.also === undefined) return vat.percent;
  const date = dateOf(day);
  const [best] = vat.also
    .filter((rate) => holds(rate, date) && nearness(rate, what) >= 0)
    .toSorted((a, b) => nearness(b, what) - nearness(a, what) || compareText(begin(b), begin(a)));
  return best?.percent ?? vat.percent;
}

const holds = ({ from, until }: VatRate, date: CivilDate): boolean =>
  (from === undefined || from <= date) && (until === undefined || date <= until);

const begin = ({ from = '' }: VatRate): string => from;

/** How nearly the row speaks of it: of the thing itself, of all fees, of everything, or not at all. */
function nearness({ on }: VatRate, what: Priced): number {
  if (on === undefined) return 0;
  if (what === undefined) return -1;
  if (what === 'start') return on.onStart ? 2 : -1;
  if ('subject' in what) return on.bases.includes(what.subject) ? 2 : -1;
  return on.fees.includes(what.fee) ? 2 : on.fees.includes('*') ? 1 : -1;
}

/** The days on which rates change. */
export function vatDays({ agreement: { vat } }: Ir): number[] {
  const rates = 'also' in vat ? (vat.also ?? []) : [];
  return rates.flatMap(({ from, until }) => [
    ...(from === undefined ? [] : [dayOf(from)]),
    ...(until === undefined ? [] : [dayOf(until) + 1]),
  ]);
}

export interface Rated {
  readonly vat: Decimal | undefined;
  readonly amount: Rational;
}

/**
 * The amount divided among the rates of its parts, in proportion to what they come to: in whole minor units, the highest
 * rate taking the rest. Where the parts come to nothing, all of it at the rate `otherwise`.
 */
export function byRate(
  { agreement }: Ir,
  amount: Rational,
  parts: readonly Rated[],
  otherwise: Decimal | undefined,
): Rated[] {
  const sums = [...Map.groupBy(parts, ({ vat }) => vat)]
    .map(([vat, own]) => ({ vat, amount: Rational.sum(own.map((one) => one.amount)) }))
    .filter((one) => !one.amount.isZero())
    .sort((a, b) => Rational.of(b.vat ?? '0').compare(Rational.of(a.vat ?? '0')));
  const [highest, ...others] = sums;
  if (highest === undefined) return [{ vat: otherwise, amount }];
  const whole = Rational.sum(sums.map((one) => one.amount));
  if (whole.isZero()) return [{ vat: otherwise, amount }];
  const shares = others.map((one) => ({
    vat: one.vat,
    amount: amount.times(one.amount).over(whole).round(agreement.minorDigits),
  }));
  const rest = amount.minus(Rational.sum(shares.map((one) => one.amount)));
  return [{ vat: highest.vat, amount: rest }, ...shares];
}
