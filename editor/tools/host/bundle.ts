// Bundles the tests for one of VS Code's extension hosts.
import { join } from 'node:path';
import { build } from 'esbuild';
import { tools } from '../install.ts';

/** `only`: parts of the names of the tests that shall run; empty: all. */
export async function bundleTests(
  outfile: string,
  platform: 'node' | 'browser',
  only: readonly string[],
): Promise<void> {
  await build({
    entryPoints: [join(tools, 'host/tests.ts')],
    outfile,
    bundle: true,
    platform,
    format: 'cjs',
    external: ['vscode'],
    define: { ONLY: JSON.stringify(only) },
    logLevel: 'warning',
  });
}
