// Formatting: of the document, of a stretch, and of a row that was just finished with the rows that it is aligned with.
import { type TextEdit as BlankEdit, formatEdits, type Span } from '@avtal/grammar';
import type { TextEdit } from 'vscode-languageserver';
import { rowFinished } from '../features/typing.ts';
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
      const { text, parsed } = view.file;
      const span = places.span({ start: { line: row, character: 0 }, end: { line: row, character: 2 ** 31 - 1 } });
      const next = row < line ? places.offset({ line, character: 0 }) : undefined;
      return sent(places, rowFinished(text, parsed, span, next));
    }),
  );
}

function sent(places: Asked['places'], edits: readonly BlankEdit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: places.range(span), newText: text }));
}
