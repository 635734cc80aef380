// While somebody types: the row that was just finished, with the rows that it is aligned with, and where the next one begins.
import { formatEdits, type Parsed, type Span, syntax, type TextEdit } from '@avtal/grammar';

/** `row`: what was finished, from the beginning of its line to the end. `next`: where the line behind it begins, if it was ended. */
export function rowFinished(text: string, parsed: Parsed, row: Span, next?: number): readonly TextEdit[] {
  const start = blockStart(text, row.start);
  const astray = astrayBefore(parsed, row.end);
  const block = { start: Math.min(start, astray?.start ?? start), end: Math.max(row.end, astray?.end ?? row.end) };
  const edits = formatEdits(text, block);
  const end = next === undefined ? 0 : lineEnd(text, next);
  // A new line that has a word already, such as a brace, is a row like others.
  if (next === undefined || !isEmpty(text.slice(next, end))) return edits;
  return [
    ...edits.filter(({ span }) => span.start < next || span.start > end),
    ...(isEmpty(text.slice(row.start, row.end)) ? movedOut(text, next) : movedAlong(text, edits, row.start, next)),
  ];
}

/**
 * Who types fast goes on before the editor has put a row at its depth. With the next row that is finished in peace all go
 * there that came astray since: from the first of them to the end of the last, which may have opened a block.
 */
function astrayBefore({ file, errors }: Parsed, end: number): Span | undefined {
  const all = errors.filter(({ code }) => code === syntax.wrongIndent.code);
  if (all.length === 0) return undefined;
  const items = file.items.flatMap((item): readonly { readonly span: Span }[] =>
    'items' in item ? (item.items ?? []) : [],
  );
  const astrayIn = (span: Span | undefined) =>
    span && all.find(({ span: { start } }) => span.start <= start && start < Math.min(span.end, end));
  let at = items.findLastIndex(({ span }) => span.start < end);
  const last = items[at]?.span;
  let first = astrayIn(last);
  for (let above = astrayIn(items[--at]?.span); above !== undefined; above = astrayIn(items[--at]?.span)) first = above;
  return first && last && { start: first.span.start, end: last.end };
}

const isEmpty = (line: string): boolean => /^\s*$/.test(line);

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

const blanksAt = (text: string, start: number): string => /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';

/** A new line without a word goes in or out with the row above it, or what is typed there would stand at a depth of its own. */
function movedAlong(
  text: string,
  edits: readonly TextEdit[],
  rowStart: number,
  lineStart: number,
): readonly TextEdit[] {
  const depth = edits.find(({ span }) => span.start === rowStart);
  if (depth === undefined) return [];
  const old = text.slice(rowStart, depth.span.end);
  if (!blanksAt(text, lineStart).startsWith(old)) return [];
  return [{ span: { start: lineStart, end: lineStart + old.length }, text: depth.text }];
}

/** A line that is left empty ends the notes of a row, and the rows of a table: what follows stands below that row. */
function movedOut(text: string, lineStart: number): readonly TextEdit[] {
  const blanks = blanksAt(text, lineStart);
  const above = linesAbove(text, lineStart);
  const last = above.next().value;
  if (last === undefined || blanks === '' || blanksAt(last, 0) !== blanks) return [];
  for (const line of above) {
    const depth = blanksAt(line, 0);
    if (depth.length >= blanks.length) continue;
    const isBlock = /\{\s*(?:\/\/.*)?$/.test(line);
    return isBlock ? [] : [{ span: { start: lineStart, end: lineStart + blanks.length }, text: depth }];
  }
  return [];
}

/** The lines that say something, the nearest first. */
function* linesAbove(text: string, start: number): Generator<string, undefined> {
  for (let end = start - 1; end > 0; ) {
    const line = text.lastIndexOf('\n', end - 1) + 1;
    const written = text.slice(line, end);
    if (!isEmpty(written) && !written.trimStart().startsWith('//')) yield written;
    end = line - 1;
  }
  return undefined;
}

/** Where the rows above begin that stand without a gap: with a row that is new among them, their columns may move. */
function blockStart(text: string, rowStart: number): number {
  let start = rowStart;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (/^\s*$|[{}]\s*$/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
