// The tree as a tree: what lies inside a node, and which nodes lie round an offset.
import type { Span } from '@avtal/grammar';

export interface Node {
  readonly kind?: string;
  readonly span: Span;
}

/** The nodes right inside, in the order of the text. Parts without a place of their own are looked through. */
export function childrenOf(node: object): readonly Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) if (key !== 'span' && key !== 'under') collect(value, found);
  return found.sort((a, b) => a.span.start - b.span.start);
}

function collect(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) found.push(value);
    else found.push(...childrenOf(value));
  }
}

function isNode(value: object): value is Node {
  return 'span' in value && typeof value.span === 'object';
}

/** From the node itself to the innermost one that the span lies in. */
export function nodesAt(node: Node, { start, end }: Span): readonly Node[] {
  const path = [node];
  for (let next: Node | undefined = node; next !== undefined; ) {
    next = childrenOf(next).find(({ span }) => span.start <= start && end <= span.end && span.start < span.end);
    if (next !== undefined) path.push(next);
  }
  return path;
}

/** Calls for the node and everything in it, outermost first; `skip`: nothing in this one. A chain may be deeper than the stack. */
export function visit(node: Node, see: (node: Node) => 'skip' | undefined): void {
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (see(next) === 'skip') continue;
    const inside = childrenOf(next);
    for (let i = inside.length - 1; i >= 0; i--) {
      const child = inside[i];
      if (child !== undefined) left.push(child);
    }
  }
}

/** Whether the text has nothing but blanks between the two offsets. */
export const isBlank = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === '';

const blocks: readonly (string | undefined)[] = ['file', 'document', 'order', 'module', 'group', 'example'];

/** The row that the span stands in, with its notes; the innermost block, where it stands in none. */
export function rowAt({ tree }: { readonly tree: Node }, at: Span): Node {
  const path = nodesAt(tree, at);
  return path.find(({ kind }) => !blocks.includes(kind)) ?? path.at(-1) ?? tree;
}
