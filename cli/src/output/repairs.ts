// What `--fix` did, a line for each repair; and what it would do, as a diff.
import type { Repairs } from '@avtal/compiler';
import type { Paint } from '../host.ts';
import { unifiedDiff } from './diff.ts';
import { type Report, regionsIn } from './reports/report.ts';
import { plural } from './words.ts';

export function repairsText(
  { made, untouched }: Repairs,
  report: Report,
  what: 'repair' | 'example' = 'repair',
): string {
  const regionOf = regionsIn(report);
  const lines = made.map(({ finding, fix }) => {
    const { line, column } = regionOf(finding);
    return `${what === 'repair' ? 'fixed' : 'held'} ${finding.code} ${finding.file}:${line}:${column}: ${fix.title}\n`;
  });
  const sum = what === 'repair' ? [`${plural(made.length, 'repair')} made.\n`] : [];
  return [...lines, ...untouchedText(untouched), ...sum].join('');
}

export function diffText({ edits, untouched }: Repairs, textOf: Report['textOf'], paint: Paint): string {
  const diffs = [...edits].map(([file, changes]) => unifiedDiff(file, textOf(file) ?? '', changes, paint));
  return [...diffs, ...untouchedText(untouched)].join('');
}

function untouchedText(files: readonly string[]): readonly string[] {
  return files.map((file) => `not changed: ${file}, where repairs touch one another; repair one and try again\n`);
}
