// What a request is answered from: one file as it stands, and the agreements that it is part of, compiled.
import type { Compilation, SourceFile } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';
import type { Ir } from '@avtal/runtime';

/** A file that no other one uses, with everything that it uses. */
export interface Agreement {
  /** Path of the file, as the compilation names it. */
  readonly entry: string;
  /** Of the present text. */
  readonly compilation: Compilation;
  /**
   * Of the last text in which every row had a meaning: while somebody types, mostly an earlier one than that of
   * `compilation`. What the analysis finds wrong (a contradiction) does not take it away.
   */
  readonly ir?: Ir;
  /** Whether `ir` is of the present text, so that its spans are where things are. */
  readonly isCurrent: boolean;
  /** The files that `ir` was compiled from, so that its rows can be found again where the text has changed since. */
  readonly irFiles?: readonly SourceFile[];
}

export interface Snapshot {
  /** The file asked about, parsed. Its `path` is what the compilations call it. */
  readonly file: SourceFile;
  /** Every agreement that the file is part of, at least one. The first is what hover, hints and the preview speak of. */
  readonly agreements: readonly [Agreement, ...Agreement[]];
}

/** A place in some file of the workspace, by the path that the compilations use. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** A text change, as the compiler's fixes have them. */
export interface Edit extends Place {
  readonly text: string;
}
