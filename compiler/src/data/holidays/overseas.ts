// Holidays of Canada and its provinces, Australia and its largest states, South Africa and Singapore.
import {
  type Country,
  christmas,
  christmasEve,
  custom,
  dates,
  easterDay,
  easterMonday,
  except,
  firstFrom,
  fixed,
  goodFriday,
  type HolidayRule,
  holySaturday,
  inLieu,
  labourDay,
  later,
  law,
  mon,
  moved,
  newYear,
  newYearsEve,
  nextMonday,
  nth,
  part,
  type Rule,
  sat,
  secondChristmasDay,
  since,
  sun,
  tue,
  twoDaysLater,
} from './rules.ts';

// ---------------------------------------------------------------------------------------------------------- Canada

const [family, victoria, civic] = [nth(3, mon, 2), firstFrom(mon, 5, 18), nth(1, mon, 8)] as const;
const [reconciliation, remembrance] = [fixed(9, 30), fixed(11, 11)] as const;
const canadaDay = fixed(7, 1);
const thanksgivingDay = law(nth(2, mon, 10), 'Thanksgiving Day', 'Thanksgiving');
const victoriaDay = law(victoria, 'Victoria Day');
const remembranceDay = law(remembrance, 'Remembrance Day');
const boxingDay = law(secondChristmasDay, 'Boxing Day');
const reconciliationSince = (year: number): HolidayRule =>
  law(since(year, reconciliation), 'National Day for Truth and Reconciliation');
const inFebruary = (first: number, name: string): HolidayRule => law(since(first, family), name);
const inAugust = (name: string): HolidayRule => law(civic, name);

// What each province keeps, and as custom what only some of them do. No law moves a day that falls on a weekend to a
// certain other one; most workplaces close on the next working day, hence the days in lieu.
const everywhereInCanada: Country = {
  code: 'CA',
  days: [
    law(newYear, "New Year's Day"),
    custom(inLieu(newYear, nextMonday), "New Year's Day in lieu"),
    law(goodFriday, 'Good Friday'),
    custom(easterDay, 'Easter Sunday'),
    custom(easterMonday, 'Easter Monday'),
    custom(victoria, 'Victoria Day'),
    law(canadaDay, 'Canada Day'),
    custom(inLieu(canadaDay, nextMonday), 'Canada Day in lieu'),
    custom(civic, 'Civic Holiday'),
    law(nth(1, mon, 9), 'Labour Day'),
    custom(since(2021, reconciliation), 'National Day for Truth and Reconciliation'),
    custom(nth(2, mon, 10), 'Thanksgiving Day', 'Thanksgiving'),
    custom(remembrance, 'Remembrance Day'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    custom(inLieu(christmas, nextMonday), 'Christmas Day in lieu'),
    custom(secondChristmasDay, 'Boxing Day'),
    custom(newYearsEve, "New Year's Eve"),
  ],
};

// Canada Labour Code, section 166: for what is regulated by the federation (banks, telecommunications, its own offices).
export const canada: Country = part(everywhereInCanada, 'CA', [
  victoriaDay,
  reconciliationSince(2021),
  thanksgivingDay,
  remembranceDay,
  boxingDay,
]);

// The provinces' acts on employment standards, which hold for everybody else.
export const canadianProvinces: Readonly<Record<string, Country>> = {
  Alberta: part(everywhereInCanada, 'CA-AB', [
    inFebruary(1990, 'Family Day'),
    victoriaDay,
    thanksgivingDay,
    remembranceDay,
  ]),
  'British Columbia': part(everywhereInCanada, 'CA-BC', [
    // The second Monday until 2018.
    law((year) => (year < 2013 ? [] : year < 2019 ? nth(2, mon, 2)(year) : family(year)), 'Family Day'),
    victoriaDay,
    inAugust('British Columbia Day'),
    reconciliationSince(2023),
    thanksgivingDay,
    remembranceDay,
  ]),
  Manitoba: part(everywhereInCanada, 'CA-MB', [
    inFebruary(2008, 'Louis Riel Day'),
    victoriaDay,
    reconciliationSince(2023),
    thanksgivingDay,
  ]),
  'New Brunswick': part(everywhereInCanada, 'CA-NB', [
    inFebruary(2018, 'Family Day'),
    inAugust('New Brunswick Day'),
    remembranceDay,
  ]),
  'Newfoundland and Labrador': part(everywhereInCanada, 'CA-NL', [remembranceDay]),
  'Nova Scotia': part(everywhereInCanada, 'CA-NS', [inFebruary(2015, 'Heritage Day'), remembranceDay]),
  Ontario: part(everywhereInCanada, 'CA-ON', [inFebruary(2008, 'Family Day'), victoriaDay, thanksgivingDay, boxingDay]),
  'Prince Edward Island': part(everywhereInCanada, 'CA-PE', [
    law(except(since(2009, family), '2009-02-09'), 'Islander Day'),
    reconciliationSince(2022),
    remembranceDay,
  ]),
  Quebec: part(everywhereInCanada, 'CA-QC', [
    law(victoria, 'Journée nationale des patriotes', "National Patriots' Day"),
    law(fixed(6, 24), 'Fête nationale', 'National Holiday'),
    thanksgivingDay,
  ]),
  Saskatchewan: part(everywhereInCanada, 'CA-SK', [
    inFebruary(2007, 'Family Day'),
    victoriaDay,
    inAugust('Saskatchewan Day'),
    thanksgivingDay,
    remembranceDay,
  ]),
};

// ------------------------------------------------------------------------------------------------------- Australia

const [easterSaturday, easterSunday] = [law(holySaturday, 'Easter Saturday'), law(easterDay, 'Easter Sunday')];
const anzac = fixed(4, 25);
const kingsBirthday = (rule: Rule): HolidayRule => law(rule, "King's Birthday");
// Besides the day itself, where that is on a weekend.
const additional = [
  law(inLieu(newYear, nextMonday), "New Year's Day additional"),
  law(inLieu(christmas, twoDaysLater), 'Christmas Day additional'),
  law(inLieu(secondChristmasDay, twoDaysLater), 'Boxing Day additional'),
];

// Fair Work Act 2009, section 115: the days that all states keep. The King's Birthday is on a day of each state's own.
export const australia: Country = {
  code: 'AU',
  years: [2024, 2060],
  days: [
    law(newYear, "New Year's Day"),
    law(moved(fixed(1, 26), nextMonday), 'Australia Day'),
    law(goodFriday, 'Good Friday'),
    custom(holySaturday, 'Easter Saturday'),
    custom(easterDay, 'Easter Sunday'),
    law(easterMonday, 'Easter Monday'),
    law(anzac, 'Anzac Day'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    law(secondChristmasDay, 'Boxing Day'),
    custom(newYearsEve, "New Year's Eve"),
    ...additional,
  ],
};

const anzacAdditional = (rule: Rule): HolidayRule => law(rule, 'Anzac Day additional');

// Each state's Public Holidays Act (Queensland: Holidays Act 1983). Half days (Christmas Eve in Queensland) and days of a
// town or a show stay out.
export const australianStates: Readonly<Record<string, Country>> = {
  'Australian Capital Territory': part(australia, 'AU-ACT', [
    law(nth(2, mon, 3), 'Canberra Day'),
    easterSaturday,
    easterSunday,
    anzacAdditional(inLieu(anzac, nextMonday)),
    law(firstFrom(mon, 5, 27), 'Reconciliation Day'),
    kingsBirthday(nth(2, mon, 6)),
    law(nth(1, mon, 10), 'Labour Day'),
  ]),
  'New South Wales': part(australia, 'AU-NSW', [
    easterSaturday,
    easterSunday,
    anzacAdditional(dates('2026-04-27', '2027-04-26')),
    kingsBirthday(nth(2, mon, 6)),
    law(nth(1, mon, 10), 'Labour Day'),
  ]),
  Queensland: part(australia, 'AU-QLD', [
    easterSaturday,
    easterSunday,
    law(moved(anzac, { [sun]: 1 }), 'Anzac Day'),
    law(nth(1, mon, 5), 'Labour Day'),
    kingsBirthday(nth(1, mon, 10)),
  ]),
  Victoria: part(australia, 'AU-VIC', [
    law(nth(2, mon, 3), 'Labour Day'),
    easterSaturday,
    easterSunday,
    kingsBirthday(nth(2, mon, 6)),
    // Declared each year; the final is on the last Saturday of September.
    law(later(-1, nth(-1, sat, 9)), 'Friday before the AFL Grand Final'),
    law(nth(1, tue, 11), 'Melbourne Cup Day'),
  ]),
  'Western Australia': part(australia, 'AU-WA', [
    law(nth(1, mon, 3), 'Labour Day'),
    easterSunday,
    anzacAdditional(inLieu(anzac, nextMonday)),
    law(nth(1, mon, 6), 'Western Australia Day'),
    // Proclaimed each year.
    kingsBirthday(except(nth(-1, mon, 9), '2024-09-23')),
  ]),
};

// ---------------------------------------------------------------------------------------- South Africa and Singapore

// Public Holidays Act 36 of 1994: where a day is a Sunday, the Monday is one too. Days of elections are declared, and so
// was what a Monday that is a holiday itself could not make good.
const ofSouthAfrica: readonly HolidayRule[] = [
  law(newYear, "New Year's Day"),
  law(fixed(3, 21), 'Human Rights Day'),
  law(fixed(4, 27), 'Freedom Day'),
  law(labourDay, "Workers' Day"),
  law(fixed(6, 16), 'Youth Day'),
  law(fixed(8, 9), "National Women's Day"),
  law(fixed(9, 24), 'Heritage Day'),
  law(fixed(12, 16), 'Day of Reconciliation'),
  law(secondChristmasDay, 'Day of Goodwill'),
];
export const southAfrica: Country = {
  code: 'ZA',
  years: [2020, 2060],
  days: [
    ...ofSouthAfrica,
    ...ofSouthAfrica.map(({ rule, name }) => law(inLieu(rule, { [sun]: 1 }), `Monday after ${name}`)),
    law(goodFriday, 'Good Friday'),
    law(easterMonday, 'Family Day'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    law(dates('2021-11-01', '2024-05-29'), 'Election Day'),
    law(dates('2022-12-27', '2023-12-15'), 'declared holiday'),
    custom(newYearsEve, "New Year's Eve"),
  ],
};

// Holidays Act 1998. Days by the moon are announced year by year and cannot be reckoned, so the table ends where the
// announcements do; where a day is a Sunday, the Monday is one too.
const ofSingapore: readonly HolidayRule[] = [
  law(newYear, "New Year's Day"),
  law(
    dates('2020-01-25', '2021-02-12', '2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17'),
    'Chinese New Year',
  ),
  law(
    dates('2020-05-24', '2021-05-13', '2022-05-03', '2023-04-22', '2024-04-10', '2025-03-31', '2026-03-21'),
    'Hari Raya Puasa',
  ),
  law(labourDay, 'Labour Day'),
  law(
    dates('2020-05-07', '2021-05-26', '2022-05-15', '2023-06-02', '2024-05-22', '2025-05-12', '2026-05-31'),
    'Vesak Day',
  ),
  law(
    dates('2020-07-31', '2021-07-20', '2022-07-10', '2023-06-29', '2024-06-17', '2025-06-07', '2026-05-27'),
    'Hari Raya Haji',
  ),
  law(fixed(8, 9), 'National Day'),
  law(
    dates('2020-11-14', '2021-11-04', '2022-10-24', '2023-11-12', '2024-10-31', '2025-10-20', '2026-11-08'),
    'Deepavali',
  ),
  law(christmas, 'Christmas Day'),
];
export const singapore: Country = {
  code: 'SG',
  years: [2020, 2026],
  days: [
    ...ofSingapore,
    law(
      dates('2020-01-26', '2021-02-13', '2022-02-02', '2023-01-23', '2024-02-11', '2025-01-30', '2026-02-18'),
      'second day of Chinese New Year',
    ),
    law(dates('2020-01-27', '2023-01-24', '2024-02-12'), 'Monday after Chinese New Year'),
    law(goodFriday, 'Good Friday'),
    law(dates('2020-07-10', '2023-09-01', '2025-05-03'), 'Polling Day'),
    ...ofSingapore
      .filter(({ name }) => name !== 'Chinese New Year')
      .map(({ rule, name }) => law(inLieu(rule, { [sun]: 1 }), `Monday after ${name}`)),
    custom(christmasEve, 'Christmas Eve'),
    custom(newYearsEve, "New Year's Eve"),
  ],
};
