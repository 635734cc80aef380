// Highlighting comes from the table of words, and what is committed is what it gives.
import { readFileSync } from 'node:fs';
import { keywords } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { file, highlightingText } from '../../scripts/highlighting.ts';

interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly patterns?: readonly Rule[];
}

const { repository } = JSON.parse(highlightingText()) as { repository: Record<string, Rule> };

/** Every pattern, also those inside others. */
function patterns(rule: Rule): readonly string[] {
  return [rule.match, rule.begin].filter((one) => one !== undefined).concat((rule.patterns ?? []).flatMap(patterns));
}

const all = Object.values(repository).flatMap(patterns);

test('editor/syntaxes is what npm run highlighting writes', () => {
  expect(readFileSync(file, 'utf8')).toBe(highlightingText());
});

test('every word of the language has a colour somewhere', () => {
  const bare = keywords.filter(
    ({ en, roles }) => roles.length > 0 && !all.some((one) => one.includes(en.replaceAll(' ', '\\s+'))),
  );
  expect(bare.map(({ en }) => en)).toEqual([]);
});

describe('patterns', () => {
  const rows = repository.rows;
  /** The word of the row that has its colour, by the first rule that fits: as the editor tries them. */
  const colourOf = (row: string): string | undefined => {
    for (const one of rows?.patterns ?? []) {
      const found = new RegExp(one.match ?? one.begin ?? '', 'u').exec(row);
      if (found !== null) return found[3] ?? found[1];
    }
    return undefined;
  };

  test.each([
    ['  fee per month: 98 | 498', 'fee'],
    ['  § 4.2 "Responstid" override respond when channel is email: 1 h', 'respond'],
    ['  start price each incident: 1750', 'start price'],
    ['  part months full', 'part months'],
    ['  window kjernetid-å = Mon-Fri 08:00-16:00', 'window'],
    ['example E1 { tier Pro', 'example'],
    ['    carry over 20% of unused', 'carry over'],
    ['  attend during support: 4 h', 'attend'],
    ['  work 2026-03-03 09:00-12:00, job A', undefined],
    ['  feeling good', undefined],
  ])('%s', (row, expected) => {
    expect(colourOf(row)).toBe(expected);
  });
});
