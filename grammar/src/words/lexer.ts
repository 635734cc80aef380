// Text to tokens: cuts the text, mends slips of the pen, and finds the words of the language.
import { Lexer } from 'chevrotain';
import type { Comment } from '../ast.ts';
import { Errors, syntaxError } from '../mistakes/errors.ts';
import { classify } from './classify.ts';
import { mend } from './slips.ts';
import * as t from './tokens.ts';

/** Larger files are not read. In UTF-16 units. */
export const largest = 2_000_000;

export interface Lexed {
  /** Without blanks and comments, with newlines. */
  readonly tokens: readonly t.Token[];
  readonly comments: readonly Comment[];
  readonly errors: Errors;
}

/** Signs of arithmetic, and the words that the language has instead. */
const comparisons: ReadonlyMap<string, string> = new Map([
  ...([
    ['>', 'over'],
    ['>=', 'at least'],
    ['<', 'below'],
    ['<=', 'up to'],
    ['≥', 'at least'],
    ['≤', 'up to'],
  ] as const),
  ...([
    ['×', 'x'],
    ['*', 'x'],
    ['&', 'and'],
  ] as const),
]);

const cutter = new Lexer([...t.rawTokens], {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
});

export function lex(text: string): Lexed {
  const errors = new Errors();
  return { ...cut(text, 0, text.length, errors), errors };
}

/** A stretch of the text. */
export function cut(text: string, from: number, until: number, errors: Errors): Omit<Lexed, 'errors'> {
  if (text.length > largest) {
    const message = `This file is too large: ${text.length} characters, where ${largest} can be read.`;
    errors.add(
      syntaxError('tooLarge', { start: 0, end: 0 }, message, { help: 'Divide it, and take the parts in with `use`.' }),
    );
    return { tokens: [], comments: [] };
  }
  const stretch = text.slice(from, until);
  // A byte order mark says nothing; a blank in its place keeps all positions.
  const isMarked = from === 0 && stretch.startsWith('\ufeff');
  const found = cutter.tokenize(isMarked ? ` ${stretch.slice(1)}` : stretch);
  for (const { offset, length } of found.errors) {
    const span = { start: from + offset, end: from + offset + length };
    const sign = text.slice(span.start, Math.min(span.end, span.start + 20));
    const word = comparisons.get(text[span.end] === '=' ? `${sign}=` : sign);
    const help = word === undefined ? `Remove \`${sign}\`.` : `Write \`${word}\`.`;
    errors.add(syntaxError('unknownCharacter', span, `\`${sign}\` means nothing here.`, { help }));
  }
  if (from > 0) for (const token of found.tokens) token.startOffset += from;
  const comments = (found.groups.comments ?? []).map((token): Comment => {
    const span = { start: from + token.startOffset, end: from + t.endOf(token) };
    return { kind: 'comment', text: token.image.slice(2).trim(), span };
  });
  const mended = found.tokens.flatMap((token) => mend(token, errors));
  return { tokens: classify(mended), comments };
}
