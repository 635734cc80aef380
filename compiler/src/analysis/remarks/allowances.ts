// Allowances that end where nothing says what more costs, and prices of time that nothing says how to count.
import { type Clause, Rational, servedBy } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { isAsked } from '../contradictions.ts';
import { type Area, uncovered } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Witness } from '../witness.ts';
import { numberText } from '../words.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import { Remarks } from './remark.ts';

/** An allowance that can be used up, of a subject without any price. */
export const allowancesWithoutRate: Pass = ({ ir, clausesOf }) => {
  const priced = new Set(
    ir.clauses.flatMap((clause) => (clause.kind === 'rate' || clause.kind === 'price' ? clause.subject : [])),
  );
  const found = new Remarks();
  for (const clause of clausesOf('include')) {
    for (const subject of clause.value.kind === 'quantity' ? servedBy(clause) : []) {
      if (priced.has(subject)) continue;
      const { id = '', kind } = ir.subjects[subject] ?? {};
      found.add(id, {
        name: 'allowance-without-rate',
        params: { subject: id, row: rowName(clause, ir), kind: kind === 'event' ? 'price' : 'rate' },
        at: clause.span,
        related: [],
      });
    }
  }
  return found.all;
};

/**
 * Whole steps that are counted before what is included is taken off, and end elsewhere (meaning C3): of 150 GB included
 * and 260 GB used, in steps of 100 GB, 150 GB are charged. Where what is counted as one is a job or a call, the
 * allowance is used up by whole steps, as is meant.
 */
export const stepsOverAllowances: Pass = ({ ir, clausesOf }) => {
  const found = new Remarks();
  for (const count of clausesOf('count')) {
    const { value, subject, scope } = count;
    const info = ir.subjects[subject];
    const isWhole = ['period', 'both'].includes(ir.scopes[scope]?.over.kind ?? '') || info?.unit.kind === 'other';
    if (info === undefined || !isWhole || value.kind !== 'count' || value.step === undefined) continue;
    const step = Rational.of(value.step);
    for (const include of clausesOf('include')) {
      if (!servedBy(include).includes(subject) || include.value.kind !== 'quantity' || include.period === undefined)
        continue;
      const steps = Rational.of(include.value.amount).over(step);
      if (steps.compare(steps.floor()) === 0) continue;
      const [included, counted] = [include.value.amount, value.step].map((amount) => numberText(amount, info));
      found.add(info.id, {
        name: 'steps-over-allowance',
        params: {
          row: rowName(count, ir),
          included: included ?? '',
          step: counted ?? '',
          rounding: value.rounding ?? 'started',
        },
        at: count.span,
        related: [{ at: include.span, message: 'ends inside a step' }],
      });
    }
  }
  return found.all;
};

/** An hourly price of something that no row says how to count, or none there: then it is counted to the second. */
export const uncountedRates: Pass = (ground) => {
  const { ir, clausesOf } = ground;
  const found = new Remarks();
  const rates = clausesOf('rate').filter((clause) => ir.subjects[clause.subject]?.unit.kind === 'time');
  for (const subject of new Set(rates.map((clause) => clause.subject))) {
    const own = rates.filter((clause) => clause.subject === subject);
    const counts = ir.clauses.filter((clause) => clause.kind === 'count' && clause.subject === subject);
    const uncounted =
      counts.length > 0
        ? partlyUncounted(ground, own, counts)
        : own.filter(isPrice).map((clause) => ({ clause, witness: undefined }))[0];
    if (uncounted === undefined) continue;
    const { clause, witness } = uncounted;
    const { id = '' } = ir.subjects[subject] ?? {};
    found.add(id, {
      name: 'rate-not-counted',
      params: { subject: id, row: rowName(clause, ir), where: witness?.text },
      at: clause.span,
      related: counts.map(({ span }) => ({ at: span, message: 'does not hold there' })).slice(0, 2),
      ...given('witness', witness),
    });
  }
  return found.all;
};

/** A situation in which the time has a price, and the rows that say how it is counted are silent. */
function partlyUncounted(
  { spaces, context, winning, witnesses, steps, plan }: Ground,
  rates: readonly RateClause[],
  counts: readonly Clause[],
): { readonly clause: RateClause; readonly witness: Witness } | undefined {
  const alone = spaces.ofClauses(counts, context);
  const counted = alone?.members.flatMap(({ areas }) => areas) ?? [];
  if (alone !== undefined && uncovered({ layout: alone.layout, steps }, alone.whole, counted) === 'covered')
    return undefined;
  const space = spaces.ofClauses([...rates, ...counts], context);
  if (space === undefined) return undefined;
  const { layout, members } = space;
  const covers = members.flatMap(({ clause, areas }) => (clause.kind === 'count' ? areas : []));
  for (const [at, areas] of winning(space).entries()) {
    const clause = members[at]?.clause;
    if (clause?.kind !== 'rate' || !isPrice(clause)) continue;
    let witness: Witness | undefined;
    const visit = (part: Area): boolean => {
      witness = witnesses.of(space, part, (axis) => isAsked(space, axis, [...members.keys()]), [clause]);
      const question = counts[0]?.question ?? '';
      if (witness !== undefined && plan.ask(question, context.order, witness.situation).kind !== 'none')
        witness = undefined;
      return witness === undefined;
    };
    for (const area of areas) if (witness === undefined) uncovered({ layout, steps, visit }, area, covers);
    if (witness !== undefined) return { clause, witness };
  }
  return undefined;
}

type RateClause = Extract<Clause, { readonly kind: 'rate' }>;

function isPrice({ value }: RateClause): boolean {
  return value.kind === 'rate' || value.kind === 'ladder' || value.kind === 'reference';
}

/** A pause of a target that somewhere is in business days, where it moves nothing unless it lasts whole days. */
export const pausedBusinessDays: Pass = ({ ir, clausesOf }) => {
  const found = new Remarks();
  for (const pause of clausesOf('pause')) {
    for (const target of pause.targets) {
      const days = clausesOf('target').find((clause) => clause.target === target && isInDays(clause.value));
      if (days === undefined) continue;
      found.add(`${rowOf(pause)} ${target}`, {
        name: 'pause-in-business-days',
        params: { target: ir.targets[target]?.id ?? '', row: rowName(days, ir) },
        at: pause.span,
        related: [{ at: days.span, message: 'is in business days' }],
      });
    }
  }
  return found.all;
};

function isInDays(value: Extract<Clause, { readonly kind: 'target' }>['value']): boolean {
  switch (value.kind) {
    case 'business-days':
      return true;
    case 'aim':
      return isInDays(value.of);
    case 'earliest':
    case 'latest':
      return value.of.some(isInDays);
    default:
      return false;
  }
}
