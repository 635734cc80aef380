// What is made to be hard is answered, or refused with the reason: each of these ends, and says what is so.
import { analyse, compile } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { hard, manyClauses } from '../../bench/analysis-cases.ts';

describe('made to be hard', () => {
  test.each(hard)('$name', ({ read, found }) => {
    const { diagnostics } = compile('a.avtal', read);
    const codes = diagnostics.map(({ code }) => code).filter((code) => !code.startsWith('AV41'));
    expect([...new Set(codes)].sort()).toEqual([...found].sort());
  });
});

test.each([
  [3, 1],
  [7, 3],
  [10, 10],
])('a thousand clauses of one question over %i dimensions, %i of them drawn', (dimensions, tested) => {
  const { findings, irreproducible } = analyse(manyClauses(1000, dimensions, tested));
  expect(irreproducible).toEqual([]);
  // Something is found, and where there is more than anybody reads, it says so.
  const kinds = new Set(findings.map(({ kind }) => kind));
  expect(kinds).toContain('contradiction');
  expect(findings.filter(({ kind }) => kind === 'contradiction').length).toBeLessThanOrEqual(30);
});
