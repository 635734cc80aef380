// How long an agreement runs, and when who gives notice is out of it (meanings T1, T2).

import type { Plan } from '../asking/plan.ts';
import { dayTrouble, noticeTrouble, orderTrouble } from '../asking/sound.ts';
import { askOnDay, isTrouble, problemOf, type Trouble, wordTrouble } from '../asking/trouble.ts';
import { daysOf, outsideValidity } from '../asking/validity.ts';
import type { CivilDate, CivilLength, NoticeClause, Order, TermClause } from '../ir.ts';
import type { Problem } from '../results.ts';
import { addMonths, dateOf, dayOf, periodContaining } from '../time/civil.ts';

export interface TermResult {
  /** Absent where no clause says how long. */
  readonly clause?: string;
  /** Last day of the term or renewal that runs on the day, or of the order; absent: it runs without end. */
  readonly ends?: CivilDate;
  /** How many renewals there have been, this one included. */
  readonly renewals: number;
  /** Whether a term or renewal binds on the day. */
  readonly binds: boolean;
}

export interface NoticeResult {
  /** Absent where no clause asks for notice. */
  readonly clause?: string;
  /** The last day on which all is as it was. */
  readonly last: CivilDate;
  /** The last day on which notice still has that effect. */
  readonly giveBy: CivilDate;
}

/** The term that runs on a day. */
export function term(
  plan: Plan,
  order: Order,
  on: CivilDate,
): { readonly term?: TermResult; readonly problems: readonly Problem[] } {
  const wrong = orderTrouble(plan.ir, order) ?? dayTrouble(on) ?? outsideValidity(plan.ir, order, dayOf(on));
  const clause = wrong ?? termClause(plan, order);
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  const stretch = stretchOn(dayOf(order.from), clause, dayOf(on));
  const { until = Infinity } = stretch ?? {};
  const end = Math.min(until, daysOf(order).until) - 1;
  const found = {
    ...(clause !== undefined && { clause: clause.id }),
    ...(Number.isFinite(end) && { ends: dateOf(end) }),
    renewals: stretch?.renewals ?? 0,
    binds: stretch !== undefined,
  };
  return { term: found, problems: [] };
}

/** What notice that is given on a day comes to. */
export function notice(
  plan: Plan,
  order: Order,
  asked: { readonly who: 'customer' | 'provider'; readonly name?: string; readonly on: CivilDate },
): { readonly notice?: NoticeResult; readonly problems: readonly Problem[] } {
  const wrong =
    orderTrouble(plan.ir, order) ?? noticeTrouble(asked) ?? outsideValidity(plan.ir, order, dayOf(asked.on));
  if (wrong !== undefined) return { problems: [problemOf(wrong)] };
  const { who, name, on } = asked;
  const question = ['notice', who, ...(name === undefined ? [] : [name])].join(':');
  const day = dayOf(on);
  const clause = askOnDay({ plan, order }, 'notice', question, day);
  if (isTrouble(clause)) return { problems: [problemOf(clause)] };
  // What the row itself leaves open is told before what is wrong with the term.
  if (clause !== undefined && clause.value.kind !== 'notice')
    return { problems: [problemOf(wordTrouble(clause, clause.value))] };
  const bound = name === undefined ? termClause(plan, order) : undefined;
  if (isTrouble(bound)) return { problems: [problemOf(bound)] };
  if (clause?.value.kind !== 'notice') return { problems: [] };
  const { value } = clause;
  const first = dayOf(order.from);
  const lastOf = (given: number) => lastDay({ order: first, first }, value, bound, given);
  const last = lastOf(day);
  let giveBy = day;
  while (lastOf(giveBy + 1) === last) giveBy += 1;
  const end = name === undefined ? Math.min(last, daysOf(order).until - 1) : last;
  return { notice: { clause: clause.id, last: dateOf(end), giveBy: dateOf(giveBy) }, problems: [] };
}

/** The last day, where notice is given on a day; `order`, `first`: the days on which the order and what is bound began. */
export function lastDay(
  { order, first }: { readonly order: number; readonly first: number },
  { length, ends }: Extract<NoticeClause['value'], { readonly kind: 'notice' }>,
  bound: TermClause | undefined,
  given: number,
): number {
  const earliest = after(given, length);
  const aligned = ends.kind === 'period' ? periodContaining(ends.period, earliest, order).until - 1 : earliest;
  const stretch = stretchOn(first, bound, aligned);
  return stretch === undefined ? aligned : stretch.until - 1;
}

/** The same day so many months later, or so many days. */
export function after(day: number, { count, unit }: CivilLength): number {
  return unit === 'month' ? addMonths(day, count) : day + count;
}

/** The term or renewal, counted from the first day, that contains the day; `until` is the day after its last. */
function stretchOn(
  first: number,
  clause: TermClause | undefined,
  day: number,
): { readonly until: number; readonly renewals: number } | undefined {
  const value = clause?.value;
  if (value?.kind !== 'term') return undefined;
  const until = addMonths(first, value.months);
  if (day < until) return { until, renewals: 0 };
  if (value.after.kind !== 'renews') return undefined;
  for (let renewals = 1; ; renewals += 1) {
    const end = addMonths(first, value.months + renewals * value.after.months);
    if (day < end) return { until: end, renewals };
  }
}

/** Asked once, on the order's first day. */
function termClause(plan: Plan, order: Order): TermClause | undefined | Trouble {
  const clause = askOnDay({ plan, order }, 'term', 'term', dayOf(order.from));
  if (clause === undefined || isTrouble(clause) || clause.value.kind !== 'open') return clause;
  return wordTrouble(clause, clause.value);
}
