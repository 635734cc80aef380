// Compiles several agreements and gathers what was found in all of them: once each, in one order.
import { type Diagnostic, entriesAmong } from '@avtal/compiler';
import { type Compiled, compileFile } from './agreement.ts';
import type { Host } from './host.ts';
import type { Report } from './output/reports/report.ts';
import { Projects } from './project/project.ts';

/** Each file that no other of them uses, so that a file in parts is compiled as a whole. */
export function compileAll(host: Host, files: readonly string[], projects = new Projects(host)): readonly Compiled[] {
  const compiled = files.map((file) => ({ file, one: compileFile(host, file, projects) }));
  const used = new Map(compiled.map(({ file, one }) => [file, one.paths.slice(1)]));
  const entries = new Set(entriesAmong(files, (file) => used.get(file) ?? []));
  return compiled.filter(({ file }) => entries.has(file)).map(({ one }) => one);
}

export function checkAll(host: Host, files: readonly string[], projects: Projects, denyWarnings: boolean): Report {
  const compiled = compileAll(host, files, projects);
  const findings = distinct(compiled.flatMap((one) => one.diagnostics)).toSorted(byPlace);
  return {
    findings,
    files: [...new Set(compiled.flatMap(({ paths }) => paths))].sort(),
    textOf: (path) => compiled.map((one) => one.textOf(path)).find((text) => text !== undefined),
    fails: ({ severity, file }) =>
      severity === 'error' || (severity === 'warning' && (denyWarnings || projects.deniesWarnings(file))),
  };
}

/** Two orders of one agreement find the same in it; what is accepted for one of them is not there for nothing. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const used = new Set(diagnostics.flatMap(({ accepted }) => (accepted === undefined ? [] : placeOf(accepted))));
  const byKey = new Map(diagnostics.map((one) => [`${one.code} ${placeOf(one)} ${one.message}`, one]));
  return [...byKey.values()].filter((one) => one.code !== acceptsNothing || !used.has(placeOf(one)));
}

const acceptsNothing = 'AV1504';

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
