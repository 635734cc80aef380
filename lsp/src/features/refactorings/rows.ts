// Where a new declaration goes and what it is called: what the refactorings share.
import type { NameIndex, SourceFile, SymbolKind } from '@avtal/compiler';
import type { File, Item } from '@avtal/grammar';
import type { Edit, Snapshot } from '../../workspace/snapshot.ts';
import { isBlank, type Node } from '../tree.ts';

export interface Refactoring {
  /** `repair`: it does away with a finding. */
  readonly kind: 'extract' | 'rewrite' | 'repair';
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Offset, in the text after the edits, of the new name: the editor starts a rename there. */
  readonly renameAt?: number;
}

export type Paper = Extract<File['items'][number], { readonly kind: 'document' | 'order' }>;

/** What was asked for: the place as the tree has it. */
export interface Asked {
  readonly snapshot: Snapshot;
  readonly paper: Paper;
  /** From the file to the innermost node. */
  readonly path: readonly Node[];
}

/** Below the last row of its kind, else below the last declaration or setting, else where the block begins. */
export function spotFor({ text }: SourceFile, paper: Paper, what: 'window' | 'case' | 'choice') {
  const items = paper.items ?? [];
  const kinds: readonly Item['kind'][] = what === 'window' ? ['window', 'week', 'days'] : [what];
  const after =
    items.findLast(({ kind }) => kinds.includes(kind)) ?? items.findLast(({ kind }) => declarations.includes(kind));
  const brace = text.indexOf('{', paper.name.span.end);
  if (after === undefined && (brace < 0 || brace >= paper.span.end)) return undefined;
  const row = after ?? items[0];
  const lineStart = row === undefined ? 0 : text.lastIndexOf('\n', row.span.start - 1) + 1;
  const indent =
    row !== undefined && isBlank(text, lineStart, row.span.start) ? text.slice(lineStart, row.span.start) : '  ';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  // A comment behind the row stays with it.
  const end = after?.span.end ?? brace + 1;
  const lineEnd = /[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  const isComment = /^\s*(\/\/.*)?$/.test(lineEnd);
  return { at: isComment ? end + lineEnd.trimEnd().length : end, indent, newline };
}

const declarations: readonly Item['kind'][] = [
  ...(['setting', 'tiers', 'choice', 'number', 'subject', 'scope', 'target-declaration'] as const),
  ...(['days', 'window', 'week', 'case', 'binding', 'unit-row'] as const),
];

export function freshName(all: readonly NameIndex[], kind: SymbolKind, name: string): string {
  const isFree = (text: string) => all.every((names) => names.find(kind, text) === undefined);
  for (let n = 1; ; n++) {
    const text = n === 1 ? name : `${name}${n}`;
    if (isFree(text)) return text;
  }
}

export const oneLine = (text: string): string =>
  text
    .replace(/\/\/[^\r\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
