// Code lenses: on examples run, explanation and acceptance; on clauses how many examples and rows use them.
import type { Span } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Lens {
  readonly span: Span;
  readonly title: string;
  /** Command of the editor; absent: only words. */
  readonly command?: 'avtal.runExample' | 'avtal.explainExample' | 'avtal.acceptExample' | 'avtal.showReferences';
  /** The example's name, or the places to show. */
  readonly arguments?: readonly unknown[];
}

export function lenses(_snapshot: Snapshot): readonly Lens[] {
  return [];
}
