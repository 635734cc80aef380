// The weekday of a date, the name of a holiday, and the date of a holiday that is named.
import { dateWords, holidayTable } from '@avtal/compiler';
import { dayNames } from '@avtal/grammar';
import { type CivilDate, dateOf, dayOf, type Instant, weekday } from '@avtal/runtime';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { firstKnown } from '../known.ts';
import { childrenOf, type Node } from '../tree.ts';
import type { InlayHint } from './hint.ts';

export function dateHints(snapshot: Snapshot, nodes: readonly Node[], now: Instant): readonly InlayHint[] {
  const names = firstKnown(snapshot)?.holidayNames ?? new Map<string, string>();
  const year = dateOf(Math.floor(now / 86400)).slice(0, 4);
  const inExamples = nodes.filter(({ kind }) => kind === 'example').map(({ span }) => span);
  const isInExample = ({ span }: Node): boolean =>
    inExamples.some(({ start, end }) => start <= span.start && span.end <= end);
  const hint = (node: Node, text: string): InlayHint => ({ at: node.span.end, text, kind: 'date', side: 'after' });
  // From when an order runs is the first of a month or year: neither its weekday nor New Year's Day matters.
  const bindings = new Set(nodes.flatMap((node) => (node.kind === 'binding' ? childrenOf(node) : [])));
  const hints = nodes.flatMap((node): readonly InlayHint[] => {
    if (bindings.has(node)) return [];
    if (isDate(node)) {
      const name = names.get(node.date);
      // Examples are full of dates: there only a holiday is worth a word.
      if (isInExample(node)) return name === undefined ? [] : [hint(node, name)];
      return [hint(node, [dayName(node.date), ...(name === undefined ? [] : [name])].join(', '))];
    }
    if (isMonthDay(node)) {
      const two = (value: number): string => String(value).padStart(2, '0');
      const date = `${year}-${two(node.month)}-${two(node.day)}`;
      return dateOf(dayOf(date)) === date ? [hint(node, `${dayName(date)} in ${year}`)] : [];
    }
    return isHolidays(node) ? holidayHints(node, year, hint) : [];
  });
  // A single day is a stretch from and to one place.
  return [...new Map(hints.map((one) => [one.at, one])).values()];
}

const dayName = (date: CivilDate): string => dayNames[weekday(dayOf(date)) - 1] ?? '';

/** `plus midsommarafton`: on which date it falls this year. */
function holidayHints(
  setting: Holidays,
  year: string,
  hint: (node: Node, text: string) => InlayHint,
): readonly InlayHint[] {
  const days = holidayTable(setting.country.text)?.days ?? [];
  return [...setting.plus, ...setting.minus].flatMap((item) => {
    const text = 'text' in item && typeof item.text === 'string' ? item.text : '';
    const found = days.find(({ holiday }) => [holiday.id, holiday.name, holiday.english].includes(text));
    const date = found?.dates.find((one) => one.startsWith(year));
    return date === undefined ? [] : [hint(item, dateWords(date))];
  });
}

type Holidays = Node & {
  readonly country: { readonly text: string };
  readonly plus: readonly Node[];
  readonly minus: readonly Node[];
};

const isDate = (node: Node): node is Node & { readonly date: CivilDate } =>
  node.kind === 'date' && 'date' in node && typeof node.date === 'string';
const isMonthDay = (node: Node): node is Node & { readonly month: number; readonly day: number } =>
  node.kind === 'month-day';
const isHolidays = (node: Node): node is Holidays =>
  node.kind === 'setting' && 'name' in node && node.name === 'holidays';
