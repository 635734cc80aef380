// What may stand at a position of a text: for completion, by the grammar itself.
import type { TokenType } from 'chevrotain';
import { below, inside, type RowRule } from '../parsing/places.ts';
import { type Keyword, keywords } from '../words/keywords.ts';
import { layout, type Row } from '../words/layout.ts';
import { lex } from '../words/lexer.ts';
import * as t from '../words/tokens.ts';
import { follow } from './follow.ts';

/** What is not a word of the language. */
export type Literal =
  | 'name'
  | 'number'
  | 'text'
  | 'date'
  | 'time'
  | 'days'
  | 'month'
  | 'zone'
  | 'paper'
  | 'period'
  | 'factor';

export interface Following {
  /** In which kind of row the position lies. */
  readonly row: RowRule;
  /** What stands in the row before the position. */
  readonly before: readonly t.Token[];
  readonly keywords: readonly Keyword[];
  readonly literals: readonly Literal[];
  /** `:`, `|`, `,` … */
  readonly signs: readonly string[];
  /** Whether the row could end here. */
  readonly mayEnd: boolean;
}

const literals = new Map<TokenType, Literal>([
  ...([
    [t.Name, 'name'],
    [t.NumberToken, 'number'],
    [t.Quoted, 'text'],
    [t.DateToken, 'date'],
    [t.Time, 'time'],
  ] as const),
  ...([
    [t.Days, 'days'],
    [t.MonthName, 'month'],
    [t.Zone, 'zone'],
    [t.Paper, 'paper'],
    [t.YearMonth, 'period'],
    [t.Factor, 'factor'],
  ] as const),
]);

/** What may stand at `offset`; a word that ends there is still being typed and does not count. */
export function whatMayFollow(text: string, offset: number): Following {
  const typed = /[^\s|,:;=/%+()[\]{}"?]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const before = text.slice(0, offset - typed.length);
  const { tokens, errors } = lex(before);
  const caret = { ...markerToken(before.length) };
  const found = locate(layout([...tokens, caret], `${before}x`, errors), caret, 'fileRow') ?? {
    rule: 'fileRow' as const,
    tokens: [],
  };
  const { expected, mayEnd, accepted } = follow(found.rule, found.tokens);
  const fits = accepted === found.tokens.length;
  return {
    row: found.rule,
    before: found.tokens,
    keywords: fits ? keywordsOf(expected) : [],
    literals: fits ? expected.flatMap((kind) => literals.get(kind) ?? []) : [],
    signs: fits ? expected.filter((kind) => /^\W$/.test(kind.name)).map((kind) => kind.name) : [],
    mayEnd: fits && mayEnd,
  };
}

function markerToken(offset: number): t.Token {
  return {
    image: 'x',
    startOffset: offset,
    endOffset: offset,
    tokenType: t.WordToken,
    tokenTypeIdx: t.WordToken.tokenTypeIdx ?? 0,
  };
}

/** The words of the language among the kinds of token, those of the categories too. */
export function keywordsOf(kinds: readonly TokenType[]): Keyword[] {
  return keywords.filter(({ id }) => {
    const word = t.K[id];
    return kinds.some((kind) => kind === word || (kind !== t.Name && isIn(word, kind)));
  });
}

function isIn(word: TokenType, category: TokenType): boolean {
  return category.categoryMatchesMap?.[word.tokenTypeIdx ?? -1] === true;
}

function locate(
  rows: readonly Row[],
  caret: t.Token,
  rule: RowRule,
): { rule: RowRule; tokens: readonly t.Token[] } | undefined {
  for (const row of rows) {
    if (row.tokens.at(-1) === caret) return { rule, tokens: row.tokens.slice(0, -1) };
    const found =
      locate(row.notes, caret, below(row)) ??
      (row.block === undefined ? undefined : locate(row.block.rows, caret, inside(row, rule) ?? rule));
    if (found !== undefined) return found;
  }
  return undefined;
}
