// Inlay hints: resolved amounts, the tier of a column, dates of a holiday, totals of examples.
import type { Span } from '@avtal/grammar';
import type { Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';
import { amountHints } from './hints/amounts.ts';
import { columnHints } from './hints/columns.ts';
import { dateHints } from './hints/dates.ts';
import type { InlayHint } from './hints/hint.ts';
import { totalHints } from './hints/totals.ts';
import { childrenOf, type Node } from './tree.ts';

export type { InlayHint };

export function inlayHints(snapshot: Snapshot, within: Span, now: Instant): readonly InlayHint[] {
  const nodes = nodesWithin(snapshot.file.tree, within);
  return [
    ...columnHints(snapshot, nodes),
    ...amountHints(snapshot, nodes),
    ...dateHints(snapshot, nodes, now),
    ...totalHints(snapshot),
  ]
    .filter(({ at }) => within.start <= at && at <= within.end)
    .sort((a, b) => a.at - b.at);
}

/** Everything of the tree that reaches into the span: what is not shown costs nothing. */
function nodesWithin(tree: Node, { start, end }: Span): readonly Node[] {
  const found: Node[] = [];
  const see = (node: Node): void => {
    if (node.span.end < start || node.span.start > end) return;
    found.push(node);
    for (const child of childrenOf(node)) see(child);
  };
  see(tree);
  return found;
}
