// Tiers by what they cost, and what each of them gives: a better one that is worse somewhere.
import { type Clause, type PromiseClause, Rational } from '@avtal/runtime';
import { isAsked } from '../contradictions.ts';
import { type Area, areaOf, meet, meets } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Space } from '../space.ts';
import type { Witness } from '../witness.ts';
import { questionText } from '../words.ts';
import { compareSpans, duesIn, isDated, probe, shortened } from './dues.ts';
import { type Ground, type Pass, rowName, widening } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';
import { months, neighbours } from './tier-costs.ts';

/** What the cheaper tier of two neighbours gives and the dearer does not. */
export const worseTiers: Pass = (ground) => {
  const found = new Remarks();
  const sides = new Map<string, readonly Side[]>();
  const sidesOf = (space: Space, tier: string): readonly Side[] => {
    const key = `${space.question}\0${tier}`;
    const known = sides.get(key) ?? sidesIn(ground, space, tier);
    sides.set(key, known);
    return known;
  };
  const comparing: Comparing = { ground, sidesOf, late: lateIn(ground) };
  for (const pair of neighbours(ground))
    for (const space of ground.spaces.all)
      if (!space.context.special && isComparable(space)) compareIn(comparing, space, pair, found);
  return found.all;
};

interface Comparing {
  readonly ground: Ground;
  readonly sidesOf: (space: Space, tier: string) => readonly Side[];
  /** What looking for a later time came to, which depends on all that says when something is due. */
  readonly late: (key: string, look: () => Witness | undefined) => Witness | undefined;
}

function lateIn({ memory, clausesOf, steps }: Ground): Comparing['late'] {
  const timing = (['target', 'pause', 'decide'] as const).flatMap((kind): readonly Clause[] => clausesOf(kind));
  const all = memory.figure(timing, () => new Map<string, { witness: Witness | undefined; steps: number }>(), true);
  return (key, look) => {
    const known = all.get(key);
    if (known !== undefined) {
      steps.left -= known.steps;
      return known.witness;
    }
    const { left } = steps;
    const witness = look();
    all.set(key, { witness, steps: left - steps.left });
    return witness;
  };
}

const kinds: readonly Clause['kind'][] = ['target', 'rate', 'price', 'start', 'include', 'promise'];

const isComparable = ({ kind, axes }: Space): boolean => kinds.includes(kind) && axes.some(({ id }) => id === 'tier');

interface Side {
  readonly clause: Clause;
  readonly at: number;
  /** Where it answers in the tier, of any tier. */
  readonly areas: readonly Area[];
  readonly answer: string;
  readonly row: string;
}

/** The cheaper of two neighbours, and the dearer. */
type Pair = readonly [cheaper: string, dearer: string];

function compareIn({ ground, sidesOf, late }: Comparing, space: Space, pair: Pair, found: Remarks): void {
  // Where there are so many rows that their pairs cannot all be compared, none is: it would not tell more.
  const tiers = space.axes.find(({ id }) => id === 'tier')?.size ?? 1;
  if ((space.members.length / tiers) ** 2 > ground.steps.left) ground.steps.left = -1;
  if (found.isFull || ground.steps.left < 0) return;
  const [low, high] = pair.map((tier) => sidesOf(space, tier));
  const compared = ground.memory.pairs<Witness | undefined>(space, pair.join('\0'));
  for (const one of low ?? []) {
    for (const other of high ?? []) {
      ground.steps.left -= 1;
      if (found.isFull || ground.steps.left < 0) return;
      if (one.answer === other.answer || !doMeet(space, one, other)) continue;
      const key = `${one.row}\0${other.row}`;
      if (one.clause === other.clause || found.has(key)) continue;
      const worse = isWorse(one.clause, other.clause);
      if (worse === false) continue;
      const look = (): Witness | undefined => worseIn(ground, space, pair, one, other);
      const seen =
        worse === undefined
          ? late([space.question, ...pair, one.at, other.at].join('\0'), look)
          : compared(one.at, other.at, look);
      if (seen === undefined) continue;
      const witness = ground.witnesses.saying(seen, [one.clause, other.clause]);
      found.add(key, remarkOn(ground, space, pair, one, other, witness));
    }
  }
}

const doMeet = ({ layout }: Space, one: Side, other: Side): boolean =>
  one.areas.some((left) => other.areas.some((right) => meets(layout, left, right)));

function sidesIn(ground: Ground, space: Space, tier: string): readonly Side[] {
  const only = inTier(space, tier);
  if (only === undefined) return [];
  const widen = widening(space, ({ id }) => id === 'tier');
  return ground.winning(space).flatMap((areas, at) => {
    const clause = space.members[at]?.clause;
    const inside = areas.map((area) => meet(space.layout, area, only)).filter((area) => area !== undefined);
    const wide = inside.map(widen);
    if (clause === undefined || wide.length === 0) return [];
    return [{ clause, at, areas: wide, answer: space.answer(at), row: rowOf(clause) }];
  });
}

/** All that is of the tier, where the space knows tiers. */
export function inTier({ axes, layout }: Space, tier: string): Area | undefined {
  return areaOf(layout, (axis) => {
    const on = axes[axis];
    return on?.kind === 'choice' && on.id === 'tier' ? on.values.indexOf(tier) : undefined;
  });
}

function worseIn(ground: Ground, space: Space, [cheaper, dearer]: Pair, one: Side, other: Side): Witness | undefined {
  const worse = isWorse(one.clause, other.clause);
  const only = inTier(space, dearer);
  if (only === undefined) return undefined;
  const isSaid = (axis: number): boolean => isAsked(space, axis, [one.at, other.at]);
  const says = [one.clause, other.clause];
  for (const left of one.areas) {
    for (const right of other.areas) {
      const both = meet(space.layout, left, right);
      const part = both && meet(space.layout, both, only);
      if (part === undefined) continue;
      const witness = worse === true ? ground.witnesses.of(space, part, isSaid, says) : later(part);
      if (witness !== undefined && isAnswered(cheaper, one, witness) && isAnswered(dearer, other, witness))
        return witness;
    }
  }
  return undefined;

  /** Whether the runtime gives that answer in the tier: where two rows contradict each other, it gives none. */
  function isAnswered(tier: string, { at }: Side, { situation }: Witness): boolean {
    const asked = { ...situation, choices: { ...situation.choices, tier } };
    const answer = ground.plan.ask(space.question, ground.context.order, asked);
    const said = answer.kind === 'clause' ? space.members.findIndex(({ clause }) => clause === answer.clause) : -1;
    return said >= 0 && space.answer(said) === space.answer(at);
  }

  /** Two clocks: where the dearer tier falls due later. */
  function later(part: Area): Witness | undefined {
    const [first, second] = says;
    if (first?.kind !== 'target' || second?.kind !== 'target') return undefined;
    const target = ground.ir.targets[second.target];
    if (target === undefined) return undefined;
    return probe(ground, space, part, [first, second], (witness) => {
      const { situation } = witness;
      const inCheaper = { ...witness, situation: { ...situation, choices: { ...situation.choices, tier: cheaper } } };
      const [early, late] = [inCheaper, witness].map((seen) => duesIn(ground, target.from, seen).get(target.id));
      return early !== undefined && late !== undefined && early < late;
    });
  }
}

/** Whether the second clause gives less than the first for more money; undefined: that depends on the time. */
function isWorse(one: Clause, other: Clause): boolean | undefined {
  if (one.kind === 'target' && other.kind === 'target') {
    if (!isDated(one.value)) return false;
    if (!isDated(other.value)) return other.value.kind !== 'open' && other.value.kind !== 'see';
    const compared = compareSpans(one.value, other.value);
    return compared === undefined ? undefined : compared < 0;
  }
  if (one.kind === 'promise' && other.kind === 'promise') return isLowerPromise(one.value, other.value);
  const [amount, otherAmount] = [amountOf(one), amountOf(other)];
  if (amount === undefined || otherAmount === undefined) return false;
  const compared = amount.compare(otherAmount);
  return one.kind === 'include' ? compared > 0 : compared < 0;
}

/** Whether the second promises less of the measure, or nothing. */
function isLowerPromise(one: PromiseClause['value'], other: PromiseClause['value']): boolean {
  if (one.kind !== 'at-least' && one.kind !== 'at-most') return false;
  if (other.kind !== 'at-least' && other.kind !== 'at-most') return other.kind !== 'open';
  if (one.kind !== other.kind) return false;
  const compared = Rational.of(other.amount).compare(Rational.of(one.amount));
  return one.kind === 'at-least' ? compared < 0 : compared > 0;
}

/** What can be compared: a plain price, or a plain allowance. */
function amountOf(clause: Clause): Rational | undefined {
  switch (clause.kind) {
    case 'rate':
    case 'price':
      if (clause.value.kind === 'rate') return Rational.of(clause.value.amount).over(Rational.of(clause.value.per));
      if (clause.value.kind === 'included') return Rational.zero;
      return clause.value.kind === 'money' ? Rational.of(clause.value.amount) : undefined;
    case 'start':
      return clause.value.kind === 'money' && clause.buys.length === 0 ? Rational.of(clause.value.amount) : undefined;
    case 'include': {
      // 12 h a quarter are less than 5 h a month.
      const length = clause.period === undefined ? 1 : months[clause.period.unit];
      if (clause.value.kind !== 'quantity' || length === undefined) return undefined;
      return Rational.of(clause.value.amount).over(Rational.of(length * (clause.period?.count ?? 1)));
    }
    default:
      return undefined;
  }
}

/** When both fall due, where only the clock tells which is the better. */
function dueTimes(
  ground: Ground,
  tiers: readonly string[],
  sides: readonly Side[],
  witness: Witness,
): readonly string[] {
  const [one, other] = sides.map(({ clause }) => clause);
  if (one?.kind !== 'target' || other?.kind !== 'target' || isWorse(one, other) !== undefined) return ['', ''];
  const target = ground.ir.targets[other.target];
  const { situation } = witness;
  const dues = tiers.map((tier) => {
    const inTier = { ...witness, situation: { ...situation, choices: { ...situation.choices, tier } } };
    return target && duesIn(ground, target.from, inTier).get(target.id);
  });
  // The dearer tier is said first, after the time of the witness.
  const times = shortened([situation.at, ...dues.toReversed()].map((at) => ground.witnesses.momentText(at ?? 0)));
  return dues.includes(undefined)
    ? ['', '']
    : times
        .slice(1)
        .toReversed()
        .map((time) => `, due ${time}`);
}

function remarkOn(
  ground: Ground,
  space: Space,
  [cheaper, dearer]: Pair,
  one: Side,
  other: Side,
  witness: Witness,
): Remark {
  const where = witness.text
    .split(', ')
    .filter((part) => part !== `tier ${dearer}`)
    .join(', ');
  const { ir } = ground;
  const [low = '', high = ''] = witness.says.map(({ text }) => text);
  const [lowDue = '', highDue = ''] = dueTimes(ground, [cheaper, dearer], [one, other], witness);
  return {
    name: 'better-tier-worse',
    params: {
      question: questionText(space),
      where,
      cheaper: { tier: cheaper, name: rowName(one.clause, ir), says: `${low}${lowDue}` },
      dearer: { tier: dearer, name: rowName(other.clause, ir), says: `${high}${highDue}` },
    },
    at: other.clause.span,
    related:
      rowOf(one.clause) === rowOf(other.clause) ? [] : [{ at: one.clause.span, message: `says ${low} for ${cheaper}` }],
    witness,
  };
}
