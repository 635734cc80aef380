// Completion: what may follow here, with whole clauses and every name of the kind that fits.
import type { Span } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'clause' | 'name' | 'value' | 'unit' | 'window' | 'country' | 'zone' | 'currency' | 'date';
  /** One line behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** In the syntax of snippets (`$1`, `${1:text}`), if `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What is replaced. */
  readonly replace: Span;
  /** Where it stands among the others, smallest first. */
  readonly order: string;
}

export function complete(_snapshot: Snapshot, _offset: number): readonly Completion[] {
  return [];
}
