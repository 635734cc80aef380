// A choice that conditions speak of and nobody declares gets its declaration, with every value that they name.
import type { Cond, Item } from '@avtal/grammar';
import { type Node, visit } from '../tree.ts';
import { type Asked, type Refactoring, spotFor } from './rows.ts';

type Is = Extract<Cond, { readonly kind: 'is' }>;
type FactRow = Extract<Item, { readonly kind: 'fact' }>;

// The tree's nodes are told by their kind.
const isTest = (node: Node): node is Is => node.kind === 'is';
const isAttribute = (node: Node): node is FactRow['attributes'][number] => node.kind === 'attribute';

export function declareChoice({ snapshot: { file, agreements }, paper, path }: Asked): readonly Refactoring[] {
  const test = path.find(isTest);
  if (test === undefined) return [];
  const name = test.name.text;
  const isKnown = agreements.some(({ compilation }) => compilation.names.find('choice', name) !== undefined);
  const spot = isKnown ? undefined : spotFor(file, paper, 'choice');
  if (spot === undefined) return [];
  const values = new Set<string>();
  visit(file.tree, (node) => {
    if (isTest(node) && node.name.text === name) for (const value of node.values) values.add(value.text);
    if (isAttribute(node) && node.name.text === name && node.value.kind === 'name') values.add(node.value.text);
    return undefined;
  });
  const row = `choice ${name}: ${[...values].join(', ')}`;
  const text = `${spot.newline}${spot.indent}${row}`;
  return [
    {
      kind: 'repair',
      title: `Declare \`${row}\``,
      edits: [{ file: file.path, span: { start: spot.at, end: spot.at }, text }],
    },
  ];
}
