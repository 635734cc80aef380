// Prices one order after another: its work is cut, counted, drawn and charged, part by part, in whole numbers.

import type { Run } from '../pricing/run.ts';
import type { Agreement, Narrow } from './agreement.ts';
import { createAllowance } from './allowance.ts';
import { createCharge } from './charge.ts';
import type { WorkColumns } from './columns.ts';
import { countGroup } from './count-parts.ts';
import { cut } from './cut.ts';
import { type Grid, NOTHING, TROUBLE } from './grid.ts';
import { closeLines, type Lines, openLine, reserveLines } from './lines.ts';
import type { Group } from './partition.ts';
import { createParts } from './parts.ts';
import { createEachScope } from './scopes.ts';
import type { Told } from './told.ts';
import { inTurn, sortByStart } from './turns.ts';
import { unknownWords } from './vocabulary.ts';

export interface Kernel {
  /** Adds the lines of the order's work: their sum in minor units, or why columns cannot price it. */
  order(place: number, run: Run, groups: readonly Group[]): number | string;
}

/** Adds to `lines`, and to `told` where parts are kept. */
export function createKernel(agreement: Agreement, columns: WorkColumns, lines: Lines, told: Told | undefined): Kernel {
  const { quantities, tariffs } = agreement;
  const { cells } = agreement.book;
  const parts = createParts();
  const charge = createCharge(agreement, columns, lines, told);
  const eachScope = createEachScope(columns);
  const isUnknown = unknownWords(agreement.plan.ir, columns);
  /** The cut parts in their turn; added time stands after its part and not in it. */
  let order = new Uint32Array(0);

  function price(place: number, run: Run, { subject, rows }: Group): string | undefined {
    if (subject === undefined) return 'the agreement does not have the subject of a row';
    if (isUnknown !== undefined && rows.some(isUnknown)) return 'a row says something that the agreement does not know';
    const narrow = agreement.subject(run, subject);
    if (typeof narrow === 'string') return narrow;
    const grid = agreement.grid(run, narrow);
    return (
      cut(columns, run, narrow, grid, sortByStart(columns, rows), parts) ??
      count(narrow) ??
      begin(narrow, grid) ??
      draw(run, narrow) ??
      charge(place, narrow, parts) ??
      limit(narrow, grid)
    );
  }

  // -------------------------------------------------------------------------------------------- counting (C2 to C5)

  function count({ timeline, counted, starts, limits, hasAllowance }: Narrow): string | undefined {
    if (counted === undefined && starts === undefined && limits.length === 0 && !hasAllowance) return undefined;
    if (order.length < parts.cut) order = new Uint32Array(parts.row.length);
    inTurn(parts, timeline, order);
    if (counted === undefined) return undefined;
    parts.addedAfter.fill(-1, 0, parts.cut);
    parts.chargedAfter.fill(-1, 0, parts.cut);
    const ruleOf = (part: number): number => cells.rules[parts.cell[part] as number] as number;
    const counting = { parts, timeline, rules: tariffs.rules, ruleOf };
    const isCounted = eachScope(counted, parts, order, (members, from, until) =>
      countGroup(counting, members, from, until),
    );
    return isCounted ? undefined : 'a scope is not said, or counted by several rules';
  }

  /** The added part that comes after, or -1. */
  function after(part: number, { hasCounting }: Narrow): number {
    return hasCounting ? (parts.addedAfter[part] as number) : -1;
  }

  // ------------------------------------------------------------------------------------------- start prices (P6)

  function begin(narrow: Narrow, grid: Grid): string | undefined {
    const { starts, timeline } = narrow;
    if (starts === undefined) return undefined;
    parts.start.fill(-1, 0, parts.count);
    parts.bought.fill(0, 0, parts.count);
    const isSaid = eachScope(starts.over, parts, order, (members, from, until) => {
      const first = members[from] as number;
      const row = parts.row[first] as number;
      const place = (grid.bases[row] as number) + (timeline.atoms[parts.stretch[first] as number] as number);
      const cell = grid.scoped('start', starts.question, row, place);
      if (cell === TROUBLE) return false;
      if (cell === NOTHING) return true;
      parts.start[first] = cell;
      let left = cells.seconds[cell] as number;
      for (let at = from; at < until && left > 0; at += 1) {
        for (let part = members[at] as number; part >= 0 && left > 0; part = after(part, narrow)) {
          const taken = Math.min(left, parts.counted[part] as number);
          parts.bought[part] = taken;
          left -= taken;
        }
      }
      return true;
    });
    return isSaid ? undefined : 'a start price or its scope is not known';
  }

  // ---------------------------------------------------------------------------------------------- drawing (A2, A3)

  function draw(run: Run, narrow: Narrow): string | undefined {
    const { timeline, allowance: own, hasStarts } = narrow;
    if (own === undefined) return undefined;
    const { turns, turnDays } = timeline;
    const { scale } = quantities;
    const { stretch, cell, counted, bought, drawn, cut } = parts;
    const { drawn: draws, per } = cells;
    const allowance = createAllowance(run, agreement.kindOf(run), own.grants, quantities, own.carries);
    let turn = -1;
    for (let at = 0; at < cut; at += 1) {
      for (let part = order[at] as number; part >= 0; part = after(part, narrow)) {
        const next = turns[stretch[part] as number] as number;
        if (next !== turn && !allowance.advance(turnDays[next] as number))
          return 'what is granted is not known, or no whole number';
        turn = next;
        const uses = draws[cell[part] as number] as number;
        const wanted = (counted[part] as number) - (hasStarts ? (bought[part] as number) : 0);
        drawn[part] =
          uses < 0 || wanted === 0 || allowance.isEmpty
            ? 0
            : allowance.draw(wanted * scale, uses, per[cell[part] as number] as number);
      }
    }
    return undefined;
  }

  // ----------------------------------------------------------------------------------------------------- limits (P9)

  function limit(narrow: Narrow, grid: Grid): string | undefined {
    const { limits, timeline, hasStarts, hasAllowance } = narrow;
    const { scale } = quantities;
    const { row, from: begins, stretch, cell, counted, bought, drawn } = parts;
    for (const { question, over } of limits) {
      const isSaid = eachScope(over, parts, order, (members, from, until) => {
        let first = members[from] as number;
        for (let at = from; at < until; at += 1)
          if ((begins[members[at] as number] as number) < (begins[first] as number)) first = members[at] as number;
        const place =
          (grid.bases[row[first] as number] as number) + (timeline.atoms[stretch[first] as number] as number);
        const own = grid.scoped('limit', question, row[first] as number, place);
        if (own === TROUBLE) return false;
        if (own === NOTHING || timeline.asked[stretch[first] as number] === 0) return true;
        const isBefore = cells.rules[own] === 1;
        const each = isBefore ? cells.discounted : cells.surcharged;
        let sum = 0;
        let isWork = false;
        for (let at = from; at < until; at += 1) {
          for (let part = members[at] as number; part >= 0; part = after(part, narrow)) {
            const taken =
              (hasStarts ? (bought[part] as number) * scale : 0) + (hasAllowance ? (drawn[part] as number) : 0);
            sum += ((counted[part] as number) * scale - taken) * (each[cell[part] as number] as number);
            if (counted[part] !== 0) isWork = true;
          }
        }
        if (!(Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return false;
        const least = (cells.discounted[own] as number) * scale;
        const most = (cells.surcharged[own] as number) * scale;
        const amount = Math.min(Math.max(sum, least), most) - sum;
        if (amount === 0 || (sum === 0 && !isWork)) return true;
        reserveLines(lines, lines.count + 1);
        const month = timeline.months[stretch[first] as number] as number;
        const item = cells.items[cells.first[own] as number] as number;
        lines.exact[openLine(lines, item, row[first] as number, month, begins[first] as number)] = amount;
        return true;
      });
      if (!isSaid) return 'a least or most amount, or its scope, is not known';
    }
    return undefined;
  }

  return {
    order: (place, run, groups) => {
      const first = lines.count;
      const firstTold = told?.count ?? 0;
      let why: string | undefined;
      for (const group of groups) why ??= price(place, run, group);
      const rounding = agreement.rounding();
      const moved = told === undefined ? undefined : new Uint32Array(lines.count - first);
      const sum =
        why !== undefined || rounding === undefined
          ? undefined
          : closeLines(lines, first, tariffs.items, rounding, moved);
      if (sum === undefined) {
        lines.count = first;
        if (told !== undefined) told.count = firstTold;
        return why ?? 'an amount is too large';
      }
      if (told !== undefined && moved !== undefined) {
        for (let at = firstTold; at < told.count; at += 1)
          told.line[at] = moved[(told.line[at] as number) - first] as number;
      }
      return sum;
    },
  };
}
