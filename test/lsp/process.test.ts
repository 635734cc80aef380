// The real process: `avtal lsp` over stdio, files of the disk, and how it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const cli = join(import.meta.dirname, '../../cli/src/index.ts');
const clean = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\n';
const wrong = 'agreement A {\n  tiers A B\n}\n';

interface Started {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  readonly folder: string;
  readonly ended: Promise<number | null>;
  /** When diagnostics of a file of that name are as wanted. */
  until(name: string, is: (codes: readonly unknown[]) => boolean): Promise<void>;
}

async function started(
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
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
  const until: Started['until'] = (name, is) =>
    new Promise((resolve) => {
      look = () => {
        if (is(codes.get(pathToFileURL(join(folder, name)).href) ?? [])) resolve();
      };
      look();
    });
  return { connection, child, folder, ended, until };
}

test.each([
  ['shutdown and exit', true, 0],
  ['exit alone', false, 1],
])('%s ends with its code', async (_, asks, code) => {
  const { connection, ended } = await started({});
  if (asks) await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(code);
});

test('ends when the client is gone', async () => {
  const { child, ended } = await started({}, []);
  child.stdin?.end();
  expect(await ended).toBe(1);
});

test('files that change, come and go on disk, for a client that does not watch', async () => {
  const { folder, until } = await started({ 'a.avtal': wrong, 'mark.avtal': `\ufeff${wrong}` });
  await until('a.avtal', (codes) => codes.length > 0);
  await until('mark.avtal', (codes) => codes.length > 0);
  writeFileSync(join(folder, 'a.avtal'), clean);
  await until('a.avtal', (codes) => codes.length === 0);
  writeFileSync(join(folder, 'b.avtal'), wrong);
  await until('b.avtal', (codes) => codes.length > 0);
  rmSync(join(folder, 'b.avtal'));
  await until('b.avtal', (codes) => codes.length === 0);
});

test('nothing outside the folder is read', async () => {
  const { folder, until, connection } = await started({});
  const outside = mkdtempSync(join(tmpdir(), 'avtal-outside-'));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, 'secret.avtal'), wrong);
  symlinkSync(join(outside, 'secret.avtal'), join(folder, 'link.avtal'));
  const uri = pathToFileURL(join(folder, 'a.avtal')).href;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'avtal', version: 1, text: 'use "link.avtal"\n' },
  });
  await until('a.avtal', (codes) => codes.includes('AV1008'));
});
