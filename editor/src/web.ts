// The extension's entry in a browser: the server is a Web Worker.
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './start.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server.js').toString(true);
  await start(context, (options) => new LanguageClient('avtal', 'avtal', async () => new Worker(script), options));
}
