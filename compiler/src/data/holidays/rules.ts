// On which dates a holiday falls: the few kinds of rule from which every country's table is written.

/** A civil date as the number of days since 1970-01-01. */
export type Day = number;

/** The dates of one calendar year. A rule may give dates just outside it (a Saturday's New Year is kept on 31 December). */
export type Rule = (year: number) => readonly Day[];

export const [sun, mon, tue, wed, thu, fri, sat] = [0, 1, 2, 3, 4, 5, 6] as const;
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The day number of a date of the Gregorian calendar; days and months beyond their range count on. */
function dayOf(year: number, month: number, day: number): Day {
  // Years that begin on 1 March put the leap day last, so that months before it have fixed lengths.
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leapDays + Math.floor((m * 153 + 2) / 5) + day - 1 - 719468;
}

function weekdayOf(day: Day): Weekday {
  return ((((day + 4) % 7) + 7) % 7) as Weekday;
}

/** The first such weekday on or after a day. */
function onOrAfter(weekday: Weekday, day: Day): Day {
  return day + ((weekday - weekdayOf(day) + 7) % 7);
}

/** Easter Sunday of the western churches (Gauss's method as completed by Lichtenberg). */
export function easterSunday(year: number): Day {
  const century = Math.floor(year / 100);
  const sunShift = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sundayShift = 2 - Math.floor((3 * century + 3) / 4);
  const seed = (19 * (year % 19) + sunShift) % 30;
  const correction = Math.floor((seed + Math.floor((year % 19) / 11)) / 29);
  const fullMoon = 21 + seed - correction;
  const firstSunday = 7 - ((((year + Math.floor(year / 4) + sundayShift) % 7) + 7) % 7);
  return dayOf(year, 3, fullMoon + 7 - ((((fullMoon - firstSunday) % 7) + 7) % 7));
}

/** The same date each year. */
export function fixed(month: number, day: number): Rule {
  return (year) => [dayOf(year, month, day)];
}

/** So many days after Easter Sunday (before it: negative). */
export function easter(days: number): Rule {
  return (year) => [easterSunday(year) + days];
}

/** The nth such weekday of the month; -1 is the last. */
export function nth(n: 1 | 2 | 3 | 4 | -1, weekday: Weekday, month: number): Rule {
  return (year) => [
    n === -1
      ? onOrAfter(weekday, dayOf(year, month + 1, 1)) - 7
      : onOrAfter(weekday, dayOf(year, month, 1)) + 7 * (n - 1),
  ];
}

/** The first such weekday on or after the date. */
export function firstFrom(weekday: Weekday, month: number, day: number): Rule {
  return (year) => [onOrAfter(weekday, dayOf(year, month, day))];
}

/** Single dates, 'yyyy-mm-dd'. */
export function dates(...list: readonly string[]): Rule {
  const days = list.map((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    return { year, day: dayOf(year, month, day) };
  });
  return (year) => days.filter((date) => date.year === year).map(({ day }) => day);
}

/** The rule's days, moved by so many days where they fall on one of these weekdays. */
export function moved(rule: Rule, by: { readonly [weekday in Weekday]?: number }): Rule {
  return (year) => rule(year).map((day) => day + (by[weekdayOf(day)] ?? 0));
}

/** A day in lieu: only for the days that fall on one of these weekdays, so many days later (earlier: negative). */
export function inLieu(rule: Rule, by: { readonly [weekday in Weekday]?: number }): Rule {
  return (year) =>
    rule(year).flatMap((day) => {
      const days = by[weekdayOf(day)];
      return days === undefined ? [] : [day + days];
    });
}

/** By which weekend days are made good (of `moved` and `inLieu`): on the Monday; each of two that meet in one, two days later. */
export const nextMonday = { [sat]: 2, [sun]: 1 } as const;
export const twoDaysLater = { [sat]: 2, [sun]: 2 } as const;

/** So many days after the rule's (before them: negative). */
export function later(days: number, rule: Rule): Rule {
  return (year) => rule(year).map((day) => day + days);
}

export function since(first: number, rule: Rule): Rule {
  return (year) => (year >= first ? rule(year) : []);
}

export function until(last: number, rule: Rule): Rule {
  return (year) => (year <= last ? rule(year) : []);
}

/** The rule, but in the years of these dates ('yyyy-mm-dd') these instead. */
export function except(rule: Rule, ...list: readonly string[]): Rule {
  const instead = dates(...list);
  return (year) => {
    const days = instead(year);
    return days.length > 0 ? days : rule(year);
  };
}

export interface HolidayRule {
  readonly rule: Rule;
  /** In the country's own language. */
  readonly name: string;
  readonly english: string;
  /** A public holiday by law; the others are eves and days that are off by custom, by agreement or in some places. */
  readonly statutory: boolean;
}

export interface Country {
  /** ISO 3166: 'NO', 'DE-BY'. */
  readonly code: string;
  readonly days: readonly HolidayRule[];
  /** First and last year for which it is complete, where that is less than for the others. */
  readonly years?: readonly [first: number, last: number];
}

export function law(rule: Rule, name: string, english: string = name): HolidayRule {
  return { rule, name, english, statutory: true };
}

export function custom(rule: Rule, name: string, english: string = name): HolidayRule {
  return { rule, name, english, statutory: false };
}

/** A part of a country that makes more days holidays by law: the country's table with these in place of their namesakes. */
export function part(of: Country, code: string, days: readonly HolidayRule[]): Country {
  const names = new Set(days.map(({ name }) => name));
  return { ...of, code, days: [...of.days.filter(({ name }) => !names.has(name)), ...days] };
}

// Days that many countries share.
export const newYear = fixed(1, 1);
export const epiphany = fixed(1, 6);
export const labourDay = fixed(5, 1);
export const assumption = fixed(8, 15);
export const allSaints = fixed(11, 1);
export const christmasEve = fixed(12, 24);
export const christmas = fixed(12, 25);
export const secondChristmasDay = fixed(12, 26);
export const newYearsEve = fixed(12, 31);
export const maundyThursday = easter(-3);
export const goodFriday = easter(-2);
export const holySaturday = easter(-1);
export const easterDay = easter(0);
export const easterMonday = easter(1);
export const ascension = easter(39);
export const whitSunday = easter(49);
export const whitMonday = easter(50);
export const corpusChristi = easter(60);
