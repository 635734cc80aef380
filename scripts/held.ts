// Writes docs/meanings-held.md: for each number of docs/meanings.md, the test files that name it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './tools.ts';

const file = join(root, 'docs/meanings-held.md');

/** Numbers of the meanings, in the order of the page, each with the tests that name it. */
export function held(): { readonly number: string; readonly title: string; readonly tests: readonly string[] }[] {
  const text = readFileSync(join(root, 'docs/meanings.md'), 'utf8');
  const tests = globSync('test/**/*.test.ts', { cwd: root })
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: toldIn(readFileSync(join(root, path), 'utf8')) }));
  return [...text.matchAll(/^\*\*([A-Z]\d+)\. ?([^*]*)\*\*/gm)].map(([, number = '', title = '']) => ({
    number,
    title: title.replace(/\.$/, ''),
    tests: tests.filter((one) => new RegExp(`(?<![\\w-])${number}\\b`).test(one.text)).map(({ path }) => path),
  }));
}

/** Where tests name meanings: in comments, in titles, before the colon of a row, in parentheses. Ids in data look alike. */
function toldIn(text: string): string {
  const title = /\b(?:describe|test)\b[^'`\n]*['`][^'`\n]*/;
  const row = /['`][A-Z]\d+(?:(?:, | and |–)[A-Z]\d+)*:/;
  const aside = /\((?:as )?[A-Z]\d+(?:(?:, |–)[A-Z]\d+)*\)/;
  const places = new RegExp(['// .*', title.source, row.source, aside.source].join('|'), 'g');
  return [...text.matchAll(places)].map(([found]) => found).join('\n');
}

/** The whole page. */
export function heldPage(): string {
  const rows = held().map(
    ({ number, title, tests }) => `| ${number} | ${title} | ${tests.map((path) => `\`${path}\``).join(', ')} |`,
  );
  return `# What holds each meaning\n\nThe tests that name each number of [meanings.md](meanings.md); besides, every number about prices, deadlines, rights and duties is held by the random agreements of \`test/agreement\`. Made by \`npm run docs\`.\n\n| | meaning | tests |\n|---|---|---|\n${rows.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, heldPage());
