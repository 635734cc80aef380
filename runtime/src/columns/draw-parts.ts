// Draws what is counted and not bought from the order's allowance, in the turn of the parts (meanings A2, A3).

import type { Allowance } from './allowance.ts';
import type { Cells } from './cells.ts';
import type { Parts } from './parts.ts';
import type { Timeline } from './timeline.ts';

/** False: what is granted is not known, or no whole number. */
export type DrawParts = (
  order: Int32Array,
  timeline: Timeline,
  cells: Cells,
  allowance: Allowance,
  hasStarts: boolean,
) => boolean;

export function createDrawParts(parts: Parts): DrawParts {
  const { stretch, cell, counted, bought, drawn, addedAfter } = parts;

  return (order, { turns }, { drawn: draws, per }, allowance, hasStarts) => {
    const { cut, count } = parts;
    const isAdded = count > cut;
    let { turn, isEmpty } = allowance;
    drawn.fill(0, 0, count);
    for (let at = 0; at < cut; at += 1) {
      // Until something is granted again there is nothing to draw from; most parts come then.
      if (isEmpty) at = inTurnUntil(at, cut, order, stretch, turns, turn);
      if (at === cut) break;
      for (let part = order[at] as number; part >= 0; part = isAdded ? (addedAfter[part] as number) : -1) {
        const next = turns[stretch[part] as number] as number;
        if (next !== turn) {
          if (!allowance.advance(next)) return false;
          ({ turn, isEmpty } = allowance);
        }
        if (isEmpty) continue;
        const uses = draws[cell[part] as number] as number;
        const wanted = (counted[part] as number) - (hasStarts ? (bought[part] as number) : 0);
        if (uses < 0 || wanted <= 0) continue;
        drawn[part] = allowance.draw(wanted, uses, per[cell[part] as number] as number);
        isEmpty = allowance.isEmpty;
      }
    }
    return true;
  };
}

/** The first place from `from` on whose part has another turn; parts stand in their turn. */
function inTurnUntil(
  from: number,
  until: number,
  order: Int32Array,
  stretch: Int32Array,
  turns: Int32Array,
  turn: number,
): number {
  let [low, high] = [from, until];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[stretch[order[middle] as number] as number] === turn) low = middle + 1;
    else high = middle;
  }
  return low;
}
