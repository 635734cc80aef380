// The files that are known: open ones as the editor has them, others as they lie on disk, each parsed once.
import { type Used, usesOf } from '@avtal/compiler';
import { type Parsed, parse, reparse } from '@avtal/grammar';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A file at one moment. A change makes another. */
export interface KnownFile {
  /** In one spelling (uris.ts). */
  readonly key: string;
  /** As the client spells it. */
  readonly uri: string;
  readonly root: string;
  /** Below the root: its name in compilations. */
  readonly path: string;
  readonly isOpen: boolean;
  readonly document: TextDocument;
  readonly text: string;
  readonly parsed: Parsed;
  readonly uses: readonly Used[];
}

export type FileName = Pick<KnownFile, 'key' | 'uri' | 'root' | 'path'>;

/** `before`: what was read of the file before an edit. */
export function fileOf(
  { key, uri, root, path }: FileName,
  document: TextDocument,
  isOpen: boolean,
  before?: Parsed,
): KnownFile {
  const text = document.getText();
  const parsed = parsedOf(text, before);
  return { key, uri, root, path, isOpen, document, text, parsed, uses: usesOf(path, parsed.file) };
}

/** A text on which the parser runs out of stack is one that says nothing, and is said to be so. */
function parsedOf(text: string, before: Parsed | undefined): Parsed {
  try {
    return reparse(text, before);
  } catch {
    const message = 'This file cannot be read: too much in it stands inside one another.';
    const { file, tokens } = parse('');
    return { file, tokens, errors: [{ code: tooDeep, message, span: { start: 0, end: text.length } }] };
  }
}

const tooDeep = 'AV0007';

export function documentOf(uri: string, version: number, text: string): TextDocument {
  return TextDocument.create(uri, 'avtal', version, text);
}

/** The files of one root by their path, and which of them use which. */
export class Files {
  readonly #byPath = new Map<string, KnownFile>();

  get(path: string): KnownFile | undefined {
    return this.#byPath.get(path);
  }

  set(file: KnownFile): void {
    this.#byPath.set(file.path, file);
  }

  delete(path: string): void {
    this.#byPath.delete(path);
  }

  all(): readonly KnownFile[] {
    return [...this.#byPath.values()];
  }

  usesOf(path: string): readonly string[] {
    return this.#byPath.get(path)?.uses.flatMap((used) => used.path ?? []) ?? [];
  }
}
