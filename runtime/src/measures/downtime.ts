// Time down: what of the outages counts in a period, what exceptions and their allowances take out of it (meanings U2–U5).

import type { Missing, Plan } from '../asking/plan.ts';
import type { Outage } from '../facts.ts';
import type { Instant, MeasureInfo, Order, Seconds, UnitFact } from '../ir.ts';
import { type Borders, type Interval, intersection, toIntervals, unionOf } from '../time/borders.ts';
import { dayOf } from '../time/civil.ts';
import type { Cell } from './holders.ts';

/** What happened in the time that counts of a period. */
export interface Downtime {
  /** Time that counts, without what is left out of it. */
  readonly total: Seconds;
  readonly down: readonly Interval[];
}

export interface OutageCase {
  readonly plan: Plan;
  readonly order: Order;
  readonly measure: MeasureInfo;
  /** The outages that may count for the holder, in order of time. */
  readonly outages: readonly Outage[];
  unitOf(outage: Outage): UnitFact | undefined;
}

/** A part of an outage in which the same exceptions fit it. */
interface Part extends Interval {
  readonly exceptions: readonly number[];
}

/** The time that counts, before anything is left out. */
export function countedTime({ plan, order, measure }: OutageCase, { stretches }: Cell, known: Instant): Borders {
  const { zone, intervals } = plan.calendar;
  const days = unionOf(
    stretches.map(({ days: { from, until } }) => ({
      start: zone.startOfDay(from),
      end: Math.min(zone.startOfDay(until), known),
    })),
  );
  const window = windowOf(measure, order);
  if (window === undefined) return days;
  const open = toIntervals(days).flatMap(({ start, end }) => intervals(window, start, end));
  return intersection(days, unionOf(open));
}

function windowOf({ window }: MeasureInfo, { choices }: Order): number | undefined {
  return typeof window === 'object' ? window.tiers[choices.tier ?? ''] : window;
}

/** What does not count is used up in order of time; an instant at which any outage counts is down. */
export function downtimeIn(given: OutageCase, counted: Borders): Downtime | Missing {
  const open = toIntervals(counted);
  const [first, last] = [counted[0] ?? 0, counted.at(-1) ?? 0];
  const parts: Part[] = [];
  for (const outage of given.outages) {
    const own = partsOf(given, outage, first, last);
    if ('kind' in own) return own;
    parts.push(...own);
  }
  parts.sort((a, b) => a.start - b.start);
  const left = given.measure.except.map(({ upTo }) => upTo ?? Infinity);
  const down: Interval[] = [];
  let leftOut = 0;
  for (const { start, end, active } of pieces(open, parts)) {
    for (let at = start; at < end; ) {
      const taken = active.map(({ exceptions }) => exceptionFor(exceptions, left));
      if (taken.includes(undefined)) {
        down.push({ start: at, end });
        break;
      }
      const used = [...new Set(taken.filter((one) => one !== undefined))];
      const until = Math.min(end, ...used.map((one) => at + (left[one] ?? 0)));
      for (const one of used) left[one] = (left[one] ?? 0) - (until - at);
      if (used.some((one) => given.measure.except[one]?.leavesOut === true)) leftOut += until - at;
      at = until;
    }
  }
  const total = open.reduce((sum, { start, end }) => sum + end - start, 0) - leftOut;
  return { total, down: toIntervals(unionOf(down)) };
}

/** Without an allowance first, else the first as written that has something left. */
function exceptionFor(exceptions: readonly number[], left: readonly number[]): number | undefined {
  return exceptions.find((one) => left[one] === Infinity) ?? exceptions.find((one) => (left[one] ?? 0) > 0);
}

/** The outage in `[from, until)` cut where its conditions may change, without what the measure does not take. */
function partsOf(given: OutageCase, outage: Outage, from: Instant, until: Instant): Part[] | Missing {
  const { plan, order, measure } = given;
  const end = Math.min(outage.end, until);
  if (Math.max(outage.start, from) >= end) return [];
  const unit = given.unitOf(outage);
  const start = Math.max(outage.start, from, unit === undefined ? from : arrivalIn(plan, unit, from, until));
  if (start >= end) return [];
  const situation = {
    choices: { ...unit?.choices, ...outage.choices },
    numbers: { length: String(outage.end - outage.start), ...unit?.numbers, ...outage.numbers },
    moments: { start: outage.start },
  };
  const conditions = [measure.when, ...measure.except.map(({ when }) => when)];
  const borders = conditions.flatMap((when) => plan.bordersOf(when, start, end, order));
  const cuts = [...new Set([start, ...borders, end])].sort((a, b) => a - b);
  const parts: Part[] = [];
  for (const [index, at] of cuts.slice(0, -1).entries()) {
    const [isTaken, ...fits] = conditions.map((when) => plan.holds(when, order, { at, ...situation }));
    if (typeof isTaken === 'object') return isTaken;
    if (isTaken !== true) continue;
    const missing = fits.find((one) => typeof one === 'object');
    if (missing !== undefined) return missing;
    parts.push({
      start: at,
      end: cuts[index + 1] ?? end,
      exceptions: fits.flatMap((one, i) => (one === true ? [i] : [])),
    });
  }
  return parts;
}

/** When the unit's first day begins; far from `[from, until)` any instant on that side of it. */
function arrivalIn({ calendar: { zone } }: Plan, unit: UnitFact, from: Instant, until: Instant): Instant {
  const [day, first, last] = [dayOf(unit.from), zone.dayAt(from), zone.dayAt(until)];
  return day <= first ? from : day > last ? until : zone.startOfDay(day);
}

/** The open time in order, cut where outages begin and end, with those that are there. Time without any is left out. */
function* pieces(
  open: readonly Interval[],
  parts: readonly Part[],
): Generator<Interval & { readonly active: readonly Part[] }> {
  let next = 0;
  let active: Part[] = [];
  for (const { start, end } of open) {
    for (let at = start; at < end; ) {
      for (let part = parts[next]; part !== undefined && part.start <= at; part = parts[next]) {
        active.push(part);
        next += 1;
      }
      active = active.filter((part) => part.end > at);
      const until = Math.min(end, parts[next]?.start ?? end, ...active.map((part) => part.end));
      if (active.length > 0) yield { start: at, end: until, active };
      at = until;
    }
  }
}

/** Time down without a break; `length`: what of it counts. */
export interface Down extends Interval {
  readonly length: Seconds;
}

/**
 * Stretches of time down without a break, from the time down of periods that follow one another. What does not count is
 * no break while an outage goes on.
 */
export function outagesOf(down: readonly Interval[], counted: Borders, outages: readonly Outage[]): readonly Down[] {
  const going = toIntervals(unionOf([...outages]));
  const isBridged = (from: Instant, until: Instant): boolean =>
    intersection(counted, [from, until]).length === 0 && going.some(({ start, end }) => start <= from && until <= end);
  const found: { start: Instant; end: Instant; length: Seconds }[] = [];
  for (const { start, end } of down) {
    const last = found.at(-1);
    if (last !== undefined && (last.end === start || isBridged(last.end, start))) {
      last.end = end;
      last.length += end - start;
    } else found.push({ start, end, length: end - start });
  }
  return found;
}
