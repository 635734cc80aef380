// The declared holidays as a day set: a country's public holidays by law, with what the agreement adds and takes away.
import type { DaysAtom, Name, Setting, Text } from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { DaySet } from '@avtal/runtime';
import {
  countryAtHome,
  countryNames,
  countryWord,
  type HolidayTable,
  holidayId,
  holidayTable,
} from '../data/holidays.ts';
import type { Placed } from '../model.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import { writeInstead } from './settings.ts';

export type HolidaysSetting = Extract<Setting, { readonly name: 'holidays' }>;

/** Lowers days that are not names of holidays; reports what it cannot. */
export type LowerAtom = (atom: DaysAtom, known: readonly string[]) => DaySet | undefined;

export function holidayDays(
  setting: Placed<HolidaysSetting>,
  lowerAtom: LowerAtom,
  reporter: Reporter,
): DaySet | undefined {
  const { node, place } = setting;
  const table = holidayTable(node.country.text);
  if (table === undefined) {
    const known = countryNames.map(countryWord);
    const home = countryAtHome(node.country.text);
    const guess = home === undefined ? closest(node.country.text, known) : countryWord(home);
    reporter.report('unknown-country', { country: node.country.text, guess, known }, siteOf(node.country, place), {
      fixes: [writeInstead(node.country, place, guess)],
    });
    return undefined;
  }
  const kept = new Set(table.days.filter(({ holiday }) => holiday.statutory));
  const change = (items: readonly (Name | Text | DaysAtom)[], added: boolean) =>
    items.map((item) => {
      const day = holidayNamed(item, table);
      if (day === undefined)
        return lowerAtom(
          atomOf(item),
          table.days.map(({ holiday }) => holiday.id),
        );
      if (kept.has(day) === added) {
        const words = { day: day.holiday.name, country: table.country, added };
        reporter.report('holiday-as-it-is', words, siteOf(item, place));
      }
      if (added) kept.add(day);
      else kept.delete(day);
      return 'holiday';
    });
  const removed = change(node.minus, false);
  const added = change(node.plus, true);
  if (removed.includes(undefined) || added.includes(undefined)) return undefined;
  const dates: DaySet = {
    kind: 'dates',
    dates: [...new Set([...kept].flatMap((day) => day.dates))].sort(),
    from: `${table.first}-01-01`,
    until: `${table.last}-12-31`,
  };
  const others = removed.filter(isSet);
  const without: DaySet =
    others.length === 0
      ? dates
      : { kind: 'intersection', of: [dates, { kind: 'complement', of: { kind: 'union', of: others } }] };
  const more = added.filter(isSet);
  return more.length === 0 ? without : { kind: 'union', of: [without, ...more] };
}

/** The names of day sets that `plus` and `minus` speak of. */
export function namesInHolidays(setting: HolidaysSetting): readonly Name[] {
  const table = holidayTable(setting.country.text);
  return [...setting.plus, ...setting.minus].flatMap((item) => {
    const atom = table === undefined || holidayNamed(item, table) === undefined ? atomOf(item) : undefined;
    return atom?.kind === 'named' ? [atom.name] : [];
  });
}

function isSet(item: DaySet | 'holiday' | undefined): item is DaySet {
  return item !== undefined && item !== 'holiday';
}

/** The holiday of that id, name or English name. */
function holidayNamed(item: Name | Text | DaysAtom, { days }: HolidayTable): HolidayTable['days'][number] | undefined {
  const atom = atomOf(item);
  if (atom.kind !== 'named') return undefined;
  const id = holidayId(atom.name.text);
  return days.find(({ holiday }) => holiday.id === id) ?? days.find(({ holiday }) => holidayId(holiday.english) === id);
}

function atomOf(item: Name | Text | DaysAtom): DaysAtom {
  if (item.kind !== 'name' && item.kind !== 'text') return item;
  return { kind: 'named', span: item.span, name: { kind: 'name', span: item.span, text: item.text } };
}
