// The server as a page's worker: bundled for browsers, without Node, with files that the page gives.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

async function bundled(): Promise<{ readonly code: string; readonly outside: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "import { startServer } from './lsp/src/worker.ts'; startServer(scope);", resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    conditions: ['avtal-source'],
    absWorkingDir: root,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return { code: outputFiles[0]?.text ?? '', outside: imports.filter((one) => one.external).map(({ path }) => path) };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] };
  readonly result?: unknown;
}

test('starts, reads files through the page, and tells what it finds', async () => {
  const { code, outside } = await bundled();
  expect(outside).toEqual([]);
  // What a worker of a page has, and nothing of Node.
  const page = `
    const { parentPort } = require('node:worker_threads');
    const scope = { postMessage: (data) => parentPort.postMessage(data), addEventListener: () => {} };
    parentPort.on('message', (data) => scope.onmessage({ data }));
    ((process, require, Buffer, setImmediate) => { ${code} })();
  `;
  const worker = new Worker(page, { eval: true });
  onTestFinished(() => void worker.terminate());
  const files: Readonly<Record<string, string>> = {
    'vscode-vfs://host/w/a.avtal': '\ufeffuse "b.avtal"\n',
    'vscode-vfs://host/w/b.avtal': 'agreement A {\n  tiers A B\n}\n',
  };
  const found = new Promise<unknown>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', ({ id, method, params }: Message) => {
      const answer = (result: unknown): void => worker.postMessage({ jsonrpc: '2.0', id, result });
      if (method === 'avtal/findFiles') answer(Object.keys(files));
      else if (method === 'avtal/readFile') answer(files[params?.uri ?? ''] ?? null);
      else if (method === 'textDocument/publishDiagnostics') resolve([params?.uri, params?.diagnostics?.[0]?.code]);
    });
  });
  const folders = [{ uri: 'vscode-vfs://host/w', name: 'w' }];
  const params = { processId: null, rootUri: null, workspaceFolders: folders, capabilities: {} };
  worker.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} });
  expect(await found).toEqual(['vscode-vfs://host/w/b.avtal', 'AV1101']);
});
