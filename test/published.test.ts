// Agreements as they were published: what avtal finds in them stands in the files; of the five that are real, in remarks.csv and in docs/five.md too.
//
// A finding stands below its row, `//   ^^^^ AV4001 what a person reads`. Where avtal asks before it looks any further, the
// row has one answer, and `// asked AV3028 "on work" -> "":` gives what the text has instead (the whole row, when nothing
// follows the code; `refused` where it is no question). `npm run bless` writes files and page anew.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Diagnostic, positionOf } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { place } from './cli/harness.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const folders = ['itpays', 'ballou', 'mega-bite', 'managed-operations', 'pector-guld'];
const prefixes: Readonly<Record<string, string>> = {
  ITP: 'itpays',
  BAL: 'ballou',
  MB: 'mega-bite',
  MO: 'managed-operations',
  PEC: 'pector-guld',
};

const pathOf = (folder: string): string => `examples/${folder}/as-published.avtal`;
const published = readdirSync(join(root, 'examples')).filter((folder) => existsSync(join(root, pathOf(folder))));
const isExpectation = (line: string): boolean => /^\/\/(<| *\^+) AV\d{4} /.test(line);

interface Asked {
  readonly code: string;
  /** The row of the file, and the text as it was published. */
  readonly row: string;
  readonly text: string;
}

interface Found {
  readonly code: string;
  /** The rows that it marks. */
  readonly rows: readonly string[];
}

/** What avtal asks before it analyses: the same text with one of the answers taken out. */
function askedIn(text: string): Asked[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const [, code, answer, published = ''] =
      /\/\/ (?:asked|refused) (AV\d{4})(?: "([^"]*)" -> "([^"]*)")?:/.exec(line) ?? [];
    if (code === undefined) return [];
    const row = line.slice(0, line.indexOf('//')).trimEnd();
    if (answer !== undefined) expect(row).toContain(answer);
    const instead = answer === undefined ? '' : row.replaceAll(answer, published);
    return [{ code, row, text: lines.with(at, instead).join('\n') }];
  });
}

function findings(path: string, text: string): readonly Diagnostic[] {
  return compile(path, (file) => (file === path ? text : undefined)).diagnostics;
}

/** The text with each finding below the line in which it begins. */
function annotated(text: string, diagnostics: readonly Diagnostic[]): string {
  const starts = startsOf(text);
  return text
    .split('\n')
    .flatMap((line, at) => {
      if (isExpectation(line)) return [];
      const here = diagnostics.filter(({ span }) => positionOf(starts, span.start).line === at + 1);
      return [line, ...here.map((diagnostic) => comment(diagnostic, starts))];
    })
    .join('\n');
}

function comment({ span, code, message }: Diagnostic, starts: readonly number[]): string {
  const { line, column } = positionOf(starts, span.start);
  const end = (starts[line] ?? 0) - 1;
  const carets = '^'.repeat(Math.max(1, Math.min(span.end, end) - span.start));
  return column < 3 ? `//< ${code} ${message}` : `//${' '.repeat(column - 3)}${carets} ${code} ${message}`;
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return starts;
}

/** Everything that avtal says of an agreement, asked or found, with the rows that it marks. */
function foundIn(folder: string): Found[] {
  const text = read(pathOf(folder));
  const lines = text.split('\n');
  const starts = startsOf(text);
  const rowAt = (offset: number) => lines[positionOf(starts, offset).line - 1] ?? '';
  const asked = askedIn(text).map(({ code, row }) => ({ code, rows: [row] }));
  const found = findings(pathOf(folder), text).map(({ code, span, related }) => ({
    code,
    rows: [span, ...related.map((one) => one.span)].map(({ start }) => rowAt(start)),
  }));
  return [...asked, ...found];
}

/** The findings as `avtal check` prints them. */
function printed(folder: string, text: string): string[] {
  const { out } = place({ [pathOf(folder)]: text }).avtal('check', pathOf(folder));
  return out.split(/\n+(?=(?:error|warning|info) AV|\d+ files?:)/);
}

describe.each(published)('%s', (folder) => {
  const text = read(pathOf(folder));

  test('what is found stands in the file', async () => {
    const diagnostics = findings(pathOf(folder), text);
    await expect(annotated(text, diagnostics)).toMatchFileSnapshot(join(root, pathOf(folder)));
  });

  test('what is asked before', () => {
    for (const { code, row, text: published } of askedIn(text)) {
      const codes = findings(pathOf(folder), published).map((diagnostic) => diagnostic.code);
      expect(codes, row).toContain(code);
    }
  });
});

describe('remarks.csv', () => {
  const rows = read('examples/remarks.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? '');
      const [id = '', code = '', at = '', note = ''] = cells;
      return { id, code, at, note };
    });
  const rules = new Set(
    read('test/fixtures/rules/ids.csv')
      .split('\n')
      .map((line) => line.split(',')[0]),
  );
  const found = new Map(folders.map((folder) => [folder, foundIn(folder)]));

  test.each(rows)('$id $code $at', ({ id, code, at, note }) => {
    expect(rules).toContain(id);
    expect(note).not.toBe('');
    if (code === '') return;
    const folder = prefixes[id.replace(/-\d+$/, '')] ?? '';
    const marked = found.get(folder)?.filter((one) => one.code === code && one.rows.some((row) => row.includes(at)));
    expect(marked).not.toEqual([]);
  });

  test('every finding in the five stands here', () => {
    for (const [folder, all] of found)
      for (const { code, rows: marked } of all) {
        const isNamed = rows.some(
          ({ id, code: one, at }) =>
            prefixes[id.replace(/-\d+$/, '')] === folder && one === code && marked.some((row) => row.includes(at)),
        );
        expect(isNamed, `${folder}: ${code} ${marked.join(' / ')}`).toBe(true);
      }
  });
});

test('docs/five.md quotes what avtal prints', async () => {
  // `<!-- itpays AV4001 § 3.3 -->`: the first finding of that code that names it; with `asked`, on the text as published.
  const page = read('docs/five.md').replaceAll(
    /<!-- ([\w-]+) (asked |)(AV\d{4}) (.*) -->\n```text\n(?:(?!```).*\n)*```/g,
    (_, folder: string, asked: string, code: string, words: string) => {
      const text = read(pathOf(folder));
      const texts =
        asked === ''
          ? [text]
          : askedIn(text)
              .filter((one) => one.code === code)
              .map((one) => one.text);
      const shown = texts
        .flatMap((one) => printed(folder, one))
        .find((one) => one.includes(` ${code}:`) && one.includes(words));
      expect(shown, `${folder} ${code} ${words}`).toBeDefined();
      return `<!-- ${folder} ${asked}${code} ${words} -->\n\`\`\`text\n${shown?.trim()}\n\`\`\``;
    },
  );
  await expect(page).toMatchFileSnapshot(join(root, 'docs/five.md'));
});
