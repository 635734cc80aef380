// The extension's entry on the desktop and on remote machines: the server is a process of its own, spoken to over IPC.
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './start.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist/server.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6021'] } };
  await start(context, (options) => new LanguageClient('avtal', 'avtal', { run, debug }, options));
}
