// `avtal check`: compiles agreements and shows what is wrong with them.
import type { Diagnostic } from '@avtal/compiler';
import { Command } from 'commander';
import { type Compiled, compileFile } from '../agreement.ts';
import { findAgreements } from '../files.ts';
import type { Finish, Host } from '../host.ts';
import { formatOption } from '../options.ts';
import { hasErrors, type ReportFormat, reportFormats, reportText } from '../output/diagnostics.ts';

export function checkCommand(host: Host, finish: Finish): Command {
  return new Command('check')
    .description('Check agreements: names, units, and what the text leaves open.')
    .argument('[files...]', 'agreement files, folders or patterns', ['.'])
    .addOption(formatOption(reportFormats))
    .addHelpText('after', '\nExamples:\n  avtal check examples/itpays/itpays.avtal\n  avtal check examples')
    .action((files: string[], { format }: { format: ReportFormat }) => {
      const compiled = compileAll(host, findAgreements(host, files));
      const diagnostics = distinct(compiled.flatMap((one) => one.diagnostics));
      const textOf = (path: string): string | undefined =>
        compiled.map((one) => one.textOf(path)).find((text) => text !== undefined);
      const read = new Set(compiled.flatMap(({ paths }) => paths)).size;
      host.out.write(reportText({ diagnostics, files: read, textOf }, format, host.out.paint));
      finish(hasErrors(diagnostics) ? 1 : 0);
    });
}

/** Each file that no other of them uses, so that a file in parts is compiled as a whole. */
export function compileAll(host: Host, files: readonly string[]): readonly Compiled[] {
  const compiled = files.map((file) => ({ file, one: compileFile(host, file) }));
  return compiled
    .filter(({ file }, index) =>
      compiled.every(({ one: other }, at) => {
        const [, ...used] = other.paths;
        // Of files that use one another, the first stands for all.
        return (
          at === index ||
          !used.includes(file) ||
          (at > index && compiled[index]?.one.paths.includes(other.paths[0] ?? ''))
        );
      }),
    )
    .map(({ one }) => one);
}

/** Two orders of one agreement find the same mistakes in it. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byKey = new Map(
    diagnostics.map((one) => [`${one.code} ${one.file} ${one.span.start} ${one.span.end} ${one.message}`, one]),
  );
  return [...byKey.values()];
}
