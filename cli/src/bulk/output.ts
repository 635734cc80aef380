// A file that is written from its beginning to its end: what was written is counted and hashed on the way.
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

export interface Output {
  /** Bytes written so far. */
  written(): number;
  write(bytes: Uint8Array): void;
  /** The SHA-256 of all. */
  close(): string;
}

/** Small writes are put together. */
const roomBytes = 1 << 16;

export function openOutput(path: string): Output {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  const room = new Uint8Array(roomBytes);
  let [written, waiting] = [0, 0];
  const put = (bytes: Uint8Array): void => {
    hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  const flush = (): void => {
    put(room.subarray(0, waiting));
    waiting = 0;
  };
  return {
    written: () => written,
    write: (bytes) => {
      written += bytes.length;
      if (waiting + bytes.length > roomBytes) flush();
      if (bytes.length > roomBytes) put(bytes);
      else {
        room.set(bytes, waiting);
        waiting += bytes.length;
      }
    },
    close: () => {
      flush();
      closeSync(file);
      return hash.digest('hex');
    },
  };
}
