// What of a fee is invoiced when: what is known on the day of the invoice, and later the differences (meanings F3, F8).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import { dateOf, dayOf } from '../time/civil.ts';
import type { Contribution } from './lines.ts';
import { isTrouble, type Run, type Trouble } from './run.ts';

/** What one period of a fee comes to, by what is known on a day. */
export type Told = (day: number) => Contribution[] | Trouble;

/** What the asked span invoices of one period on these days; on a day with a problem, the problem. */
export function invoicedIn({ span }: Run, days: readonly number[], told: Told): (Contribution | Trouble)[] {
  const lines: Contribution[] = [];
  const troubles = new Map<string, Trouble>();
  for (const [index, day] of days.entries()) {
    if (day < span.from || day >= span.until) continue;
    const now = standing(day, told);
    if (isTrouble(now)) {
      troubles.set(now.message, now);
      continue;
    }
    const before = lastStanding(days.slice(0, index), told);
    for (const key of new Set([...now.keys(), ...before.keys()])) {
      const line = difference(now.get(key), before.get(key), day);
      if (line !== undefined) lines.push(line);
    }
  }
  return [...lines, ...troubles.values()];
}

/** What has been invoiced by the end of the day, were it all invoiced at once. */
function standing(day: number, told: Told): ReadonlyMap<string, Contribution> | Trouble {
  const all = told(day);
  if (isTrouble(all)) return all;
  const due = all.filter(({ dates }) => dates !== undefined && dayOf(dates.invoiced) <= day);
  return new Map(due.map((one) => [[one.kind, one.clause.id, one.subject, one.source].join('/'), one]));
}

/** As it stood on the last of the days that had no problem. */
function lastStanding(days: readonly number[], told: Told): ReadonlyMap<string, Contribution> {
  for (const day of days.toReversed()) {
    const found = standing(day, told);
    if (!isTrouble(found)) return found;
  }
  return new Map();
}

function difference(
  now: Contribution | undefined,
  before: Contribution | undefined,
  day: number,
): Contribution | undefined {
  const one = now ?? before;
  if (one?.dates === undefined) return undefined;
  if (before === undefined && one.dates.invoiced === dateOf(day)) return one;
  const amount = (now?.amount ?? Rational.zero).minus(before?.amount ?? Rational.zero);
  if (amount.isZero()) return undefined;
  const { quantity: _, unitPrice, ...rest } = one;
  const quantity = (now?.quantity ?? Rational.zero).minus(before?.quantity ?? Rational.zero);
  const { from, until } = one.dates.service;
  const on = dateOf(day);
  const service = { from: dateOf(Math.max(dayOf(from), day)), until: dateOf(Math.max(dayOf(until), day)) };
  const text = `${numberText(now?.amount ?? Rational.zero)} by what is known on ${on}, less ${numberText(before?.amount ?? Rational.zero)} invoiced before = ${numberText(amount)}`;
  const isPriced = unitPrice !== undefined && !quantity.isZero();
  return {
    ...rest,
    ...(isPriced ? { quantity, unitPrice } : {}),
    dates: { service, invoiced: on, later: true },
    amount,
    trace: { ...one.trace, amount: amount.toString(), text, children: [one.trace] },
  };
}
