// Places and edits of features (paths and offsets) as locations and workspace edits of the protocol (URIs and positions).
import { edited } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';
import {
  type Location,
  type Position,
  type Range,
  StringValue,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { documentOf } from '../workspace/files.ts';
import type { Edit, Place } from '../workspace/snapshot.ts';
import type { View } from '../workspace/workspace.ts';
import type { Positions } from './positions.ts';

/** Converts what features answer about one file and those it belongs with. */
export class Places {
  readonly #view: View;
  readonly #positions: Positions;

  constructor(view: View, positions: Positions) {
    this.#view = view;
    this.#positions = positions;
  }

  // ------------------------------------------------------------------------------------------- the file asked about

  offset(position: Position): number {
    return this.#positions.offsetAt(this.#view.file.document, position);
  }

  span(range: Range): Span {
    return this.#positions.span(this.#view.file.document, range);
  }

  position(offset: number): Position {
    return this.#positions.positionAt(this.#view.file.document, offset);
  }

  range(span: Span): Range {
    return this.#positions.range(this.#view.file.document, span);
  }

  /** Of an offset in the text that the edits leave. */
  positionAfter(edits: readonly Edit[], offset: number): Position {
    const { file } = this.#view;
    const own = edits.filter((edit) => edit.file === file.path).toSorted((a, b) => a.span.start - b.span.start);
    return this.#positions.positionAt(documentOf(file.uri, 0, edited(file.text, own)), offset);
  }

  // ------------------------------------------------------------------------------------------------- files by path

  uri(path: string): string | undefined {
    return this.#view.locate(path)?.uri;
  }

  /** Places in files that are gone by now are left out. */
  locations(places: readonly Place[]): Location[] {
    return places.flatMap(({ file, span }): Location[] => {
      const found = this.#view.locate(file);
      return found === undefined ? [] : [{ uri: found.uri, range: this.#positions.range(found.document, span) }];
    });
  }

  edit(edits: readonly Edit[]): WorkspaceEdit {
    const changes: Record<string, TextEdit[]> = {};
    for (const { file, span, text } of edits) {
      const found = this.#view.locate(file);
      if (found === undefined) continue;
      const change = { range: this.#positions.range(found.document, span), newText: text };
      changes[found.uri] = [...(changes[found.uri] ?? []), change];
    }
    return { changes };
  }

  /** The same where the author goes on writing in the text of the one edit. */
  editGoingOn([edit]: readonly Edit[], cursor: number): WorkspaceEdit {
    const found = edit && this.#view.locate(edit.file);
    if (edit === undefined || found === undefined) return { documentChanges: [] };
    const { document, isOpen, uri } = found;
    const [before, behind] = [edit.text.slice(0, cursor), edit.text.slice(cursor)].map(literally);
    const snippet = StringValue.createSnippet(`${before}$0${behind}`);
    const textDocument = { uri, version: isOpen ? document.version : null };
    return {
      documentChanges: [{ textDocument, edits: [{ range: this.#positions.range(document, edit.span), snippet }] }],
    };
  }
}

/** In the syntax of snippets, without any of its signs. */
const literally = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
