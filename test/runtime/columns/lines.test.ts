// Lines are rounded as whole numbers are, half away from zero, as far as amounts are exact.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeLines, createLines, openLine, reserveLines } from '../../../runtime/src/columns/lines.ts';

const works = Uint8Array.of(1, 0);

/** Of lines of work with those exact amounts: what they are rounded to, or undefined. */
function rounded(exact: readonly number[], step: number, minor: number): readonly number[] | undefined {
  const lines = createLines({ hasAllowances: false, hasStarts: false, explains: false });
  reserveLines(lines, exact.length);
  for (const amount of exact) lines.exact[openLine(lines, 0, 0, 0, 0)] = amount;
  const sum = closeLines(lines, 0, works, { step, minor }, undefined);
  const amounts = Array.from(lines.amount.subarray(0, lines.count));
  if (sum !== undefined) expect(sum).toBe(amounts.reduce((all, one) => all + one, 0));
  return sum === undefined ? undefined : amounts;
}

function wholly(exact: number, step: number, minor: number): number {
  const size = BigInt(Math.abs(exact));
  const steps = (2n * size + BigInt(step)) / (2n * BigInt(step));
  return (exact < 0 ? -1 : 1) * Number(steps) * minor;
}

/** Anywhere, and near the halves of steps, where a quotient that is off would be told. */
const cases = fc
  .record({
    step: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 ** 30 })),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    beside: fc.integer({ min: -2, max: 2 }),
    isNegative: fc.boolean(),
    minor: fc.constantFrom(1, 5, 100),
  })
  .map(({ step, part, beside, isNegative, minor }) => {
    const most = Math.floor((Number.MAX_SAFE_INTEGER - step) / 4);
    const halves = Math.floor((part ** 8 * most) / step);
    const near = Math.floor((halves * step + step / 2) / 1) + beside;
    const size = Math.max(0, Math.min(near, most));
    return { step, minor, exact: isNegative ? -size : size };
  });

test('an amount near the half of a step is rounded as whole numbers are', () => {
  fc.assert(
    fc.property(fc.array(cases, { minLength: 1, maxLength: 1 }), ([one]) => {
      const { exact, step, minor } = one as { exact: number; step: number; minor: number };
      expect(rounded([exact], step, minor)?.map((amount) => amount + 0)).toEqual([wholly(exact, step, minor) + 0]);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  [[Math.floor((Number.MAX_SAFE_INTEGER - 7200) / 4)], 7200, true],
  [[Math.floor((Number.MAX_SAFE_INTEGER - 7200) / 4) + 1], 7200, false],
  [[1, -(2 ** 53)], 1, false],
  [[Number.NaN], 1, false],
])('of %s in steps of %i it is said whether they can be rounded: %s', (exact, step, can) => {
  expect(rounded(exact, step, 1) !== undefined).toBe(can);
});

test('lines that come to nothing and are not of work are dropped, and it is told where the others stand', () => {
  const lines = createLines({ hasAllowances: true, hasStarts: true, explains: true });
  reserveLines(lines, 6);
  for (const [at, [item, amount]] of [
    [0, 5],
    [1, 0],
    [0, 0],
    [1, 7],
    [1, 0],
    [0, 9],
  ].entries())
    lines.exact[openLine(lines, item as number, at, 0, at)] = amount as number;
  const moved = new Uint32Array(6);
  expect(closeLines(lines, 0, works, { step: 2, minor: 1 }, moved)).toBe(12);
  const of = (column: Float64Array | Uint32Array) => Array.from(column.subarray(0, lines.count));
  expect([of(lines.row), of(lines.exact), of(lines.amount)]).toEqual([
    [0, 2, 3, 5],
    [5, 0, 7, 9],
    [3, 0, 4, 5],
  ]);
  expect([0, 2, 3, 5].map((at) => moved[at])).toEqual([0, 1, 2, 3]);
});
