// docs/coverage.md: each construct of real agreements once, every row compiles, its examples are there; the kinds of clause.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../compiler/src/clauses/kinds.ts';
import { blocksOf, root } from './program.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/coverage.md');
const frame = blocksOf('docs/coverage.md')[0]?.text ?? '';

/** The cells of every row of a table whose first cell is a code. */
const tables = page
  .split('\n')
  .filter((line) => /^\| [A-Z]\d\d \|/.test(line))
  .map((line) => line.replaceAll('\\|', '\0').split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.replaceAll('\0', '|').trim()));

const partly = ' · [partly](#what-is-not-covered)';

const covered = tables
  .filter((cells) => cells.length === 5)
  .map(([code = '', construct = '', agreements = '', written = '', tested = '']) => ({
    code,
    listed: `${code},${agreements},"${construct}"`,
    rows: [...written.matchAll(/`([^`]+)`/g)].map(([, row = '']) => row),
    partly: tested.includes(partly),
    tested: tested
      .replace(partly, '')
      .split(' · ')
      .map((one) => {
        const [, path = '', names = ''] = /^\[[\w-]+\]\(\.\.\/([\w/.-]+)\) ([\w, -]+)$/.exec(one) ?? [];
        return { path, names: names.split(', ') };
      }),
  }));

const first = (row: string) => row.trim().split(/\s+/)[0] ?? '';
const firstTwo = (row: string) => row.trim().split(/\s+/).slice(0, 2).join(' ');

/** Rows in the agreement of the page; what they declare or set takes the place of the same there. */
function framed(rows: readonly string[]): string {
  const papers = rows.filter((row) => row.startsWith('document '));
  const own = rows.filter((row) => !papers.includes(row));
  const settings = ['currency', 'holidays', 'vat', 'clock'];
  const replaced = (line: string) =>
    own.some(
      (row) => firstTwo(row) === firstTwo(line) || (settings.includes(first(line)) && first(row) === first(line)),
    );
  const kept = frame.trimEnd().split('\n').slice(0, -1);
  return [...kept.filter((line) => !replaced(line)), ...own.map((row) => `  ${row}`), '}', ...papers, ''].join('\n');
}

test('every construct has one row, with its words and its number', () => {
  const list = read('test/docs/constructs.csv').trim().split('\n').slice(1);
  expect(covered.map(({ listed }) => listed).sort()).toEqual(list.sort());
});

describe.each(covered)('$code', ({ rows, tested }) => {
  test('is short and compiles', () => {
    expect(rows.length).toBeLessThanOrEqual(3);
    const text = framed(rows);
    const { diagnostics } = compile('main.avtal', (path) => (path === 'main.avtal' ? text : undefined));
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('is tested where it says', () => {
    for (const { path, names } of tested) {
      expect(path !== '' && existsSync(join(root, path)), path).toBe(true);
      for (const name of names) expect(read(path)).toMatch(new RegExp(`^  example ${name}\\b(?!-)`, 'm'));
    }
    const texts = tested.map(({ path }) => read(path)).join('\n');
    const kinds = rows.filter((row) => /^\w/.test(row)).map((row) => first(row.replace(/^(override|default) /, '')));
    for (const kind of kinds) expect(texts).toMatch(new RegExp(`\\b${kind.replace(':', '')}\\b`));
  });
});

test('what is said to be covered in part is what is said to be missing', () => {
  const gaps = tables.filter((cells) => cells.length === 3).map(([code = '']) => code);
  expect(covered.filter((row) => row.partly).map(({ code }) => code)).toEqual(
    covered.map(({ code }) => code).filter((code) => gaps.includes(code)),
  );
  expect(gaps.filter((code) => !covered.some((row) => row.code === code))).toEqual([]);
});

test('the kinds of clause that ARCHITECTURE.md tells apart are all there are', () => {
  const table = read('ARCHITECTURE.md').split('## Kinds of clause')[1]?.split('\n## ')[0] ?? '';
  const told = [...table.matchAll(/^\| (?:`([a-z ]+)`|a (target)) \|/gm)].map(([, kind, other]) => kind ?? other);
  // `combine` and `pause` are about several others, and have no head.
  expect(told.sort()).toEqual([...Object.keys(kinds), 'combine', 'pause'].sort());
  expect(table).toContain(`There are ${told.length}.`);
  expect(read('docs/language.md')).toContain(`There are ${told.length} kinds`);
});
