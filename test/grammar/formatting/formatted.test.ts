// What people see of the form: the examples, the texts of `avtal init` and of the manual are in it; docs/formatting.md says what it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { asFile } from '../rows.ts';
import { texts } from './texts.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

function formatted(text: string): string {
  const result = format(text);
  return 'text' in result ? result.text : result.refused.map(({ message }) => message).join('\n');
}

/** Blocks of code of a page; rows without a block around them are read as those of an agreement. */
function blocksOf(page: string): string[] {
  return [...read(page).matchAll(/```avtal\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}
function asWhole(rows: string): string {
  const indent = /^ */.exec(rows)?.[0].length ?? 0;
  return asFile(rows.replace(/^( *)…$/gm, '$1//…').replace(new RegExp(`^ {${indent}}`, 'gm'), ''))
    .replace(/^ +$/gm, '')
    .replace(/\n+\}\n$/, '\n}\n');
}

test.each(texts.filter(([name]) => /^examples\/|avtal init/.test(name)))('%s', (_, text) => {
  expect(formatted(text)).toBe(text);
});

describe.each(['README.md', 'docs/language.md'])('%s', (page) => {
  // The list of days and windows has no rows in it.
  const blocks = blocksOf(page).filter((block) => !/^ +Mon-Fri +Sat-Sun /.test(block));
  test.each(blocks)('%s', (block) => expect(formatted(asWhole(block))).toBe(asWhole(block)));
});

describe('docs/formatting.md', () => {
  const blocks = blocksOf('docs/formatting.md');
  const pairs = blocks.flatMap((before, at) => (at % 2 === 0 ? [[before, blocks[at + 1] ?? ''] as const] : []));
  test.each(pairs)('%s', (before, after) => {
    expect(formatted(asWhole(before))).toBe(asWhole(after));
    expect(formatted(asWhole(after))).toBe(asWhole(after));
  });
  test('there are several', () => expect(pairs.length).toBeGreaterThan(3));
});
