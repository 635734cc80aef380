// Draws what is counted and not bought from the order's allowance, in the turn of the parts (meanings A2, A3).

import type { Allowance } from './allowance.ts';
import type { Cells } from './cells.ts';
import type { Parts } from './parts.ts';
import type { Timeline } from './timeline.ts';

/** False: what is granted is not known, or no whole number. */
export function drawParts(
  parts: Parts,
  order: Uint32Array,
  { turns }: Timeline,
  { drawn: draws, per }: Cells,
  allowance: Allowance,
  { hasStarts, hasCounting }: { readonly hasStarts: boolean; readonly hasCounting: boolean },
): boolean {
  const { stretch, cell, counted, bought, drawn, addedAfter, cut } = parts;
  let turn = -1;
  for (let at = 0; at < cut; at += 1) {
    for (let part = order[at] as number; part >= 0; part = hasCounting ? (addedAfter[part] as number) : -1) {
      const next = turns[stretch[part] as number] as number;
      if (next !== turn && !allowance.advance(next)) return false;
      turn = next;
      let covered = 0;
      if (!allowance.isEmpty) {
        const uses = draws[cell[part] as number] as number;
        const wanted = (counted[part] as number) - (hasStarts ? (bought[part] as number) : 0);
        if (uses >= 0 && wanted > 0) covered = allowance.draw(wanted, uses, per[cell[part] as number] as number);
      }
      drawn[part] = covered;
    }
  }
  return true;
}
