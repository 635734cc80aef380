// When the collector of garbage runs, where it cannot see by itself that it should.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

interface How {
  readonly type: 'minor' | 'major';
  readonly execution?: 'sync';
  readonly flavor?: 'last-resort';
}

/** Node has no other way to it than this. */
const collect: (how: How) => void = (() => {
  setFlagsFromString('--expose-gc');
  const gc: ((how: How) => void) | undefined = runInNewContext('globalThis.gc');
  // What the engine keeps of this program for its next start is good for the same settings only.
  setFlagsFromString('--no-expose-gc');
  return (how: How) => gc?.(how);
})();

/**
 * Of young objects. Small ones that hold memory outside of the heap wait for it: left to itself, it comes so late that what
 * DuckDB reads is written into new memory of the system again and again, and then it looks through all of the heap for their sake.
 */
export function collectYoung(): void {
  collect({ type: 'minor' });
}

/** Of all, and gives memory back that was taken once: a table of a hundred thousand customers leaves 200 MB. */
export function collectAll(): void {
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** After a table of so many rows was read, where what it leaves behind takes more memory than it costs time to give it back. */
export function collectAfter(rows: number): void {
  if (rows > 20_000) collectAll();
}
