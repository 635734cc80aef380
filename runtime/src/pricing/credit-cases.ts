// What credits are asked for: tickets that missed a target and figures of measures, as of the months in which they are known (meaning K1).

import { once } from '../asking/questions.ts';
import { isTrouble, problemOf, type Trouble } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import type { Claim, Facts, Situation } from '../facts.ts';
import type { CreditClause, Index, Instant, Ir, MeasureInfo, Period } from '../ir.ts';
import type { Cell } from '../measures/holders.ts';
import { type Promised, type Reckoning, reckoning } from '../measures/reckoning.ts';
import type { TargetResult } from '../results.ts';
import { outcomesOf, settledAt } from '../targets/outcomes.ts';
import { readTickets } from '../targets/tickets.ts';
import type { Interval } from '../time/borders.ts';
import { type DayRange, dayOf, firstOfMonth, monthOf, periodContaining } from '../time/civil.ts';
import type { Stretch } from './fee-base.ts';
import { inOrder } from './parts.ts';
import type { Held } from './pieces.ts';
import { item, type Run } from './run.ts';

const MONTH: Period = { basis: 'calendar', unit: 'month', count: 1 };

export interface Case {
  readonly name: string;
  readonly situation: Situation;
  readonly during: Stretch;
  /** The day on which it is credited, unless it must be claimed. */
  readonly known: number;
  /** What steps climb, and what is counted in steps. */
  readonly climbed: Rational;
  readonly counted: Rational;
  readonly unit?: Held;
  readonly ticket?: string;
  /** The outage that it is for, where each has its own. */
  readonly outage?: Interval;
  /** When it was last down in the period. */
  readonly downUntil?: Instant;
  /** Of a ticket: first known in that month to have missed; to be late by how much. */
  readonly isFresh?: boolean;
  readonly isStopped?: boolean;
}

/** The first day of the first month that matters for the asked days: caps look back, and so do claims. */
function earliest({ catalog, span, orderDays }: Run, claims: readonly Claim[]): number {
  const first = firstOfMonth(monthOf(span.from));
  const starts = catalog.clauses('cap').map(({ period }) => periodContaining(period, first, orderDays.from).from);
  const days = [first, ...starts, ...claims.map(({ period }) => dayOf(period.from))];
  return firstOfMonth(monthOf(Math.max(Math.min(...days), orderDays.from)));
}

const nextMonth = (day: number) => firstOfMonth(monthOf(day) + 1);

/** The last of the days, in the order where it has one of them. */
export function lastIn(run: Run, days: DayRange): number {
  return (days.from < run.orderDays.until ? inOrder(run, days) : days).until - 1;
}

/** K1: each ticket that is newly known to have missed the target, month by month, or how late it was. */
export function ticketCases(run: Run, index: Index, { tickets = [], claims = [] }: Facts): Case[] {
  const { plan, order, zone, span, orderDays } = run;
  const target = item(plan.ir.targets, index);
  const known = new Map(readTickets(plan.ir, order, tickets).tickets.map((ticket) => [ticket.id, ticket]));
  const missedAt = (at: Instant) =>
    outcomesOf(plan, order, tickets, at).filter(
      ({ outcome, result }) => outcome === 'missed' && result.target === target.id,
    );
  const cases: Case[] = [];
  for (let day = earliest(run, claims); day < span.until; day = nextMonth(day)) {
    const before = new Map(missedAt(zone.startOfDay(day)).map(({ result }) => [result.ticket, result]));
    const end = settledAt(zone, day, span);
    for (const { result } of missedAt(end)) {
      const past = before.get(result.ticket);
      const isFresh = past === undefined;
      const isStopped = result.stoppedAt !== undefined && past?.stoppedAt === undefined;
      if (isFresh || isStopped) cases.push(...caseOf(result, day, end, { isFresh, isStopped }));
    }
  }
  return cases;

  function caseOf(result: TargetResult, day: number, now: Instant, news: Pick<Case, 'isFresh' | 'isStopped'>): Case[] {
    const { ticket, due, startedAt, stoppedAt } = result;
    if (due === undefined || startedAt === undefined) return [];
    const end = stoppedAt ?? now;
    const states = known.get(ticket)?.states.filter(({ at }) => at <= Math.max(startedAt, end)) ?? [];
    const state = states.at(-1);
    const days = periodContaining(MONTH, day, orderDays.from);
    const late = Rational.of(result.left === undefined ? end - due : -result.left);
    return [
      {
        name: target.id,
        situation: {
          at: startedAt,
          choices: state?.choices ?? {},
          numbers: state?.numbers ?? {},
          moments: state?.moments ?? {},
        },
        during: { kind: MONTH, days },
        known: lastIn(run, days),
        climbed: late,
        counted: late,
        ticket,
        ...news,
      },
    ];
  }
}

// -------------------------------------------------------------------------------------------------- figures of measures

/** Measures by what is known on the days before a day. */
export type Known = (day: number) => Reckoning;

/** Each reckoning is made when it is first asked for. An outage is known as a whole when it begins and its unit is there. */
export function knownBefore({ plan, order, zone }: Run, { outages = [], units = [], ...facts }: Facts): Known {
  return once((day: number) => {
    const begun = outages.filter(({ start }) => start < zone.startOfDay(day));
    const there = units.filter(({ from }) => dayOf(from) < day);
    return reckoning(plan, order, { ...facts, outages: begun, units: there }, day, []);
  });
}

/** K1: each period of the measure, with its figure of the first month as of whose end nothing of it is open. */
export function measureCases(
  run: Run,
  { name, of, each }: CreditClause,
  known: Known,
  claims: readonly Claim[],
  units: readonly Held[],
): Case[] {
  const { ir, span, orderDays } = run;
  if (of.kind !== 'measure') return [];
  const measure = item(ir.measures, of.measure);
  const first = earliest(run, claims);
  const book = (day: number) => known(Math.min(day, span.until));
  const asOf = (day: number, cell: Cell) => settled(book(day), of.measure, cell);
  const { holders, cells } = known(span.until);
  const from = waits(ir, measure) ? orderDays.from : first;
  return holders(measure).flatMap((holder) => cells(measure, holder, from, span.until).flatMap(casesOf));

  function casesOf(cell: Cell): Case[] {
    const last = lastIn(run, cell.period);
    // What was settled before needs no looking back: it was credited then.
    if (last >= span.until || (last < first && isSettled(asOf(first, cell)))) return [];
    for (let day = last; day < span.until; day = nextMonth(day)) {
      const found = asOf(nextMonth(day), cell);
      if (!isSettled(found)) continue;
      const known = day === last ? last : nextMonth(day) - 1;
      const one = caseOf(cell, found, known, book(nextMonth(day)).downUntil(measure, cell));
      return each === undefined ? one : one.flatMap((all) => outageCases(all, book(nextMonth(day)), cell));
    }
    // What the figure cannot be told for, nobody can tell the credit for: said once.
    const now = asOf(span.until, cell);
    const isSaid = last < span.from && isTrouble(asOf(span.from, cell));
    if (isTrouble(now) && !isSaid) run.problems.push({ problem: problemOf(now, name) });
    return [];
  }

  function outageCases(all: Case, then: Reckoning, cell: Cell): Case[] {
    const outages = of.kind === 'measure' ? then.outages(of.measure, cell) : [];
    if (!isTrouble(outages))
      return outages.map(({ start, end, length }) => {
        const long = Rational.of(length);
        return { ...all, outage: { start, end }, climbed: long, counted: long };
      });
    run.problems.push({ problem: problemOf(outages, name) });
    return [];
  }

  function caseOf(
    { holder, period }: Cell,
    { value, promised }: Settled,
    day: number,
    downUntil: Instant | undefined,
  ): Case[] {
    if (value === undefined) return [];
    const unit = units.find(({ fact, subject }) => fact.id === holder.unit && subject === measure.of);
    return [
      {
        name,
        situation: situationOf(run, inOrder(run, period).from, name, value, unit),
        during: { kind: measure.period, days: period },
        known: day,
        climbed: value,
        counted: countedOf(measure, promised, value),
        ...(downUntil === undefined ? {} : { downUntil }),
        ...(unit === undefined ? {} : { unit }),
      },
    ];
  }
}

/** Whether what it comes to may stand open when the period is over: it counts tickets. */
function waits(ir: Ir, { what }: MeasureInfo): boolean {
  return 'target' in what || ('measure' in what && waits(ir, item(ir.measures, what.measure)));
}

interface Settled {
  /** Absent: nothing to measure. */
  readonly value: Rational | undefined;
  readonly promised: Promised | undefined;
}

/** Undefined while something of it may still come out one way or the other. */
function settled(known: Reckoning, index: Index, cell: Cell): Settled | Trouble | undefined {
  const figure = known.figure(index, cell);
  const promised = known.promised(item(known.plan.ir.measures, index), cell);
  if (isTrouble(figure)) return figure;
  if (isTrouble(promised)) return promised;
  return figure.isOpen === true ? undefined : { value: figure.value, promised };
}

const isSettled = (found: Settled | Trouble | undefined): found is Settled => found !== undefined && !isTrouble(found);

function situationOf({ ir, zone }: Run, day: number, name: string, value: Rational, unit: Held | undefined): Situation {
  const at = zone.startOfDay(day);
  const numbers = { [name]: value.toString() };
  if (unit === undefined) return { at, choices: {}, numbers };
  const { module } = item(ir.subjects, unit.subject);
  return {
    at,
    choices: { ...(module === undefined ? {} : { module }), ...unit.fact.choices },
    numbers: { ...unit.fact.numbers, ...numbers },
  };
}

/** K3: of a percentage, the points by which the promise is missed. */
function countedOf({ unit }: MeasureInfo, promised: Promised | undefined, value: Rational): Rational {
  if (unit.kind !== 'percent') return value;
  const bound = promised?.bound;
  if (bound === undefined) return Rational.zero;
  const beyond = value.minus(Rational.of(bound.amount));
  return (bound.kind === 'at-least' ? beyond.negate() : beyond).max(Rational.zero);
}
