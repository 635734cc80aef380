// Files in and out: read as text or refused with a sentence, written whole or not at all.
import {
  closeSync,
  existsSync,
  fsyncSync,
  globSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { closest } from '@avtal/grammar';
import { Failure, type Host } from './host.ts';

/** The text of a UTF-8 file, or of standard input for `-`. Throws a Failure for anything that is no text. */
export function readText(host: Host, path: string): string {
  return readExact(host, path).replace(/^\ufeff/, '');
}

/** The same with its byte order mark, where it has one. */
export function readExact(host: Host, path: string): string {
  return decode(path === '-' ? host.stdin() : readBytes(host, path), path === '-' ? 'standard input' : `\`${path}\``);
}

function readBytes(host: Host, path: string): Uint8Array {
  const file = resolve(host.cwd, path);
  try {
    return readFileSync(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EISDIR')
      throw new Failure(`\`${path}\` is a folder, not a file.`, `Name the files in it: \`${path}/*\`.`);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Failure(`There is no file \`${path}\`.`, nearby(file, path));
    if (code === 'EACCES' || code === 'EPERM') throw new Failure(`\`${path}\` may not be read.`);
    throw new Failure(`\`${path}\` cannot be read: ${message(error)}.`);
  }
}

/** Throws a Failure for what by its beginning is no text of ours. */
export function checkText(bytes: Uint8Array, name: string): void {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new Failure(`${name} is UTF-16 text.`, 'Save it as UTF-8 (in Excel: "CSV UTF-8").');
  }
  if (a === 0x50 && b === 0x4b)
    throw new Failure(`${name} is a workbook or an archive.`, 'Save the sheet as "CSV UTF-8".');
  if (bytes.includes(0)) throw new Failure(`${name} is not a text file.`);
}

function decode(bytes: Uint8Array, name: string): string {
  checkText(bytes, name);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure(`${name} is not UTF-8 text.`, 'Save it as UTF-8 (in Excel: "CSV UTF-8").');
  }
}

type Revive = (this: unknown, key: string, value: unknown) => unknown;

export function parseJson(text: string, name: string, revive?: Revive): unknown {
  try {
    return JSON.parse(text, revive);
  } catch (error) {
    throw new Failure(`\`${name}\` is not JSON: ${message(error)}.`);
  }
}

/** Writes a whole file: a reader sees the old one or the new one, never a part. */
export function writeWhole(host: Host, path: string, text: string): void {
  const file = resolve(host.cwd, path);
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    // A device or a pipe would be replaced by a file, where that is permitted.
    if (found !== undefined && !found.isFile()) {
      writeFileSync(file, text);
      return;
    }
    const { mode = 0o666 } = found ?? {};
    const handle = openSync(temporary, 'w', mode);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Failure(`\`${path}\` cannot be written: ${message(error)}.`);
  }
}

/** Writes a file that is there anew: what a link names, not the link. */
export function rewrite(host: Host, path: string, text: string): void {
  writeWhole(host, realpathSync(resolve(host.cwd, path)), text);
}

/** One by one: where the system refuses one in a folder that is there, as in `/proc`, Node tries all at once without end. */
export function makeFolder(folder: string): void {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

/** To the file, or to standard output where none is named. */
export function writeResult(host: Host, path: string | undefined, text: string): void {
  if (path === undefined || path === '-') host.out.write(text);
  else writeWhole(host, path, text);
}

export function exists(host: Host, path: string): boolean {
  return statSync(resolve(host.cwd, path), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Every agreement file that the arguments name: files as they are, folders with all below them, patterns; `-` is
 * standard input. `isMeant` decides about files that were found and not named.
 */
export function findAgreements(
  host: Host,
  args: readonly string[],
  isMeant: (file: string) => boolean = () => true,
): string[] {
  const found = args.flatMap((arg) => {
    if (arg === '-') return [arg];
    const stat = statSync(resolve(host.cwd, arg), { throwIfNoEntry: false });
    if (stat?.isFile()) return [arg];
    const files = stat?.isDirectory() ? below(host, arg) : matches(host, arg);
    if (files.length === 0) {
      if (stat === undefined && !isPattern(arg)) readBytes(host, arg); // says why
      throw new Failure(`There is no agreement (\`*.avtal\`) in \`${arg}\`.`);
    }
    const meant = files.filter(isMeant);
    if (meant.length === 0) throw new Failure(`The project file passes over every agreement in \`${arg}\`.`);
    return meant;
  });
  const shown = (file: string): string =>
    file === '-' ? file : relative(host.cwd, resolve(host.cwd, file)).split(sep).join('/');
  return [...new Set(found.map(shown))].sort();
}

function below(host: Host, folder: string): string[] {
  return listBelow(host, folder)
    .map((file) => join(folder, file))
    .filter((file) => isAgreement(host, file, relative(folder, file)));
}

function listBelow(host: Host, folder: string): string[] {
  try {
    return readdirSync(resolve(host.cwd, folder), { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new Failure(`\`${folder}\` cannot be read: ${message(error)}.`);
  }
}

function matches(host: Host, pattern: string): string[] {
  return globSync(pattern, { cwd: host.cwd }).filter((file) => isAgreement(host, file));
}

/** By its name, below the folder where it was found in one; and a file: no folder, no pipe, no link to nowhere. */
function isAgreement(host: Host, file: string, name = file): boolean {
  if (!file.endsWith('.avtal') || isHidden(name)) return false;
  try {
    return statSync(resolve(host.cwd, file)).isFile();
  } catch {
    return false;
  }
}

function isPattern(path: string): boolean {
  return /[*?{[]/.test(path);
}

function isHidden(path: string): boolean {
  return path.split(/[/\\]/).some((part) => part === 'node_modules' || /^\.[^.]/.test(part));
}

/** The path from `folder` with `/`, or undefined where it does not lie below it. */
export function pathBelow(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  return path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
}

function nearby(file: string, path: string): string | undefined {
  try {
    const name = closest(basename(file), readdirSync(dirname(file)));
    return name === undefined ? undefined : `Did you mean \`${join(dirname(path), name)}\`?`;
  } catch {
    return undefined;
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
