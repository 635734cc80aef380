// What credits are asked for: figures of a period, their outages, and tickets that missed a target (meanings K1, K2, K7).
import type { Facts, TicketEvent } from '../../runtime/src/facts.ts';
import type { CivilDate, CreditClause, Instant, Period, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, earlier, lastOfMonth, later, monthOf, periodOf, type Span, startOf } from './days.ts';
import { month } from './fee-sums.ts';
import { type Fraction, minus, most, read, zero } from './fraction.ts';
import { within } from './lots.ts';
import { type Down, lastDownIn, measures, outagesOf } from './measures.ts';
import { outcomes, settled } from './outcomes.ts';
import { ask, type Situation, type World } from './questions.ts';
import { opening, startOfDay } from './windows.ts';

export interface Case {
  readonly situation: Situation;
  readonly kind: Period;
  readonly period: Span;
  /** On which it is credited, where nobody must claim it. */
  readonly known: CivilDate;
  readonly climbed: Fraction;
  readonly counted: Fraction;
  readonly unit?: UnitFact;
  readonly ticket?: string;
  readonly outage?: Down;
  /** The last day of the period on which it was down. */
  readonly lastDown?: CivilDate;
  readonly isNew?: { readonly miss: boolean; readonly delay: boolean };
}

function known(events: readonly TicketEvent[], ticket: string, at: Instant): Situation {
  const own = events.filter((event) => event.ticket === ticket && event.at <= at).sort((a, b) => a.at - b.at);
  return {
    at,
    choices: Object.assign({}, ...own.map(({ choices }) => choices)) as Record<string, string>,
    numbers: Object.assign({}, ...own.map(({ numbers }) => numbers)) as Record<string, string>,
    events: Object.fromEntries(own.toReversed().map((event) => [event.event, event.at])),
  };
}

export function ofTickets(world: World, facts: Facts, { name }: CreditClause, asked: Span): Case[] {
  const missedBy = (at: Instant) =>
    outcomes(world, facts, at).filter(({ outcome, target }) => outcome === 'missed' && target.target === name);
  const cases: Case[] = [];
  for (let first = startOf(world.order.from, 'month'); first <= asked.until; first = addMonths(first, 1)) {
    const end = settled(world, first, asked);
    const before = missedBy(opening(world.ir, first, 0));
    for (const { target } of missedBy(end)) {
      const { due, started, stopped, left } = target;
      const past = before.find((one) => one.target.ticket === target.ticket)?.target;
      const isNew = { miss: past === undefined, delay: stopped !== undefined && past?.stopped === undefined };
      if (due === undefined || started === undefined || !(isNew.miss || isNew.delay)) continue;
      const late = read(left === undefined ? (stopped ?? end) - due : -left);
      const period = periodOf(month, '2000-01-01', first);
      cases.push({
        ...{ kind: month, period, known: lastDay(world, period), climbed: late, counted: late },
        ticket: target.ticket,
        isNew,
        situation: { ...known(facts.tickets ?? [], target.ticket, Math.max(started, stopped ?? end)), at: started },
      });
    }
  }
  return cases;
}

export function ofFigures(world: World, facts: Facts, { name, of, each }: CreditClause, asked: Span): Case[] {
  if (of.kind !== 'measure') return [];
  const { ir, order } = world;
  const measure = ir.measures[of.measure]!;
  const cases = new Map<string, Case[]>();
  for (let first = startOf(order.from, 'month'); first <= asked.until; first = addMonths(first, 1)) {
    const now = earlier(lastOfMonth(monthOf(first)), asked.until);
    const end = startOfDay(ir, addDays(now, 1));
    const isYetToCome = (unit: string | undefined) => facts.units?.some(({ id, from }) => id === unit && from > now);
    const outages = (facts.outages ?? []).filter(({ start, unit }) => start < end && !isYetToCome(unit));
    const all = measures(ir, order, { ...facts, outages }, { from: order.from, until: now }, name);
    for (const { unit, from, value, state } of all) {
      const key = `${unit} ${from}`;
      if (cases.has(key) || state === 'running' || state === 'undecided') continue;
      const period = periodOf(measure.period, order.from, later(from, order.from));
      const last = lastDay(world, period);
      if (last > now) continue;
      const known = monthOf(last) === monthOf(now) ? last : lastOfMonth(monthOf(now));
      const lastDown = lastDownIn(ir, order, { ...facts, outages }, now, measure, unit, period);
      const figure = () => ofFigure(world, facts, of.measure, period, known, unit, value);
      const one = value === '-' ? [] : [{ ...figure(), ...(lastDown === undefined ? {} : { lastDown }) }];
      const down = each === undefined ? [] : outagesOf(ir, order, { ...facts, outages }, now, measure, unit, period);
      // Steps climb the length of each.
      cases.set(
        key,
        each === undefined
          ? one
          : one.flatMap((all) =>
              down.map((outage) => ({ ...all, outage, climbed: read(outage.length), counted: read(outage.length) })),
            ),
      );
    }
  }
  return [...cases.values()].flat();
}

/** The last day in the order; of a month after it, simply the last. */
export function lastDay(world: World, period: Span): CivilDate {
  const { from, until } = within(world, period);
  return from <= until ? until : period.until;
}

function ofFigure(
  world: World,
  facts: Facts,
  index: number,
  period: Span,
  known: CivilDate,
  holder: string,
  value: string,
): Case {
  const { ir, order } = world;
  const measure = ir.measures[index]!;
  const held = [...order.units, ...(facts.units ?? [])].find(({ id }) => id === holder);
  const figure = read(value);
  const situation: Situation = {
    at: startOfDay(ir, within(world, period).from),
    ...(measure.of === undefined ? {} : { subject: measure.of }),
    choices: held?.choices ?? {},
    numbers: { ...held?.numbers, [measure.id]: value },
  };
  const counted = measure.unit.kind === 'percent' ? lacking(world, index, period, held, figure) : figure;
  const unit = held === undefined ? {} : { unit: held };
  return { situation, kind: measure.period, period, known, climbed: figure, counted, ...unit };
}

/** K3: percentage points by which the promise is missed, which is asked on the first day of the figure. */
function lacking(world: World, index: number, period: Span, held: UnitFact | undefined, figure: Fraction): Fraction {
  const { ir } = world;
  const measure = ir.measures[index]!;
  const day = later(within(world, period).from, held?.from ?? period.from);
  const answer = ask(world, `promise:${measure.id}`, {
    at: startOfDay(ir, day),
    choices: held?.choices ?? {},
    numbers: held?.numbers ?? {},
    ...(measure.of === undefined ? {} : { subject: measure.of }),
  });
  if (answer.kind !== 'clause' || answer.clause.kind !== 'promise') return zero;
  const { value } = answer.clause;
  const bound = value.kind === 'aim' ? value.of : value;
  if (bound.kind !== 'at-least' && bound.kind !== 'at-most') return zero;
  const promised = read(bound.amount);
  return most(bound.kind === 'at-least' ? minus(promised, figure) : minus(figure, promised), zero);
}
