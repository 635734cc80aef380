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
    piped: (stdin, ...args) => avtal(args, { cwd: folder, stdin }),
  };
}

export function avtal(
  args: readonly string[],
  { cwd = root, stdin = '', colours = false }: { cwd?: string; stdin?: string | Uint8Array; colours?: boolean } = {},
): Ended {
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
  return { code, out, err };
}
