// The kinds of token: raw ones that the lexer cuts, one for each word of the language, and the categories that group them.
import { createToken, type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { keywords, type Role, type WordId } from './keywords.ts';

export type Token = IToken;

// ------------------------------------------------------------------------------------------------------ categories
/** Whatever may be a name: plain words, and words of the language that are not reserved. */
export const Name = createToken({ name: 'Name' });
/** A word that is a value by itself: `included`, `not offered`. */
export const ValueWord = createToken({ name: 'ValueWord' });
/** `day`, `months`, `year`. */
export const PeriodUnit = createToken({ name: 'PeriodUnit' });
/** `Jan` … `Dec`. */
export const MonthName = createToken({ name: 'MonthName' });
/** A soft word that follows an amount and so is not its unit: `elapsed`, `uses`, `due`. */
export const AfterAmount = createToken({ name: 'AfterAmount' });
/** `due`, `done`, `short`, `late`. */
export const CountLabel = createToken({ name: 'CountLabel' });
/** Clause kinds with one subject or name: `rate work`. */
export const NamedKind = createToken({ name: 'NamedKind' });
/** Clause kinds whose subject or name may be left out: `fee`. */
export const FreeKind = createToken({ name: 'FreeKind' });
/** `activity`, `event`, `usage`, `unit`, `matter`. */
export const SubjectKind = createToken({ name: 'SubjectKind' });
/** Values that go on with an amount: `per started 15 min`, `at most 70`. */
export const AmountPhrase = createToken({ name: 'AmountPhrase' });
/** Words that a row outside every block begins with. */
export const FileWord = createToken({ name: 'FileWord' });
/** Words that another row begins with. */
export const RowWord = createToken({ name: 'RowWord' });
/** Words that a group begins with: `when … {`. */
export const GroupWord = createToken({ name: 'GroupWord' });

/** The token in these categories. As an option of `createToken` they cost looking through all of each category, for each token. */
function among(categories: TokenType[], kind: TokenType): TokenType {
  const { tokenTypeIdx: index = 0 } = kind;
  kind.CATEGORIES = categories;
  for (const category of categories) {
    category.isParent = true;
    category.categoryMatches?.push(index);
    if (category.categoryMatchesMap !== undefined) category.categoryMatchesMap[index] = true;
  }
  return kind;
}

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
  ...Object.fromEntries(
    (['startPrice', 'fee', 'discount', 'index', 'approve', 'refund'] as const).map((id) => [id, [FreeKind]]),
  ),
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
        'onlyOver',
        'plus',
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
    return [keyword.id, among(categories, createToken({ name: `K.${keyword.id}`, label: keyword.en }))];
  }),
);

/** The token of a word of the language: `K.upTo`. */
export const K = Object.fromEntries(keywordTokens) as Readonly<Record<WordId, TokenType>>;

/** By the index of the kind. */
const wordIds: readonly (WordId | undefined)[] = [...keywordTokens].reduce<WordId[]>(
  (ids, [id, { tokenTypeIdx = 0 }]) => {
    ids[tokenTypeIdx] = id;
    return ids;
  },
  [],
);

/** Which word of the language a token is; empty for names, numbers and signs. */
export function wordId(token: Token): WordId | '' {
  return wordIds[token.tokenTypeIdx] ?? '';
}

// ---------------------------------------------------------------------------------------------------------- others
// INVARIANT: no `\p{…}` in a pattern: without the `u` flag names would end at the first å, with it every pattern is slower.
const latin = 'A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ';
const accents = '\\u0300-\\u036f';
const lookAlike = '\\u0370-\\u052f\\uff21-\\uff3a\\uff41-\\uff5a';
const invisible = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff';
const start = `${latin}${lookAlike}${invisible}_`;
const part = `${start}${accents}0-9`;
const cleanPart = `${latin}${accents}0-9_`;
/** What a name is written with; anything else in a word is a slip. */
export const cleanWord = new RegExp(`^[${latin}_][${cleanPart}-]*$`);
export const invisibleLetters = new RegExp(`[${invisible}]`, 'g');

const blank = '[ \\t\\u00a0\\u2007\\u2009\\u202f]';
const hyphen = '[-\\u2010-\\u2015\\u2212]';

/** How a kind of token is written. */
export interface Raw {
  readonly kind: TokenType;
  /** The characters that it begins with. */
  readonly begins: string;
  readonly pattern: RegExp;
}
const written = new Map<TokenType, Raw>();

function raw(name: string, begins: string, pattern: string | RegExp, ...categories: TokenType[]): TokenType {
  const kind = among(categories, createToken({ name }));
  written.set(kind, { kind, begins, pattern: new RegExp(pattern, 'y') });
  return kind;
}

/** For all that is not ASCII. */
const beyond = '\u0080';
const digits = '0123456789';
const letters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_${beyond}`;

export const Blank = raw('Blank', ` \t\f\v${beyond}`, /[ \t\f\v\u00a0\u2000-\u200a\u202f\u3000]+/);
export const Comment = raw('Comment', '/', /\/\/[^\r\n]*/);
export const Newline = raw('Newline', '\r\n', /\r\n|\r|\n/);

export const Quoted = raw('Quoted', '"', /"(?:[^"\\\r\n]|\\[^\r\n])*"/);
export const Paper = raw('Paper', beyond, `§+${blank}*[${latin}0-9]+(?:[.:/-][${latin}0-9]+)*`);
export const DateToken = raw('Date', digits, /\d{4}-\d{2}-\d{2}(?!\d)/);
export const YearMonth = raw('YearMonth', digits, /\d{4}-\d{2}(?![\d-])/);
export const Time = raw('Time', digits, /\d{1,2}:\d{2}(?!\d)(?::\d{2}(?!\d))?(?:\+\d{2}:\d{2}|Z)?/);
export const NumberToken = raw('Number', digits, /\d+(?:\.\d+)?/);
export const Factor = raw('Factor', 'x', `x\\d+\\.\\d+(?![${part}])`);
/** `x2`: a factor, or the name of something. */
export const FactorName = raw('FactorName', 'x', `x\\d+(?![${part}.-])`, Name, Factor);
export const WordToken = raw(
  'Word',
  letters,
  `[${latin}_][${cleanPart}]*(?:-[${cleanPart}]+)*(?![${part}]|-[${part}])`,
  Name,
);

export const Pipe = raw('|', '|', /\|/);
export const Comma = raw(',', ',', /,/);
export const Colon = raw(':', ':', /:/);
export const Semicolon = raw(';', ';', /;/);
export const Equals = raw('=', '=', /=/);
export const Slash = raw('/', '/', /\//);
export const Percent = raw('%', '%', /%/);
export const Plus = raw('+', '+', /\+/);
export const Minus = raw('-', `-${beyond}`, hyphen);
export const Question = raw('?', '?', /\?/);
export const LParen = raw('(', '(', /\(/);
export const RParen = raw(')', ')', /\)/);
export const LBrace = raw('{', '{', /\{/);
export const RBrace = raw('}', '}', /\}/);

/** `Mon`, `Mon-Fri`, `Mon-Fri+Sun`: made of words and hyphens after the lexer. */
export const Days = createToken({ name: 'Days' });
/** `Europe/Oslo`: made of the words after `timezone`. */
export const Zone = createToken({ name: 'Zone' });

// Slips of the pen: what people write out of habit. Each is repaired and reported, so that the row is still understood.
const price = `\\d+(?:[ .\\u00a0]\\d{3})*(?:,\\d+)?`;
const clock = '(?:[01]\\d|2[0-4])(?:00|15|30|45)';
const Slip = createToken({ name: 'Slip' });

function slip(name: string, begins: string, pattern: string | RegExp): TokenType {
  return raw(name, begins, pattern, Slip);
}

export const slips = {
  unclosedQuote: slip('UnclosedQuote', '"', /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/),
  otherQuote: slip('OtherQuote', `'${beyond}`, /[“”„‟«»][^“”„‟«»"\r\n]*[“”„‟«»"]|'[^'\r\n]*'|‘[^’\r\n]*’/),
  dayFirst: slip('DayFirstDate', digits, /\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}\/\d{1,2}\/\d{4}(?!\d)/),
  yearFirst: slip('YearFirstDate', digits, /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}\/\d{1,2}\/\d{1,2}(?!\d)/),
  // Quarters of an hour only: `2026-2031` are years.
  clocks: slip('Clocks', digits, `${clock}${hyphen}${clock}(?![\\d-])`),
  dottedClocks: slip('DottedClocks', digits, `\\d{1,2}\\.\\d{2}${blank}?${hyphen}${blank}?\\d{1,2}\\.\\d{2}(?!\\d)`),
  priceTail: slip('PriceTail', digits, `${price}(?:${blank}?:${blank}?|[,.])${hyphen}(?!${blank}?\\d)`),
  spaced: slip('SpacedNumber', digits, `\\d{1,3}(?:[ \\u00a0\\u2007\\u2009\\u202f'’]\\d{3})+(?:[.,]\\d+)?(?![\\d:.-])`),
  dotted: slip('DottedNumber', digits, /\d{1,3}(?:\.\d{3})+,\d+(?!\d)/),
  decimalComma: slip('DecimalComma', digits, /\d+,\d+(?![\d,])/),
  otherLetters: slip('OtherLetters', letters, `[${start}][${part}]*(?:-[${part}]+)*`),
} as const;

const rawTokens: readonly TokenType[] = [
  ...[Blank, Comment, Newline, Quoted, slips.unclosedQuote, slips.otherQuote, Paper],
  ...[DateToken, slips.yearFirst, slips.clocks, YearMonth, slips.dayFirst, slips.dottedClocks, Time],
  ...[slips.priceTail, slips.spaced, slips.dotted, slips.decimalComma, NumberToken],
  ...[Factor, FactorName, WordToken, slips.otherLetters],
  ...[Pipe, Comma, Colon, Semicolon, Equals, Slash, Percent, Plus, Minus, Question, LParen, RParen, LBrace, RBrace],
];

/** Most numbers: behind them stands nothing that could make a date, a time or a slip of them. */
export const plainNumber: Raw = {
  kind: NumberToken,
  begins: digits,
  pattern: new RegExp(`\\d+(?:\\.\\d+)?(?![\\d.:'’]|[,/]\\d|,?${hyphen}|${blank}[\\d:]|${blank}${hyphen})`, 'y'),
};

/** In the order in which the lexer tries them. */
export const raws: readonly Raw[] = [plainNumber, ...rawTokens.flatMap((kind) => written.get(kind) ?? [])];

export const categories = [
  ...[Name, ValueWord, PeriodUnit, MonthName, AfterAmount, CountLabel, NamedKind, FreeKind, SubjectKind, AmountPhrase],
  ...[FileWord, RowWord, GroupWord, Slip],
];

/** All that the parser may meet. */
export const vocabulary: readonly TokenType[] = [...categories, ...rawTokens, Days, Zone, ...keywordTokens.values()];

/** Beyond ASCII. */
export const BEYOND = 128;

/** What a character may begin, by its code; all characters beyond ASCII are one. */
export const beginning: readonly (readonly Raw[])[] = Array.from({ length: BEYOND + 1 }, (_, code) =>
  raws.filter(({ begins }) => begins.includes(String.fromCharCode(code))),
);

/** The signs that nothing else begins with, by the code of the character. */
export const signs: readonly (TokenType | undefined)[] = beginning.map(([only, ...others]) =>
  only?.kind.name.length === 1 && others.length === 0 ? only.kind : undefined,
);

/**
 * A class: where a few of them once lived long, the engine puts object literals among what lives long, and there each holds
 * what it points to.
 */
class Cut implements IToken {
  startOffset: number;
  endOffset: number;
  image: string;
  tokenType: TokenType;
  tokenTypeIdx: number;

  constructor(tokenType: TokenType, image: string, start: number, end: number) {
    this.startOffset = start;
    this.endOffset = end - 1;
    this.image = image;
    this.tokenType = tokenType;
    this.tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
  }
}

/** A token that stands from `start` to `end`. */
export function tokenOf(kind: TokenType, image: string, start: number, end: number): Token {
  return new Cut(kind, image, start, end);
}

/** Where the token ends: its text may be other than what is written there, where it was mended. */
export function endOf(token: Token): number {
  return (token.endOffset ?? token.startOffset - 1) + 1;
}

/** The token `like`, as another kind or with other text: what a slip is repaired to. */
export function retype(like: Token, tokenType: TokenType, image = like.image): Token {
  return new Cut(tokenType, image, like.startOffset, endOf(like));
}

/** Whether the token is of the kind, or of a kind that belongs to the category. */
export function isA(token: Token | undefined, kind: TokenType): boolean {
  return token !== undefined && tokenMatcher(token, kind);
}
