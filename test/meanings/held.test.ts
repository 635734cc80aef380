// Every numbered meaning is named by a test, and the page that lists them is what the script writes.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { held, heldPage } from '../../scripts/held.ts';

test('each meaning is held by a test', () => {
  const numbers = held();
  expect(numbers.length).toBeGreaterThan(60);
  expect(numbers.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('docs/meanings-held.md is what npm run docs writes', () => {
  expect(readFileSync(new URL('../../docs/meanings-held.md', import.meta.url), 'utf8')).toBe(heldPage());
});
