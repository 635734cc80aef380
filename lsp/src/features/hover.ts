// Hover: what this clause means and what it answers for each tier; for a window, when it opens next.
import type { Span } from '@avtal/grammar';
import type { Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

/** `now`: seconds since 1970, for the next times that a window opens. */
export function hover(_snapshot: Snapshot, _offset: number, _now: Instant): Hover | undefined {
  return undefined;
}
