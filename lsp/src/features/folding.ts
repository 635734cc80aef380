// Folding: blocks, notes under a row, runs of comments.
import type { SourceFile } from '@avtal/compiler';

export interface Fold {
  /** Offsets; the editor folds whole lines. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'block' | 'comment';
}

export function folds(_file: SourceFile): readonly Fold[] {
  return [];
}
