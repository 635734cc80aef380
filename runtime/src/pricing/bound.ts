// The least and the most that an amount may come to.

import { Rational } from '../exact.ts';
import type { Bounds } from '../ir.ts';

/** The amount between the bounds; `part`: how much of the least counts. */
export function bound(amount: Rational, { atLeast, atMost }: Bounds, part = Rational.one): Rational {
  const raised = atLeast === undefined ? amount : amount.max(Rational.of(atLeast).times(part));
  return atMost === undefined ? raised : raised.min(Rational.of(atMost));
}
