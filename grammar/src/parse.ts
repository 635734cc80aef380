// Text to tree: never fails, gives a tree and what is wrong with the text.
import type { File } from './ast.ts';
import type { Mistake } from './mistakes/errors.ts';
import { readFile } from './parsing/read.ts';
import { RememberedRows, type Rows } from './parsing/remembered.ts';
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

/** What was read of a text, for the reading of the next. */
const rowsOf = new WeakMap<Parsed, Rows>();

/** The passes from text to tree. */
export function read(text: string, before?: Rows): Read & { readonly remembered: Rows } {
  const { tokens, comments, errors } = lex(text);
  const rows = layout(tokens, text, errors);
  const remembered = new RememberedRows(text, before);
  const file = readFile(rows, comments, text, errors, remembered);
  return { file, errors: errors.sorted(), tokens, rows, remembered: remembered.now };
}

/** `before`: an earlier reading, of which rows that stand in the text again are taken over. The result is the same. */
export function parse(text: string, before?: Parsed): Parsed {
  const { file, errors, tokens, remembered } = read(text, before && rowsOf.get(before));
  const parsed = { file, errors, tokens };
  rowsOf.set(parsed, remembered);
  return parsed;
}
