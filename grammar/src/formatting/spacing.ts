// The blanks inside a row: which stand between two tokens, and which inside one.
import * as t from '../words/tokens.ts';

/** What the lexer takes for a blank. */
export const blanks = /[ \t\f\v\u00a0\u2000-\u200a\u202f\u3000]+/g;

const blank = new Set(' \t\f\v\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000');

/** Whether the letter says nothing; line ends do. */
export function isBlank(letter: string | undefined): boolean {
  return letter !== undefined && blank.has(letter);
}

/** Without blanks at the end. */
export function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return text.slice(0, end);
}

const noneBefore = [t.Comma, t.Colon, t.Semicolon, t.Percent, t.RParen, t.Slash];
const noneAfter = [t.LParen, t.Slash, t.Minus];

/** The tokens `from` up to `until` as they are written. */
export function written(text: string, tokens: readonly t.Token[], from = 0, until = tokens.length): string {
  let result = '';
  for (let at = from; at < until; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    result += (at > from && isApart(tokens, at) ? ' ' : '') + imageOf(text, token);
  }
  return result;
}

/** A token as it stands in the text, with its inner blanks in order. */
function imageOf(text: string, token: t.Token): string {
  const image = text.slice(token.startOffset, t.endOf(token));
  switch (token.tokenType) {
    case t.Quoted:
      return image;
    case t.Paper:
      return image.replace(blanks, '').replace(/^§+/, '$& ');
    case t.Days:
    case t.Zone:
      return image.replace(blanks, '');
    default:
      return image.replace(blanks, ' ');
  }
}

/** Whether a blank stands before the token. */
function isApart(tokens: readonly t.Token[], at: number): boolean {
  const [token, before] = [tokens[at]?.tokenType, tokens[at - 1]?.tokenType];
  if (token === undefined || before === undefined) return false;
  if (noneBefore.includes(token) || noneAfter.includes(before)) return false;
  if (token === t.Minus) return before !== t.Time;
  if (token === t.RBrace) return before !== t.LBrace;
  if (before === t.Plus) return isSum(tokens, at - 1);
  return true;
}

/** `1 + cards`, where `+50%` has a sign. */
function isSum(tokens: readonly t.Token[], at: number): boolean {
  const before = tokens[at - 1];
  return t.isA(before, t.NumberToken) || t.isA(before, t.Name);
}
