// The language server: takes what a client tells in order, and answers from the workspace. Runs wherever there is a host.

import { compilerVersion } from '@avtal/compiler';
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
} from 'vscode-languageserver';
import { Positions } from './convert/positions.ts';
import type { Host } from './host.ts';
import { serveActions } from './serving/actions.ts';
import { capabilitiesFor } from './serving/capabilities.ts';
import { type Client, clientOf } from './serving/client.ts';
import { serveCommands } from './serving/commands.ts';
import type { Context } from './serving/context.ts';
import { serveCustom, statusOf } from './serving/custom.ts';
import { serveDocuments, Watching } from './serving/documents.ts';
import { serveFiles } from './serving/files.ts';
import { serveFormatting } from './serving/formatting.ts';
import { serveLanguage } from './serving/language.ts';
import { Publisher } from './serving/publish.ts';
import { Refresher } from './serving/refresh.ts';
import { fieldOf, type Settings, settingsFrom } from './serving/settings.ts';
import { serveTokens } from './serving/tokens.ts';
import { Schedule } from './workspace/schedule.ts';
import { Workspace } from './workspace/workspace.ts';

export type { Host } from './host.ts';

/** Serves the client at the other end of the connection until it ends. */
export function createServer(connection: Connection, host: Host): void {
  let context: Context | undefined;
  // INVARIANT: no handlers but these are there before the client has said who it is.
  connection.onRequest((method) =>
    context === undefined
      ? new ResponseError(ErrorCodes.ServerNotInitialized, `${method} before initialize`)
      : new ResponseError(ErrorCodes.MethodNotFound, `There is no ${method} here.`),
  );
  connection.onInitialize((params) => {
    if (context !== undefined) return new ResponseError(ErrorCodes.InvalidRequest, 'initialize a second time');
    const client = clientOf(params);
    const given = createContext(connection, host, client);
    context = given.context;
    serve(given, params);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'avtal', version: compilerVersion } };
  });
  connection.onShutdown(() => context?.workspace.end());
  connection.listen();
}

function tellStatus(context: Context, isDone: boolean): void {
  const told = context.connection.sendNotification('avtal/status', { ...statusOf(context), busy: !isDone });
  told.catch((error) => context.report('telling the status', error));
}

interface Server {
  readonly context: Context;
  readonly publisher: Publisher;
  setSettings(settings: Settings): void;
}

function createContext(connection: Connection, host: Host, client: Client): Server {
  let settings = settingsFrom(client.options);
  const report = (where: string, error: unknown): void => {
    try {
      connection.console.error(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } catch {
      // The client is gone, and nobody reads the log.
    }
  };
  const workspace: Workspace = new Workspace({
    host,
    report,
    changed: () => schedule.wake(),
    isAnalysing: () => settings.analysis,
  });
  const publisher = new Publisher(() => context);
  const refresher = new Refresher();
  const schedule = new Schedule({
    host,
    workspace,
    publish: (isDone) => {
      try {
        publisher.publish();
        if (isDone) refresher.update(context);
        if (client.wantsStatus) tellStatus(context, isDone);
      } catch (error) {
        report('publishing', error);
      }
    },
  });
  const context: Context = {
    connection,
    host,
    client,
    positions: new Positions(client.encoding),
    workspace,
    schedule,
    report,
    get settings() {
      return settings;
    },
  };
  return {
    context,
    publisher,
    setSettings: (given) => {
      const isOther = given.analysis !== settings.analysis;
      settings = given;
      if (isOther) workspace.outdateAll();
    },
  };
}

function serve({ context, publisher, setSettings }: Server, params: InitializeParams): void {
  const { connection, client, workspace, report } = context;
  const get = (): Context => context;
  const watching = new Watching(get);
  serveDocuments(get);
  serveLanguage(get);
  serveTokens(get);
  serveActions(get);
  serveFiles(get);
  serveFormatting(get);
  serveCommands(get);
  serveCustom(get);
  if (client.pullsDiagnostics) publisher.serve();

  const { workspaceFolders, rootUri } = params;
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  for (const uri of folders) workspace.addFolder(uri);

  async function configure(): Promise<void> {
    if (client.hasConfiguration) setSettings(settingsFrom(await connection.workspace.getConfiguration('avtal')));
    await refreshShown(context);
  }
  connection.onDidChangeConfiguration(({ settings }) => {
    if (!client.hasConfiguration) setSettings(settingsFrom(fieldOf(settings, 'avtal') ?? settings));
    configure().catch((error) => report('settings', error));
  });

  connection.onInitialized(() => {
    watching.update();
    if (client.hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) workspace.removeFolder(uri);
        for (const { uri } of added) workspace.addFolder(uri);
        watching.update();
      });
    }
    begin(context, configure).catch((error) => report('beginning', error));
  });
}

/** What can only be asked of the client once both sides have begun. */
async function begin({ connection, client }: Context, configure: () => Promise<void>): Promise<void> {
  if (client.watchesFiles) {
    const watchers = ['**/*.avtal', '**/avtal.json'].map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.tellsSettings)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'avtal' });
  if (client.hasConfiguration) await configure();
}

/** What depends on settings is asked for again. */
async function refreshShown({ connection, client: { refreshes } }: Context): Promise<void> {
  if (refreshes.lenses) await connection.sendRequest('workspace/codeLens/refresh');
  if (refreshes.hints) await connection.sendRequest('workspace/inlayHint/refresh');
}
