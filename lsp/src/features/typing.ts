// While somebody types: the row that was just finished, with the rows that it is aligned with, and where the next one begins.
import { formatEdits, type Parsed, type Span, syntax, type TextEdit } from '@avtal/grammar';

/** `row`: what was finished, from the beginning of its line to the end. `next`: where the line behind it begins, if it was ended. */
export function rowFinished(text: string, { errors }: Parsed, row: Span, next?: number): readonly TextEdit[] {
  const block = { start: blockStart(text, row.start), end: row.end };
  // Rows that stand as deep as the notes above them and are none were meant to stand where the repair of this mistake puts
  // them: also those whose turn an editor left out because somebody went on typing.
  const astray = errors.filter(
    ({ code, span }) => code === syntax.wrongIndent.code && block.start <= span.start && span.start < block.end,
  );
  const edits = astray.length > 0 ? astray.flatMap(({ fix }) => fix?.edits ?? []) : formatEdits(text, block);
  if (next === undefined) return edits;
  return [
    ...edits,
    ...(isEmpty(text.slice(row.start, row.end)) ? movedOut(text, next) : movedAlong(text, edits, row.start, next)),
  ];
}

const isEmpty = (line: string): boolean => /^\s*$/.test(line);

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
  const blanks = /^[ \t]*(?=[\r\n]|$)/.exec(text.slice(lineStart))?.[0];
  if (blanks?.startsWith(old) !== true) return [];
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
