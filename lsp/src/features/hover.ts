// Hover: what this clause means and what it answers for each tier; for a window, when it opens next.
import type { Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Hover, HoverAsk } from './hover/ask.ts';
import { keywordHover } from './hover/keywords.ts';
import { literalHover } from './hover/literals.ts';
import { rowHover } from './hover/rows.ts';
import { settingHover } from './hover/settings.ts';
import { symbolHover } from './hover/symbols.ts';
import { nodesAt } from './tree.ts';

export type { Hover };

/** `now`: seconds since 1970, for the next times that a window opens. */
export function hover(snapshot: Snapshot, offset: number, now: Instant): Hover | undefined {
  const { file } = snapshot;
  if (file.tree.comments.some(({ span }) => span.start < offset && offset <= span.end)) return undefined;
  const ask: HoverAsk = { snapshot, offset, path: nodesAt(file.tree, { start: offset, end: offset }), now };
  // What is written decides: an amount or a date says more than the row that it stands in.
  return literalHover(ask) ?? rowHover(ask) ?? settingHover(ask) ?? symbolHover(ask) ?? keywordHover(ask);
}
