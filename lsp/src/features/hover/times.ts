// What a window or a day set is on the calendar: its next openings, its hours a week, its dates.
import { weekdayDateWords } from '@avtal/compiler';
import {
  dateOf,
  dayOf,
  type Index,
  type Instant,
  localTime,
  quantityText,
  Rational,
  weekday,
  withinHorizon,
} from '@avtal/runtime';
import type { Known } from '../known.ts';
import { paragraphs, table } from './ask.ts';

const openings = 5;

/** A window that differs by tier is said for each. */
export function windowText(known: Known, name: string, now: Instant): string | undefined {
  const { ir, author } = known;
  const found = ir.windows.flatMap((window, index) =>
    window.named && window.id.replace(/:.*/, '') === name ? [{ window, index }] : [],
  );
  const [only, ...others] = found;
  if (only === undefined) return undefined;
  const said = (index: Index): string => paragraphs(`${capital(author.window(index))}.`, timesText(known, index, now));
  if (others.length === 0) return said(only.index);
  return found.map(({ window, index }) => `**${window.id.replace(/.*:/, '')}**\n\n${said(index)}`).join('\n\n');
}

function timesText({ plan: { calendar } }: Known, window: Index, now: Instant): string {
  const { zone } = calendar;
  const asked = withinHorizon(() => {
    const rows: string[][] = [];
    const isOpen = calendar.isOpen(window, now);
    let at: Instant | undefined = now;
    while (rows.length < openings && at !== undefined) {
      const opens = calendar.nextOpening(window, at);
      const closes: Instant | undefined = opens === undefined ? undefined : calendar.nextClosing(window, opens);
      if (opens === undefined) break;
      const from = rows.length === 0 && isOpen ? 'open now' : localTime(opens, zone);
      rows.push([from, closes === undefined ? 'never' : localTime(closes, zone)]);
      at = closes;
    }
    const today = zone.dayAt(now);
    const monday = zone.startOfDay(today - weekday(today) + 1);
    const hours = quantityText(Rational.of(ordinary(monday)), { kind: 'time' });
    return paragraphs(`${hours} in this week.`, rows.length === 0 ? 'Never opens.' : table(['opens', 'closes'], rows));

    function ordinary(start: Instant): number {
      return calendar.openSeconds(window, start, zone.startOfDay(zone.dayAt(start) + 7));
    }
  });
  return 'value' in asked ? asked.value : asked.outside;
}

/** The dates of this year and the next, with the names that the country gives them. */
export function daysText(known: Known, name: string, now: Instant): string | undefined {
  const { ir, author, plan, holidayNames } = known;
  const index = ir.daySets.findIndex(({ id }) => id === name);
  const info = ir.daySets[index];
  if (info === undefined) return undefined;
  const words = name === 'holidays' ? author.days({ kind: 'named', daySet: index }) : author.days(info.set);
  const asked = withinHorizon(() => {
    const year = Number(dateOf(plan.calendar.zone.dayAt(now)).slice(0, 4));
    return [year, year + 1].map((one) => {
      const dates: string[] = [];
      for (let day = dayOf(`${one}-01-01`); day < dayOf(`${one + 1}-01-01`); day++) {
        if (plan.calendar.isDay({ kind: 'named', daySet: index }, day)) dates.push(dateOf(day));
      }
      const list =
        dates.length > mostDates ? [] : dates.map((date) => [weekdayDateWords(date), holidayNames.get(date) ?? '']);
      return paragraphs(`**${one}**: ${dates.length} days`, list.length === 0 ? '' : table(['date', 'name'], list));
    });
  });
  return paragraphs(`${capital(words)}.`, ...('value' in asked ? asked.value : [asked.outside]));
}

/** A set with more dates a year is described by its words. */
const mostDates = 40;

const capital = (text: string): string =>
  text.startsWith('`') ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
