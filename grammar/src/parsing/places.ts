// Where a row stands, and so by which rule it is read.
import type { TokenType } from 'chevrotain';
import { keywords, type Role, type WordId } from '../words/keywords.ts';
import type { Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';

/** Blocks whose rows are the items of the tree. */
export type Place = 'agreementRow' | 'orderRow' | 'exampleRow';
/** The rules that read a whole row. */
export type RowRule =
  | Place
  | 'fileRow'
  | 'note'
  | 'measureNote'
  | 'table'
  | 'tableRow'
  | 'week'
  | 'weekRow'
  | 'matrix'
  | 'matrixColumns'
  | 'matrixRow'
  | 'group';

/** The first word after the marks. */
export function wordOf(tokens: readonly t.Token[]): t.Token | undefined {
  let before: TokenType | undefined;
  for (const token of tokens) {
    const isMark = token.tokenType === t.Quoted ? before === t.Paper : marks.includes(token.tokenType);
    if (!isMark) return token;
    before = token.tokenType;
  }
  return undefined;
}

const marks: readonly TokenType[] = [t.Paper, t.K.default, t.K.override, t.K.over];

/** What the block of a row holds; undefined where the row can have no block. */
export function inside(row: Row, place: RowRule): RowRule | undefined {
  const word = wordOf(row.tokens);
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
  const word = wordOf(row.tokens);
  if (word?.tokenType === t.K.measure && row.tokens[row.tokens.indexOf(word) + 1]?.tokenType !== t.Colon)
    return 'measureNote';
  return word?.tokenType === t.K.table ? 'tableRow' : 'note';
}

/** The rules by which a row may be read of which only the beginning is known. Groups and tables are no items of their own. */
export function readings(rule: RowRule, tokens: readonly t.Token[]): readonly RowRule[] {
  const [first] = tokens;
  if (rule === 'matrixRow') return first === undefined || first.tokenType === t.Pipe ? ['matrixColumns', rule] : [rule];
  if (rule !== 'agreementRow' && rule !== 'orderRow' && rule !== 'exampleRow') return [rule];
  const word = wordOf(tokens);
  if (word === undefined) return [rule, 'table', 'group'];
  const isTable = word.tokenType === t.K.table && tokens[tokens.indexOf(word) + 1]?.tokenType !== t.Colon;
  if (isTable) return ['table'];
  return t.isA(word, t.GroupWord) ? [rule, 'group'] : [rule];
}

const roles: Readonly<Partial<Record<RowRule, readonly Role[]>>> = {
  fileRow: ['file'],
  agreementRow: ['setting', 'declaration', 'clause', 'mark'],
  orderRow: ['clause', 'declaration', 'mark'],
  exampleRow: ['clause', 'mark'],
  note: ['note'],
};
/** Rows that only some blocks have, and notes that are rows too: by the word, the blocks that have them. */
const factRows: Readonly<Partial<Record<WordId, readonly RowRule[]>>> = {
  unit: ['orderRow', 'exampleRow'],
  agree: ['orderRow', 'exampleRow'],
  example: ['agreementRow'],
  expect: ['exampleRow'],
  ticket: ['exampleRow'],
  outage: ['exampleRow'],
  performed: ['exampleRow'],
  accept: ['agreementRow', 'orderRow', 'exampleRow'],
};

/** The words that a row may begin with, beside names. */
export function beginnings(rule: RowRule): readonly string[] {
  return known.get(rule) ?? [];
}

const known: ReadonlyMap<RowRule, readonly string[]> = new Map(
  (Object.keys(roles) as RowRule[]).map((rule) => [
    rule,
    keywords
      .filter(({ id, roles: all }) => factRows[id]?.includes(rule) || all.some((role) => roles[rule]?.includes(role)))
      .map(({ en }) => en),
  ]),
);

const homes: readonly (readonly [RowRule, string])[] = [
  ['fileRow', 'Move it outside the blocks.'],
  ['agreementRow', 'Move it into the block of `agreement`.'],
  ['exampleRow', 'Move it into the block of an `example`.'],
  ['orderRow', 'Move it into the block of `order`.'],
];

/** Where a row that begins with the word does stand. */
export function homeOf(word: string): string | undefined {
  return homes.find(([rule]) => beginnings(rule).includes(word))?.[1];
}
