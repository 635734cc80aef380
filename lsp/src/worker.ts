// The server in a Web Worker: files come from the client, which is asked with `avtal/readFile` and `avtal/findFiles`.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';
import { createServer, type Host } from './server.ts';
import { keyOf, pathBelow, uriOf } from './workspace/uris.ts';

type Scope = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the page that made the worker. `scope`: the worker's `self`. */
export function startServer(scope: Scope): void {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  createServer(connection, workerHost(connection));
}

/** A client that does not answer for so long, in milliseconds, has no such file. */
const patience = 10_000;

function workerHost(connection: Connection): Host {
  return {
    read: async (root, path) => {
      const text = await asked<string | null>('avtal/readFile', { uri: uriOf(root, path) }, null);
      return typeof text === 'string' ? text.replace(/^\ufeff/, '') : undefined;
    },
    find: async (root) => {
      const params = { folder: root, pattern: '**/{*.avtal,avtal.json}' };
      const found = await asked<readonly string[]>('avtal/findFiles', params, []);
      return found.flatMap((uri) => pathBelow(root, keyOf(uri)) ?? []);
    },
    pause: () => new Promise((resolve) => paused(resolve)),
    now: () => Math.floor(Date.now() / 1000),
    clock: () => performance.now(),
  };

  function asked<T>(method: string, params: object, otherwise: T): Promise<T> {
    return Promise.race([
      connection.sendRequest<T>(method, params).catch(() => otherwise),
      new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), patience)),
    ]);
  }
}

/** Timers of browsers wait for milliseconds; a message comes at once. */
function paused(resume: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    resume();
  });
  port1.start();
  port2.postMessage(undefined);
}
