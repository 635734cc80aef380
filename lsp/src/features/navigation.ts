// Where a name is declared and where it is used, in every file of its agreements.
import type { Span } from '@avtal/grammar';
import type { Place, Snapshot } from '../workspace/snapshot.ts';

/** `from`: the name or paper number at the offset. */
export function definition(
  _snapshot: Snapshot,
  _offset: number,
): { readonly from: Span; readonly to: readonly Place[] } | undefined {
  return undefined;
}

export function references(_snapshot: Snapshot, _offset: number, _withDeclaration: boolean): readonly Place[] {
  return [];
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'declaration' | 'use';
}
export function highlights(_snapshot: Snapshot, _offset: number): readonly Highlight[] {
  return [];
}
