// Tokens to words: finds the words and phrases of the language among plain words, joins days and time zones.
import { keywords, phrasesFrom } from './keywords.ts';
import { dayNames } from './literals.ts';
import * as t from './tokens.ts';

/** Makes keywords, days and zones of the tokens, where they stand; how many of the first are left. */
export function classify(tokens: t.Token[]): number {
  let found = 0;
  let before: t.Token | undefined;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    at += token.tokenType === t.WordToken ? taken(tokens, at, token, before) : 1;
    tokens[found++] = token;
    before = token;
  }
  return found;
}

/** Of how many tokens the word is made. */
function taken(tokens: readonly t.Token[], at: number, word: t.Token, before: t.Token | undefined): number {
  if (before?.tokenType === t.K.timezone) return takeZone(tokens, at);
  if (areDays(word)) return takeDays(tokens, at);
  return takePhrase(tokens, at, word, before?.tokenType === t.K.is);
}

/** The first of the tokens becomes what all of them are. */
function join(
  tokens: readonly t.Token[],
  from: number,
  until: number,
  kind: t.Token['tokenType'],
  text: string,
): number {
  const first = tokens[from];
  const last = tokens[until - 1];
  if (first === undefined || last === undefined) return 1;
  first.tokenType = kind;
  first.tokenTypeIdx = kind.tokenTypeIdx ?? 0;
  first.image = text;
  first.endOffset = t.endOf(last) - 1;
  return until - from;
}

function textOf(tokens: readonly t.Token[], from: number, until: number): string {
  return tokens
    .slice(from, until)
    .map(({ image }) => image)
    .join('');
}

/** After `timezone`, all that stands without a blank: `Europe/Oslo`, `Etc/GMT-1`. */
function takeZone(tokens: readonly t.Token[], at: number): number {
  let until = at + 1;
  while (until < tokens.length && touching(tokens, until) && tokens[until]?.tokenType !== t.Newline) until++;
  return join(tokens, at, until, t.Zone, textOf(tokens, at, until));
}

function touching(tokens: readonly t.Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && t.endOf(before) === token.startOffset;
}

const day = `(?:${dayNames.join('|')})`;
const days = new RegExp(`^${day}(?:-${day})*$`);
const SMALL_A = 97;

/** `Mon`, `Mon-Fri`. */
function areDays({ tokenType, image }: t.Token): boolean {
  return tokenType === t.WordToken && image.charCodeAt(0) < SMALL_A && days.test(image);
}

/** `Mon-Fri+Sun`: day names held together by `-` and `+`; the lexer leaves `Mon-Fri` as one word. */
function takeDays(tokens: readonly t.Token[], at: number): number {
  let until = at + 1;
  for (;;) {
    const sign = tokens[until]?.tokenType;
    const next = tokens[until + 1];
    if ((sign !== t.Plus && sign !== t.Minus) || next === undefined || !areDays(next)) break;
    until += 2;
  }
  const text = textOf(tokens, at, until).replace(/[\u2010-\u2015\u2212]/g, '-');
  return join(tokens, at, until, t.Days, text);
}

/** The phrases of the language by their first word, the longest first. */
const phrases = new Map(
  keywords
    .flatMap(({ en, forms }) => [en, ...forms])
    .map((text) => text.split(' ', 1).join())
    .map((first) => [first, phrasesFrom(first).map(({ keyword, ...form }) => ({ ...form, kind: t.K[keyword.id] }))]),
);

/** The longest phrase of the language that begins here; after `is` stand values, which are single words. */
function takePhrase(tokens: readonly t.Token[], at: number, first: t.Token, single: boolean): number {
  for (const { text, words, kind } of phrases.get(first.image) ?? none) {
    const { length } = words;
    if (length === 1 || (!single && words.every((word, index) => index === 0 || isWord(tokens[at + index], word))))
      return join(tokens, at, at + length, kind, text);
  }
  return 1;
}

const none: readonly never[] = [];

function isWord(token: t.Token | undefined, word: string): boolean {
  return token?.tokenType === t.WordToken && token.image === word;
}
