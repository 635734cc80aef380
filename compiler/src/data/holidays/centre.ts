// Holidays of Germany and its states, Austria, Switzerland and Poland.
import {
  allSaints,
  ascension,
  assumption,
  type Country,
  christmas,
  christmasEve,
  corpusChristi,
  custom,
  dates,
  easter,
  easterDay,
  easterMonday,
  epiphany,
  firstFrom,
  fixed,
  goodFriday,
  holySaturday,
  labourDay,
  law,
  maundyThursday,
  newYear,
  newYearsEve,
  part,
  secondChristmasDay,
  since,
  wed,
  whitMonday,
  whitSunday,
} from './rules.ts';

// By law in all sixteen states; what only some have by law is here as custom, and as law in the tables of those states.
export const germany: Country = {
  code: 'DE',
  days: [
    law(newYear, 'Neujahr', "New Year's Day"),
    custom(epiphany, 'Heilige Drei Könige', 'Epiphany'),
    custom(easter(-48), 'Rosenmontag', 'Shrove Monday'),
    custom(fixed(3, 8), 'Frauentag', "International Women's Day"),
    custom(maundyThursday, 'Gründonnerstag', 'Maundy Thursday'),
    law(goodFriday, 'Karfreitag', 'Good Friday'),
    custom(holySaturday, 'Karsamstag', 'Holy Saturday'),
    custom(easterDay, 'Ostersonntag', 'Easter Sunday'),
    law(easterMonday, 'Ostermontag', 'Easter Monday'),
    law(labourDay, 'Tag der Arbeit', 'Labour Day'),
    law(ascension, 'Christi Himmelfahrt', 'Ascension Day'),
    custom(whitSunday, 'Pfingstsonntag', 'Whit Sunday'),
    law(whitMonday, 'Pfingstmontag', 'Whit Monday'),
    custom(corpusChristi, 'Fronleichnam', 'Corpus Christi'),
    custom(assumption, 'Mariä Himmelfahrt', 'Assumption'),
    custom(fixed(9, 20), 'Weltkindertag', "Children's Day"),
    law(fixed(10, 3), 'Tag der Deutschen Einheit', 'German Unity Day'),
    law(dates('2017-10-31'), '500 Jahre Reformation', '500 Years of the Reformation'),
    custom(fixed(10, 31), 'Reformationstag', 'Reformation Day'),
    custom(allSaints, 'Allerheiligen', "All Saints' Day"),
    custom(firstFrom(wed, 11, 16), 'Buß- und Bettag', 'Day of Prayer and Repentance'),
    custom(christmasEve, 'Heiligabend', 'Christmas Eve'),
    law(christmas, 'erster Weihnachtstag', 'Christmas Day'),
    law(secondChristmasDay, 'zweiter Weihnachtstag', 'Second Day of Christmas'),
    custom(newYearsEve, 'Silvester', "New Year's Eve"),
  ],
};

const [heiligeDreiKoenige, fronleichnam, mariaeHimmelfahrt, allerheiligen, reformationstag, reformationstagSince2018] =
  [
    law(epiphany, 'Heilige Drei Könige', 'Epiphany'),
    law(corpusChristi, 'Fronleichnam', 'Corpus Christi'),
    law(assumption, 'Mariä Himmelfahrt', 'Assumption'),
    law(allSaints, 'Allerheiligen', "All Saints' Day"),
    law(fixed(10, 31), 'Reformationstag', 'Reformation Day'),
    law(since(2018, fixed(10, 31)), 'Reformationstag', 'Reformation Day'),
  ] as const;

// Days that hold only in some municipalities (Mariä Himmelfahrt in Bavaria, Fronleichnam in Saxony and Thuringia, the
// Friedensfest of Augsburg) stay custom.
/** Germany's states by their English names. */
export const germanStates: Readonly<Record<string, Country>> = {
  'Baden-Württemberg': part(germany, 'DE-BW', [heiligeDreiKoenige, fronleichnam, allerheiligen]),
  Bavaria: part(germany, 'DE-BY', [
    heiligeDreiKoenige,
    fronleichnam,
    custom(fixed(8, 8), 'Augsburger Hohes Friedensfest', 'Augsburg Peace Festival'),
    allerheiligen,
  ]),
  Berlin: part(germany, 'DE-BE', [
    law(since(2019, fixed(3, 8)), 'Frauentag', "International Women's Day"),
    law(dates('2020-05-08', '2025-05-08'), 'Tag der Befreiung', 'Liberation Day'),
    law(dates('2028-06-17'), '75. Jahrestag des Aufstandes vom 17. Juni 1953', '75 Years since the Uprising of 1953'),
  ]),
  Brandenburg: part(germany, 'DE-BB', [
    law(easterDay, 'Ostersonntag', 'Easter Sunday'),
    law(whitSunday, 'Pfingstsonntag', 'Whit Sunday'),
    reformationstag,
  ]),
  Bremen: part(germany, 'DE-HB', [reformationstagSince2018]),
  Hamburg: part(germany, 'DE-HH', [reformationstagSince2018]),
  Hesse: part(germany, 'DE-HE', [fronleichnam]),
  'Lower Saxony': part(germany, 'DE-NI', [reformationstagSince2018]),
  'Mecklenburg-Western Pomerania': part(germany, 'DE-MV', [
    law(since(2023, fixed(3, 8)), 'Frauentag', "International Women's Day"),
    reformationstag,
  ]),
  'North Rhine-Westphalia': part(germany, 'DE-NW', [fronleichnam, allerheiligen]),
  'Rhineland-Palatinate': part(germany, 'DE-RP', [fronleichnam, allerheiligen]),
  Saarland: part(germany, 'DE-SL', [fronleichnam, mariaeHimmelfahrt, allerheiligen]),
  Saxony: part(germany, 'DE-SN', [
    reformationstag,
    law(firstFrom(wed, 11, 16), 'Buß- und Bettag', 'Day of Prayer and Repentance'),
  ]),
  'Saxony-Anhalt': part(germany, 'DE-ST', [heiligeDreiKoenige, reformationstag]),
  'Schleswig-Holstein': part(germany, 'DE-SH', [reformationstagSince2018]),
  Thuringia: part(germany, 'DE-TH', [
    law(since(2019, fixed(9, 20)), 'Weltkindertag', "Children's Day"),
    reformationstag,
  ]),
};

// Arbeitsruhegesetz, § 7. Karfreitag was one for Protestants until 2018 and is a personal day since.
export const austria: Country = {
  code: 'AT',
  days: [
    law(newYear, 'Neujahr', "New Year's Day"),
    law(epiphany, 'Heilige Drei Könige', 'Epiphany'),
    custom(goodFriday, 'Karfreitag', 'Good Friday'),
    custom(holySaturday, 'Karsamstag', 'Holy Saturday'),
    custom(easterDay, 'Ostersonntag', 'Easter Sunday'),
    law(easterMonday, 'Ostermontag', 'Easter Monday'),
    law(labourDay, 'Staatsfeiertag', 'Labour Day'),
    law(ascension, 'Christi Himmelfahrt', 'Ascension Day'),
    custom(whitSunday, 'Pfingstsonntag', 'Whit Sunday'),
    law(whitMonday, 'Pfingstmontag', 'Whit Monday'),
    law(corpusChristi, 'Fronleichnam', 'Corpus Christi'),
    law(assumption, 'Mariä Himmelfahrt', 'Assumption'),
    law(fixed(10, 26), 'Nationalfeiertag', 'National Day'),
    law(allSaints, 'Allerheiligen', "All Saints' Day"),
    law(fixed(12, 8), 'Mariä Empfängnis', 'Immaculate Conception'),
    custom(christmasEve, 'Heiliger Abend', 'Christmas Eve'),
    law(christmas, 'Christtag', 'Christmas Day'),
    law(secondChristmasDay, 'Stefanitag', "St Stephen's Day"),
    custom(newYearsEve, 'Silvester', "New Year's Eve"),
  ],
};

// By law in every canton: the federal Bundesfeiertag and three more. The others differ from canton to canton.
export const switzerland: Country = {
  code: 'CH',
  days: [
    law(newYear, 'Neujahr', "New Year's Day"),
    custom(fixed(1, 2), 'Berchtoldstag', "Berchtold's Day"),
    custom(epiphany, 'Heilige Drei Könige', 'Epiphany'),
    custom(fixed(3, 19), 'Josefstag', "St Joseph's Day"),
    custom(goodFriday, 'Karfreitag', 'Good Friday'),
    custom(holySaturday, 'Karsamstag', 'Holy Saturday'),
    custom(easterDay, 'Ostersonntag', 'Easter Sunday'),
    custom(easterMonday, 'Ostermontag', 'Easter Monday'),
    custom(labourDay, 'Tag der Arbeit', 'Labour Day'),
    law(ascension, 'Auffahrt', 'Ascension Day'),
    custom(easter(40), 'Freitag nach Auffahrt', 'Friday after Ascension Day'),
    custom(whitSunday, 'Pfingstsonntag', 'Whit Sunday'),
    custom(whitMonday, 'Pfingstmontag', 'Whit Monday'),
    custom(corpusChristi, 'Fronleichnam', 'Corpus Christi'),
    law(fixed(8, 1), 'Bundesfeiertag', 'National Day'),
    custom(assumption, 'Mariä Himmelfahrt', 'Assumption'),
    custom(allSaints, 'Allerheiligen', "All Saints' Day"),
    custom(fixed(12, 8), 'Mariä Empfängnis', 'Immaculate Conception'),
    custom(christmasEve, 'Heiligabend', 'Christmas Eve'),
    law(christmas, 'Weihnachtstag', 'Christmas Day'),
    custom(secondChristmasDay, 'Stephanstag', "St Stephen's Day"),
    custom(newYearsEve, 'Silvester', "New Year's Eve"),
  ],
};

// Ustawa o dniach wolnych od pracy, 1951: 6 January since 2011, 24 December since 2025.
export const poland: Country = {
  code: 'PL',
  days: [
    law(newYear, 'Nowy Rok', "New Year's Day"),
    law(since(2011, epiphany), 'Święto Trzech Króli', 'Epiphany'),
    custom(goodFriday, 'Wielki Piątek', 'Good Friday'),
    custom(holySaturday, 'Wielka Sobota', 'Holy Saturday'),
    law(easterDay, 'Wielkanoc', 'Easter Sunday'),
    law(easterMonday, 'Poniedziałek Wielkanocny', 'Easter Monday'),
    law(labourDay, 'Święto Państwowe', 'Labour Day'),
    custom(fixed(5, 2), 'Dzień Flagi', 'Flag Day'),
    law(fixed(5, 3), 'Święto Narodowe Trzeciego Maja', 'Constitution Day'),
    law(whitSunday, 'Zielone Świątki', 'Whit Sunday'),
    law(corpusChristi, 'Boże Ciało', 'Corpus Christi'),
    law(assumption, 'Wniebowzięcie Najświętszej Maryi Panny', 'Assumption'),
    law(allSaints, 'Wszystkich Świętych', "All Saints' Day"),
    law(fixed(11, 11), 'Narodowe Święto Niepodległości', 'Independence Day'),
    law(dates('2018-11-12'), 'stulecie niepodległości', 'Centenary of Independence'),
    law(since(2025, christmasEve), 'Wigilia', 'Christmas Eve'),
    law(christmas, 'pierwszy dzień Bożego Narodzenia', 'Christmas Day'),
    law(secondChristmasDay, 'drugi dzień Bożego Narodzenia', 'Second Day of Christmas'),
    custom(newYearsEve, 'Sylwester', "New Year's Eve"),
  ],
};
