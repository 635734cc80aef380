// Minimums and caps that never change anything.
import {
  type Clause,
  type CountClause,
  type FeeClause,
  type IncludeClause,
  type Index,
  type LimitClause,
  Rational,
  servedBy,
  shareOf,
  shareWords,
} from '@avtal/runtime';
import { uncovered } from '../regions.ts';
import { rowOf } from '../rows.ts';
import { numberText } from '../words.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import type { Remark } from './remark.ts';

interface Idle {
  /** `at least 0` */
  readonly bound: string;
  /** Completes "because …". */
  readonly because: string;
  /** A least number of units may be meant: how that is written. */
  readonly meant?: string;
}

export const idleBounds: Pass = (ground) => {
  const rows = Map.groupBy(ground.ir.clauses.filter(isBounded), rowOf);
  return [...rows.values()].flatMap((row): readonly Remark[] => {
    const idle = row.map((clause) => idleIn(clause, ground));
    // A row has one figure for all its columns, and is meant for those in which it counts.
    const [first] = idle;
    const [clause] = row;
    if (clause === undefined || first === undefined || idle.includes(undefined)) return [];
    return [
      {
        name: 'bound-without-effect',
        params: { row: rowName(clause, ground.ir), ...(idle.at(-1) ?? first) },
        at: clause.span,
        related: [],
      },
    ];
  });
};

/** Whether the clause says a least or a most. */
function isBounded(clause: Clause): boolean {
  if (clause.kind === 'include') return clause.carry?.atMost !== undefined;
  return (clause.kind === 'limit' || clause.kind === 'fee') && ('atLeast' in clause.value || 'atMost' in clause.value);
}

/** The bound of the clause that never shows. */
function idleIn(clause: Clause, ground: Ground): Idle | undefined {
  switch (clause.kind) {
    case 'limit':
      return clause.value.kind === 'limit'
        ? (zeroMinimum(clause.value.atLeast) ?? lowMinimum(clause, clause.value.atLeast, ground))
        : undefined;
    case 'fee':
      return (
        zeroMinimum(clause.value.atLeast) ??
        priceBound(clause, ground) ??
        shareCap(clause, ground) ??
        shareMinimum(clause, ground)
      );
    case 'include':
      return carryCap(clause, ground);
    default:
      return undefined;
  }
}

function zeroMinimum(atLeast: string | undefined): Idle | undefined {
  if (atLeast === undefined || Rational.of(atLeast).sign() > 0) return undefined;
  return { bound: `at least ${atLeast}`, because: 'nothing comes to less than that' };
}

/** Started steps make the shortest piece of work cost more than the minimum. */
function lowMinimum(
  { bases, fees, scope }: LimitClause,
  atLeast: string | undefined,
  ground: Ground,
): Idle | undefined {
  const [base, ...others] = bases;
  if (fees !== undefined || atLeast === undefined || base === undefined || others.length > 0) return undefined;
  const least = leastCharge(base, scope, ground);
  if (least === undefined || least.compare(Rational.of(atLeast)) < 0) return undefined;
  const because = `the least of \`${ground.ir.subjects[base]?.id}\` that is counted costs ${amountText(least)}`;
  return { bound: `at least ${atLeast}`, because };
}

/** What the shortest time costs at the lowest price; undefined where something takes away from it, or it is not plain. */
function leastCharge(subject: Index, scope: Index, { ir, spaces, steps }: Ground): Rational | undefined {
  const lessens = (clause: Clause): boolean =>
    (clause.kind === 'include' && servedBy(clause).includes(subject)) ||
    ((clause.kind === 'discount' || clause.kind === 'index') && clause.bases.includes(subject)) ||
    (clause.kind === 'start' && clause.buys.some((one) => one.subject === subject));
  if (ir.clauses.some(lessens)) return undefined;
  const prices = ir.clauses.flatMap((clause) =>
    clause.kind === 'rate' && clause.subject === subject
      ? [
          clause.value.kind === 'rate'
            ? Rational.of(clause.value.amount).over(Rational.of(clause.value.per))
            : undefined,
        ]
      : [],
  );
  const counts = ir.clauses.filter((clause) => clause.kind === 'count' && clause.subject === subject) as CountClause[];
  const times = counts.map((clause) => {
    const [rule] = clause.value.kind === 'ladder' ? clause.value.steps.map(({ value }) => value) : [clause.value];
    if (rule === undefined || rule.kind === 'open') return undefined;
    // What is charged at least is what the first step charges.
    const { free, freeIfUpTo, grace, rounding = 'started', step = '0', minimum = '0' } = rule;
    const isAlike = clause.scope === scope || ir.scopes[clause.scope]?.over.kind === 'entry';
    const takesAway = free !== undefined || freeIfUpTo !== undefined || grace !== undefined || rounding !== 'started';
    return isAlike && !takesAway ? Rational.of(step).max(Rational.of(minimum)) : undefined;
  });
  const space = counts[0] && spaces.of(counts[0].question);
  const [price, time] = [leastOf(prices), leastOf(times)];
  if (space === undefined || price === undefined || time === undefined) return undefined;
  const covers = space.members.flatMap(({ areas }) => areas);
  const isCounted = uncovered({ layout: space.layout, steps }, space.happened, covers) === 'covered';
  return isCounted ? price.times(time) : undefined;
}

/** The least of them, where all are known. */
function leastOf(all: readonly (Rational | undefined)[]): Rational | undefined {
  return all.reduce((a, b) => (b === undefined ? undefined : a?.min(b)), all[0]);
}

/** A price that is never below the least: of a unit, as soon as there is one. A price without units is never above the most. */
function priceBound(fee: FeeClause, { ir }: Ground): Idle | undefined {
  const { value, unit, by } = fee;
  const { atLeast, atMost } = value;
  const isFixed = !ir.clauses.some(({ kind }) => kind === 'index');
  const steps = value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value];
  const amounts = steps.map((step) => (step.kind === 'money' ? Rational.of(step.amount) : undefined));
  const least = leastOf(amounts);
  if (!isFixed || least === undefined) return undefined;
  const most = amounts.reduce((a: Rational, b) => (b === undefined ? a : a.max(b)), least);
  const info = ir.subjects[unit ?? by ?? -1];
  if (atMost !== undefined && unit === undefined && most.compare(Rational.of(atMost)) <= 0)
    return { bound: `at most ${atMost}`, because: `the fee is never more than ${amountText(most)}` };
  const isOne = info?.counts === undefined || Rational.of(info.counts.constant).compare(Rational.one) >= 0;
  if (atLeast === undefined || !isOne || least.compare(Rational.of(atLeast)) < 0) return undefined;
  const { partPeriods, unitsCounted } = ir.agreement;
  const isByDay = partPeriods === 'by-day' || (info?.counted ?? unitsCounted) === 'by-day';
  const whole = isByDay && fee.period !== undefined ? ' for a whole period' : '';
  const bound = `at least ${atLeast}`;
  if (unit === undefined || info === undefined)
    return { bound, because: `the fee is never less than ${amountText(least)}${whole}` };
  const because = `one \`${info.id}\` costs ${amountText(least)} already${whole}`;
  // `45, at least 10`: ten of them may be meant.
  const isMonthly = fee.period?.unit === 'month' && fee.period.count === 1;
  if (value.kind !== 'money' || !isMonthly || least.equals(Rational.of(atLeast))) return { bound, because };
  const all = amountText(least.times(Rational.of(atLeast)));
  const name = fee.question.slice('fee:'.length);
  return { bound, because, meant: `limit on fee ${name} each month: at least ${all}, before surcharges` };
}

/** A share of plain fees is never more than that of the largest. */
function shareCap(fee: FeeClause, ground: Ground): Idle | undefined {
  const { value } = fee;
  if (value.kind !== 'percent-of-fee' || value.atMost === undefined) return undefined;
  const [first, ...others] = sharesOf(fee, ground);
  const most = others.reduce((a, b) => a.max(b), first ?? Rational.zero);
  if (first === undefined || most.compare(Rational.of(value.atMost)) > 0) return undefined;
  const because = `${shareWords(value)} of that fee are never more than ${amountText(most)}`;
  return { bound: `at most ${value.atMost}`, because };
}

/** Nor less than that of the smallest, where the fee is always due and part periods make no less of it. */
function shareMinimum(fee: FeeClause, ground: Ground): Idle | undefined {
  const { value } = fee;
  if (value.kind !== 'percent-of-fee' || value.atLeast === undefined) return undefined;
  const [first, ...others] = sharesOf(fee, ground);
  const least = others.reduce((a, b) => a.min(b), first ?? Rational.zero);
  const base = ground.spaces.of(`fee:${value.fees[0]}`);
  if (first === undefined || base === undefined || ground.ir.agreement.partPeriods !== 'full') return undefined;
  const covers = base.members.flatMap(({ areas }) => areas);
  const isDue = uncovered({ layout: base.layout, steps: ground.steps }, base.happened, covers) === 'covered';
  if (!isDue || least.compare(Rational.of(value.atLeast)) < 0) return undefined;
  const because = `${shareWords(value)} of that fee are never less than ${amountText(least)}`;
  return { bound: `at least ${value.atLeast}`, because };
}

const amountText = (amount: Rational): string => amount.exactDecimal() ?? amount.toDecimal(2);

/** What the share comes to by each row of the one fee that it is of; none where that is not plain. */
function sharesOf({ value, unit, period }: FeeClause, { ir }: Ground): readonly Rational[] {
  if (value.kind !== 'percent-of-fee' || value.fees.length !== 1 || unit !== undefined) return [];
  const base = ir.clauses.filter((clause) => clause.kind === 'fee' && clause.question === `fee:${value.fees[0]}`);
  const amounts = base.map((clause) => {
    const isAlike =
      clause.kind === 'fee' && clause.unit === undefined && JSON.stringify(clause.period) === JSON.stringify(period);
    return isAlike && clause.value.kind === 'money' ? Rational.of(clause.value.amount) : undefined;
  });
  const known = amounts.filter((amount) => amount !== undefined);
  return known.length < amounts.length ? [] : known.map((amount) => amount.times(shareOf(value)));
}

function carryCap({ value, carry, unit, subject }: IncludeClause, { ir }: Ground): Idle | undefined {
  if (value.kind !== 'quantity' || carry?.atMost === undefined || unit !== undefined) return undefined;
  const most = Rational.of(value.amount).times(Rational.of(carry.percent, 100));
  // What is carried on for longer adds up.
  if (most.compare(Rational.of(carry.atMost)) > 0 || carry.periods !== 1) return undefined;
  const info = ir.subjects[subject];
  const [cap, reached] = [carry.atMost, most.exactDecimal() ?? most.toDecimal(6)].map((one) => numberText(one, info));
  return { bound: `at most ${cap}`, because: `${carry.percent}% are never more than ${reached}` };
}
