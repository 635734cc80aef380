// The real process: `avtal lsp` over stdio, files of the disk, and how it ends.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { started } from './process.ts';

const clean = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\n';
const wrong = 'agreement A {\n  tiers A B\n}\n';

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

test('what is named like an agreement and is no file keeps nobody waiting', async () => {
  const { folder, until, connection, ended } = await started({});
  mkdirSync(join(folder, 'folder.avtal'));
  symlinkSync('itself.avtal', join(folder, 'itself.avtal'));
  // More than there are threads that read.
  for (let count = 0; count < 8; count++) spawnSync('mkfifo', [join(folder, `pipe${count}.avtal`)]);
  writeFileSync(join(folder, 'a.avtal'), `use "pipe1.avtal"\n${clean}`);
  await until('a.avtal', (codes) => codes.includes('AV1008'));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

test('the folder is deleted while its files are open, and comes back', async () => {
  const { folder, until, connection } = await started({ 'b.avtal': '' });
  const uri = pathToFileURL(join(folder, 'a.avtal')).href;
  const open = (version: number): Promise<void> =>
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'avtal', version, text: `use "b.avtal"\n${clean}` },
    });
  await open(1);
  await until('a.avtal', (codes) => codes.length === 0);
  rmSync(folder, { recursive: true });
  await until('a.avtal', (codes) => codes.includes('AV1008'));
  mkdirSync(folder);
  writeFileSync(join(folder, 'b.avtal'), '');
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(folder).href, type: 1 }],
  });
  await until('a.avtal', (codes) => codes.length === 0);
});
