// Runs the tests of tests.ts inside VS Code's own extension host in Node, on the extension as it was packed.
import { join } from 'node:path';
import { files } from '../files.ts';
import { unpack } from '../install.ts';
import { startVsCode } from '../vscode.ts';
import { makeWorkspace } from '../workspace.ts';
import { bundleTests } from './bundle.ts';
import { runSession } from './session.ts';

export async function runInHost(vsix: string, only: readonly string[]): Promise<number> {
  const workspace = makeWorkspace(files);
  const apart = makeWorkspace({});
  const tests = join(apart.folder, 'index.cjs');
  await bundleTests(tests, 'node', only);
  const extension = unpack(vsix, join(apart.folder, 'unpacked'));
  const code = await startVsCode(vsix);
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${code.port}${path}`;
  try {
    const payload = [
      ['extensionTestsPath', remote(tests)],
      ['extensionDevelopmentPath', remote(extension)],
    ] as const;
    return await runSession(code.address(workspace.folder, payload), code.log);
  } finally {
    code.stop();
    workspace.remove();
    apart.remove();
  }
}
