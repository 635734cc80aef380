// What moves with a row: every place that what was read of it says.
import type { Span } from '../ast.ts';

/** The places in the items of a row, each once, without those in the items of its block. */
export function spansIn(items: readonly object[]): readonly Span[] {
  const found = new Set<Span>();
  const left: object[] = [...items];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isSpan(node)) found.add(node);
    else for (const [field, part] of Object.entries(node)) if (field !== 'items' && isObject(part)) left.push(part);
  }
  return [...found];
}

const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

const isSpan = (node: object): node is Span =>
  'start' in node && typeof node.start === 'number' && 'end' in node && typeof node.end === 'number';
