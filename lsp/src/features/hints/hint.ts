// A few words of the editor's own between those of the author.
export interface InlayHint {
  readonly at: number;
  readonly text: string;
  /** Markdown. */
  readonly tooltip?: string;
  readonly kind: 'amount' | 'column' | 'date' | 'total';
  readonly side: 'before' | 'after';
}
