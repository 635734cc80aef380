// Document links: the files of `use`.
import { type SourceFile, usesOf } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';

export interface Link {
  /** Between the quotes. */
  readonly span: Span;
  /** Path as the compilations name it. */
  readonly file: string;
}

export function links({ path, tree }: SourceFile): readonly Link[] {
  return usesOf(path, tree).flatMap(({ span, path: file }) =>
    file === undefined ? [] : [{ span: { start: span.start + 1, end: span.end - 1 }, file }],
  );
}
