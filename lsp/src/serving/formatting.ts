// Formatting: of the document, of a stretch, and of a row that was just finished with the rows that it is aligned with.
import { type TextEdit as BlankEdit, formatEdits } from '@avtal/grammar';
import type { TextEdit } from 'vscode-languageserver';
import { rowFinished } from '../features/typing.ts';
import type { KnownFile } from '../workspace/files.ts';
import type { Context, InDocument } from './context.ts';

export function serveFormatting(context: () => Context): void {
  const { connection } = context();

  /** Answers from the text alone, and at once: editors drop what comes when somebody has typed on. */
  function fromText<P extends InDocument>(
    answer: (file: KnownFile, params: P, context: Context) => readonly BlankEdit[],
  ): (params: P) => TextEdit[] {
    return (params) => {
      const { workspace, positions, report } = context();
      try {
        const file = workspace.openFile(params.textDocument.uri);
        if (file === undefined) return [];
        const { document } = file;
        const edits = answer(file, params, context());
        return edits.map(({ span, text }) => ({ range: positions.range(document, span), newText: text }));
      } catch (error) {
        report('formatting', error);
        return [];
      }
    };
  }

  connection.onDocumentFormatting(fromText(({ text }) => formatEdits(text)));
  connection.onDocumentRangeFormatting(
    fromText(({ text, document }, { range }, { positions }) => formatEdits(text, positions.span(document, range))),
  );
  connection.onDocumentOnTypeFormatting(
    fromText(({ text, parsed, document }, { ch, position: { line } }, { positions }) => {
      // After a line break the row above is finished; the new line stands to it as the editor meant it.
      const row = ch === '\n' ? line - 1 : line;
      if (row < 0) return [];
      const begins = { line: row, character: 0 };
      const span = positions.span(document, { start: begins, end: { ...begins, character: 2 ** 31 - 1 } });
      return rowFinished(
        text,
        parsed,
        span,
        row < line ? positions.offsetAt(document, { line, character: 0 }) : undefined,
      );
    }),
  );
}
