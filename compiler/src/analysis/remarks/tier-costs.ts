// What the tiers cost a month: together, for who compares hours; fee by fee, for who asks which of two is the dearer.
import { type FeeClause, type Instant, type Order, Rational, shareOf, withinHorizon } from '@avtal/runtime';
import { PREFERRED } from '../days.ts';
import type { Ground } from './ground.ts';

export interface Priced {
  readonly tier: string;
  /** All plain fees of the tier, for a month. */
  readonly fee: Rational;
}

/** How many months a period has. */
export const months = { day: undefined, week: undefined, month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

/** The tiers with what they cost a month, the cheapest first; none where a fee is open or depends on more. */
export function pricedTiers(ground: Ground): readonly Priced[] {
  const fees = [...new Set(ground.clausesOf('fee').flatMap((fee) => (fee.unit === undefined ? [fee.question] : [])))];
  const priced = askedIn(ground).map((asked) => {
    const { tier } = asked;
    const amounts = fees.map((question) => monthly(ground, question, asked));
    const known = amounts.filter((amount) => amount !== undefined);
    return known.length < amounts.length ? undefined : { tier, fee: Rational.sum(known) };
  });
  const all = priced.filter((one) => one !== undefined);
  if (fees.length === 0 || all.length < priced.length) return [];
  return all.sort((a, b) => a.fee.compare(b.fee));
}

/** The first instant of a day that witnesses like to show, while the agreement holds. */
function instantShown({ context: { within }, spaces }: Ground): Instant {
  return spaces.calendar.zone.startOfDay(Math.max(within.from, Math.min(PREFERRED, within.until - 1)));
}

interface Asked {
  readonly tier: string;
  readonly at: Instant;
  readonly order: Order;
}

/** In each tier, where all else is as usual. */
function askedIn(ground: Ground): readonly Asked[] {
  const { ir, context } = ground;
  const at = instantShown(ground);
  const usual = ir.dimensions.map(({ id, defaultValue }) => [id, defaultValue] as const);
  const stated = Object.fromEntries(usual.filter((one): one is [string, string] => one[1] !== undefined));
  const tiers = ir.dimensions.find(({ id }) => id === 'tier')?.values ?? [];
  return tiers.map(({ id: tier }) => ({ tier, at, order: { ...context.order, choices: { ...stated, tier } } }));
}

/** The row of the fee in the tier, where all else is as usual; undefined where no one row answers, or only in times not known. */
function feeIn({ plan }: Ground, question: string, { at, order }: Asked): FeeClause | 'none' | undefined {
  const asked = withinHorizon(() => plan.ask(question, order, { at, choices: order.choices, numbers: {} }));
  if ('outside' in asked) return undefined;
  const answer = asked.value;
  if (answer.kind === 'none') return 'none';
  return answer.kind === 'clause' && answer.clause.kind === 'fee' ? answer.clause : undefined;
}

/** What the fee, or its first unit, comes to a month in the tier; undefined where that is not plain. */
function monthly(ground: Ground, question: string, asked: Asked): Rational | undefined {
  const fee = feeIn(ground, question, asked);
  if (fee === undefined || fee === 'none') return fee && Rational.zero;
  const { value, period } = fee;
  if (period === undefined) return Rational.zero;
  const length = months[period.unit];
  const first = value.kind === 'ladder' ? value.steps[0]?.value : value;
  if (length === undefined) return undefined;
  if (first?.kind === 'money') return Rational.of(first.amount).over(Rational.of(length * period.count));
  // A share of one fee that is none itself, and not per unit.
  const [base, ...others] = value.kind === 'percent-of-fee' ? value.fees : [];
  if (value.kind !== 'percent-of-fee' || base === undefined || others.length > 0) return undefined;
  const of = feeIn(ground, `fee:${base}`, asked);
  if (of === undefined || (of !== 'none' && (of.unit !== undefined || of.value.kind === 'percent-of-fee')))
    return undefined;
  const share = monthly(ground, `fee:${base}`, asked)?.times(shareOf(value));
  const raised = value.atLeast === undefined ? share : share?.max(Rational.of(value.atLeast));
  return value.atMost === undefined ? raised : raised?.min(Rational.of(value.atMost));
}

/** Each fee by itself, and of a share of others, which stand beside it, its percentage. */
function figureIn(ground: Ground, question: string, asked: Asked): Rational | undefined {
  const plain = monthly(ground, question, asked);
  const fee = feeIn(ground, question, asked);
  if (plain !== undefined || fee === undefined || fee === 'none') return plain;
  return fee.value.kind === 'percent-of-fee' ? Rational.of(fee.value.percent) : undefined;
}

/** Neighbours of which the second costs more, by what is paid together or by some fee, and less by none; none where a fee is open. */
export function neighbours(ground: Ground): readonly (readonly [string, string])[] {
  const fees = ground.clausesOf('fee');
  const perUnit = new Set(fees.flatMap(({ unit, question }) => (unit === undefined ? [] : [question])));
  const asked = askedIn(ground);
  const together: Column[] = [];
  const apart: Column[] = [];
  for (const [question, rows] of Map.groupBy(fees, (fee) => fee.question)) {
    const isUnit = perUnit.has(question);
    const make = (): readonly [Column | undefined, Column | undefined] => {
      const plain = isUnit ? undefined : known(asked.map((one) => monthly(ground, question, one)));
      return [plain, plain ?? known(asked.map((one) => figureIn(ground, question, one)))];
    };
    const isAlone = rows.every(({ value }) => value.kind !== 'percent-of-fee');
    const [plain, column] = isAlone ? ground.memory.figure(rows, make) : make();
    // What a unit costs may hang on what the unit is like.
    if (column === undefined && !isUnit) return [];
    if (column !== undefined) (plain === undefined ? apart : together).push(column);
  }
  const costs = asked
    .map(({ tier }, index) => {
      const columns = [together, ...apart.map((column) => [column])];
      return { tier, figures: columns.map((of) => Rational.sum(of.flatMap((column) => column[index] ?? []))) };
    })
    .sort((a, b) => Rational.sum(a.figures).compare(Rational.sum(b.figures)));
  return costs.flatMap(({ tier, figures }, index) => {
    const next = costs[index + 1];
    const sides = next?.figures.map((figure, of) => figure.compare(figures[of] ?? Rational.zero)) ?? [];
    const isDearer = sides.some((side) => side > 0) && sides.every((side) => side >= 0);
    return next !== undefined && isDearer ? [[tier, next.tier] as const] : [];
  });
}

/** Figures, one for each tier. */
type Column = readonly Rational[];

function known(figures: readonly (Rational | undefined)[]): Column | undefined {
  const all = figures.filter((figure) => figure !== undefined);
  return all.length < figures.length ? undefined : all;
}
