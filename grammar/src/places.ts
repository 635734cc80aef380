// Where a row stands, and so by which rule it is read.
import type { Row } from './layout.ts';
import * as t from './tokens.ts';

/** Blocks whose rows are the items of the tree. */
export type Place = 'agreementRow' | 'orderRow' | 'exampleRow';
/** The rules that read a whole row. */
export type RowRule =
  | Place
  | 'fileRow'
  | 'note'
  | 'table'
  | 'tableRow'
  | 'week'
  | 'weekRow'
  | 'matrix'
  | 'matrixColumns'
  | 'matrixRow'
  | 'group';

/** The first word after the marks. */
export function wordOf(row: Row): t.Token | undefined {
  return row.tokens.find((token) => !isMark(token, row.tokens));
}

function isMark(token: t.Token, tokens: readonly t.Token[]): boolean {
  const { Paper, Quoted, K } = t;
  if (token.tokenType === Quoted) return tokens[tokens.indexOf(token) - 1]?.tokenType === Paper;
  return [Paper, K.default, K.override, K.over].includes(token.tokenType);
}

/** What the block of a row holds; undefined where the row can have no block. */
export function inside(row: Row, place: RowRule): RowRule | undefined {
  const word = wordOf(row);
  const here: Place = place === 'orderRow' || place === 'exampleRow' ? place : 'agreementRow';
  if (word === undefined) return row.tokens.length > 0 ? here : undefined;
  switch (word.tokenType) {
    case t.K.agreement:
    case t.K.document:
      return 'agreementRow';
    case t.K.order:
      return 'orderRow';
    case t.K.example:
      return 'exampleRow';
    case t.K.module:
      return here;
    case t.K.week:
      return 'weekRow';
    case t.K.decide:
      return 'matrixRow';
    default:
      return t.isA(word, t.GroupWord) ? here : undefined;
  }
}

/** What the rows under a row are. */
export function below(row: Row): RowRule {
  return wordOf(row)?.tokenType === t.K.table ? 'tableRow' : 'note';
}
