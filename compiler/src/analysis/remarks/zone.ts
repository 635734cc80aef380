// A time zone of one offset, where the country puts its clocks forward in summer.
import type { SourceSpan } from '@avtal/runtime';
import type { Pass } from './ground.ts';

/** Zones that are an offset and no place. */
const fixed = /^(Etc\/.+|UTC|UCT|GMT([+-]?\d+)?|Zulu|Universal|Greenwich|EST|MST|HST)$/;

/** Money of countries in which the clocks change, with the place whose time is meant. */
const places: Readonly<Record<string, string>> = {
  NOK: 'Europe/Oslo',
  SEK: 'Europe/Stockholm',
  DKK: 'Europe/Copenhagen',
  EUR: 'Europe/Berlin',
  GBP: 'Europe/London',
  CHF: 'Europe/Zurich',
  PLN: 'Europe/Warsaw',
  CZK: 'Europe/Prague',
  HUF: 'Europe/Budapest',
  RON: 'Europe/Bucharest',
};

export const fixedOffset: Pass = ({ ir: { zone, agreement, documents } }) => {
  const place = places[agreement.currency];
  const at: SourceSpan | undefined = documents.find(({ id }) => id === agreement.id)?.span;
  if (place === undefined || at === undefined || !fixed.test(zone.name)) return [];
  return [{ name: 'fixed-offset', params: { zone: zone.name, currency: agreement.currency, place }, at, related: [] }];
};
