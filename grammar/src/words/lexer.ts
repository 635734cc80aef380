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
  if (text.length > largest) {
    const message = `This file is too large: ${text.length} characters, where ${largest} can be read.`;
    errors.add(
      syntaxError('tooLarge', { start: 0, end: 0 }, message, { help: 'Divide it, and take the parts in with `use`.' }),
    );
    return { tokens: [], comments: [], errors };
  }
  // A byte order mark says nothing; a blank in its place keeps all positions.
  const cut = cutter.tokenize(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  for (const { offset, length } of cut.errors) {
    const span = { start: offset, end: offset + length };
    const found = text.slice(offset, Math.min(span.end, offset + 20));
    const word = comparisons.get(text[span.end] === '=' ? `${found}=` : found);
    const help = word === undefined ? `Remove \`${found}\`.` : `Write \`${word}\`.`;
    errors.add(syntaxError('unknownCharacter', span, `\`${found}\` means nothing here.`, { help }));
  }
  const comments = (cut.groups.comments ?? []).map(
    (token): Comment => ({
      kind: 'comment',
      text: token.image.slice(2).trim(),
      span: { start: token.startOffset, end: t.endOf(token) },
    }),
  );
  const mended = cut.tokens.flatMap((token) => mend(token, errors));
  return { tokens: classify(mended), comments, errors };
}
