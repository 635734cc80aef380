// Declarations that nothing names: a window nobody opens, a choice that decides nothing.
import type * as ast from '@avtal/grammar';
import type { Model } from '../../model.ts';
import type { Remark } from './remark.ts';

const kinds = {
  choice: 'choice',
  number: 'number',
  measure: 'measure',
  scope: 'scope',
  'target-declaration': 'target',
  days: 'day set',
  window: 'window',
  case: 'case',
} as const;

type Declaration = Extract<ast.Item, { readonly kind: keyof typeof kinds | 'subject' }>;

/** Declarations beside the agreement whose name stands nowhere else. What common files declare is for many agreements. */
export function unusedDeclarations(model: Model): readonly Remark[] {
  const { agreement, files, uses } = model;
  if (agreement === undefined) return [];
  const own = files
    .filter(({ path }) => path === agreement.place.file)
    .flatMap(({ tree }) => tree.items.flatMap((item) => ('items' in item ? declarationsIn(item.items ?? []) : [])));
  const unused = uses.unusedOf(new Set(own.map(({ name }) => name.text)));
  return own
    .filter(({ name }) => unused.has(name.text))
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
