// Refactorings: a window or a choice that a row writes itself becomes a declaration with a name.
import type { Span } from '@avtal/grammar';
import type { Edit, Snapshot } from '../workspace/snapshot.ts';

export interface Refactoring {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Offset, in the text after the edits, of the new name: the editor starts a rename there. */
  readonly renameAt?: number;
}

export function refactorings(_snapshot: Snapshot, _at: Span): readonly Refactoring[] {
  return [];
}
