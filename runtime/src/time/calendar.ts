// Windows as tables of instants: when they are open, and time counted inside them (meanings W1–W6, D3).

import type { DaySet, Index, Instant, Ir, Seconds, WindowSet } from '../ir.ts';
import {
  type Borders,
  bordersUpTo,
  complement,
  type Interval,
  intersection,
  toIntervals,
  union,
  unionOf,
} from './borders.ts';
import { commonSpan, createDays, outsideDays } from './days.ts';
import { addOpen, openBefore, passedBy, tableOf, type WindowTable } from './table.ts';
import { createZone, type ZoneClock } from './zone.ts';

/**
 * All instants are whole seconds, all intervals `[start, end)`. Asked about an instant or date that the zone's or a
 * holiday table does not cover, every function throws OutsideHorizon; one whose answer would lie beyond gives undefined.
 */
export interface Calendar {
  readonly zone: ZoneClock;
  isDay(set: DaySet, day: number): boolean;
  isOpen(window: Index, at: Instant): boolean;
  /** The part of the window in `[from, until)`: sorted, apart from each other, clipped. */
  intervals(window: Index, from: Instant, until: Instant): Interval[];
  /** The same without making a table: for single days far apart. Whoever asks stays within what is known. */
  glimpse(window: Index, from: Instant, until: Instant): Interval[];
  /** The first instant at or after `at` at which the window is open: `at` itself when it is open. */
  nextOpening(window: Index, at: Instant): Instant | undefined;
  /** The end of the open interval that contains `at`, else of the next one (meaning D5). */
  nextClosing(window: Index, at: Instant): Instant | undefined;
  /** How many open intervals start in `[from, until)`. */
  openings(window: Index, from: Instant, until: Instant): number;
  openSeconds(window: Index, from: Instant, until: Instant): Seconds;
  /** D3: the earliest instant t such that the window is open for `seconds` in `[start, t)`. */
  add(window: Index, start: Instant, seconds: Seconds): Instant | undefined;
  /** The latest instant t such that the window is open for `seconds` in `[t, end)`. */
  subtract(window: Index, end: Instant, seconds: Seconds): Instant | undefined;
  /** The spans that start on the date, over midnight where they go on (meaning D4). */
  spansOn(window: Index, day: number): Interval[];
  /** The instants of which it is known whether the window is open. */
  known(window: Index): { readonly from: Instant; readonly until: Instant };
  /** The window in `[from, until)` and around it, for whoever counts in many rows. */
  table(window: Index, from: Instant, until: Instant): WindowTable;
}

const DAY = 86400;
/** A table is made for what is asked and as much beside it, so that rows of one period build it once. */
const MARGIN = 100 * DAY;

export function createCalendar(ir: Pick<Ir, 'zone' | 'daySets' | 'windows'>): Calendar {
  const zone = createZone(ir.zone);
  const days = createDays(ir.daySets);
  const tables: (WindowTable | undefined)[] = [];
  const horizons: (Horizon | undefined)[] = [];

  // ------------------------------------------------------------------------------- what is known of a window
  function horizonOf(set: WindowSet): Horizon {
    switch (set.kind) {
      case 'always':
      case 'never':
        return everything;
      case 'span': {
        const known = days.of(set.days);
        return {
          days: { from: known.from, until: known.until },
          // The span of the last unknown date may reach into the known ones.
          from: Number.isFinite(known.from)
            ? Math.max(zone.startOfDay(known.from), zone.border(known.from - 1 + set.endDay, set.end, 'closing'))
            : -Infinity,
          until: Number.isFinite(known.until) ? zone.startOfDay(known.until + 1) : Infinity,
        };
      }
      case 'named':
        return windowHorizon(set.window);
      case 'union':
      case 'intersection': {
        const members = set.of.map(horizonOf);
        return { ...commonSpan(members), days: commonSpan(members.map((member) => member.days)) };
      }
      case 'complement':
        return horizonOf(set.of);
    }
  }

  function windowHorizon(window: Index): Horizon {
    const known = horizons[window];
    if (known !== undefined) return known;
    const { days, ...instants } = horizonOf(setOf(window));
    const made = { days, ...commonSpan([instants, zone.horizon]) };
    horizons[window] = made;
    return made;
  }

  function setOf(window: Index): WindowSet {
    return ir.windows[window]?.set ?? { kind: 'never' };
  }

  // ------------------------------------------------------------------------------- sets of instants in a stretch
  /** Named windows of the stretch that was asked about last: one that many others name is worked out once. */
  const recent = { from: NaN, until: NaN, windows: new Map<Index, Borders>() };

  function instantsOfNamed(window: Index, from: Instant, until: Instant): Borders {
    if (recent.from !== from || recent.until !== until) {
      recent.windows.clear();
      recent.from = from;
      recent.until = until;
    }
    const known = recent.windows.get(window) ?? instantsOf(setOf(window), from, until);
    recent.windows.set(window, known);
    return known;
  }

  function instantsOf(set: WindowSet, from: Instant, until: Instant): Borders {
    switch (set.kind) {
      case 'always':
        return from < until ? [from, until] : [];
      case 'never':
        return [];
      case 'span': {
        const first = Math.floor(from / DAY) - set.endDay - 2;
        const last = Math.floor(until / DAY) + 1;
        const intervals: Interval[] = [];
        for (let day = first; day <= last; day += 1) {
          const span = spanOn(set, day);
          if (span !== undefined && span.end > from && span.start < until) {
            intervals.push({ start: Math.max(span.start, from), end: Math.min(span.end, until) });
          }
        }
        return unionOf(intervals);
      }
      case 'named':
        return instantsOfNamed(set.window, from, until);
      case 'union':
        return set.of.map((member) => instantsOf(member, from, until)).reduce(union, []);
      case 'intersection':
        return set.of.map((member) => instantsOf(member, from, until)).reduce(intersection, [from, until]);
      case 'complement':
        return complement(instantsOf(set.of, from, until), from, until);
    }
  }

  function spanOn(set: Extract<WindowSet, { kind: 'span' }>, day: number): Interval | undefined {
    if (!days.of(set.days).has(day)) return undefined;
    return {
      start: zone.border(day, set.start, 'opening'),
      end: zone.border(day + set.endDay, set.end, 'closing'),
    };
  }

  const ownSpansOfNamed = onceADay((window, day) => ownSpans(setOf(window), day));
  const wholeDateOfNamed = onceADay((window, day) => wholeDate(setOf(window), day));

  /** Spans that start on the date, or undefined for sets that have none of their own (`always`, `outside …`). */
  function ownSpans(set: WindowSet, day: number): Borders | undefined {
    switch (set.kind) {
      case 'always':
      case 'never':
      case 'complement':
        return undefined;
      case 'span': {
        const span = spanOn(set, day);
        return span === undefined ? [] : unionOf([span]);
      }
      case 'named':
        return ownSpansOfNamed(set.window, day);
      case 'union': {
        const members = set.of.map((member) => ownSpans(member, day));
        if (members.every((member) => member === undefined)) return undefined;
        return members.map((member, index) => member ?? partOfDay(set.of[index], day)).reduce(union, []);
      }
      case 'intersection': {
        const dates = set.of.map((member) => wholeDate(member, day));
        if (dates.includes(false)) return [];
        const own = (members: readonly WindowSet[]) =>
          members.map((member) => ownSpans(member, day)).filter((member) => member !== undefined);
        const hours = own(set.of.filter((_, index) => dates[index] === undefined));
        const members = hours.length > 0 ? hours : own(set.of);
        if (members.length === 0) return undefined;
        const spans = members.reduce(union, []);
        const [first, last] = [spans[0], spans.at(-1)];
        return first === undefined || last === undefined ? [] : intersection(spans, instantsOf(set, first, last));
      }
    }
  }

  /** Of a set that names whole days, whether the date is one of them; undefined for one that has hours, or neither. */
  function wholeDate(set: WindowSet, day: number): boolean | undefined {
    switch (set.kind) {
      case 'always':
      case 'never':
        return undefined;
      case 'span':
        return set.start === 0 && set.endDay === 0 && set.end === DAY ? days.of(set.days).has(day) : undefined;
      case 'named':
        return wholeDateOfNamed(set.window, day);
      case 'union':
      case 'intersection': {
        const members = set.of.map((member) => wholeDate(member, day));
        const deciding = set.kind === 'union';
        return members.includes(deciding) ? deciding : members.includes(undefined) ? undefined : !deciding;
      }
      case 'complement': {
        const inner = wholeDate(set.of, day);
        return inner === undefined ? undefined : !inner;
      }
    }
  }

  function partOfDay(set: WindowSet | undefined, day: number): Borders {
    return set === undefined ? [] : instantsOf(set, zone.startOfDay(day), zone.startOfDay(day + 1));
  }

  // ------------------------------------------------------------------------------- tables
  function tableFor(window: Index, from: Instant, until: Instant): WindowTable {
    const known = tables[window];
    if (known !== undefined && known.from <= from && until <= known.until) return known;
    const horizon = windowHorizon(window);
    // So written that what is no number is outside too.
    if (!(from >= horizon.from && until <= horizon.until)) {
      if (!(from >= zone.horizon.from)) zone.offsetAt(from);
      if (!(until <= zone.horizon.until)) zone.offsetAt(until);
      throw outsideDays(horizon.days);
    }
    // Twice as much each time: a search that never ends costs no more than the whole horizon once or twice.
    const margin = Math.max(MARGIN, known === undefined ? 0 : known.until - known.from);
    const start = known !== undefined && known.from <= from ? known.from : Math.max(horizon.from, from - margin);
    const end = known !== undefined && until <= known.until ? known.until : Math.min(horizon.until, until + margin);
    const made = tableOf(instantsOf(setOf(window), start, end), start, end);
    tables[window] = made;
    return made;
  }

  /** The answer of the smallest table that has one, looking forward (or back) to the end of what is known. */
  function search(
    window: Index,
    at: Instant,
    direction: 1 | -1,
    find: (table: WindowTable) => Instant | undefined,
  ): Instant | undefined {
    let table = direction > 0 ? tableFor(window, at, at + 1) : tableFor(window, at, at);
    for (;;) {
      const found = find(table);
      // What touches the end of the table may go on beyond it.
      if (found !== undefined && (direction > 0 ? found < table.until : found > table.from)) return found;
      const { from, until } = windowHorizon(window);
      if (direction > 0 ? table.until >= until : table.from <= from) return undefined;
      table =
        direction > 0 ? tableFor(window, table.from, table.until + 1) : tableFor(window, table.from - 1, table.until);
    }
  }

  return {
    zone,
    isDay: days.isDay,
    isOpen: (window, at) => passedBy(tableFor(window, at, at + 1), at) % 2 === 1,
    intervals: (window, from, until) => {
      if (from >= until) return [];
      const table = tableFor(window, from, until);
      const first = passedBy(table, from);
      const last = passedBy(table, until - 1);
      const inside = Array.from(table.borders.subarray(first, last));
      if (first % 2 === 1) inside.unshift(from);
      if (last % 2 === 1) inside.push(until);
      return toIntervals(inside);
    },
    glimpse: (window, from, until) => toIntervals(instantsOfNamed(window, from, until)),
    nextOpening: (window, at) =>
      search(window, at, 1, (table) => {
        const passed = passedBy(table, at);
        return passed % 2 === 1 ? at : table.borders[passed];
      }),
    nextClosing: (window, at) =>
      search(window, at, 1, (table) => {
        const passed = passedBy(table, at);
        return table.borders[passed % 2 === 1 ? passed : passed + 1];
      }),
    openings: (window, from, until) => {
      if (from >= until) return 0;
      // One second before: an interval that was already open does not open at `from`.
      const table = tableFor(window, Math.max(from - 1, windowHorizon(window).from), until);
      return ((passedBy(table, until - 1) + 1) >> 1) - ((passedBy(table, from - 1) + 1) >> 1);
    },
    openSeconds: (window, from, until) => {
      if (from >= until) return 0;
      const table = tableFor(window, from, until);
      return openBefore(table, until) - openBefore(table, from);
    },
    add: (window, start, seconds) => {
      if (seconds <= 0) return start;
      return search(window, start, 1, (table) => {
        const found = addOpen(table, start, seconds);
        return Number.isNaN(found) ? undefined : found;
      });
    },
    subtract: (window, end, seconds) => {
      if (seconds <= 0) return end;
      return search(window, end, -1, (table) => {
        const wanted = openBefore(table, end) - seconds;
        if (wanted < 0) return undefined;
        const index = bordersUpTo(table.open, wanted) - 1; // open[index] <= wanted < open[index + 1]
        return (table.borders[2 * index] as Instant) + wanted - (table.open[index] as Seconds);
      });
    },
    spansOn: (window, day) => {
      const known = windowHorizon(window).days;
      if (day < known.from || day > known.until) throw outsideDays(known);
      zone.dayAt(zone.startOfDay(day)); // Refuses a date outside the zone's table.
      const set = setOf(window);
      return toIntervals(ownSpans(set, day) ?? partOfDay(set, day));
    },
    known: windowHorizon,
    table: tableFor,
  };
}

interface Horizon {
  readonly from: Instant;
  readonly until: Instant;
  readonly days: { readonly from: number; readonly until: number };
}

const everything: Horizon = { from: -Infinity, until: Infinity, days: { from: -Infinity, until: Infinity } };

/** Remembers named windows for the date that was asked about last: one that many others name is worked out once. */
function onceADay<T>(compute: (window: Index, day: number) => T): (window: Index, day: number) => T {
  const known = new Map<Index, { readonly value: T }>();
  let last = Number.NaN;
  return (window, day) => {
    if (day !== last) known.clear();
    last = day;
    const found = known.get(window) ?? { value: compute(window, day) };
    known.set(window, found);
    return found.value;
  };
}
