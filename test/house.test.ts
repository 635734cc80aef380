// The rules of the repository that no compiler or linter checks.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('published packages promise Node 22', () => {
  for (const name of ['grammar', 'compiler', 'runtime', 'cli']) {
    expect(JSON.parse(readFileSync(new URL(`../${name}/package.json`, import.meta.url), 'utf8')).engines.node).toBe(
      '>=22',
    );
  }
});
