// Tables, matrices and groups → plain rows with one head each.
import type * as ast from '@avtal/grammar';
import type { Condition } from '@avtal/runtime';
import type { ClauseItem, Model, Place, Placed } from '../model.ts';
import { given } from '../optional.ts';
import { columnFixes } from './column-fixes.ts';
import { say, textOf } from './desk.ts';

/** One head with its cells: what every clause row is after this pass. */
export interface Row {
  readonly place: Place;
  readonly marks: ast.Marks;
  readonly head: ast.Head;
  readonly cells: readonly ast.Cell[];
  readonly notes: readonly ast.Note[];
  /** The row itself, without its notes. */
  readonly span: ast.Span;
  /** What holds beside the head's own parts: the place, and the sides of a matrix. */
  readonly when: Condition;
}

const noMarks: ast.Marks = { over: [] };

/** The inner marks before the outer ones; what is beaten by name adds up. */
function joinMarks(outer: ast.Marks, inner: ast.Marks): ast.Marks {
  const paper = inner.paper ?? outer.paper;
  const rank = inner.rank ?? outer.rank;
  return {
    ...given('paper', paper),
    ...given('rank', rank),
    over: [...outer.over, ...inner.over],
  };
}

/** Marks of a row with those of the groups round it. */
export const marksAt = (place: Place, marks: ast.Marks): ast.Marks =>
  [...place.groups.map((group) => group.marks), marks].reduce(joinMarks, noMarks);

/** Head parts of the groups round a row. */
export const partsAt = (place: Place): readonly ast.HeadPart[] => place.groups.flatMap((group) => group.parts);

type Tabular = ast.Clause | ast.Table | ast.DecideMatrix;

export function isTabular(item: ClauseItem): item is Tabular {
  return item.kind === 'clause' || item.kind === 'table' || item.kind === 'decide-matrix';
}

export function rowsOf({ node, place }: Placed<Tabular>, model: Model): readonly Row[] {
  switch (node.kind) {
    case 'clause': {
      const { cells, notes } = node;
      const marks = marksAt(place, node.marks);
      const head = withParts(node.head, partsAt(place));
      return [{ place, marks, head, cells, notes, span: spanOf(node.head, cells), when: place.when }];
    }
    case 'table':
      return tableRows(node, place, model);
    case 'decide-matrix':
      return matrixRows(node, place, model);
  }
}

const withParts = (head: ast.Head, outer: readonly ast.HeadPart[]): ast.Head =>
  outer.length === 0 ? head : { ...head, parts: [...outer, ...head.parts] };

/** From the head to the end of the last cell: what an explanation points at. */
const spanOf = (start: { readonly span: ast.Span }, cells: readonly ast.Cell[]): ast.Span => ({
  start: start.span.start,
  end: Math.max(start.span.end, cells.at(-1)?.span.end ?? 0),
});

function tableRows(table: ast.Table, place: Place, model: Model): readonly Row[] {
  const outer = partsAt(place);
  const [only, another] = table.columns;
  return table.rows.flatMap((row) => {
    const marks = marksAt(place, joinMarks(table.marks, row.marks));
    if (only !== undefined && another === undefined) {
      // One head alone: the columns are those of any row, the tiers or what `by` names.
      const head = withParts(only, [...outer, ...row.parts]);
      return [{ place, marks, head, cells: row.cells, notes: [], span: row.span, when: place.when }];
    }
    if (row.cells.length !== table.columns.length) {
      const columns = table.columns.map((head) => model.textOf(head, place));
      const desk = { model, place };
      const cases = row.parts.map((part) => textOf(desk, part)).join(' ');
      const fixes = columnFixes(
        row.cells,
        columns,
        { says: (column) => `${column} ${cases}`, mayBeBlank: false },
        desk,
      );
      const params = { clause: 'this row', values: row.cells.length, columns, of: 'questions' };
      say(desk, 'wrong-columns', params, row, { fixes });
    }
    return table.columns.flatMap((column, at) => {
      const cell = row.cells[at];
      if (cell === undefined) return [];
      const head = withParts(column, [...outer, ...row.parts]);
      return [
        {
          place,
          marks,
          head,
          cells: [cell],
          notes: [],
          span: { start: row.span.start, end: cell.span.end },
          when: place.when,
        },
      ];
    });
  });
}

function matrixRows(matrix: ast.DecideMatrix, place: Place, model: Model): readonly Row[] {
  const at = { model, place };
  const [down, across, extra] = matrix.by;
  if (down === undefined || across === undefined || extra !== undefined) {
    say(at, 'matrix-by', { choice: matrix.decides.text }, extra ?? matrix.decides);
    return [];
  }
  const rowsBy = model.dimension(down, place);
  const columnsBy = model.dimension(across, place);
  if (rowsBy === undefined || columnsBy === undefined) return [];
  const columns = matrix.columns.map((name) => model.value(columnsBy, name, place));
  const marks = marksAt(place, matrix.marks);
  const head: ast.Head = {
    kind: 'head',
    clause: 'decide',
    keyword: { kind: 'name', text: 'decide', span: matrix.decides.span },
    subjects: [matrix.decides],
    parts: partsAt(place),
    span: matrix.decides.span,
  };
  return matrix.rows.flatMap((row) => {
    const value = model.value(rowsBy, row.value, place);
    if (row.cells.length !== columns.length) {
      const names = matrix.columns.map((name) => name.text);
      say(
        at,
        'wrong-columns',
        { clause: row.value.text, values: row.cells.length, columns: names, of: 'columns' },
        row.value,
      );
    }
    return columns.flatMap((column, index) => {
      const cell = row.cells[index];
      if (cell === undefined || value === undefined || column === undefined) return [];
      const sides = model.and(
        model.choice(rowsBy, [value]),
        model.choice(columnsBy, [column]),
        model.site(cell, place),
      );
      const when = model.and(place.when, sides, model.site(cell, place));
      return [
        { place, marks, head, cells: [cell], notes: [], span: { start: row.span.start, end: cell.span.end }, when },
      ];
    });
  });
}
