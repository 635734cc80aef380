// The program of docs/embedding.md runs, and prints what the page says that it prints.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundled, codeOf, filesOf, printedBy } from './program.ts';

const page = 'docs/embedding.md';

/** What the page says is printed: behind each call of `console.log`, and in comments below it. */
function promised(code: string): string[] {
  return code.split('\n').flatMap((line) => /^(?:.*console\.log\(.*\); )?\/\/ (.*)$/.exec(line)?.[1] ?? []);
}

test('prints what it says', async () => {
  const code = codeOf(page);
  const printed = printedBy(await bundled(code, filesOf(page)));
  expect(printed.flatMap((text) => text.split('\n')).map((line) => line.trimEnd())).toEqual(promised(code));
});

test('names every code that a problem may have', () => {
  const types = readFileSync('runtime/src/results.ts', 'utf8');
  const [, codes = ''] = /readonly code:((?:\s+\| '[\w-]+')+)/.exec(types) ?? [];
  const known = [...codes.matchAll(/'([\w-]+)'/g)].map(([, code = '']) => code);
  const [, told = ''] = /Codes: (.*?)\. `avtal explain/.exec(readFileSync(page, 'utf8')) ?? [];
  expect([...told.matchAll(/`([\w-]+)`/g)].map(([, code = '']) => code).sort()).toEqual(known.sort());
});
