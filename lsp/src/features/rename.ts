// Rename: what may be renamed, and every place that changes with it.
import type { Span } from '@avtal/grammar';
import type { Edit, Snapshot } from '../workspace/snapshot.ts';

export type Renaming = { readonly edits: readonly Edit[] } | { readonly refused: string };

/** What would be renamed, or why it cannot be. */
export function prepareRename(
  _snapshot: Snapshot,
  _offset: number,
): { readonly span: Span; readonly text: string } | { readonly refused: string } {
  return { refused: 'There is no name here.' };
}

/** Refused with a sentence where the name cannot be a name, or is taken. */
export function rename(_snapshot: Snapshot, _offset: number, _to: string): Renaming {
  return { refused: 'There is no name here.' };
}
