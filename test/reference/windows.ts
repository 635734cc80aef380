// Windows (meanings W2–W5): local time by luxon in the named zone, never by the table that the agreement carries.
import { DateTime, IANAZone } from 'luxon';
import type { CivilDate, Index, Instant, Ir, Seconds, WindowSet } from '../../runtime/src/ir.ts';
import { addDays, dayNumber, isDay, lastKnown } from './days.ts';

const known = new Map<string, readonly Instant[]>();

/** Seconds east of UTC, by luxon; asked once for each quarter of an hour, since no zone of today changes inside one. */
function offset(zone: string, at: Instant): Seconds {
  const quarter = Math.floor(at / 900);
  const key = `${zone} ${quarter}`;
  let east = offsets.get(key);
  if (east === undefined) {
    east = Math.round(IANAZone.create(zone).offset(quarter * 900_000) * 60);
    offsets.set(key, east);
  }
  return east;
}

const offsets = new Map<string, Seconds>();

/** What the clock on the wall shows, as seconds since 1970 of a place without offset. */
const local = (ir: Ir, at: Instant) => at + offset(ir.zone.name, at);

export const dateAt = (ir: Ir, at: Instant): CivilDate => dayNumber(Math.floor(local(ir, at) / 86_400));

/** Local time since midnight by the clock on the wall. */
export const clockAt = (ir: Ir, at: Instant): Seconds => local(ir, at) % 86_400;

/** The instants at which the clock on the wall shows a local time: one, two, or (where it shows none) the transition. */
function instants(zone: string, day: CivilDate, time: Seconds): readonly Instant[] {
  const key = `${zone} ${day} ${time}`;
  let found = known.get(key);
  if (found === undefined) {
    found = findInstants(zone, DateTime.fromISO(day, { zone: 'utc' }).toSeconds() + time);
    known.set(key, found);
  }
  return found;
}

function findInstants(zone: string, shown: number): readonly Instant[] {
  const possible = [...new Set([offset(zone, shown - 86_400), offset(zone, shown + 86_400)])];
  const found = possible.map((east) => shown - east).filter((at) => at + offset(zone, at) === shown);
  if (found.length > 0) return found.sort((a, b) => a - b);
  let [before, after] = [shown - 86_400, shown + 86_400];
  const old = offset(zone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offset(zone, middle) === old) before = middle;
    else after = middle;
  }
  return [after];
}

/** W3; also the deadline at a local time (D4): the first of two, the transition for none. */
export const opening = (ir: Ir, day: CivilDate, time: Seconds): Instant => instants(ir.zone.name, day, time)[0]!;

export const closing = (ir: Ir, day: CivilDate, time: Seconds): Instant =>
  time === 86_400 ? instants(ir.zone.name, addDays(day, 1), 0).at(-1)! : instants(ir.zone.name, day, time).at(-1)!;

/** 00:00, the first instant of a civil day. */
export const startOfDay = (ir: Ir, day: CivilDate): Instant => opening(ir, day, 0);

type SpanSet = Extract<WindowSet, { kind: 'span' }>;

const stretch = (ir: Ir, span: SpanSet, day: CivilDate): readonly [Instant, Instant] => [
  opening(ir, day, span.start),
  closing(ir, addDays(day, span.endDay), span.end),
];

export function isInside(ir: Ir, set: WindowSet, at: Instant): boolean {
  switch (set.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'span': {
      const today = dateAt(ir, at);
      for (let back = 0; back <= set.endDay + 1; back += 1) {
        const day = addDays(today, -back);
        if (!isDay(ir, set.days, day)) continue;
        const [from, until] = stretch(ir, set, day);
        if (from <= at && at < until) return true;
      }
      return false;
    }
    case 'named':
      return isInside(ir, ir.windows[set.window]!.set, at);
    case 'union':
      return set.of.some((part) => isInside(ir, part, at));
    case 'intersection':
      return set.of.every((part) => isInside(ir, part, at));
    case 'complement':
      return !isInside(ir, set.of, at);
  }
}

export const isOpen = (ir: Ir, window: Index, at: Instant) => isInside(ir, ir.windows[window]!.set, at);

function spansIn(ir: Ir, set: WindowSet): readonly SpanSet[] {
  switch (set.kind) {
    case 'always':
    case 'never':
      return [];
    case 'span':
      return [set];
    case 'named':
      return spansIn(ir, ir.windows[set.window]!.set);
    case 'union':
    case 'intersection':
      return set.of.flatMap((part) => spansIn(ir, part));
    case 'complement':
      return spansIn(ir, set.of);
  }
}

/** Every instant in (from, until) at which the window could open or close: the borders of all its parts, and midnights. */
export function borders(ir: Ir, set: WindowSet, from: Instant, until: Instant): Instant[] {
  const all = new Set<Instant>();
  const spans = spansIn(ir, set);
  const longest = Math.max(0, ...spans.map(({ endDay }) => endDay));
  const last = addDays(dateAt(ir, until), 1);
  for (let day = addDays(dateAt(ir, from), -longest - 1); day <= last; day = addDays(day, 1)) {
    all.add(startOfDay(ir, day));
    for (const span of spans) if (isDay(ir, span.days, day)) for (const at of stretch(ir, span, day)) all.add(at);
  }
  return [...all].filter((at) => from < at && at < until).sort((a, b) => a - b);
}

/** Where what is known of a window ends: with the zone's table (W2), or with a table of days that it asks (W6). */
function knownUntil(ir: Ir, set: WindowSet): Instant {
  const last = spansIn(ir, set).flatMap(({ days }) => lastKnown(ir, days) ?? []);
  return Math.min(ir.zone.horizonEnd, ...last.map((day) => startOfDay(ir, addDays(day, 1))));
}

/** Walks from an instant on in pieces inside of which the window neither opens nor closes; `see` stops it with an answer. */
export function walk<T>(
  ir: Ir,
  set: WindowSet,
  from: Instant,
  see: (from: Instant, until: Instant, open: boolean) => T | undefined,
): T | undefined {
  const last = knownUntil(ir, set);
  let [at, days] = [from, 8];
  while (at < last) {
    const end = Math.min(at + days * 86_400, last);
    for (const next of [...borders(ir, set, at, end), end]) {
      const answer = see(at, next, isInside(ir, set, at));
      if (answer !== undefined) return answer;
      at = next;
    }
    days = Math.min(days * 2, 64);
  }
  return undefined;
}

/** The open stretch in which `at` lies or which follows it. */
export function nextStretch(
  ir: Ir,
  window: Index,
  at: Instant,
): { readonly from: Instant; readonly until?: Instant } | undefined {
  const set = ir.windows[window]!.set;
  let from: Instant | undefined;
  const found = walk(ir, set, at, (start, _end, open) => {
    if (open && from === undefined) from = start;
    return !open && from !== undefined ? { from, until: start } : undefined;
  });
  return found ?? (from === undefined ? undefined : { from });
}
