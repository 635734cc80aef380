// Minimums and caps that never change anything.
import { type Clause, type FeeClause, type IncludeClause, Rational } from '@avtal/runtime';
import { rowOf } from '../finding.ts';
import { uncovered } from '../regions.ts';
import { numberText } from '../words.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import type { Remark } from './remark.ts';

interface Idle {
  /** `at least 0` */
  readonly bound: string;
  /** Completes "because …". */
  readonly because: string;
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
function isBounded({ kind, value, ...clause }: Clause): boolean {
  if (kind === 'include') return 'carry' in clause && clause.carry?.atMost !== undefined;
  return (kind === 'limit' || kind === 'fee') && ('atLeast' in value || 'atMost' in value);
}

/** The bound of the clause that never shows. */
function idleIn(clause: Clause, ground: Ground): Idle | undefined {
  switch (clause.kind) {
    case 'limit':
      return clause.value.kind === 'limit' ? zeroMinimum(clause.value.atLeast) : undefined;
    case 'fee':
      return zeroMinimum(clause.value.atLeast) ?? shareCap(clause, ground) ?? shareMinimum(clause, ground);
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

/** A share of plain fees is never more than that of the largest. */
function shareCap(fee: FeeClause, ground: Ground): Idle | undefined {
  const { value } = fee;
  if (value.kind !== 'percent-of-fee' || value.atMost === undefined) return undefined;
  const [first, ...others] = sharesOf(fee, ground);
  const most = others.reduce((a, b) => a.max(b), first ?? Rational.zero);
  if (first === undefined || most.compare(Rational.of(value.atMost)) > 0) return undefined;
  const because = `${value.percent}% of that fee are never more than ${amountText(most)}`;
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
  const because = `${value.percent}% of that fee are never less than ${amountText(least)}`;
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
  return known.length < amounts.length ? [] : known.map((amount) => amount.times(Rational.of(value.percent, 100)));
}

function carryCap({ value, carry, subject }: IncludeClause, { ir }: Ground): Idle | undefined {
  if (value.kind !== 'quantity' || carry?.atMost === undefined) return undefined;
  const most = Rational.of(value.amount).times(Rational.of(carry.percent, 100));
  // What is carried on for longer adds up.
  if (most.compare(Rational.of(carry.atMost)) > 0 || carry.periods !== 1) return undefined;
  const info = ir.subjects[subject];
  const [cap, reached] = [carry.atMost, most.exactDecimal() ?? most.toDecimal(6)].map((one) => numberText(one, info));
  return { bound: `at most ${cap}`, because: `${carry.percent}% are never more than ${reached}` };
}
