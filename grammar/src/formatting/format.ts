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
import { saysTheSame } from './same.ts';

export type { TextEdit } from './edits.ts';

/**
 * The text in the form of docs/formatting.md, or why it cannot be read: a text with mistakes is not changed. What is
 * returned was read again and says the same as before; if it ever did not, the text comes back as it was.
 */
export function format(text: string): { readonly text: string } | { readonly refused: readonly Mistake[] } {
  const before = read(text);
  if (before.errors.length > 0) return { refused: before.errors };
  return { text: applied(text, checked(text, before, editsOf(text, before))) };
}

/**
 * The same as edits of blanks, in the order of the text. With a range, only of the lines that it touches, aligned as
 * they are with all of their neighbours; then a row that cannot be read, there or elsewhere, is left as it is, and so is
 * everything while braces do not match. Lines stay as far in as they are where another depth would make them notes of
 * rows that are not in the range, or the other way round.
 */
export function formatEdits(text: string, range?: Span): readonly TextEdit[] {
  const before = read(text);
  if (before.errors.some(({ code }) => range === undefined || unsure.includes(code))) return [];
  const edits = editsOf(text, before, range);
  const found = checked(text, before, edits);
  if (found.length > 0 || range === undefined) return found;
  const inside = edits.filter(({ span }) => span.start > 0 && !/[\r\n]/.test(text.charAt(span.start - 1)));
  return checked(text, before, inside);
}

/** With these, it is not known how deep a row stands, or what was read. */
const unsure = (['unclosedBlock', 'extraBrace', 'tooDeep', 'tooLarge', 'tooMany'] as const).map(
  (name) => syntax[name].code as string,
);

function checked(text: string, before: Read, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.length === 0 || saysTheSame(before, read(applied(text, edits))) ? edits : [];
}

function editsOf(text: string, before: Read, range?: Span): readonly TextEdit[] {
  const sources = sourcesOf(text);
  const broken = brokenLines(sources, before);
  const lines = arranged(text, sources, before, (line) => broken.has(line));
  const isMeant = (source: Source, at: number): boolean => {
    if (range === undefined) return true;
    const next = sources[at + 1]?.start ?? text.length;
    if (lines[at] === undefined) return range.start <= source.start && range.end >= next;
    return range.start <= source.end && (range.end > source.start || range.start >= source.start);
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
