// Refactorings: rows say the same in another way, and what a row writes itself gets a name.
import type { Span } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';
import { joinTiers } from './refactorings/columns.ts';
import { declareChoice } from './refactorings/declare.ts';
import { extractions } from './refactorings/extract.ts';
import type { Paper, Refactoring } from './refactorings/rows.ts';
import { type Node, nodesAt } from './tree.ts';

export type { Refactoring } from './refactorings/rows.ts';

export function refactorings(snapshot: Snapshot, at: Span): readonly Refactoring[] {
  const { text, tree } = snapshot.file;
  const path = nodesAt({ ...tree, span: { start: 0, end: text.length } }, at);
  const paper = path.map(paperOf).find((node) => node !== undefined);
  if (paper === undefined) return [];
  const asked = { snapshot, paper, path };
  return [...declareChoice(asked), ...extractions(asked), ...joinTiers(asked)];
}

function paperOf(node: Node): Paper | undefined {
  // The tree's nodes are told by their kind.
  return node.kind === 'document' || node.kind === 'order' ? (node as Paper) : undefined;
}
