// What is packed: everything that the manifest names, nothing of the sources, every licence, and little of it all.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { largestVsix, stage } from '../../scripts/vsix.ts';

const folder = mkdtempSync(join(tmpdir(), 'avtal-vsix-'));
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
let files: readonly string[] = [];

beforeAll(async () => {
  await stage(folder);
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    statSync(join(folder, one)).isFile(),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every file that the manifest names is there', () => {
  const named = [...read('package.json').matchAll(/"(\.?\.?\/?[\w./-]+\.(?:js|json|svg|png|md))"/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
});

test('nothing else is there than what is meant to be', () => {
  const kinds = new Set(files.map((path) => path.replace(/[^/]+$/, (name) => name.replace(/^.*\./, '*.'))));
  expect([...kinds].sort()).toEqual([
    '*.json',
    '*.md',
    '*.txt',
    'LICENSE',
    'NOTICE',
    'dist/*.css',
    'dist/*.js',
    'dist/*.md',
    'images/*.png',
    'images/*.svg',
    'l10n/*.json',
    'snippets/*.json',
    'syntaxes/*.json',
    'walkthrough/*.svg',
  ]);
});

test('it is small: under a megabyte when packed', () => {
  const packed = files.map((path) => deflateRawSync(readFileSync(join(folder, path))).length);
  expect(packed.reduce((sum, size) => sum + size, 0)).toBeLessThan(largestVsix);
});

test('scripts need nothing but VS Code and their host', () => {
  const asked = (path: string): string[] => [
    ...new Set([...read(path).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name)),
  ];
  expect(asked('dist/web.js')).toEqual(['vscode']);
  expect(asked('dist/page.js')).toEqual([]);
  const others = [...asked('dist/desktop.js'), ...asked('dist/server.js')].filter((name) => !isBuiltin(name));
  expect(others).toEqual(['vscode']);
});

test('the libraries inside are named with their licences', () => {
  const licences = read('THIRD-PARTY.txt');
  for (const name of ['chevrotain', 'vscode-languageclient', 'vscode-languageserver', '@observablehq/plot', 'd3-scale'])
    expect(licences).toContain(`\n${name} `);
  expect(licences).not.toContain('See its package.');
});

test('the manifest is for VS Code alone', () => {
  const manifest = JSON.parse(read('package.json'));
  expect(Object.keys(manifest).filter((key) => /private|type|[dD]ependencies|scripts/.test(key))).toEqual([]);
});
