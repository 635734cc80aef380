// The kinds of token: raw ones that the lexer cuts, one for each word of the language, and the categories that group them.
import { createToken, type IToken, Lexer, type TokenType, tokenMatcher } from 'chevrotain';
import { keywords, type Role, type WordId } from './keywords.ts';

export type Token = IToken;

const none = Lexer.NA;

// ------------------------------------------------------------------------------------------------------ categories
/** Whatever may be a name: plain words, and words of the language that are not reserved. */
export const Name = createToken({ name: 'Name', pattern: none });
/** A word that is a value by itself: `included`, `not offered`. */
export const ValueWord = createToken({ name: 'ValueWord', pattern: none });
/** `day`, `months`, `year`. */
export const PeriodUnit = createToken({ name: 'PeriodUnit', pattern: none });
/** `Jan` … `Dec`. */
export const MonthName = createToken({ name: 'MonthName', pattern: none });
/** A soft word that follows an amount and so is not its unit: `elapsed`, `uses`, `due`. */
export const AfterAmount = createToken({ name: 'AfterAmount', pattern: none });
/** `due`, `done`, `short`, `late`. */
export const CountLabel = createToken({ name: 'CountLabel', pattern: none });
/** Clause kinds with one subject or name: `rate work`. */
export const NamedKind = createToken({ name: 'NamedKind', pattern: none });
/** Clause kinds whose subject or name may be left out: `fee`. */
export const FreeKind = createToken({ name: 'FreeKind', pattern: none });
/** `activity`, `event`, `usage`, `unit`, `matter`. */
export const SubjectKind = createToken({ name: 'SubjectKind', pattern: none });
/** Values that go on with an amount: `per started 15 min`, `at most 70`. */
export const AmountPhrase = createToken({ name: 'AmountPhrase', pattern: none });
/** Words that a row outside every block begins with. */
export const FileWord = createToken({ name: 'FileWord', pattern: none });
/** Words that another row begins with. */
export const RowWord = createToken({ name: 'RowWord', pattern: none });
/** Words that a group begins with: `when … {`. */
export const GroupWord = createToken({ name: 'GroupWord', pattern: none });

const rowRoles: readonly Role[] = ['setting', 'declaration', 'clause', 'fact'];
const groupWords: readonly WordId[] = ['during', 'outside', 'when', 'for', 'per', 'each', 'from', 'until', 'before'];

const categoriesOf: Partial<Record<WordId, readonly TokenType[]>> = {
  ...Object.fromEntries(
    (
      [
        'rate',
        'price',
        'include',
        'draw',
        'count',
        'surcharge',
        'credit',
        'permit',
        'perform',
        'promise',
        'require',
      ] as const
    ).map((id) => [id, [NamedKind]]),
  ),
  ...Object.fromEntries((['startPrice', 'fee', 'discount', 'index', 'approve'] as const).map((id) => [id, [FreeKind]])),
  ...Object.fromEntries((['activity', 'event', 'usage', 'unit', 'matter'] as const).map((id) => [id, [SubjectKind]])),
  ...Object.fromEntries(
    (['day', 'days', 'week', 'month', 'quarter', 'halfYear', 'year'] as const).map((id) => [id, [PeriodUnit]]),
  ),
  ...Object.fromEntries((['elapsed', 'uses', 'notice'] as const).map((id) => [id, [AfterAmount]])),
  ...Object.fromEntries((['due', 'done', 'short', 'late'] as const).map((id) => [id, [AfterAmount, CountLabel]])),
  ...Object.fromEntries(
    (
      [
        'freeFirst',
        'freeIfUpTo',
        'grace',
        'perStarted',
        'perNearest',
        'perCompleted',
        'atLeast',
        'atMost',
        'renewsFor',
        'roundedTo',
        'valid',
      ] as const
    ).map((id) => [id, [AmountPhrase]]),
  ),
};

// -------------------------------------------------------------------------------------------------------- keywords
const keywordTokens = new Map<WordId, TokenType>(
  keywords.map((keyword) => {
    const categories = [...(categoriesOf[keyword.id] ?? [])];
    if (keyword.roles.includes('value')) categories.push(ValueWord);
    if (keyword.roles.includes('month')) categories.push(MonthName);
    if (keyword.roles.includes('file')) categories.push(FileWord);
    if (rowRoles.some((role) => keyword.roles.includes(role))) categories.push(RowWord);
    if (groupWords.includes(keyword.id)) categories.push(GroupWord);
    if (!keyword.reserved && !keyword.en.includes(' ')) categories.push(Name);
    return [keyword.id, createToken({ name: `K.${keyword.id}`, pattern: none, label: keyword.en, categories })];
  }),
);

/** The token of a word of the language: `K.upTo`. */
export const K = Object.fromEntries(keywordTokens) as Readonly<Record<WordId, TokenType>>;

const wordIds: ReadonlyMap<TokenType, WordId> = new Map([...keywordTokens].map(([id, kind]) => [kind, id]));

/** Which word of the language a token is; empty for names, numbers and signs. */
export function wordId(token: Token): WordId | '' {
  return wordIds.get(token.tokenType) ?? '';
}

// ---------------------------------------------------------------------------------------------------------- others
// INVARIANT: no `\p{…}` in a pattern: Chevrotain drops the flag it needs, and names would end at the first å.
const latin = 'A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ';
const accents = '\\u0300-\\u036f';
const lookAlike = '\\u0370-\\u052f\\uff21-\\uff3a\\uff41-\\uff5a';
const invisible = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff';
const start = `${latin}${lookAlike}${invisible}_`;
const part = `${start}${accents}0-9`;
/** What a name is written with; anything else in a word is a slip. */
export const cleanWord = new RegExp(`^[${latin}_][${latin}${accents}0-9_-]*$`);
export const invisibleLetters = new RegExp(`[${invisible}]`, 'g');

const blank = '[ \\t\\u00a0\\u2007\\u2009\\u202f]';
const hyphen = '[-\\u2010-\\u2015\\u2212]';

function raw(name: string, pattern: string | RegExp, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: typeof pattern === 'string' ? new RegExp(pattern) : pattern, categories });
}

export const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\f\v\u00a0\u2000-\u200a\u202f\u3000]+/,
  group: Lexer.SKIPPED,
});
export const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
export const Newline = createToken({ name: 'Newline', pattern: /\r\n|\r|\n/, line_breaks: true });

export const Quoted = raw('Quoted', /"(?:[^"\\\r\n]|\\[^\r\n])*"/);
export const Paper = raw('Paper', `§+${blank}*[${latin}0-9]+(?:[.:/-][${latin}0-9]+)*`);
export const DateToken = raw('Date', /\d{4}-\d{2}-\d{2}(?!\d)/);
export const YearMonth = raw('YearMonth', /\d{4}-\d{2}(?![\d-])/);
export const Time = raw('Time', /\d{1,2}:\d{2}(?!\d)(?::\d{2}(?!\d))?(?:\+\d{2}:\d{2}|Z)?/);
export const NumberToken = raw('Number', /\d+(?:\.\d+)?/);
export const Factor = raw('Factor', `x\\d+\\.\\d+(?![${part}])`);
/** `x2`: a factor, or the name of something. */
export const FactorName = raw('FactorName', `x\\d+(?![${part}.-])`, Name, Factor);
export const WordToken = raw('Word', `[${start}][${part}]*(?:-[${part}]+)*`, Name);

export const Pipe = raw('|', /\|/);
export const Comma = raw(',', /,/);
export const Colon = raw(':', /:/);
export const Semicolon = raw(';', /;/);
export const Equals = raw('=', /=/);
export const Slash = raw('/', /\//);
export const Percent = raw('%', /%/);
export const Plus = raw('+', /\+/);
export const Minus = raw('-', hyphen);
export const Question = raw('?', /\?/);
export const LParen = raw('(', /\(/);
export const RParen = raw(')', /\)/);
export const LBrace = raw('{', /\{/);
export const RBrace = raw('}', /\}/);

/** `Mon`, `Mon-Fri`, `Mon-Fri+Sun`: made of words and hyphens after the lexer. */
export const Days = createToken({ name: 'Days', pattern: none });
/** `Europe/Oslo`: made of the words after `timezone`. */
export const Zone = createToken({ name: 'Zone', pattern: none });

// Slips of the pen: what people write out of habit. Each is repaired and reported, so that the row is still understood.
const price = `\\d+(?:[ .\\u00a0]\\d{3})*(?:,\\d+)?`;
const clock = '(?:[01]\\d|2[0-4])(?:00|15|30|45)';
const Slip = createToken({ name: 'Slip', pattern: none });
export const slips = {
  unclosedQuote: raw('UnclosedQuote', /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/, Slip),
  otherQuote: raw('OtherQuote', /[“”„‟«»][^“”„‟«»"\r\n]*[“”„‟«»"]|'[^'\r\n]*'|‘[^’\r\n]*’/, Slip),
  dayFirst: raw('DayFirstDate', /\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}\/\d{1,2}\/\d{4}(?!\d)/, Slip),
  yearFirst: raw('YearFirstDate', /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}\/\d{1,2}\/\d{1,2}(?!\d)/, Slip),
  // Quarters of an hour only: `2026-2031` are years.
  clocks: raw('Clocks', `${clock}${hyphen}${clock}(?![\\d-])`, Slip),
  dottedClocks: raw('DottedClocks', `\\d{1,2}\\.\\d{2}${blank}?${hyphen}${blank}?\\d{1,2}\\.\\d{2}(?!\\d)`, Slip),
  priceTail: raw('PriceTail', `${price}(?:${blank}?:${blank}?|[,.])${hyphen}(?!${blank}?\\d)`, Slip),
  spaced: raw('SpacedNumber', `\\d{1,3}(?:[ \\u00a0\\u2007\\u2009\\u202f'’]\\d{3})+(?:[.,]\\d+)?(?![\\d:.-])`, Slip),
  dotted: raw('DottedNumber', /\d{1,3}(?:\.\d{3})+,\d+(?!\d)/, Slip),
  decimalComma: raw('DecimalComma', /\d+,\d+(?![\d,])/, Slip),
} as const;

/** In the order in which the lexer tries them. */
export const rawTokens: readonly TokenType[] = [
  ...[Blank, Comment, Newline, Quoted, slips.unclosedQuote, slips.otherQuote, Paper],
  ...[DateToken, slips.yearFirst, slips.clocks, YearMonth, slips.dayFirst, slips.dottedClocks, Time],
  ...[slips.priceTail, slips.spaced, slips.dotted, slips.decimalComma, NumberToken],
  ...[Factor, FactorName, WordToken],
  ...[Pipe, Comma, Colon, Semicolon, Equals, Slash, Percent, Plus, Minus, Question, LParen, RParen, LBrace, RBrace],
];

export const categories = [
  ...[Name, ValueWord, PeriodUnit, MonthName, AfterAmount, CountLabel, NamedKind, FreeKind, SubjectKind, AmountPhrase],
  ...[FileWord, RowWord, GroupWord, Slip],
];

/** All that the parser may meet. */
export const vocabulary: readonly TokenType[] = [...categories, ...rawTokens, Days, Zone, ...keywordTokens.values()];

/** Where the token ends. The lexer says it only through the token's text; a token that was mended says it itself. */
export function endOf(token: Token): number {
  return token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
}

/** The token `like`, as another kind or with other text: what a slip is repaired to. */
export function retype(like: Token, tokenType: TokenType, image = like.image): Token {
  const { startOffset } = like;
  return { image, startOffset, endOffset: endOf(like) - 1, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

/** Whether the token is of the kind, or of a kind that belongs to the category. */
export function isA(token: Token | undefined, kind: TokenType): boolean {
  return token !== undefined && tokenMatcher(token, kind);
}
