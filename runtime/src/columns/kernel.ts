// Prices one order after another: its work is cut, counted, drawn and charged, part by part, in whole numbers.

import type { Ir } from '../ir.ts';
import type { Run } from '../pricing/run.ts';
import type { Agreement, Narrow, Terms } from './agreement.ts';
import { createAllowance } from './allowance.ts';
import { createCharging } from './charge.ts';
import type { WorkColumns } from './columns.ts';
import { countParts } from './count-parts.ts';
import { cut } from './cut.ts';
import { createBases, type Grid, NOTHING, TROUBLE, UNKNOWN } from './grid.ts';
import { closeLines, type Lines, openLine, reserveLines, uniteLines } from './lines.ts';
import type { Group } from './partition.ts';
import { createParts, NO_LINE } from './parts.ts';
import { createScopes } from './scopes.ts';
import { type Told, tell } from './told.ts';
import { inTurn, sortByStart } from './turns.ts';
import { unknownWords } from './vocabulary.ts';

export interface Kernel {
  /** Forgets all lines and takes other work, whose lines begin anew. */
  begin(columns: WorkColumns): void;
  /** Adds the lines of the order's work: their sum in minor units, or why columns cannot price it. */
  order(run: Run, groups: readonly Group[]): number | string;
}

/** Adds to `lines`, and to `told` where parts are kept. Everything that it needs is kept for the next work. */
export function createKernel(agreement: Agreement, lines: Lines, told: Told | undefined): Kernel {
  const { quantities, tariffs, plan } = agreement;
  const { cells } = agreement.book;
  const parts = createParts();
  const charging = createCharging(agreement, lines);
  const gathers = plan.ir.agreement.lines;
  let work = workOf(plan.ir, { rows: 0, start: new Float64Array(0) });
  /** The cut parts in their turn; added time stands after its part and not in it. */
  let order = new Uint32Array(0);
  /** Rows that are priced. */
  let done = 0;

  function price(run: Run, terms: Terms, { subject, rows }: Group): string | undefined {
    const { columns, isUnknown, bases, scopes } = work;
    if (subject === undefined) return 'the agreement does not have the subject of a row';
    if (isUnknown !== undefined && rows.some(isUnknown)) return 'a row says something that the agreement does not know';
    const narrow = agreement.subject(run, subject);
    if (typeof narrow === 'string') return narrow;
    const grid = terms.grid(run, narrow);
    // For all that is known, so many times as much as there is now is needed in the end.
    const likely = done === 0 ? 1 : columns.rows / done;
    done += rows.length;
    const why =
      cut(columns, run, narrow, grid.work, bases, sortByStart(columns, rows), parts) ??
      count(narrow) ??
      begin(narrow, grid) ??
      draw(run, terms, narrow) ??
      charging.charge(narrow, parts, scopes.sources(gathers, parts), likely) ??
      limit(narrow, grid);
    if (why === undefined && told !== undefined) tell(told, parts, narrow, likely);
    return why;
  }

  // -------------------------------------------------------------------------------------------- counting (C2 to C5)

  function count({ timeline, counted, hasStarts, limits, hasAllowance }: Narrow): string | undefined {
    if (counted === undefined && !hasStarts && limits.length === 0 && !hasAllowance) return undefined;
    if (order.length < parts.cut) order = new Uint32Array(parts.row.length);
    inTurn(parts, timeline, order);
    if (counted === undefined) return undefined;
    const scopes = work.scopes.over(counted, parts, order);
    const isCounted =
      scopes !== undefined && countParts(parts, timeline, scopes, { rules: tariffs.rules, ofCell: cells.rules });
    return isCounted ? undefined : 'a scope is not said, or counted by several rules';
  }

  // ------------------------------------------------------------------------------------------- start prices (P6)

  function begin({ starts, hasCounting }: Narrow, grid: Grid): string | undefined {
    if (starts === undefined) return undefined;
    parts.start.fill(-1, 0, parts.count);
    parts.bought.fill(0, 0, parts.count);
    const scopes = work.scopes.over(starts.over, parts, order);
    if (scopes === undefined) return 'a scope is not said';
    const answers = grid.scoped('start', starts.question);
    const { row, place, counted, bought, addedAfter } = parts;
    const { ends, members } = scopes;
    for (let scope = 0; scope < scopes.count; scope += 1) {
      const [from, until] = [ends[scope] as number, ends[scope + 1] as number];
      const first = members[from] as number;
      const there = place[first] as number;
      const known = answers.cells[there] as number;
      const cell = known !== UNKNOWN ? known : answers.resolve(row[first] as number, there);
      if (cell === TROUBLE) return answers.why;
      if (cell === NOTHING) continue;
      parts.start[first] = cell;
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

  // ---------------------------------------------------------------------------------------------- drawing (A2, A3)

  function draw(run: Run, terms: Terms, narrow: Narrow): string | undefined {
    const { timeline, allowance: own, hasStarts, hasCounting } = narrow;
    const grants = terms.grants(narrow);
    if (own === undefined || grants === undefined) return undefined;
    const { turns } = timeline;
    const { stretch, cell, counted, bought, drawn, addedAfter, cut } = parts;
    const { drawn: draws, per } = cells;
    const allowance = createAllowance(run, timeline, grants, quantities, own.carries);
    let turn = -1;
    for (let at = 0; at < cut; at += 1) {
      for (let part = order[at] as number; part >= 0; part = hasCounting ? (addedAfter[part] as number) : -1) {
        const next = turns[stretch[part] as number] as number;
        if (next !== turn && !allowance.advance(next)) return 'what is granted is not known, or no whole number';
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
    return undefined;
  }

  // ----------------------------------------------------------------------------------------------------- limits (P9)

  function limit({ limits, timeline, hasStarts, hasAllowance, hasCounting }: Narrow, grid: Grid): string | undefined {
    const { scale } = quantities;
    const { row, from: begins, stretch, place, cell, counted, bought, drawn, addedAfter } = parts;
    for (const { question, over } of limits) {
      const scopes = work.scopes.over(over, parts, order);
      if (scopes === undefined) return 'a scope is not said';
      reserveLines(lines, lines.count + scopes.count);
      const answers = grid.scoped('limit', question);
      const { ends, members } = scopes;
      for (let scope = 0; scope < scopes.count; scope += 1) {
        const [from, until] = [ends[scope] as number, ends[scope + 1] as number];
        const first = members[from] as number;
        const there = place[first] as number;
        const known = answers.cells[there] as number;
        const own = known !== UNKNOWN ? known : answers.resolve(row[first] as number, there);
        if (own === TROUBLE) return answers.why;
        const month = timeline.slots[stretch[first] as number] as number;
        if (own === NOTHING || month < 0) continue;
        const each = cells.rules[own] === 1 ? cells.discounted : cells.surcharged;
        let sum = 0;
        let isWork = false;
        for (let at = from; at < until; at += 1) {
          for (let part = members[at] as number; part >= 0; part = hasCounting ? (addedAfter[part] as number) : -1) {
            const all = counted[part] as number;
            const taken = (hasStarts ? (bought[part] as number) : 0) + (hasAllowance ? (drawn[part] as number) : 0);
            sum += (all - taken) * (each[cell[part] as number] as number);
            if (all !== 0) isWork = true;
          }
        }
        if (!(Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return 'an amount is too large';
        const least = (cells.discounted[own] as number) * scale;
        const most = (cells.surcharged[own] as number) * scale;
        const amount = Math.min(Math.max(sum, least), most) - sum;
        if (amount === 0 || (sum === 0 && !isWork)) continue;
        const line = openLine(
          lines,
          cells.items[cells.first[own] as number] as number,
          row[first] as number,
          timeline.months[stretch[first] as number] as number,
          begins[first] as number,
        );
        lines.exact[line] = amount;
      }
    }
    return undefined;
  }

  return {
    begin: (columns) => {
      work = workOf(plan.ir, columns);
      done = 0;
      lines.count = 0;
      lines.largest = 0;
      if (told !== undefined) told.count = 0;
      charging.begin();
    },
    order: (run, groups) => {
      const first = lines.count;
      const firstTold = told?.count ?? 0;
      const terms = agreement.terms(run);
      let why: string | undefined;
      for (const group of groups) why ??= price(run, terms, group);
      if (groups.length > 1 && gathers !== 'entry') uniteLines(lines, first, tariffs.items, work.sourceOf);
      const rounding = agreement.rounding();
      const count = lines.count;
      const moved = told === undefined ? undefined : new Uint32Array(count - first);
      const sum =
        why !== undefined || rounding === undefined
          ? undefined
          : closeLines(lines, first, tariffs.items, rounding, moved);
      if (sum === undefined) {
        lines.count = first;
        if (told !== undefined) told.count = firstTold;
        return why ?? 'an amount is too large';
      }
      if (told !== undefined && moved !== undefined && lines.count < count) {
        for (let at = firstTold; at < told.count; at += 1) {
          const line = told.line[at] as number;
          if (line !== NO_LINE) told.line[at] = moved[line - first] as number;
        }
      }
      return sum;
    },
  };
}

/** Columns, and what is asked of them again and again. */
function workOf(ir: Ir, columns: WorkColumns) {
  const job = ir.agreement.lines === 'job' ? columns.keys?.job : undefined;
  return {
    columns,
    isUnknown: unknownWords(ir, columns),
    bases: createBases(columns),
    scopes: createScopes(columns),
    /** By what lines are gathered that are not those of entries. */
    sourceOf: (row: number): string | number => {
      const code = job?.codes[row];
      if (code !== undefined && job?.values[code] !== undefined) return code;
      return ir.agreement.lines === 'job' ? `row ${row}` : '';
    },
  };
}
