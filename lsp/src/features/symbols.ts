// The outline of a file: papers, sections, rows with their number and title, orders and examples.

import type { SourceFile } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';

export interface OutlineItem {
  readonly name: string;
  readonly detail?: string;
  readonly kind:
    | 'agreement'
    | 'document'
    | 'order'
    | 'module'
    | 'group'
    | 'table'
    | 'example'
    | 'declaration'
    | 'window'
    | 'setting'
    | 'clause';
  readonly span: Span;
  /** Within `span`. */
  readonly nameSpan: Span;
  readonly items: readonly OutlineItem[];
}

export function outline(_file: SourceFile): readonly OutlineItem[] {
  return [];
}
