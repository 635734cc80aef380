// Prices one order after another: its work is cut, counted, drawn and charged, part by part, in whole numbers.

import type { Ir } from '../ir.ts';
import type { Run } from '../pricing/run.ts';
import type { Agreement, Batch, Narrow, Terms } from './agreement.ts';
import { createAllowance } from './allowance.ts';
import { beginScopes } from './begin-scopes.ts';
import { charge, createNewest } from './charge.ts';
import type { WorkColumns } from './columns.ts';
import { countParts } from './count-parts.ts';
import { cut } from './cut.ts';
import { drawParts } from './draw-parts.ts';
import { createBases, type Grid } from './grid.ts';
import { limitScopes } from './limit-scopes.ts';
import { closeLines, type Lines, uniteLines } from './lines.ts';
import type { Group } from './partition.ts';
import { createParts, NO_LINE } from './parts.ts';
import { createRows } from './rows.ts';
import { createScopes } from './scopes.ts';
import { type Told, tell } from './told.ts';
import { inTurn, sortByStart } from './turns.ts';
import { unknownWords } from './vocabulary.ts';

export interface Kernel {
  /** Forgets all lines and takes other work, whose lines begin anew. */
  begin(batch: Batch): void;
  /** Adds the lines of the order's work: their sum in minor units, or why columns cannot price it. */
  order(run: Run, groups: readonly Group[]): number | string;
}

/** Adds to `lines`, and to `told` where parts are kept. Everything that it needs is kept for the next work. */
export function createKernel(agreement: Agreement, lines: Lines, told: Told | undefined): Kernel {
  const { quantities, tariffs, plan } = agreement;
  const { cells } = agreement.book;
  const parts = createParts();
  const newest = createNewest();
  const gathers = plan.ir.agreement.lines;
  const none: WorkColumns = { rows: 0, start: new Float64Array(0) };
  let work = workOf(plan.ir, { columns: none, rows: createRows(plan.ir, none) });
  /** The cut parts in their turn; added time stands after its part and not in it. */
  let order = new Uint32Array(0);
  /** Rows that are priced. */
  let done = 0;

  function price(run: Run, terms: Terms, { subject, rows }: Group): string | undefined {
    const { columns, unknown, bases, scopes } = work;
    if (subject === undefined) return 'the agreement does not have the subject of a row';
    const isUnknown = unknown(run.order);
    if (isUnknown !== undefined && rows.some(isUnknown))
      return 'a row says something that the agreement does not know, or otherwise than the order';
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
      charge(agreement, narrow, parts, scopes.sources(gathers, parts), lines, newest, likely) ??
      limit(narrow, grid);
    if (why === undefined && told !== undefined) {
      const isTimed = plan.ir.subjects[subject]?.kind === 'activity';
      tell(told, parts, isTimed ? columns.end : undefined, narrow, likely);
    }
    return why;
  }

  /** C2 to C5. */
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

  /** P6. */
  function begin({ starts, hasCounting }: Narrow, grid: Grid): string | undefined {
    if (starts === undefined) return undefined;
    const scopes = work.scopes.over(starts.over, parts, order);
    if (scopes === undefined) return 'a scope is not said';
    return beginScopes(parts, scopes, grid.scoped('start', starts.question), cells, hasCounting);
  }

  /** A2, A3. */
  function draw(run: Run, terms: Terms, narrow: Narrow): string | undefined {
    const { timeline, allowance: own } = narrow;
    const grants = terms.grants(narrow);
    if (own === undefined || grants === undefined) return undefined;
    const allowance = createAllowance(run, timeline, grants, quantities, own.carries);
    const isKnown = drawParts(parts, order, timeline, cells, allowance, narrow);
    return isKnown ? undefined : 'what is granted is not known, or no whole number';
  }

  /** P9. */
  function limit(narrow: Narrow, grid: Grid): string | undefined {
    for (const { question, over } of narrow.limits) {
      const scopes = work.scopes.over(over, parts, order);
      if (scopes === undefined) return 'a scope is not said';
      const why = limitScopes(narrow, parts, scopes, grid.scoped('limit', question), cells, lines);
      if (why !== undefined) return why;
    }
    return undefined;
  }

  return {
    begin: (batch) => {
      work = workOf(plan.ir, batch);
      done = 0;
      lines.count = 0;
      lines.largest = 0;
      if (told !== undefined) told.count = 0;
      newest.source.fill(-1);
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
function workOf(ir: Ir, { columns, rows }: Batch) {
  return {
    columns,
    unknown: unknownWords(ir, columns),
    bases: createBases(columns, rows),
    scopes: createScopes(columns),
    sourceOf: rows.sourceOf,
  };
}
