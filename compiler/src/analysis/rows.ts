// Rows of the text, told apart by the clauses that came of them: of columns, of tiers, of windows by tier.
import type { Clause } from '@avtal/runtime';

/** Equal exactly for clauses of one row. */
export function rowOf({ question, span }: Clause): string {
  return `${span.file} ${span.line} ${span.column} ${span.endLine} ${question}`;
}

/** The same, for who asks about many. */
export function isSameRow(one: Clause, other: Clause): boolean {
  const [span, place] = [one.span, other.span];
  return (
    span.line === place.line &&
    span.column === place.column &&
    span.endLine === place.endLine &&
    one.question === other.question &&
    span.file === place.file
  );
}
