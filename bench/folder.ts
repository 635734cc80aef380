// How long a person waits for the file that is opened first in a folder of many: on the clock, from the start of the server.
//
//   node --conditions=avtal-source bench/folder.ts [files]
//
// Half of the files are agreements of some 120 lines, half orders that use one of them. docs/editor.md has one run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createServer } from '@avtal/lsp';
import { nodeHost } from '@avtal/lsp/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { sizedAgreement } from './sized.ts';

const count = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'avtal-folder-'));
mkdirSync(join(folder, 'orders'));
const agreement = sizedAgreement(120);
for (let n = 0; n < count / 2; n += 1) {
  writeFileSync(join(folder, `a${n}.avtal`), agreement.replace('agreement Bench', `agreement A${n}`));
  const text = `use "../a${n}.avtal"\n\norder o${n} for A${n} {\n  tier Pro\n  from 2026-01-01\n}\n`;
  writeFileSync(join(folder, 'orders', `o${n}.avtal`), text);
}
const at = (path: string): string => pathToFileURL(join(folder, path)).href;

const [up, down] = [new PassThrough(), new PassThrough()];
createServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), nodeHost());
const editor = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
const begin = performance.now();
const row = (what: string): void => console.log(`| ${what} | ${(performance.now() - begin).toFixed(0)} ms |`);
const told = new Set<string>();
editor.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => {
  if (version !== undefined && told.size < told.add(uri).size) row(`findings of ${uri.split('/').at(-1)}`);
});
editor.onRequest('client/registerCapability', () => null);
editor.listen();
await editor.sendRequest('initialize', {
  processId: null,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
  capabilities: {
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { publishDiagnostics: { versionSupport: true } },
  },
});
void editor.sendNotification('initialized', {});

console.log(`| Node ${process.version}, ${count} files | on the clock |\n| --- | ---: |`);
row('the server answers');
// The last ones, so that the order in which files are read does not help.
const last = Math.floor(count / 2) - 1;
const [whole, order] = [at(`a${last}.avtal`), at(`orders/o${last}.avtal`)];
const open = (uri: string, text: string): void =>
  void editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'avtal', version: 1, text },
  });
open(whole, `${readFileSync(new URL(whole), 'utf8')}wrong\n`);
open(order, `${readFileSync(new URL(order), 'utf8')}wrong\n`);
const ask = async (method: string, uri: string, more: object): Promise<void> => {
  await editor.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more });
  row(`${method} in ${uri.split('/').at(-1)}`);
};
await Promise.all([
  ask('completion', whole, { position: { line: 20, character: 4 } }),
  ask('hover', order, { position: { line: 2, character: 2 } }),
  ask('formatting', whole, { options: { tabSize: 2, insertSpaces: true } }),
  ask('rename', whole, { position: { line: 0, character: 11 }, newName: 'Other' }),
  editor.sendRequest('workspace/symbol', { query: 'a1' }).then(() => row('symbols of the folder')),
]);
await editor.sendRequest('avtal/settled');
row('everything is checked');
rmSync(folder, { recursive: true });
process.exit(0);
