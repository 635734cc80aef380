// Sets of days in words: `Monday to Friday except public holidays`.

import type { DaySet } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { dateWords, monthDayWords, monthNames, type Speaker, shortName, weekdayNames } from './speaker.ts';

/** Of more dates than these only the number is said. */
const mostDates = 6;

export function daysWords(speaker: Speaker, set: DaySet): string {
  switch (set.kind) {
    case 'every-day':
      return 'every day';
    case 'weekdays':
      return weekdaysWords(set.days);
    case 'dates':
      return set.dates.length > mostDates ? `${set.dates.length} dates` : listText(set.dates.map(dateWords));
    case 'yearly': {
      const [from, to] = [monthDayWords(set.from), monthDayWords(set.to)];
      return from === to ? from : `${from} to ${to}`;
    }
    case 'nth': {
      const month = set.month === undefined ? 'each month' : monthNames[set.month - 1];
      return `the ${set.nth} ${weekdayNames[set.weekday - 1]} of ${month}`;
    }
    case 'every-weeks':
      return `${weekdaysWords(set.days)} every ${set.weeks === 1 ? 'week' : `${set.weeks} weeks`} from ${dateWords(set.from)}`;
    case 'period': {
      const from = set.from === undefined ? '' : `from ${dateWords(set.from)}`;
      const until = set.until === undefined ? '' : `until ${dateWords(set.until)}`;
      return [from, until].filter((part) => part !== '').join(' ') || 'every day';
    }
    case 'named':
      return daySetName(speaker, set.daySet);
    case 'union': {
      const parts = set.of.map((part) => daysWords(speaker, part));
      return parts.some((part) => part.includes(' and ')) ? parts.join(', and ') : listText(parts);
    }
    case 'intersection':
    case 'complement': {
      const { base, without } = dayParts(speaker, set);
      return `${base}${without}`;
    }
    case 'shift':
      return `days ${set.by === 1 ? 'before' : `${set.by} days before`} ${daysWords(speaker, set.of)}`;
  }
}

/** `public holidays in Norway`; any other day set by its name. */
function daySetName(speaker: Speaker, index: number): string {
  const info = speaker.ir.daySets[index];
  if (info === undefined) return 'no day';
  if (info.id !== 'holidays') return shortName(speaker, info);
  return speaker.country === undefined ? 'public holidays' : `public holidays in ${speaker.country}`;
}

/** `Monday to Friday`, `Saturday and Sunday`, `Monday, Wednesday and Friday`. */
function weekdaysWords(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string => weekdayNames[(day ?? 1) - 1] ?? '';
  return listText(runs.flatMap((run) => (run.length > 2 ? [`${name(run[0])} to ${name(run.at(-1))}`] : run.map(name))));
}

/** A set of days as a span of hours needs it: `Thursday` (21:00 to Friday 06:00), except `public holidays`. */
export interface DayParts {
  readonly base: string;
  /** The one weekday that it is about, where there is one. */
  readonly weekday?: number;
  /** `, except public holidays, unless the next day is one of …`; empty: nothing is left out. */
  readonly without: string;
}

export function dayParts(speaker: Speaker, set: DaySet): DayParts {
  const parts = set.kind === 'intersection' ? set.of : [set];
  const starts = parts.find((part) => part.kind === 'weekdays');
  const kept: string[] = [];
  const removed: string[] = [];
  const unless: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'complement') {
      kept.push(part === set ? daysWords(speaker, part) : memberWords(speaker, part));
      continue;
    }
    // `unless Thu is holidays` removes Thursdays that are holidays, also seen from the days on which the span starts.
    const [inner, by] = part.of.kind === 'shift' ? [part.of.of, part.of.by] : [part.of, 0];
    const met = metOn(inner);
    const from = met && starts?.days.filter((day) => met.days.includes(((day - 1 + by) % 7) + 1));
    if (from?.length === 0) continue;
    const days = daysWords(speaker, met !== undefined && from?.length === starts?.days.length ? met.set : inner);
    if (by === 0) removed.push(days);
    else unless.push(`${by === 1 ? 'the next day' : `the day ${by} days later`} is one of the ${days}`);
  }
  const except = removed.length === 0 ? '' : ` except ${listText(removed)}`;
  return {
    base: kept.length === 0 ? 'every day' : kept.join(' that is also '),
    ...(starts?.days.length === 1 && starts.days[0] !== undefined && { weekday: starts.days[0] }),
    without: `${except}${unless.length === 0 ? '' : `, unless ${listText(unless, 'or')}`}`,
  };
}

/** Several inside something need their borders said. */
function memberWords(speaker: Speaker, set: DaySet): string {
  const words = daysWords(speaker, set);
  return set.kind === 'union' ? `(${words})` : words;
}

/** Weekdays with a set of days that have to be those weekdays. */
function metOn(set: DaySet): { readonly days: readonly number[]; readonly set: DaySet } | undefined {
  if (set.kind !== 'intersection') return undefined;
  const [first, second, ...others] = set.of;
  if (first?.kind !== 'weekdays' || second === undefined || others.length > 0) return undefined;
  return { days: first.days, set: second };
}
