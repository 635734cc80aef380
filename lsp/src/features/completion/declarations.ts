// Rows of settings and declarations, as templates.
import { usualFor } from '@avtal/compiler';
import type { Setting, WordId } from '@avtal/grammar';
import { choiceTest } from './conditions.ts';
import { firstDay } from './dates.ts';
import { type Offer, rowOffer as row } from './offer.ts';
import { windowOf } from './values.ts';
import { settingsIn, signsIn, type Where } from './where.ts';

const required: readonly Setting['name'][] = ['currency', 'timezone', 'vat'];

/** Settings that the agreement does not say yet, in the usual order; those that it must say are first. */
export function settingRows(where: Where): readonly Offer[] {
  const said = settingsIn(where.compilation);
  const { language, currency, zone, country } = usualFor(signsIn(said));
  const window = windowOf(where);
  const rows: readonly (readonly [Setting['name'], WordId, string])[] = [
    ['provider', 'provider', 'provider "<Provider>"'],
    ['language', 'language', `language <${language}>`],
    ['currency', 'currency', `currency <${currency}>`],
    ['timezone', 'timezone', `timezone <${zone}>`],
    ['holidays', 'holidays', `holidays <${country}>`],
    ['vat', 'vat', 'vat <>% on top'],
    ['clock', 'clock', `clock <${window ?? 'elapsed'}>`],
    ['business days', 'businessDays', `business days <Mon-Fri>${said.has('holidays') ? ' except holidays' : ''}`],
    ['part months', 'partMonths', 'part months <full>'],
    ['units counted', 'unitsCounted', 'units counted <any day>'],
    ['changes', 'changesCount', 'changes count from <report>'],
    ['lines', 'lines', 'lines each <job>'],
    ['invoice', 'invoice', 'invoice rounded to <1>'],
    ['valid', 'valid', `valid from <${firstDay(where)}>`],
    ['edition', 'edition', 'edition "<1>"'],
  ];
  return rows
    .filter(([name]) => !said.has(name))
    .map(([name, id, template]) => row(id, template, { first: required.includes(name) }));
}

export function declarationRows(where: Where, block: string): readonly Offer[] {
  const holidays = settingsIn(where.compilation).has('holidays') ? ' except holidays' : '';
  const [window] = where.names('window');
  const [days] = where.names('days');
  const hours = days === undefined ? `<Mon-Fri> <08:00>-<16:00>${holidays}` : `<${days.name}> <08:00>-<16:00>`;
  const outside = `window <${fresh(where, 'offcore')}> = outside <${window?.name}>`;
  const choice = fresh(where, 'channel', 'category');
  const labelled = (id: WordId, name: string) => row(id, `${id} <${name}> "<${name}>"`);
  return [
    ...(where.tiers.length === 0 && block !== 'module' ? [row('tiers', 'tiers <Standard> | <Pro>')] : []),
    row('window', `window <${fresh(where, 'core', 'evening', 'night')}> "<hours>" = ${hours}`),
    ...(window === undefined
      ? []
      : [
          row('window', outside, { label: 'window … outside', detail: 'All hours that another window does not have.' }),
        ]),
    row('days', `days <${fresh(where, 'workday', 'weekend')}> = <Mon-Fri>${holidays}`),
    row(
      'choice',
      `choice <${choice}> "<${choice}>": <${choice === 'channel' ? 'phone>, <email>' : 'normal>, <urgent>'}`,
    ),
    row('number', `number <${fresh(where, 'estimate', 'distance')}> in <h>`),
    labelled('activity', fresh(where, 'travel', 'consulting')),
    labelled('event', fresh(where, 'callout', 'visit')),
    row('usage', `usage <${fresh(where, 'driving', 'storage')}> in <km>`),
    labelled('unit', fresh(where, 'vm', 'user')),
    labelled('matter', fresh(where, 'patching', 'maintenance')),
    labelled('scope', fresh(where, 'incident', 'project')),
    row('measure', `measure <${fresh(where, 'uptime', 'attainment')}> = availability per <month>`),
    row('target', `target <${fresh(where, 'attend', 'confirm')}> from <reported> to <attended>`),
    row('case', `case <${fresh(where, 'rush', 'urgent')}> = ${choiceTest(where) ?? 'during always'}`),
    row('week', 'week {\n  Mon-Fri: <08:00> <day>, <16:00> <night>\n  Sat-Sun: <night>\n}'),
    ...(block === 'module'
      ? []
      : [row('module', `module <${fresh(where, 'sql', 'backup')}> "<Managed service>" {\n  <|>\n}`)]),
  ];
}

/** The first of the names that nothing bears yet. */
function fresh({ compilation }: Where, ...names: readonly string[]): string {
  const taken = new Set(compilation.names.symbols.map(({ name }) => name));
  return names.find((name) => !taken.has(name)) ?? `${names.at(-1)}2`;
}
