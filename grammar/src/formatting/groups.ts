// Which lines are neighbours: rows are aligned with those of their group.
import * as t from '../words/tokens.ts';
import { headerOf, isHeading } from './comments.ts';
import type { Line } from './lines.ts';

export interface Group {
  /** Of the lines without an empty line, a heading or the edge of a block between them. */
  readonly number: number;
  /** Of the neighbouring rows in it that all have a title, or all have none. */
  readonly titled: number;
}

export function groupsOf(lines: readonly Line[]): readonly Group[] {
  let [number, titled] = [0, 0];
  let [inTable, wasTitled] = [false, false];
  return lines.map((line) => {
    const { tokens, comment = '', place, kind } = line;
    const isAlone = tokens.length === 0;
    const isRow = place?.row !== undefined && !place.isNote && !place.goesOn;
    const isTable = isRow && kind === 'table';
    const begins = line.opens || line.closes || (isAlone && (comment === '' || isApart(comment)));
    if (begins || isTable || (isRow && inTable)) number++;
    if (isRow) inTable = isTable;
    const hasTitle = tokens[0]?.tokenType === t.Paper && tokens[1]?.tokenType === t.Quoted;
    if (isRow && hasTitle !== wasTitled) titled++;
    if (isRow) wasTitled = hasTitle;
    const group = { number, titled };
    if (line.opens || line.closes) number++;
    return group;
  });
}

/** Whether other columns begin at a comment: below a heading, or below their names. */
function isApart(comment: string): boolean {
  return isHeading(comment) || headerOf(comment) !== undefined;
}
