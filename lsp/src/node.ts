// The server in Node: files of the disk, and the way to the client that the arguments name (--node-ipc, --pipe), or stdio.
import { watch as watchFolder } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFile } from '@avtal/compiler';
import { createConnection } from 'vscode-languageserver/node';
import { createServer, type Host } from './server.ts';

/** Serves until the client ends it, or is gone. */
export function startServer(): void {
  const isNamed = process.argv.some((arg) => /^--(stdio|node-ipc|pipe|socket)\b/.test(arg));
  const connection = isNamed ? createConnection() : createConnection(process.stdin, process.stdout);
  // What arises outside of any request: it is told, and ends nothing.
  process.on('uncaughtException', (error) => connection.console.error(`unexpected: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (error) => connection.console.error(`unexpected: ${String(error)}`));
  createServer(connection, nodeHost());
}

/** Editors save a file in several steps: what follows within this time, in milliseconds, is one change. */
const saving = 100;

export function nodeHost(): Host {
  return {
    read: async (root, path) => {
      const folder = folderOf(root);
      if (folder === undefined) return undefined;
      try {
        const file = await realpath(join(folder, path));
        if (!file.startsWith(withSeparator(await realpath(folder)))) return undefined;
        // A pipe has no end.
        return (await stat(file)).isFile() ? decoded(await readFile(file)) : undefined;
      } catch {
        return undefined;
      }
    },
    find: async (root) => {
      const folder = folderOf(root);
      return folder === undefined ? [] : below(folder, '');
    },
    watch: (root, changed) => {
      const folder = folderOf(root);
      if (folder === undefined) return () => undefined;
      let timer: NodeJS.Timeout | undefined;
      const watcher = watchFolder(folder, { recursive: true }, (_, name) => {
        if (name !== null && /(^|[/\\])(node_modules|\.[^/\\]+)([/\\]|$)/.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(changed, saving);
      });
      watcher.on('error', () => watcher.close());
      return () => {
        clearTimeout(timer);
        watcher.close();
      };
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => Math.floor(Date.now() / 1000),
    clock: () => performance.now(),
  };
}

/** The folder on disk; undefined for what an editor keeps elsewhere. */
function folderOf(root: string): string | undefined {
  try {
    return root.startsWith('file:') ? fileURLToPath(root) : undefined;
  } catch {
    return undefined;
  }
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** UTF-8 without byte order mark; undefined for what is no text. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Folders that are hidden, hold packages or may not be read are passed over; links are not followed. */
async function below(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const { name } = entry;
      const inner = path === '' ? name : `${path}/${name}`;
      if (name.startsWith('.') || name === 'node_modules') return [];
      if (entry.isDirectory()) return below(folder, inner);
      return name.endsWith('.avtal') || name === projectFile ? [inner] : [];
    }),
  );
  return found.flat();
}
