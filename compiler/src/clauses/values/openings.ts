// The dates on which a window opens, as a set of days: the business days of `4 business days of support` (meaning D4).
import type { DaySet, Index, WindowSet } from '@avtal/runtime';
import type { Model } from '../../model.ts';

const everyDay: DaySet = { kind: 'every-day' };
const noDay: DaySet = { kind: 'dates', dates: [] };

/** What may be looked at for one window; windows that name others again and again grow without end. */
interface Work {
  readonly model: Model;
  left: number;
}

/** Takes one look off what is left. */
function isSpent(work: Work): boolean {
  work.left -= 1;
  return work.left < 0;
}

/** The dates on which a span of the window starts; undefined when it is built from too much to say. */
export function openingDays(model: Model, window: Index): DaySet | undefined {
  const work: Work = { model, left: 5_000 };
  const days = openings(work, window);
  return work.left < 0 ? undefined : days;
}

function openings(work: Work, window: Index): DaySet {
  const set = work.model.lookInto(window);
  return set === undefined ? noDay : starts(work, set);
}

function starts(work: Work, set: WindowSet): DaySet {
  if (isSpent(work)) return noDay;
  switch (set.kind) {
    case 'always':
      return everyDay;
    case 'never':
      return noDay;
    case 'span':
      return set.days;
    case 'named':
      return openings(work, set.window);
    case 'union':
      return union(set.of.map((part) => starts(work, part)));
    case 'intersection':
      return met(work, set.of);
    case 'complement':
      // Taking away whole days takes away the dates; taking away hours leaves something of each.
      return { kind: 'complement', of: wholeDays(work, set.of) };
  }
}

/** Parts that are whole days say on which dates; of parts with hours, each date on which one starts (D4). */
function met(work: Work, parts: readonly WindowSet[]): DaySet {
  const days = parts.filter((part) => hasNoHours(work, part));
  const hours = parts.filter((part) => !days.includes(part));
  const all = days.map((part) => starts(work, part));
  return intersection(hours.length === 0 ? all : [union(hours.map((part) => starts(work, part))), ...all]);
}

/** Whether the window says dates only, and no hours of them. */
export function isWholeDays(model: Model, window: Index): boolean {
  return hasNoHours({ model, left: 5_000 }, { kind: 'named', window });
}

function hasNoHours(work: Work, set: WindowSet): boolean {
  if (isSpent(work)) return true;
  switch (set.kind) {
    case 'always':
    case 'never':
      return true;
    case 'span':
      return set.start === 0 && set.endDay === 0 && set.end === 86_400;
    case 'named': {
      const inner = work.model.lookInto(set.window);
      return inner === undefined || hasNoHours(work, inner);
    }
    case 'union':
    case 'intersection':
      return set.of.every((part) => hasNoHours(work, part));
    case 'complement':
      return hasNoHours(work, set.of);
  }
}

/** The dates that the window covers from 00:00 to 24:00. */
function wholeDays(work: Work, set: WindowSet): DaySet {
  if (isSpent(work)) return noDay;
  switch (set.kind) {
    case 'always':
      return everyDay;
    case 'never':
      return noDay;
    case 'span': {
      const whole =
        set.start === 0 &&
        (set.endDay > 1 || (set.endDay === 0 && set.end === 86_400) || (set.endDay === 1 && set.end >= 0));
      return whole ? set.days : noDay;
    }
    case 'named': {
      const inner = work.model.lookInto(set.window);
      return inner === undefined ? noDay : wholeDays(work, inner);
    }
    case 'union':
      return union(set.of.map((part) => wholeDays(work, part)));
    case 'intersection':
      return intersection(set.of.map((part) => wholeDays(work, part)));
    case 'complement':
      return { kind: 'complement', of: touchedDays(work, set.of) };
  }
}

/** The dates of which the window contains something; a span over midnight is taken by the date on which it starts. */
function touchedDays(work: Work, set: WindowSet): DaySet {
  return set.kind === 'complement' ? { kind: 'complement', of: wholeDays(work, set.of) } : starts(work, set);
}

const union = (of: readonly DaySet[]): DaySet =>
  of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'union', of };
const intersection = (of: readonly DaySet[]): DaySet =>
  of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'intersection', of };
