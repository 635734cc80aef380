// What is counted, bought and limited over several parts of rows that are priced together (meanings C2 to C5, P6, P9).

import type { Run } from '../pricing/run.ts';
import type { Narrow, Over, Scoped } from './agreement.ts';
import { beginScopes } from './begin-scopes.ts';
import type { Cells } from './cells.ts';
import type { WorkColumns } from './columns.ts';
import { countParts } from './count-parts.ts';
import { type Answers, type Grid, TROUBLE, UNKNOWN } from './grid.ts';
import { type Halt, wide } from './halt.ts';
import { limitScopes } from './limit-scopes.ts';
import type { Lines } from './lines.ts';
import type { Parts } from './parts.ts';
import { scopeNames } from './scope-names.ts';
import { firstCut, type GroupingsOf, groupByName, type Scopes } from './scopes.ts';
import type { Rule } from './tariffs.ts';
import { dayOfStretch } from './timeline.ts';
import { asCut, inTurn, withAdded } from './turns.ts';

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
  readonly lines: Lines;
}

/** Undefined: nothing is. */
export function createShared(of: SharedOf): Shared | undefined {
  const { run, columns, narrow, grid, groupings, cells, rules, parts, lines } = of;
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

  function scopesOver({ scope, over }: Over): Scopes | undefined {
    const { count, cut, begun, end, ends, scopes, scopeEnds, row, stretch } = parts;
    if (count === cut && over.kind === 'entry') return { count: end - begun, ends, members: asCut(cut) };
    if (count === cut && over.kind === 'key') {
      if (scopes >= 0) return { count: scopes, ends: scopeEnds, members: asCut(cut) };
      return groupings(over.column)?.group(parts, shared.order, false);
    }
    const nameOf = names(scope);
    return (
      nameOf &&
      groupByName(withAdded(parts, shared.order), (part) => nameOf(row[part] as number, dayOf(stretch[part] as number)))
    );
  }

  /** Whether it is known what each scope is asked; it is looked into where it was not. */
  function isKnown(scopes: Scopes, { answers, isPosted }: Asked): Halt | undefined {
    const { row, stretch, place } = parts;
    let halt: Halt | undefined;
    for (let scope = 0; scope < scopes.count; scope += 1) {
      const first = firstCut(parts, scopes, scope);
      const there = place[first] as number;
      if (isPosted && (timeline.slots[stretch[first] as number] as number) < 0) continue;
      if (answers.cells[there] === UNKNOWN) {
        answers.resolve(row[first] as number, there);
        halt = { kind: 'again' };
      }
      if (answers.cells[there] === TROUBLE) return wide(answers.why);
    }
    return halt;
  }

  const unsaid = wide('a scope is not said');
  const shared: Shared & { order: Int32Array } = {
    order: asCut(0),
    count: () => {
      shared.order = inTurn(parts, timeline);
      if (counted !== undefined) {
        const scopes = scopesOver(counted);
        if (
          scopes === undefined ||
          !countParts(parts, timeline, scopes, { rules, ofCell: cells.rules, apart: narrow.isLater })
        )
          return wide('a scope is not said, or counted by several rules');
      }
      if (start !== undefined) {
        const scopes = scopesOver(start);
        if (scopes === undefined) return unsaid;
        const halt = isKnown(scopes, start);
        if (halt !== undefined) return halt;
        beginScopes(parts, scopes, start.answers, cells);
      }
      for (const limit of limits) {
        const scopes = scopesOver(limit);
        const halt = scopes === undefined ? unsaid : isKnown(scopes, limit);
        if (halt !== undefined) return halt;
      }
      return undefined;
    },
    limit: () => {
      for (const limit of limits) {
        const scopes = scopesOver(limit);
        const why = scopes && limitScopes(narrow, parts, scopes, limit.answers, cells, lines);
        if (why !== undefined) return wide(why);
      }
      return undefined;
    },
  };
  return shared;
}
