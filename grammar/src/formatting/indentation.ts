// How far in each row begins, and in which block it stands.
import type { Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';

/** One step inwards. */
export const step = 2;

/** Where a line stands that begins with a certain token. */
export interface Place {
  readonly indent: number;
  /** Blocks are numbered; lines of one block have one number. */
  readonly block: number;
  /** Absent for a brace. */
  readonly row?: Row;
  readonly isNote: boolean;
  /** The line goes on with a row that began above. */
  readonly goesOn: boolean;
}

/** By the offset of each token that a line may begin with. */
export function placesOf(rows: readonly Row[]): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  let blocks = 0;

  const visit = (row: Row, indent: number, block: number, isNote: boolean): void => {
    const mark = markLength(row);
    const begins: Place = { indent, block, row, isNote, goesOn: false };
    const goesOn: Place = { ...begins, indent: indent + 2 * step, goesOn: true };
    for (const [at, { startOffset }] of row.tokens.entries()) {
      places.set(startOffset, at === 0 || at === mark ? begins : goesOn);
    }
    for (const note of row.notes) visit(note, indent + step, block, true);
    if (row.block === undefined) return;
    const brace: Place = { indent, block, isNote, goesOn: false };
    places.set(row.block.span.start, brace);
    places.set(row.block.span.end - 1, brace);
    visitAll(row.block.rows, indent + step);
  };
  const visitAll = (all: readonly Row[], indent: number): void => {
    const block = blocks++;
    for (const row of all) visit(row, indent, block, false);
  };
  visitAll(rows, 0);
  return places;
}

/** How many tokens the paper number has, which may stand on a line of its own: `§ 4.2 "Responstid"`. */
export function markLength({ tokens }: Row): number {
  if (tokens[0]?.tokenType !== t.Paper) return 0;
  return tokens[1]?.tokenType === t.Quoted ? 2 : 1;
}
