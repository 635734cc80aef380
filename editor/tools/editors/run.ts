// Runs the trials of Neovim and Emacs against the built `avtal lsp`, each set up with exactly what docs/editor.md says.
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { files } from '../files.ts';
import { editor, tools } from '../install.ts';
import { makeWorkspace } from '../workspace.ts';

/** How long one editor may take for all, in milliseconds. */
const patience = 480_000;

interface Trials {
  readonly command: string;
  /** In which the set-up stands in the docs, and the file that they name for it. */
  readonly language: string;
  readonly setUp: string;
  args(setUp: string): readonly string[];
}

const all: Readonly<Record<string, Trials>> = {
  neovim: {
    command: 'nvim',
    language: 'lua',
    setUp: 'init.lua',
    args: (setUp) => ['--clean', '--headless', '-n', '-u', setUp, '-c', `luafile ${join(tools, 'editors/neovim.lua')}`],
  },
  emacs: {
    command: 'emacs',
    language: 'elisp',
    setUp: 'init.el',
    // Packages, as any start but this one has them.
    args: (setUp) => ['--batch', '-f', 'package-initialize', '-l', setUp, '-l', join(tools, 'editors/emacs.el')],
  },
};

/** Runs those whose name is asked for, or all; the exit code. `avtal`: the built tool. */
export async function runInEditors(avtal: string, only: readonly string[]): Promise<number> {
  const those = Object.entries(all).filter(([name]) => only.length === 0 || only.some((part) => name.includes(part)));
  let [passed, failed] = [0, 0];
  for (const [name, trials] of those) {
    const { lines, code } = await run(trials, avtal);
    const bad = lines.filter((line) => line.startsWith('FAILED: ')).length;
    passed += lines.filter((line) => line.startsWith('ok: ')).length;
    // An editor that does not start, or ends too early, has no failed trial to show for it.
    failed += bad === 0 && code !== 0 ? 1 : bad;
    console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function run(
  trials: Trials,
  avtal: string,
): Promise<{ readonly lines: readonly string[]; readonly code: number }> {
  const { folder, remove } = makeWorkspace(files);
  const apart = makeWorkspace({ [trials.setUp]: fromDocs(trials.language) });
  const command = join(apart.folder, 'avtal');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${avtal}" "$@"\n`);
  chmodSync(command, 0o755);
  try {
    return await new Promise((resolve) => {
      const child = spawn(trials.command, trials.args(join(apart.folder, trials.setUp)), {
        cwd: folder,
        env: { ...process.env, HOME: apart.folder, PATH: `${apart.folder}${delimiter}${process.env.PATH}` },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: patience,
        killSignal: 'SIGKILL',
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
      child.on('error', (error) => (output += error.message));
      child.on('close', (code) => {
        process.stdout.write(output.endsWith('\n') || output === '' ? output : `${output}\n`);
        resolve({ lines: output.split(/\r?\n/), code: code ?? 1 });
      });
    });
  } finally {
    remove();
    apart.remove();
  }
}

/** The only block of that language in docs/editor.md. */
function fromDocs(language: string): string {
  const docs = readFileSync(join(editor, '../docs/editor.md'), 'utf8');
  const [block, more] = [...docs.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => text,
  );
  if (block === undefined || more !== undefined) throw new Error(`docs/editor.md: not one block of ${language}`);
  return block;
}
