// What comes back of periods that were invoiced before anybody knew that the order would end in them (meaning F10).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Period, RefundClause } from '../ir.ts';
import { shareOf, shareWords } from '../share.ts';
import { addMonths, dateOf, dayOf } from '../time/civil.ts';
import { feeName } from './fee-lines.ts';
import type { Book } from './known.ts';
import type { Contribution } from './lines.ts';
import { isInSpan, type Occasion } from './occasions.ts';
import { ask, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';

/** What an agreement says of a fee whose order ended early. */
export interface Ended {
  readonly clause: RefundClause | undefined;
  /** The day of notice, and the order's last. */
  readonly noticed: number;
  readonly last: number;
  /** The fee as if the order ran on. */
  readonly open: Book;
  /** Why nobody can say what comes back, on the bill of the last day. */
  readonly troubles: readonly Trouble[];
}

/** Undefined where the end was known from the beginning. */
export function endedOf({ run, before }: Book, question: string): Ended | undefined {
  if (before === undefined) return undefined;
  const last = run.orderDays.until - 1;
  const asked = { at: run.zone.startOfDay(last), choices: {} };
  const own = ask(run, 'refund', `refund:${feeName(question)}`, asked);
  const clause = own ?? ask(run, 'refund', 'refund', asked);
  const why = isTrouble(clause)
    ? clause
    : clause?.value.kind === 'open'
      ? wordTrouble(clause, clause.value)
      : undefined;
  return {
    clause: why === undefined && !isTrouble(clause) ? clause : undefined,
    ...{ noticed: before.until, last, open: before.book },
    troubles: why === undefined || !isInSpan(run, last) ? [] : [why],
  };
}

/** Whether it is for the refund to say what comes back of the period: it has days after the order's last. */
export function mayRefund({ clause, last }: Ended, { days }: Occasion): boolean {
  return clause !== undefined && days.until > last + 1;
}

/** Whether it was invoiced before the notice, for such a period. */
export function isPrepaid(ended: Ended, occasion: Occasion, { dates }: Contribution): boolean {
  return dates !== undefined && mayRefund(ended, occasion) && dayOf(dates.invoiced) < ended.noticed;
}

/** What was paid for days after the order is delivered on its last day. */
export function deliveredInOrder({ last }: Ended, one: Contribution): Contribution {
  if (one.dates === undefined || dayOf(one.dates.service.from) <= last) return one;
  return { ...one, dates: { ...one.dates, service: onDay(last) } };
}

/** What comes back of what was paid for one period. */
export function refunded(
  run: Run,
  ended: Ended,
  occasion: Occasion,
  period: Period,
  paid: readonly Contribution[],
): Contribution[] {
  const { clause, last } = ended;
  if (clause?.value.kind !== 'refund' || !isInSpan(run, last)) return [];
  const { value } = clause;
  const [unused, whole] = value.of === 'days' ? daysAfter(occasion, last) : monthsAfter(occasion, period, last);
  const share = shareOf(value).times(Rational.of(unused, whole));
  if (share.isZero()) return [];
  const name = value.of === 'days' ? 'days' : 'months';
  return paid.map((one): Contribution => {
    const amount = one.amount.times(share).negate();
    const text = `${shareWords(value)} of ${unused} of ${whole} ${name} of ${numberText(one.amount)} paid for ${one.kind} ${one.subject} from ${dateOf(occasion.days.from)} = ${numberText(amount)}`;
    return {
      kind: 'refund',
      subject: one.kind === 'fee' ? one.subject : (one.below?.subject ?? one.subject),
      clause,
      dates: { service: onDay(last), invoiced: dateOf(last) },
      amount,
      vat: one.vat,
      trace: {
        what: 'refund',
        clause: clause.id,
        amount: amount.toString(),
        unit: 'money',
        text,
        children: [one.trace],
      },
    };
  });
}

const onDay = (day: number) => ({ from: dateOf(day), until: dateOf(day) });

function daysAfter({ days }: Occasion, last: number): readonly [number, number] {
  return [days.until - Math.max(days.from, last + 1), days.until - days.from];
}

const months: Readonly<Record<Period['unit'], number>> = {
  day: 0,
  week: 0,
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

function monthsAfter({ period: whole }: Occasion, { unit, count }: Period, last: number): readonly [number, number] {
  const all = Math.max(1, months[unit] * count);
  const starts = Array.from({ length: all }, (_, n) => addMonths(whole.from, n));
  return [starts.filter((day) => day > last).length, all];
}
