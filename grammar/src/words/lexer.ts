// Text to tokens: cuts the text, mends slips of the pen, and finds the words of the language.
import type { Comment } from '../ast.ts';
import { Errors, syntaxError } from '../mistakes/errors.ts';
import { classify } from './classify.ts';
import { mendable, mended } from './slips.ts';
import * as t from './tokens.ts';

/** Larger files are not read. In UTF-16 units. */
const largest = 2_000_000;

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

const BEYOND = 128;

/** What a character may begin, by its code; all characters beyond ASCII are one. */
const beginning: readonly (readonly t.Raw[])[] = Array.from({ length: BEYOND + 1 }, (_, code) =>
  t.raws.filter(({ begins }) => begins.includes(String.fromCharCode(code))),
);

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
  const tokens: t.Token[] = [];
  const comments: Comment[] = [];
  // A byte order mark says nothing.
  let at = from === 0 && text.startsWith('\ufeff') ? 1 : from;
  while (at < until) {
    const raw = rawAt(text, at);
    const start = at;
    if (raw === undefined) {
      do at++;
      while (at < until && rawAt(text, at) === undefined);
      unknown(text, start, at, errors);
      continue;
    }
    at = raw.pattern.lastIndex;
    const { kind } = raw;
    if (kind === t.Blank) continue;
    const image = text.slice(start, at);
    if (kind === t.Comment) {
      comments.push({ kind: 'comment', text: image.slice(2).trim(), span: { start, end: at } });
      continue;
    }
    const { tokenTypeIdx = 0 } = kind;
    const token: t.Token = { image, startOffset: start, endOffset: at - 1, tokenType: kind, tokenTypeIdx };
    const meant = mendable.has(kind) ? mended(token, errors) : undefined;
    if (meant === undefined) tokens.push(token);
    else tokens.push(...meant);
  }
  return { tokens: classify(tokens), comments };
}

/** What is written there; its pattern says up to where. */
function rawAt(text: string, at: number): t.Raw | undefined {
  for (const raw of beginning[Math.min(text.charCodeAt(at), BEYOND)] ?? []) {
    raw.pattern.lastIndex = at;
    if (raw.pattern.test(text)) return raw;
  }
  return undefined;
}

function unknown(text: string, start: number, end: number, errors: Errors): void {
  const sign = text.slice(start, Math.min(end, start + 20));
  const word = comparisons.get(text[end] === '=' ? `${sign}=` : sign);
  const help = word === undefined ? `Remove \`${sign}\`.` : `Write \`${word}\`.`;
  errors.add(syntaxError('unknownCharacter', { start, end }, `\`${sign}\` means nothing here.`, { help }));
}
