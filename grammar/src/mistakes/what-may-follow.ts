// What may stand at a position of a text: for completion, by the grammar itself.
import type { TokenType } from 'chevrotain';
import type { Span } from '../ast.ts';
import { below, inside, type RowRule, readings, wordOf } from '../parsing/places.ts';
import type { NameRole } from '../parsing/roles.ts';
import { type Keyword, keywords, phrasesFrom, type WordId } from '../words/keywords.ts';
import { layout } from '../words/layout.ts';
import { linesOf, type Parsed, Reading, type Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';
import { Errors } from './errors.ts';
import { type Followed, follow } from './follow.ts';

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

/** A word, a figure or a sign of a row. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
  /** Which word of the language it is. */
  readonly word: WordId | '';
  /** What it stands for, where it is read as a name. */
  readonly roles: readonly NameRole[];
}

export interface ReadRow {
  readonly pieces: readonly Piece[];
  /** The first after the marks. */
  readonly first: Piece | undefined;
}

export interface Following {
  /** In which kind of row the position lies. */
  readonly row: RowRule;
  /** What stands in the row before the position. */
  readonly before: ReadRow;
  /** The rows in whose blocks it stands, outermost first, and then the row that it is a note to. */
  readonly around: readonly ReadRow[];
  /** The row before it in its block. */
  readonly above: ReadRow | undefined;
  /** What was begun there and does not count yet: a word, a date, the text in quotes. Ends at the position. */
  readonly typed: Span;
  /** The position lies in a comment, where nothing follows, or in the quotes of a text. */
  readonly within: 'comment' | 'text' | undefined;
  readonly keywords: readonly Keyword[];
  /** Words of the language of which the first words stand there already: `no pro`. From where, with these words. */
  readonly begun: readonly { readonly keyword: Keyword; readonly start: number }[];
  readonly literals: readonly Literal[];
  /** What a name could stand for. */
  readonly names: readonly NameRole[];
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

/** Dates and times while they are typed: `2026-0`, `08:`. A number alone is whole at each digit. */
const figures = /(?<![\p{L}\d])\d[\d:-]*[-:][\d:-]*$/u;
const whole = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?)$/;

/**
 * What may stand at `offset`; a word that ends there is still being typed and does not count. `parsed`: the text as it was
 * read, so that it need not be read again.
 */
export function whatMayFollow(text: string, offset: number, parsed?: Parsed): Following {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const figure = figures.exec(line)?.[0] ?? '';
  const before = text.slice(0, offset - (whole.test(figure) ? 0 : figure.length));
  const errors = new Errors();
  // A letter more: what it becomes a part of is what the position lies in.
  const lines = linesOf(`${before}x`, errors, parsed && Reading.linesIn(parsed), false);
  const { tokens = [], comments = [] } = lines.at(-1) ?? {};
  const caret = tokens.findLast((token) => t.endOf(token) === before.length + 1);
  const within = caret === undefined ? 'comment' : caret.tokenType === t.Quoted ? 'text' : undefined;
  const begin = caret?.startOffset ?? comments.at(-1)?.span.start ?? offset;
  const typed = { start: begin, end: offset };
  const place = caret === undefined ? undefined : locate(layout(lines, errors, false), caret, top);
  if (place === undefined) return { ...nothing, row: 'fileRow', typed, within };
  const rows = place.around.map(({ row, rule }) => read(row.tokens, follow(readings(rule, row.tokens), row.tokens)));
  const rules = readings(place.rule, place.tokens);
  const followed = follow(rules, place.tokens);
  const fits = followed.accepted === place.tokens.length;
  const expected = fits ? followed.expected : [];
  return {
    row: (rules.length === 1 ? rules[0] : undefined) ?? place.rule,
    before: read(place.tokens, followed),
    around: rows,
    above:
      place.above && read(place.above.tokens, follow(readings(place.rule, place.above.tokens), place.above.tokens)),
    typed,
    within,
    keywords: keywordsOf(expected),
    begun: within === undefined ? begun(place, text.slice(begin, offset)) : [],
    literals: expected.flatMap((kind) => literals.get(kind) ?? []),
    names: fits ? followed.names : [],
    signs: expected.filter((kind) => /^\W$/.test(kind.name)).map((kind) => kind.name),
    mayEnd: fits && followed.mayEnd,
  };
}

const noRow: ReadRow = { pieces: [], first: undefined };
const nothing = {
  ...{ before: noRow, around: [], above: undefined },
  ...{ keywords: [], begun: [], literals: [], names: [], signs: [], mayEnd: false },
} as const;

function read(tokens: readonly t.Token[], followed: Followed): ReadRow {
  const first = wordOf(tokens);
  const pieces = tokens.map((token, index): Piece => {
    const span = { start: token.startOffset, end: t.endOf(token) };
    return { text: token.image, span, word: t.wordId(token), roles: followed.read[index] ?? [] };
  });
  return { pieces, first: first === undefined ? undefined : pieces[tokens.indexOf(first)] };
}

/** Phrases of several words of which some stand before the position. */
function begun({ rule, tokens }: Found, typed: string): Following['begun'] {
  return [1, 2, 3].flatMap((count) => {
    const words = tokens.slice(-count);
    const [first] = words;
    if (words.length < count || first === undefined || count > tokens.length) return [];
    const written = [...words.map(({ image }) => image), typed].join(' ');
    const meant = phrasesFrom(first.image).filter(({ words: all }) => all.join(' ').startsWith(written));
    if (meant.length === 0) return [];
    const start = tokens.slice(0, tokens.length - count);
    const { accepted, expected } = follow(readings(rule, start), start);
    const offered = accepted < start.length ? [] : keywordsOf(expected);
    return offered
      .filter((keyword) => meant.some((one) => one.keyword === keyword))
      .map((keyword) => ({ keyword, start: first.startOffset }));
  });
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

interface Outer {
  readonly row: Row;
  readonly rule: RowRule;
}
interface Found {
  readonly rule: RowRule;
  readonly tokens: readonly t.Token[];
  readonly around: readonly Outer[];
  readonly above: Row | undefined;
}

const top = { rule: 'fileRow', around: [] } as const;

/** The row that ends with the caret, without it. */
function locate(
  rows: readonly Row[],
  caret: t.Token,
  { rule, around }: Pick<Found, 'rule' | 'around'>,
): Found | undefined {
  // The caret is the last of all tokens: it is in the last row, or in what belongs to that.
  const row = rows.at(-1);
  if (row === undefined) return undefined;
  if (row.tokens.at(-1) === caret) return { rule, tokens: row.tokens.slice(0, -1), around, above: rows.at(-2) };
  const outer = [...around, { row, rule }];
  return (
    locate(row.notes, caret, { rule: below(row), around: outer }) ??
    (row.block && locate(row.block.rows, caret, { rule: inside(row, rule) ?? rule, around: outer }))
  );
}
