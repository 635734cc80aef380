// What other packages may use of the grammar.
export type * from './ast.ts';
export { format, formatEdits, type TextEdit } from './formatting/format.ts';
export type { Mistake } from './mistakes/errors.ts';
export { type SyntaxCode, syntax, syntaxCodes } from './mistakes/syntax-codes.ts';
export { type Following, type Literal, type Piece, type ReadRow, whatMayFollow } from './mistakes/what-may-follow.ts';
export { type Parsed, parse, reparse } from './parse.ts';
export type { RowRule } from './parsing/places.ts';
export type { NameRole } from './parsing/roles.ts';
export { closest } from './words/closest.ts';
export {
  type Keyword,
  keywordOf,
  keywords,
  keywordsWith,
  type Role,
  reservedWords,
  type WordId,
} from './words/keywords.ts';
export { sameEnds } from './words/lines.ts';
export { dayNames } from './words/literals.ts';
export { openName } from './words/open-name.ts';
export { isName, paperNumber, type Written, written } from './words/written.ts';
