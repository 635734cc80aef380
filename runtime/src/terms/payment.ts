// By when an invoice is to be paid, and what it bears when it is paid late (meanings T3, T5).

import type { Plan } from '../asking/plan.ts';
import { dayTrouble, interestTrouble, orderTrouble } from '../asking/sound.ts';
import {
  askOnDay,
  type ClauseOf,
  isTrouble,
  problemOf,
  type Trouble,
  trouble,
  wordTrouble,
} from '../asking/trouble.ts';
import { isDecimal, Rational } from '../exact.ts';
import type { IndexValue } from '../facts.ts';
import type { BaseRate, CivilDate, Clause, Decimal, Order } from '../ir.ts';
import { bound } from '../pricing/bound.ts';
import type { Fraction, Problem } from '../results.ts';
import { addMonths, dateOf, dayOf, isCivilDate, periodContaining, periodsOverlapping } from '../time/civil.ts';
import { after } from './terms.ts';

export interface PaymentResult {
  readonly clause: string;
  /** The last day on which payment is in time. */
  readonly due: CivilDate;
  /** So much less, in percent, is paid until that day. */
  readonly discount?: { readonly percent: Decimal; readonly until: CivilDate };
}

/** When an invoice of that day is due; nothing where no clause says so. */
export function payment(
  plan: Plan,
  order: Order,
  invoiced: CivilDate,
): { readonly payment?: PaymentResult; readonly problems: readonly Problem[] } {
  const clause = dayTrouble(invoiced) ?? askOn(plan, order, 'payment', dayOf(invoiced));
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  if (clause === undefined) return { problems: [] };
  const { value } = clause;
  if (value.kind !== 'payment') return { problems: [problemOf(wordTrouble(clause, value))] };
  const { length, toEndOf, fromEndOf, early } = value;
  const [on, first] = [dayOf(invoiced), dayOf(order.from)];
  const day =
    fromEndOf === undefined ? after(on, length) : after(periodContaining(fromEndOf, on, first).until, length) - 1;
  const due = toEndOf === undefined ? day : periodContaining(toEndOf, day, first).until - 1;
  const discount = early && { percent: early.percent, until: dateOf(after(on, early.within)) };
  const found = { clause: clause.id, due: dateOf(due), ...(discount === undefined ? {} : { discount }) };
  return { payment: found, problems: [] };
}

export interface InterestResult {
  readonly clause: string;
  /** Days of delay. */
  readonly days: number;
  /** Exact, and rounded once to the currency's minor unit. */
  readonly exact: Fraction;
  readonly amount: Decimal;
}

export interface InterestAsk {
  readonly sum: Decimal;
  /** The last day on which payment was in time. */
  readonly due: CivilDate;
  readonly paid: CivilDate;
  /** What rates that others publish stand at, where the agreement goes by one. */
  readonly indices?: readonly IndexValue[];
}

/** What a sum bears that is paid after it was due; nothing where it was paid in time, or no clause says so. */
export function interest(
  plan: Plan,
  order: Order,
  asked: InterestAsk,
): { readonly interest?: InterestResult; readonly problems: readonly Problem[] } {
  const wrong = interestTrouble(asked);
  if (wrong !== undefined) return { problems: [problemOf(wrong)] };
  const { sum, due, paid, indices = [] } = asked;
  const clause = askOn(plan, order, 'interest', dayOf(due) + 1);
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  const days = dayOf(paid) - dayOf(due);
  if (clause === undefined || days <= 0) return { problems: [] };
  const { value } = clause;
  if (value.kind !== 'interest' && value.kind !== 'base-rate')
    return { problems: [problemOf(wordTrouble(clause, value))] };
  const share =
    value.kind === 'base-rate'
      ? publishedOf(clause, value, indices, dayOf(due), dayOf(paid))
      : Rational.of(value.percent, 100).times((value.per === 'year' ? yearsOf : monthsOf)(dayOf(due), dayOf(paid)));
  if (isTrouble(share)) return { problems: [problemOf(share)] };
  const exact = Rational.of(sum).times(share);
  const amount = exact.round(plan.ir.agreement.minorDigits).toDecimal(plan.ir.agreement.minorDigits);
  return { interest: { clause: clause.id, days, exact: exact.toString(), amount }, problems: [] };
}

/** Each day after the due day as a part of the calendar year in which it lies. */
function yearsOf(due: number, paid: number): Rational {
  const years = periodsOverlapping({ basis: 'calendar', unit: 'year', count: 1 }, due + 1, paid + 1, due);
  return Rational.sum(
    years.map(({ from, until }) => Rational.of(Math.min(until, paid + 1) - Math.max(from, due + 1), until - from)),
  );
}

/** What the days after the due day bear together, each a part of the rate of a year that stands on it. */
function publishedOf(
  clause: Clause,
  { series, plus = '0', ...bounds }: BaseRate,
  indices: readonly IndexValue[],
  due: number,
  paid: number,
): Rational | Trouble {
  // Of those that begin on one day, that of the shortest stretch stands.
  const stated = indices
    .filter((one) => one.series === series && isDecimal(one.value))
    .flatMap(({ period, value }) => {
      const day = `${period}-01-01`.slice(0, 10);
      return isCivilDate(day) ? [{ from: dayOf(day), length: period.length, value }] : [];
    })
    .sort((a, b) => a.from - b.from || a.length - b.length);
  const first = stated.findLast(({ from }) => from <= due + 1);
  if (first === undefined) {
    const what = `Interest goes by the rate \`${series}\`, and what it stands at on ${dateOf(due + 1)} is not stated.`;
    return trouble('index-missing', what, [clause]);
  }
  const parts = [first, ...stated.filter(({ from }) => from > due + 1 && from <= paid)];
  return Rational.sum(
    parts.map(({ value }, at) => {
      const rate = bound(Rational.of(value).plus(Rational.of(plus)), bounds);
      const from = at === 0 ? due : (parts[at]?.from ?? due) - 1;
      return rate.over(Rational.of(100)).times(yearsOf(from, (parts[at + 1]?.from ?? paid + 1) - 1));
    }),
  );
}

/** Whole months counted from the due day, and of the last its days over all its days. */
function monthsOf(due: number, paid: number): Rational {
  let whole = 0;
  while (addMonths(due, whole + 1) <= paid) whole += 1;
  const [from, until] = [addMonths(due, whole), addMonths(due, whole + 1)];
  return Rational.of(whole).plus(Rational.of(paid - from, until - from));
}

function askOn<K extends 'payment' | 'interest'>(
  plan: Plan,
  order: Order,
  kind: K,
  day: number,
): ClauseOf<K> | undefined | Trouble {
  return orderTrouble(plan.ir, order) ?? askOnDay({ plan, order }, kind, kind, day);
}
