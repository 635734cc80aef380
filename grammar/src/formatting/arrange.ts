// Lines to their final text: indented, spaced and aligned; and which empty lines go.
import type { Read } from '../parse.ts';
import { aligned, type Cut } from './align.ts';
import { type Change, indentsOf, isPointer, pointing } from './comments.ts';
import { type Group, groupsOf } from './groups.ts';
import { withHeaders } from './headers.ts';
import { type Line, linesOf, type Source } from './lines.ts';
import { stopsOf } from './shapes.ts';
import { withoutBlanks, written } from './spacing.ts';
import { withTitles } from './titles.ts';

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
  const cuts = lines.map((line, at): Cut => {
    const group = groups[at] ?? { number: 0, titled: 0 };
    return isFrozen(line.source) ? { indent: 0, pieces: [''], stops: [] } : cutOf(text, line, indents[at] ?? 0, group);
  });
  insideLists(lines, cuts);
  const texts = aligned(withHeaders(withTitles(cuts, groups), groups)).map(withoutBlanks);
  const kept = keptLines(lines);
  const result: (string | undefined)[] = [];
  let row: Change = { old: '', by: '' };
  for (const [at, line] of lines.entries()) {
    const { source, tokens, comment = '' } = line;
    const old = text.slice(sources[source]?.start, sources[source]?.end);
    let by = texts[at] ?? '';
    if (isFrozen(source)) by = old;
    else if (isPointer(comment) && tokens.length === 0) by = pointing(old, row);
    if (tokens.length > 0) row = { old, by };
    const before = result[source];
    if (before !== undefined) result[source] = `${before}${endOf(sources)}${by}`;
    else result[source] = kept[at] ? by : undefined;
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

/** A comment between the lines of a broken list stands in the column of the next. */
function insideLists(lines: readonly Line[], cuts: Cut[]): void {
  for (let at = lines.length - 2; at >= 0; at--) {
    const [cut, stop] = [cuts[at], cuts[at + 1]?.stops[0]];
    const isComment = lines[at]?.tokens.length === 0 && lines[at]?.comment !== undefined;
    if (isComment && stop?.at === 0 && cut !== undefined)
      cuts[at] = { ...cut, pieces: ['', ...cut.pieces], stops: [stop] };
  }
}

/** One empty line stays between two lines, none at the edge of a block or of the text. */
function keptLines(lines: readonly Line[]): readonly boolean[] {
  const isEmpty = (line: Line | undefined): boolean => line?.tokens.length === 0 && line.comment === undefined;
  let below: Line | undefined;
  const kept = lines.map(() => true);
  for (let at = lines.length - 1; at >= 0; at--) {
    const [line, above] = [lines[at], lines[at - 1]];
    if (!isEmpty(line)) below = line;
    else kept[at] = below?.closes === false && above?.opens === false && !isEmpty(above);
  }
  return kept;
}
