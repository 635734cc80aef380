// A scripted editor for the bench: one open file, edits, and requests, over any two streams.
import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const capabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
    semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
  },
};

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

export interface Client {
  readonly text: string;
  open(text: string): void;
  edit(edit: Edit): void;
  /** When something was told about the present text. */
  told(): Promise<void>;
  ask(method: string, offset?: number): Promise<unknown>;
  end(): void;
}

/** `name`: of the file, with its extension. The promise ends with the answer to `initialize`. */
export async function client(name: string, input: Readable, output: Writable, options: unknown): Promise<Client> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const own = `file:///bench/${name}`;
  let text = '';
  let version = 0;
  let toldOf = -1;
  let look = (): void => {};
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    toldOf = Math.max(toldOf, params.version ?? version);
    look();
  });
  for (const method of ['window/logMessage', 'window/showMessage']) connection.onNotification(method, () => undefined);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', () => [null]);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: null,
    capabilities,
    initializationOptions: options,
  });
  void connection.sendNotification('initialized', {});

  function positionAt(offset: number): { readonly line: number; readonly character: number } {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf('\n') + 1;
    let line = 0;
    for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
    return { line, character: offset - start };
  }

  return {
    get text() {
      return text;
    },
    open: (given) => {
      text = given;
      version += 1;
      const textDocument = { uri: own, languageId: name.slice(name.indexOf('.') + 1), version, text };
      void connection.sendNotification('textDocument/didOpen', { textDocument });
    },
    edit: ({ start, end, by }) => {
      const range = { start: positionAt(start), end: positionAt(end) };
      text = text.slice(0, start) + by + text.slice(end);
      version += 1;
      const params = { textDocument: { uri: own, version }, contentChanges: [{ range, text: by }] };
      void connection.sendNotification('textDocument/didChange', params);
    },
    told: async () => {
      if (toldOf >= version) return;
      await new Promise<void>((resolve) => {
        look = () => toldOf >= version && resolve();
      });
    },
    ask: (method, offset) =>
      connection.sendRequest(method, {
        textDocument: { uri: own },
        ...(offset === undefined ? {} : { position: positionAt(offset) }),
      }),
    end: () => connection.dispose(),
  };
}
