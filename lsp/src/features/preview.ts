// The agreement as a page beside the text: its clauses in words, its week as a heat map, what each tier costs a month.
import type { CivilDate, Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface PreviewAsk {
  /** Absent: the first. */
  readonly tier?: string;
  /** A day of the week that is shown; absent: this week. */
  readonly date?: CivilDate;
  /** What the heat map shows; absent: the windows. */
  readonly show?: string;
}

/** Plain data for the webview, which only draws it. Texts come from the agreement or are said in English. */
export interface Preview {
  readonly title: string;
  /** Set while the text has errors: what is shown is the last that had none, or nothing. */
  readonly isStale: boolean;
}

export function preview(_snapshot: Snapshot, _ask: PreviewAsk, _now: Instant): Preview | undefined {
  return undefined;
}
