// `avtal fmt`: brings agreements into the form of docs/formatting.md, or says which are not in it.
import { findingOf } from '@avtal/compiler';
import { format, formatEdits, type Mistake } from '@avtal/grammar';
import { Command } from 'commander';
import { standardInput } from '../agreement.ts';
import { findAgreements, readExact, rewrite } from '../files.ts';
import type { Finish, Host } from '../host.ts';
import { diagnosticsText } from '../output/diagnostics.ts';
import { unifiedDiff } from '../output/diff.ts';
import { plural } from '../output/words.ts';
import { Projects } from '../project/project.ts';

interface Options {
  readonly check: boolean;
  readonly diff: boolean;
}

interface Formatted {
  readonly file: string;
  readonly text: string;
  /** The same as `text` where that cannot be read. */
  readonly by: string;
  readonly refused: readonly Mistake[];
}

export function fmtCommand(host: Host, finish: Finish): Command {
  return new Command('fmt')
    .description('Format agreements: indentation, columns, blanks.')
    .argument('[files...]', 'agreement files, folders or patterns; `-` is standard input, to standard output', ['.'])
    .option('--check', 'change nothing; name the files that are not formatted, and end with 1 if there are any', false)
    .option('--diff', 'change nothing; show what would change', false)
    .addHelpText(
      'after',
      '\nExamples:\n  avtal fmt examples/itpays\n  avtal fmt examples --check\n  avtal fmt examples --diff',
    )
    .action((files: string[], options: Options) => {
      const projects = new Projects(host);
      // All are read before the first is written.
      const all = findAgreements(host, files, (file) => projects.includes(file)).map((file) => formatted(host, file));
      for (const one of all) refuse(host, one);
      const changed = all.filter(({ text, by }) => by !== text);
      if (options.diff) for (const one of changed) host.out.write(diffOf(host, one));
      if (options.check && !options.diff) for (const { file } of changed) host.out.write(`${nameOf(file)}\n`);
      if (!options.check && !options.diff) write(host, all);
      const isLeft = options.check && changed.length > 0;
      if (isLeft) host.err.write(`${plural(changed.length, 'file')} not formatted: \`avtal fmt\` formats them.\n`);
      finish(isLeft || all.some(({ refused }) => refused.length > 0) ? 1 : 0);
    });
}

function formatted(host: Host, file: string): Formatted {
  const text = readExact(host, file);
  const result = format(text);
  return 'text' in result
    ? { file, text, by: result.text, refused: [] }
    : { file, text, by: text, refused: result.refused };
}

/** Says why a file stays as it is. */
function refuse(host: Host, { file, text, refused }: Formatted): void {
  const findings = refused.map((mistake) => findingOf(mistake, nameOf(file)));
  host.err.write(diagnosticsText(findings, () => text, host.err.paint));
}

function diffOf(host: Host, { file, text }: Formatted): string {
  const edits = formatEdits(text).map((edit) => ({ file, ...edit }));
  return unifiedDiff(nameOf(file), text, edits, host.out.paint);
}

/** Names each file that it changes; writes no other. */
function write(host: Host, all: readonly Formatted[]): void {
  for (const { file, text, by } of all) {
    if (file === '-') host.out.write(by);
    else if (by !== text) {
      rewrite(host, file, by);
      host.out.write(`${file}\n`);
    }
  }
}

function nameOf(file: string): string {
  return file === '-' ? standardInput : file;
}
