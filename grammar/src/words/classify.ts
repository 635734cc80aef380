// Tokens to words: finds the words and phrases of the language among plain words, joins days and time zones.
import { phrasesFrom } from './keywords.ts';
import { dayNames } from './literals.ts';
import * as t from './tokens.ts';

/** The tokens with keywords, days and zones as such; the tokens that are given become them. */
export function classify(tokens: readonly t.Token[]): t.Token[] {
  const found: t.Token[] = [];
  let before: t.Token | undefined;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    at += token.tokenType === t.WordToken ? taken(tokens, at, token, before) : 1;
    found.push(token);
    before = token;
  }
  return found;
}

/** Of how many tokens the word is made. */
function taken(tokens: readonly t.Token[], at: number, word: t.Token, before: t.Token | undefined): number {
  if (before?.tokenType === t.K.timezone) return takeZone(tokens, at);
  if (days.test(word.image)) return takeDays(tokens, at);
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
  const [first, last] = [tokens[from], tokens[until - 1]];
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

/** `Mon-Fri+Sun`: day names held together by `-` and `+`; the lexer leaves `Mon-Fri` as one word. */
function takeDays(tokens: readonly t.Token[], at: number): number {
  let until = at + 1;
  for (;;) {
    const [sign, next] = [tokens[until], tokens[until + 1]];
    if (sign?.tokenType !== t.Plus && sign?.tokenType !== t.Minus) break;
    if (next?.tokenType !== t.WordToken || !days.test(next.image)) break;
    until += 2;
  }
  const text = textOf(tokens, at, until).replace(/[\u2010-\u2015\u2212]/g, '-');
  return join(tokens, at, until, t.Days, text);
}

/** The longest phrase of the language that begins here; after `is` stand values, which are single words. */
function takePhrase(tokens: readonly t.Token[], at: number, first: t.Token, single: boolean): number {
  for (const { text, words, keyword } of phrasesFrom(first.image)) {
    const isHere = (word: string, index: number): boolean =>
      index === 0 || (tokens[at + index]?.tokenType === t.WordToken && tokens[at + index]?.image === word);
    if (words.length === 1 || (!single && words.every(isHere)))
      return join(tokens, at, at + words.length, t.K[keyword.id], text);
  }
  return 1;
}
