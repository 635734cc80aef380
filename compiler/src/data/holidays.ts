// Public holidays and named eves of the countries that trade in IT services most, 2000 to 2060 (of some, fewer years).
import { dateOf } from '@avtal/runtime';
import { austria, germanStates, germany, liechtenstein, poland, switzerland } from './holidays/centre.ts';
import { denmark, estonia, finland, iceland, latvia, lithuania, norway, sweden } from './holidays/north.ts';
import { australia, australianStates, canada, canadianProvinces, singapore, southAfrica } from './holidays/overseas.ts';
import type { Country } from './holidays/rules.ts';
import {
  belgium,
  france,
  frenchParts,
  ireland,
  italy,
  luxembourg,
  netherlands,
  spain,
  unitedKingdom,
  unitedStates,
} from './holidays/west.ts';

/** Goes up with every change to a date or a name in these tables. */
export const holidaysVersion: string = '2026b';

/** The years for which the tables are complete, both included. */
export const firstHolidayYear = 2000;
export const lastHolidayYear = 2060;

export interface NamedHoliday {
  /** The local name in ASCII, unique in its table: 'forste-nyttarsdag', 'midsommarafton'. */
  readonly id: string;
  /** In the country's own language: 'første nyttårsdag'. */
  readonly name: string;
  readonly english: string;
  /** A public holiday by law. Not so: eves, and days that are off by custom, by agreement or only in some places. */
  readonly statutory: boolean;
}

export interface HolidayTable {
  /** The name in `countryNames`, however it was asked for. */
  readonly country: string;
  /** ISO 3166: 'NO', 'DE-BY'. */
  readonly code: string;
  /** The years for which it is complete, both included. */
  readonly first: number;
  readonly last: number;
  /** Each holiday with its dates ('yyyy-mm-dd', ascending). Two holidays can share a date. */
  readonly days: readonly { readonly holiday: NamedHoliday; readonly dates: readonly string[] }[];
}

const countries: Readonly<Record<string, Country>> = {
  Australia: australia,
  ...parts('Australia', australianStates),
  Austria: austria,
  Belgium: belgium,
  Canada: canada,
  ...parts('Canada', canadianProvinces),
  Denmark: denmark,
  Estonia: estonia,
  Finland: finland,
  France: france,
  ...parts('France', frenchParts),
  Germany: germany,
  ...parts('Germany', germanStates),
  Iceland: iceland,
  Ireland: ireland,
  Italy: italy,
  Latvia: latvia,
  Liechtenstein: liechtenstein,
  Lithuania: lithuania,
  Luxembourg: luxembourg,
  Netherlands: netherlands,
  Norway: norway,
  Poland: poland,
  Singapore: singapore,
  'South Africa': southAfrica,
  Spain: spain,
  Sweden: sweden,
  Switzerland: switzerland,
  'United Kingdom': unitedKingdom,
  USA: unitedStates,
};

const otherNames: Readonly<Record<string, string>> = {
  England: 'United Kingdom',
  'Great Britain': 'United Kingdom',
  UK: 'United Kingdom',
  'United States': 'USA',
};

/** Countries as they are called at home, for what people write by habit. */
const homeNames: Readonly<Record<string, string>> = {
  Norge: 'Norway',
  Noreg: 'Norway',
  Sverige: 'Sweden',
  Danmark: 'Denmark',
  Suomi: 'Finland',
  Ísland: 'Iceland',
  Island: 'Iceland',
  Eesti: 'Estonia',
  Latvija: 'Latvia',
  Lietuva: 'Lithuania',
  Polska: 'Poland',
  Deutschland: 'Germany',
  Tyskland: 'Germany',
  Österreich: 'Austria',
  Schweiz: 'Switzerland',
  Suisse: 'Switzerland',
  Nederland: 'Netherlands',
  België: 'Belgium',
  Belgique: 'Belgium',
  España: 'Spain',
  Italia: 'Italy',
  Irland: 'Ireland',
  Éire: 'Ireland',
  Storbritannia: 'United Kingdom',
};

/** The country that is called so at home. */
export const countryAtHome = (name: string): string | undefined => {
  const written = name.toLowerCase();
  return Object.entries(homeNames).find(([home]) => home.toLowerCase() === written)?.[1];
};

function parts(of: string, tables: Readonly<Record<string, Country>>): Record<string, Country> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [`${of}/${name}`, table]));
}

/** Every country and part of a country that has a table: 'Norway', 'Germany/Bavaria', 'United Kingdom'. */
export const countryNames: readonly string[] = Object.keys(countries);

/** A country as agreements name it, in one word: 'Germany-Bavaria', 'United-Kingdom'. */
export const countryWord = (name: string): string => name.replace(/[ /]/g, '-');

/** What a table is found by: its name, also in one word, or its code. */
const nameOfKey: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(countries).flatMap(([name, { code }]) => [
      [name, name],
      [code, name],
    ]),
    ...Object.entries(otherNames),
  ].flatMap(([key = '', name = '']) => [
    [key, name],
    [countryWord(key), name],
  ]),
);

const tables = new Map<string, HolidayTable>();

/** The holidays of a country, or undefined where there is no table of that name or code. */
export function holidayTable(country: string): HolidayTable | undefined {
  const name = nameOfKey.get(country);
  const found = name === undefined ? undefined : countries[name];
  if (name === undefined || found === undefined) return undefined;
  const table = tables.get(name) ?? tableOf(name, found);
  tables.set(name, table);
  return table;
}

function tableOf(name: string, found: Country): HolidayTable {
  const [first, last] = found.years ?? [firstHolidayYear, lastHolidayYear];
  const days = found.days.map(({ rule, name: local, english, statutory }) => {
    const dates: string[] = [];
    // One year more on either side, for a New Year that is kept in the old year.
    for (let year = first - 1; year <= last + 1; year += 1) dates.push(...rule(year).map(dateOf));
    return {
      holiday: { id: holidayId(local), name: local, english, statutory },
      dates: dates.filter((date) => date >= `${first}-01-01` && date <= `${last}-12-31`),
    };
  });
  return { country: name, code: found.code, first, last, days };
}

const lettersWithoutMarks: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', ß: 'ss', ð: 'd', þ: 'th', ł: 'l' };

/** How a holiday's name becomes its id, so that what an author writes can be compared: 'Påskafton' is 'paskafton'. */
export function holidayId(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/['’]|[\u0300-\u036f]/g, '')
    .replace(/[æøßðþł]/g, (letter) => lettersWithoutMarks[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
