// Answers the server's questions about files: in a browser it cannot read any, and on the desktop not those of other file systems.
import { type CancellationToken, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** More files than anybody has: only against a folder that is no project. */
const mostFiles = 5_000;

export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest('avtal/readFile', async ({ uri }: { readonly uri: string }): Promise<string | null> => {
    try {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await workspace.fs.readFile(Uri.parse(uri)));
    } catch {
      return null; // it is not there, or may not be read: the server says so in the agreement's own words
    }
  });
  client.onRequest(
    'avtal/findFiles',
    async ({ folder, pattern }: { readonly folder?: string; readonly pattern?: string }, token: CancellationToken) => {
      const glob = pattern ?? '**/*.avtal';
      const within = folder === undefined ? glob : new RelativePattern(Uri.parse(folder), glob);
      const found = await workspace.findFiles(within, '**/node_modules/**', mostFiles, token);
      return found.map((uri) => uri.toString());
    },
  );
}
