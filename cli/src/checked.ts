// Compiles several agreements and gathers what was found in all of them: once each, in one order.
import { entriesAmong, merged } from '@avtal/compiler';
import { type Compiled, compileFile } from './agreement.ts';
import type { Host } from './host.ts';
import type { Report } from './output/reports/report.ts';
import { Projects } from './project/project.ts';

/** Each file that no other of them uses, so that a file in parts is compiled as a whole. */
export function compileAll(host: Host, files: readonly string[], projects = new Projects(host)): readonly Compiled[] {
  for (const file of files) projects.read(file);
  const compiled = files.map((file) => ({ file, one: compileFile(host, file, projects) }));
  const used = new Map(compiled.map(({ file, one }) => [file, one.paths.slice(1)]));
  const entries = new Set(entriesAmong(files, (file) => used.get(file) ?? []));
  return compiled.filter(({ file }) => entries.has(file)).map(({ one }) => one);
}

export function checkAll(host: Host, files: readonly string[], projects: Projects, denyWarnings: boolean): Report {
  const compiled = compileAll(host, files, projects);
  const findings = merged(compiled.flatMap((one) => one.diagnostics));
  return {
    findings,
    files: [...new Set(compiled.flatMap(({ paths }) => paths))].sort(),
    textOf: (path) => compiled.map((one) => one.textOf(path)).find((text) => text !== undefined),
    fails: ({ severity, file }) =>
      severity === 'error' || (severity === 'warning' && (denyWarnings || projects.deniesWarnings(file))),
  };
}
