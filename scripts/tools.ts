// Runs the tools that the scripts share: each by its own JavaScript file, with the Node that runs the script.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const files = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
} as const;

/** Runs a tool in the repository's root with its output shown as it comes; resolves to its exit code. */
export function run(tool: keyof typeof files, ...args: readonly string[]): Promise<number> {
  const file = join(root, 'node_modules', files[tool]);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Packages in the order in which they can be built: each after what it imports. */
export const packages = ['grammar', 'runtime', 'compiler', 'lsp', 'cli'] as const;

/** Type-checks everything; the packages that must run anywhere are checked without Node's types. */
export async function checkTypes(): Promise<number> {
  const libraries = packages.filter((name) => name !== 'cli' && existsSync(join(root, name, 'src')));
  const projects = ['.', ...libraries, 'editor'];
  const codes = await Promise.all(projects.map((project) => run('tsc', '-p', project, '--pretty', 'false')));
  return Math.max(...codes);
}
