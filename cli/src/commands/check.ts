// `avtal check`: compiles agreements and shows what is wrong with them, or repairs it.
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { examplesFor, heldAs, repairsOf } from '@avtal/compiler';
import { Command } from 'commander';
import { checkAll } from '../checked.ts';
import { findAgreements, writeResult } from '../files.ts';
import { writeRepairs } from '../fix.ts';
import { type ExitCode, Failure, type Finish, type Host } from '../host.ts';
import { formatOption } from '../options.ts';
import { type ReportFormat, reportFormats, reportText } from '../output/diagnostics.ts';
import { diffText, repairsText } from '../output/repairs.ts';
import type { Report } from '../output/reports/report.ts';
import { Projects } from '../project/project.ts';

interface Options {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly denyWarnings: boolean;
  readonly showAccepted: boolean;
  readonly quiet: boolean;
  readonly fix: boolean;
  readonly fixDryRun: boolean;
  readonly fixExamples: boolean;
  readonly watch: boolean;
}

export function checkCommand(host: Host, finish: Finish): Command {
  return new Command('check')
    .description('Check agreements: names, units, and what the text leaves open.')
    .argument('[files...]', 'agreement files, folders or patterns; `-` is standard input', ['.'])
    .addOption(formatOption(reportFormats))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .option('--deny-warnings', 'end with 1 for warnings too', false)
    .option('--show-accepted', 'show the findings that the agreement accepts', false)
    .option('-q, --quiet', 'no line that sums up', false)
    .option('--fix', 'repair what has exactly one repair', false)
    .option('--fix-dry-run', 'show what `--fix` would change, and change nothing', false)
    .option('--fix-examples', 'add an example of each situation in which something is wrong', false)
    .option('--watch', 'check again after each change of a file', false)
    .addHelpText(
      'after',
      '\nExamples:\n  avtal check examples/itpays/itpays.avtal\n  avtal check examples --deny-warnings\n  avtal check examples --format sarif -o avtal.sarif',
    )
    .action((files: string[], options: Options) => {
      finish(check(host, files, options));
      if (options.watch) watch(host, files, options);
    });
}

function check(host: Host, args: readonly string[], options: Options): ExitCode {
  const projects = new Projects(host);
  const files = findAgreements(host, args, (file) => projects.includes(file));
  const changes = options.fix || options.fixDryRun || options.fixExamples || options.watch;
  if (changes && files.includes('-')) {
    throw new Failure('Standard input has no file that could be changed or watched.', 'Name the file.');
  }
  const checked = (): Report => checkAll(host, files, projects, options.denyWarnings);
  const found = options.fix ? repaired(host, checked(), checked) : checked();
  const report = options.fixExamples ? exemplified(host, found, checked) : found;
  if (options.fixDryRun) host.out.write(diffText(repairsOf(report.findings), report.textOf, host.out.paint));
  else writeResult(host, options.output, reportText(report, options.format, host.out.paint, options));
  return report.findings.some(report.fails) ? 1 : 0;
}

/** What is found after the repairs; what was done is told on standard error. */
function repaired(host: Host, report: Report, again: () => Report): Report {
  const repairs = repairsOf(report.findings);
  writeRepairs(host, repairs, report.textOf);
  host.err.write(repairsText(repairs, report));
  return repairs.made.length === 0 ? report : again();
}

/** One example after the other, since each needs a name of its own. They hold the findings fast; a person repairs them. */
function exemplified(host: Host, report: Report, again: () => Report): Report {
  const held = new Set<string>();
  for (let now = report; ; now = again()) {
    const examples = examplesFor(now.findings, held);
    if (examples.made.length === 0) return now;
    for (const { finding } of examples.made) held.add(heldAs(finding));
    writeRepairs(host, examples, now.textOf);
    host.err.write(repairsText(examples, now, 'example'));
  }
}

/** Runs until it is ended. A file that is wrong for a moment, such as half of a project file, ends nothing. */
function watch(host: Host, args: readonly string[], options: Options): void {
  const again = (): void => {
    try {
      host.out.write('\n');
      check(host, args, options);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      host.err.write(`${error.message}\n`);
    }
  };
  const kindOf = (arg: string) => statSync(resolve(host.cwd, arg), { throwIfNoEntry: false });
  const folders = args.map((arg) => (kindOf(arg)?.isDirectory() ? arg : kindOf(arg)?.isFile() ? dirname(arg) : '.'));
  for (const folder of new Set(folders.map((one) => resolve(host.cwd, one)))) host.watch(folder, again);
}
