// Holidays of the Benelux countries, France, Spain, Italy, the United Kingdom, Ireland and the United States.
import {
  allSaints,
  ascension,
  assumption,
  type Country,
  christmas,
  christmasEve,
  custom,
  dates,
  easter,
  easterDay,
  easterMonday,
  epiphany,
  except,
  fixed,
  goodFriday,
  inLieu,
  labourDay,
  later,
  law,
  maundyThursday,
  mon,
  moved,
  newYear,
  newYearsEve,
  nextMonday,
  nth,
  part,
  sat,
  secondChristmasDay,
  since,
  sun,
  thu,
  tue,
  twoDaysLater,
  until,
  wed,
  whitMonday,
  whitSunday,
} from './rules.ts';

// Algemene termijnenwet, article 3, with the Sundays of Easter and Whitsun. Goede Vrijdag and Bevrijdingsdag (a holiday
// for the state, a day off every fifth year or as agreed) are what each contract says.
export const netherlands: Country = {
  code: 'NL',
  days: [
    law(newYear, 'Nieuwjaarsdag', "New Year's Day"),
    custom(goodFriday, 'Goede Vrijdag', 'Good Friday'),
    law(easterDay, 'eerste paasdag', 'Easter Sunday'),
    law(easterMonday, 'tweede paasdag', 'Easter Monday'),
    law(until(2013, moved(fixed(4, 30), { [sun]: -1 })), 'Koninginnedag', "Queen's Day"),
    law(since(2014, moved(fixed(4, 27), { [sun]: -1 })), 'Koningsdag', "King's Day"),
    custom(fixed(5, 5), 'Bevrijdingsdag', 'Liberation Day'),
    law(ascension, 'Hemelvaartsdag', 'Ascension Day'),
    custom(easter(40), 'vrijdag na Hemelvaartsdag', 'Friday after Ascension Day'),
    law(whitSunday, 'eerste pinksterdag', 'Whit Sunday'),
    law(whitMonday, 'tweede pinksterdag', 'Whit Monday'),
    custom(christmasEve, 'kerstavond', 'Christmas Eve'),
    law(christmas, 'eerste kerstdag', 'Christmas Day'),
    law(secondChristmasDay, 'tweede kerstdag', 'Second Day of Christmas'),
    custom(newYearsEve, 'oudejaarsdag', "New Year's Eve"),
  ],
};

// Koninklijk besluit of 18 April 1974: ten days. A day in place of one that falls on a Sunday is each employer's choice.
export const belgium: Country = {
  code: 'BE',
  days: [
    law(newYear, 'Nieuwjaar', "New Year's Day"),
    custom(goodFriday, 'Goede Vrijdag', 'Good Friday'),
    custom(easterDay, 'Pasen', 'Easter Sunday'),
    law(easterMonday, 'paasmaandag', 'Easter Monday'),
    law(labourDay, 'Dag van de Arbeid', 'Labour Day'),
    law(ascension, 'Onze-Lieve-Heer-Hemelvaart', 'Ascension Day'),
    custom(easter(40), 'vrijdag na Onze-Lieve-Heer-Hemelvaart', 'Friday after Ascension Day'),
    custom(whitSunday, 'Pinksteren', 'Whit Sunday'),
    law(whitMonday, 'pinkstermaandag', 'Whit Monday'),
    custom(fixed(7, 11), 'Feest van de Vlaamse Gemeenschap', 'Day of the Flemish Community'),
    law(fixed(7, 21), 'nationale feestdag', 'National Day'),
    law(assumption, 'Onze-Lieve-Vrouw-Hemelvaart', 'Assumption'),
    custom(fixed(9, 27), 'Feest van de Franse Gemeenschap', 'Day of the French Community'),
    law(allSaints, 'Allerheiligen', "All Saints' Day"),
    custom(fixed(11, 2), 'Allerzielen', "All Souls' Day"),
    law(fixed(11, 11), 'Wapenstilstand', 'Armistice Day'),
    custom(fixed(11, 15), 'Koningsdag', "King's Feast"),
    custom(christmasEve, 'kerstavond', 'Christmas Eve'),
    law(christmas, 'Kerstmis', 'Christmas Day'),
    custom(secondChristmasDay, 'tweede kerstdag', 'Second Day of Christmas'),
    custom(newYearsEve, 'oudejaarsavond', "New Year's Eve"),
  ],
};

// Code du travail, article L. 232-2; the ninth of May since 2019.
export const luxembourg: Country = {
  code: 'LU',
  days: [
    law(newYear, "jour de l'an", "New Year's Day"),
    custom(goodFriday, 'Vendredi saint', 'Good Friday'),
    custom(easterDay, 'Pâques', 'Easter Sunday'),
    law(easterMonday, 'lundi de Pâques', 'Easter Monday'),
    law(labourDay, 'premier mai', 'Labour Day'),
    law(since(2019, fixed(5, 9)), "journée de l'Europe", 'Europe Day'),
    law(ascension, 'Ascension', 'Ascension Day'),
    custom(easter(40), "vendredi après l'Ascension", 'Friday after Ascension Day'),
    custom(whitSunday, 'Pentecôte', 'Whit Sunday'),
    law(whitMonday, 'lundi de Pentecôte', 'Whit Monday'),
    law(fixed(6, 23), 'fête nationale', 'National Day'),
    law(assumption, 'Assomption', 'Assumption'),
    law(allSaints, 'Toussaint', "All Saints' Day"),
    custom(christmasEve, 'veille de Noël', 'Christmas Eve'),
    law(christmas, 'Noël', 'Christmas Day'),
    law(secondChristmasDay, 'Saint-Étienne', "St Stephen's Day"),
    custom(newYearsEve, 'Saint-Sylvestre', "New Year's Eve"),
  ],
};

// Code du travail, article L3133-1. Many employers have the lundi de Pentecôte worked; it is a holiday all the same.
export const france: Country = {
  code: 'FR',
  days: [
    law(newYear, "jour de l'an", "New Year's Day"),
    custom(goodFriday, 'Vendredi saint', 'Good Friday'),
    custom(easterDay, 'Pâques', 'Easter Sunday'),
    law(easterMonday, 'lundi de Pâques', 'Easter Monday'),
    law(labourDay, 'fête du Travail', 'Labour Day'),
    law(fixed(5, 8), 'Victoire de 1945', 'Victory Day'),
    law(ascension, 'Ascension', 'Ascension Day'),
    custom(easter(40), "pont de l'Ascension", 'Friday after Ascension Day'),
    custom(whitSunday, 'Pentecôte', 'Whit Sunday'),
    law(whitMonday, 'lundi de Pentecôte', 'Whit Monday'),
    law(fixed(7, 14), 'fête nationale', 'National Day'),
    law(assumption, 'Assomption', 'Assumption'),
    law(allSaints, 'Toussaint', "All Saints' Day"),
    law(fixed(11, 11), 'Armistice de 1918', 'Armistice Day'),
    custom(christmasEve, 'veille de Noël', 'Christmas Eve'),
    law(christmas, 'Noël', 'Christmas Day'),
    custom(secondChristmasDay, 'Saint-Étienne', "St Stephen's Day"),
    custom(newYearsEve, 'Saint-Sylvestre', "New Year's Eve"),
  ],
};

// Code du travail, article L3134-13: the two days that only the old départements of the east have.
const easternDays = [
  law(goodFriday, 'Vendredi saint', 'Good Friday'),
  law(secondChristmasDay, 'Saint-Étienne', "St Stephen's Day"),
];

/** The parts of France with holidays of their own. */
export const frenchParts: Readonly<Record<string, Country>> = {
  Alsace: part(france, 'FR-6AE', easternDays),
  Moselle: part(france, 'FR-57', easternDays),
};

// Real Decreto 2001/1983, article 45: what every autonomous community keeps. Each adds its own days, and says itself
// whether a day that falls on a Sunday is kept on the Monday.
export const spain: Country = {
  code: 'ES',
  days: [
    law(newYear, 'Año Nuevo', "New Year's Day"),
    law(epiphany, 'Epifanía del Señor', 'Epiphany'),
    custom(fixed(3, 19), 'San José', "St Joseph's Day"),
    custom(maundyThursday, 'Jueves Santo', 'Maundy Thursday'),
    law(goodFriday, 'Viernes Santo', 'Good Friday'),
    custom(easterDay, 'Domingo de Pascua', 'Easter Sunday'),
    custom(easterMonday, 'Lunes de Pascua', 'Easter Monday'),
    law(labourDay, 'Fiesta del Trabajo', 'Labour Day'),
    custom(fixed(7, 25), 'Santiago Apóstol', "St James's Day"),
    law(assumption, 'Asunción de la Virgen', 'Assumption'),
    law(fixed(10, 12), 'Fiesta Nacional de España', 'National Day'),
    law(allSaints, 'Todos los Santos', "All Saints' Day"),
    law(fixed(12, 6), 'Día de la Constitución Española', 'Constitution Day'),
    law(fixed(12, 8), 'Inmaculada Concepción', 'Immaculate Conception'),
    custom(christmasEve, 'Nochebuena', 'Christmas Eve'),
    law(christmas, 'Navidad', 'Christmas Day'),
    custom(secondChristmasDay, 'San Esteban', "St Stephen's Day"),
    custom(newYearsEve, 'Nochevieja', "New Year's Eve"),
  ],
};

// Legge 260/1949: 2 June on its date again since 2001 (before: the first Sunday of June), 4 October since 2026 (legge
// 151/2025). Easter Sunday is a holiday as every Sunday is, not by name.
export const italy: Country = {
  code: 'IT',
  days: [
    law(newYear, 'Capodanno', "New Year's Day"),
    law(epiphany, 'Epifania', 'Epiphany'),
    law(dates('2011-03-17'), "150° dell'Unità d'Italia", '150 Years of Unity'),
    custom(goodFriday, 'Venerdì Santo', 'Good Friday'),
    custom(easterDay, 'Pasqua', 'Easter Sunday'),
    law(easterMonday, "Lunedì dell'Angelo", 'Easter Monday'),
    law(fixed(4, 25), 'Festa della Liberazione', 'Liberation Day'),
    law(labourDay, 'Festa del Lavoro', 'Labour Day'),
    law(except(since(2001, fixed(6, 2)), '2000-06-04'), 'Festa della Repubblica', 'Republic Day'),
    law(assumption, 'Ferragosto', 'Assumption'),
    law(since(2026, fixed(10, 4)), "San Francesco d'Assisi", 'St Francis of Assisi'),
    law(allSaints, 'Ognissanti', "All Saints' Day"),
    law(fixed(12, 8), 'Immacolata Concezione', 'Immaculate Conception'),
    custom(christmasEve, 'Vigilia di Natale', 'Christmas Eve'),
    law(christmas, 'Natale', 'Christmas Day'),
    law(secondChristmasDay, 'Santo Stefano', "St Stephen's Day"),
    custom(newYearsEve, 'San Silvestro', "New Year's Eve"),
  ],
};

// England and Wales: Banking and Financial Dealings Act 1971 and the royal proclamations under it. A day that falls on a
// weekend stays a holiday, and its substitute day is one too.
export const unitedKingdom: Country = {
  code: 'GB',
  days: [
    law(newYear, "New Year's Day"),
    law(inLieu(newYear, nextMonday), "New Year's Day substitute"),
    law(goodFriday, 'Good Friday'),
    custom(easterDay, 'Easter Sunday'),
    law(easterMonday, 'Easter Monday'),
    law(dates('2011-04-29'), 'Royal Wedding'),
    law(except(nth(1, mon, 5), '2020-05-08'), 'Early May bank holiday'),
    law(dates('2023-05-08'), 'Coronation of King Charles III'),
    law(except(nth(-1, mon, 5), '2002-06-04', '2012-06-04', '2022-06-02'), 'Spring bank holiday'),
    law(dates('2002-06-03'), 'Golden Jubilee'),
    law(dates('2012-06-05'), 'Diamond Jubilee'),
    law(dates('2022-06-03'), 'Platinum Jubilee'),
    law(nth(-1, mon, 8), 'Summer bank holiday'),
    law(dates('2022-09-19'), 'State Funeral of Queen Elizabeth II'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    law(inLieu(christmas, twoDaysLater), 'Christmas Day substitute'),
    law(secondChristmasDay, 'Boxing Day'),
    law(inLieu(secondChristmasDay, twoDaysLater), 'Boxing Day substitute'),
    custom(newYearsEve, "New Year's Eve"),
  ],
};

// Organisation of Working Time Act 1997, second schedule. No law moves a day that falls on a weekend; most workplaces
// close on the next working day, hence the days in lieu.
const stPatrick = fixed(3, 17);
export const ireland: Country = {
  code: 'IE',
  days: [
    law(newYear, "New Year's Day"),
    custom(inLieu(newYear, nextMonday), "New Year's Day in lieu"),
    // The first Monday of February, or 1 February where that is a Friday.
    law(since(2023, moved(fixed(2, 1), { [sat]: 2, [sun]: 1, [tue]: 6, [wed]: 5, [thu]: 4 })), "St Brigid's Day"),
    law(stPatrick, "St Patrick's Day"),
    custom(inLieu(stPatrick, nextMonday), "St Patrick's Day in lieu"),
    law(dates('2022-03-18'), 'Day of Remembrance and Recognition'),
    custom(goodFriday, 'Good Friday'),
    custom(easterDay, 'Easter Sunday'),
    law(easterMonday, 'Easter Monday'),
    law(nth(1, mon, 5), 'May Day'),
    law(nth(1, mon, 6), 'June bank holiday'),
    law(nth(1, mon, 8), 'August bank holiday'),
    law(nth(-1, mon, 10), 'October bank holiday'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    custom(inLieu(christmas, twoDaysLater), 'Christmas Day in lieu'),
    law(secondChristmasDay, "St Stephen's Day"),
    custom(inLieu(secondChristmasDay, twoDaysLater), "St Stephen's Day in lieu"),
    custom(newYearsEve, "New Year's Eve"),
  ],
};

// 5 U.S.C. 6103: the federal holidays. On a Saturday they are kept the Friday before, on a Sunday the Monday after; both
// the day and the one on which it is kept are in here.
const observed = { [sat]: -1, [sun]: 1 } as const;
const [juneteenth, independence, veterans] = [since(2021, fixed(6, 19)), fixed(7, 4), fixed(11, 11)] as const;
export const unitedStates: Country = {
  code: 'US',
  days: [
    law(newYear, "New Year's Day"),
    law(inLieu(newYear, observed), "New Year's Day observed"),
    law(nth(3, mon, 1), 'Martin Luther King Day'),
    law(nth(3, mon, 2), "Washington's Birthday"),
    custom(goodFriday, 'Good Friday'),
    custom(easterDay, 'Easter Sunday'),
    law(nth(-1, mon, 5), 'Memorial Day'),
    law(juneteenth, 'Juneteenth'),
    law(inLieu(juneteenth, observed), 'Juneteenth observed'),
    law(independence, 'Independence Day'),
    law(inLieu(independence, observed), 'Independence Day observed'),
    law(nth(1, mon, 9), 'Labor Day'),
    law(nth(2, mon, 10), 'Columbus Day'),
    law(veterans, 'Veterans Day'),
    law(inLieu(veterans, observed), 'Veterans Day observed'),
    law(nth(4, thu, 11), 'Thanksgiving Day'),
    custom(later(1, nth(4, thu, 11)), 'Day after Thanksgiving'),
    custom(christmasEve, 'Christmas Eve'),
    law(christmas, 'Christmas Day'),
    law(inLieu(christmas, observed), 'Christmas Day observed'),
    custom(newYearsEve, "New Year's Eve"),
  ],
};
