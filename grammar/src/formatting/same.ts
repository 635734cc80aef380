// Whether two readings of a text say the same, wherever it stands.
import type { Comment } from '../ast.ts';
import type { Parsed } from '../parse.ts';
import * as t from '../words/tokens.ts';
import { blanks } from './spacing.ts';

export function saysTheSame(a: Parsed, b: Parsed): boolean {
  return meansTheSame(a, b) && isSame(a.errors.map(codeOf), b.errors.map(codeOf));
}

/** Says the same, whatever may be wrong with it. */
export function meansTheSame(a: Parsed, b: Parsed): boolean {
  return isSame(a.file.items, b.file.items) && isSame(commentsOf(a), commentsOf(b));
}

const codeOf = ({ code }: { readonly code: string }): string => code;

/** Each comment, how many tokens stand before it, and whether it has a line of its own. */
function commentsOf({ file, tokens }: Parsed): readonly unknown[] {
  let [at, before] = [0, 0];
  return file.comments.map(({ span, text }: Comment) => {
    for (let token = tokens[at]; token !== undefined && token.startOffset < span.start; token = tokens[++at]) {
      if (token.tokenType !== t.Newline) before++;
    }
    const isAlone = at === 0 || tokens[at - 1]?.tokenType === t.Newline;
    return [before, isAlone, text.replace(blanks, '')];
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Equal but for spans. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  }
  const keys = Object.keys(a);
  const [left, right] = [a as Fields, b as Fields];
  return (
    keys.length === Object.keys(b).length && keys.every((key) => isPosition(key, left) || isSame(left[key], right[key]))
  );
}

/** Where something stands; `under` of what is accepted in a note, too. */
function isPosition(key: string, node: Fields): boolean {
  return key === 'span' || (key === 'under' && node.kind === 'accept');
}
