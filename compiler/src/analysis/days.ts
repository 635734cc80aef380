// The days of an agreement in classes: days of one class, with the days round them, look the same to every window.
import {
  type Calendar,
  createDays,
  type DaySet,
  dayOf,
  type Index,
  type Ir,
  type WindowSet,
  weekday,
  type Zone,
} from '@avtal/runtime';

const DAY = 86_400;

/** `from` is the first day, `until` the day after the last. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

export interface DayClasses extends Range {
  /** Of each day from `from` on, its class; classes count from 0. */
  readonly classes: Int32Array;
  readonly count: number;
  /** Of each class a day, the first of 2026 or later where there is one, and how many days it has. */
  readonly samples: Int32Array;
  readonly sizes: Int32Array;
}

/** The first Monday of 2026: days are shown from here on, or from the agreement's first Monday if that is later. */
export const PREFERRED = dayOf('2026-01-05');

/** Sets of dates whose days do not say more than themselves. */
type Leaf = Exclude<
  DaySet,
  { readonly kind: 'every-day' | 'weekdays' | 'named' | 'union' | 'intersection' | 'complement' | 'shift' }
>;

/** What windows test of days, and how far round a day they look. */
interface Reach {
  readonly leaves: Set<Leaf>;
  /** Named windows and days that were followed, so that what many name is followed once. */
  readonly seen: Set<string>;
  back: number;
  ahead: number;
}

/** Sorts the days of a range into classes, for any windows; what is known of a day set is worked out once. */
export function createDayClasses(
  ir: Pick<Ir, 'zone' | 'daySets' | 'windows'>,
  { zone }: Calendar,
): (windows: readonly Index[], cuts: readonly number[], within: Range) => DayClasses {
  const days = createDays(ir.daySets);
  const members = new Map<Leaf, Range & { readonly days: readonly number[] }>();

  // Where the clocks change at midnight, the end of a span may move into a day more than it is long.
  const extra = Number(changesAtMidnight(ir.zone));
  const made = new Map<string, DayClasses>();
  const leafIds = new Map<Leaf, number>();

  return (windows, cuts, within) => {
    const reach: Reach = { leaves: new Set(), seen: new Set(), back: 0, ahead: 0 };
    for (const window of windows) reachOfWindow({ kind: 'named', window }, reach);
    const { leaves, back, ahead } = reach;
    for (const leaf of leaves) leafIds.set(leaf, leafIds.get(leaf) ?? leafIds.size);
    const known = [...leaves].filter((leaf) => leaf.kind === 'dates').map((leaf) => days.of(leaf));
    const from = Math.max(within.from, ...known.map((one) => one.from + back));
    const until = Math.max(from, Math.min(within.until, ...known.map((one) => one.until + 1 - ahead)));
    const ids = [...leaves].map((leaf) => leafIds.get(leaf) ?? 0).sort((a, b) => a - b);
    const key = `${ids} ${cuts} ${back} ${ahead} ${from} ${until}`;
    const found = made.get(key);
    if (found !== undefined) return found;
    const single = classesOf(from - back, until + ahead, leaves, cuts);
    const classes = inContext(single, back, until - from, reach);
    const result = { from, until, ...classes, ...sampled(classes, from, until) };
    made.set(key, result);
    return result;
  };

  // --------------------------------------------------------------------------------------------- what windows test
  function reachOfWindow(set: WindowSet, reach: Reach): void {
    switch (set.kind) {
      case 'always':
      case 'never':
        return;
      case 'span':
        if (extra > 0) reach.back = Math.max(reach.back, set.endDay + extra);
        reachOfDays(set.days, 0, set.endDay + extra, reach);
        return;
      case 'named': {
        const named = ir.windows[set.window];
        if (isNew(reach, `window ${set.window}`) && named !== undefined) reachOfWindow(named.set, reach);
        return;
      }
      case 'union':
      case 'intersection':
        for (const member of set.of) reachOfWindow(member, reach);
        return;
      case 'complement':
        reachOfWindow(set.of, reach);
        return;
    }
  }

  function reachOfDays(set: DaySet, by: number, back: number, reach: Reach): void {
    switch (set.kind) {
      case 'every-day':
      case 'weekdays':
        return; // The weekday of a day says those of the days round it.
      case 'dates':
      case 'yearly':
      case 'nth':
      case 'every-weeks':
      case 'period':
        reach.leaves.add(set);
        reach.back = Math.max(reach.back, back - by);
        reach.ahead = Math.max(reach.ahead, by);
        return;
      case 'named': {
        const named = ir.daySets[set.daySet];
        if (isNew(reach, `days ${set.daySet} ${by} ${back}`) && named !== undefined)
          reachOfDays(named.set, by, back, reach);
        return;
      }
      case 'union':
      case 'intersection':
        for (const member of set.of) reachOfDays(member, by, back, reach);
        return;
      case 'complement':
        reachOfDays(set.of, by, back, reach);
        return;
      case 'shift':
        reachOfDays(set.of, by + set.by, back, reach);
        return;
    }
  }

  // --------------------------------------------------------------------------------------------- classes of days
  /** Days alone: weekday, how many of the cuts are past, membership in each set, and a change of the clocks. */
  function classesOf(first: number, end: number, leaves: ReadonlySet<Leaf>, cuts: readonly number[]): Single {
    const classes = weekdaysFrom(first, end - first);
    for (const cut of cuts)
      for (let at = Math.max(0, cut - first); at < classes.length; at += 1) classes[at] = (classes[at] as number) + 7;
    const refined = new Refined(7 * (cuts.length + 1));
    for (const leaf of leaves)
      for (const day of membersOf(leaf, first, end))
        classes[day - first] = refined.with(classes[day - first] as number, leaf);
    for (const [instant, offset] of ir.zone.transitions) {
      const before = instant - 1;
      if (before < ir.zone.horizonStart || instant >= ir.zone.horizonEnd) continue;
      const kind = `${zone.secondsOfDayAt(before)} ${offset - zone.offsetAt(before)}`;
      for (const changed of new Set([zone.dayAt(before), zone.dayAt(instant)])) {
        const at = changed - first;
        if (at >= 0 && at < classes.length) classes[at] = refined.with(classes[at] as number, kind);
      }
    }
    return { classes, count: refined.count };
  }

  /** The days of the range that are in the set. */
  function membersOf(leaf: Leaf, first: number, end: number): readonly number[] {
    const known = members.get(leaf);
    const isKnown = known !== undefined && known.from <= first && end <= known.until;
    const found = isKnown ? known.days : daysOf(leaf, first, end);
    if (!isKnown) members.set(leaf, { from: first, until: end, days: found });
    return found.filter((day) => first <= day && day < end);
  }

  function daysOf(leaf: Leaf, first: number, end: number): number[] {
    // Few dates need no look at each day of sixty years.
    if (leaf.kind === 'dates') return [...new Set(leaf.dates)].map(dayOf);
    const { has } = days.of(leaf);
    return Array.from({ length: end - first }, (_, at) => first + at).filter(has);
  }
}

/** The weekday of each day, Monday 0. */
function weekdaysFrom(first: number, length: number): Int32Array {
  const days = new Int32Array(length);
  days.set(Array.from({ length: Math.min(7, length) }, (_, at) => weekday(first + at) - 1));
  for (let known = 7; known < length; known *= 2) days.copyWithin(known, 0, known);
  return days;
}

function isNew({ seen }: Reach, what: string): boolean {
  const isSeen = seen.has(what);
  seen.add(what);
  return !isSeen;
}

interface Single {
  readonly classes: Int32Array;
  readonly count: number;
}

/** Whether some midnight occurs twice or not at all. */
function changesAtMidnight({ initialOffset, transitions }: Zone): boolean {
  return transitions.some(([instant, offset], at) => {
    const before = transitions[at - 1]?.[1] ?? initialOffset;
    const [first, last] = [instant + Math.min(before, offset), instant + Math.max(before, offset)];
    return Math.floor(last / DAY) * DAY >= first;
  });
}

/** Days that have something more in common get a class of their own. */
class Refined {
  count: number;
  readonly #ids = new Map<unknown, Map<number, number>>();

  constructor(count: number) {
    this.count = count;
  }

  with(old: number, what: unknown): number {
    const ids = this.#ids.get(what) ?? new Map<number, number>();
    this.#ids.set(what, ids);
    const known = ids.get(old) ?? this.count;
    if (known === this.count) {
      ids.set(old, known);
      this.count += 1;
    }
    return known;
  }
}

/** Days with those round them: two have one class when all the days that windows look at have. */
function inContext({ classes, count }: Single, offset: number, length: number, { back, ahead }: Reach): Single {
  let ids = classes.subarray(offset, offset + length).slice();
  let known = count;
  for (let by = -back; by <= ahead; by += 1) {
    if (by === 0) continue;
    const pairs: Int32Array[] = [];
    const next = new Int32Array(length);
    let made = 0;
    for (let at = 0; at < length; at += 1) {
      const id = ids[at] as number;
      const row = pairs[id] ?? new Int32Array(count);
      pairs[id] = row;
      const other = classes[offset + at + by] as number;
      if (row[other] === 0) row[other] = made += 1;
      next[at] = (row[other] as number) - 1;
    }
    [ids, known] = [next, made];
  }
  return { classes: ids, count: known };
}

function sampled({ classes, count }: Single, from: number, until: number): Pick<DayClasses, 'samples' | 'sizes'> {
  const samples = new Int32Array(count);
  const sizes = new Int32Array(count);
  const begin = Math.max(from, Math.min(PREFERRED, until - 1));
  const monday = begin + ((8 - weekday(begin)) % 7);
  // The last that is written is the first that is preferred.
  const see = (start: number, end: number): void => {
    for (let at = end - from - 1; at >= start - from; at -= 1) {
      const id = classes[at] as number;
      samples[id] = from + at;
      sizes[id] = (sizes[id] as number) + 1;
    }
  };
  see(from, Math.min(monday, until));
  see(monday, until);
  return { samples, sizes };
}
