// Starts the program with what the engine made of its code when the same command ran before.
//
// Node's own cache keeps what is compiled before any of it runs, which is of most functions no more than where they
// stand. What is kept here is made after a run, with the functions that it called: to compile those takes a quarter of a
// short command.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import manifest from '../package.json' with { type: 'json' };

/** Which build this is, by a hash of the program: the engine itself tells two programs apart by their length alone. */
declare const build: string;

/** The program as a function of how it requires and where it is; its text is ASCII. */
type Program = (require: NodeJS.Require, url: string) => void;

const args = process.argv.slice(2);
// Who asks for the version alone need not wait for the program, which would say the same.
if (args.length === 1 && /^(-V|--version)$/.test(args[0] ?? '')) process.stdout.write(`${manifest.version}\n`);
else start();

function start(): void {
  enableCompileCache?.(); // Not in Node 22.0.
  // Bills price any number of rows, and an editor is served for hours.
  if (!/^(bill|worker|lsp)$/.test(args[0] ?? '')) compileLater();
  const kept = keptAt();
  const cachedData = kept === undefined ? undefined : read(kept);
  const filename = join(import.meta.dirname, 'program.js');
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const program: Program = script.runInThisContext();
  program(require, pathToFileURL(filename).href);
  if (kept === undefined || script.cachedDataRejected === false) return;
  process.once('exit', (code) => {
    // In a call that was wrong, hardly any function of the command was called.
    if (code <= 1) keep(kept, script);
  });
}

/**
 * Most of what a command calls a hundred times it does not call much longer: to make it fast by then costs a fifth of a
 * short command, and pays in none. Only to the engine of Node 24, since others may not know the option, and say so.
 */
function compileLater(): void {
  if (!process.versions.v8.startsWith('13.')) return;
  // Node loads its streams with code that it has compiled, which the engine refuses under other options.
  void process.stdout;
  process.getBuiltinModule('node:v8').setFlagsFromString('--invocation-count-for-maglev=4000');
}

/** One file for each command, beside what Node keeps; undefined where Node is to keep nothing. */
function keptAt(): string | undefined {
  const folder = getCompileCacheDir?.();
  const isHelp = args.includes('--help') || args.includes('-h');
  const command = isHelp ? 'help' : /^[a-z]+$/.exec(args[0] ?? 'help')?.[0];
  return folder === undefined ? undefined : join(folder, `avtal-${build}-${command ?? 'other'}`);
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep(file: string, script: Script): void {
  try {
    const unfinished = `${file}-${process.pid}`;
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // Nothing is kept where nothing can be written.
  }
}
