// The lines of a text: cut into tokens, and after an edit taken over from the text before, where they are the same.
import type { Comment, File, Span } from '../ast.ts';
import type { Errors, Mistake } from '../mistakes/errors.ts';
import { cutLine, isTooLarge, lex, newlineAt } from './lexer.ts';
import * as t from './tokens.ts';

export interface Row {
  readonly tokens: readonly t.Token[];
  readonly notes: readonly Row[];
  /** Column of its first token. */
  readonly indent: number;
  readonly block?: Block;
  /** Of a row that lies in whole lines: the first of them, which knows what is remembered of it. */
  readonly line?: Line;
}
export interface Block {
  readonly rows: readonly Row[];
  readonly span: Span;
}

/** What was made of lines: their row, while the lines are the same and the one behind them begins alike, and what was read of it. */
export interface Known {
  readonly row: Row;
  /** Those after the first. */
  readonly more: readonly Line[];
  /** The next line that says something. */
  readonly next: Line | undefined;
  reading: RowReading | undefined;
}
export interface RowReading {
  /** By which rule. */
  readonly place: string;
  readonly items: readonly object[];
  /** The places in the items, gathered when the row is moved for the first time. */
  spans: readonly Span[] | undefined;
}

/**
 * With the end of the line. What stands in it is made once, and moved when the text before it changes: a text that was
 * read gives its lines away to the next, and is not looked at again.
 */
export interface Line {
  readonly tokens: readonly t.Token[];
  /** Column of its first token. */
  readonly indent: number;
  readonly comments: readonly Comment[];
  /** Whether all of it could be read. */
  readonly isClean: boolean;
  start: number;
  end: number;
  /** How long the newline is that ends it; 0 where the text ends. */
  readonly newline: number;
  known: Known | undefined;
}

/** The lines of a text that was read. */
export interface Lines {
  readonly text: string;
  readonly lines: readonly Line[];
}

export interface Parsed {
  readonly file: File;
  readonly errors: readonly Mistake[];
  /** With newlines, without blanks and comments; words of the language are of their own kinds. */
  readonly tokens: readonly t.Token[];
}

/**
 * A reading that may know its lines. A class: an object literal with a getter, like a `WeakMap`, holds what came of a text
 * long after nobody wants it, and collecting that would cost more than reading.
 */
export class Reading implements Parsed {
  readonly file: File;
  readonly errors: readonly Mistake[];
  readonly #text: string;
  readonly #lines: readonly Line[] | undefined;
  #tokens: readonly t.Token[] | undefined;

  /** `lines`: where the text may be read again after an edit. */
  constructor(file: File, errors: readonly Mistake[], text: string, lines?: readonly Line[]) {
    this.file = file;
    this.errors = errors;
    this.#text = text;
    this.#lines = lines;
  }

  /** Gathered when they are asked for: few ask. */
  get tokens(): readonly t.Token[] {
    const text = this.#text;
    this.#tokens ??=
      this.#lines?.flatMap(({ tokens, newline, end }) =>
        newline === 0 ? tokens : [...tokens, t.tokenOf(t.Newline, text.slice(end - newline, end), end - newline, end)],
      ) ?? lex(text).tokens;
    return this.#tokens;
  }

  /** The lines of what was read. */
  static linesIn(parsed: Parsed): Lines | undefined {
    if (!(#lines in parsed) || parsed.#lines === undefined) return undefined;
    return { text: parsed.#text, lines: parsed.#lines };
  }
}

/** `before`: a text whose lines are taken over; `isUsedUp`: also those behind an edit, which are moved. */
export function linesOf(text: string, errors: Errors, before?: Lines, isUsedUp = true): readonly Line[] {
  const lines: Line[] = [];
  let at = 0;
  const cutUpTo = (offset: number): void => {
    if (at < offset) for (const line of newLines(text, at, offset, errors)) lines.push(line);
    at = offset;
  };
  if (before !== undefined) {
    const { start, end } = sameEnds(before.text, text);
    const by = text.length - before.text.length;
    for (const line of before.lines) {
      const isBehind = line.start > before.text.length - end;
      if (!line.isClean || (isBehind ? !isUsedUp : line.end >= start)) continue;
      if (isBehind && by !== 0) move(line, by);
      cutUpTo(line.start);
      lines.push(line);
      at = line.end;
    }
  }
  cutUpTo(text.length);
  return lines;
}

/** INVARIANT: a stretch begins and ends where lines do. */
function newLines(text: string, from: number, until: number, errors: Errors): readonly Line[] {
  if (isTooLarge(text, errors)) return [];
  const lines: Line[] = [];
  for (let start = from; start < until; ) {
    const said = errors.said;
    const { tokens, comments, end: last } = cutLine(text, start, until, errors);
    const [first] = tokens;
    const indent = first === undefined ? 0 : column(text, first.startOffset, start);
    const newline = newlineAt(text, last);
    const end = last + newline;
    lines.push({ tokens, indent, comments, isClean: errors.said === said, start, end, newline, known: undefined });
    start = end;
  }
  return lines;
}

type Movable<T> = { -readonly [K in keyof T]: T[K] };

function move(line: Line, by: number): void {
  line.start += by;
  line.end += by;
  for (const token of line.tokens) moveToken(token, by);
  for (const { span } of line.comments) moveSpan(span, by);
  if (line.known === undefined) return;
  const { reading, row } = line.known;
  if (row.block !== undefined) moveSpan(row.block.span, by);
  if (reading === undefined) return;
  reading.spans ??= spansIn(reading.items);
  for (const span of reading.spans) moveSpan(span, by);
}

/** The places of all that belongs to the row, and not to rows of its block, which have lines of their own: each once. */
function spansIn(items: readonly object[]): readonly Span[] {
  const spans: Span[] = [];
  gather(items, spans);
  // Looking through few is faster than a set.
  return spans.length > 64 ? [...new Set(spans)] : spans.filter((span, at) => spans.indexOf(span) === at);
}

function gather(node: object, spans: Span[]): void {
  if (Array.isArray(node)) {
    for (const one of node) if (isObject(one)) gather(one, spans);
  } else if ('start' in node && 'end' in node) spans.push(node as Span);
  else
    for (const key in node) {
      const value = (node as Readonly<Record<string, unknown>>)[key];
      if (key !== 'items' && isObject(value)) gather(value, spans);
    }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function moveToken(token: t.Token, by: number): void {
  token.startOffset += by;
  if (token.endOffset !== undefined) token.endOffset += by;
}

function moveSpan(span: Movable<Span>, by: number): void {
  span.start += by;
  span.end += by;
}

/** Pieces that are compared at once, ever smaller ones round the first difference. */
const pieces = [65_536, 4096, 256];

/** How long the texts are the same at their beginning, and then at their end. */
export function sameEnds(one: string, other: string): { readonly start: number; readonly end: number } {
  const most = Math.min(one.length, other.length);
  let start = 0;
  for (const piece of pieces)
    while (start + piece <= most && one.startsWith(other.slice(start, start + piece), start)) start += piece;
  while (start < most && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  let end = 0;
  const left = most - start;
  const isSame = (piece: number): boolean =>
    one.endsWith(other.slice(other.length - end - piece, other.length - end), one.length - end);
  for (const piece of pieces) while (end + piece <= left && isSame(piece)) end += piece;
  while (end < left && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) end++;
  return { start, end };
}

/** How far a token stands from the beginning of its line; a tab reaches to the next multiple of 8. */
export function column(text: string, offset: number, start = startOfLine(text, offset)): number {
  let width = 0;
  for (let at = start; at < offset; at++) width += text.charCodeAt(at) === TAB ? 8 - (width % 8) : 1;
  return width;
}

function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return start;
}

const TAB = 9;
const isLineEnd = (code: number): boolean => code === 10 || code === 13;
