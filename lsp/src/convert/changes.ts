// Changes of an open document, in the order in which they are told.
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Positions } from './positions.ts';

/** The text after the changes. Each speaks of the text that those before it left. */
export function changed(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  positions: Positions,
): string {
  const document = TextDocument.create('', '', 0, text);
  for (const change of changes) {
    // Some clients write `null` for what is not there.
    if (!('range' in change) || !change.range) {
      TextDocument.update(document, [{ text: change.text }], 0);
      continue;
    }
    const range = {
      start: positions.utf16(document, change.range.start),
      end: positions.utf16(document, change.range.end),
    };
    TextDocument.update(document, [{ range, text: change.text }], 0);
  }
  return document.getText();
}
