// Findings of the analysis while the text changes: those that an edit did not touch move along until there are new ones.
import type { Diagnostic, Fix } from '@avtal/compiler';
import { type Span, sameEnds } from '@avtal/grammar';

/** How a stretch of an earlier text is found in the present one; undefined where it was edited. */
export type Move = (span: Span) => Span | undefined;

/** Takes all that differs between the texts as one edit. */
export function moveBetween(before: string, after: string): Move {
  if (before === after) return (span) => span;
  const { start, end: same } = sameEnds(before, after);
  const end = before.length - same;
  const by = after.length - before.length;
  return (span) => {
    if (span.end < start) return span;
    return span.start > end ? { start: span.start + by, end: span.end + by } : undefined;
  };
}

/** The finding in the present texts; undefined where what it is about was edited. Its repairs go where they were touched. */
export function moved(finding: Diagnostic, moveIn: (file: string) => Move): Diagnostic | undefined {
  const site = <T extends { readonly file: string; readonly span: Span }>(one: T): readonly T[] => {
    const span = moveIn(one.file)(one.span);
    return span === undefined ? [] : [{ ...one, span }];
  };
  const [own] = site(finding);
  const related = finding.related.flatMap(site);
  if (own === undefined || related.length < finding.related.length) return undefined;
  const fixes = finding.fixes.flatMap((fix): Fix[] => {
    const edits = fix.edits.flatMap(site);
    return edits.length < fix.edits.length ? [] : [{ ...fix, edits }];
  });
  const { witness, ...rest } = own;
  return { ...rest, related, fixes, ...(witness && { witness: { ...witness, says: witness.says.flatMap(site) } }) };
}
