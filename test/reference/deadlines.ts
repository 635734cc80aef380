// Deadlines (meanings D1–D10): the clock is walked from border to border, pauses are stretches in which it stands.
import type { TicketEvent } from '../../runtime/src/facts.ts';
import type {
  Clause,
  Clock,
  Deadline,
  Index,
  Instant,
  Ir,
  Order,
  TargetInfo,
  WindowSet,
} from '../../runtime/src/ir.ts';
import { addDays, isDay, lastKnown } from './days.ts';
import { ask, createWorld, matches, meaning, type Situation, type World } from './questions.ts';
import { eventsAsOrdered } from './stated.ts';
import { clockAt, closing, dateAt, isInside, nextStretch, opening, startOfDay, walk } from './windows.ts';

type State =
  | 'met'
  | 'missed'
  | 'running'
  | 'overdue'
  | 'paused'
  | 'no-promise'
  | 'best-effort'
  | 'not-started'
  | 'pending'
  | 'undecided';

export interface Target {
  readonly ticket: string;
  readonly target: string;
  /** Of a target that repeats (D11). */
  readonly round?: number;
  readonly state: State;
  readonly clause?: string;
  readonly started?: Instant;
  readonly stopped?: Instant;
  readonly due?: Instant;
  /** Of targets in time. */
  readonly used?: number;
  readonly left?: number;
  readonly problem?: string;
}

type Stretch = readonly [from: Instant, until: Instant];
interface Pauses {
  readonly stretches: readonly Stretch[];
  /** Start of a pause that lasts. */
  readonly lasting?: Instant;
}

export function deadlines(ir: Ir, order: Order, given: readonly TicketEvent[], at?: Instant): Target[] {
  const world = createWorld(ir, order);
  const events = eventsAsOrdered(order, given);
  const known = events.filter((event) => event.at <= (at ?? Number.POSITIVE_INFINITY)).sort((a, b) => a.at - b.at);
  const asked = ir.targets.filter((_, index) =>
    ir.clauses.some((clause) => clause.kind === 'target' && clause.target === index),
  );
  return [...new Set(events.map(({ ticket }) => ticket))].flatMap((ticket) =>
    asked.flatMap((target) => {
      const own = known.filter((one) => one.ticket === ticket);
      return rounds(target, own).map(({ round, moments }) => ({
        ticket,
        target: target.id,
        ...(round === undefined ? {} : { round }),
        ...run(world, target, moments, own, at),
      }));
    }),
  );
}

type Moments = { readonly started: Instant | undefined; readonly stopped: Instant | undefined };

/** D11: stops after the start, one after another, cut off by the event that ends it all. */
function rounds(
  target: TargetInfo,
  events: readonly TicketEvent[],
): { readonly round?: number; readonly moments: Moments }[] {
  const moments = milestones(target, events);
  const { started } = moments;
  if (target.repeatsUntil === undefined || started === undefined) return [{ moments }];
  const isReopened = events.some(({ event, at }) => event === target.againAfter && at === started);
  const end = events.find(({ event, at }) => event === target.repeatsUntil && !(isReopened && at < started))?.at;
  if (end !== undefined && end <= started) return [{ round: 1, moments: { started, stopped: end } }];
  const before = events.filter(({ at }) => end === undefined || at <= end);
  const borders = [started];
  for (;;) {
    const rest = before.filter(({ at }) => at > borders.at(-1)!);
    const stop = milestones({ ...target, againAfter: undefined } as never, rest).stopped;
    if (stop === undefined || stop === end) break;
    borders.push(stop);
  }
  return borders.map((from, index) => ({
    round: index + 1,
    moments: { started: from, stopped: borders[index + 1] ?? end },
  }));
}

/** D1. */
function milestones(target: TargetInfo, events: readonly TicketEvent[]) {
  const first = (name: string, from = Number.NEGATIVE_INFINITY) =>
    events.find(({ event, at }) => event === name && at >= from)?.at;
  let started = first(target.from);
  let since = Number.NEGATIVE_INFINITY;
  if (target.againAfter !== undefined && started !== undefined) {
    const begun = started;
    const again = events.findLast(({ event, at }) => event === target.againAfter && at >= begun);
    if (again !== undefined) [started, since] = [again.at, again.at];
  }
  const stops = target.to.map((name) => first(name, since));
  const reached = stops.filter((stop) => stop !== undefined);
  const stopped =
    target.mode === 'any'
      ? reached.length > 0
        ? Math.min(...reached)
        : undefined
      : reached.length === stops.length
        ? Math.max(...reached)
        : undefined;
  return { started, stopped };
}

/** Choices and numbers as they stand after the events up to an instant (D7). */
function stateAt(events: readonly TicketEvent[], at: Instant) {
  const until = events.filter((event) => event.at <= at);
  return {
    choices: Object.assign({}, ...until.map(({ choices }) => choices)) as Record<string, string>,
    numbers: Object.assign({}, ...until.map(({ numbers }) => numbers)) as Record<string, string>,
    events: Object.fromEntries(until.toReversed().map((event) => [event.event, event.at])),
  };
}

function run(
  world: World,
  target: TargetInfo,
  { started, stopped }: Moments,
  events: readonly TicketEvent[],
  at: Instant | undefined,
): Omit<Target, 'ticket' | 'target' | 'round'> {
  if (started === undefined) return { state: 'not-started' };
  const day = dateAt(world.ir, started);
  const { validFrom = day, validUntil = day } = world.ir.agreement;
  const { from, until = day } = world.order;
  if (day < validFrom || day > validUntil || day < from || day > until)
    return { state: 'undecided', problem: 'outside-validity' };
  const times = { started, ...(stopped === undefined ? {} : { stopped }) };
  const last = Math.max(stopped ?? events.at(-1)!.at, started);
  const question = `target:${target.id}`;
  const askAt = (then: Instant) => ask(world, question, { at: started, ...stateAt(events, then) });
  const final = askAt(last);
  if (final.kind === 'missing') return { ...times, state: 'pending' };
  if (final.kind !== 'clause' || final.clause.kind !== 'target')
    return { ...times, state: 'undecided', problem: final.kind === 'none' ? 'gap' : final.kind };
  const { clause } = final;

  // D8: the last event while the target runs that changes the answer; what is answered for the first time is no change.
  const states = (event: TicketEvent) => event.choices !== undefined || event.numbers !== undefined;
  const answers = [{ at: started, stated: false }, ...events.map((event) => ({ at: event.at, stated: states(event) }))]
    .filter((event) => started <= event.at && event.at <= last)
    .map((event) => ({ ...event, answer: askAt(event.at) }))
    .flatMap(({ answer, ...event }) => (answer.kind === 'clause' ? [{ ...event, said: meaning(answer.clause) }] : []));
  const changed = answers.findLast(
    ({ stated, said }, index) => index > 0 && stated && said !== answers[index - 1]?.said,
  )?.at;
  const outcome = (from: Instant) => judge(world, target, clause, from, events, stopped, at);
  const { changes } = world.ir.agreement;
  let result = outcome(changes === 'from-change' ? (changed ?? started) : started);
  if (changes === undefined && changed !== undefined) {
    const other = outcome(changed);
    if (JSON.stringify([result.state, result.due]) !== JSON.stringify([other.state, other.due]))
      result = { state: 'undecided', problem: 'change-not-said' };
  }
  return { ...times, clause: clause.id, ...result };
}

function judge(
  world: World,
  target: TargetInfo,
  clause: Clause & { kind: 'target' },
  from: Instant,
  events: readonly TicketEvent[],
  stopped: Instant | undefined,
  at: Instant | undefined,
): { state: State; due?: Instant; used?: number; left?: number; problem?: string } {
  const value = clause.value.kind === 'aim' ? clause.value.of : clause.value;
  if (value.kind === 'open') return { state: 'undecided', problem: 'open-value' };
  if (value.kind === 'best-effort') return { state: 'best-effort' };
  if (value.kind === 'no-promise' || value.kind === 'not-offered' || value.kind === 'see')
    return { state: 'no-promise' };
  const pauses = pausesOf(world, target, events, stopped);
  const due = dueOf(world.ir, value, from, pauses);
  // W2: a window that does not open again as far as anything is known is refused, not guessed.
  if (due === 'never') return { state: 'undecided', problem: 'outside-horizon' };
  const timed =
    value.kind === 'duration'
      ? clockOf(world.ir, value, from, stopped ?? at ?? (due === undefined ? pauses.lasting : undefined), pauses)
      : {};
  const shown = { ...(due === undefined ? {} : { due }), ...timed };
  if (stopped !== undefined)
    return { state: stopped <= (due ?? Number.POSITIVE_INFINITY) || stopped < from ? 'met' : 'missed', ...shown };
  if (due !== undefined && at !== undefined && at > due) return { state: 'overdue', ...shown };
  const now = at ?? events.at(-1)!.at;
  const paused = pauses.stretches.some(([start, end]) => start <= now && now < end);
  return { state: paused ? 'paused' : 'running', ...shown };
}

/** D6: from each event that sets a pausing state to the one that changes it; after the stop nothing pauses. */
function pausesOf(
  world: World,
  target: TargetInfo,
  events: readonly TicketEvent[],
  stopped: Instant | undefined,
): Pauses {
  const index = world.ir.targets.indexOf(target);
  const clauses = world.clauses.filter((clause) => clause.kind === 'pause' && clause.targets.includes(index));
  const paused = (at: Instant) => {
    const situation: Situation = { at, ...stateAt(events, at) };
    return clauses.some((clause) => matches(world, clause, situation));
  };
  const end = stopped ?? Number.POSITIVE_INFINITY;
  const stretches = events.flatMap(({ at }, i): Stretch[] => {
    const until = Math.min(events[i + 1]?.at ?? end, end);
    return at < until && paused(at) ? [[at, until]] : [];
  });
  const lasting = stretches.findLast(([, until]) => until === Number.POSITIVE_INFINITY)?.[0];
  return { stretches, ...(lasting === undefined ? {} : { lasting }) };
}

const isPaused = ({ stretches }: Pauses, at: Instant) => stretches.some(([from, until]) => from <= at && at < until);

function windowOf(ir: Ir, clock: Clock) {
  return clock.kind === 'elapsed' ? ({ kind: 'always' } as const) : ir.windows[clock.window]!.set;
}

/** Cuts a stretch where a pause begins or ends. */
function unpaused({ stretches }: Pauses, from: Instant, until: Instant): Stretch[] {
  const cuts = stretches.flat().filter((at) => from < at && at < until);
  const edges = [from, ...cuts.sort((a, b) => a - b), until];
  return edges
    .slice(1)
    .map((to, index): Stretch => [edges[index]!, to])
    .filter(([start]) => !isPaused({ stretches }, start));
}

/** D3. */
function endOfTime(ir: Ir, { seconds, clock }: Deadline & { kind: 'duration' }, from: Instant, pauses: Pauses): Due {
  if (seconds === 0) return from;
  let left = seconds;
  const found = walk(ir, windowOf(ir, clock), from, (start, end, open): Instant | 'paused' | undefined => {
    for (const [a, b] of open ? unpaused(pauses, start, end) : []) {
      if (b - a >= left) return a + left;
      left -= b - a;
    }
    return pauses.lasting !== undefined && end > pauses.lasting ? 'paused' : undefined;
  });
  return found === undefined ? 'never' : found === 'paused' ? undefined : found;
}

function clockOf(
  ir: Ir,
  { seconds, clock }: Deadline & { kind: 'duration' },
  from: Instant,
  until: Instant | undefined,
  pauses: Pauses,
) {
  if (until === undefined) return {};
  let used = 0;
  if (from < until)
    walk(ir, windowOf(ir, clock), from, (start, end, open) => {
      const parts = open && start < until ? unpaused(pauses, start, Math.min(end, until)) : [];
      for (const [a, b] of parts) used += b - a;
      return end >= until ? true : undefined;
    });
  return { used, left: seconds - used };
}

/** Undefined while a pause lasts; `never` where the window does not open again. */
type Due = Instant | 'never' | undefined;

function dueOf(ir: Ir, value: Deadline, from: Instant, pauses: Pauses): Due {
  switch (value.kind) {
    case 'duration':
      return endOfTime(ir, value, from, pauses);
    case 'business-days':
      return businessDay(ir, value, from, pauses);
    case 'opening':
      return nextStretch(ir, value.window, from)?.from ?? 'never';
    case 'closing':
      return nextStretch(ir, value.window, from)?.until ?? 'never';
    case 'time-of-day':
      return opening(ir, addDays(dateAt(ir, from), value.days), value.time);
    case 'earliest':
    case 'latest': {
      const all = value.of.map((one) => dueOf(ir, one, from, pauses));
      if (all.includes('never')) return 'never';
      const due = all.map((one) => (typeof one === 'number' ? one : Number.POSITIVE_INFINITY));
      const found = value.kind === 'earliest' ? Math.min(...due) : Math.max(...due);
      return Number.isFinite(found) ? found : undefined;
    }
    case 'aim':
      return dueOf(ir, value.of, from, pauses);
    default:
      return undefined;
  }
}

/** D4: whether some part begins on dates of its own; what has none (`always`, `outside core`) is cut by civil days. */
function hasSpans(ir: Ir, set: WindowSet): boolean {
  switch (set.kind) {
    case 'span':
      return true;
    case 'named':
      return hasSpans(ir, ir.windows[set.window]!.set);
    case 'union':
    case 'intersection':
      return set.of.some((one) => hasSpans(ir, one));
    default:
      return false;
  }
}

/** The stretches of a business day: those of the window that open on that date, or the whole day. */
function stretchesOn(ir: Ir, window: Index | undefined, day: string): Stretch[] {
  const [midnight, next] = [startOfDay(ir, day), startOfDay(ir, addDays(day, 1))];
  if (window === undefined) return [[midnight, next]];
  const set = ir.windows[window]!.set;
  const all: Stretch[] = [];
  if (!hasSpans(ir, set)) {
    walk(ir, set, midnight, (start, end, open) => {
      if (open && start < next) all.push([start, Math.min(end, next)]);
      return end >= next ? true : undefined;
    });
    return all;
  }
  let from: Instant | undefined = isInside(ir, set, midnight - 1)
    ? undefined
    : isInside(ir, set, midnight)
      ? midnight
      : undefined;
  let before = isInside(ir, set, midnight - 1);
  walk(ir, set, midnight, (start, _end, open) => {
    if (!open && from !== undefined) {
      all.push([from, start]);
      from = undefined;
    }
    if (start >= next && from === undefined) return true;
    if (open && !before && from === undefined) from = start;
    before = open;
    return undefined;
  });
  return all;
}

/** D4, with D6's days that are wholly paused left out. */
function businessDay(ir: Ir, value: Deadline & { kind: 'business-days' }, from: Instant, pauses: Pauses): Due {
  const today = dateAt(ir, from);
  const counts = (day: string) =>
    isDay(ir, value.days, day) &&
    !stretchesOn(ir, value.window, day).every(([start, end]) => unpaused(pauses, start, end).length === 0);
  let left = value.count;
  const early = value.cutOff !== undefined && clockAt(ir, from) < value.cutOff;
  let day = early ? today : addDays(today, 1);
  const last = lastKnown(ir, value.days);
  for (; (last === undefined || day <= last) && startOfDay(ir, day) < ir.zone.horizonEnd; day = addDays(day, 1)) {
    if (pauses.lasting !== undefined && startOfDay(ir, day) > pauses.lasting + 30 * 86_400) return undefined;
    if (!counts(day)) continue;
    left -= 1;
    if (left > 0) continue;
    const stretches = stretchesOn(ir, value.window, day);
    switch (value.ends.kind) {
      case 'close':
        return value.window === undefined ? closing(ir, day, 86_400) : stretches.at(-1)?.[1];
      case 'open':
        return stretches[0]?.[0];
      case 'time':
        return opening(ir, day, value.ends.time);
    }
  }
  return 'never';
}
