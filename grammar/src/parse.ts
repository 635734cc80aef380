// Text to tree: never fails, gives a tree and what is wrong with the text.
import { Errors } from './mistakes/errors.ts';
import { readFile } from './parsing/read.ts';
import { layout } from './words/layout.ts';
import { linesOf, type Parsed, Reading, type Row } from './words/lines.ts';

export type { Parsed } from './words/lines.ts';

/** A reading with the rows between tokens and tree, which the formatter lays out. */
export interface Read extends Parsed {
  readonly rows: readonly Row[];
}

/** The passes from text to tree. */
function pass(text: string, before: Parsed | undefined): { readonly rows: readonly Row[]; readonly parsed: Parsed } {
  const errors = new Errors();
  const lines = linesOf(text, errors, before && Reading.linesIn(before));
  const rows = layout(lines, errors);
  const comments = lines.flatMap((line) => line.comments);
  const file = readFile(rows, comments, text, errors);
  return { rows, parsed: new Reading(file, errors.sorted(), { text, lines }) };
}

export function read(text: string): Read {
  const { rows, parsed } = pass(text, undefined);
  const { file, errors, tokens } = parsed;
  return { file, errors, tokens, rows };
}

/**
 * `before`: a reading of an earlier text, which is used up: rows that stand in both texts are the same objects, moved to
 * where they stand now. The result is what reading the text alone gives.
 */
export function parse(text: string, before?: Parsed): Parsed {
  return pass(text, before).parsed;
}
