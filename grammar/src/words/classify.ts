// Tokens to words: finds the words and phrases of the language among plain words, joins days and time zones.
import { phrasesFrom } from './keywords.ts';
import { weekdayOf } from './literals.ts';
import * as t from './tokens.ts';

/** The tokens with keywords, days and zones as such. */
export function classify(tokens: readonly t.Token[]): t.Token[] {
  const found: t.Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const taken = takeZone(tokens, at, found) ?? takeDays(tokens, at, found) ?? takePhrase(tokens, at, found) ?? 0;
    if (taken === 0) found.push(token);
    at += Math.max(taken, 1);
  }
  return found;
}

/** Joins the tokens `from` up to `until` into one. */
function joined(
  tokens: readonly t.Token[],
  from: number,
  until: number,
  kind: t.Token['tokenType'],
): t.Token | undefined {
  const [first, last] = [tokens[from], tokens[until - 1]];
  if (first === undefined || last === undefined) return undefined;
  const image = tokens
    .slice(from, until)
    .map((token) => token.image)
    .join(kind === t.Zone || kind === t.Days ? '' : ' ');
  return { ...t.retype(first, kind, image), endOffset: t.endOf(last) - 1 };
}

/** After `timezone`, all that stands without a blank: `Europe/Oslo`, `Etc/GMT-1`. */
function takeZone(tokens: readonly t.Token[], at: number, found: t.Token[]): number | undefined {
  const before = found[found.length - 1];
  if (before === undefined || before.tokenType !== t.K.timezone || tokens[at]?.tokenType !== t.WordToken)
    return undefined;
  let until = at + 1;
  while (until < tokens.length && touching(tokens, until) && tokens[until]?.tokenType !== t.Newline) until++;
  const zone = joined(tokens, at, until, t.Zone);
  if (zone === undefined) return undefined;
  found.push(zone);
  return until - at;
}

function touching(tokens: readonly t.Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && t.endOf(before) === token.startOffset;
}

function isDayName(word: string): boolean {
  return weekdayOf(word) > 0;
}

/** `Mon-Fri+Sun`: day names held together by `-` and `+`; the lexer leaves `Mon-Fri` as one word. */
function takeDays(tokens: readonly t.Token[], at: number, found: t.Token[]): number | undefined {
  const first = tokens[at];
  if (first?.tokenType !== t.WordToken) return undefined;
  if (!first.image.split('-').every(isDayName)) return undefined;
  let until = at + 1;
  for (;;) {
    const [sign, next] = [tokens[until], tokens[until + 1]];
    if (sign?.tokenType !== t.Plus && sign?.tokenType !== t.Minus) break;
    if (next?.tokenType !== t.WordToken || !next.image.split('-').every(isDayName)) break;
    until += 2;
  }
  const days = joined(tokens, at, until, t.Days);
  if (days === undefined) return undefined;
  found.push({ ...days, image: days.image.replace(/[\u2010-\u2015\u2212]/g, '-') });
  return until - at;
}

/** The longest phrase of the language that begins here; after `is` stand values, which are single words. */
function takePhrase(tokens: readonly t.Token[], at: number, found: t.Token[]): number | undefined {
  const first = tokens[at];
  if (first?.tokenType !== t.WordToken) return undefined;
  const single = found[found.length - 1]?.tokenType === t.K.is;
  const isHere = (words: readonly string[]) =>
    words.every((word, index) => tokens[at + index]?.image === word && tokens[at + index]?.tokenType === t.WordToken);
  const phrase = phrasesFrom(first.image).find(({ words }) => (words.length === 1 || !single) && isHere(words));
  if (phrase === undefined) return undefined;
  const word = joined(tokens, at, at + phrase.words.length, t.K[phrase.keyword.id]);
  if (word === undefined) return undefined;
  found.push(word);
  return phrase.words.length;
}
