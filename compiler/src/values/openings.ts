// The dates on which a window opens, as a set of days: the business days of `4 business days of support` (meaning D4).
import type { DaySet, Index, WindowSet } from '@avtal/runtime';
import type { Model } from '../model.ts';

const everyDay: DaySet = { kind: 'every-day' };
const noDay: DaySet = { kind: 'dates', dates: [] };

/** The dates on which a span of the window starts. */
export function openingDays(model: Model, window: Index): DaySet {
  const set = model.windows[window]?.set;
  return set === undefined ? noDay : starts(model, set);
}

function starts(model: Model, set: WindowSet): DaySet {
  switch (set.kind) {
    case 'always':
      return everyDay;
    case 'never':
      return noDay;
    case 'span':
      return set.days;
    case 'named':
      return openingDays(model, set.window);
    case 'union':
      return union(set.of.map((part) => starts(model, part)));
    case 'intersection':
      return intersection(set.of.map((part) => starts(model, part)));
    case 'complement':
      // Taking away whole days takes away the dates; taking away hours leaves something of each.
      return { kind: 'complement', of: wholeDays(model, set.of) };
  }
}

/** The dates that the window covers from 00:00 to 24:00. */
function wholeDays(model: Model, set: WindowSet): DaySet {
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
      const inner = model.windows[set.window]?.set;
      return inner === undefined ? noDay : wholeDays(model, inner);
    }
    case 'union':
      return union(set.of.map((part) => wholeDays(model, part)));
    case 'intersection':
      return intersection(set.of.map((part) => wholeDays(model, part)));
    case 'complement':
      return { kind: 'complement', of: touchedDays(model, set.of) };
  }
}

/** The dates of which the window contains something; a span over midnight is taken by the date on which it starts. */
function touchedDays(model: Model, set: WindowSet): DaySet {
  return set.kind === 'complement' ? { kind: 'complement', of: wholeDays(model, set.of) } : starts(model, set);
}

const union = (of: readonly DaySet[]): DaySet =>
  of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'union', of };
const intersection = (of: readonly DaySet[]): DaySet =>
  of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'intersection', of };
