// What a month costs by hours used, for each tier: priced by the runtime, minute by minute where it matters.
import { quantityText, Rational, type UnitFact, withinHorizon } from '@avtal/runtime';
import { type Chosen, namedOf } from './chosen.ts';
import { crossingsOf, curveOf, type Dot } from './curve.ts';
import { hoursOf, monthOf, questionsOf, stretchesOf } from './hours.ts';
import { kinksOf, Pricing, pointOf } from './pricing.ts';
import type { Cost, Crossing, Curve, PreviewAsk } from './shape.ts';

/** A curve may ask the runtime so often: a staircase of a few hundred steps. */
const budget = 700;

export function costOf(chosen: Chosen, ask: PreviewAsk): Cost {
  const { known, tiers } = chosen;
  const { ir } = known;
  const questions = questionsOf(chosen);
  const question = questions.find(({ id }) => id === ask.hours) ?? questions[0];
  const units = ir.subjects
    .filter(({ kind }) => kind === 'unit')
    .map((unit) => ({ ...namedOf(unit), count: wholeOf(ask.units?.[unit.id]) }));
  const month = monthOf(chosen);
  const empty: Cost = {
    questions,
    units,
    month: month.from.slice(0, 7),
    hours: 0,
    highest: '0',
    curves: [],
    crossings: [],
  };
  if (question === undefined) return empty;
  const held = units.flatMap(({ id, count }) =>
    Array.from({ length: count }, (_, index): UnitFact => ({ id: `${id}-${index + 1}`, unit: id, from: month.before })),
  );
  const asked = withinHorizon(() => {
    const stretches = stretchesOf(chosen, question, questions, month);
    const hours = Math.min(
      hoursOf(chosen),
      Math.floor(stretches.reduce((sum, { start, end }) => sum + end - start, 0) / 3600),
    );
    const priced = (tiers.length === 0 ? [{ id: '', label: ir.agreement.label ?? ir.agreement.id }] : tiers).map(
      (tier) => {
        const pricing = new Pricing(chosen, { question, stretches, month, held }, tier.id === '' ? undefined : tier.id);
        return { tier, pricing, dots: curveOf((minute) => pricing.cost(minute), hours * 60, budget) };
      },
    );
    return { hours, priced };
  });
  if ('outside' in asked)
    return {
      ...empty,
      shown: question.id,
      curves: [{ id: '', label: '', points: [], kinks: [], problem: asked.outside }],
    };
  const { hours, priced } = asked.value;
  const heights = priced.flatMap(({ dots }) => dots.map(({ y }) => y));
  const highest = heights.reduce((top, y) => (y.compare(top) > 0 ? y : top), Rational.zero);
  const digits = ir.agreement.minorDigits;
  return {
    ...empty,
    shown: question.id,
    hours,
    highest: highest.toDecimal(digits),
    curves: priced.map(({ tier, pricing, dots }): Curve => {
      const reached = dots.at(-1)?.x.compare(Rational.of(hours * 60)) === 0;
      const problem = reached ? undefined : (pricing.problem ?? 'There are more steps than can be drawn.');
      return {
        ...tier,
        points: dots.map((dot) => pointOf(dot, digits)),
        kinks: kinksOf(dots, pricing, digits),
        ...(problem !== undefined && { problem }),
      };
    }),
    crossings: allCrossings(priced, digits),
  };
}

const wholeOf = (count: number | undefined): number =>
  count !== undefined && Number.isSafeInteger(count) && count > 0 ? Math.min(count, 500) : 0;

interface Priced {
  readonly tier: { readonly id: string; readonly label: string };
  readonly dots: readonly Dot[];
}

function allCrossings(priced: readonly Priced[], digits: number): readonly Crossing[] {
  return priced
    .flatMap((a, index) =>
      priced.slice(index + 1).flatMap((b) => crossingsOf(a.dots, b.dots).map((dot) => ({ a, b, dot }))),
    )
    .sort((one, other) => one.dot.x.compare(other.dot.x))
    .map(({ a, b, dot }): Crossing => {
      const [before, after] = dot.isBelow ? [a.tier, b.tier] : [b.tier, a.tier];
      const seconds = dot.x.times(Rational.of(60));
      const minutes = dot.x.round(0).times(Rational.of(60));
      const about = seconds.equals(minutes) ? '' : 'about ';
      const time = quantityText(minutes, { kind: 'time' });
      const words = `Above ${about}${time} a month, ${after.label} costs less than ${before.label}.`;
      return { ...pointOf(dot, digits), before: before.id, after: after.id, words };
    });
}
