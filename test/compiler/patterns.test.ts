// Patterns of project files, held against those of Node.
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { matchesPattern } from '../../compiler/src/project/patterns.ts';

const paths = [
  'a.avtal',
  'b.avtal',
  'old/a.avtal',
  'old/x/y/b.avtal',
  'part-1.avtal',
  'a+b (1).avtal',
  'å/ø.avtal',
  'old',
];
const patterns = [
  ...['**', '*', '*.avtal', '**/*.avtal', '**/a.avtal', 'old/**', 'old/*', 'old/**/b.avtal', '?.avtal', '[ab].avtal'],
  ...['[!a].avtal', 'part-[0-9].avtal', '{a,b}.avtal', '**/{a,b}.avtal', '{old,å}/**', 'a+b (1).avtal', 'å/*', 'a'],
];

test.each(patterns)('%s', (pattern) => {
  const matches = (by: (path: string, pattern: string) => boolean) => paths.filter((path) => by(path, pattern));
  expect(matches(matchesPattern)).toEqual(matches(matchesGlob));
});

test.each(['{a.avtal', '[.avtal', '[z-a].avtal', '\\'])('%s is no pattern and means itself', (pattern) => {
  expect([pattern, 'a.avtal'].filter((path) => matchesPattern(path, pattern))).toEqual([pattern]);
});
