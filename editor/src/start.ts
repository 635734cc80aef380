// Starts what is the same on the desktop and in a browser: the client of the server, and everything that is built on it.
import { type ExtensionContext, window, workspace } from 'vscode';
import { agreementCommands } from './agreements/new.ts';
import { exampleCommands } from './examples/commands.ts';
import { ExampleTests } from './examples/tests.ts';
import { Previews } from './preview/panels.ts';
import { ruleCommands } from './rules.ts';
import { serverCommands } from './server/commands.ts';
import { type MakeClient, Server } from './server/server.ts';
import { StatusItem } from './status.ts';
import { loadWords } from './words.ts';

export async function start(context: ExtensionContext, makeClient: MakeClient): Promise<void> {
  await loadWords(context);
  const log = window.createOutputChannel('avtal', { log: true });
  const server = new Server(makeClient, log);
  const tests = new ExampleTests(server);
  const previews = new Previews(server, context.extensionUri);
  context.subscriptions.push(
    log,
    server,
    tests,
    previews,
    new StatusItem(server, tests),
    ...agreementCommands(),
    ...exampleCommands(server, tests),
    ...ruleCommands(context),
    ...serverCommands(server, log),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('avtal.language')) await loadWords(context);
    }),
  );
  await server.start();
}
