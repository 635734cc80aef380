// The registry of diagnostics: every code once, its example causes it, its repair causes nothing, and the docs are up to date.
import { readFileSync } from 'node:fs';
import { explanations, registry } from '@avtal/compiler';
import { expect, test } from 'vitest';
import { page } from '../../scripts/docs.ts';
import { compiled, compiledWhole, isRemark, repaired } from './check.ts';

const definitions = Object.values(registry);

test('every code is used once and has the form AVdddd', () => {
  const all = explanations.map(({ code }) => code);
  expect(all.filter((code, i) => all.indexOf(code) !== i)).toEqual([]);
  expect(all.filter((code) => !/^AV\d{4}$/.test(code))).toEqual([]);
});

test.each(definitions.map(({ code, bad }) => [code, bad]))('the example of %s causes it', (code, bad) => {
  expect(compiledWhole(bad).diagnostics.map((one) => one.code)).toContain(code);
});

test.each(definitions.map(({ code, repair }) => [code, repair]))('the repair of %s causes nothing', (code, repair) => {
  const { diagnostics } = isRemark({ code }) ? compiledWhole(repair) : compiled(repair);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
});

const offered = definitions.flatMap(({ code, bad }) =>
  (compiled(bad).diagnostics[0]?.fixes ?? []).flatMap(({ title, adds }, fix) =>
    adds === undefined ? [[code, title, bad, fix] as const] : [],
  ),
);

test.each(offered)('%s: the repair “%s” removes what it is for', (_, __, bad, fix) => {
  const [first] = compiled(bad).diagnostics;
  const left = compiled(repaired(bad, fix)).diagnostics;
  expect(left.map(({ message }) => message)).not.toContain(first?.message);
});

test('docs/diagnostics.md is what npm run docs writes', () => {
  expect(readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8')).toBe(page());
});
