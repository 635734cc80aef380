// Selection ranges: from the word outwards to value, cell, row, block and file.
import type { SourceFile } from '@avtal/compiler';
import { type Span, written } from '@avtal/grammar';
import { nodesAt } from './tree.ts';

/** Steps that anybody takes; a chain of `except` may be deeper than an editor can hold. */
const most = 100;

/** From the innermost to the whole file, each containing the one before. */
export function selection(file: SourceFile, offset: number): readonly Span[] {
  const { text, tree } = file;
  const at = { start: offset, end: offset };
  const outer = nodesAt({ ...tree, span: { start: 0, end: text.length } }, at).map(({ span }) => span);
  const spans = [
    ...wordsAt(file, offset),
    ...outer.reverse().flatMap((span) => [...inBraces(text, span, offset), span]),
  ];
  const found: Span[] = [];
  for (const span of spans) {
    const inner = found.at(-1) ?? { start: offset, end: offset };
    const grows = span.start <= inner.start && inner.end <= span.end;
    const isSame = found.length > 0 && span.start === inner.start && span.end === inner.end;
    if (grows && !isSame && span.start < span.end && found.length < most) found.push(span);
  }
  const whole = { start: 0, end: text.length };
  const last = found.at(-1);
  return last?.start === whole.start && last.end === whole.end ? found : [...found, whole];
}

/** The word that the offset touches, a text first without its quotes, a comment. */
function wordsAt({ parsed: { tokens }, tree }: SourceFile, offset: number): readonly Span[] {
  const comment = tree.comments.find(({ span }) => span.start <= offset && offset <= span.end);
  if (comment !== undefined) return [comment.span];
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token !== undefined && written(token).span.end < offset) low = middle + 1;
    else high = middle;
  }
  // Between two tokens that touch, a word or number comes before a sign.
  const touching = tokens
    .slice(low, low + 2)
    .map(written)
    .filter(({ span }) => span.start <= offset && offset <= span.end);
  const here = touching.find(({ is }) => is !== 'sign' && is !== 'newline');
  if (here === undefined) return [];
  const { start, end } = here.span;
  return here.is === 'text' && start < offset && offset < end
    ? [{ start: start + 1, end: end - 1 }, here.span]
    : [here.span];
}

/** All between the braces of the block that ends the node. */
function inBraces(text: string, { start, end }: Span, offset: number): readonly Span[] {
  const brace = text.indexOf('{', start);
  if (brace < start || brace >= offset || text[end - 1] !== '}') return [];
  return [{ start: brace + 1, end: end - 1 }];
}
