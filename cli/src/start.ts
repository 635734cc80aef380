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

/** Which build this is, by a hash of the program: the engine itself tells two programs apart by their length alone. */
declare const build: string;

/** The program as a function of how it requires and where it is. */
type Program = (require: NodeJS.Require, url: string) => void;

enableCompileCache();
const filename = join(import.meta.dirname, 'program.js');
const kept = keptAt(process.argv.slice(2));
const cachedData = kept === undefined ? undefined : read(kept);
const script = new Script(readFileSync(filename, 'latin1'), {
  filename,
  ...(cachedData === undefined ? {} : { cachedData }),
});
const program: Program = script.runInThisContext();
program(require, pathToFileURL(filename).href);
if (kept !== undefined && script.cachedDataRejected !== false) process.once('exit', keep);

/** One file for each command, beside what Node keeps; undefined where Node is to keep nothing. */
function keptAt(args: readonly string[]): string | undefined {
  const folder = getCompileCacheDir();
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

/** After a call that was wrong, hardly any function of the command was called. */
function keep(code: number): void {
  if (kept === undefined || code > 1) return;
  try {
    const unfinished = `${kept}-${process.pid}`;
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
    renameSync(unfinished, kept);
  } catch {
    // Nothing is kept where nothing can be written.
  }
}
