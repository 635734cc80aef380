// The agreements that the trials are made with.
import { countries, text } from '../src/agreements/template.ts';

const norway = countries.find(({ id }) => id === 'no') ?? countries[0];
if (norway === undefined) throw new Error('no country');

/** Two files, one of which uses the other; a contradiction; and an agreement in three files. */
export const files: Readonly<Record<string, string>> = {
  'support.avtal': text(norway),
  'contradiction.avtal': text(norway, 'contradiction'),
  'acme.avtal': `use "support.avtal"

order Acme "Acme AS" for Support {
  tier  ${'Pluss'}
  from  2026-01-01
  rate work during office: 800/h
}
`,
};
