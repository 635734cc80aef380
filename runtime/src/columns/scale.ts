// One denominator for many fractions, as long as whole numbers of it stay exact.

import { greatestCommonDivisor, type Rational } from '../exact.ts';

/** Above it, ordinary amounts times the scale would not be exact. */
const MOST = 1n << 36n;

/** The least common multiple of the scale and the denominators; `undefined` where it is too large to be of use. */
export function commonScale(scale: number, fractions: Iterable<Rational>): number | undefined {
  let common = BigInt(scale);
  for (const { denominator } of fractions) {
    common = (common / greatestCommonDivisor(common, denominator)) * denominator;
    if (common > MOST) return undefined;
  }
  return Number(common);
}
