// What other packages may use of the grammar.
export type * from './ast.ts';
export { closest } from './closest.ts';
export type { Mistake } from './errors.ts';
export { type Keyword, keywordOf, keywords, keywordsWith, type Role, reservedWords, type WordId } from './keywords.ts';
export { type Parsed, parse } from './parse.ts';
export { type SyntaxCode, syntaxCodes } from './syntax-codes.ts';
export { type Following, type Literal, whatMayFollow } from './what-may-follow.ts';
