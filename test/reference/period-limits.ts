// Limits and discounts by turnover that are on fees (meanings P9, P10): in each of their periods, with what the fees come to in it (K4).
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, Clause, DiscountClause, Index, LimitClause, Period, ScopeInfo } from '../../runtime/src/ir.ts';
import { lastOfMonth, monthOf, periods, type Span } from './days.ts';
import { givenBack } from './discounts.ts';
import { periodFees } from './ended.ts';
import type { Limited } from './extras.ts';
import { feesIn, isCounted, type Singles } from './fee-sums.ts';
import { fees, nameOf } from './fees.ts';
import { type Fraction, least, minus, most, read, sum, times } from './fraction.ts';
import { share, within } from './lots.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { divide, rateOf, type Share } from './vat.ts';
import { startOfDay } from './windows.ts';

/** What speaks of a sum. */
export type Summing = LimitClause | (DiscountClause & { readonly scope: Index });

export const isSumming = (clause: Clause): clause is Summing =>
  clause.kind === 'limit' || (clause.kind === 'discount' && clause.scope !== undefined);

/** What becomes of the sum; `part`: how much of the least counts. */
export function becomes(clause: Summing, total: Fraction, part: Fraction): Fraction {
  if (clause.kind === 'discount') return minus(total, givenBack(clause.value, total));
  const { value } = clause;
  if (value.kind === 'open') return total;
  const raised = value.atLeast === undefined ? total : most(total, times(read(value.atLeast), part));
  return value.atMost === undefined ? raised : least(raised, read(value.atMost));
}

/** P10: turnover is after surcharges. */
export const surchargesOf = (clause: Summing) => (clause.kind === 'limit' ? clause.surcharges : 'after');

export interface Fees {
  readonly facts: Facts;
  readonly asked: Span & { readonly basis: 'cost' | 'invoice' };
}

export function limitPeriods(
  world: World,
  question: string,
  { over }: ScopeInfo,
  problems: Problems,
  { facts, asked }: Fees,
  ofWork: (clause: Summing, period: Span) => readonly Share[] | undefined,
): Limited[] {
  const { order } = world;
  if (over.kind !== 'period') return [];
  const kind = over.period;
  return periods(kind, order.from, asked.until).flatMap((period): Limited[] => {
    const inside = within(world, period);
    const invoiced = lastOfMonth(monthOf(inside.until));
    const posted = asked.basis === 'cost' ? inside.until : invoiced;
    if (inside.from > inside.until || posted < asked.from || asked.until < posted) return [];
    const answer = ask(world, question, { at: startOfDay(world.ir, inside.from), choices: {}, numbers: {} });
    if (answer.kind === 'none') return [];
    const wrong = (code: string): [] => {
      complain(problems, code, question);
      return [];
    };
    if (answer.kind === 'missing') return wrong(answer.code);
    if (answer.kind === 'contradiction' || !isSumming(answer.clause)) return wrong('contradiction');
    const { clause } = answer;
    if (clause.value.kind === 'open') return wrong('open-value');
    const work = ofWork(clause, period);
    if (work === undefined) return [];
    const parts: Share[] = [...work];
    for (const name of namesOf(world, clause)) {
      const amount = feeIn(world, facts, name, kind, period, surchargesOf(clause));
      if (typeof amount === 'string') return wrong(amount);
      parts.push({ rate: rateOf(world, { fee: name }, inside.from), amount });
    }
    const part = share(world, period);
    if (part === undefined) return wrong('part-period-not-said');
    const total = sum(parts.map(({ amount }) => amount));
    const held = becomes(clause, total, part);
    const shares = divide(world, minus(held, total), parts, rateOf(world, {}, inside.from));
    return shares.map((one) => ({ ...one, clause, month: monthOf(inside.until) }));
  });
}

function namesOf({ clauses }: World, { fees: named = [] }: Summing): readonly string[] {
  if (!named.includes('*')) return named;
  return [...new Set(clauses.flatMap((clause) => (clause.kind === 'fee' ? [nameOf(clause.question)] : [])))];
}

/** What a fee comes to for a period, after discounts, or why that is not known. */
export function feeIn(
  world: World,
  facts: Facts,
  name: string,
  kind: Period,
  period: Span,
  surcharges: LimitClause['surcharges'],
  singles: Singles = 'due',
): Fraction | string {
  const asked = { from: world.order.from, until: period.until };
  const wrong = periodFees(world, facts, asked, new Map(), period.until).find(
    (one) =>
      !one.isFine && one.name === name && isCounted(world, one.period, one.day, kind, within(world, period), singles),
  );
  const charged = (day: CivilDate) => fees(world, facts, asked, new Map(), day);
  return wrong?.codes[0] ?? feesIn(world, charged, [name], kind, period, undefined, surcharges, singles);
}
