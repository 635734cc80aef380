// Folding: blocks, notes under a row, runs of comments.
import type { SourceFile } from '@avtal/compiler';
import { positionOf } from '@avtal/compiler';
import type { Item, Span } from '@avtal/grammar';
import { isBlank } from './tree.ts';

export interface Fold {
  /** Offsets; the editor folds whole lines. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'block' | 'comment';
}

export function folds(file: SourceFile): readonly Fold[] {
  const rows = file.tree.items.flatMap((item) =>
    item.kind === 'document' || item.kind === 'order' ? [item.span, ...inside(item.items ?? [])] : [],
  );
  const blocks = rows.map((span): Fold => ({ start: span.start, end: lastShown(file, span), kind: 'block' }));
  return [...blocks, ...commentRuns(file)]
    .filter(({ start, end }) => lineOf(file, start) < lineOf(file, end))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Every row with what belongs to it; rows of one line fold nothing. */
function inside(items: readonly Item[]): readonly Span[] {
  return items.flatMap((item) => {
    const isBlock = item.kind === 'module' || item.kind === 'group' || item.kind === 'example';
    return item.kind === 'broken' || item.kind === 'accept' ? [] : [item.span, ...(isBlock ? inside(item.items) : [])];
  });
}

/** A brace that closes the block on a line of its own stays in sight. */
function lastShown({ text, lines }: SourceFile, { start, end }: Span): number {
  if (text[end - 1] !== '}') return end;
  const { line } = positionOf(lines, end - 1);
  const from = lines[line - 1] ?? 0;
  if (from <= start || !isBlank(text, from, end - 1)) return end;
  return from - (text[from - 2] === '\r' ? 2 : 1);
}

/** Lines that are comments and follow one another. */
function commentRuns(file: SourceFile): readonly Fold[] {
  const { text, lines, tree } = file;
  const runs: { start: number; end: number; kind: 'comment' }[] = [];
  let last = -1;
  for (const { span } of tree.comments) {
    const line = lineOf(file, span.start);
    if (!isBlank(text, lines[line - 1] ?? 0, span.start)) continue;
    const run = runs.at(-1);
    if (run !== undefined && line === last + 1) run.end = span.end;
    else runs.push({ ...span, kind: 'comment' });
    last = line;
  }
  return runs;
}

const lineOf = ({ lines }: SourceFile, offset: number): number => positionOf(lines, offset).line;
