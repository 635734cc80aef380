// What it costs that scopes of work begin, and the time that this buys (meaning P6).

import type { Cells } from './cells.ts';
import { type Answers, NOTHING } from './grid.ts';
import type { Parts } from './parts.ts';
import { firstCut, type Scopes } from './scopes.ts';

/** Notes with which parts scopes begin, and what of the parts is bought. */
export type BeginScopes = (scopes: Scopes, answers: Answers, cells: Cells) => void;

export function createBeginScopes(parts: Parts): BeginScopes {
  const { place, counted, start, bought } = parts;

  return (scopes, answers, cells) => {
    start.fill(-1, 0, parts.count);
    bought.fill(0, 0, parts.count);
    const { count, ends, members } = scopes;
    for (let scope = 0; scope < count; scope += 1) {
      const [from, until] = [ends[scope] as number, ends[scope + 1] as number];
      const first = firstCut(parts, scopes, scope);
      const cell = answers.cells[place[first] as number] as number;
      if (cell === NOTHING) continue;
      start[first] = cell;
      let left = cells.buys[cell] as number;
      for (let at = from; at < until && left > 0; at += 1) {
        const part = members[at] as number;
        const taken = Math.min(left, counted[part] as number);
        bought[part] = taken;
        left -= taken;
      }
    }
  };
}
