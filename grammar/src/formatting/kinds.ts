// What each row is, by the offset at which it begins: the tree says it, so that no words are looked at twice.
import type { File, Item, MeasureException, Note } from '../ast.ts';

export type Kind = File['items'][number]['kind'] | Item['kind'] | Note['kind'] | MeasureException['kind'] | 'case-row';

export function kindsOf(file: File): ReadonlyMap<number, Kind> {
  const kinds = new Map<number, Kind>();
  const all = (items: readonly Item[] = []): void => {
    for (const item of items) visit(item);
  };
  const rows = (cases: readonly { readonly span: { readonly start: number } }[]): void => {
    for (const { span } of cases) kinds.set(span.start, 'case-row');
  };
  const visit = (item: File['items'][number] | Item): void => {
    // What is accepted in a note stands beside its row in the tree.
    kinds.set(item.span.start, item.kind);
    switch (item.kind) {
      case 'document':
      case 'order':
      case 'module':
      case 'group':
      case 'example':
        all(item.items);
        break;
      case 'clause':
        for (const note of item.notes) kinds.set(note.span.start, note.kind);
        break;
      case 'measure':
        for (const one of item.exceptions) kinds.set(one.span.start, one.kind);
        break;
      case 'table':
      case 'week':
      case 'decide-matrix':
        rows(item.rows);
        break;
      default:
    }
  };
  for (const item of file.items) visit(item);
  return kinds;
}
