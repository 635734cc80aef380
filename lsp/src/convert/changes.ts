// Changes of an open document, in the order in which they are told.
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Positions } from './positions.ts';

/** The text after the changes. Each speaks of the text that those before it left. */
export function changed(
  before: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  positions: Positions,
): string {
  let document = before;
  for (const change of changes) {
    // The document before knows where its lines begin.
    const { text } = change;
    const whole = document.getText();
    // Some clients write `null` for what is not there.
    const range = 'range' in change ? change.range : undefined;
    const [start, end] = range ? [at(range.start), at(range.end)].sort((a, b) => a - b) : [0, whole.length];
    document = TextDocument.create('', '', 0, whole.slice(0, start) + text + whole.slice(end));
  }
  return document.getText();

  function at(position: Position): number {
    return document.offsetAt(positions.utf16(document, position));
  }
}
