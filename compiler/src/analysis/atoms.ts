// The atoms of a moment: the patterns of windows and dates that really occur, each with a day on which it does.
//
// Windows are correlated: no Saturday is a Monday, and some holidays never fall on one. So the analysis asks about the
// patterns that the calendar really has while the agreement is in force, and about no others. The days are sorted into
// classes first (days.ts), and one day of each class is looked at through the runtime's own calendar: one meaning.
import { type Calendar, dayOf, type Index, type Instant, type Ir, weekday } from '@avtal/runtime';
import { createDayClasses, type DayClasses, type Range } from './days.ts';

/** A pattern: which of the windows are open, and how many of the date cuts are past. */
export interface Atom {
  readonly open: readonly boolean[];
  readonly band: number;
  /** Where it may be seen: a stretch of one day that a person finds natural. */
  readonly from: Instant;
  readonly until: Instant;
}

/** A stretch of a day, in seconds from its beginning. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly atom: number;
}

export interface Atoms extends AtomKey {
  readonly all: readonly Atom[];
  /** An instant of the atom that a person finds natural. */
  instantOf(atom: number): Instant;
  /** Those of the atoms, first what a person would name first: of 2026 or later, by day, early. */
  inOrder(atoms: readonly number[]): readonly Instant[];
  /** The atom in which the instant lies, on a day while the agreement is in force. */
  atomAt(at: Instant): number | undefined;
  /** The instant of the atom nearest to `at`, not before (1) or not after it (-1). */
  near(atom: number, at: Instant, direction: 1 | -1): Instant | undefined;
  /** The stretches of an ordinary Monday, Tuesday … on which one of the atoms holds, in seconds of the day. */
  ordinaryWeek(atoms: ReadonlySet<number>): readonly (readonly { readonly from: number; readonly until: number }[])[];
}

/** Which atoms to make. `midnight`: the question is asked at the beginning of a day only. */
export interface AtomKey {
  readonly windows: readonly Index[];
  /** Days on which a date condition begins or has ended, ascending. */
  readonly cuts: readonly number[];
  readonly midnight: boolean;
  readonly within: Range;
}

const DAY = 86_400;

/** The days on which the agreement is in force and its tables know the time. */
export function daysInForce({ zone, agreement: { validFrom, validUntil } }: Ir): Range {
  const from = Math.max(Math.ceil(zone.horizonStart / DAY) + 8, validFrom === undefined ? -Infinity : dayOf(validFrom));
  const known = Math.floor(zone.horizonEnd / DAY) - 8;
  return { from, until: Math.max(from, Math.min(known, validUntil === undefined ? Infinity : dayOf(validUntil) + 1)) };
}

/** Makes atoms, each set of them once, and none of those that are `made`. */
export function createAtoms(
  ir: Pick<Ir, 'zone' | 'daySets' | 'windows'>,
  calendar: Calendar,
  made: Map<string, Atoms>,
): (key: AtomKey) => Atoms {
  const classify = createDayClasses(ir, calendar);

  return (key) => {
    const text = `${key.windows} ${key.cuts} ${key.midnight} ${key.within.from} ${key.within.until}`;
    const known = made.get(text) ?? atomsOf(key);
    made.set(text, known);
    return known;
  };

  function atomsOf({ windows, cuts, midnight, within }: AtomKey): Atoms {
    // Without windows and dates all days are alike, and one is enough.
    const isPlain = windows.length === 0 && cuts.length === 0;
    const { from, until, classes, count, samples, sizes } = isPlain ? oneDay(within) : classify(windows, cuts, within);
    const ids = new Map<string, number>();
    const all: Atom[] = [];
    const pick = (start: Instant, end: Instant): Instant =>
      midnight ? start : natural(start, end, calendar.zone.secondsOfDayAt(start));
    // In order of time from the preferred day on, so that each atom is shown where it first occurs.
    const order = [...samples.keys()]
      .filter((id) => sizes[id] !== 0)
      .sort((a, b) => rank(samples[a] as number) - rank(samples[b] as number));
    const stretches: (readonly Stretch[])[] = [];
    for (const id of order) stretches[id] = look(samples[id] as number);

    function look(day: number): Stretch[] {
      const start = calendar.zone.startOfDay(day);
      const end = midnight ? start + 1 : calendar.zone.startOfDay(day + 1);
      const band = cuts.filter((cut) => cut <= day).length;
      const open = windows.map((window) => calendar.glimpse(window, start, end));
      const borders = [
        ...new Set([start, end, ...open.flatMap((parts) => parts.flatMap((part) => [part.start, part.end]))]),
      ];
      borders.sort((a, b) => a - b);
      return borders.slice(0, -1).map((at, index) => {
        const next = borders[index + 1] ?? end;
        const pattern = open.map((parts) => parts.some((part) => part.start <= at && at < part.end));
        const text = `${band} ${pattern.map(Number).join('')}`;
        const atom = ids.get(text) ?? all.length;
        ids.set(text, atom);
        const seen = all[atom];
        if (seen === undefined || (!midnight && oddness(at, next) < oddness(seen.from, seen.until)))
          all[atom] = { open: pattern, band, from: at, until: next };
        return { from: at - start, until: next - start, atom };
      });
    }

    const stretchesOn = (day: number) =>
      day < from || day >= until ? [] : (stretches[classes[day - from] as number] ?? []);

    const instantOf = (atom: number): Instant => {
      const seen = all[atom];
      return seen === undefined ? 0 : pick(seen.from, seen.until);
    };
    const oddity = (at: Instant): number => {
      const hour = calendar.zone.secondsOfDayAt(at) / 3600;
      return rank(Math.floor(at / DAY)) + (hour >= 7 && hour <= 22 ? 0 : 60);
    };

    return {
      ...{ windows, cuts, midnight, within },
      all,
      instantOf,
      inOrder: (atoms) => atoms.map(instantOf).sort((a, b) => oddity(a) - oddity(b) || a - b),
      atomAt: (at) => {
        if (isPlain) return 0;
        const day = calendar.zone.dayAt(at);
        const offset = at - calendar.zone.startOfDay(day);
        return stretchesOn(day).find((stretch) => stretch.from <= offset && offset < stretch.until)?.atom;
      },
      near: (atom, at, direction) => {
        const first = calendar.zone.dayAt(at);
        for (let turn = 0; turn <= until - from; turn += 1) {
          const day = first + direction * turn;
          if (day < from || day >= until) return undefined;
          const start = calendar.zone.startOfDay(day);
          const found = stretchesOn(day)
            .filter((stretch) => stretch.atom === atom)
            .map((stretch) => ({ from: start + stretch.from, until: start + stretch.until }))
            .filter((stretch) => (direction > 0 ? stretch.until > at : stretch.from <= at));
          const nearest = direction > 0 ? found[0] : found.at(-1);
          if (nearest !== undefined)
            return direction > 0
              ? pick(Math.max(at, nearest.from), nearest.until)
              : pick(nearest.from, Math.min(at + 1, nearest.until));
        }
        return undefined;
      },
      ordinaryWeek: (atoms) =>
        [1, 2, 3, 4, 5, 6, 7].map((day) => {
          let ordinary = -1;
          for (let id = 0; id < count; id += 1)
            if (
              weekday(samples[id] as number) === day &&
              (ordinary < 0 || (sizes[id] as number) > (sizes[ordinary] as number))
            )
              ordinary = id;
          const joined: { from: number; until: number }[] = [];
          for (const stretch of stretches[ordinary] ?? []) {
            if (!atoms.has(stretch.atom)) continue;
            const last = joined.at(-1);
            if (last?.until === stretch.from) last.until = stretch.until;
            else joined.push({ from: stretch.from, until: stretch.until });
          }
          return joined;
        }),
    };
  }
}

/** The natural hours to name, first those that a person would. */
const hours = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 8, 7, 23, 0, 1, 2, 3, 4, 5, 6].map(
  (hour) => hour * 3600,
);

/** The natural instant of a stretch of one day: nine o'clock, else another whole hour, else the first whole quarter. */
function natural(start: Instant, end: Instant, seconds: number): Instant {
  const inside = (time: number): Instant | undefined =>
    time >= seconds && start + time - seconds < end ? start + time - seconds : undefined;
  for (const hour of hours) {
    const found = inside(hour);
    if (found !== undefined) return found;
  }
  return inside(Math.ceil(seconds / 900) * 900) ?? start;
}

/** 0: the stretch has a whole hour in it, 1: a whole quarter, 2: neither. */
function oddness(start: Instant, end: Instant): number {
  const first = (step: number): boolean => Math.ceil(start / step) * step < end;
  return first(3600) ? 0 : first(900) ? 1 : 2;
}

/** Days from 2026 on come first. */
const rank = (day: number): number => (day >= YEAR_2026 ? day : day + 1e6);
const YEAR_2026 = dayOf('2026-01-01');

/** One day that stands for all. */
function oneDay({ from, until }: Range): DayClasses {
  const day = Math.max(from, Math.min(YEAR_2026 + 4, until - 1));
  const classes = Int32Array.of(0);
  const isEmpty = until <= from;
  return {
    from: day,
    until: isEmpty ? day : day + 1,
    classes,
    count: isEmpty ? 0 : 1,
    samples: isEmpty ? new Int32Array() : Int32Array.of(day),
    sizes: isEmpty ? new Int32Array() : Int32Array.of(1),
  };
}
