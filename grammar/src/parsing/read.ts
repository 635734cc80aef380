// Rows to tree: reads each row by the block in which it stands, and puts notes and blocks where they belong.
import type {
  Broken,
  Comment,
  DecideMatrix,
  File,
  Item,
  MeasureException,
  Name,
  Note,
  Span,
  WeekDeclaration,
  WeekRow,
} from '../ast.ts';
import { Errors, replaced, syntaxError } from '../mistakes/errors.ts';
import { type Followed, follow } from '../mistakes/follow.ts';
import { closest } from '../words/closest.ts';
import { keywords, phrasesFrom } from '../words/keywords.ts';
import { cut } from '../words/lexer.ts';
import type { Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';
import type { MatrixRow, TableRow } from './parser-tables.ts';
import { beginnings, inside, type Place, type RowRule, wordOf } from './places.ts';
import { readRow, spanOf } from './read-row.ts';

type FileItem = File['items'][number];

export function readFile(rows: readonly Row[], comments: readonly Comment[], text: string, errors: Errors): File {
  const items = new Reader(text, errors).file(rows);
  return { kind: 'file', items, comments, span: { start: 0, end: text.length } };
}

/** `accept AV4001`, but not a target or a value that is called `accept`. */
function isAcceptance({ tokens: [first, second] }: Row): boolean {
  return first?.tokenType === t.K.accept && second?.tokenType !== t.Colon;
}

function isTable({ tokens }: Row): boolean {
  return wordOf(tokens)?.tokenType === t.K.table;
}

function isCase({ tokens }: Row, above: Row): boolean {
  return isTable(above) && t.isA(wordOf(tokens), t.GroupWord);
}

function present<T>(node: T | undefined): T[] {
  return node === undefined ? [] : [node];
}

const none: readonly never[] = [];

/** Rows that need a block. */
const blocks: ReadonlySet<Item['kind']> = new Set(['module', 'example', 'week']);

class Reader {
  readonly #text: string;
  readonly #errors: Errors;

  constructor(text: string, errors: Errors) {
    this.#text = text;
    this.#errors = errors;
  }

  #read<R extends RowRule>(rule: R, row: Row): ReturnType<typeof readRow<R>> {
    return readRow(rule, row, this.#errors);
  }

  /** Down to the end of its notes and its block. */
  #wholeSpan(row: Row): Span {
    const { start, end } = spanOf(row);
    const note = row.notes.at(-1);
    return { start, end: Math.max(end, row.block?.span.end ?? 0, note === undefined ? 0 : spanOf(note).end) };
  }

  #broken(row: Row): Broken {
    return { kind: 'broken', span: this.#wholeSpan(row) };
  }

  // ------------------------------------------------------------------------------------------------- outside blocks
  file(rows: readonly Row[]): FileItem[] {
    const items: FileItem[] = [];
    const strays: Row[] = [];
    for (const written of rows) {
      const row = this.#corrected(written, 'fileRow');
      if (t.isA(row.tokens[0], t.FileWord)) items.push(this.#fileItem(row));
      else strays.push(row);
    }
    const [stray] = strays;
    if (stray === undefined) return items;
    if (!this.#errors.has('extraBrace')) this.#stray(stray);
    // Rows after a brace too many were meant to stand in the agreement.
    const inner = this.#items(strays, 'agreementRow');
    const home = items.findIndex((item) => item.kind === 'document' && item.main);
    return items.map((item, index) =>
      index === home && item.kind === 'document' ? { ...item, items: [...(item.items ?? []), ...inner] } : item,
    );
  }

  #stray(row: Row): void {
    const message = 'This row stands outside the agreement.';
    this.#errors.add(
      syntaxError('wrongPlace', spanOf(row), message, { help: 'Move it into a block: `agreement NAME { … }`.' }),
    );
  }

  #fileItem(row: Row): FileItem {
    const { node } = this.#read('fileRow', row);
    const place = inside(row, 'fileRow');
    const items = this.#items(row.block?.rows ?? [], place === 'orderRow' ? place : 'agreementRow');
    if (node === undefined) return this.#broken(row);
    this.#noNotes(row);
    const span = this.#wholeSpan(row);
    switch (node.kind) {
      case 'use':
        this.#noBlock(row);
        return node;
      case 'order':
        this.#needsBlock(row);
        return { ...node, items, span };
      case 'document':
        if (node.main) this.#needsBlock(row);
        return row.block === undefined ? node : { ...node, items, span };
    }
  }

  // -------------------------------------------------------------------------------------------------- inside blocks
  #items(rows: readonly Row[], place: Place): Item[] {
    const items: Item[] = [];
    for (const row of this.#adopted(rows)) items.push(...this.#again(row, place));
    return items;
  }

  /** What was read of a row is remembered with its line, where nothing in it is wrong. */
  #again(row: Row, place: Place): readonly Item[] {
    const { known } = row.line ?? {};
    if (known?.row !== row || this.#errors.hopeless) return this.#item(this.#corrected(row, place), place);
    if (known.reading?.place === place) return known.reading.items as readonly Item[];
    const said = this.#errors.said;
    const items = this.#item(this.#corrected(row, place), place);
    if (this.#errors.said === said) known.reading = { place, items, spans: undefined };
    return items;
  }

  /** Rows of a table that were not indented are read as its rows. */
  #adopted(rows: readonly Row[]): readonly Row[] {
    if (!rows.some(isTable)) return rows;
    const all: Row[] = [];
    let table: Row | undefined;
    let [cases, unindented]: [Row[] | undefined, Row[]] = [undefined, []];
    for (const row of rows) {
      if (table !== undefined && row.block === undefined && t.isA(wordOf(row.tokens), t.GroupWord)) {
        if (cases === undefined) {
          const { line: _, ...own } = table;
          cases = [...table.notes];
          all[all.length - 1] = { ...own, notes: cases };
        }
        if (cases.length === unindented.length) unindented.push(row);
        cases.push(row);
        continue;
      }
      this.#unindented(unindented);
      table = isTable(row) ? row : undefined;
      [cases, unindented] = [undefined, []];
      all.push(row);
    }
    this.#unindented(unindented);
    return all;
  }

  #unindented(rows: readonly Row[]): void {
    const [first] = rows;
    if (first === undefined) return;
    const edits = rows.map((row) => {
      const { start } = spanOf(row);
      return { span: { start, end: start }, text: '  ' };
    });
    const help = 'Begin it, and those after it, further to the right.';
    const fix = { title: 'Indent the rows of the table', edits };
    const message = 'The rows of a table stand indented under it.';
    this.#errors.add(syntaxError('wrongIndent', spanOf(first), message, { help, fix }));
  }

  #item(row: Row, place: Place): Item[] {
    const { rest, accepted } = this.#accepted(this.#regrouped(row, place));
    const items = this.#itemWithout(rest, place);
    return accepted.length === 0 ? items : [...items, ...accepted];
  }

  /** What is accepted may stand under any row, since any row may cause a finding: also under those of a week or a matrix. */
  #accepted(row: Row): { readonly rest: Row; readonly accepted: readonly Item[] } {
    if (row.notes.length === 0 && row.block === undefined) return { rest: row, accepted: none };
    const isMatrix = wordOf(row.tokens)?.tokenType === t.K.decide || row.tokens[0]?.tokenType === t.K.week;
    const block = isMatrix ? row.block : undefined;
    const all = [...row.notes, ...(block?.rows ?? none)];
    if (!all.some((one) => isAcceptance(one) || one.notes.length > 0)) return { rest: row, accepted: none };
    const under = this.#wholeSpan(row);
    const own = all.filter(isAcceptance).map((note): Item => {
      const { node } = this.#read('note', note);
      return node?.kind === 'accept' ? { ...node, under } : this.#broken(note);
    });
    const notes = row.notes.filter((note) => !isAcceptance(note));
    const inner = (block?.rows ?? []).filter((one) => !isAcceptance(one)).map((one) => this.#accepted(one));
    const rows = inner.map(({ rest }) => rest);
    return {
      rest: { ...row, notes, ...(block === undefined ? {} : { block: { ...block, rows } }) },
      accepted: [...own, ...inner.flatMap(({ accepted }) => accepted)],
    };
  }

  #itemWithout(row: Row, place: Place): Item[] {
    const first = wordOf(row.tokens);
    const word = first?.tokenType;
    if (row.tokens.length === 0) return this.#hoisted(row, place);
    if (isTable(row)) return this.#table(row, place);
    if (row.block !== undefined && word === t.K.decide) return [this.#matrix(row)];
    const isGroup = row.block !== undefined && (word === undefined || t.isA(first, t.GroupWord));
    if (isGroup) return [this.#group(row, place)];
    const { node, draft } = this.#read(place, row);
    const item = node ?? draft ?? this.#broken(row);
    // Most rows stand alone: there is nothing to put with them.
    const isAlone = row.notes.length === 0 && row.block === undefined && !blocks.has(item.kind);
    if (isAlone && item.span.end === spanOf(row).end) return [item];
    switch (item.kind) {
      case 'module':
      case 'example': {
        this.#needsBlock(row);
        const items = this.#items(row.block?.rows ?? [], item.kind === 'module' ? place : 'exampleRow');
        return [{ ...item, items, span: this.#wholeSpan(row) }, ...this.#strayNotes(row, place)];
      }
      case 'week':
        this.#needsBlock(row);
        return [this.#week(item, row), ...this.#strayNotes(row, place)];
      case 'measure': {
        const exceptions: MeasureException[] = [];
        const strays: Item[] = [];
        for (const note of row.notes) {
          if (this.#isMisplaced(note, place, row)) strays.push(...this.#misplaced(note, place, row));
          else exceptions.push(...present(this.#read('measureNote', note).node));
        }
        return [{ ...item, exceptions, span: this.#wholeSpan(row) }, ...strays, ...this.#hoisted(row, place)];
      }
      case 'clause': {
        const notes: Note[] = [];
        const strays: Item[] = [];
        for (const note of row.notes) {
          if (this.#isMisplaced(note, place, row)) strays.push(...this.#misplaced(note, place, row));
          else {
            const { node } = this.#read('note', note);
            notes.push(node === undefined || node.kind === 'accept' ? this.#broken(note) : node);
          }
        }
        return [{ ...item, notes, span: this.#wholeSpan(row) }, ...strays, ...this.#hoisted(row, place)];
      }
      default:
        // The rows of an example that cannot be read are still rows of an example.
        if (word === t.K.example) {
          this.#items(row.block?.rows ?? [], 'exampleRow');
          return [item];
        }
        return [item, ...this.#strayNotes(row, place), ...this.#hoisted(row, place)];
    }
  }

  #group(row: Row, place: Place): Item {
    const { node } = this.#read('group', row);
    const items = this.#items(row.block?.rows ?? [], place);
    return node === undefined ? this.#broken(row) : { ...node, items, span: this.#wholeSpan(row) };
  }

  #week(week: WeekDeclaration, row: Row): WeekDeclaration {
    const rows = (row.block?.rows ?? []).flatMap((one): WeekRow[] => {
      this.#noNotes(one);
      return present(this.#read('weekRow', one).node);
    });
    return { ...week, rows, span: this.#wholeSpan(row) };
  }

  #table(row: Row, place: Place): Item[] {
    const { node } = this.#read('table', row);
    const rows: TableRow[] = [];
    const strays: Item[] = [];
    for (const one of [...row.notes, ...(row.block?.rows ?? [])]) {
      if (this.#isMisplaced(one, place, row)) strays.push(...this.#misplaced(one, place, row));
      else rows.push(...present(this.#read('tableRow', one).node));
    }
    if (node === undefined) return [this.#broken(row), ...strays];
    if (rows.length === 0) {
      const help = 'Write a row for each case under it, indented: `when severity is high: …`.';
      this.#errors.add(syntaxError('missingValue', spanOf(row), 'This table has no rows.', { help }));
    }
    return [{ ...node, rows, span: this.#wholeSpan(row) }, ...strays];
  }

  /** The first row of a matrix names the columns. */
  #matrix(row: Row): DecideMatrix | Broken {
    const { node } = this.#read('matrix', row);
    let columns: Name[] = [];
    const rows: MatrixRow[] = [];
    for (const one of row.block?.rows ?? []) {
      this.#noNotes(one);
      if (one.tokens[0]?.tokenType === t.Pipe) columns = this.#read('matrixColumns', one).node ?? columns;
      else rows.push(...present(this.#read('matrixRow', one).node));
    }
    return node === undefined ? this.#broken(row) : { ...node, columns, rows, span: this.#wholeSpan(row) };
  }

  // -------------------------------------------------------------------------------------- what stands where it should not
  /** A first word that is nearly one of the language is read as that word, a setting as one without a colon; reading reports it. */
  #corrected(row: Row, place: Place | 'fileRow'): Row {
    const [first] = row.tokens;
    if (place === 'agreementRow' && row.tokens[1]?.tokenType === t.Colon) return this.#withoutColon(row);
    // In orders and examples a row may begin with any name: `tier Pro`; before a colon stands a target.
    if (place === 'orderRow' || place === 'exampleRow' || first?.tokenType !== t.WordToken) return row;
    if (row.tokens.some((token) => token.tokenType === t.Colon)) return row;
    const meant = closest(first.image, beginnings(place)) ?? '';
    const keyword = phrasesFrom(meant).find(({ words }) => words.length === 1)?.keyword;
    if (keyword === undefined) return row;
    const span = { start: first.startOffset, end: t.endOf(first) };
    const message = `No row begins with \`${first.image}\`; \`${keyword.en}\` does.`;
    this.#errors.add(syntaxError('unknownRow', span, message, replaced(span, keyword.en)));
    return { ...row, tokens: [t.retype(first, t.K[keyword.id], keyword.en), ...row.tokens.slice(1)] };
  }

  /** `tiers: Basis | Pro`, `vat: 25% on top`: no row of a target, which would promise times. */
  #withoutColon(row: Row): Row {
    const [first, colon, value] = row.tokens;
    const word = keywords.find(({ en }) => en === first?.image);
    const isSetting = word?.roles.some((role) => role === 'setting' || role === 'declaration');
    if (first === undefined || colon === undefined || !isSetting || word?.roles.includes('clause')) return row;
    const span = { start: colon.startOffset, end: t.endOf(colon) };
    const { start, end } = spanOf(row);
    const text = `${this.#text.slice(0, span.start)} ${this.#text.slice(span.end, end)}`;
    const { tokens } = cut(text, start, end, new Errors());
    const fits = ({ accepted, mayEnd }: Followed, all: readonly t.Token[]) => accepted === all.length && mayEnd;
    const isTarget = fits(follow('agreementRow', row.tokens), row.tokens) && value?.tokenType !== t.WordToken;
    if (isTarget || !fits(follow('agreementRow', tokens), tokens)) return row;
    const title = `Leave the colon out: \`${text.slice(start, end).replace('  ', ' ')}\``;
    const fix = { title, edits: [{ span, text: '' }] };
    const message = `A row with \`${first.image}\` has no colon.`;
    this.#errors.add(syntaxError('unexpected', span, message, { help: `${title}.`, fix }));
    return { ...row, tokens };
  }

  /** Whether a row that is indented like a note, or like a case of a table, begins like a row: with a word of one, or as a target. */
  #isMisplaced(note: Row, place: Place, above: Row): boolean {
    const { tokens } = note;
    const [first] = tokens;
    if (first === undefined || isCase(note, above)) return false;
    const isTarget = first.tokenType === t.WordToken && tokens.some((token) => token.tokenType === t.Colon);
    if (isTarget && closest(first.image, beginnings('note')) === undefined) return true;
    const isMark = [t.Paper, t.K.default, t.K.override].includes(first.tokenType);
    return isMark || (t.isA(first, t.RowWord) && beginnings(place).includes(first.image));
  }

  /** What stands deeper than a row that is indented like a note belongs to that row. */
  #regrouped(row: Row, place: Place): Row {
    if (row.notes.length < 2 || !row.notes.some((note) => this.#isMisplaced(note, place, row))) return row;
    const notes: Row[] = [];
    let above: (Row & { readonly notes: Row[] }) | undefined;
    for (const note of row.notes) {
      if (this.#isMisplaced(note, place, above ?? row)) {
        const { line: _, ...own } = note;
        above = { ...own, notes: [...note.notes] };
        notes.push(above);
      } else if (above !== undefined && (note.indent > above.indent || isCase(note, above))) above.notes.push(note);
      else {
        above = undefined;
        notes.push(note);
      }
    }
    return { ...row, notes };
  }

  #misplaced(note: Row, place: Place, above: Row): Item[] {
    const title = 'Begin it below the beginning of the row above';
    const message = `This row is indented as if \`${wordOf(note.tokens)?.image ?? ''}\` were a note to the row above.`;
    const { start } = spanOf(note);
    let line = start;
    while (' \t'.includes(this.#text[line - 1] ?? '\n')) line--;
    const edits = [{ span: { start: line, end: start }, text: ' '.repeat(above.indent) }];
    this.#errors.add(syntaxError('wrongIndent', spanOf(note), message, { help: `${title}.`, fix: { title, edits } }));
    return this.#items([note], place);
  }

  /** Only clauses have notes; what stands under other rows is a row that was indented too far. */
  #strayNotes(row: Row, place: Place): Item[] {
    return row.notes.flatMap((note) => {
      if (this.#isMisplaced(note, place, row)) return this.#misplaced(note, place, row);
      this.#noteHere(note);
      return [];
    });
  }

  #noNotes(row: Row): void {
    for (const note of row.notes) this.#noteHere(note);
  }

  #noteHere(note: Row): void {
    const help = 'Notes stand under clauses; begin a row of its own below the beginning of the row above.';
    this.#errors.add(syntaxError('wrongIndent', spanOf(note), 'A note stands here, but not under a clause.', { help }));
  }

  /** A row without a block has one: its rows are read all the same. */
  #hoisted(row: Row, place: Place): Item[] {
    if (row.block === undefined) return [];
    this.#noBlock(row);
    return this.#items(row.block.rows, place);
  }

  #noBlock(row: Row): void {
    if (row.block === undefined) return;
    const { start } = row.block.span;
    const message = 'A block stands here, after a row that has none.';
    this.#errors.add(
      syntaxError('unexpectedBlock', { start, end: start + 1 }, message, { help: 'Remove the braces.' }),
    );
  }

  #needsBlock(row: Row): void {
    if (row.block !== undefined) return;
    const { end } = spanOf(row);
    const name = row.tokens
      .slice(0, 2)
      .map((token) => token.image)
      .join(' ');
    const fix = { title: 'Add a block', edits: [{ span: { start: end, end }, text: ' {\n}' }] };
    this.#errors.add(
      syntaxError('missingBlock', spanOf(row), `\`${name}\` has no block.`, {
        help: 'Write `{`, its rows, and `}` after it.',
        fix,
      }),
    );
  }
}
