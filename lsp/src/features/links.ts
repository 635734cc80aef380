// Document links: the files of `use`.

import type { SourceFile } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';

export interface Link {
  readonly span: Span;
  /** Path as the compilations name it. */
  readonly file: string;
}

export function links(_file: SourceFile): readonly Link[] {
  return [];
}
