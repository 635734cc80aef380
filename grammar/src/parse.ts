// Text to tree: never fails, gives a tree and what is wrong with the text.
import { Errors } from './mistakes/errors.ts';
import { readFile } from './parsing/read.ts';
import { layout } from './words/layout.ts';
import { keepLines, type Line, linesIn, linesOf, type Parsed, type Row } from './words/lines.ts';
import type { Token } from './words/tokens.ts';

export type { Parsed } from './words/lines.ts';

/** A reading with the rows between tokens and tree, which the formatter lays out. */
export interface Read extends Parsed {
  readonly rows: readonly Row[];
}

/** The passes from text to tree. */
function pass(text: string, before: Parsed | undefined): { readonly rows: readonly Row[]; readonly parsed: Parsed } {
  const errors = new Errors();
  const lines = linesOf(text, errors, before && linesIn(before));
  const rows = layout(lines, errors);
  const comments = lines.flatMap((line) => line.comments);
  const file = readFile(rows, comments, text, errors);
  const tokens = once(() => tokensOf(lines));
  const parsed: Parsed = {
    file,
    errors: errors.sorted(),
    get tokens() {
      return tokens();
    },
  };
  keepLines(parsed, { text, lines });
  return { rows, parsed };
}

export function read(text: string): Read {
  const { rows, parsed } = pass(text, undefined);
  return { ...parsed, rows };
}

/**
 * `before`: a reading of an earlier text, which is used up: rows that stand in both texts are the same objects, moved to
 * where they stand now. The result is what reading the text alone gives.
 */
export function parse(text: string, before?: Parsed): Parsed {
  return pass(text, before).parsed;
}

function tokensOf(lines: readonly Line[]): readonly Token[] {
  return lines.flatMap(({ tokens, newline }) => (newline === undefined ? tokens : [...tokens, newline]));
}

/** Few ask for all tokens. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
