// Where an agreement is at home: languages, currencies, time zones, countries and their holidays, the likely ones first.
import {
  countryNames,
  countryWord,
  currencyDigits,
  holidayTable,
  languages,
  usualFor,
  zoneNames,
} from '@avtal/compiler';
import { isName } from '@avtal/grammar';
import { languageNames } from '../languages.ts';
import type { Offer } from './offer.ts';
import { settingsIn, signsIn, type Where } from './where.ts';

export function countries({ compilation }: Where): readonly Offer[] {
  const { country } = usualFor(signsIn(settingsIn(compilation)));
  return countryNames.map((name) => {
    const label = countryWord(name);
    return { label, kind: 'country', detail: `Public holidays of ${name}`, first: label === country };
  });
}

export function holidayNames({ pieces }: Where): readonly Offer[] {
  const country = pieces.find(({ roles }) => roles.includes('country'))?.text ?? '';
  const isPlus = pieces.findLast(({ word }) => word === 'plus' || word === 'minus')?.word !== 'minus';
  return (
    (holidayTable(country)?.days ?? [])
      // What begins with a figure is written as a date: `1 May`.
      .filter(({ holiday }) => holiday.statutory !== isPlus && isName(holiday.id))
      .map(({ holiday }) => ({
        label: holiday.id,
        kind: 'date',
        detail: holiday.english,
        documentation: holiday.name,
      }))
  );
}

export function zones({ compilation }: Where): readonly Offer[] {
  const { zone } = usualFor(signsIn(settingsIn(compilation)));
  const nearness = (name: string) =>
    name === zone ? 0 : name.startsWith('Europe/') ? 1 : name.startsWith('Atlantic/') ? 2 : 3;
  return [...zoneNames]
    .sort((a, b) => nearness(a) - nearness(b) || (a < b ? -1 : 1))
    .map((name) => ({ label: name, kind: 'zone', first: name === zone }));
}

export function currencies({ compilation }: Where): readonly Offer[] {
  const { currency } = usualFor(signsIn(settingsIn(compilation)));
  const common = [currency, 'NOK', 'SEK', 'DKK', 'EUR', 'ISK', 'GBP', 'CHF', 'USD'];
  const rank = (code: string) => (common.indexOf(code) + common.length + 1) % (common.length + 1);
  return [...currencyDigits.keys()]
    .sort((a, b) => rank(a) - rank(b))
    .map((label) => ({ label, kind: 'currency', first: label === currency }));
}

export function languageOffers(): readonly Offer[] {
  return languages.map((code) => ({ label: code, kind: 'value', detail: languageNames[code] ?? code }));
}
