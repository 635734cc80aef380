// Rates of VAT (meanings M4, M5, M7): the rate of each thing on each day, and how sums of several rates divide.
import type { CivilDate, Condition, Index, VatRate } from '../../runtime/src/ir.ts';
import { compare, divided, type Fraction, minus, read, rounded, sum, times, zero } from './fraction.ts';
import type { World } from './questions.ts';

export interface Thing {
  readonly subject?: Index;
  readonly start?: boolean;
  readonly fee?: string;
}

/**
 * A rate of VAT as a text: its percentage, that which the price includes as it is written, and why it is that (M7).
 * `none` where the agreement has no VAT.
 */
export type Rate = string;

export function rateOf(world: World, thing: Thing, day: CivilDate): Rate {
  const { vat } = world.ir.agreement;
  if (vat.kind === 'none' || vat.kind === 'not-stated') return 'none';
  const names = ({ on }: VatRate) =>
    (thing.start === true && on?.onStart === true) ||
    (thing.subject !== undefined && on?.bases.includes(thing.subject) === true) ||
    (thing.fee !== undefined && on?.fees.includes(thing.fee) === true);
  const isOfAllFees = ({ on }: VatRate) => thing.fee !== undefined && on?.fees.includes('*') === true;
  const best = (rows: readonly VatRate[]) => {
    for (const fits of [names, isOfAllFees, ({ on }: VatRate) => on === undefined]) {
      const own = rows.filter(fits).sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
      if (own[0] !== undefined) return own[0];
    }
    return undefined;
  };
  const rows = (vat.also ?? []).filter(({ from = day, until = day }) => from <= day && day <= until);
  const usual = best(rows.filter(({ when }) => when === undefined)) ?? vat;
  const own: Omit<VatRate, 'on'> = best(rows.filter(({ when }) => isTrue(world, when))) ?? usual;
  const { percent, note = '', instead } = own;
  return [percent, vat.kind === 'on-top' ? '0' : instead === true ? usual.percent : percent, note].join('|');
}

/** M7: what the order says of itself. */
const isTrue = ({ order }: World, when: Condition = []) =>
  when.some(({ choices = {} }) =>
    Object.entries(choices).every(([id, allowed]) => allowed.includes(order.choices[id] ?? '')),
  );

export const percentOf = (rate: Rate): Fraction => read(rate.split('|')[0]!);
/** What the price as it is written includes, in percent. */
export const heldIn = (rate: Rate): Fraction => (rate === 'none' ? zero : read(rate.split('|')[1]!));
export const noteOf = (rate: Rate): string => rate.split('|')[2] ?? '';

export interface Share {
  readonly rate: Rate;
  readonly amount: Fraction;
}

export function divide({ ir }: World, amount: Fraction, parts: readonly Share[], first: Rate): Share[] {
  const at = (rate: Rate) => sum(parts.filter((part) => part.rate === rate).map((part) => part.amount));
  const rates = [...new Set(parts.map(({ rate }) => rate))]
    .filter((rate) => compare(at(rate), zero) !== 0)
    .sort(higher);
  if (rates.length === 1) return [{ rate: rates[0]!, amount }];
  const whole = sum(parts.map((part) => part.amount));
  if (compare(whole, zero) === 0) return [{ rate: first, amount }];
  const shares = rates.slice(1).map((rate) => {
    return { rate, amount: read(rounded(divided(times(amount, at(rate)), whole), ir.agreement.minorDigits)) };
  });
  return [{ rate: rates[0]!, amount: minus(amount, sum(shares.map((share) => share.amount))) }, ...shares];
}

function higher(a: Rate, b: Rate): number {
  if (a === 'none') return 0;
  const percent = compare(percentOf(b), percentOf(a));
  const held = compare(heldIn(b), heldIn(a));
  return percent || held || (noteOf(a) < noteOf(b) ? -1 : 1);
}
