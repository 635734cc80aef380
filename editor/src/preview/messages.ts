// What the extension and the page in its panel say to each other.
import type { PreviewAsk, PreviewOfFiles } from '@avtal/lsp';

/** A place in a file, lines and columns from 1. To the extension the file is told by its URI. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type ToPage =
  | { readonly kind: 'words'; readonly words: Readonly<Record<string, string>>; readonly language: string }
  | { readonly kind: 'show'; readonly preview: PreviewOfFiles | null; readonly file: string }
  | { readonly kind: 'cursor'; readonly file: string; readonly line: number };

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly ask: PreviewAsk }
  | { readonly kind: 'reveal'; readonly source: Source };
