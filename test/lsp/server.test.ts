// The server as an editor meets it: what it can, documents and files while they change, diagnostics pushed and pulled.
import { describe, expect, test } from 'vitest';
import { editor, folder, pulling, usual } from './client.ts';

const head = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n';
const clean = `${head}}\n`;
const wrong = `${head}  tiers A B\n}\n`;
const counted = '\n    counted per started h, each entry\n';
const twice = `${head}  rate work: 650/h${counted}  rate work: 700/h${counted}}\n`;
const uri = `${folder}a.avtal`;

describe('capabilities', () => {
  test('what the server says it can', async () => {
    const { initialized } = await editor();
    expect(initialized).toMatchSnapshot();
  });
  test.each([
    ['asks, and can be told to ask again', pulling, true],
    ['says that it asks, and cannot be told to', { ...pulling, workspace: usual.workspace ?? {} }, false],
    ['listens', usual, false],
  ])('a client that %s', async (_, capabilities, pulls) => {
    const { initialized } = await editor({ capabilities });
    expect(initialized.capabilities.diagnosticProvider !== undefined).toBe(pulls);
  });
  test('commands that the editor has itself are not offered', async () => {
    const { initialized } = await editor({ options: { commands: ['avtal.runExample', 'avtal.acceptExample'] } });
    expect(initialized.capabilities.executeCommandProvider?.commands).toEqual(['avtal.explainExample']);
  });
});

describe('push', () => {
  test('an open file, changed until nothing is wrong', async () => {
    const { open, change, settled, codes } = await editor();
    open(uri, wrong);
    await settled();
    expect(codes(uri)).toEqual(['AV0001']);
    change(uri, { range: { start: { line: 4, character: 9 }, end: { line: 4, character: 9 } }, text: ' |' });
    await settled();
    expect(codes(uri)).toEqual([]);
    change(uri, { text: twice });
    await settled();
    expect(codes(uri)).toEqual(['AV4001']);
    change(uri, { text: clean });
    await settled();
    expect(codes(uri)).toEqual([]);
  });
  test('findings have related places, the page of their code and the witness', async () => {
    const { open, settled, shown } = await editor();
    open(uri, twice);
    await settled();
    const [first] = shown.get(uri) ?? [];
    expect(first).toMatchSnapshot();
  });
  test('files on disk that nobody has opened', async () => {
    const { settled, codes, write } = await editor({ files: { 'a.avtal': wrong, 'b.avtal': clean } });
    await settled();
    expect(codes(uri)).toEqual(['AV0001']);
    write(uri, clean);
    write(`${folder}b.avtal`, wrong);
    await settled();
    expect([codes(uri), codes(`${folder}b.avtal`)]).toEqual([[], ['AV0001']]);
  });
  test('the project file gives severities, leaves files out, and is told when it is wrong', async () => {
    const project = JSON.stringify({ severity: { AV4001: 'off' }, ignore: ['old'] });
    const { settled, codes, shown, write } = await editor({
      files: { 'a.avtal': twice, 'old/b.avtal': wrong, 'avtal.json': project },
    });
    await settled();
    expect([codes(uri), codes(`${folder}old/b.avtal`)]).toEqual([[], []]);
    write(`${folder}avtal.json`, '{ "severty": {} }');
    await settled();
    expect([codes(uri), codes(`${folder}old/b.avtal`)]).toEqual([['AV4001'], ['AV0001']]);
    expect(shown.get(`${folder}avtal.json`)).toMatchObject([{ range: { start: { line: 0, character: 2 } } }]);
  });
  test('with the analysis off', async () => {
    const { open, settled, codes, connection } = await editor({ options: { analysis: false } });
    open(uri, twice);
    await settled();
    expect(codes(uri)).toEqual([]);
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: { avtal: { analysis: true } } });
    await settled();
    expect(codes(uri)).toEqual(['AV4001']);
  });
});

describe('pull', () => {
  test('full, then unchanged, then refreshed', async () => {
    const { open, change, settled, ask, heard, shown } = await editor({ capabilities: pulling });
    const refreshes = () => heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
    open(uri, wrong);
    const textDocument = { uri };
    const first = await ask<{ kind: string; resultId: string; items: unknown[] }>('textDocument/diagnostic', {
      textDocument,
    });
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'AV0001' }] });
    const previousResultId = first.resultId;
    expect(await ask('textDocument/diagnostic', { textDocument, previousResultId })).toMatchObject({
      kind: 'unchanged',
    });
    await settled();
    const before = refreshes();
    change(uri, { text: clean });
    await settled();
    expect(refreshes()).toBe(before + 1);
    expect(await ask('textDocument/diagnostic', { textDocument, previousResultId })).toMatchObject({ items: [] });
    expect(shown.size).toBe(0);
  });
  test('the workspace', async () => {
    const files = { 'a.avtal': wrong, 'b.avtal': clean };
    const { ask, write } = await editor({ capabilities: pulling, files });
    type Reports = { items: { uri: string; kind: string; resultId: string; items?: unknown[] }[] };
    const first = await ask<Reports>('workspace/diagnostic', { previousResultIds: [] });
    expect(first.items).toMatchObject([
      { uri, kind: 'full', items: [{ code: 'AV0001' }] },
      { uri: `${folder}b.avtal`, kind: 'full', items: [] },
    ]);
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    write(uri, undefined);
    const second = await ask<Reports>('workspace/diagnostic', { previousResultIds });
    expect(second.items.map((one) => [one.uri, one.kind])).toEqual([
      [`${folder}b.avtal`, 'unchanged'],
      [uri, 'full'],
    ]);
  });
});

describe('agreements in parts', () => {
  const main = 'use "parts/common.avtal"\norder o for A {\n  from 2026-01-01\n}\n';
  const files = { 'main.avtal': main, 'parts/common.avtal': wrong };
  const [part, whole] = [`${folder}parts/common.avtal`, `${folder}main.avtal`];

  test('a part is told of once, though two files use it', async () => {
    const { settled, codes } = await editor({ files: { ...files, 'other.avtal': main.replace('order o', 'order p') } });
    await settled();
    expect(codes(part)).toEqual(['AV0001']);
  });
  test('a part that changes on disk, goes and comes back', async () => {
    const { settled, codes, write, disk } = await editor({ files });
    await settled();
    write(part, clean);
    await settled();
    expect([codes(part), codes(whole)]).toEqual([[], []]);
    write(part, undefined);
    await settled();
    expect([codes(part), codes(whole).includes('AV1008')]).toEqual([[], true]);
    write(part, wrong);
    await settled();
    expect(codes(part)).toEqual(['AV0001']);
    expect(disk.size).toBe(2);
  });
  test('what is open counts, not what is on disk, until it is closed', async () => {
    const { settled, codes, open, close, write } = await editor({ files });
    open(part, clean);
    await settled();
    expect(codes(part)).toEqual([]);
    write(part, `${wrong}x`);
    await settled();
    expect(codes(part)).toEqual([]);
    close(part);
    await settled();
    expect(codes(part)).toContain('AV0001');
  });
  test('renamed: the paths that name it follow', async () => {
    const { ask, settled, write, codes, disk } = await editor({ files: { ...files, 'parts/common.avtal': clean } });
    await settled();
    const renames = { files: [{ oldUri: part, newUri: `${folder}shared/a b.avtal` }] };
    expect(await ask('workspace/willRenameFiles', renames)).toEqual({
      changes: {
        [whole]: [
          {
            range: { start: { line: 0, character: 4 }, end: { line: 0, character: 24 } },
            newText: '"shared/a b.avtal"',
          },
        ],
      },
    });
    expect(
      await ask('workspace/willRenameFiles', { files: [{ oldUri: `${folder}parts`, newUri: `${folder}x/y` }] }),
    ).toMatchObject({
      changes: { [whole]: [{ newText: '"x/y/common.avtal"' }] },
    });
    expect(
      await ask('workspace/willRenameFiles', { files: [{ oldUri: whole, newUri: `${folder}z/main.avtal` }] }),
    ).toMatchObject({
      changes: { [whole]: [{ newText: '"../parts/common.avtal"' }] },
    });
    disk.set(`${folder}shared/a%20b.avtal`, clean);
    write(part, undefined);
    write(whole, main.replace('parts/common', 'shared/a b'));
    await settled();
    expect(codes(whole)).toEqual([]);
  });
});

describe('where files are', () => {
  test('two folders do not know one another', async () => {
    const files = {
      'file:///one/a.avtal': 'use "b.avtal"\n',
      'file:///one/b.avtal': clean,
      'file:///two/a.avtal': 'use "b.avtal"\n',
    };
    const { settled, codes, connection } = await editor({ files, folders: ['file:///one', 'file:///two'] });
    await settled();
    expect([codes('file:///one/a.avtal'), codes('file:///two/a.avtal').length > 0]).toEqual([[], true]);
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///two', name: 'two' }] },
    });
    await settled();
    expect(codes('file:///two/a.avtal')).toEqual([]);
  });
  test('a file outside any folder sees those beside it', async () => {
    const files = { 'file:///x/a.avtal': 'use "b.avtal"\n', 'file:///x/b.avtal': clean, 'file:///x/c.avtal': wrong };
    const { settled, codes, open, close } = await editor({ files });
    open('file:///x/a.avtal', 'use "b.avtal"\n');
    await settled();
    expect([codes('file:///x/a.avtal'), codes('file:///x/c.avtal')]).toEqual([[], []]);
    open('file:///x/a.avtal', 'use "d.avtal"\n');
    await settled();
    expect(codes('file:///x/a.avtal').length).toBeGreaterThan(0);
    close('file:///x/a.avtal');
    await settled();
    expect(codes('file:///x/a.avtal')).toEqual([]);
  });
  test.each([
    'untitled:Untitled-1',
    'vscode-vfs://github/a/b/c.avtal',
    'git:/w/a.avtal?%7B%22ref%22%3A%22%22%7D',
    'untitled:/w/new.avtal',
  ])('%s', async (name) => {
    const { settled, codes, open } = await editor();
    open(name, wrong);
    await settled();
    expect(codes(name)).toEqual(['AV0001']);
  });
  test.each([
    ['file:///w/%C3%A5.avtal', 'file:///w/å.avtal'],
    ['file:///w/a%20%28b%29.avtal', 'file:///w/a (b).avtal'],
  ])('one file in two spellings: %s', async (onDisk, asOpened) => {
    const { settled, codes, open } = await editor({ files: { [onDisk]: clean } });
    open(asOpened, wrong);
    await settled();
    expect([codes(asOpened), codes(onDisk)]).toEqual([['AV0001'], []]);
  });
  test('a folder that is added takes the open files in it', async () => {
    const { settled, codes, open, connection } = await editor({ files: { 'file:///x/d/b.avtal': clean }, folders: [] });
    open('file:///x/e/a.avtal', 'use "../d/b.avtal"\n');
    await settled();
    expect(codes('file:///x/e/a.avtal').length).toBeGreaterThan(0);
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///x', name: 'x' }], removed: [] },
    });
    await settled();
    expect(codes('file:///x/e/a.avtal')).toEqual([]);
  });
});

describe('positions', () => {
  test.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['a byte order mark', '\n', '\ufeff'],
  ])('%s', async (_, end, mark) => {
    const { open, settled, shown } = await editor();
    open(uri, mark + wrong.replaceAll('\n', end));
    await settled();
    expect(shown.get(uri)?.[0]?.range).toEqual({ start: { line: 4, character: 10 }, end: { line: 4, character: 11 } });
  });
  test.each([
    ['utf-16', 20],
    ['utf-8', 23],
    ['utf-32', 19],
  ])('behind an emoji, in %s', async (encoding, character) => {
    const general = { positionEncodings: [encoding] };
    const { open, settled, shown, initialized, change, codes } = await editor({ capabilities: { ...usual, general } });
    expect(initialized.capabilities.positionEncoding).toBe(encoding);
    open(uri, `${head.replaceAll('  ', '\t')}\n\tchoice c: a "ø 😀" b\n}\n`);
    await settled();
    const { range } = shown.get(uri)?.[0] ?? {};
    expect(range?.start).toEqual({ line: 5, character });
    change(uri, {
      range: { start: { line: 5, character }, end: { line: 5, character } },
      text: ', ',
    });
    await settled();
    expect(codes(uri)).toEqual(['AV4110']);
  });
});

describe('what no editor should do', () => {
  test('nothing of it breaks anything', async () => {
    const { open, change, close, settled, codes, ask, connection, heard } = await editor();
    const nowhere = { line: 1e9, character: -5 };
    open(uri, wrong);
    open(uri, clean, 7);
    change(uri, { range: { start: nowhere, end: { line: 0, character: 0 } }, text: '' });
    change(uri, { range: { start: { line: 2, character: 5 }, end: { line: 1, character: 9e15 } }, text: '\u0000' });
    change(`${folder}unknown.avtal`, { text: 'x' });
    close(`${folder}unknown.avtal`);
    close(uri);
    close(uri);
    change(uri, { text: wrong });
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri } });
    await connection.sendNotification('textDocument/didOpen', {});
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: '%%%', type: 9 }] });
    for (const method of ['hover', 'definition', 'completion', 'signatureHelp', 'prepareRename', 'documentHighlight']) {
      const params = { textDocument: { uri }, position: nowhere };
      expect(await ask(`textDocument/${method}`, params)).toBeNull;
    }
    open(uri, wrong);
    await ask('textDocument/hover', { textDocument: { uri }, position: nowhere });
    await ask('textDocument/semanticTokens/range', {
      textDocument: { uri },
      range: { start: nowhere, end: { line: 0, character: 0 } },
    });
    await settled();
    expect(codes(uri)).toEqual(['AV0001']);
    expect(heard.filter(({ method }) => method === 'window/logMessage').length).toBeLessThan(6);
  });
  test('deep nesting is a diagnostic', async () => {
    const { open, settled, codes } = await editor();
    for (const sign of ['{', '(', 'module m {\n', 'when not (']) {
      open(uri, `${head}${sign.repeat(30_000)}`);
      await settled();
      expect(codes(uri).length).toBeGreaterThan(0);
    }
  });
  test('a request that is taken back', async () => {
    const { open, connection, settled } = await editor();
    const { CancellationTokenSource } = await import('vscode-languageserver');
    open(uri, wrong);
    const source = new CancellationTokenSource();
    const asked = connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }, source.token);
    source.cancel();
    await asked.catch((error: Error) => expect(error.message).toMatch(/cancel/i));
    await settled();
  });
});
