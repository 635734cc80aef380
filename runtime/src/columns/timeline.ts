// The time of one subject, cut where anything about it may change: sorted stretches, found by the hour.

import { once } from '../asking/questions.ts';
import type { Situation } from '../facts.ts';
import type { Index, Instant, Period } from '../ir.ts';
import { invoicedOn } from '../pricing/lines.ts';
import type { Run } from '../pricing/run.ts';
import { monthOf, periodsOverlapping } from '../time/civil.ts';
import { duringOf } from './narrow.ts';

export interface Timeline {
  readonly origin: Instant;
  /** The begin of each stretch, and at the end that of what is behind all, in seconds after `origin`. */
  readonly starts: Int32Array;
  /** Of each stretch: what time has to say to the questions; equal atoms give equal answers. */
  readonly atoms: Int32Array;
  /** Of each atom an instant at which it holds. */
  readonly samples: readonly Instant[];
  /** Calendar month, months since January 1970. */
  readonly months: Int32Array;
  /** The month as a number from 0 to `width`; -1 where what lies there is not asked for. */
  readonly slots: Int32Array;
  readonly width: number;
  /** Allowance period, or month where that begins later (meaning W7): a place in `turnDays`, their first days. */
  readonly turns: Int32Array;
  readonly turnDays: readonly number[];
  /** Where each ends, as the stretches do. */
  readonly turnEnds: Int32Array;
  /** The stretch that contains the first instant of each hour since the first. */
  readonly hours: Int32Array;
}

const HOUR = 3600;
const MONTH: Period = { basis: 'calendar', unit: 'month', count: 1 };

/** Of `[from, until)`, as if nothing were drawn; throws OutsideHorizon where that is not known. */
export function timelineOf(
  run: Run,
  subject: Index,
  basis: 'cost' | 'invoice',
  from: Instant,
  until: Instant,
): Timeline {
  const { plan, zone, catalog } = run;
  const questions = catalog.concerning(subject);
  const [first, last] = [zone.dayAt(from), zone.dayAt(until)];
  const days = periodsOverlapping(MONTH, first, last + 1, 0).map((days) => days.from);
  // Of no order, since orders share it: what holds for the first months of one is not priced by columns.
  const borders = new Set(plan.borders(questions, from, until, undefined));
  for (const day of [...days, run.span.from, run.span.until]) {
    if (day > first && day <= last) borders.add(zone.startOfDay(day));
  }
  // What is priced as when a window opens next may change where that does.
  const during = [...new Set(questions.flatMap((question) => plan.clausesOf(question).flatMap(duringOf)))];
  for (const window of during)
    for (const { start, end } of plan.calendar.intervals(window, from, until)) borders.add(start).add(end);
  const cuts = [from, ...[...borders].filter((at) => at > from && at < until).sort((a, b) => a - b), until];

  const known = new Map<string, number>();
  const samples: Instant[] = [];
  const codesAt = timeCodes(run, questions, during);
  const starts: Instant[] = [];
  const atoms: number[] = [];
  const months: number[] = [];
  const slots: number[] = [];
  for (const at of cuts.slice(0, -1)) {
    const codes = codesAt(at);
    let atom = known.get(codes);
    if (atom === undefined) {
      atom = samples.length;
      known.set(codes, atom);
      samples.push(at);
    }
    const day = zone.dayAt(at);
    const month = monthOf(day);
    const posted = basis === 'cost' ? day : invoicedOn(day);
    const isAsked = run.span.from <= posted && posted < run.span.until;
    starts.push(at);
    atoms.push(atom);
    months.push(month);
    slots.push(isAsked ? month - (months[0] as number) : -1);
  }
  const turns = Int32Array.from(months, (month) => month - (months[0] as number));
  // No horizon is as long as what 31 bits hold.
  const begins = Int32Array.from([...starts, until], (at) => at - from);
  return {
    origin: from,
    starts: begins,
    atoms: Int32Array.from(atoms),
    samples,
    months: Int32Array.from(months),
    turns,
    turnDays: days,
    turnEnds: turnEndsOf(turns, begins),
    slots: Int32Array.from(slots),
    width: (months.at(-1) ?? 0) - (months[0] ?? 0) + 1,
    hours: hoursOf(starts, from, until),
  };
}

/** The same time, cut on further days: those on which allowance periods begin, and others. */
export function withTurns(
  timeline: Timeline,
  { zone }: Run,
  days: readonly number[],
  others: readonly number[],
): Timeline {
  const { origin, starts, atoms, months, slots } = timeline;
  const first = zone.dayAt(origin);
  const all = [...timeline.turnDays, ...days];
  const later = [...new Set(all.filter((day) => day > first))].sort((a, b) => a - b);
  const turnDays = [Math.max(...all.filter((day) => day <= first)), ...later];
  const startOf = (day: number): number => zone.startOfDay(day) - origin;
  const turnStarts = [0, ...later.map(startOf)];
  const further = [...new Set(others.filter((day) => day > first && !later.includes(day)))].map(startOf);
  const ends = [...turnStarts, ...further].sort((a, b) => a - b);
  const cuts: number[] = [];
  const of: number[] = [];
  const turns: number[] = [];
  let turn = 0;
  let end = 0;
  for (let stretch = 0; stretch < atoms.length; stretch += 1) {
    const until = starts[stretch + 1] as number;
    for (let at = starts[stretch] as number; at < until; at = Math.min(ends[end] ?? until, until)) {
      while ((turnStarts[turn + 1] ?? Infinity) <= at) turn += 1;
      while ((ends[end] ?? Infinity) <= at) end += 1;
      cuts.push(at);
      of.push(stretch);
      turns.push(turn);
    }
  }
  const close = starts.at(-1) as number;
  const begins = Int32Array.from([...cuts, close]);
  const own = Int32Array.from(turns);
  return {
    ...timeline,
    starts: begins,
    atoms: Int32Array.from(of, (stretch) => atoms[stretch] as number),
    months: Int32Array.from(of, (stretch) => months[stretch] as number),
    slots: Int32Array.from(of, (stretch) => slots[stretch] as number),
    turns: own,
    turnDays,
    turnEnds: turnEndsOf(own, begins),
    hours: hoursOf(cuts, 0, close),
  };
}

function turnEndsOf(turns: Int32Array, starts: Int32Array): Int32Array {
  const ends = new Int32Array((turns.at(-1) ?? 0) + 1);
  for (let stretch = 0; stretch < turns.length; stretch += 1)
    ends[turns[stretch] as number] = starts[stretch + 1] as number;
  return ends;
}

/** The codes of all time that the questions, and what is decided for them, depend on. */
function timeCodes(
  { plan, order }: Run,
  questions: readonly string[],
  during: readonly Index[],
): (at: Instant) => string {
  const axes = [...plan.reached(questions)].flatMap((question) =>
    plan.table(question).table.axes.filter(({ kind, id }) => kind === 'date' || (kind === 'moment' && id === 'self')),
  );
  const codesAt = (at: Instant | undefined): string => {
    if (at === undefined) return '';
    const situation: Situation = { at, choices: {} };
    return axes.map((axis) => axis.code({ order, situation, decide: () => undefined })).join();
  };
  return (at) => [at, ...during.map((window) => plan.calendar.nextOpening(window, at))].map(codesAt).join(' ');
}

/** The day on which a stretch begins. */
export function dayOfStretch({ zone }: Run, { origin, starts }: Timeline): (stretch: number) => number {
  return once((stretch: number) => zone.dayAt(origin + (starts[stretch] as number)));
}

function hoursOf(starts: readonly number[], from: Instant, until: Instant): Int32Array {
  const hours = new Int32Array(Math.ceil((until - from) / HOUR) + 1);
  let stretch = 0;
  for (let hour = 0; hour < hours.length; hour += 1) {
    while ((starts[stretch + 1] ?? Infinity) <= from + hour * HOUR) stretch += 1;
    hours[hour] = stretch;
  }
  return hours;
}
