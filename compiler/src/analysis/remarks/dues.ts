// When a target falls due in a situation, as the runtime reckons it, and which of two deadlines is the later.
import {
  type Deadline,
  deadlines,
  type Index,
  type Instant,
  type Plan,
  type TargetClause,
  type TicketEvent,
  withinHorizon,
} from '@avtal/runtime';
import { isAsked } from '../contradictions.ts';
import { type Area, areaOf, meet, valuesOn } from '../regions.ts';
import type { Space } from '../space.ts';
import { selfOf, type Witness } from '../witness.ts';
import { type Ground, yearShown } from './ground.ts';

/** When each target of a ticket in that situation falls due. Pauses and later changes are left out. */
export function duesIn(
  { ir, plan, context, steps }: Ground,
  from: string,
  { situation }: Witness,
): Map<string, Instant> {
  steps.left -= stepsPerTicket;
  const { at, choices, numbers = {}, moments } = situation;
  const given = ir.dimensions.filter((dimension) => dimension.given === 'order').map(({ id }) => id);
  const ordered = Object.entries(choices).filter(([id]) => given.includes(id));
  const order = { ...context.order, choices: Object.fromEntries(ordered) };
  const stated = Object.fromEntries(Object.entries(choices).filter(([id]) => !given.includes(id)));
  const names = Object.entries(moments ?? {}).filter(([name]) => name !== 'start' && name !== 'self' && name !== from);
  const events = [[from, at] as const, ...names].map(
    ([event, instant]): TicketEvent => ({ ticket: 'T', at: instant, event, choices: stated, numbers }),
  );
  const { targets } = deadlines(plan, order, events, { at: Math.max(...events.map((event) => event.at)) });
  return new Map(targets.flatMap(({ target, due }) => (due === undefined ? [] : [[target, due] as const])));
}

/** A ticket is as much work as so many comparisons of areas. */
const stepsPerTicket = 300;

/** What is promised, apart from whether it is an aim only. */
export function promised(deadline: Deadline): Deadline {
  return deadline.kind === 'aim' ? promised(deadline.of) : deadline;
}

/** Whether there is a time by which it falls due. */
export function isDated(deadline: Deadline): boolean {
  switch (deadline.kind) {
    case 'duration':
    case 'business-days':
    case 'opening':
    case 'closing':
    case 'time-of-day':
      return true;
    case 'aim':
      return isDated(deadline.of);
    case 'earliest':
    case 'latest':
      return deadline.of.every(isDated);
    case 'no-promise':
    case 'best-effort':
    case 'not-offered':
    case 'see':
    case 'open':
      return false;
  }
}

/** Below zero: `one` is the shorter wherever both count; undefined: that depends on the time. */
export function compareSpans(one: Deadline, other: Deadline): number | undefined {
  const [a, b] = [promised(one), promised(other)];
  if (a.kind === 'duration' && b.kind === 'duration' && JSON.stringify(a.clock) === JSON.stringify(b.clock))
    return a.seconds - b.seconds;
  if (a.kind === 'business-days' && b.kind === 'business-days') {
    const rule = ({ count, ...rest }: typeof a) => [count, JSON.stringify(rest)] as const;
    const [[days, how], [others, otherwise]] = [rule(a), rule(b)];
    if (how === otherwise) return days - others;
  }
  return undefined;
}

/**
 * A situation in the area that `accept` takes: of each pattern of the calendar in it the natural time, its beginning
 * and half an hour before its end; and the times at which a clock that is named is about to stand still. Where two
 * clocks differ, this finds most of what there is and nothing that is not.
 */
export function probe(
  ground: Ground,
  space: Space,
  area: Area,
  says: readonly TargetClause[],
  accept: (witness: Witness) => boolean,
): Witness | undefined {
  const { witnesses } = ground;
  const self = selfOf(space);
  const last = space.axes.length - 1;
  const which = space.members.flatMap(({ clause }, at) => (says.some(({ id }) => id === clause.id) ? [at] : []));
  for (const atom of valuesOn(space.layout, area, last)) {
    const only = areaOf(space.layout, (axis) => (axis === last ? atom : undefined));
    const part = only && meet(space.layout, area, only);
    const seen = self.atoms.all[atom];
    if (part === undefined || seen === undefined) continue;
    const times = new Set([self.atoms.instantOf(atom), Math.max(seen.from, seen.until - 1800), seen.from]);
    for (const at of times) {
      const witness = witnesses.of(space, part, (axis) => isAsked(space, axis, which), says, at);
      if (witness !== undefined && accept(witness)) return witness;
    }
  }
  for (const at of standstills(
    ground,
    says.map(({ value }) => value),
  )) {
    const atom = self.atoms.atomAt(at);
    const only = areaOf(space.layout, (axis) => (axis === last ? (value) => value === atom : undefined));
    const part = only && meet(space.layout, area, only);
    const witness = part && witnesses.of(space, part, (axis) => isAsked(space, axis, which), says, at);
    if (witness !== undefined && accept(witness)) return witness;
  }
  return undefined;
}

/** Whether the deadline is the same time after each start. */
const isElapsed = (deadline: Deadline): boolean => deadline.kind === 'duration' && deadline.clock.kind === 'elapsed';

/** The windows in whose hours or openings a deadline is said. */
function windowsOf(deadline: Deadline): readonly Index[] {
  switch (deadline.kind) {
    case 'duration':
      return deadline.clock.kind === 'window' ? [deadline.clock.window] : [];
    case 'business-days':
      return deadline.window === undefined ? [] : [deadline.window];
    case 'opening':
    case 'closing':
      return [deadline.window];
    case 'aim':
      return windowsOf(deadline.of);
    case 'earliest':
    case 'latest':
      return deadline.of.flatMap(windowsOf);
    case 'time-of-day':
    case 'no-promise':
    case 'best-effort':
    case 'not-offered':
    case 'see':
    case 'open':
      return [];
  }
}

/**
 * When a clock is about to stand still: the mornings of a week, and for each length of time that one of the windows
 * stays closed in a year, half an hour before it closes and when it does.
 */
function standstills(ground: Ground, deadlines: readonly Deadline[]): readonly Instant[] {
  if (deadlines.every(isElapsed)) return [];
  const known = withinHorizon(() => {
    const { from } = yearShown(ground);
    const mornings = Array.from({ length: 7 }, (_, day) => from + day * 86_400 + 9 * 3600);
    return [...mornings, ...[...new Set(deadlines.flatMap(windowsOf))].flatMap((window) => closings(ground, window))];
  });
  return 'outside' in known ? [] : known.value;
}

/** Around the first closing of each length in the year; worked out once for each window. */
function closings(ground: Ground, window: Index): readonly Instant[] {
  const { plan } = ground;
  const known = closingsOf.get(plan) ?? new Map<Index, readonly Instant[]>();
  closingsOf.set(plan, known);
  const found = known.get(window);
  if (found !== undefined) return found;
  const { from, until } = yearShown(ground);
  const open = plan.calendar.intervals(window, from, until);
  const closed = open.slice(0, -1).map(({ end }, at) => ({ end, length: (open[at + 1]?.start ?? end) - end }));
  const firsts = [...Map.groupBy(closed, ({ length }) => length).values()].flatMap(([one]) => one?.end ?? []);
  const around = firsts.flatMap((end) => [end - 1800, end]);
  known.set(window, around);
  return around;
}

const closingsOf = new WeakMap<Plan, Map<Index, readonly Instant[]>>();

/** Times without the day that was just said. */
export function shortened(times: readonly string[]): readonly string[] {
  const dayOf = (time: string | undefined): string => time?.replace(/ \d\d:.*/, '') ?? '';
  return times.map((time, at) =>
    at > 0 && dayOf(times[at - 1]) === dayOf(time) ? time.slice(dayOf(time).length + 1) : time,
  );
}
