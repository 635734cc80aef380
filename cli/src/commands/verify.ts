// `avtal verify`: whether a bill in bulk is as it was written.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { type ExitCode, Failure, type Finish, type Host } from '../host.ts';
import { plural } from '../output/words.ts';

export function verifyCommand(host: Host, finish: Finish): Command {
  return new Command('verify')
    .description('Check that what `avtal bill --into` wrote is whole and unchanged.')
    .argument('<folder>', 'a folder that `avtal bill --into` wrote')
    .addHelpText('after', '\nExample:\n  avtal verify march')
    .action((folder: string) => finish(verify(host, folder)));
}

async function verify(host: Host, path: string): Promise<ExitCode> {
  const folder = resolve(host.cwd, path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Failure(`There is no folder \`${path}\`.`);
  const { readManifest, wrongIn } = await import('../bulk/manifest.ts');
  const manifest = readManifest(folder);
  const wrong = typeof manifest === 'string' ? [manifest] : await wrongIn(folder, manifest);
  if (typeof manifest === 'string' || wrong.length > 0) {
    for (const one of wrong)
      host.err.write(`${host.err.paint.red('problem')} ${host.err.paint.bold(`${path}: `)}${one}\n`);
    return 1;
  }
  const [sum] = manifest.sums;
  const state = manifest.complete ? '' : ' INCOMPLETE';
  host.out.write(
    `\`${path}\` is whole: ${plural(manifest.files.length, 'file')}, ${plural(sum?.lines ?? 0, 'line')}, ${sum?.net ?? '0'} ${sum?.currency ?? ''}${state}\n`,
  );
  return 0;
}
