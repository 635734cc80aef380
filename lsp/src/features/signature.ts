// Signature help: the parts that a clause's head may have, and which one is being written.
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Signature {
  /** `rate SUBJECT during W when C …: money per unit`. */
  readonly label: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Where in `label` each part stands. */
  readonly parts: readonly { readonly from: number; readonly until: number; readonly documentation?: string }[];
  readonly active?: number;
}

export function signature(_snapshot: Snapshot, _offset: number): Signature | undefined {
  return undefined;
}
