// Text to tokens: cuts the text, mends slips of the pen, and finds the words of the language.
import type { Comment, Span } from '../ast.ts';
import { Errors, syntaxError } from '../mistakes/errors.ts';
import { classify } from './classify.ts';
import { pointHabit } from './points.ts';
import { mendable, mended } from './slips.ts';
import * as t from './tokens.ts';

/** Larger files are not read. In UTF-16 units. */
const largest = 2_000_000;

export type Edit = { readonly span: Span; readonly text: string };

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

export function lex(text: string): Lexed {
  const errors = new Errors();
  return { ...cut(text, 0, text.length, errors), errors };
}

/** A stretch of the text. */
export function cut(text: string, from: number, until: number, errors: Errors): Omit<Lexed, 'errors'> {
  const tokens: t.Token[] = [];
  const comments: Comment[] = [];
  if (isTooLarge(text, errors)) return { tokens, comments };
  for (let at = from; at < until; ) {
    const line = cutLine(text, at, until, errors);
    const end = line.end + newlineAt(text, line.end);
    tokens.push(...line.tokens);
    if (end > line.end) tokens.push(t.tokenOf(t.Newline, text.slice(line.end, end), line.end, end));
    comments.push(...line.comments);
    at = end;
  }
  return { tokens, comments };
}

/** Says so. */
export function isTooLarge(text: string, errors: Errors): boolean {
  if (text.length <= largest) return false;
  const message = `This file is too large: ${text.length} characters, where ${largest} can be read.`;
  const help = 'Divide it, and take the parts in with `use`.';
  errors.add(syntaxError('tooLarge', { start: 0, end: 0 }, message, { help }));
  return true;
}

/** How long the newline is that stands there; 0 where none does. */
export function newlineAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code !== RETURN) return code === NEWLINE ? 1 : 0;
  return text.charCodeAt(at + 1) === NEWLINE ? 2 : 1;
}

interface CutLine {
  readonly tokens: readonly t.Token[];
  readonly comments: readonly Comment[];
  /** Where its newline stands, or the stretch ends. */
  readonly end: number;
}

const none: readonly Comment[] = [];

/** What stands from there to the end of the line, or of the stretch. */
export function cutLine(text: string, from: number, until: number, errors: Errors): CutLine {
  const tokens: t.Token[] = [];
  let comments: Comment[] | undefined;
  // A byte order mark says nothing.
  let at = from === 0 && text.startsWith('\ufeff') ? 1 : from;
  while (at < until) {
    const start = at;
    const code = text.charCodeAt(at);
    // Most of a text is blanks, signs and plain words: told apart without patterns.
    if (code === SPACE) {
      at++;
      continue;
    }
    if (code === NEWLINE || code === RETURN) break;
    const sign = t.signs[code];
    if (sign !== undefined) {
      at++;
      tokens.push(t.tokenOf(sign, sign.name, start, at));
      continue;
    }
    const end = plainWordEnd(text, at);
    if (end > at) {
      at = end;
      tokens.push(t.tokenOf(t.WordToken, text.slice(start, end), start, end));
      continue;
    }
    const raw = rawAt(text, at);
    if (raw === undefined) {
      do at++;
      while (at < until && rawAt(text, at) === undefined);
      const habit = unknown(text, start, at, errors);
      if (habit === undefined) continue;
      tokens.splice(0, tokens.length, ...edited(tokens, habit));
      at = habit.span.end;
      continue;
    }
    at = raw.pattern.lastIndex;
    const { kind } = raw;
    if (kind === t.Blank) continue;
    const image = text.slice(start, at);
    if (kind === t.Comment) {
      comments ??= [];
      comments.push({ kind: 'comment', text: image.slice(2).trim(), span: { start, end: at } });
      continue;
    }
    const token = t.tokenOf(kind, image, start, at);
    const meant = mendable.has(kind) ? mended(token, errors) : undefined;
    if (meant === undefined) tokens.push(token);
    else tokens.push(...meant);
  }
  // What is kept has no room for more.
  return { tokens: tokens.slice(0, classify(tokens)), comments: comments ?? none, end: at };
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HYPHEN = 45;

/** Letters and digits of ASCII, by their code; `x` begins factors too. */
const isPart = Array.from({ length: t.BEYOND }, (_, code) => /\w/.test(String.fromCharCode(code)));
const isFirst = isPart.map((is, code) => is && /[^\dx]/.test(String.fromCharCode(code)));

/** Where a word of ASCII without hyphens ends that begins there; there itself where none does. */
function plainWordEnd(text: string, at: number): number {
  if (isFirst[text.charCodeAt(at)] !== true) return at;
  let end = at + 1;
  while (isPart[text.charCodeAt(end)] === true) end++;
  const next = text.charCodeAt(end);
  return next === HYPHEN || next >= t.BEYOND ? at : end;
}

/** What is written there; its pattern says up to where. */
function rawAt(text: string, at: number): t.Raw | undefined {
  for (const raw of t.beginning[Math.min(text.charCodeAt(at), t.BEYOND)] ?? []) {
    raw.pattern.lastIndex = at;
    if (raw.pattern.test(text)) return raw;
  }
  return undefined;
}

/** Where a value begins, as that of a promise or a limit; the most of a target is what it says. */
const bounds: ReadonlyMap<string, string> = new Map([
  ['>', 'at least'],
  ['>=', 'at least'],
  ['≥', 'at least'],
]);

/** Reports what nothing begins with; gives the edit that writes what was meant, where it is known. */
function unknown(text: string, start: number, end: number, errors: Errors): Edit | undefined {
  const sign = text.slice(start, Math.min(end, start + 20));
  const habit = sign === '.' ? pointHabit(text, start) : undefined;
  const isAlone = /[:|] *$/.test(text.slice(Math.max(start - 40, 0), start));
  const word = (isAlone ? bounds : comparisons).get(text[end] === '=' ? `${sign}=` : sign);
  // Behind the last figure a star leads to a footnote.
  const compares = /\S/.test(text[end] ?? '') || /^ *[\w(]/.test(text.slice(end, end + 40));
  const help = word === undefined || !compares ? `Remove \`${sign}\`.` : `Write \`${word}\`.`;
  errors.add(syntaxError('unknownCharacter', { start, end }, `\`${sign}\` means nothing here.`, habit ?? { help }));
  return habit?.fix?.edits[0];
}

/** The tokens of the text with the edit made; what it writes stands where it wrote over what stood there. */
export function edited(tokens: readonly t.Token[], { span, text }: Edit): t.Token[] {
  const { tokens: written } = cut(text, 0, text.length, new Errors());
  const meant = written.map(({ tokenType, image }, at) =>
    t.tokenOf(tokenType, image, at === 0 ? span.start : span.end, span.end),
  );
  const before = tokens.filter((token) => t.endOf(token) <= span.start);
  return [...before, ...meant, ...tokens.filter((token) => token.startOffset >= span.end)];
}
