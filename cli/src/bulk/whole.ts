// Whether files are whole, and stay as they are while they are read: DuckDB bills what it finds of a file that is cut off.
import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failure, type Host } from '../host.ts';

/** One input as the manifest keeps it. */
export interface Input {
  readonly name: string;
  readonly bytes?: number;
  /** When the file was last written, in milliseconds since 1970. */
  readonly modified?: number;
}

export interface InputFile extends Required<Input> {}

export function inputOf(host: Host, file: string): InputFile {
  const { size, mtimeMs } = statSync(resolve(host.cwd, file));
  return { name: file, bytes: size, modified: Math.floor(mtimeMs) };
}

export function isCompressed(file: string): boolean {
  return /\.gz$/i.test(file);
}

/** Reads a compressed file to its end, where its checksum and its length stand. */
export async function checkCompressed(host: Host, { name, bytes }: InputFile): Promise<void> {
  if (!isCompressed(name)) return;
  const again = 'Nothing is written. Fetch or compress the file again.';
  const gunzip = createGunzip();
  const nowhere = new Writable({ write: (_block, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(resolve(host.cwd, name)), gunzip, nowhere);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(`\`${name}\` is cut off, damaged, or not compressed by gzip: ${why}.`, again);
  }
  if (gunzip.bytesWritten < bytes) throw new Failure(`\`${name}\` goes on after the end of what gzip wrote.`, again);
}

/** Of a file that is written while it is read, nobody knows which rows were read. */
export function checkUnchanged(host: Host, inputs: readonly Input[]): void {
  for (const { name, bytes, modified } of inputs) {
    if (modified === undefined) continue;
    const found = statSync(resolve(host.cwd, name), { throwIfNoEntry: false });
    if (found === undefined || found.size !== bytes || Math.floor(found.mtimeMs) !== modified)
      throw new Failure(`\`${name}\` changed while it was read.`, 'Nothing is written. Run the same call again.');
  }
}
