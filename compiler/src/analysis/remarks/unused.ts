// Declarations that nothing names: a window nobody opens, a choice that decides nothing.
import type * as ast from '@avtal/grammar';
import type { Model } from '../../model.ts';
import type { Remark } from './remark.ts';

const kinds = {
  choice: 'choice',
  number: 'number',
  scope: 'scope',
  'target-declaration': 'target',
  days: 'day set',
  window: 'window',
  case: 'case',
} as const;

type Declaration = Extract<ast.Item, { readonly kind: keyof typeof kinds | 'subject' }>;

/** Declarations beside the agreement whose name stands nowhere else. What common files declare is for many agreements. */
export function unusedDeclarations(model: Model): readonly Remark[] {
  const { agreement, files } = model;
  if (agreement === undefined) return [];
  const declared = new Set<object>();
  const used = new Set<string>();
  const own: Declaration[] = [];
  for (const { tree, path } of files) {
    const declarations = tree.items.flatMap((item) => ('items' in item ? declarationsIn(item.items ?? []) : []));
    for (const declaration of declarations) declared.add(declaration);
    if (path === agreement.place.file) own.push(...declarations);
    for (const item of tree.items) collect(item, declared, used);
  }
  return own
    .filter(({ name }) => !used.has(name.text))
    .map((node) => ({
      name: 'unused-declaration',
      params: { what: node.kind === 'subject' ? node.what : kinds[node.kind], name: node.name.text },
      at: model.sourceSpan(node.name, agreement.place),
      related: [],
    }));
}

function declarationsIn(items: readonly ast.Item[]): readonly Declaration[] {
  return items.flatMap((item): readonly Declaration[] => {
    if (item.kind === 'module' || item.kind === 'group') return declarationsIn(item.items);
    return item.kind === 'subject' || Object.hasOwn(kinds, item.kind) ? [item as Declaration] : [];
  });
}

/** Every name that stands in the tree is a use, but for those that declarations give. Trees may be deep. */
function collect(root: object, declared: ReadonlySet<object>, used: Set<string>): void {
  const left: object[] = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { kind, text } = node as { readonly kind?: unknown; readonly text?: unknown };
    if (kind === 'name' && typeof text === 'string') used.add(text);
    const isDeclared = declared.has(node);
    for (const [field, part] of Object.entries(node)) {
      if (field === 'span' || (isDeclared && (field === 'name' || (kind === 'choice' && field === 'values')))) continue;
      if (typeof part === 'object' && part !== null) left.push(part);
    }
  }
}
