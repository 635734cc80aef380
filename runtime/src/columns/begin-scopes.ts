// What it costs that scopes of work begin, and the time that this buys (meaning P6).

import type { Cells } from './cells.ts';
import { type Answers, NOTHING, TROUBLE, UNKNOWN } from './grid.ts';
import type { Parts } from './parts.ts';
import type { Scopes } from './scopes.ts';

/** Notes with which parts scopes begin, and what of the parts is bought; or why columns cannot say. */
export function beginScopes(parts: Parts, scopes: Scopes, answers: Answers, cells: Cells, hasCounting: boolean) {
  parts.start.fill(-1, 0, parts.count);
  parts.bought.fill(0, 0, parts.count);
  const { row, place, counted, start, bought, addedAfter } = parts;
  const { count, ends, members } = scopes;
  for (let scope = 0; scope < count; scope += 1) {
    const [from, until] = [ends[scope] as number, ends[scope + 1] as number];
    const first = members[from] as number;
    const there = place[first] as number;
    const known = answers.cells[there] as number;
    const cell = known === UNKNOWN ? answers.resolve(row[first] as number, there) : known;
    if (cell === TROUBLE) return answers.why;
    if (cell === NOTHING) continue;
    start[first] = cell;
    let left = cells.buys[cell] as number;
    for (let at = from; at < until && left > 0; at += 1) {
      for (let part = members[at] as number; part >= 0; part = hasCounting ? (addedAfter[part] as number) : -1) {
        const taken = Math.min(left, counted[part] as number);
        bought[part] = taken;
        left -= taken;
      }
    }
  }
  return undefined;
}
