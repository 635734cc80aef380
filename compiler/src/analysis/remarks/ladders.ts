// Ladders that say something odd: one that re-prices the whole, so that a little more costs less; one whose steps get
// dearer, as the prices of packages do.
import { type Clause, type LadderValue, Rational, type Unit } from '@avtal/runtime';
import { rowOf } from '../rows.ts';
import { numberText } from '../words.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import { Remarks } from './remark.ts';

type Step = LadderValue<{ readonly kind: string }>['steps'][number];

export const priceInversions: Pass = (ground) => {
  const found = new Remarks();
  for (const clause of ground.ir.clauses) {
    if (clause.value.kind !== 'ladder' || clause.value.mode !== 'whole' || clause.value.by !== undefined) continue;
    // A band of a credit gives its sum, however high the figure is.
    if (clause.kind === 'credit') continue;
    const unit = unitOf(clause, ground);
    for (const [at, step] of clause.value.steps.entries()) {
      const fall = fallAfter(step, clause.value.steps[at + 1], unit);
      if (fall === undefined) continue;
      const [less, more] = [fall.less, fall.more].map((quantity) => numberText(amountText(quantity), { unit }));
      found.add(rowOf(clause), {
        name: 'price-inversion',
        params: {
          row: rowName(clause, ground.ir),
          less: { quantity: less ?? '', costs: amountText(fall.lessCosts) },
          more: { quantity: more ?? '', costs: amountText(fall.moreCosts) },
        },
        at: clause.span,
        related: [],
      });
    }
  }
  return found.all;
};

/** A step whose sum is little beside what the next step costs for as much: a price of each hour, taken for one of all of them (meaning P4). */
export const lumpsForRates: Pass = ({ ir, clausesOf }) => {
  const found = new Remarks();
  for (const clause of clausesOf('rate')) {
    if (clause.value.kind !== 'ladder') continue;
    const unit = ir.subjects[clause.subject]?.unit ?? { kind: 'time' };
    for (const [at, { value, to }] of clause.value.steps.entries()) {
      const next = clause.value.steps[at + 1]?.value;
      if (value.kind !== 'money' || next?.kind !== 'rate' || to === undefined) continue;
      const asMuch = Rational.of(to.bound).times(Rational.of(next.amount)).over(Rational.of(next.per));
      const sum = Rational.of(value.amount);
      if (sum.isZero() || sum.times(Rational.of('4')).compare(asMuch) >= 0) continue;
      const [all, after] = [numberText(to.bound, { unit }), amountText(asMuch)];
      const params = { row: rowName(clause, ir), sum: amountText(sum), all, after };
      found.add(rowOf(clause), { name: 'lump-for-rate', params, at: clause.span, related: [] });
    }
  }
  return found.all;
};

/** A fee whose money for each unit rises from step to step (meaning F7): prices of packages, taken for those of one. */
export const dearerSteps: Pass = ({ ir, clausesOf }) => {
  const found = new Remarks();
  for (const clause of clausesOf('fee')) {
    const unit = clause.unit === undefined ? undefined : ir.subjects[clause.unit]?.id;
    if (clause.value.kind !== 'ladder' || unit === undefined) continue;
    for (const [at, { value, to }] of clause.value.steps.entries()) {
      const next = clause.value.steps[at + 1]?.value;
      if (value.kind !== 'money' || next?.kind !== 'money' || to === undefined) continue;
      const [less, more] = [Rational.of(value.amount), Rational.of(next.amount)];
      if (less.sign() <= 0 || more.compare(less) <= 0) continue;
      found.add(rowOf(clause), {
        name: 'dearer-steps',
        params: {
          row: rowName(clause, ir),
          many: to.bound,
          each: amountText(less),
          all: amountText(less.times(Rational.of(to.bound))),
          unit,
        },
        at: clause.span,
        related: [],
      });
    }
  }
  return found.all;
};

const amountText = (amount: Rational): string => amount.exactDecimal() ?? amount.toDecimal(2);

function unitOf(clause: Clause, { ir }: Ground): Unit {
  // What is one price for all of them is looked at as what has no price of one.
  if (clause.kind === 'fee')
    return clause.by === undefined ? { kind: 'count' } : { kind: 'other', name: ir.subjects[clause.by]?.id ?? '' };
  const subject = 'subject' in clause ? ir.subjects[clause.subject] : undefined;
  return subject?.unit ?? { kind: 'count' };
}

/** How much more is looked at: an hour, a quarter, a minute; or one, a tenth, a hundredth of anything else. */
export const paces = (unit: Unit): readonly string[] =>
  unit.kind === 'time' ? ['3600', '900', '60', '1'] : unit.kind === 'count' ? ['1'] : ['1', '0.1', '0.01'];

/** Two quantities on both sides of the step's end of which the larger costs less. */
function fallAfter(step: Step, next: Step | undefined, unit: Unit) {
  if (step.to === undefined || next === undefined) return undefined;
  const bound = Rational.of(step.to.bound);
  // A unit fee is for each unit, and the price of an event for each (meanings F7, P4); of anything else money is a lump sum.
  const isEach = unit.kind === 'count';
  for (const pace of paces(unit).map((text) => Rational.of(text))) {
    const less = step.to.included ? bound : bound.minus(pace);
    const more = less.plus(pace);
    const isInNext = next.to === undefined || more.compare(Rational.of(next.to.bound)) < (next.to.included ? 1 : 0);
    const [lessCosts, moreCosts] = [costOf(step, less, isEach), costOf(next, more, isEach)];
    if (lessCosts === undefined || moreCosts === undefined || !isInNext || less.sign() <= 0) continue;
    if (moreCosts.compare(lessCosts) < 0) return { less, more, lessCosts, moreCosts };
  }
  return undefined;
}

/** What so much costs where it is priced by that step; undefined where the step names no plain price. */
function costOf({ value }: Step, quantity: Rational, isEach: boolean): Rational | undefined {
  const said = value as { readonly kind: string; readonly amount?: string; readonly per?: string };
  switch (said.kind) {
    case 'included':
      return Rational.zero;
    case 'rate':
      return Rational.of(said.amount ?? '0')
        .times(quantity)
        .over(Rational.of(said.per ?? '1'));
    case 'money':
      return Rational.of(said.amount ?? '0').times(isEach ? quantity : Rational.one);
    default:
      return undefined;
  }
}
