// The month of a published example as one script for any realm, and what the command line makes of the same files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../../cli/src/facts/csv.ts';
import { compile } from '../../compiler/src/index.ts';
import { bundled, root } from './program.ts';

const folder = 'examples/itpays';
const facts = ['entries.csv', 'occurrences.csv'].map((name) => `${folder}/facts/${name}`);

/** The call whose totals the script must print. */
export const bill = ['bill', `${folder}/order.avtal`, ...facts, '--period', '2027-03', '--format', 'json'];

export function monthScript(): Promise<string> {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const { ir } = compile(`${folder}/order.avtal`, read);
  const asked = { order: ir?.orders[0]?.id, period: { from: '2027-03-01', until: '2027-03-31' } };
  const files = new Map([
    ['agreement.json', JSON.stringify(ir)],
    ['asked.json', JSON.stringify(asked)],
    ['tables.json', JSON.stringify(facts.map((path) => readCsv(read(path), path)))],
  ]);
  return bundled(read('test/docs/page.ts'), files);
}

/** Net and gross of an invoice as JSON. */
export function totalsIn(json: string): string {
  const { totals } = JSON.parse(json) as { totals: { net: string; gross: string } };
  return `${totals.net} ${totals.gross}`;
}
