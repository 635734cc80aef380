// The code blocks of a page of the documentation as one program: compiled, run in an empty realm, and what it prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { compile } from '../../compiler/src/index.ts';

export const root = join(import.meta.dirname, '../..');

interface Block {
  readonly language: string;
  /** The file that the block is, where it is one. */
  readonly file: string;
  readonly text: string;
}

export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, language = '', file = '', block = '']) => ({
    language,
    file,
    text: block,
  }));
}

/** All code of the page. Each `import` stands where it stands: a module may have them anywhere. */
export function codeOf(page: string): string {
  return blocksOf(page)
    .filter(({ language }) => language === 'ts')
    .map(({ text }) => text)
    .join('\n');
}

/** The files that the page shows, and the agreement as the compiler makes it. */
export function filesOf(page: string): Map<string, string> {
  const files = new Map(blocksOf(page).flatMap(({ file, text }) => (file === '' ? [] : [[file, text] as const])));
  for (const file of [...files.keys()].filter((name) => name.endsWith('.avtal'))) {
    const { ir, diagnostics } = compile(file, (path) => files.get(path));
    if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    files.set(file.replace('.avtal', '.json'), JSON.stringify(ir));
  }
  return files;
}

/** One script without imports: the program, the runtime's sources and the JSON that it imports. */
export async function bundled(code: string, files: ReadonlyMap<string, string>): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: root },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    target: 'es2024',
    conditions: ['avtal-source'],
    plugins: [
      {
        name: 'files',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /\.json$/ }, ({ path }) => ({ path, namespace: 'files' }));
          onLoad({ filter: /.*/, namespace: 'files' }, ({ path }) => ({
            contents: files.get(path.replace('./', '')) ?? '',
            loader: 'json',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** What the script prints, in a realm that has ECMAScript and nothing else: no Node, no Intl, no evaluation of text. */
export function printedBy(script: string, remove: readonly string[] = []): string[] {
  const printed: string[] = [];
  const show = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  const log = (...values: unknown[]) => printed.push(values.map(show).join(' '));
  const context = createContext({ console: { log } }, { codeGeneration: { strings: false, wasm: false } });
  runInContext(['Intl', ...remove].map((name) => `delete globalThis.${name};`).join(''), context);
  runInContext(script, context);
  return printed;
}
