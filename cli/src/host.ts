// Where the tool runs: its streams, its folder, its exit code. Commands see nothing else, so that tests can stand in for it.
import { watch } from 'node:fs';
import pc from 'picocolors';

/** 0: clean. 1: findings. 2: the call or a file is wrong. 3: avtal itself is wrong. */
export type ExitCode = 0 | 1 | 2 | 3;

/** By which a command says with which code it ends, or will end. */
export type Finish = (code: ExitCode | Promise<ExitCode>) => void;

export type Paint = ReturnType<typeof pc.createColors>;

export interface Stream {
  write(text: string): void;
  readonly paint: Paint;
  /** Whether a person looks at it while it is written. */
  readonly isTerminal?: boolean;
}

/** Bytes in and out. */
export interface Pipe {
  readonly input: AsyncIterable<Uint8Array>;
  /** Fulfilled when it is written. Rejected with a Failure when it cannot be. */
  output(bytes: Uint8Array): Promise<void>;
}

export interface Host {
  readonly cwd: string;
  readonly out: Stream;
  readonly err: Stream;
  /** All of standard input. */
  stdin(): Uint8Array;
  /** Standard input and output as bytes; undefined where the output is a terminal. */
  pipe?(): Pipe | undefined;
  /** Whether faults in avtal are shown with where in it they arose. */
  readonly debug: boolean;
  /** Calls `changed` after something below the folder has changed, for as long as the process runs. */
  watch(folder: string, changed: () => void): void;
  /** Calls `stopped` when the person stops the program, which then ends. Gives what takes this back. */
  onStop?(stopped: () => void): () => void;
  /** Serves an editor over the process's own streams until it ends. */
  serve(): void;
}

/** The call or a file is wrong: ends the command with exit code 2 and this sentence. Nothing was written. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** The findings are printed already: ends the command with exit code 1. */
export class Findings extends Error {
  override readonly name = 'Findings';
}

export interface ProcessHost extends Host {
  /** Whether something is left to do when the command has ended: a folder is watched, or an editor served. */
  goesOn(): boolean;
  /** Calls `then` when all that was said so far is written. */
  whenWritten(then: () => void): void;
}

/** A stream of the process, which Node makes when it is asked for: few commands say something on standard error. */
class ProcessStream implements Stream {
  readonly #get: () => NodeJS.WriteStream;
  #made: NodeJS.WriteStream | undefined;
  #paint: Paint | undefined;

  constructor(get: () => NodeJS.WriteStream) {
    this.#get = get;
  }

  get #stream(): NodeJS.WriteStream {
    this.#made ??= this.#get();
    return this.#made;
  }

  readonly write = (text: string): void => {
    this.#stream.write(text);
  };

  get paint(): Paint {
    this.#paint ??= pc.createColors(hasColour(this.#stream));
    return this.#paint;
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true;
  }

  /** What cannot be written is told by the stream itself. */
  whenWritten(then: () => void): void {
    if (this.#made === undefined) then();
    else this.#made.write('', (error) => error ?? then());
  }
}

/** The real one. */
export function processHost(stdin: () => Uint8Array): ProcessHost {
  let goesOn = false;
  const [out, err] = [new ProcessStream(() => process.stdout), new ProcessStream(() => process.stderr)];
  return {
    cwd: process.cwd(),
    out,
    err,
    stdin,
    pipe: () => {
      if (process.stdout.isTTY === true) return undefined;
      // Who writes is told what became of it, and nobody else.
      process.stdout.removeAllListeners('error').on('error', () => {});
      const output = (bytes: Uint8Array): Promise<void> =>
        new Promise((written, failed) => {
          process.stdout.write(bytes, (error) => (error ? failed(unwritten(error)) : written()));
        });
      return { input: process.stdin, output };
    },
    debug: (process.env.AVTAL_DEBUG ?? '') !== '',
    watch: (folder, changed) => {
      goesOn = true;
      watchFolder(folder, changed);
    },
    onStop: (stopped) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      const take = (): void => signals.forEach((signal) => void process.removeListener(signal, stop));
      const stop = (signal: NodeJS.Signals): void => {
        take();
        stopped();
        process.kill(process.pid, signal); // Now as if nobody had listened.
      };
      for (const signal of signals) process.on(signal, stop);
      return take;
    },
    serve: () => {
      goesOn = true;
      // Only who asks for it pays for it.
      void import('@avtal/lsp/node').then(({ startServer }) => startServer());
    },
    goesOn: () => goesOn,
    whenWritten: (then) => out.whenWritten(() => err.whenWritten(then)),
  };
}

function unwritten(error: NodeJS.ErrnoException): Failure {
  const isClosed = error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
  const why = isClosed ? 'was closed before all was written' : `cannot be written: ${error.message}`;
  return new Failure(`Standard output ${why}.`, 'Nothing of it may be used.');
}

/** Editors save a file in several steps: what follows within this time, in milliseconds, belongs to one change. */
const pause = 100;

function watchFolder(folder: string, changed: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, (_, name) => {
    if (name !== null && !/\.avtal$|(^|[/\\])avtal\.json$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, pause);
  });
}

/** https://no-color.org: any value but the empty one switches colours off. */
function hasColour(stream: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = process.env;
  if (NO_COLOR !== '') return false;
  return (FORCE_COLOR !== '' && FORCE_COLOR !== '0') || (stream.isTTY === true && TERM !== 'dumb');
}
