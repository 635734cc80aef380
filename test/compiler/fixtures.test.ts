// Every .avtal file below test/fixtures/*/good compiles without a finding; those in bad have what their comments say.
//
// A finding stands as a comment below its line, `//   ^^^^ AV1001 what a person reads`, or with `//<` where it begins in
// the first two columns. The comments are taken out before compiling. `npm run bless` writes them anew.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compilation, compile, type Diagnostic, positionOf, registry } from '@avtal/compiler';
import { loadIr } from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { isRemark } from './check.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../fixtures');
const expectation = /^\/\/(<| *\^+) AV\d{4} .*\n/gm;

/** Files that others use stand in folders of their own, below good and bad. */
const fixtures = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => !path.startsWith('grammar/') && /(^|\/)(good|bad)\/[^/]+\.avtal$/.test(path))
  .sort();

function compileFixture(path: string): Compilation {
  const folder = join(root, dirname(path));
  const read = (file: string) => {
    try {
      return readFileSync(join(folder, file), 'utf8').replace(expectation, '');
    } catch {
      return undefined;
    }
  };
  const compilation = compile(path.slice(path.lastIndexOf('/') + 1), read);
  if (path.startsWith('analysis/')) return compilation;
  return { ...compilation, diagnostics: compilation.diagnostics.filter((one) => !isRemark(one)) };
}

/** The text with each finding below the line in which it begins. */
function annotated(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const below = lines.map((): string[] => []);
  for (const { span, code, message } of diagnostics) {
    const { line, column } = positionOf(starts, span.start);
    const end = (starts[line] ?? 0) - 1;
    const carets = '^'.repeat(Math.max(1, Math.min(span.end, end) - span.start));
    below[line - 1]?.push(
      column < 3 ? `//< ${code} ${message}` : `//${' '.repeat(column - 3)}${carets} ${code} ${message}`,
    );
  }
  return lines.flatMap((line, i) => [line, ...(below[i] ?? [])]).join('\n');
}

describe('good', () => {
  test.each(fixtures.filter((path) => path.includes('good/')))('%s', (path) => {
    const { diagnostics, ir } = compileFixture(path);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(ir).toBeDefined();
    expect(loadIr(JSON.parse(JSON.stringify(ir)))).toHaveProperty('ir');
  });
});

describe('bad', () => {
  const bad = fixtures.filter((path) => path.includes('bad/'));

  test.each(bad)('%s', async (path) => {
    const { diagnostics, files, ir } = compileFixture(path);
    expect(diagnostics.length).toBeGreaterThan(0);
    if (diagnostics.some(({ severity }) => severity === 'error')) expect(ir).toBeUndefined();
    for (const file of files) {
      const own = diagnostics.filter((diagnostic) => diagnostic.file === file.path);
      await expect(annotated(file.text, own)).toMatchFileSnapshot(join(root, dirname(path), file.path));
    }
  });

  test('there is a file for every code', () => {
    const found = new Set(bad.flatMap((path) => compileFixture(path).diagnostics.map(({ code }) => code)));
    const missing = Object.values(registry).filter(({ code }) => !found.has(code));
    expect(missing.map(({ code, title }) => `${code} ${title}`)).toEqual([]);
  });
});
