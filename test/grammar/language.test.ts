// Every row that docs/language.md shows can be read.
import { readFileSync } from 'node:fs';
import { parse } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { asFile, complaints } from './rows.ts';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');

/** The text under a heading, down to the next of any level. */
function section(heading: string): string {
  const after = page.split(`\n${heading}\n`)[1] ?? '';
  return after.split(/\n#+ /)[0] ?? '';
}

const blocks = [...page.matchAll(/```avtal\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
const windows = section('### Days and windows').split('```avtal')[1]?.split('```')[0] ?? '';

/** Rows of the tables of a section: for each, the pieces of code in its cells. */
function tableRows(heading: string): string[][][] {
  return section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .slice(1)
    .map((line) =>
      line
        .replaceAll('\\|', '\u0000')
        .split('|')
        .slice(1, -1)
        .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').replaceAll('\u0000', '|'))),
    );
}

/** Letters that stand for something in the tables. */
const stands: Readonly<Record<string, string>> = {
  ...{ W: 'core', C: 'tier is Pro', T: '1 h', M: '500', N: '4', D: '2026-07-01' },
  ...{ SCOPE: 'job', PERIOD: 'month', UNIT: 'vm', CHOICE: 'role' },
};
const filled = (code: string) => code.replace(/\b[A-Z]+\b/g, (letters) => stands[letters] ?? letters);

const noErrors = (rows: string) => expect(complaints(asFile(rows)), rows).toEqual([]);

describe('blocks of code', () => {
  const whole = blocks.filter((block) => block !== windows.replace(/^\n/, ''));
  test.each(whole.map((block) => [block.trim().split('\n')[0] ?? '', block]))('%s', (_, block) => {
    noErrors(block.replace(/^\s*…$/gm, ''));
  });
});

describe('days and windows', () => {
  const expressions = windows.split('\n').flatMap((line) =>
    line
      .replace(/\/\/.*/, '')
      .split(/\s{2,}/)
      .filter((piece) => piece !== ''),
  );
  test.each(expressions)('%s', (expression) => noErrors(`window w = ${expression}`));
  test('there are many', () => expect(expressions.length).toBeGreaterThan(20));
});

describe('settings', () => {
  for (const [codes = []] of tableRows('## 3. Settings')) {
    for (const code of codes) {
      // `by day` after `part months full` has the same beginning.
      const [first = ''] = codes;
      const start = ['part months', 'units counted', 'changes count', 'lines', 'clock'].find((one) =>
        first.startsWith(one),
      );
      const row = start === undefined || code.startsWith(start) ? code : `${start} ${code}`;
      test(row, () => noErrors(row));
    }
  }
});

describe('heads', () => {
  const parts = tableRows('## 5. Heads').flatMap(([codes = []]) => codes);
  test.each(parts)('%s', (part) => noErrors(`rate work ${filled(part)}: 650/h`));
  const conditions = tableRows('## 5. Heads').find(([codes = []]) => codes.includes('when C'))?.[1] ?? [];
  test.each(conditions.filter((one) => !/^(and|or|not)$/.test(one)))('when %s', (condition) =>
    noErrors(`rate work when ${condition}: 650/h`),
  );
});

describe('notes', () => {
  const notes = tableRows('### Notes').flatMap(([codes = []]) => codes);
  test.each(notes)('%s', (note) => noErrors(`respond: 1 h\n  ${note}`));
});

describe('clauses', () => {
  const rows = ['### Prices', '### Deadlines', '### Rights, duties, text'].flatMap(tableRows);
  const kinds = [...new Set(rows.flatMap(([kind = []]) => kind))];
  test('there are all', () => expect(kinds.length).toBeGreaterThan(15));
  for (const [, ...cells] of rows) {
    for (const code of cells.flat().map(filled)) {
      const isRow = code.includes(': ') || /^(pause|decide) \w+ /.test(code);
      if (/^carry over/.test(code)) test(code, () => noErrors(`include work per month: 1 h\n  ${code}`));
      else if (/^(provider|customer|both|third-party)$/.test(code))
        test(code, () => noErrors(`promise ${code}: "Text"`));
      else if (code.endsWith('{ … }')) test(code, () => noErrors(code.replace('…', '\n| a | b\nc: d | e\n')));
      else if (isRow) test(code, () => noErrors(code));
      else if (!/^(on|first|start price)$|…/.test(code)) test(code, () => noErrors(`rate work: ${code}`));
    }
  }
});

describe('values of counting', () => {
  const values = tableRows('### Counting').flatMap(([codes = []]) => codes);
  test.each(values)('%s', (value) => noErrors(`count work each job: ${value}`));
});

describe('values of deadlines', () => {
  const values = tableRows('### Deadlines')
    .filter(([, beside = []]) => !beside.some((code) => code.includes(': ') || code.startsWith('pause')))
    .flatMap(([codes = []]) => codes);
  test.each(values.filter((code) => / /.test(code)))('%s', (value) => noErrors(`respond: ${value}`));
});

describe('words for what has no number', () => {
  const words = [...section('### Words for what has no number').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  test.each(words.filter((word) => word !== 'aim' && !word.startsWith('agree')))('%s', (word) =>
    noErrors(`price callout: ${word}`),
  );
});

describe('examples', () => {
  const facts = tableRows('## 7. Examples').flatMap(([codes = []]) =>
    codes.filter((code) => /^[a-z]+ .*\d/.test(code)),
  );
  test.each(facts)('%s', (row) => noErrors(`example e {\n${row}\n}`));
  test('there are many', () => expect(facts.length).toBeGreaterThan(40));
});

test('words that cannot be names are those of the table', async () => {
  const { reservedWords } = await import('@avtal/grammar');
  const listed = /`([a-z ]+)`/.exec(section('## 10. Words that cannot be names'))?.[1]?.split(' ') ?? [];
  const plain = [...reservedWords].filter((word) => /^[a-z]/.test(word));
  expect(plain.sort()).toEqual(listed.sort());
  for (const word of listed) expect(parse(asFile(`choice ${word}: a, b`)).errors.length, word).toBe(1);
});
