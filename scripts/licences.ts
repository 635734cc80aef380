// The licence texts of the libraries that a bundle contains: all of them ask to be named in copies.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './tools.ts';

/** `what`: the files that contain them, as the first line says. */
export function licences(what: string, ...bundles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const input of bundles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'license', 'license.txt', 'License.txt', 'LICENCE']
      .map((candidate) => join(root, folder, candidate))
      .find((candidate) => existsSync(candidate));
    return `${name} ${version} (${license})\n\n${file === undefined ? 'See its package.' : readFileSync(file, 'utf8').trim()}\n`;
  });
  return [`${what} these libraries.\n`, ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}
