// Cuts a log at the borders of windows and months with luxon: straight ahead, and with what was found for a day kept.
import { DateTime } from 'luxon';
import type { Name } from '../agreements.ts';
import { isWorkday, norway, sweden } from '../hand/calendar.ts';

/** A part of a log in one window and one month. */
export interface Segment {
  readonly window: string;
  /** `2026-03`. */
  readonly month: string;
  readonly seconds: number;
}

type Hours = readonly (readonly [hour: number, window: string])[];

/** What holds from which hour of a day on. */
function hoursOf(name: Name, day: DateTime): Hours {
  const date = day.toISODate() ?? '';
  switch (name) {
    case 'itpays':
      if (!isWorkday(day, norway)) return [[0, 'off']];
      return [
        [0, 'off'],
        [8, 'core'],
        [16, 'off'],
      ];
    case 'ballou':
      if (!isWorkday(day, sweden)) return [[0, 'helg']];
      return [
        [0, 'jour'],
        [8, 'office'],
        [17, 'jour'],
      ];
    case 'thirty':
      if (day.weekday === 7 || norway.has(date)) return [[0, 'sunday']];
      if (day.weekday === 6) return [[0, 'saturday']];
      return [
        [0, 'night'],
        [6, 'day'],
        [17, 'evening'],
        [22, 'night'],
      ];
  }
}

export type Split = (start: number, end: number) => Segment[];

/** As it is written first: luxon for every step. */
export function naiveSplit(name: Name, zone: string): Split {
  return (start, end) => {
    const segments: Segment[] = [];
    const until = DateTime.fromSeconds(end, { zone });
    let at = DateTime.fromSeconds(start, { zone });
    while (at < until) {
      const day = at.startOf('day');
      const hours = hoursOf(name, day);
      const borders = [...hours.slice(1).map(([hour]) => day.set({ hour })), day.plus({ days: 1 })];
      const stretch = borders.findIndex((border) => at < border);
      const border = borders[stretch] as DateTime;
      const next = DateTime.min(border, until);
      const seconds = next.diff(at, 'seconds').seconds;
      segments.push({ window: hours[stretch]?.[1] ?? '', month: at.toFormat('yyyy-MM'), seconds });
      at = next;
    }
    return segments;
  };
}

interface Day {
  readonly month: string;
  /** Instants in seconds; the last one ends the day. */
  readonly borders: readonly number[];
  readonly windows: readonly string[];
}

/** With memo: the borders of each day are made once. */
export function memoSplit(name: Name, zone: string): Split {
  return splitBy(memoDays(name, zone));
}

function memoDays(name: Name, zone: string): (at: number) => Day {
  const days = new Map<string, Day>();
  return (at) => {
    const moment = DateTime.fromSeconds(at, { zone });
    const date = moment.toISODate() ?? '';
    const day = days.get(date) ?? dayOf(name, moment.startOf('day'));
    days.set(date, day);
    return day;
  };
}

/** As it is written by somebody who has measured that: luxon is asked once for each hour of the year. */
export function tableSplit(name: Name, zone: string): Split {
  const hours = new Map<number, Day>();
  const byDate = memoDays(name, zone);
  return splitBy((at) => {
    // Days begin at whole hours of UTC.
    const hour = Math.floor(at / 3600);
    const day = hours.get(hour) ?? byDate(at);
    hours.set(hour, day);
    return day;
  });
}

function dayOf(name: Name, start: DateTime): Day {
  const hours = hoursOf(name, start);
  const borders = [...hours.slice(1).map(([hour]) => start.set({ hour })), start.plus({ days: 1 })];
  return {
    month: start.toFormat('yyyy-MM'),
    borders: borders.map((border) => border.toSeconds()),
    windows: hours.map(([, window]) => window),
  };
}

function splitBy(dayAt: (at: number) => Day): Split {
  return (start, end) => {
    const segments: Segment[] = [];
    let at = start;
    while (at < end) {
      const { month, borders, windows } = dayAt(at);
      for (let stretch = 0; stretch < borders.length && at < end; stretch += 1) {
        const border = borders[stretch] as number;
        if (border <= at) continue;
        const next = Math.min(border, end);
        segments.push({ window: windows[stretch] as string, month, seconds: next - at });
        at = next;
      }
    }
    return segments;
  };
}
