// The name of each column, where a row has several.
import type { Model } from '@avtal/compiler';
import type { Cell, Clause, HeadPart, Table } from '@avtal/grammar';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Node } from '../tree.ts';
import type { InlayHint } from './hint.ts';

export function columnHints({ agreements: [{ compilation }] }: Snapshot, nodes: readonly Node[]): readonly InlayHint[] {
  const { model } = compilation;
  return nodes.flatMap((node): readonly InlayHint[] => {
    if (isClause(node)) {
      const notes = node.notes.flatMap((note) =>
        note.kind === 'except' ? hints(note.cells, [...note.parts, ...node.head.parts], model) : [],
      );
      return [...hints(node.cells, node.head.parts, model), ...notes];
    }
    if (isTable(node) && node.columns.length === 1) {
      const head = node.columns[0]?.parts ?? [];
      return node.rows.flatMap(({ cells, parts }) => hints(cells, [...parts, ...head], model));
    }
    return [];
  });
}

const isClause = (node: Node): node is Clause => node.kind === 'clause';
const isTable = (node: Node): node is Table => node.kind === 'table';

function hints(cells: readonly Cell[], parts: readonly HeadPart[], model: Model): readonly InlayHint[] {
  if (cells.length < 2) return [];
  const columns = columnsOf(parts, model);
  // Who writes a row goes from left to right: columns that are missing are the last ones.
  if (columns.length < cells.length) return [];
  return cells.flatMap(({ span }, index): InlayHint[] => {
    const { id, label } = columns[index] ?? { id: '' };
    return [{ at: span.start, text: `${id}:`, kind: 'column', side: 'before', ...(label && { tooltip: label }) }];
  });
}

/** `by role`: its values; `for Pro, Basic`: these; else the tiers. Two dimensions are not named. */
function columnsOf(
  parts: readonly HeadPart[],
  model: Model,
): readonly { readonly id: string; readonly label?: string }[] {
  const by = parts.flatMap((part) => (part.kind === 'by' ? part.names : []));
  const [only, ...others] = by;
  if (others.length > 0) return [];
  if (only !== undefined) return model.findDimension(only.text)?.values ?? [];
  const tiers = model.tiers?.values ?? [];
  const named = parts.find((part) => part.kind === 'for');
  return named === undefined
    ? tiers
    : named.tiers.map(({ text }) => tiers.find(({ id }) => id === text) ?? { id: text });
}
