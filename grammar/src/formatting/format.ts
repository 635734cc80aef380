// The formatter: text to text, in which only blanks and line ends differ.
import type { Span } from '../ast.ts';
import type { Mistake } from '../mistakes/errors.ts';
import { syntax } from '../mistakes/syntax-codes.ts';
import { type Read, read } from '../parse.ts';
import { spanOf } from '../parsing/read-row.ts';
import type { Row } from '../words/lines.ts';
import { arranged, endOf } from './arrange.ts';
import { applied, blankEdits, type TextEdit } from './edits.ts';
import { type Source, sourcesOf } from './lines.ts';
import { meansTheSame, saysTheSame } from './same.ts';

export type { TextEdit } from './edits.ts';

/**
 * The text in the form of docs/formatting.md, or why it cannot be read: a text with mistakes is not changed, unless all
 * that is wrong is how deep rows stand. What is returned was read again and says the same as before, with those rows where
 * they belong; if it ever did not, the text comes back as it was.
 */
export function format(text: string): { readonly text: string } | { readonly refused: readonly Mistake[] } {
  const { refused, placed } = inPlace(text);
  if (placed.read.errors.length > 0) return { refused };
  return { text: applied(text, firstThatSaysTheSame(text, placed, [editsOf(text, placed)])) };
}

/**
 * The same as edits of blanks, in the order of the text. With a range, only of the lines that it touches, aligned as
 * they are with all of their neighbours; then a row that cannot be read, there or elsewhere, is left as it is, and so is
 * everything while braces do not match. Lines stay as far in as they are where another depth would make them notes of
 * rows that are not in the range, or the other way round.
 */
export function formatEdits(text: string, range?: Span): readonly TextEdit[] {
  const { placed, moves } = inPlace(text, range);
  if (placed.read.errors.some(({ code }) => range === undefined || unsure.includes(code))) return [];
  const edits = editsOf(text, placed, range);
  if (range === undefined) return firstThatSaysTheSame(text, placed, [edits]);
  const inside = edits.filter(({ span }) => span.start > 0 && !/[\r\n]/.test(text.charAt(span.start - 1)));
  return firstThatSaysTheSame(text, placed, [edits, inside, moves]);
}

/** With these, it is not known how deep a row stands, or what was read. */
const unsure = (['unclosedBlock', 'extraBrace', 'tooDeep', 'tooLarge', 'tooMany'] as const).map(
  (name) => syntax[name].code as string,
);

/** A text in which rows stand where they belong, line for line. */
interface Placed {
  readonly text: string;
  readonly read: Read;
}

/** Rows that stand as deep as notes and are none, and those of a table that do not, go to where they are read: those in the range. */
function inPlace(
  text: string,
  range?: Span,
): { readonly refused: readonly Mistake[]; readonly placed: Placed; readonly moves: readonly TextEdit[] } {
  const before = read(text);
  const refused = before.errors;
  const stays = { refused, placed: { text, read: before }, moves: [] };
  const astray = refused.filter(({ code }) => code === syntax.wrongIndent.code);
  if (astray.length === 0) return stays;
  const sources = sourcesOf(text);
  const isMeant = ({ span }: TextEdit): boolean => {
    const line = sources[lineAt(sources, span.end)];
    return line !== undefined && touches(range, line) && text.slice(line.start, span.end).trim() === '';
  };
  const moves = astray
    .flatMap(({ fix: { edits } = { edits: [] } }) => (edits.every(isMeant) ? edits : []))
    .sort((a, b) => a.span.start - b.span.start);
  const moved = applied(text, moves);
  const after = read(moved);
  const isBetter = after.errors.length < refused.length && meansTheSame(before, after);
  return isBetter ? { refused, placed: { text: moved, read: after }, moves } : stays;
}

/** Whether any of the line is in the range. */
function touches(range: Span | undefined, { start, end }: Span): boolean {
  return range === undefined || (range.start <= end && (range.end > start || range.start >= start));
}

function firstThatSaysTheSame(
  text: string,
  placed: Placed,
  all: readonly (readonly TextEdit[])[],
): readonly TextEdit[] {
  const isSame = (edits: readonly TextEdit[]): boolean => saysTheSame(placed.read, read(applied(text, edits)));
  return all.find((edits) => (edits.length === 0 && placed.text === text) || isSame(edits)) ?? [];
}

function editsOf(text: string, placed: Placed, range?: Span): readonly TextEdit[] {
  const sources = sourcesOf(text);
  const broken = brokenLines(sourcesOf(placed.text), placed.read);
  const lines = arranged(placed.text, sourcesOf(placed.text), placed.read, (line) => broken.has(line));
  const isMeant = (source: Source, at: number): boolean => {
    if (range === undefined || lines[at] !== undefined) return touches(range, source);
    return range.start <= source.start && range.end >= (sources[at + 1]?.start ?? text.length);
  };
  const last = lines.findLastIndex((line) => line !== undefined);
  return sources.flatMap((source, at): readonly TextEdit[] => {
    const { start, end, by } = source;
    const line = lines[at];
    if (!isMeant(source, at)) return [];
    if (line === undefined) return [{ span: { start, end: end + by.length }, text: '' }];
    const edits = blankEdits(text.slice(start, end), line, start);
    const isOpen = at === last && by === '';
    return isOpen ? [...edits, { span: { start: end, end }, text: endOf(sources) }] : edits;
  });
}

/** The lines of all rows in which something could not be read. */
function brokenLines(sources: readonly Source[], { rows, errors }: Read): ReadonlySet<number> {
  const broken = new Set<number>();
  if (errors.length === 0) return broken;
  const freeze = ({ start, end }: Span): void => {
    for (let at = lineAt(sources, start); at < sources.length && (sources[at]?.start ?? 0) <= end; at++) broken.add(at);
  };
  for (const { span } of errors) freeze(span);
  const visit = (row: Row): void => {
    const span = spanOf(row);
    if (row.tokens.length > 0 && broken.has(lineAt(sources, span.end))) freeze(span);
    for (const one of [...row.notes, ...(row.block?.rows ?? [])]) visit(one);
  };
  for (const row of rows) visit(row);
  return broken;
}

function lineAt(sources: readonly Source[], offset: number): number {
  let [low, high] = [0, sources.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sources[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
