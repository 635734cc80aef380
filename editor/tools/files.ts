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
};
