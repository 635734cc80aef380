// The agreements that the trials are made with.
import { countries, text } from '../src/agreements/template.ts';

const norway = countries.find(({ id }) => id === 'no') ?? countries[0];
if (norway === undefined) throw new Error('no country');

/** An agreement with an order in another file; one with a contradiction; one with an example that expects too much. */
export const files: Readonly<Record<string, string>> = {
  'support.avtal': text(norway),
  'contradiction.avtal': text(norway, 'contradiction'),
  'failing.avtal': text(norway).replace('expect cost work 2026-03: 1900', 'expect cost work 2026-03: 2000'),
  'acme.avtal': `use "support.avtal"

order Acme "Acme AS" for Support {
  tier  Pluss
  from  2026-01-01
  rate work during office: 800/h
}
`,
  'fjord.avtal': `use "support.avtal"

order Fjord "Fjord AS" for Support {
  tier  Basis
  from  2026-02-01
  respond when reported during office: 2 h of office
}
`,
};

/** A price sheet as somebody types it: rows one after the other, no blanks for columns, no closing braces. */
export const typed = `agreement Kontor "Kontordrift" {
provider "Fjord IT AS"
currency NOK
timezone Europe/Oslo
holidays Norway
vat 25% on top
clock elapsed
business days Mon-Fri except holidays
part months full
tiers Start | Vekst | Full "Full drift"
choice channel "kanal": phone "telefon", email
activity travel "reise"
window core "kjernetid" = Mon-Fri 08:00-16:00 except holidays
window late = outside core
§ 1 fee per month: 1200 | 2400 | 4900
§ 2 include work per month: none | 2 h | 6 h
§ 3 draw work: 1 h uses 1 h
§ 4 rate work during core: 1150/h | 1050/h | 950/h
§ 5 rate work during late: 1700/h |
1500/h | 1350/h
§ 6 rate travel: 50% of rate work
§ 7 count work each job: per started 15 min
§ 8 respond when channel is phone: 4 h of core | 2 h of core | 30 min
§ 9 respond when channel is email: 2 business days | 8 h of core | 2 h of core
// checked by hand
table resolve
when channel is phone: 8 h | 4 h | 2 h
when channel is email: 16 h | 8 h | 4 h

example first "two of four hours are included" {
tier Vekst
from 2026-01-01
work 2026-03-03 09:00-13:00, job A
expect cost 2026-03: 4500`;

/** Rows as people slip, and the repair that each is offered: behind which words, by which title, and what it becomes. */
export const slips = `agreement Slips {
  currency NOK
  timezone Europe/Oslo
  vat none
  tiers Basic | Pro
  choice channel: phone, email
  rate work during Mon-Fri 16:00-20:00: 5/h | 6/h
  price callout: 1,5
  counted per started 1 pieces
  fe care per month: 4
  activity travel
  rate travel: 5/h |
  respond when channel is emal: 4 h elapsed
}
`;
export const repairs: readonly (readonly [behind: string, repair: string, becomes: string])[] = [
  ['callout: 1,5', 'Write `1.5`', 'price callout: 1.5'],
  ['fe', 'Write `fee`', 'fee care per month'],
  ['travel: 5/h |', 'Write `to be agreed', 'to be agreed rate-travel-2'],
  ['channel is emal', 'Write `email`', 'channel is email'],
  ['fee care', 'Add `part months by day`', 'part months by day'],
  ['counted', 'Indent it under the row above', '    counted per started'],
];
