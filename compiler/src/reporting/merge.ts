// What was found in several agreements that share files: once each, in one order.
import { type Diagnostic, registry } from './diagnostics.ts';

/**
 * The findings in the order of files and places. Two orders of one agreement find the same in it; what is accepted for
 * one of them is not there for nothing.
 */
export function merged(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const used = new Set(diagnostics.flatMap(({ accepted }) => (accepted === undefined ? [] : placeOf(accepted))));
  const byKey = new Map(diagnostics.map((one) => [findingKey(one), one]));
  return [...byKey.values()]
    .filter((one) => one.code !== registry['accept-nothing'].code || !used.has(placeOf(one)))
    .sort(byPlace);
}

/** The same for the same finding at the same place. */
export function findingKey(finding: Pick<Diagnostic, 'code' | 'file' | 'span' | 'message'>): string {
  return `${finding.code} ${placeOf(finding)} ${finding.message}`;
}

function placeOf({ file, span }: Pick<Diagnostic, 'file' | 'span'>): string {
  return `${file} ${span.start} ${span.end}`;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.file, b.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
