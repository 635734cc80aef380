// Tokens to rows: which tokens make one row, which rows are its notes, and which block it opens.
import type { Span } from '../ast.ts';
import { type Errors, syntaxError } from '../mistakes/errors.ts';
import type { Known, Line, Row } from './lines.ts';
import * as t from './tokens.ts';

/** Blocks in blocks; agreements need four. */
const deepest = 64;
/** Rows are remembered where blocks are no deeper, so that none comes to stand too deep unseen. */
const usual = 16;

/**
 * Braces decide where blocks begin and end. Where they do not match, they are read once more with an eye on the
 * indentation, which shows the brace that is missing or too many.
 *
 * Lines know the row that was made of them: where they are the same, and the line behind them begins alike, it is that row
 * again.
 */
export function layout(lines: readonly Line[], errors: Errors, isRemembered = true): readonly Row[] {
  return new Reader(lines, balanced(lines), isRemembered, errors).read();
}

function balanced(lines: readonly Line[]): boolean {
  let depth = 0;
  for (const { tokens } of lines)
    for (const { tokenType } of tokens) {
      if (tokenType === t.LBrace) depth++;
      if (tokenType === t.RBrace) depth--;
      if (depth < 0) return false;
    }
  return depth === 0;
}

/** Signs and words after which a row goes on in the next line, where that is indented deeper. */
const open = [t.Pipe, t.Comma, t.Colon, t.Equals, t.LParen, t.K.and, t.K.or];
/** Signs and words that go on with the row of the line before. */
const goesOn = [t.Pipe, t.RParen, t.LBrace, t.K.and, t.K.or];

interface DraftRow {
  /** The line's own, where the row is all that stands in it. */
  tokens: readonly t.Token[];
  /** Made for the first. */
  notes?: DraftRow[];
  readonly indent: number;
  /** The line that it begins, and the last in which something of it stands. Absent: it begins within a line. */
  readonly from?: number;
  until: number;
  block?: DraftBlock;
  /** As it was laid out before. */
  readonly known?: Row;
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
  /** The line that is read. */
  #at = 0;
  /** Lines in which more than one row begins or ends. */
  readonly #shared = new Set<number>();
  #isRemembered: boolean;

  constructor(lines: readonly Line[], trusted: boolean, isRemembered: boolean, errors: Errors) {
    this.#lines = lines;
    this.#trusted = trusted;
    this.#isRemembered = isRemembered && trusted;
    this.#errors = errors;
  }

  get #block(): DraftBlock {
    return this.#stack[this.#stack.length - 1] ?? this.#file;
  }

  read(): readonly Row[] {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at];
      if (line !== undefined) this.#at += this.#again(line) ?? this.#line(line);
    }
    const end = this.#lines.findLast(({ tokens }) => tokens.length > 0)?.tokens.at(-1);
    while (this.#stack.length > 1) this.#unclosed(end === undefined ? 0 : t.endOf(end));
    return this.#file.rows.map((row) => this.#finished(row));
  }

  #line({ tokens, indent }: Line): 1 {
    const [first] = tokens;
    if (first === undefined) return 1;
    if (!this.#trusted) this.#closeByIndent(first, indent);
    if (!this.#continues(first, indent)) this.#row = undefined;
    let from = 0;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at];
      const isOpen = token?.tokenType === t.LBrace;
      if (token === undefined || (!isOpen && token.tokenType !== t.RBrace)) continue;
      this.#put(tokens, from, at, indent);
      if (isOpen) this.#open(token, at === 0);
      else this.#close(token, at === 0 ? indent : undefined, first);
      from = at + 1;
    }
    this.#put(tokens, from, tokens.length, indent);
    return 1;
  }

  /** Takes a row as it was before; how many lines it has. */
  #again({ known, tokens: [first], indent }: Line): number | undefined {
    if (known === undefined || first === undefined || !this.#trusted) return undefined;
    if (this.#tooDeep > 0 || this.#stack.length > usual) return undefined;
    if (this.#continues(first, indent) || this.#noted(indent) !== undefined || !this.#isThere(known)) return undefined;
    const { row, more } = known;
    this.#block.indent ??= indent;
    this.#block.rows.push({ tokens: row.tokens, indent: row.indent, until: 0, known: row });
    this.#row = undefined;
    return 1 + more.length;
  }

  /** Whether what stands behind the line is as it was. */
  #isThere({ row, more, next }: Known): boolean {
    const at = this.#at + 1;
    const after = this.#after(at + more.length);
    // What was a note itself may have notes where the row above it is gone.
    const isNoted = row.block === undefined && beginningOf(after) === 'row' && (after?.indent ?? 0) > row.indent;
    return !isNoted && more.every((line, index) => this.#lines[at + index] === line) && beginAlike(after, next);
  }

  /** The line from there on that says something. */
  #after(index: number): Line | undefined {
    let at = index;
    while (this.#lines[at]?.tokens.length === 0) at++;
    return this.#lines[at];
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
    // No row begins with a figure.
    return open.includes(last.tokenType) && (indent > row.indent || first.tokenType === t.NumberToken);
  }

  /** Some of the tokens of a line that begins at that column: what stands between braces. */
  #put(line: readonly t.Token[], from: number, until: number, indent: number): void {
    const first = line[0];
    const token = line[from];
    if (from === until || this.#tooDeep > 0 || first === undefined || token === undefined) return;
    const tokens = until - from === line.length ? line : line.slice(from, until);
    this.#row ??= this.#begin(indent + token.startOffset - first.startOffset, from === 0);
    this.#row.tokens = this.#row.tokens.length === 0 ? tokens : [...this.#row.tokens, ...tokens];
    this.#row.until = this.#at;
  }

  /** A new row: a note of the row above where it stands deeper than the block's rows. */
  #begin(indent: number, isFirst: boolean): DraftRow {
    const block = this.#block;
    const row: DraftRow = { tokens: [], indent, until: this.#at, ...(isFirst && { from: this.#at }) };
    if (!isFirst) this.#shared.add(this.#at);
    block.indent ??= indent;
    const above = this.#noted(indent);
    if (above !== undefined) above.notes ??= [];
    (above?.notes ?? block.rows).push(row);
    return row;
  }

  /** The row above of which a row that begins there is a note. */
  #noted(indent: number): DraftRow | undefined {
    const above = this.#block.rows.at(-1);
    const isNote = above !== undefined && (above.block ?? above.known?.block) === undefined && indent > above.indent;
    return isNote ? above : undefined;
  }

  #open(brace: t.Token, isFirst: boolean): void {
    if (this.#tooDeep > 0 || this.#stack.length > deepest) {
      this.#tooDeep++;
      if (!this.#saidTooDeep) {
        const message = `Blocks stand inside blocks more than ${deepest} deep.`;
        this.#errors.add(syntaxError('tooDeep', spanOf(brace), message, { help: 'Close the blocks with `}`.' }));
      }
      this.#saidTooDeep = true;
      return;
    }
    const opener = this.#row ?? this.#begin(0, isFirst);
    opener.until = this.#at;
    const block: DraftBlock = { rows: [], opener, span: { start: brace.startOffset, end: t.endOf(brace) } };
    opener.block = block;
    this.#stack.push(block);
    this.#isRemembered &&= this.#stack.length <= usual;
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
    if (opener !== undefined) opener.until = this.#at;
    if (brace !== first) this.#shared.add(this.#at);
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

  #finished(row: DraftRow): Row {
    if (row.known !== undefined) return row.known;
    const { tokens, indent, from } = row;
    const notes = row.notes?.map((note) => this.#finished(note)) ?? none;
    const rows = row.block?.rows.map((one) => this.#finished(one));
    const block = row.block === undefined || rows === undefined ? undefined : { rows, span: row.block.span };
    const until = row.notes?.at(-1)?.until ?? row.until;
    const line = this.#isRemembered && from !== undefined && !this.#shared.has(from) ? this.#lines[from] : undefined;
    // Blocks move with lines of their own.
    if (
      from === undefined ||
      line === undefined ||
      this.#shared.has(until) ||
      !(notes.every(isWhole) && (rows ?? none).every(isWhole))
    )
      return block === undefined ? { tokens, notes, indent } : { tokens, notes, indent, block };
    const made: Row = block === undefined ? { tokens, notes, indent, line } : { tokens, notes, indent, block, line };
    const more = until === from ? none : this.#lines.slice(from + 1, until + 1);
    line.known = { row: made, more, next: this.#after(until + 1), reading: undefined };
    return made;
  }
}

const none: readonly never[] = [];

/** Whether the row lies in whole lines. */
function isWhole({ line }: Row): boolean {
  return line !== undefined;
}

/** Whether the one line would go on with the row before it where the other would. */
function beginAlike(one: Line | undefined, other: Line | undefined): boolean {
  return one === other || (one?.indent === other?.indent && beginningOf(one) === beginningOf(other));
}

function beginningOf(line: Line | undefined): string {
  const kind = line?.tokens[0]?.tokenType;
  if (kind === undefined) return 'end';
  if (goesOn.includes(kind)) return 'more';
  if (kind === t.NumberToken) return 'figure';
  return kind === t.RBrace ? 'closes' : 'row';
}

/** Where the last row of a block ends. */
function endOfRows({ rows, span }: DraftBlock): number {
  const row = rows.at(-1);
  const last = row?.notes?.at(-1)?.tokens.at(-1) ?? row?.tokens.at(-1);
  return Math.max(span.end, row?.block?.span.end ?? 0, last === undefined ? 0 : t.endOf(last));
}

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}
