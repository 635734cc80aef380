// Lines to their final text: indented, spaced and aligned; and which empty lines go.
import type { Read } from '../parse.ts';
import { aligned, type Cut } from './align.ts';
import { indentsOf, isPointer } from './comments.ts';
import { movedTo } from './edits.ts';
import { type Group, groupsOf } from './groups.ts';
import { withHeaders } from './headers.ts';
import { type Line, linesOf, type Source } from './lines.ts';
import { stopsOf } from './shapes.ts';
import { written } from './spacing.ts';

/** The text of each line of the source; undefined where it goes. A line that is divided has line ends in it. */
export function arranged(
  text: string,
  sources: readonly Source[],
  read: Read,
  isFrozen: (source: number) => boolean,
): readonly (string | undefined)[] {
  const lines = linesOf(text, sources, read, isFrozen);
  const indents = indentsOf(text, lines);
  const groups = groupsOf(lines);
  const cuts = lines.map((line, at) => cutOf(text, line, indents[at] ?? 0, groups[at] ?? { number: 0, titled: 0 }));
  const texts = aligned(withHeaders(cuts, groups)).map((one) => one.trimEnd());
  const result: (string | undefined)[] = [];
  let row: { readonly old: string; readonly by: string } | undefined;
  for (const [at, line] of lines.entries()) {
    const { source, tokens, comment } = line;
    const old = text.slice(sources[source]?.start, sources[source]?.end);
    const isEmpty = tokens.length === 0 && comment === undefined;
    let by = texts[at];
    if (isFrozen(source)) by = old;
    else if (isEmpty) by = isKept(lines, at) ? '' : undefined;
    else if (comment !== undefined && tokens.length === 0 && isPointer(comment)) by = pointing(old.trim(), old, row);
    if (tokens.length > 0) row = { old, by: by ?? '' };
    const before = result[source];
    result[source] = before === undefined ? by : `${before}${endOf(sources)}${by}`;
  }
  return result;
}

/** How lines of the text end, where one is added. */
export function endOf(sources: readonly Source[]): string {
  return sources.find(({ by }) => by !== '')?.by ?? '\n';
}

function cutOf(text: string, line: Line, indent: number, group: Group): Cut {
  const { tokens, comment } = line;
  const stops = stopsOf(line, group);
  const ends = [...stops.map(({ at }) => at), tokens.length];
  const pieces = ends.map((end, at) => written(text, tokens, stops[at - 1]?.at ?? 0, end));
  if (comment === undefined) return { indent, pieces, stops };
  return { indent, pieces: [...pieces.slice(0, -1), comment], stops };
}

/** One empty line stays between two lines, none at the edge of a block or of the text. */
function isKept(lines: readonly Line[], at: number): boolean {
  const [above, below] = [lines[at - 1], lines.slice(at + 1).find((line) => !isEmpty(line))];
  return above !== undefined && !isEmpty(above) && !above.opens && below !== undefined && !below.closes;
}

function isEmpty({ tokens, comment }: Line): boolean {
  return tokens.length === 0 && comment === undefined;
}

/** `//   ^^^^ AV4001 …`: goes on pointing at the same words of the row above. */
function pointing(
  comment: string,
  old: string,
  row: { readonly old: string; readonly by: string } | undefined,
): string {
  const [, marks] = /^\/\/ *(\^.*)$/.exec(comment) ?? [];
  if (row === undefined || marks === undefined) return comment;
  const to = movedTo(row.old, old.indexOf('^'), row.by);
  return `//${' '.repeat(Math.max(0, to - 2))}${marks}`;
}
