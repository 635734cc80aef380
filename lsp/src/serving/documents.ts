// What the client tells of documents, files and folders, taken in the order in which it is told.
import { FileChangeType } from 'vscode-languageserver';
import { changed } from '../convert/changes.ts';
import type { Context } from './context.ts';

export function serveDocuments(context: () => Context): void {
  const { connection } = context();

  /** A notification that cannot be understood changes nothing. */
  function heard<P>(where: string, take: (params: P, context: Context) => void): (params: P) => void {
    return (params) => {
      try {
        take(params, context());
      } catch (error) {
        context().report(where, error);
      }
    };
  }

  connection.onDidOpenTextDocument(
    heard('opening', ({ textDocument: { uri, version, text } }, { workspace }) => {
      workspace.open(uri, version, text);
      workspace.refreshLoose();
    }),
  );
  connection.onDidChangeTextDocument(
    heard('changing', ({ textDocument, contentChanges }, { workspace, positions }) => {
      const file = workspace.openFile(textDocument.uri);
      if (file === undefined) return;
      workspace.change(file, textDocument.version, changed(file.document, contentChanges, positions));
    }),
  );
  connection.onDidCloseTextDocument(
    heard('closing', ({ textDocument }, { workspace }) => {
      workspace.close(textDocument.uri);
      workspace.refreshLoose();
    }),
  );
  connection.onDidSaveTextDocument(heard('saving', (_, { workspace }) => workspace.refreshLoose()));
  connection.onDidChangeWatchedFiles(
    heard('files', ({ changes }, { workspace }) => {
      for (const { uri, type } of changes) workspace.changedOnDisk(uri, type === FileChangeType.Deleted);
    }),
  );
  connection.workspace.onDidRenameFiles(
    heard('renamed files', ({ files }, { workspace }) => {
      for (const { oldUri, newUri } of files) {
        workspace.changedOnDisk(oldUri, true);
        workspace.changedOnDisk(newUri, false);
      }
    }),
  );
  connection.workspace.onDidDeleteFiles(
    heard('deleted files', ({ files }, { workspace }) => {
      for (const { uri } of files) workspace.changedOnDisk(uri, true);
    }),
  );
  connection.workspace.onDidCreateFiles(
    heard('created files', ({ files }, { workspace }) => {
      for (const { uri } of files) workspace.changedOnDisk(uri, false);
    }),
  );
}

/** Watches the folders where the client does not. */
export class Watching {
  readonly #context: () => Context;
  readonly #ends = new Map<string, () => void>();

  constructor(context: () => Context) {
    this.#context = context;
  }

  /** Begins with new folders and ends with those that went. */
  update(): void {
    const { client, host, workspace, report } = this.#context();
    if (client.watchesFiles || host.watch === undefined) return;
    const roots = new Map(workspace.folders.map((root) => [root.uri, root]));
    for (const [uri, end] of this.#ends) {
      if (roots.has(uri)) continue;
      end();
      this.#ends.delete(uri);
    }
    for (const [uri, root] of roots) {
      if (this.#ends.has(uri)) continue;
      try {
        this.#ends.set(
          uri,
          host.watch(uri, () => root.rescan()),
        );
        // What changed before there was somebody who watches.
        root.rescan();
      } catch (error) {
        report(`watching ${uri}`, error);
      }
    }
  }

  end(): void {
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
  }
}
