// The holiday tables against published dates, an Easter computed another way, and an independent collection.
import { compile } from '@avtal/compiler';
import { dateOf } from '@avtal/runtime';
import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { easterSunday } from '../../compiler/src/data/holidays/rules.ts';
import {
  countryNames,
  countryWord,
  firstHolidayYear,
  type HolidayTable,
  holidayId,
  holidayTable,
  lastHolidayYear,
} from '../../compiler/src/data/holidays.ts';

function table(country: string): HolidayTable {
  const found = holidayTable(country);
  if (found === undefined) throw new Error(`no table ${country}`);
  return found;
}

/** Dates (mm-dd) of a year, those by law or those by custom, sorted and each once. */
function days(country: string, year: number, statutory: boolean): string[] {
  const dates = table(country).days.filter(({ holiday }) => holiday.statutory === statutory);
  const ofYear = dates.flatMap((day) => day.dates.filter((date) => date.startsWith(`${year}-`)));
  return [...new Set(ofYear)].sort().map((date) => date.slice(5));
}

/** The dates of one holiday in a year. */
function datesOf(country: string, id: string, year: number): string[] {
  const day = table(country).days.find(({ holiday }) => holiday.id === id);
  if (day === undefined) throw new Error(`${country} has no ${id}`);
  return day.dates.filter((date) => date.startsWith(`${year}-`)).map((date) => date.slice(5));
}

// One year more, for a New Year that is kept in the old year.
const years = Array.from({ length: lastHolidayYear - firstHolidayYear + 2 }, (_, i) => firstHolidayYear + i);

describe('the published calendar of 2026', () => {
  const norway = '01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26'.split(' ');

  test.each([
    ['Norway', norway],
    ['Sweden', '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26'.split(' ')],
    ['Netherlands', '01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26'.split(' ')],
    ['Denmark', norway.filter((date) => date !== '05-01' && date !== '05-17')],
    ['Finland', '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-20 10-31 12-06 12-25 12-26'.split(' ')],
    ['United Kingdom', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'.split(' ')],
    ['Germany', '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'.split(' ')],
    ['USA', '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'.split(' ')],
  ])('%s, by law', (country, expected) => {
    expect(days(country, 2026, true)).toEqual(expected);
  });

  test.each([
    ['Norway', '04-01 04-04 05-23 12-24 12-31'],
    ['Sweden', '01-05 04-02 04-04 04-30 05-23 06-19 10-30 12-24 12-31'],
    ['Denmark', '04-04 05-01 05-15 06-05 12-24 12-31'],
    ['Netherlands', '04-03 05-05 05-15 12-24 12-31'],
  ])('%s, by custom', (country, expected) => {
    expect(days(country, 2026, false).join(' ')).toBe(expected);
  });

  test.each([
    ['Norway', 253],
    ['Sweden', 254],
  ])('%s has %i days from Monday to Friday that are no holidays', (country, expected) => {
    const holidays = new Set(days(country, 2026, true));
    let count = 0;
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
      const date = new Date(time);
      if (date.getUTCDay() % 6 !== 0 && !holidays.has(date.toISOString().slice(5, 10))) count += 1;
    }
    expect(count).toBe(expected);
  });
});

test.each([
  ['Norway', 'forste-paskedag', 2024, '03-31'],
  ['Norway', 'skjaertorsdag', 2024, '03-28'],
  ['Norway', 'onsdag-for-skjaertorsdag', 2024, '03-27'],
  ['Norway', 'kristi-himmelfartsdag', 2008, '05-01'], // on the first of May
  ['Norway', 'forste-pinsedag', 2043, '05-17'],
  ['Denmark', 'store-bededag', 2023, '05-05'],
  ['Denmark', 'store-bededag', 2024, undefined], // abolished
  ['Sweden', 'nationaldagen', 2004, undefined],
  ['Sweden', 'nationaldagen', 2005, '06-06'],
  ['Sweden', 'annandag-pingst', 2004, '05-31'],
  ['Sweden', 'annandag-pingst', 2005, undefined],
  ['Sweden', 'midsommarafton', 2025, '06-20'],
  ['Sweden', 'alla-helgons-dag', 2025, '11-01'],
  ['Netherlands', 'koninginnedag', 2006, '04-29'], // the thirtieth was a Sunday
  ['Netherlands', 'koningsdag', 2014, '04-26'], // the twenty-seventh was a Sunday
  ['Iceland', 'sumardagurinn-fyrsti', 2002, '04-25'],
  ['Estonia', 'joululaupaev', 2004, undefined],
  ['Latvia', 'brivdiena-par-18-novembri', 2007, '11-19'],
  ['Latvia', 'brivdiena-par-4-maiju', 2024, '05-06'],
  ['Lithuania', 'velines', 2019, undefined],
  ['Poland', 'wigilia', 2024, undefined],
  ['Poland', 'wigilia', 2025, '12-24'],
  ['Germany', '500-jahre-reformation', 2017, '10-31'],
  ['Germany/Saxony', 'buss-und-bettag', 2026, '11-18'],
  ['Germany/Berlin', 'frauentag', 2018, undefined],
  ['United Kingdom', 'early-may-bank-holiday', 2020, '05-08'],
  ['United Kingdom', 'spring-bank-holiday', 2022, '06-02'],
  ['United Kingdom', 'platinum-jubilee', 2022, '06-03'],
  ['United Kingdom', 'state-funeral-of-queen-elizabeth-ii', 2022, '09-19'],
  ['United Kingdom', 'coronation-of-king-charles-iii', 2023, '05-08'],
  ['United Kingdom', 'christmas-day-substitute', 2021, '12-27'],
  ['United Kingdom', 'boxing-day-substitute', 2021, '12-28'],
  ['United Kingdom', 'christmas-day-substitute', 2022, '12-27'],
  ['Ireland', 'st-brigids-day', 2023, '02-06'],
  ['Ireland', 'st-brigids-day', 2030, '02-01'], // a Friday
  ['Luxembourg', 'journee-de-leurope', 2018, undefined],
  ['Italy', 'san-francesco-dassisi', 2026, '10-04'],
  ['Canada/British Columbia', 'family-day', 2018, '02-12'], // the second Monday
  ['Canada/British Columbia', 'family-day', 2019, '02-18'],
  ['Canada/Quebec', 'journee-nationale-des-patriotes', 2026, '05-18'],
  ['Australia/New South Wales', 'australia-day', 2025, '01-27'], // for a Sunday
  ['Australia/Western Australia', 'anzac-day-additional', 2026, '04-27'],
  ['South Africa', 'monday-after-freedom-day', 2025, '04-28'],
  ['Singapore', 'monday-after-national-day', 2026, '08-10'],
  ['USA', 'juneteenth', 2020, undefined],
  ['USA', 'new-years-day-observed', 2021, '12-31'], // for 1 January 2022, a Saturday
])('%s: %s in %i', (country, id, year, expected) => {
  expect(datesOf(country, id, year)).toEqual(expected === undefined ? [] : [expected]);
});

/** Easter Sunday by Meeus's ten steps, which share no formula with the table's. */
function easterByMeeus(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)).toISOString().slice(0, 10);
}

test('Easter is the same when computed another way', () => {
  expect(easterByMeeus(2024)).toBe('2024-03-31');
  for (let year = 1970; year <= 2400; year += 1) expect(dateOf(easterSunday(year))).toBe(easterByMeeus(year));
});

test('a date is written as it was counted', () => {
  for (let day = 0; day < 40_000; day += 1) {
    expect(dateOf(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
  }
});

test('tables are found by name, by name with hyphens and by code', () => {
  for (const country of countryNames) {
    const { code } = table(country);
    for (const key of [country, country.replace(/[ /]/g, '-'), code]) {
      expect(table(key)).toMatchObject({ country, code });
    }
  }
  expect(table('England').country).toBe('United Kingdom');
  for (const key of ['', 'norway', 'Norge', 'constructor', '__proto__']) expect(holidayTable(key)).toBeUndefined();
});

test('an unknown country is told the names that an agreement can say', () => {
  const source = (country: string) =>
    `agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  vat none\n  holidays ${country}\n}`;
  const found = (country: string) => compile('a.avtal', () => source(country)).diagnostics.map(({ help }) => help);
  expect(found('UnitedKingdom')).toEqual(['Did you mean `United-Kingdom`?']);
  for (const country of countryNames.map(countryWord)) expect(found(country)).toEqual([]);
});

test('ids are ASCII, unique in their table, and dates are in order and in range', () => {
  for (const country of countryNames) {
    const { days, first, last } = table(country);
    const ids = days.map(({ holiday }) => holiday.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { holiday, dates } of days) {
      expect(holiday.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(dates.length).toBeGreaterThan(0);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(dates[0]! >= `${first}-01-01` && dates.at(-1)! <= `${last}-12-31`).toBe(true);
    }
  }
});

test.each([
  ['Påskafton', 'paskafton'],
  ['onsdag før skjærtorsdag', 'onsdag-for-skjaertorsdag'],
  ['Buß- und Bettag', 'buss-und-bettag'],
  ["New Year's Day", 'new-years-day'],
  ['þjóðhátíðardagurinn', 'thjodhatidardagurinn'],
])('%s has the id %s', (name, id) => {
  expect(holidayId(name)).toBe(id);
});

describe('date-holidays has the same days by law', () => {
  /** What it has and the law has not, or the other way round: with the reason, and the years in which they differ. */
  interface Difference {
    readonly id: string;
    readonly english: string;
    readonly when: (year: number) => boolean;
    readonly why: string;
  }
  const always = () => true;
  const yearsBefore = (first: number) => (year: number) => year < first;
  const iceland = 'the eves are free from 13:00 only';
  const canton = 'not in every canton';
  const state = 'not in every state';
  const federal = 'what the federation regulates; theirs is what all provinces share';
  const reconciliation = 'national-day-for-truth-and-reconciliation';
  const differences: Readonly<Record<string, readonly Difference[]>> = {
    EE: [{ id: '', english: 'Christmas Eve', when: yearsBefore(2005), why: 'by law since May 2005' }],
    IS: [
      { id: '', english: 'Christmas Eve', when: always, why: iceland },
      { id: '', english: "New Year's Eve", when: always, why: iceland },
      {
        id: 'sumardagurinn-fyrsti',
        english: 'First Day of Summer',
        when: always,
        why: 'theirs is 18 April where that is a Thursday; it is never before the 19th',
      },
    ],
    IE: [{ id: 'day-of-remembrance-and-recognition', english: '', when: always, why: 'once, in 2022' }],
    IT: [
      { id: '', english: 'Easter Sunday', when: always, why: 'not named by the law' },
      {
        id: 'festa-della-repubblica',
        english: 'Republic Day',
        when: yearsBefore(2001),
        why: 'was the first Sunday of June',
      },
    ],
    LV: [
      { id: '', english: 'Restoration of Independence day', when: yearsBefore(2002), why: 'by law since 2002' },
      {
        id: '',
        english: 'Restoration of Independence day (substitute day)',
        when: yearsBefore(2008),
        why: 'since 2007',
      },
      { id: '', english: 'Republic Day (substitute day)', when: yearsBefore(2007), why: 'since 2007' },
      { id: '', english: 'Christmas Eve', when: yearsBefore(2007), why: 'by law since 2007' },
      { id: 'mates-diena', english: '', when: always, why: 'a Sunday that the law names' },
      { id: 'vasarsvetki', english: '', when: always, why: 'a Sunday that the law names' },
      { id: 'dziesmu-un-deju-svetku-nosleguma-diena', english: '', when: always, why: 'named by the law since 2014' },
      { id: 'brivdiena-par-dziesmu-un-deju-svetkiem', english: '', when: always, why: 'named by the law since 2014' },
      { id: 'pavesta-franciska-vizite', english: '', when: always, why: 'once, in 2018' },
    ],
    LT: [
      { id: '', english: "St. John's Day", when: yearsBefore(2003), why: 'by law since 2003' },
      { id: '', english: 'Christmas Eve', when: yearsBefore(2011), why: 'by law since 2011' },
      { id: 'motinos-diena', english: '', when: always, why: 'a Sunday that the law names' },
      { id: 'tevo-diena', english: '', when: always, why: 'a Sunday that the law names' },
    ],
    PL: [{ id: 'stulecie-niepodleglosci', english: '', when: always, why: 'once, in 2018' }],
    ES: [{ id: '', english: 'Christmas Day (substitute day)', when: always, why: "each region's choice" }],
    SE: [{ id: 'annandag-pingst', english: '', when: yearsBefore(2005), why: 'until 2004' }],
    CH: [
      { id: '', english: 'Good Friday', when: always, why: canton },
      { id: '', english: 'Easter Sunday', when: always, why: canton },
      { id: '', english: 'Easter Monday', when: always, why: canton },
      { id: '', english: 'Pentecost', when: always, why: canton },
      { id: '', english: 'Whit Monday', when: always, why: canton },
      { id: '', english: 'Federal Day of Thanksgiving, Repentance and Prayer', when: always, why: 'a Sunday' },
      { id: '', english: 'Boxing Day', when: always, why: canton },
    ],
    GB: [
      {
        id: 'spring-bank-holiday',
        english: 'Spring bank holiday',
        when: (year) => year === 2002 || year === 2012,
        why: 'moved to June for the jubilees',
      },
      { id: 'golden-jubilee', english: '', when: always, why: 'once, in 2002' },
      { id: 'royal-wedding', english: '', when: always, why: 'once, in 2011' },
    ],
    AU: [
      { id: '', english: 'Easter Saturday', when: always, why: state },
      { id: '', english: 'Easter Sunday', when: always, why: state },
    ],
    'AU-NSW': [{ id: '', english: 'Anzac Day (substitute day)', when: always, why: 'declared for 2026 and 2027 only' }],
    'AU-QLD': [{ id: '', english: 'Christmas Eve', when: always, why: 'from 18:00 only' }],
    'AU-VIC': [
      { id: 'friday-before-the-afl-grand-final', english: '', when: always, why: 'declared each year' },
      { id: '', english: 'AFL Grand Final Friday', when: always, why: 'declared each year' },
    ],
    CA: [
      { id: 'victoria-day', english: '', when: always, why: federal },
      { id: 'thanksgiving-day', english: '', when: always, why: federal },
      { id: 'remembrance-day', english: '', when: always, why: federal },
      { id: 'boxing-day', english: '', when: always, why: federal },
      { id: reconciliation, english: '', when: always, why: federal },
    ],
    'CA-BC': [
      { id: reconciliation, english: '', when: always, why: 'by law since 2023' },
      { id: '', english: 'Family Day', when: yearsBefore(2013), why: 'since 2013' },
    ],
    'CA-MB': [
      { id: reconciliation, english: '', when: always, why: 'by law since 2023' },
      { id: '', english: 'Louis Riel Day', when: yearsBefore(2008), why: 'since 2008' },
    ],
    'CA-NS': [{ id: '', english: 'Heritage Day', when: yearsBefore(2015), why: 'since 2015' }],
    'CA-ON': [
      { id: '', english: 'Family Day', when: yearsBefore(2008), why: 'since 2008' },
      { id: '', english: 'Easter Monday', when: always, why: 'not in the Employment Standards Act' },
    ],
    'CA-PE': [
      { id: reconciliation, english: '', when: always, why: 'by law since 2022' },
      { id: 'islander-day', english: '', when: (year) => year === 2009, why: 'the second Monday in its first year' },
      { id: '', english: 'Islander Day', when: yearsBefore(2010), why: 'since 2009, and then on another day' },
      { id: '', english: 'Gold Cup Parade Day', when: always, why: 'not in the Employment Standards Act' },
    ],
    'CA-SK': [{ id: '', english: 'Family Day', when: yearsBefore(2007), why: 'since 2007' }],
    LI: [
      { id: 'maria-himmelfahrt', english: '', when: always, why: 'theirs is of another type' },
      { id: 'allerheiligen', english: '', when: always, why: 'theirs is of another type' },
      { id: '', english: 'Good Friday', when: always, why: 'by custom' },
      { id: '', english: 'Feiertagsbrücke', when: always, why: 'by custom' },
    ],
    SG: [
      { id: 'hari-raya-haji', english: 'Hari Raya Haji', when: (year) => year === 2024, why: 'announced for the 17th' },
      { id: 'deepavali', english: '', when: always, why: 'a Sunday, and theirs is the Monday only' },
      { id: 'polling-day', english: '', when: always, why: 'declared' },
      { id: 'monday-after-hari-raya-puasa', english: '', when: always, why: 'after a Sunday' },
      { id: 'monday-after-hari-raya-haji', english: '', when: always, why: 'after a Sunday' },
    ],
    ZA: [
      { id: 'election-day', english: '', when: always, why: 'declared' },
      { id: 'declared-holiday', english: '', when: always, why: 'declared' },
    ],
    US: [{ id: 'veterans-day-observed', english: '', when: always, why: 'by the same law as the others' }],
  };
  const itsRegion: Readonly<Record<string, string>> = { GB: 'GB-ENG', 'FR-6AE': 'FR-67' };

  test.each(countryNames)('%s', (country) => {
    const { code, days, first, last } = table(country);
    const [land = '', region] = (itsRegion[code] ?? code).split('-');
    const theirs = region === undefined ? new Holidays(land) : new Holidays(land, region);
    const known = differences[code] ?? [];
    const isKnown = (name: string, key: 'id' | 'english', date: string) =>
      known.some((one) => one[key] === name && one.when(Number(date.slice(0, 4))));

    const ours = new Map<string, string>();
    for (const { holiday, dates } of days) {
      if (holiday.statutory) for (const date of dates) ours.set(date, holiday.id);
    }
    const others = new Map<string, string>();
    for (const year of years.filter((one) => first <= one && one <= last + 1)) {
      for (const { date, name, type } of theirs.getHolidays(year, 'en')) {
        const day = date.slice(0, 10);
        if (type === 'public' && day <= `${last}-12-31`) others.set(day, name);
      }
    }
    const onlyOurs = [...ours].filter(([date, id]) => !others.has(date) && !isKnown(id, 'id', date));
    const onlyTheirs = [...others].filter(([date, name]) => !ours.has(date) && !isKnown(name, 'english', date));
    expect({ onlyOurs, onlyTheirs }).toEqual({ onlyOurs: [], onlyTheirs: [] });
  });
});
