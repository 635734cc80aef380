// A client that does what nobody should: whatever it sends, the server goes on and says the same as a fresh one.
import { PassThrough } from 'node:stream';
import { createServer } from '@avtal/lsp';
import { expect, onTestFinished, test } from 'vitest';
import { CancellationTokenSource, type CodeAction, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { editor, folder, marked } from './client.ts';

const head = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n';
const clean = `${head}}\n`;
const wrong = `${head}  tiers A B\n}\n`;
const uri = `${folder}a.avtal`;
const textDocument = { uri };
const initialize = { processId: null, rootUri: null, capabilities: {} };

/** A connection on which nothing was said yet. */
function silent(): ProtocolConnection {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const read = async (): Promise<undefined> => undefined;
  createServer(server, { read, find: async () => [], pause: read, now: () => 0, clock: () => 0 });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    server.dispose();
  });
  return connection;
}

/** What a request that is refused is refused with. */
const refused = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: { readonly code: number }) => error.code,
  );

test('requests before initialize, a second initialize, unknown methods', async () => {
  const connection = silent();
  expect(await refused(connection.sendRequest('textDocument/hover', {}))).toBe(ErrorCodes.ServerNotInitialized);
  expect(await refused(connection.sendRequest('avtal/nothing'))).toBe(ErrorCodes.ServerNotInitialized);
  await connection.sendRequest('initialize', initialize);
  expect(await refused(connection.sendRequest('initialize', initialize))).toBe(ErrorCodes.InvalidRequest);
  expect(await refused(connection.sendRequest('textDocument/nothing', {}))).toBe(ErrorCodes.MethodNotFound);
  expect(await connection.sendRequest('avtal/status')).toMatchObject({ busy: false });
});

const position = { line: 1, character: 3 };
const methods = [
  ...['hover', 'completion', 'signatureHelp', 'definition', 'references', 'documentHighlight', 'rename'],
  ...['prepareRename', 'documentSymbol', 'foldingRange', 'selectionRange', 'semanticTokens/full', 'inlayHint'],
  ...['semanticTokens/full/delta', 'semanticTokens/range', 'documentLink', 'codeLens', 'codeAction', 'formatting'],
  ...['rangeFormatting', 'onTypeFormatting'],
].map((method) => `textDocument/${method}`);
const others = ['preview', 'examples', 'runExamples', 'explainExample', 'acceptExample', 'explainCode'].map(
  (name) => `avtal/${name}`,
);
const junk: readonly object[] = [
  {},
  { textDocument: null },
  { textDocument: { uri: 7 }, position },
  { textDocument: { uri: '::%' }, position },
  { textDocument, position: null, range: null, positions: 3, context: null, name: {}, code: [], newName: 5, ask: 'x' },
  {
    textDocument,
    position: { line: 2 ** 40, character: -(2 ** 53) },
    range: { start: { line: 1e9, character: 1e9 }, end: { line: -1, character: 0.5 } },
    positions: [{ line: null, character: '3' }],
    context: { diagnostics: [{}, null], only: [null, 3], includeDeclaration: 'maybe' },
    ask: { tier: '__proto__', date: 'yesterday', show: 5 },
    options: {},
  },
];

test.each([...methods, ...others, 'workspace/symbol', 'workspace/executeCommand', 'workspace/willRenameFiles'])(
  '%s with anything is answered',
  async (method) => {
    const { open, settled, ask, codes } = await editor();
    open(uri, wrong);
    for (const params of junk) await refused(ask(method, params));
    await settled();
    expect(codes(uri)).toEqual(['AV0001']);
  },
);

test('everything is taken back', async () => {
  const { open, connection, settled, codes } = await editor();
  open(uri, wrong);
  const answers = methods.map(async (method) => {
    const source = new CancellationTokenSource();
    const params = { textDocument, position, positions: [position], context: { diagnostics: [] } };
    const asked = connection.sendRequest(method, params, source.token);
    source.cancel();
    return refused(asked);
  });
  const allowed = [undefined, LSPErrorCodes.RequestCancelled, ErrorCodes.InvalidRequest];
  for (const code of await Promise.all(answers)) expect(allowed).toContain(code);
  await connection.sendNotification('$/cancelRequest', { id: 'never asked' });
  await settled();
  expect(codes(uri)).toEqual(['AV0001']);
});

test('versions that go back, and changes without a range: what was told last counts', async () => {
  const { open, connection, settled, codes } = await editor();
  const change = (version: number, ...contentChanges: object[]): Promise<void> =>
    connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  open(uri, clean, 10);
  await change(3, { text: wrong });
  await settled();
  expect(codes(uri)).toEqual(['AV0001']);
  await change(-1, { range: null, text: clean });
  await settled();
  expect(codes(uri)).toEqual([]);
});

test('a hundred documents, opened and closed again and again', async () => {
  const { open, close, settled, shown } = await editor();
  const uris = Array.from({ length: 100 }, (_, index) => `${folder}${index}.avtal`);
  for (let round = 0; round < 3; round++) {
    for (const one of uris) open(one, wrong);
    for (const one of uris) close(one);
  }
  for (const one of uris) open(one, wrong);
  await settled();
  expect(shown.size).toBe(100);
  for (const one of uris) close(one);
  await settled();
  expect(shown.size).toBe(0);
});

test('what everything is said to be settled after includes what lies on disk', async () => {
  const { settled, codes } = await editor({ files: { 'a.avtal': wrong } });
  await settled();
  expect(codes(uri)).toEqual(['AV0001']);
});

test.each([
  ['of 5 MB', `${head}${'  rate work when estimate over 4 h: 650/h\n'.repeat(120_000)}}\n`],
  ['with one row of 2 MB', `${head}  rate work: ${'650/h | '.repeat(250_000)}\n}\n`],
  ['with 64 blocks inside one another', `${head}${'during core {\n'.repeat(64)}${'}\n'.repeat(64)}}\n`],
  ['of anything', Array.from({ length: 50_000 }, (_, index) => String.fromCharCode((index * 7919) % 65_536)).join('')],
])('a file %s is found wrong, and every request about it answered', async (_, text) => {
  const { open, settled, ask, codes } = await editor();
  open(uri, text);
  await settled();
  expect(codes(uri).length).toBeGreaterThan(0);
  for (const method of methods) {
    const range = { start: position, end: position };
    const context = { diagnostics: [], includeDeclaration: true };
    await refused(ask(method, { textDocument, position, range, context, positions: [position], newName: 'other' }));
  }
});

test.each(['when', 'Mon', '', 'a b', '5', '"', '😀', 'a\nb', 'rest'])(
  'a window is not renamed to %j',
  async (newName) => {
    const { text, positions } = marked(
      `${head}  window co<|>re = Mon-Fri 08:00-16:00\n  window rest = outside core\n}\n`,
    );
    const { open, ask } = await editor();
    open(uri, text);
    const asked = ask('textDocument/rename', { textDocument, position: positions[0], newName });
    expect(await refused(asked)).toBe(ErrorCodes.InvalidRequest);
  },
);

test('actions for diagnostics of a text that is no longer there', async () => {
  const { open, change, settled, shown, ask } = await editor();
  open(uri, wrong);
  await settled();
  const diagnostics = shown.get(uri) ?? [];
  const actions = (): Promise<CodeAction[]> =>
    ask('textDocument/codeAction', { textDocument, range: diagnostics[0]?.range, context: { diagnostics } });
  expect((await actions())[0]?.diagnostics).toEqual(diagnostics);
  change(uri, { text: clean });
  expect(await actions()).toEqual([]);
});
