// What is counted, bought and limited over several parts of rows that are priced together (meanings C2 to C5, P6, P9).

import { once } from '../asking/questions.ts';
import type { Index } from '../ir.ts';
import { item, type Run } from '../pricing/run.ts';
import type { Narrow, Over, Scoped } from './agreement.ts';
import type { BeginScopes } from './begin-scopes.ts';
import type { Cells } from './cells.ts';
import type { WorkColumns } from './columns.ts';
import type { CountParts } from './count-parts.ts';
import { type Answers, type Grid, TROUBLE, UNKNOWN } from './grid.ts';
import { type Halt, wide } from './halt.ts';
import type { LimitScopes } from './limit-scopes.ts';
import type { Lines } from './lines.ts';
import type { Parts } from './parts.ts';
import { scopeNames } from './scope-names.ts';
import { firstCut, type GroupingsOf, groupByName, type Scopes, withAdded } from './scopes.ts';
import type { Rule } from './tariffs.ts';
import { dayOfStretch } from './timeline.ts';
import { asCut, inTurn } from './turns.ts';

export interface Shared {
  /** The parts that were cut, in their turn. */
  readonly order: Int32Array;
  /** Counts the parts, and buys of them. It writes nothing but the parts, so that it may be called again. */
  count(): Halt | undefined;
  /** Adds the lines of limits; or why columns cannot. */
  limit(): Halt | undefined;
}

interface Asked extends Over {
  readonly answers: Answers;
  /** It matters only where the scope begins in a month that is asked for. */
  readonly isPosted: boolean;
}

export interface SharedOf {
  readonly run: Run;
  readonly columns: WorkColumns;
  readonly narrow: Narrow;
  readonly grid: Grid;
  readonly groupings: GroupingsOf;
  readonly cells: Cells;
  readonly rules: readonly Rule[];
  readonly parts: Parts;
  /** As the parts stand now. */
  readonly steps: () => { readonly count: CountParts; readonly begin: BeginScopes; readonly limit: LimitScopes };
  readonly lines: Lines;
}

/** Undefined: nothing is. */
export function createShared(of: SharedOf): Shared | undefined {
  const { run, columns, narrow, grid, groupings, cells, rules, parts, steps, lines } = of;
  const { timeline, counted, starts } = narrow;
  if (counted === undefined && starts === undefined && narrow.limits.length === 0) return undefined;
  const asked = (kind: 'start' | 'limit', { question, scope, over }: Scoped): Asked => ({
    scope,
    over,
    answers: grid.scoped(kind, question),
    isPosted: kind === 'limit',
  });
  const names = scopeNames(run, columns);
  const dayOf = dayOfStretch(run, timeline);
  const start = starts && asked('start', starts);
  const limits = narrow.limits.map((limit) => asked('limit', limit));

  /** The cut parts; undefined: it takes more than their rows to tell which belong together. */
  function cutOver({ scope, over }: Over): Scopes | undefined {
    const { count, cut, begun, end, ends, scopes, scopeEnds } = parts;
    // What was added belongs to a row that it was counted with: so it is of the same scope as the part that it follows.
    const isAlike = count === cut || counted === undefined || counted.over.kind === 'entry' || counted.scope === scope;
    if (!isAlike || (over.kind !== 'entry' && over.kind !== 'key')) return undefined;
    const keys = over.kind === 'key' ? groupings(over.column) : undefined;
    if (keys === undefined) return { count: end - begun, ends, members: asCut(cut) };
    return scopes >= 0 ? { count: scopes, ends: scopeEnds, members: asCut(cut) } : keys.group(parts, shared.order);
  }

  function scopesOver(asked: Over): Scopes {
    const found = cutOver(asked);
    if (found !== undefined) return withAdded(parts, found);
    const { count, cut, row, stretch } = parts;
    const { members } = withAdded(parts, { count: 1, ends: Int32Array.of(0, cut), members: shared.order });
    const named = names(asked.scope);
    const nameOf = (part: number) => named?.(row[part] as number, dayOf(stretch[part] as number)) ?? Number.NaN;
    return groupByName(parts, members.subarray(0, count), nameOf);
  }

  /** Whether a row does not say which scope it is of; undefined: each does. */
  const unsaidOf = once((scope: Index): ((part: number) => boolean) | undefined => {
    const { over } = item(run.ir.scopes, scope);
    if (over.kind === 'entry') return undefined;
    if (over.kind === 'key' && groupings(over.column)?.isSaid === true) return undefined;
    return (part) => Number.isNaN(names(scope)?.(parts.row[part] as number, 0) ?? Number.NaN);
  });

  /** Whether something is counted that does not say what it is counted with. */
  function countsUnsaid({ scope }: Over): boolean {
    const isUnsaid = unsaidOf(scope);
    if (isUnsaid === undefined) return false;
    for (let part = 0; part < parts.cut; part += 1)
      if ((cells.rules[parts.cell[part] as number] as number) >= 0 && isUnsaid(part)) return true;
    return false;
  }

  /** Whether it is known what each scope is asked; it is looked into where it was not. */
  function isKnown(scopes: Scopes, { scope: over, answers, isPosted }: Asked): Halt | undefined {
    const isUnsaid = unsaidOf(over);
    const { row, stretch, place } = parts;
    let halt: Halt | undefined;
    for (let scope = 0; scope < scopes.count; scope += 1) {
      const first = firstCut(parts, scopes, scope);
      const there = place[first] as number;
      const lacks = isUnsaid?.(first) === true;
      if (isPosted && !lacks && (timeline.slots[stretch[first] as number] as number) < 0) continue;
      if (answers.cells[there] === UNKNOWN) {
        answers.resolve(row[first] as number, there);
        halt = { kind: 'again' };
      }
      const cell = answers.cells[there] as number;
      if (cell === TROUBLE) return wide(answers.why);
      if (lacks && cell >= 0 && (isPosted || !isFree(cells, cell))) return wide('a scope is not said');
    }
    return halt;
  }

  const shared: Shared & { order: Int32Array } = {
    order: asCut(0),
    count: () => {
      shared.order = inTurn(parts, timeline);
      if (counted !== undefined) {
        if (countsUnsaid(counted)) return wide('a scope is not said');
        const counting = { rules, ofCell: cells.rules, apart: narrow.isLater };
        if (!steps().count(timeline, scopesOver(counted), counting)) return wide('a scope is counted by several rules');
      }
      if (start !== undefined) {
        const scopes = scopesOver(start);
        const halt = isKnown(scopes, start);
        if (halt !== undefined) return halt;
        steps().begin(scopes, start.answers, cells);
      }
      for (const limit of limits) {
        const halt = isKnown(cutOver(limit) ?? scopesOver(limit), limit);
        if (halt !== undefined) return halt;
      }
      return undefined;
    },
    limit: () => {
      for (const limit of limits) {
        const why = steps().limit(narrow, scopesOver(limit), limit.answers, cells, lines);
        if (why !== undefined) return wide(why);
      }
      return undefined;
    },
  };
  return shared;
}

/** Whether it costs and buys nothing, so that it does not matter what it is of. */
function isFree({ first, amounts, buys }: Cells, cell: number): boolean {
  for (let share = first[cell] as number; share < (first[cell + 1] as number); share += 1)
    if (amounts[share] !== 0) return false;
  return buys[cell] === 0;
}
