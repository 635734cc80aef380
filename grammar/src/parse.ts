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

/** The passes from text to tree. `again`: lines and tokens are kept, and what was read of them, for the next reading. */
function pass(
  text: string,
  again?: { readonly before: Parsed | undefined },
): { readonly rows: readonly Row[]; readonly parsed: Parsed } {
  const errors = new Errors();
  const lines = linesOf(text, errors, again?.before && Reading.linesIn(again.before));
  const rows = layout(lines, errors, again !== undefined);
  const comments = lines.flatMap((line) => line.comments);
  const file = readFile(rows, comments, text, errors);
  return { rows, parsed: new Reading(file, errors.sorted(), text, again && lines) };
}

export function read(text: string): Read {
  const { rows, parsed } = pass(text, { before: undefined });
  const { file, errors, tokens } = parsed;
  return { file, errors, tokens, rows };
}

/** A text that is read once: nothing but the tree is kept of it. */
export function parse(text: string): Parsed {
  return pass(text).parsed;
}

/**
 * A text while it is edited. `before`: the reading of the text before, if there was one, which is used up: rows that stand
 * in both texts are the same objects, moved to where they stand now. The result is what reading the text alone gives.
 */
export function reparse(text: string, before: Parsed | undefined): Parsed {
  return pass(text, { before }).parsed;
}
