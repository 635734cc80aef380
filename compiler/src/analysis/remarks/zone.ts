// A time zone of one offset, where the country puts its clocks forward in summer.
import { usualOf } from '../../data/usual.ts';
import type { Model } from '../../model.ts';
import type { Remark } from './remark.ts';

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

/** Marks the row that names the zone; the place meant is that of the holidays, else of the money. */
export function fixedOffset(model: Model): readonly Remark[] {
  const { agreement, settings, zone } = model;
  const currency = settings.currency ?? '';
  const row = agreement?.node.items?.find((item) => item.kind === 'setting' && item.name === 'timezone');
  const days = agreement?.node.items?.find((item) => item.kind === 'setting' && item.name === 'holidays');
  const country = days?.kind === 'setting' && days.name === 'holidays' ? usualOf([days.country.text]) : undefined;
  const place = Object.hasOwn(places, currency) ? (country?.zone ?? places[currency]) : undefined;
  if (place === undefined || agreement === undefined || zone === undefined || !fixed.test(zone.name)) return [];
  const at = model.sourceSpan(row ?? agreement.node.name, agreement.place);
  return [{ name: 'fixed-offset', params: { zone: zone.name, currency, place }, at, related: [] }];
}
