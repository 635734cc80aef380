// Runs the tests of tests.ts inside VS Code's own extension host, on the extension as it was packed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { withBrowser } from '../browser.ts';
import { files } from '../files.ts';
import { tools } from '../install.ts';
import { noise } from '../noise.ts';
import { startVsCode } from '../vscode.ts';
import { makeWorkspace } from '../workspace.ts';

/** In milliseconds. */
const patience = 180_000;

export async function runInHost(vsix: string, only: readonly string[]): Promise<number> {
  const { folder, remove } = makeWorkspace(files);
  const apart = makeWorkspace({ 'only.json': JSON.stringify(only) });
  await build({
    entryPoints: [join(tools, 'host/tests.ts')],
    outfile: join(apart.folder, 'index.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const unpacked = spawnSync('unzip', ['-q', vsix, '-d', join(apart.folder, 'unpacked')], { encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(unpacked.stderr);
  const code = await startVsCode(vsix);
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${code.port}${path}`;
  try {
    return await withBrowser(async (context) => {
      const page = await context.newPage();
      return await new Promise<number>((resolve) => {
        const timer = setTimeout(() => {
          console.log(`No result within ${patience / 1000} s.\n${code.log()}`);
          resolve(1);
        }, patience);
        const begin = async (): Promise<void> => {
          await page.exposeFunction('codeAutomationLog', (_type: string, parts: readonly string[]) => {
            if (!parts.some((part) => noise.test(part))) console.log(...parts);
          });
          await page.exposeFunction('codeAutomationExit', (exit: number) => {
            clearTimeout(timer);
            resolve(exit);
          });
          const payload = [
            ['extensionTestsPath', remote(join(apart.folder, 'index.cjs'))],
            ['extensionDevelopmentPath', remote(join(apart.folder, 'unpacked/extension'))],
          ] as const;
          await page.goto(code.address(folder, payload));
        };
        begin().catch((error) => {
          console.log(error);
          resolve(1);
        });
      });
    });
  } finally {
    code.stop();
    remove();
    apart.remove();
  }
}
