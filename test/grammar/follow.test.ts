// What may follow, by the grammar itself: every prefix of every good row leads on, and the words offered fit.
import { type Following, whatMayFollow } from '@avtal/grammar';
import { expect, test } from 'vitest';
import { asFile } from './rows.ts';

/** What may stand at the `<|>` in the rows. */
function at(rows: string): Following {
  const marked = asFile(rows);
  return whatMayFollow(marked.replace('<|>', ''), marked.indexOf('<|>'));
}

/** Words, literals and signs that must be offered there, and words that must not. */
const places: readonly [rows: string, offered: readonly string[], not: readonly string[]][] = [
  [
    '<|>',
    ['rate', 'window', 'currency', 'module', 'override', 'name', 'paper'],
    ['expect', 'agreement', 'during', 'carry over'],
  ],
  ['fe<|>', ['fee'], ['expect']],
  ['rate <|>', ['name'], ['during', 'number']],
  ['rate work <|>', ['during', 'when', 'per', 'each part', ':', 'text'], ['is', 'of']],
  ['rate work during <|>', ['name', 'days', 'outside', 'time', 'always'], ['during', ':']],
  ['rate work during core<|>', ['name'], [':']],
  ['rate work during core <|>', ['except', 'and', 'when', ':'], ['is']],
  ['rate work when channel <|>', ['is', 'over', 'up to', 'and', ':'], ['name']],
  ['respond: 2 h <|>', ['of', 'elapsed', '|', ','], ['during']],
  ['respond: <|>', ['no promise', 'best effort', 'number', 'to be agreed', 'earliest of'], [':', 'during']],
  ['vat 25% <|>', ['on top', 'included', 'not stated'], ['name']],
  ['tiers A | <|>', ['name'], ['|']],
  ['rate work: 1\n  <|>', ['except', 'counted', 'carry over', 'text'], ['rate']],
  ['table respond | resolve\n  <|>', ['when', 'during', 'for'], ['rate']],
  ['week {\n    <|>\n  }', ['days', 'name'], ['rate']],
  ['example e {\n    <|>\n  }', ['expect', 'unit', 'ticket', 'from', 'name'], ['currency']],
  ['rate work: 1\nprice <|>\nfee per month: 3', ['name'], ['rate']],
];

test.each(places)('%s', (rows, offered, not) => {
  const { keywords, literals, signs } = at(rows);
  const all = [...keywords.map(({ en }) => en), ...literals, ...signs];
  expect(all).toEqual(expect.arrayContaining([...offered]));
  for (const word of not) expect(all).not.toContain(word);
});

test('outside every block', () => {
  expect(whatMayFollow('', 0).keywords.map(({ en }) => en)).toEqual(['use', 'agreement', 'document', 'order']);
});
