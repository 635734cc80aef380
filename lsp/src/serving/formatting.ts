// Formatting: of the document, of a stretch, and of a row that was just finished with the rows that it is aligned with.
import { type TextEdit as BlankEdit, formatEdits, type Span } from '@avtal/grammar';
import type { TextEdit } from 'vscode-languageserver';
import { type Asked, about, type Context } from './context.ts';

export function serveFormatting(context: () => Context): void {
  const { connection } = context();
  const none: TextEdit[] = [];

  function formatted({ view, places }: Asked, range?: Span): TextEdit[] {
    return sent(places, formatEdits(view.file.text, range));
  }

  connection.onDocumentFormatting(about(context, 'formatting', none, (asked) => formatted(asked)));
  connection.onDocumentRangeFormatting(
    about(context, 'formatting', none, (asked, { range }) => formatted(asked, asked.places.span(range))),
  );
  connection.onDocumentOnTypeFormatting(
    about(context, 'formatting', none, (asked, { ch, position: { line } }) => {
      // After a line break the row above is finished; the new line stands to it as the editor meant it.
      const row = ch === '\n' ? line - 1 : line;
      if (row < 0) return none;
      const { view, places } = asked;
      const { text } = view.file;
      const { start, end } = places.span({
        start: { line: row, character: 0 },
        end: { line: row, character: 2 ** 31 - 1 },
      });
      const edits = formatEdits(text, { start: blockStart(text, start), end });
      const moved = row < line ? movedAlong(text, edits, start, places.offset({ line, character: 0 })) : [];
      return sent(places, [...edits, ...moved]);
    }),
  );
}

function sent(places: Asked['places'], edits: readonly BlankEdit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: places.range(span), newText: text }));
}

/** A new line without a word goes in or out with the row above it, or what is typed there would stand at a depth of its own. */
function movedAlong(
  text: string,
  edits: readonly BlankEdit[],
  rowStart: number,
  lineStart: number,
): readonly BlankEdit[] {
  const depth = edits.find(({ span }) => span.start === rowStart);
  if (depth === undefined) return [];
  const old = text.slice(rowStart, depth.span.end);
  const blanks = /^[ \t]*(?=[\r\n]|$)/.exec(text.slice(lineStart))?.[0];
  if (blanks?.startsWith(old) !== true) return [];
  return [{ span: { start: lineStart, end: lineStart + old.length }, text: depth.text }];
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
