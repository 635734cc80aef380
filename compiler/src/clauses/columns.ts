// Cells → columns: which tier, or which value of the choice in `by`, each cell is for.
import type * as ast from '@avtal/grammar';
import type { Condition, Dimension } from '@avtal/runtime';
import { always } from '../windows/boxes.ts';
import { columnFixes } from './column-fixes.ts';
import { type Desk, say, textOf } from './desk.ts';
import type { Head } from './heads.ts';

export interface Column {
  readonly cell: ast.Cell;
  readonly when: Condition;
  /** The tier, or the value of the choice in `by`, that it is for; absent where one cell is for all. */
  readonly value?: { readonly dimension: string; readonly id: string };
}

/** `at` is where a wrong number of columns is reported. */
export function columnsOf(
  parts: readonly ast.HeadPart[],
  cells: readonly ast.Cell[],
  head: Head,
  at: Desk,
): readonly Column[] {
  const { model } = at;
  const { written } = head;
  const by = parts.filter((part) => part.kind === 'by').at(-1);
  const [first, second] = by?.names ?? [];
  if (by !== undefined && second !== undefined) {
    say(at, 'columns-by-many', { clause: written }, by);
    return [];
  }
  const makesColumns = first !== undefined && head.counts === undefined && model.findNumber(first.text) === undefined;
  const dimension = makesColumns ? model.dimension(first, at.place) : undefined;
  if (makesColumns) {
    return dimension === undefined ? [] : match(cells, dimension, valuesOf(dimension), head, at);
  }
  const [only, another] = cells;
  if (only === undefined) return [];
  if (another === undefined) return [{ cell: only, when: always }];
  if (model.tiers !== undefined) return match(cells, model.tiers, tiersOf(parts, model.tiers), head, at);
  say(at, 'no-columns', { clause: written, values: cells.length }, another);
  return [];
}

const valuesOf = (dimension: Dimension): readonly string[] => dimension.values.map((value) => value.id);

/** All tiers, or those of `for A, B` in that order. */
function tiersOf(parts: readonly ast.HeadPart[], tiers: Dimension): readonly string[] {
  const chosen = parts.filter((part) => part.kind === 'for').at(-1);
  const named = chosen?.tiers.map((name) => name.text).filter((name) => valuesOf(tiers).includes(name)) ?? [];
  return named.length > 0 ? named : valuesOf(tiers);
}

function match(
  cells: readonly ast.Cell[],
  dimension: Dimension,
  values: readonly string[],
  head: Head,
  at: Desk,
): readonly Column[] {
  if (cells.length !== values.length) {
    const of = dimension.id === 'tier' ? 'tiers' : `values of \`${dimension.id}\``;
    const here = cells[values.length] ?? cells.at(-1);
    if (here !== undefined && !at.model.isPartlyKnown(dimension)) {
      const params = { clause: head.written, values: cells.length, columns: values, of };
      const says = (column: string): string => `${textOf(at, head.node)} ${column}`;
      const mayBeBlank = head.kind.words.includes('none');
      say(at, 'wrong-columns', params, here, { fixes: columnFixes(cells, values, { says, mayBeBlank }, at) });
    }
    return [];
  }
  return cells.flatMap((cell, index) => {
    const value = values[index];
    return value === undefined
      ? []
      : [{ cell, when: at.model.choice(dimension, [value]), value: { dimension: dimension.id, id: value } }];
  });
}
