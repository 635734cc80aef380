// The language server as the rest of the extension sees it: started, asked, started again.
import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  SnippetString,
  Uri,
  window,
} from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient';
import { isRule } from '../rules.ts';
import { say } from '../words.ts';
import { answerFileRequests } from './files.ts';
import type { Requests } from './protocol.ts';

export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** So many ends within so many milliseconds, and it is not started again unasked. */
const mostCrashes = 4;
const crashWindow = 180_000;

export class Server implements Disposable {
  private readonly client: BaseLanguageClient;
  private readonly log: LogOutputChannel;
  private readonly changed = new EventEmitter<boolean>();
  private readonly crashes: number[] = [];
  /** Told whenever the server begins or ceases to answer. */
  readonly onChange = this.changed.event;

  constructor(make: MakeClient, log: LogOutputChannel) {
    this.log = log;
    this.client = make(this.options());
    this.client.onDidChangeState(({ newState }) => this.changed.fire(newState === State.Running));
    answerFileRequests(this.client);
  }

  get isRunning(): boolean {
    return this.client.state === State.Running;
  }

  async start(): Promise<void> {
    try {
      await this.client.start();
    } catch (error) {
      this.log.error(String(error));
      void this.offerRestart(say('The agreement cannot be checked: its server did not start.'));
    }
  }

  async restart(): Promise<void> {
    this.crashes.length = 0;
    try {
      if (this.client.state === State.Running || this.client.state === State.Starting) await this.client.stop();
    } catch (error) {
      this.log.warn(String(error));
    }
    await this.start();
  }

  /** The answer, or undefined where there is none: no server, or a request that failed (the log has why). */
  async ask<Name extends keyof Requests>(
    name: Name,
    params: Requests[Name][0],
  ): Promise<NonNullable<Requests[Name][1]> | undefined> {
    if (!this.isRunning) return undefined;
    try {
      return (await this.client.sendRequest<Requests[Name][1]>(name, params)) ?? undefined;
    } catch (error) {
      this.log.warn(`${name}: ${String(error)}`);
      return undefined;
    }
  }

  /** From what the protocol sends to what VS Code has. */
  get convert(): BaseLanguageClient['protocol2CodeConverter'] {
    return this.client.protocol2CodeConverter;
  }

  dispose(): void {
    this.changed.dispose();
    void this.client.dispose().catch(() => undefined);
  }

  private options(): LanguageClientOptions {
    return {
      // Every scheme: files, unsaved texts, and the file systems of the web.
      documentSelector: [{ language: 'avtal' }],
      synchronize: { configurationSection: 'avtal' },
      diagnosticCollectionName: 'avtal',
      outputChannel: this.log,
      initializationOptions: {
        commands: ['avtal.runExample', 'avtal.explainExample', 'avtal.acceptExample', 'avtal.renameAt'],
      },
      markdown: { isTrusted: { enabledCommands: ['avtal.showRule'] } },
      errorHandler: this.errorHandler(),
      middleware: {
        provideCompletionItem: async (document, position, context, token, next) => {
          const found = await next(document, position, context, token);
          (Array.isArray(found) ? found : found?.items)?.forEach(thenNextPlace);
          return found;
        },
        // Pushed, asked for by file, asked for by folder.
        handleDiagnostics: (uri, found, next) => next(uri, found.map(withRule)),
        provideDiagnostics: async (document, previous, token, next) => {
          const report = await next(document, previous, token);
          return report && reportWithRules(report);
        },
        provideWorkspaceDiagnostics: (previous, token, tell, next) =>
          next(previous, token, (chunk) => tell(chunk && { ...chunk, items: chunk.items.map(reportWithRules) })),
      },
    };
  }

  private errorHandler(): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue }),
      closed: () => {
        const now = Date.now();
        while (this.crashes.length > 0 && now - (this.crashes[0] ?? 0) > crashWindow) this.crashes.shift();
        this.crashes.push(now);
        if (this.crashes.length <= mostCrashes) return { action: CloseAction.Restart, handled: true };
        void this.offerRestart(say('The agreement is not checked any more: its server ended several times.'));
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private async offerRestart(message: string): Promise<void> {
    const [restart, showLog] = [say('Start again'), say('Show log')];
    const picked = await window.showErrorMessage(message, restart, showLog);
    if (picked === restart) await this.restart();
    if (picked === showLog) this.log.show();
  }
}

/**
 * Whoever fills in the places of a row and takes what fits there goes on to the next place. Words of the language and
 * phrases with places of their own go on themselves. Elsewhere the command does nothing.
 */
function thenNextPlace(item: CompletionItem): void {
  if (item.kind === CompletionItemKind.Keyword || item.insertText instanceof SnippetString) return;
  item.command = { command: 'jumpToNextSnippetPlaceholder', title: '' };
}

/** A finding whose code opens the page of its rule, which is in the extension: nothing is fetched. */
function withRule(found: Diagnostic): Diagnostic {
  const { code } = found;
  const value = typeof code === 'object' ? code.value : code;
  if (typeof value !== 'string' || !isRule(value)) return found;
  found.code = { value, target: Uri.parse(`command:avtal.showRule?${encodeURIComponent(JSON.stringify([value]))}`) };
  return found;
}

function reportWithRules<Report extends { readonly kind: unknown; items?: Diagnostic[] }>(report: Report): Report {
  report.items?.forEach(withRule);
  return report;
}
