// The real process for the tests: `avtal lsp` over stdio in a folder of its own, and what it tells.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const cli = join(import.meta.dirname, '../../cli/src/index.ts');

export interface Started {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  readonly folder: string;
  readonly ended: Promise<number | null>;
  /** When diagnostics of a file of that name are as wanted. */
  until(name: string, is: (codes: readonly unknown[]) => boolean): Promise<void>;
}

export async function started(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['--stdio'],
): Promise<Started> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'avtal-lsp-')));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const child = spawn(process.execPath, ['--conditions=avtal-source', cli, 'lsp', ...args], { cwd: folder });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  // Nothing is written any more by the time the process is gone.
  onTestFinished(() => {
    connection.dispose();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const codes = new Map<string, readonly unknown[]>();
  let look = (): void => {};
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    codes.set(
      uri,
      diagnostics.map(({ code }) => code),
    );
    look();
  });
  connection.listen();
  let said = '';
  child.stderr.on('data', (part) => (said += part));
  // Nobody waits for a process that is gone.
  const gone = ended.then((code) => {
    throw new Error(`the server ended with ${code}\n${said}`);
  });
  gone.catch(() => undefined);
  const initialize = { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} };
  await Promise.race([connection.sendRequest('initialize', initialize), gone]);
  await connection.sendNotification('initialized', {});
  const until: Started['until'] = (name, is) => {
    const seen = new Promise<void>((resolve) => {
      look = () => {
        if (is(codes.get(pathToFileURL(join(folder, name)).href) ?? [])) resolve();
      };
      look();
    });
    return Promise.race([seen, gone]);
  };
  return { connection, child, folder, ended, until };
}
