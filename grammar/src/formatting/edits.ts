// From the text as it is to the text as it should be, where only blanks differ: one edit for each blank that changes.
import type { Span } from '../ast.ts';
import { isBlank } from './spacing.ts';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The edits that turn `old`, which begins at the offset, into `by`. None where more than blanks differ. */
export function blankEdits(old: string, by: string, start: number): readonly TextEdit[] {
  if (old === by) return [];
  const edits: TextEdit[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < by.length) {
    const [blankEnd, byEnd] = [afterBlanks(old, at), afterBlanks(by, to)];
    const text = by.slice(to, byEnd);
    if (old.slice(at, blankEnd) !== text) edits.push({ span: { start: start + at, end: start + blankEnd }, text });
    [at, to] = [blankEnd, byEnd];
    while (at < old.length && old[at] === by[to] && !isGap(old[at])) [at, to] = [at + 1, to + 1];
    const differ = at < old.length && !isGap(old[at]) && (to >= by.length || !isGap(by[to]));
    if (differ || (at >= old.length && to < by.length && !isGap(by[to]))) return [];
  }
  return edits;
}

/** The offset in `by` of what stands in `old` at the offset, or behind it, if only blanks differ. */
export function movedTo(old: string, offset: number, by: string): number {
  let letters = 0;
  for (let at = 0; at < offset; at++) if (!isGap(old[at])) letters++;
  let to = afterBlanks(by, 0);
  for (; letters > 0 && to < by.length; letters--) to = afterBlanks(by, to + 1);
  return to;
}

export function applied(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, text: by } of edits) {
    result += text.slice(at, span.start) + by;
    at = span.end;
  }
  return result + text.slice(at);
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isGap(text[at])) at++;
  return at;
}

function isGap(letter: string | undefined): boolean {
  return isBlank(letter) || letter === '\n' || letter === '\r';
}
