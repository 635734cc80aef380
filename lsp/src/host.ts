// Where the server runs: its files, its clock, and how it lets others have their turn. Node and Web Worker have one each.
import type { Instant } from '@avtal/runtime';

export interface Host {
  /**
   * The text of a file below a root (`file:///home/kari/agreements/`, ends with `/`), without byte order mark.
   * Undefined: not there, not text, or a link that leads out of the root. Never rejects.
   */
  read(root: string, path: string): Promise<string | undefined>;
  /** Every `.avtal` file and `avtal.json` below a root, as paths with `/`, but for hidden ones. Never rejects. */
  find(root: string): Promise<readonly string[]>;
  /** Tells of changes below a root, for clients that do not watch; ends when the result is called. */
  watch?(root: string, changed: () => void): () => void;
  /** Lets messages that have arrived be read. */
  pause(): Promise<void>;
  /** Seconds since 1970. */
  now(): Instant;
  /** Milliseconds since some beginning, to measure by. */
  clock(): number;
}
