// What it costs that scopes of work begin, and the time that this buys (meaning P6).

import type { Cells } from './cells.ts';
import { type Answers, NOTHING } from './grid.ts';
import type { Parts } from './parts.ts';
import { firstCut, type Scopes } from './scopes.ts';

/** Notes with which parts scopes begin, and what of the parts is bought. */
export function beginScopes(parts: Parts, scopes: Scopes, answers: Answers, cells: Cells): void {
  const { place, counted, start, bought } = parts;
  for (let part = 0; part < parts.count; part += 1) {
    start[part] = -1;
    bought[part] = 0;
  }
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
}
