// By when an invoice is to be paid, and what it bears when it is paid late (meanings T3, T5).

import type { Plan } from '../asking/plan.ts';
import { orderTrouble } from '../asking/sound.ts';
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
import type { CivilDate, Decimal, Order } from '../ir.ts';
import type { Fraction, Problem } from '../results.ts';
import { addMonths, dateOf, dayOf, isCivilDate, periodContaining, periodsOverlapping } from '../time/civil.ts';
import { after } from './terms.ts';

export interface PaymentResult {
  readonly clause: string;
  /** The last day on which payment is in time. */
  readonly due: CivilDate;
}

/** When an invoice of that day is due; nothing where no clause says so. */
export function payment(
  plan: Plan,
  order: Order,
  invoiced: CivilDate,
): { readonly payment?: PaymentResult; readonly problems: readonly Problem[] } {
  const clause = askOn(plan, order, 'payment', invoiced, dayOf(invoiced));
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  if (clause === undefined) return { problems: [] };
  const { value } = clause;
  if (value.kind !== 'payment') return { problems: [problemOf(wordTrouble(clause, value))] };
  const day = after(dayOf(invoiced), value.length);
  const { toEndOf } = value;
  const due = toEndOf === undefined ? day : periodContaining(toEndOf, day, dayOf(order.from)).until - 1;
  return { payment: { clause: clause.id, due: dateOf(due) }, problems: [] };
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
}

/** What a sum bears that is paid after it was due; nothing where it was paid in time, or no clause says so. */
export function interest(
  plan: Plan,
  order: Order,
  { sum, due, paid }: InterestAsk,
): { readonly interest?: InterestResult; readonly problems: readonly Problem[] } {
  if (!isCivilDate(paid)) return { problems: [problemOf(trouble('bad-fact', `\`${paid}\` is not a date.`))] };
  if (!isDecimal(sum)) return { problems: [problemOf(trouble('bad-fact', `\`${sum}\` is not a sum.`))] };
  const clause = askOn(plan, order, 'interest', due, dayOf(due) + 1);
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  const days = dayOf(paid) - dayOf(due);
  if (clause === undefined || days <= 0) return { problems: [] };
  const { value } = clause;
  if (value.kind !== 'interest') return { problems: [problemOf(wordTrouble(clause, value))] };
  const late = value.per === 'year' ? yearsOf : monthsOf;
  const times = late(dayOf(due), dayOf(paid));
  const exact = Rational.of(sum).times(Rational.of(value.percent, 100)).times(times);
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
  date: CivilDate,
  day: number,
): ClauseOf<K> | undefined | Trouble {
  const wrong = orderTrouble(plan.ir, order);
  if (wrong !== undefined) return wrong;
  if (!isCivilDate(date)) return trouble('bad-fact', `\`${date}\` is not a date.`);
  return askOnDay({ plan, order }, kind, kind, day);
}
