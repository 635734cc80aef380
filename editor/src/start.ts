// Starts what is the same on the desktop and in a browser: the client of the server, and everything that is built on it.
import { type ExtensionContext, type TextEditor, window, workspace } from 'vscode';
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
  for (const editor of window.visibleTextEditors) indentAsConfigured(editor);
  await server.start();
}

/** What was open before VS Code knew the defaults of this extension has the indentation of any text. */
function indentAsConfigured(editor: TextEditor): void {
  if (editor.document.languageId !== 'avtal') return;
  const settings = workspace.getConfiguration('editor', editor.document);
  const [tabSize, insertSpaces] = [settings.get<number>('tabSize'), settings.get<boolean>('insertSpaces')];
  if (settings.get('detectIndentation') === true || tabSize === undefined || insertSpaces === undefined) return;
  editor.options = { tabSize, insertSpaces };
}
