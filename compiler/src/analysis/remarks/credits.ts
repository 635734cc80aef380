// Credits that stand ill with promises, with one another, or with themselves: tried figure by figure through the runtime.
import { type Clause, type CreditClause, type Decimal, type LadderValue, Rational, type Unit } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { numberText } from '../words.ts';
import { combinesOf, type Ground, type Pass, rowName, yearShown } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';

/** Credits of several names that may meet in a month, where no `combine` names them all (meaning K6). */
export const uncombinedCredits: Pass = ({ ir, clausesOf }) => {
  const combines = combinesOf(ir);
  const unitOf = ({ of }: CreditClause) => (of.kind === 'measure' ? ir.measures[of.measure]?.of : undefined);
  const found = new Remarks();
  for (const tier of tiersOf(ir)) {
    const here = clausesOf('credit').filter((clause) => clause.value.kind !== 'none' && holdsIn(clause, tier));
    // Units of two kinds have credits of their own.
    for (const unit of new Set(here.map(unitOf))) {
      const meeting = here.filter((clause) => [undefined, unit].includes(unitOf(clause)));
      const names = [...new Set(meeting.map(({ name }) => name))];
      const rows = names.flatMap((name) => meeting.find((clause) => clause.name === name) ?? []);
      const [last] = rows.slice(-1);
      const isRuled = combines.some((clause) => names.every((name) => clause.names.includes(name)));
      if (names.length < 2 || isRuled || last === undefined) continue;
      found.add(names.toSorted().join(' '), {
        name: 'credits-combined',
        params: { credits: rows.map((clause) => ({ name: clause.name, row: rowName(clause, ir) })) },
        at: last.span,
        related: rows.slice(0, -1).map(({ span, name }) => ({ at: span, message: `a credit for \`${name}\`` })),
        adds: ['highest', 'add'].map((how) => `combine ${names.join(', ')}: ${how}`),
      });
    }
  }
  return found.all;
};

const tiersOf = ({ dimensions }: Ground['ir']): readonly (string | undefined)[] =>
  dimensions.find(({ id }) => id === 'tier')?.values.map(({ id }) => id) ?? [undefined];

const holdsIn = ({ when }: Clause, tier: string | undefined): boolean =>
  when.some(({ choices }) => tier === undefined || choices?.tier === undefined || choices.tier.includes(tier));

/** What grows with every step or ticket, and nothing says how far. */
export const uncappedCredits: Pass = ({ ir, clausesOf }) => {
  if (clausesOf('cap').some(({ side }) => side === 'most')) return [];
  const found = new Remarks();
  for (const clause of clausesOf('credit')) {
    const values = clause.value.kind === 'ladder' ? clause.value.steps.map(({ value }) => value) : [clause.value];
    const isPerStep = values.some(({ kind }) => kind === 'per-step');
    const isGiven = values.some(({ kind }) => kind !== 'none');
    const each = clause.of.kind === 'target' ? 'ticket' : clause.each;
    const grows = each !== undefined && isGiven ? each : isPerStep && clause.atMost === undefined ? 'step' : undefined;
    if (grows === undefined) continue;
    found.add(clause.name, {
      name: 'credit-without-cap',
      params: { credit: clause.name, row: rowName(clause, ir), grows },
      at: clause.span,
      related: [],
    });
  }
  return found.all;
};

/** Figures that no row credits, between figures that rows credit; and promises that begin elsewhere than their credits. */
export const creditBands: Pass = (ground) => {
  const { ir, clausesOf } = ground;
  const found = new Remarks();
  // What each outage gives is no band of the figure.
  const banded = clausesOf('credit').filter(({ each }) => each === undefined);
  const names = new Set(banded.flatMap(({ name, of }) => (of.kind === 'measure' ? [name] : [])));
  for (const name of names) {
    const measure = ir.measures.find(({ id }) => id === name);
    if (measure === undefined) continue;
    const credits = banded.filter((clause) => clause.name === name);
    const promises = clausesOf('promise').filter((clause) => ir.measures[clause.measure]?.id === name);
    const [first] = credits;
    if (first === undefined) continue;
    if (promises.length === 0)
      found.add(`${name} unpromised`, {
        name: 'credit-without-promise',
        params: { credit: name, row: rowName(first, ir) },
        at: first.span,
        related: [],
      });
    for (const tier of tiersOf(ir)) {
      const figures = figuresOf(measure.unit, credits, promises);
      const tried = figures.map((figure) => ({ figure, ...tryFigure(ground, name, tier, figure) }));
      // A tier without any credit is what its rows say; there is no first step that could begin too late.
      if (!tried.some(({ gives }) => gives)) continue;
      const hole = holeIn(tried);
      if (hole !== undefined) found.add(`${name} hole`, holeRemark(ground, measure, tier, hole, credits));
      for (const one of tried) {
        const remark = apart(ground, measure, tier, one);
        if (remark === undefined || (hole !== undefined && remark.name === 'missed-without-credit')) continue;
        found.add(`${name} ${remark.name}`, remark);
      }
    }
  }
  return found.all;
};

interface Tried {
  readonly figure: Rational;
  /** The row that answers there; `gives`: with an amount. */
  readonly credit?: CreditClause;
  readonly gives: boolean;
  readonly promise?: Extract<Clause, { readonly kind: 'promise' }>;
  readonly isKept?: boolean;
}

/** Every bound that rows name, and a figure between any two, before the first and after the last. */
function figuresOf(unit: Unit, credits: readonly CreditClause[], promises: readonly Clause[]): readonly Rational[] {
  const ranges = credits.flatMap(({ when, name }) => when.flatMap((box) => box.numbers?.[name] ?? []));
  const steps = credits.flatMap(({ value }) => (value.kind === 'ladder' ? value.steps : []));
  const bounds: (Decimal | undefined)[] = [
    ...ranges.flatMap(({ min, max }) => [min, max]),
    ...steps.map(({ to }) => to?.bound),
    ...promises.map((clause) =>
      clause.kind === 'promise' && 'amount' in clause.value ? clause.value.amount : undefined,
    ),
    '0',
    ...(unit.kind === 'percent' ? ['100'] : []),
  ];
  const known = [
    ...new Set(bounds.filter((bound) => bound !== undefined).map((bound) => Rational.of(bound).toString())),
  ]
    .map(Rational.parse)
    .sort((a, b) => a.compare(b));
  const last = known.at(-1) ?? Rational.zero;
  const between = known.flatMap((bound, at) => {
    const next = known[at + 1];
    return next === undefined ? [bound] : [bound, bound.plus(next).over(Rational.of(2))];
  });
  return unit.kind === 'percent' ? between : [...between, last.plus(Rational.one)];
}

function tryFigure(
  { plan, context, ir, ...ground }: Ground,
  name: string,
  tier: string | undefined,
  figure: Rational,
): Omit<Tried, 'figure'> {
  const { from: at } = yearShown({ plan, context, ir, ...ground });
  const choices = tier === undefined ? {} : { tier };
  const numbers = { [name]: figure.exactDecimal() ?? figure.toDecimal(6) };
  const credit = plan.ask(`credit:${name}`, context.order, { at, choices, numbers });
  const promise = plan.ask(`promise:${name}`, context.order, { at, choices });
  const promised = promise.kind === 'clause' && promise.clause.kind === 'promise' ? promise.clause : undefined;
  const isKept = promised === undefined ? undefined : keeps(promised, figure);
  const said = credit.kind === 'clause' && credit.clause.kind === 'credit' ? credit.clause : undefined;
  return {
    ...given('credit', said),
    gives:
      said === undefined
        ? credit.kind === 'missing'
        : givesAt(said, figure, isKept, ir.measures.find(({ id }) => id === name)?.unit),
    ...given('promise', promised),
    ...given('isKept', isKept),
  };
}

function keeps({ value }: Extract<Clause, { readonly kind: 'promise' }>, figure: Rational): boolean | undefined {
  if (value.kind !== 'at-least' && value.kind !== 'at-most') return undefined;
  const side = figure.compare(Rational.of(value.amount));
  return value.kind === 'at-least' ? side >= 0 : side <= 0;
}

function givesAt(
  { value }: CreditClause,
  figure: Rational,
  isKept: boolean | undefined,
  unit: Unit | undefined,
): boolean {
  if (value.kind !== 'ladder') return isAmount(value.kind, figure, isKept, unit);
  if (value.mode === 'whole') return isAmount(stepAt(value, figure)?.value.kind, figure, isKept, unit);
  const reached = stepAt(value, figure);
  const passed = value.steps.slice(0, reached === undefined ? undefined : value.steps.indexOf(reached) + 1);
  return passed.some((step) => isAmount(step.value.kind, figure, isKept, unit));
}

function stepAt<V>({ steps }: LadderValue<V>, figure: Rational) {
  return steps.find(({ to }) => {
    const side = to === undefined ? -1 : figure.compare(Rational.of(to.bound));
    return side < 0 || (side === 0 && to?.included === true);
  });
}

/** Steps of a percentage count what lacks to the promise; other steps what is measured. */
function isAmount(
  kind: string | undefined,
  figure: Rational,
  isKept: boolean | undefined,
  unit: Unit | undefined,
): boolean {
  if (kind === 'per-step') return unit?.kind === 'percent' ? isKept === false : figure.sign() > 0;
  return kind !== undefined && kind !== 'none';
}

/** A figure without a row, with figures on both sides that a row credits. */
function holeIn(tried: readonly Tried[]): Tried | undefined {
  return tried.find(({ credit, gives }, at) => {
    const sides = [tried.slice(0, at), tried.slice(at + 1)];
    return credit === undefined && !gives && sides.every((side) => side.some((one) => one.gives));
  });
}

function holeRemark(
  { ir }: Ground,
  { id, unit }: Ground['ir']['measures'][number],
  tier: string | undefined,
  { figure }: Tried,
  credits: readonly CreditClause[],
): Remark {
  const [first, ...others] = credits;
  return {
    name: 'credit-hole',
    params: {
      credit: id,
      where: whereText(id, unit, tier, figure),
      rows: credits.map((clause) => rowName(clause, ir)),
    },
    at: first?.span ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    related: others.slice(0, 3).map(({ span }) => ({ at: span, message: 'does not hold there either' })),
  };
}

/** A promise that is missed without credit, or a credit while it is kept. */
function apart(
  { ir }: Ground,
  { id, unit }: Ground['ir']['measures'][number],
  tier: string | undefined,
  { figure, credit, gives, promise, isKept }: Tried,
): Remark | undefined {
  if (promise === undefined || isKept === undefined || isKept !== gives) return undefined;
  const params = { credit: id, where: whereText(id, unit, tier, figure), promise: rowName(promise, ir) };
  if (!gives) return { name: 'missed-without-credit', params, at: promise.span, related: [] };
  // What is given there depends on more than the figure, such as a choice of the unit.
  if (credit === undefined) return undefined;
  return {
    name: 'credit-while-kept',
    params: { ...params, row: rowName(credit, ir) },
    at: credit.span,
    related: [{ at: promise.span, message: 'is kept there' }],
  };
}

function whereText(id: string, unit: Unit, tier: string | undefined, figure: Rational): string {
  const decimal = figure.exactDecimal() ?? figure.toDecimal(6);
  const info = { id, unit, span: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 } };
  return `${tier === undefined ? '' : `tier ${tier}, `}${id} ${numberText(decimal, info)}`;
}
