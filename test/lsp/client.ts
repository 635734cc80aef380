// A scripted editor for the tests: a real protocol connection over two streams in memory, and files that live in a map.
import { PassThrough } from 'node:stream';
import type { Host } from '@avtal/lsp';
import { createServer } from '@avtal/lsp';
import { onTestFinished } from 'vitest';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';

export const folder = 'file:///w/';

/** What most editors have; the tests of single capabilities leave parts out. */
export const usual: ClientCapabilities = {
  workspace: { workspaceFolders: true, applyEdit: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
};

/** A client that asks for diagnostics. */
export const pulling: ClientCapabilities = {
  ...usual,
  workspace: { ...usual.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...usual.textDocument, diagnostic: { dynamicRegistration: false } },
};

/** What the editor answers to the server. */
const answers: Readonly<Record<string, unknown>> = {
  'workspace/configuration': [null],
  'workspace/applyEdit': { applied: true },
  'client/registerCapability': null,
  'workspace/diagnostic/refresh': null,
  'workspace/codeLens/refresh': null,
  'workspace/inlayHint/refresh': null,
  'workspace/semanticTokens/refresh': null,
};

export interface Begin {
  /** On disk, by URI; those of `folder` by their path below it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  /** Instead of the usual clock and pauses. */
  readonly host?: Partial<Pick<Host, 'clock' | 'pause'>>;
  /** What the disk does before it gives a file. */
  readonly reading?: (path: string) => Promise<void>;
  /** The test calls `end`: so many are begun that nobody may remember them. */
  readonly endsItself?: boolean;
}

export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** The disk, by URI. */
  readonly disk: Map<string, string>;
  /** Every notification and request from the server, in order. */
  readonly heard: { readonly method: string; readonly params: unknown }[];
  /** Diagnostics as pushed, by URI; empty lists are left out. */
  readonly shown: ReadonlyMap<string, readonly Diagnostic[]>;
  open(uri: string, text: string, version?: number): void;
  change(uri: string, ...changes: TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Changes the disk and tells of it; `undefined` deletes. */
  write(uri: string, text: string | undefined): void;
  ask<T>(method: string, params: object): Promise<T>;
  /** When everything told so far has been worked off. */
  settled(): Promise<void>;
  /** Goes away without a word. */
  end(): void;
  /** Codes in a document, in order. */
  codes(uri: string): string[];
}

export async function editor(begin: Begin = {}): Promise<Editor> {
  const disk = new Map(
    Object.entries(begin.files ?? {}).map(([path, text]) => [path.includes(':') ? path : folder + path, text]),
  );
  const host: Host = {
    read: async (root, path) => {
      await begin.reading?.(path);
      return disk.get(new URL(path.split('/').map(encodeURIComponent).join('/'), root).href);
    },
    find: async (root) =>
      [...disk.keys()].flatMap((uri) => (uri.startsWith(root) ? [decodeURIComponent(uri.slice(root.length))] : [])),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => Date.UTC(2026, 2, 2, 9) / 1000,
    clock: () => performance.now(),
    ...begin.host,
  };
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  createServer(server, host);
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard: Editor['heard'] = [];
  const shown = new Map<string, readonly Diagnostic[]>();
  for (const method of ['window/logMessage', 'window/showMessage', 'avtal/status'])
    connection.onNotification(method, (params) => void heard.push({ method, params }));
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    heard.push({ method: 'textDocument/publishDiagnostics', params });
    if (params.diagnostics.length > 0) shown.set(params.uri, params.diagnostics);
    else shown.delete(params.uri);
  });
  for (const [method, answer] of Object.entries(answers))
    connection.onRequest(method, (params) => {
      heard.push({ method, params });
      return answer;
    });
  connection.listen();
  let isOver = false;
  const end = (): void => {
    isOver = true;
    connection.dispose();
    server.dispose();
  };
  if (begin.endsItself !== true) onTestFinished(end);
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: (begin.folders ?? [folder.slice(0, -1)]).map((uri) => ({ uri, name: uri })),
    capabilities: begin.capabilities ?? usual,
    initializationOptions: begin.options ?? null,
  });
  const tell = (method: string, params: object): void => {
    // What was still on its way when the test ended reaches nobody.
    connection.sendNotification(method, params).catch((error) => {
      if (!isOver) throw error;
    });
  };
  const versions = new Map<string, number>();
  tell('initialized', {});
  return {
    connection,
    initialized,
    disk,
    heard,
    shown,
    open: (uri, text, version = 1) => {
      versions.set(uri, version);
      tell('textDocument/didOpen', { textDocument: { uri, languageId: 'avtal', version, text } });
    },
    change: (uri, ...contentChanges) => {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    },
    close: (uri) => tell('textDocument/didClose', { textDocument: { uri } }),
    write: (uri, text) => {
      const type = text === undefined ? 3 : disk.has(uri) ? 2 : 1;
      if (text === undefined) disk.delete(uri);
      else disk.set(uri, text);
      tell('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    },
    ask: (method, params) => connection.sendRequest(method, params),
    settled: () => connection.sendRequest('avtal/settled'),
    end,
    codes: (uri) => (shown.get(uri) ?? []).map(({ code }) => String(code)),
  };
}

/** A text with markers `<|>` without them, and their positions. */
export function marked(text: string): { readonly text: string; readonly positions: readonly Position[] } {
  const parts = text.split('<|>');
  const positions = parts.slice(0, -1).map((_, index) => {
    const lines = parts
      .slice(0, index + 1)
      .join('')
      .split(/\r\n|\r|\n/);
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  });
  return { text: parts.join(''), positions };
}

/** The text after the edits that a workspace edit has for it. */
export function applied(text: string, edit: WorkspaceEdit | null, uri: string): string {
  const lines = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const at = ({ line, character }: Position): number => (lines[line] ?? text.length) + character;
  return [...(edit?.changes?.[uri] ?? [])]
    .sort((a, b) => at(b.range.start) - at(a.range.start))
    .reduce(
      (result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)),
      text,
    );
}
