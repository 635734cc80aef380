// Which rate of VAT is on what, for whom (meanings M5, M7).

import type { Missing } from '../asking/answers.ts';
import { missingTrouble, type Trouble, withinTables } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import type { CivilDate, Condition, Decimal, Index, Ir, VatRate } from '../ir.ts';
import { dateOf, dayOf } from '../time/civil.ts';
import { compareText } from './pieces.ts';

/** Something that has a price: work or what happens, the start of work, or a fee; undefined: nothing of these alone. */
export type Priced = { readonly subject: Index } | { readonly fee: string } | 'start' | undefined;

/** What a price bears. Equal ones are the same object within a run. */
export interface Tax {
  readonly percent: Decimal;
  readonly note?: string;
  /** How many times its net amount a price is as it is written: 1 where VAT comes on top. */
  readonly times: Rational;
  /** As names of lines say it. */
  readonly name: string;
}

/** The rates that hold for an order, and what was made of them. */
export interface Taxes {
  readonly first: Levied;
  readonly rates: readonly VatRate[];
  readonly made: Map<string, Tax>;
}
type Levied = Pick<VatRate, 'percent' | 'note'>;

/** What of a run says it. */
interface Taxing {
  readonly ir: Ir;
  readonly taxes: Taxes | undefined;
}

/** Undefined: an agreement that says no rate. `holds`: whether a condition is true of the order. */
export function taxesOf(
  { agreement: { vat } }: Ir,
  holds: (when: Condition) => boolean | Missing,
): Taxes | Trouble | undefined {
  if (vat.kind === 'not-stated' || vat.kind === 'none') return undefined;
  const rates: VatRate[] = [];
  for (const rate of vat.also ?? []) {
    const { when } = rate;
    const found = when === undefined || withinTables(() => ({ is: holds(when) }));
    if (found !== true && 'kind' in found) return found;
    const is = found === true || found.is;
    if (typeof is === 'object') return missingTrouble('the rate of VAT', is);
    if (is) rates.push(rate);
  }
  return { first: vat, rates, made: new Map() };
}

export function vatOn({ ir, taxes }: Taxing, what: Priced, day: number): Tax | undefined {
  if (taxes === undefined) return undefined;
  const { rates, first } = taxes;
  if (rates.length === 0) return taxOf(ir, taxes, first);
  const date = dateOf(day);
  const fitting = rates
    .filter((rate) => holds(rate, date) && nearness(rate, what) >= 0)
    .toSorted((a, b) => nearness(b, what) - nearness(a, what) || compareText(begin(b), begin(a)));
  const usual = fitting.find(({ when }) => when === undefined) ?? first;
  return taxOf(ir, taxes, fitting.find(({ when }) => when !== undefined) ?? usual, usual);
}

/** `usual`: the rate of those of whom nothing else is said. */
function taxOf(
  { agreement }: Ir,
  { made }: Taxes,
  { percent, note, instead }: Levied & Pick<VatRate, 'instead'>,
  usual?: Levied,
): Tax {
  const included = instead === true && usual !== undefined ? usual.percent : percent;
  let name: string = percent;
  if (included !== percent) name += ` instead of ${included}`;
  if (note !== undefined) name += ` ${note}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const times = agreement.vat.kind === 'included' ? Rational.one.plus(Rational.of(included, 100)) : Rational.one;
  const tax = { percent, times, name, ...(note === undefined ? {} : { note }) };
  made.set(name, tax);
  return tax;
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
export function vatDays({ taxes }: Taxing): number[] {
  return (taxes?.rates ?? []).flatMap(({ from, until }) => [
    ...(from === undefined ? [] : [dayOf(from)]),
    ...(until === undefined ? [] : [dayOf(until) + 1]),
  ]);
}

export interface Rated {
  readonly vat: Tax | undefined;
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
  otherwise: Tax | undefined,
): Rated[] {
  const sums = [...Map.groupBy(parts, ({ vat }) => vat)]
    .map(([vat, own]) => ({ vat, amount: Rational.sum(own.map((one) => one.amount)) }))
    .filter((one) => !one.amount.isZero())
    .sort((a, b) => byHeight(a.vat, b.vat));
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

/** The highest first; of equal ones, that of the price which holds more. */
function byHeight(a: Tax | undefined, b: Tax | undefined): number {
  const percent = (tax: Tax | undefined) => Rational.of(tax?.percent ?? '0');
  const times = (tax: Tax | undefined) => tax?.times ?? Rational.one;
  return percent(b).compare(percent(a)) || times(b).compare(times(a)) || compareText(a?.note ?? '', b?.note ?? '');
}
