// Comments on lines of their own: which are headings, which name the columns below, which point at the row above.
import { column } from '../words/lines.ts';
import { movedTo } from './edits.ts';
import { step } from './indentation.ts';
import type { Line } from './lines.ts';
import { withoutBlanks } from './spacing.ts';

/** `// ---- § 2 Prices ----` */
const heading = /^\/\/\s*[-=*#]{2}/;
/** `//   ^^^^ AV4001 …`, as a report shows it: says something of the row above. */
const pointer = /^\/\/(?:<| *\^)/;

export function isHeading(comment: string): boolean {
  return heading.test(comment);
}

export function isPointer(comment: string): boolean {
  return pointer.test(comment);
}

/** `//  Level    Basic | Plus`: what stands before the columns, and their names. */
export interface Header {
  readonly lead: string;
  readonly names: readonly string[];
}

export function headerOf(comment: string): Header | undefined {
  if (!comment.startsWith('//') || isHeading(comment) || isPointer(comment)) return undefined;
  const [before = '', ...others] = comment.split('|').map((piece) => piece.trim());
  if (others.length === 0) return undefined;
  const [, lead = '//', first = ''] = /^(.*\S)\s{2,}(\S.*)$/.exec(before) ?? /^(\/\/)\s*(.*)$/.exec(before) ?? [];
  return { lead, names: [first, ...others] };
}

/** How far in each line begins: a comment stands with the row below it; or with the note above it, if it was written as deep as that. */
export function indentsOf(text: string, lines: readonly Line[]): readonly number[] {
  const indents = lines.map(({ place }) => place?.indent ?? 0);
  let below = 0;
  for (let at = lines.length - 1; at >= 0; at--) {
    const place = lines[at]?.place;
    if (place !== undefined) below = place.indent + (lines[at]?.closes ? step : 0);
    else indents[at] = below;
  }
  let note: { readonly column: number; readonly indent: number } | undefined;
  for (const [at, { tokens, place, comment, commentAt }] of lines.entries()) {
    const [first] = tokens;
    if (first !== undefined) {
      note = place?.isNote ? { column: column(text, first.startOffset), indent: place.indent } : undefined;
    } else if (comment === undefined) note = undefined;
    else if (note !== undefined && column(text, commentAt) >= note.column) indents[at] = note.indent;
  }
  return indents;
}

/** A row as it was and as it is now. */
export interface Change {
  readonly old: string;
  readonly by: string;
}

/** The line `//   ^^^^ AV4001 …` goes on pointing at the same words of the row above. */
export function pointing(line: string, row: Change): string {
  const comment = withoutBlanks(line.slice(line.indexOf('//')));
  const marks = line.indexOf('^');
  if (row.old === '' || !/^\/\/ *\^/.test(comment)) return comment;
  const to = Math.max(2, movedTo(row.old, marks, row.by));
  return `//${' '.repeat(to - 2)}${comment.slice(comment.indexOf('^'))}`;
}
