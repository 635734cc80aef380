// Runs the command line inside the test: a folder of its own, streams kept as text, no colours unless asked for.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { onTestFinished } from 'vitest';
import { run } from '../../cli/src/program.ts';

export const root = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  readonly folder: string;
  avtal(...args: string[]): Ended;
  /** What takes its time. */
  later(...args: string[]): Promise<Ended>;
  /** The same with text on standard input. */
  piped(stdin: string | Uint8Array, ...args: string[]): Ended;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  read(name: string): string;
}

/** A folder with these files, gone when the test is over. */
export function place(files: Readonly<Record<string, string | Uint8Array>> = {}): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'avtal-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write: Place['write'] = (added) => {
    for (const [name, text] of Object.entries(added)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  write(files);
  return {
    folder,
    write,
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    avtal: (...args) => avtal(args, { cwd: folder }),
    later: (...args) => later(args, { cwd: folder }),
    piped: (stdin, ...args) => avtal(args, { cwd: folder, stdin }),
  };
}

interface Around {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly colours?: boolean;
}

export function avtal(args: readonly string[], around: Around = {}): Ended {
  const { code, ...ended } = start(args, around);
  if (typeof code !== 'number') throw new Error(`avtal ${args.join(' ')} takes its time: use \`later\``);
  return { code, out: ended.out(), err: ended.err() };
}

export async function later(args: readonly string[], around: Around = {}): Promise<Ended> {
  const { code, out, err } = start(args, around);
  return { code: await code, out: out(), err: err() };
}

function start(args: readonly string[], { cwd = root, stdin = '', colours = false }: Around) {
  let out = '';
  let err = '';
  const paint = pc.createColors(colours);
  const code = run(
    {
      cwd,
      out: { write: (text) => (out += text), paint },
      err: { write: (text) => (err += text), paint },
      stdin: () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
      debug: false,
      watch: () => {},
      serve: () => {},
    },
    args,
  );
  return { code, out: () => out, err: () => err };
}
