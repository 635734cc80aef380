// Formatting: of the document, of a stretch, and of a row that was just finished with the rows that it is aligned with.
import { formatEdits, type Span } from '@avtal/grammar';
import type { TextEdit } from 'vscode-languageserver';
import { type Asked, about, type Context } from './context.ts';

export function serveFormatting(context: () => Context): void {
  const { connection } = context();
  const none: TextEdit[] = [];

  function formatted({ view, places }: Asked, range?: Span): TextEdit[] {
    return formatEdits(view.file.text, range).map(({ span, text }) => ({ range: places.range(span), newText: text }));
  }

  connection.onDocumentFormatting(about(context, 'formatting', none, (asked) => formatted(asked)));
  connection.onDocumentRangeFormatting(
    about(context, 'formatting', none, (asked, { range }) => formatted(asked, asked.places.span(range))),
  );
  connection.onDocumentOnTypeFormatting(
    about(context, 'formatting', none, (asked, { ch, position: { line } }) => {
      // After a line break the row above is finished; the new line is left as the editor indented it.
      const row = ch === '\n' ? line - 1 : line;
      if (row < 0) return none;
      const { text } = asked.view.file;
      const offset = asked.places.offset({ line: row, character: 0 });
      const { end } = asked.places.span({
        start: { line: row, character: 0 },
        end: { line: row, character: 2 ** 31 - 1 },
      });
      return formatted(asked, { start: blockStart(text, offset), end });
    }),
  );
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
