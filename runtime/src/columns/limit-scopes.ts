// Between what the price of each scope of work stays: what is missing from the least, or above the most, has a line of its own (meaning P9).

import type { Narrow } from './agreement.ts';
import { BEFORE, type Cells, ON_START } from './cells.ts';
import { type Answers, NOTHING } from './grid.ts';
import { type Lines, openLine } from './lines.ts';
import type { Parts } from './parts.ts';
import { firstCut, type Scopes } from './scopes.ts';

/** Adds the lines; or why columns cannot say. */
export type LimitScopes = (
  narrow: Narrow,
  scopes: Scopes,
  answers: Answers,
  cells: Cells,
  lines: Lines,
) => string | undefined;

export function createLimitScopes(parts: Parts): LimitScopes {
  const { row, from: begins, stretch, slot, place, cell, counted, bought, drawn, start } = parts;

  return ({ timeline: { months }, scale, hasStarts, hasAllowance }, scopes, answers, cells, lines) => {
    const { count, ends, members } = scopes;
    for (let scope = 0; scope < count; scope += 1) {
      const [from, until] = [ends[scope] as number, ends[scope + 1] as number];
      const first = firstCut(parts, scopes, scope);
      const own = answers.cells[place[first] as number] as number;
      if (own === NOTHING || (slot[first] as number) < 0) continue;
      const rule = cells.rules[own] as number;
      const each = (rule & BEFORE) > 0 ? cells.discounted : cells.surcharged;
      const isOnStart = hasStarts && (rule & ON_START) > 0;
      let sum = 0;
      let isWork = false;
      for (let at = from; at < until; at += 1) {
        const part = members[at] as number;
        const all = counted[part] as number;
        const taken = (hasStarts ? (bought[part] as number) : 0) + (hasAllowance ? (drawn[part] as number) : 0);
        sum += (all - taken) * (each[cell[part] as number] as number);
        if (all !== 0) isWork = true;
        const begun = isOnStart && part < parts.cut ? (start[part] as number) : -1;
        if (begun >= 0) sum += scale * (each[begun] as number);
      }
      if (!(Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return 'an amount is too large';
      const least = (cells.discounted[own] as number) * scale;
      const most = (cells.surcharged[own] as number) * scale;
      const amount = Math.min(Math.max(sum, least), most) - sum;
      if (amount === 0 || (sum === 0 && !isWork)) continue;
      const item = cells.items[cells.first[own] as number] as number;
      const month = months[stretch[first] as number] as number;
      lines.exact[openLine(lines, item, row[first] as number, month, begins[first] as number)] = amount;
    }
    return undefined;
  };
}
