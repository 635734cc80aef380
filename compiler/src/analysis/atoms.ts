// The atoms of a moment: the patterns of windows and dates that really occur, each with a day on which it does.
//
// Windows are correlated: no Saturday is a Monday, and some holidays never fall on one. So the analysis asks about the
// patterns that the calendar really has while the agreement is in force, and about no others. The days are sorted into
// classes first (days.ts), and one day of each class is looked at through the runtime's own calendar: one meaning.
import { type Calendar, dayOf, type Index, type Instant, type Ir, weekday } from '@avtal/runtime';
import { createDayClasses, type Range } from './days.ts';

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

export interface Atoms {
  readonly windows: readonly Index[];
  /** Days on which a date condition begins or has ended, ascending. */
  readonly cuts: readonly number[];
  readonly all: readonly Atom[];
  /** An instant of the atom that a person finds natural. */
  instantOf(atom: number): Instant;
  /** The instant of the atom nearest to `at`, not before (1) or not after it (-1). */
  near(atom: number, at: Instant, direction: 1 | -1): Instant | undefined;
  /** The stretches of an ordinary Monday, Tuesday … on which one of the atoms holds, in seconds of the day. */
  ordinaryWeek(atoms: ReadonlySet<number>): readonly (readonly { readonly from: number; readonly until: number }[])[];
}

/** Which atoms to make. `midnight`: the question is asked at the beginning of a day only. */
export interface AtomKey {
  readonly windows: readonly Index[];
  readonly cuts: readonly number[];
  readonly midnight: boolean;
  readonly within: Range;
}

const DAY = 86_400;

/** The first Monday of 2026: witnesses are sought from here on, or from the agreement's first day if that is later. */
const PREFERRED = dayOf('2026-01-05');

/** The days on which the agreement is in force and its tables know the time. */
export function daysInForce({ zone, agreement: { validFrom, validUntil } }: Ir): Range {
  const from = Math.max(Math.ceil(zone.horizonStart / DAY) + 8, validFrom === undefined ? -Infinity : dayOf(validFrom));
  const known = Math.floor(zone.horizonEnd / DAY) - 8;
  return { from, until: Math.max(from, Math.min(known, validUntil === undefined ? Infinity : dayOf(validUntil) + 1)) };
}

/** Makes atoms, each set of them once. */
export function createAtoms(ir: Ir, calendar: Calendar): (key: AtomKey) => Atoms {
  const classify = createDayClasses(ir, calendar);
  const made = new Map<string, Atoms>();
  const hourAt = (instant: Instant): number => calendar.zone.secondsOfDayAt(instant) / 3600;

  return (key) => {
    const text = `${key.windows} ${key.cuts} ${key.midnight} ${key.within.from} ${key.within.until}`;
    const known = made.get(text) ?? atomsOf(key);
    made.set(text, known);
    return known;
  };

  function atomsOf({ windows, cuts, midnight, within }: AtomKey): Atoms {
    const { from, until, classes, count } = classify(windows, cuts, within);
    const ids = new Map<string, number>();
    const all: Atom[] = [];
    const stretches: (readonly Stretch[] | undefined)[] = Array.from({ length: count });
    const sizes = new Int32Array(count);
    const samples = new Int32Array(count);
    for (const id of classes) sizes[id] = (sizes[id] as number) + 1;

    const pick = (start: Instant, end: Instant): Instant => (midnight ? start : natural(start, end, hourAt));
    const ugliness = (start: Instant, end: Instant): number => Math.floor(strangeness(hourAt(pick(start, end))) / 100);

    const begin = Math.max(from, Math.min(PREFERRED, until - 1));
    const preferred = begin + ((8 - weekday(begin)) % 7);
    for (let turn = 0; turn < until - from; turn += 1) {
      const day = preferred + turn < until ? preferred + turn : from + turn - Math.max(0, until - preferred);
      const id = classes[day - from] as number;
      if (stretches[id] !== undefined) continue;
      samples[id] = day;
      stretches[id] = look(day);
    }

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
        if (seen === undefined || ugliness(at, next) < ugliness(seen.from, seen.until))
          all[atom] = { open: pattern, band, from: at, until: next };
        return { from: at - start, until: next - start, atom };
      });
    }

    const stretchesOn = (day: number) =>
      day < from || day >= until ? [] : (stretches[classes[day - from] as number] ?? []);

    return {
      windows,
      cuts,
      all,
      instantOf: (atom) => {
        const seen = all[atom];
        return seen === undefined ? 0 : pick(seen.from, seen.until);
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

/** The natural instant of a stretch: nine o'clock, else a whole hour of the waking day, else the first whole quarter. */
function natural(start: Instant, end: Instant, hourAt: (instant: Instant) => number): Instant {
  let best = start;
  let least = Infinity;
  for (let at = Math.ceil(start / 900) * 900; at < end; at += 900) {
    const strange = strangeness(hourAt(at));
    if (strange < least) [best, least] = [at, strange];
  }
  return best;
}

/** How far an hour of the day is from what a person would name first; above 100 what is not whole, above 200 no quarter. */
function strangeness(hour: number): number {
  const away = Math.abs(hour - 9);
  const odd = Number.isInteger(hour) ? 0 : Number.isInteger(hour * 4) ? 100 : 200;
  return odd + (hour >= 7 && hour <= 22 ? away : 30 + away);
}
