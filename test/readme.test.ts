// The agreement on the front page compiles, and the finding shown under it is the one that is found.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../compiler/src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? '';

test('the agreement of the README has no errors, and the finding that is quoted', () => {
  const text = block('avtal');
  const { ir, diagnostics } = compile('readme.avtal', (path) => (path === 'readme.avtal' ? text : undefined));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(ir).toBeDefined();
  const flat = (words: string | undefined) => words?.replaceAll(/\s+/g, ' ').trim();
  const quoted = flat(block('text'));
  const inversion = diagnostics.find(({ code }) => code === 'AV4102');
  expect(quoted).toContain(flat(inversion?.message));
  expect(quoted).toContain(flat(inversion?.help));
});
