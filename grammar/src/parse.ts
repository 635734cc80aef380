// Text to tree: never fails, gives a tree and what is wrong with the text.
import type { File } from './ast.ts';
import type { Mistake } from './mistakes/errors.ts';
import { readFile } from './parsing/read.ts';
import { layout, type Row } from './words/layout.ts';
import { lex } from './words/lexer.ts';
import type { Token } from './words/tokens.ts';

export interface Parsed {
  readonly file: File;
  readonly errors: readonly Mistake[];
  /** With newlines, without blanks and comments; words of the language are of their own kinds. */
  readonly tokens: readonly Token[];
}

/** A reading with the rows between tokens and tree, which the formatter lays out. */
export interface Read extends Parsed {
  readonly rows: readonly Row[];
}

/** The passes from text to tree. */
export function read(text: string): Read {
  const { tokens, comments, errors } = lex(text);
  const rows = layout(tokens, text, errors);
  const file = readFile(rows, comments, text.length, errors);
  return { file, errors: errors.sorted(), tokens, rows };
}

export function parse(text: string): Parsed {
  const { file, errors, tokens } = read(text);
  return { file, errors, tokens };
}
