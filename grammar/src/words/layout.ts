// Tokens to rows: which tokens make one row, which rows are its notes, and which block it opens.
import type { Span } from '../ast.ts';
import { type Errors, syntaxError } from '../mistakes/errors.ts';
import * as t from './tokens.ts';

export interface Row {
  readonly tokens: readonly t.Token[];
  readonly notes: readonly Row[];
  /** Column of its first token. */
  readonly indent: number;
  readonly block?: Block;
}
export interface Block {
  readonly rows: readonly Row[];
  readonly span: Span;
}
/** Blocks in blocks; agreements need four. */
const deepest = 64;

interface Line {
  readonly tokens: readonly t.Token[];
  /** Column of its first token. */
  readonly indent: number;
}

/**
 * Braces decide where blocks begin and end. Where they do not match, they are read once more with an eye on the
 * indentation, which shows the brace that is missing or too many.
 */
export function layout(tokens: readonly t.Token[], text: string, errors: Errors): readonly Row[] {
  return new Reader(linesOf(tokens, text), balanced(tokens), errors).read();
}

function balanced(tokens: readonly t.Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === t.LBrace) depth++;
    if (token.tokenType === t.RBrace) depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Signs and words after which a row goes on in the next line, where that is indented deeper. */
const open = [t.Pipe, t.Comma, t.Colon, t.Equals, t.LParen, t.K.and, t.K.or];
/** Signs and words that go on with the row of the line before. */
const goesOn = [t.Pipe, t.RParen, t.LBrace, t.K.and, t.K.or];

function linesOf(tokens: readonly t.Token[], text: string): Line[] {
  const lines: Line[] = [];
  let current: t.Token[] = [];
  let indent = 0;
  for (const token of tokens) {
    if (token.tokenType === t.Newline) {
      if (current.length > 0) lines.push({ tokens: current, indent });
      current = [];
    } else {
      if (current.length === 0) indent = column(text, token.startOffset);
      current.push(token);
    }
  }
  if (current.length > 0) lines.push({ tokens: current, indent });
  return lines;
}

/** How far a token stands from the beginning of its line; a tab reaches to the next multiple of 8. */
export function column(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let width = 0;
  for (let at = start; at < offset; at++) width += text.charCodeAt(at) === TAB ? 8 - (width % 8) : 1;
  return width;
}

const TAB = 9;
const isLineEnd = (code: number): boolean => code === 10 || code === 13;

interface DraftRow {
  readonly tokens: t.Token[];
  readonly notes: DraftRow[];
  readonly indent: number;
  block?: DraftBlock;
}
interface DraftBlock {
  readonly rows: DraftRow[];
  readonly opener: DraftRow | undefined;
  span: { start: number; end: number };
  /** Column of its first row. */
  indent?: number;
}

class Reader {
  readonly #lines: readonly Line[];
  readonly #trusted: boolean;
  readonly #errors: Errors;
  readonly #file: DraftBlock = { rows: [], opener: undefined, span: { start: 0, end: 0 } };
  #stack: DraftBlock[] = [this.#file];
  #row: DraftRow | undefined;
  /** Braces opened below the deepest level that is read. */
  #tooDeep = 0;
  #saidTooDeep = false;
  #saidExtra = false;

  constructor(lines: readonly Line[], trusted: boolean, errors: Errors) {
    this.#lines = lines;
    this.#trusted = trusted;
    this.#errors = errors;
  }

  get #block(): DraftBlock {
    return this.#stack[this.#stack.length - 1] ?? this.#file;
  }

  read(): readonly Row[] {
    for (const line of this.#lines) this.#line(line);
    const end = this.#lines.at(-1)?.tokens.at(-1);
    while (this.#stack.length > 1) this.#unclosed(end === undefined ? 0 : t.endOf(end));
    return this.#file.rows.map(finished);
  }

  #line({ tokens, indent }: Line): void {
    const [first] = tokens;
    if (first === undefined) return;
    if (!this.#trusted) this.#closeByIndent(first, indent);
    if (!this.#continues(first, indent)) this.#row = undefined;
    for (const [index, token] of tokens.entries()) {
      if (token.tokenType === t.LBrace) this.#open(token);
      else if (token.tokenType === t.RBrace) this.#close(token, index === 0 ? indent : undefined, first);
      else if (this.#tooDeep === 0) this.#put(token, indent + token.startOffset - first.startOffset);
    }
  }

  /** Whether a line goes on with the row before it. */
  #continues(first: t.Token, indent: number): boolean {
    const row = this.#row;
    const last = row?.tokens.at(-1);
    if (row === undefined || last === undefined || row.block !== undefined) return false;
    if (goesOn.includes(first.tokenType)) return true;
    // `§ 4.2 "Svartid"` on a line of its own stands before the row that follows.
    const [mark, title, ...rest] = row.tokens.slice(0, 3);
    if (mark?.tokenType === t.Paper && (title === undefined || title.tokenType === t.Quoted) && rest.length === 0)
      return true;
    return open.includes(last.tokenType) && indent > row.indent;
  }

  #put(token: t.Token, column: number): void {
    this.#row ??= this.#begin(column);
    this.#row.tokens.push(token);
  }

  /** A new row: a note of the row above where it stands deeper than the block's rows. */
  #begin(indent: number): DraftRow {
    const block = this.#block;
    const row: DraftRow = { tokens: [], notes: [], indent };
    block.indent ??= indent;
    const above = block.rows.at(-1);
    if (above !== undefined && above.block === undefined && indent > above.indent) above.notes.push(row);
    else block.rows.push(row);
    return row;
  }

  #open(brace: t.Token): void {
    if (this.#tooDeep > 0 || this.#stack.length > deepest) {
      this.#tooDeep++;
      if (!this.#saidTooDeep) {
        const message = `Blocks stand inside blocks more than ${deepest} deep.`;
        this.#errors.add(syntaxError('tooDeep', spanOf(brace), message, { help: 'Close the blocks with `}`.' }));
      }
      this.#saidTooDeep = true;
      return;
    }
    const opener = this.#row ?? this.#begin(0);
    const block: DraftBlock = { rows: [], opener, span: { start: brace.startOffset, end: t.endOf(brace) } };
    opener.block = block;
    this.#stack.push(block);
    this.#row = undefined;
  }

  #close(brace: t.Token, indent: number | undefined, first: t.Token): void {
    this.#row = undefined;
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const block = this.#block;
    // A brace that stands with the rows of the block, and not with the row that opened it, does not close it; neither
    // does one at the end of a row, unless the block began in the same line.
    const { opener, indent: rows = 0, span } = block;
    const withRows =
      indent === undefined ? span.start < first.startOffset : indent >= rows && indent > (opener?.indent ?? 0);
    const early = !this.#trusted && withRows && block.rows.length > 0;
    if (this.#stack.length === 1 || early) {
      this.#extra(brace);
      return;
    }
    block.span.end = t.endOf(brace);
    this.#stack.pop();
  }

  #extra(brace: t.Token): void {
    if (this.#saidExtra) return;
    this.#saidExtra = true;
    const fix = { title: 'Remove the brace', edits: [{ span: spanOf(brace), text: '' }] };
    const message = 'This `}` closes nothing.';
    this.#errors.add(syntaxError('extraBrace', spanOf(brace), message, { help: 'Remove it.', fix }));
  }

  /** A row that stands no deeper than the row that opened the block shows that its `}` was forgotten. */
  #closeByIndent(first: t.Token, indent: number): void {
    for (let block = this.#block; block.opener !== undefined; block = this.#block) {
      const closes = first.tokenType === t.RBrace ? indent < block.opener.indent : indent <= block.opener.indent;
      // A file without indentation shows nothing.
      if (!closes || (block.indent ?? 0) <= block.opener.indent) return;
      this.#unclosed(endOfRows(block));
    }
  }

  #unclosed(end: number): void {
    const block = this.#stack.pop();
    if (block === undefined) return;
    this.#row = undefined;
    block.span.end = end;
    if (this.#saidTooDeep) return;
    const name =
      block.opener?.tokens
        .slice(0, 2)
        .map((token) => token.image)
        .join(' ') ?? '';
    const span = { start: block.span.start, end: block.span.start + 1 };
    const fix = { title: 'Close the block', edits: [{ span: { start: end, end }, text: '\n}' }] };
    const message = name === '' ? 'This block is not closed.' : `The block of \`${name}\` is not closed.`;
    this.#errors.add(syntaxError('unclosedBlock', span, message, { help: 'Write `}` after its last row.', fix }));
  }
}

/** Where the last row of a block ends. */
function endOfRows({ rows, span }: DraftBlock): number {
  const row = rows.at(-1);
  const last = row?.notes.at(-1)?.tokens.at(-1) ?? row?.tokens.at(-1);
  return Math.max(span.end, row?.block?.span.end ?? 0, last === undefined ? 0 : t.endOf(last));
}

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}

function finished(row: DraftRow): Row {
  const { tokens, indent, block } = row;
  const notes = row.notes.map(finished);
  return block === undefined
    ? { tokens, notes, indent }
    : { tokens, notes, indent, block: { rows: block.rows.map(finished), span: block.span } };
}
