// What every report of findings is made from, and where in its files something stands.
import { type Diagnostic, lineStarts, positionOf, type Site } from '@avtal/compiler';

export interface Report {
  /** In the order of files and places; what the agreement accepts is among them. */
  readonly findings: readonly Diagnostic[];
  /** Every file that was read. */
  readonly files: readonly string[];
  readonly textOf: (path: string) => string | undefined;
  /** Whether the finding makes the check fail. */
  readonly fails: (finding: Diagnostic) => boolean;
}

/** Lines and columns from 1, columns in UTF-16 units; the end is behind the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type RegionOf = (site: Site) => Region;

export function regionsIn({ textOf }: Pick<Report, 'textOf'>): RegionOf {
  const known = new Map<string, readonly number[]>();
  return ({ file, span }) => {
    const lines = known.get(file) ?? lineStarts(textOf(file) ?? '');
    known.set(file, lines);
    const start = positionOf(lines, span.start);
    const end = positionOf(lines, span.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly remarks: number;
  readonly accepted: number;
}

export function countsOf(findings: readonly Diagnostic[]): Counts {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const count = (severity: Diagnostic['severity']): number => open.filter((one) => one.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    remarks: count('info'),
    accepted: findings.length - open.length,
  };
}
