// What is written: each token by what it is to a reader, for colours, for the word under the cursor, for new names.
import type { Span } from '../ast.ts';
import { type Keyword, keywordOf } from './keywords.ts';
import { lex } from './lexer.ts';
import * as t from './tokens.ts';

export interface Written {
  readonly span: Span;
  /** `word`: a word of the language, which may yet be somebody's name, unless it is reserved. */
  readonly is: 'word' | 'name' | 'number' | 'date' | 'time' | 'days' | 'text' | 'paper' | 'sign' | 'newline';
  readonly keyword?: Keyword;
}

const sorts = new Map<t.Token['tokenType'], Written['is']>([
  [t.WordToken, 'name'],
  [t.FactorName, 'name'],
  [t.Zone, 'name'],
  [t.NumberToken, 'number'],
  [t.Factor, 'number'],
  [t.DateToken, 'date'],
  [t.YearMonth, 'date'],
  [t.Time, 'time'],
  [t.Days, 'days'],
  [t.Quoted, 'text'],
  [t.Paper, 'paper'],
  [t.Newline, 'newline'],
]);

export function written(token: t.Token): Written {
  const span = { start: token.startOffset, end: t.endOf(token) };
  const keyword = keywordOf(t.wordId(token));
  if (keyword !== undefined) return { span, is: 'word', keyword };
  return { span, is: sorts.get(token.tokenType) ?? 'sign' };
}

/** Whether the text is one word that may be a name. */
export function isName(text: string): boolean {
  const [token, ...others] = only(text);
  return others.length === 0 && t.isA(token, t.Name);
}

/** The number of `§ 4.2` or `4.2`, if the text is one. */
export function paperNumber(text: string): string | undefined {
  const number = text.trim().replace(/^§+\s*/, '');
  const [token, ...others] = only(`§ ${number}`);
  return others.length === 0 && token?.tokenType === t.Paper ? number : undefined;
}

/** The tokens, none where the text holds a slip or anything else than tokens. */
function only(text: string): readonly t.Token[] {
  const { tokens, comments, errors } = lex(text);
  const [first] = tokens;
  const isWhole = first?.startOffset === 0 && t.endOf(first) === text.length;
  return isWhole && comments.length === 0 && errors.sorted().length === 0 ? tokens : [];
}
