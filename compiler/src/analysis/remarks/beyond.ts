// Rows of which each is fine, and which together go beyond what there is: limits that cross, discounts of more than the
// price, credits of more than the fee, notice that is longer than the term.
import {
  type Clause,
  type CreditAmount,
  type CreditClause,
  type DiscountClause,
  dateOf,
  type Ir,
  type LimitClause,
  notice,
  Rational,
  shareOf,
  shareWords,
} from '@avtal/runtime';
import { dateWords } from '../../wording/speaker.ts';
import { isAsked } from '../contradictions.ts';
import { PREFERRED } from '../days.ts';
import { meet } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Witness } from '../witness.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';

/** A situation in which both of the clauses answer; `all`: those that may beat them. */
function together(ground: Ground, all: readonly Clause[], one: Clause, other: Clause): Witness | undefined {
  const space = ground.spaces.ofClauses(all, ground.context);
  if (space === undefined) return undefined;
  const both = [one, other].map((clause) => space.members.findIndex((member) => member.clause === clause));
  const [left = [], right = []] = both.map((at) => ground.winning(space)[at]);
  for (const here of left)
    for (const there of right) {
      ground.steps.left -= 1;
      if (ground.steps.left < 0) return undefined;
      const area = meet(space.layout, here, there);
      const seen = area && ground.witnesses.of(space, area, (axis) => isAsked(space, axis, both), [one, other]);
      if (seen !== undefined) return seen;
    }
  return undefined;
}

/** Least and most are two questions, each looked at without the other (meaning P9): what one adds, the other takes away. */
export const crossedLimits: Pass = (ground) => {
  const limits = ground.clausesOf('limit');
  const found = new Remarks();
  const isAlike = (a: LimitClause, b: LimitClause): boolean =>
    JSON.stringify([a.bases, a.onStart, a.fees, a.scope]) === JSON.stringify([b.bases, b.onStart, b.fees, b.scope]);
  for (const low of limits)
    for (const high of limits) {
      const [least, most] = [boundOf(low, 'atLeast'), boundOf(high, 'atMost')];
      const key = `${rowOf(low)}\0${rowOf(high)}`;
      if (least === undefined || most === undefined || !isAlike(low, high) || found.has(key)) continue;
      if (Rational.of(least).compare(Rational.of(most)) <= 0) continue;
      const witness = together(ground, limits, low, high);
      if (witness === undefined) continue;
      found.add(key, {
        name: 'limits-apart',
        params: { where: witness.text, least: sideOf(low, least, ground.ir), most: sideOf(high, most, ground.ir) },
        at: high.span,
        related: [{ at: low.span, message: `says at least ${least}` }],
        witness,
      });
    }
  return found.all;
};

const boundOf = ({ value }: LimitClause, side: 'atLeast' | 'atMost') =>
  value.kind === 'limit' ? value[side] : undefined;

const sideOf = (clause: Clause, amount: string, ir: Ir) => ({ amount, row: rowName(clause, ir) });

/** Several discounts add up on the list price (meaning P7), where no row says how they combine. */
export const discountsOverPrice: Pass = (ground) => {
  const { ir } = ground;
  const discounts = ground.clausesOf('discount').filter(({ name }) => name !== undefined);
  const combines = ground.clausesOf('combine').filter(({ of }) => of === 'discounts');
  const found = new Remarks();
  for (const [at, one] of discounts.entries())
    for (const other of discounts.slice(at + 1)) {
      const names = [one.name ?? '', other.name ?? ''];
      const [key, base] = [names.toSorted().join('\0'), commonOf(one, other, ir)];
      const [first, second] = [shareIn(one), shareIn(other)];
      const isRuled = combines.some((clause) => names.every((name) => clause.names.includes(name)));
      if (names[0] === names[1] || base === undefined || isRuled || found.has(key)) continue;
      if (first === undefined || second === undefined || first.plus(second).compare(Rational.one) <= 0) continue;
      const witness = together(ground, discounts, one, other);
      if (witness === undefined) continue;
      const sides = [one, other].map((clause) => ({
        name: clause.name ?? '',
        amount: clause.value.kind === 'percent' ? shareWords(clause.value) : '',
        row: rowName(clause, ir),
      }));
      const percent = first.plus(second).times(Rational.of('100'));
      found.add(key, {
        name: 'discounts-over-price',
        params: { where: witness.text, sides, sum: `${percent.exactDecimal() ?? percent.toDecimal(2)}%`, base },
        at: other.span,
        related: [{ at: one.span, message: `\`${one.name}\`: ${sides[0]?.amount}` }],
        witness,
        adds: ['highest', 'multiply'].map((how) => `combine ${names.join(', ')}: ${how}`),
      });
    }
  return found.all;
};

const shareIn = ({ value }: DiscountClause) => (value.kind === 'percent' ? shareOf(value) : undefined);

/** What both are taken off. */
function commonOf(one: DiscountClause, other: DiscountClause, ir: Ir): string | undefined {
  const base = one.bases.find((index) => other.bases.includes(index));
  if (base !== undefined) return ir.subjects[base]?.id;
  const [all, named] = one.fees.includes('*') ? [one, other] : [other, one];
  const fee = all.fees.includes('*') ? named.fees[0] : all.fees.find((name) => named.fees.includes(name));
  return fee === '*' ? 'all fees' : fee === undefined ? undefined : `fee ${fee}`.trim();
}

/** More than was paid comes back. */
export const creditsOverFee: Pass = (ground) => {
  const caps = ground.clausesOf('cap');
  const found = new Remarks();
  for (const clause of ground.clausesOf('credit')) {
    const share = mostOf(clause);
    if (share === undefined || clause.atMost !== undefined || caps.some(({ side }) => side === 'most')) continue;
    found.add(clause.name, {
      name: 'credit-over-fee',
      params: { credit: clause.name, row: rowName(clause, ground.ir), share: shareWords(share) },
      at: clause.span,
      related: [],
    });
  }
  return found.all;
};

type PercentOfFee = Extract<CreditAmount, { readonly kind: 'percent-of-fee' }>;

/** The share of a fee that is more than all of it. */
function mostOf({ value }: CreditClause): PercentOfFee | undefined {
  const values = value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value];
  return values.find(
    (one): one is PercentOfFee => one.kind === 'percent-of-fee' && shareOf(one).compare(Rational.one) > 0,
  );
}

/** Who gives notice on the first day already is too late for the end of the first term. */
export const noticeOverTerm: Pass = (ground) => {
  const { ir, plan, context } = ground;
  const terms = ground.clausesOf('term').filter(({ unit }) => unit === undefined);
  const notices = ground.clausesOf('notice').filter(({ unit, name }) => unit === undefined && name === undefined);
  const found = new Remarks();
  for (const bound of terms)
    for (const given of notices) {
      if (bound.value.kind !== 'term' || given.value.kind !== 'notice' || found.has(rowOf(given))) continue;
      const { count, unit } = given.value.length;
      // Where the agreement goes on without end, nobody need leave at the end of the term. No month has more than 31 days.
      if (bound.value.after.kind === 'runs-on') continue;
      const isLonger = unit === 'month' ? count > bound.value.months : count > bound.value.months * 31;
      const witness = isLonger ? together(ground, [...terms, ...notices], bound, given) : undefined;
      if (witness === undefined) continue;
      const { within } = ground.spaces;
      const from = dateOf(Math.max(within.from, Math.min(PREFERRED, within.until)));
      const order = { ...context.order, from, choices: witness.situation.choices ?? {} };
      const last = notice(plan, order, { who: given.who, on: from }).notice?.last;
      if (last === undefined) continue;
      found.add(rowOf(given), noticeRemark(ir, bound, given, { first: dateWords(from), last: dateWords(last) }));
    }
  return found.all;
};

function noticeRemark(ir: Ir, bound: Clause, given: Clause, days: { first: string; last: string }): Remark {
  return {
    name: 'notice-over-term',
    params: { ...days, term: rowName(bound, ir), notice: rowName(given, ir) },
    at: given.span,
    related: [{ at: bound.span, message: 'is shorter' }],
  };
}
