// Inlay hints: resolved amounts, the tier of a column, dates of a holiday, totals of examples.
import type { Span } from '@avtal/grammar';
import type { Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface InlayHint {
  readonly at: number;
  readonly text: string;
  /** Markdown. */
  readonly tooltip?: string;
  readonly kind: 'amount' | 'column' | 'date' | 'total';
  readonly side: 'before' | 'after';
}

export function inlayHints(_snapshot: Snapshot, _within: Span, _now: Instant): readonly InlayHint[] {
  return [];
}
