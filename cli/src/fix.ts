// Repairs that findings offer, put into the files: only where there is one, and only where none touches another.
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic, Edit, Fix } from '@avtal/compiler';
import { readText, writeWhole } from './files.ts';
import type { Host } from './host.ts';
import type { Report } from './output/reports/report.ts';

export interface Repair {
  readonly finding: Diagnostic;
  readonly fix: Fix;
}

export interface Repairs {
  readonly made: readonly Repair[];
  /** Files whose repairs touch one another: nothing in them is changed. */
  readonly untouched: readonly string[];
  /** By file, each edit once, in the order of the text. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/** What can be repaired without asking: findings with exactly one repair, in files where repairs do not overlap. */
export function repairsOf({ findings }: Report): Repairs {
  const possible = findings.flatMap((finding): readonly Repair[] => {
    const [fix, other] = finding.fixes;
    return fix === undefined || other !== undefined || finding.accepted ? [] : [{ finding, fix }];
  });
  const untouched = [...editsOf(possible)].filter(([, edits]) => overlap(edits)).map(([file]) => file);
  const made = possible.filter(({ fix }) => !fix.edits.some(({ file }) => untouched.includes(file)));
  return { made, untouched: untouched.sort(), edits: editsOf(made) };
}

function editsOf(repairs: readonly Repair[]): Map<string, readonly Edit[]> {
  const all = repairs.flatMap(({ fix }) => fix.edits);
  const once = new Map(all.map((edit) => [`${edit.file} ${edit.span.start} ${edit.span.end} ${edit.text}`, edit]));
  const sorted = [...once.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return Map.groupBy(sorted, ({ file }) => file);
}

/** Two insertions at one place overlap too: which comes first is not known. */
function overlap(edits: readonly Edit[]): boolean {
  return edits.some(({ span }, index) => {
    const before = edits[index - 1]?.span;
    return before !== undefined && (span.start < before.end || span.start === before.start);
  });
}

export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (result, { span, text: by }) => result.slice(0, span.start) + by + result.slice(span.end),
    text,
  );
}

/** Writes the repaired files, each whole or not at all; a file that changed since it was checked is left as it is. */
export function writeRepairs(host: Host, { edits }: Repairs, textOf: Report['textOf']): void {
  for (const [file, changes] of edits) {
    const text = textOf(file);
    if (text === undefined || readText(host, file) !== text) continue;
    const path = realpathSync(resolve(host.cwd, file)); // what a link names is changed, not the link
    const mark = readFileSync(path, 'utf8').startsWith('\ufeff') ? '\ufeff' : '';
    writeWhole(host, path, mark + edited(text, changes));
  }
}
