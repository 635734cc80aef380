// Diagnostics to the client: told as they change, or given when it asks, by the one rule of client.ts.
import type { Diagnostic as Finding, Site } from '@avtal/compiler';
import {
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PublishDiagnosticsParams,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnosticOf } from '../convert/diagnostics.ts';
import { documentOf } from '../workspace/files.ts';
import type { Root } from '../workspace/root.ts';
import { uriOf } from '../workspace/uris.ts';
import { type Context, guarded } from './context.ts';

/** What is found in a document at the moment. */
interface Report {
  readonly uri: string;
  readonly version: number | null;
  readonly items: Diagnostic[];
  readonly id: string;
}

/** An answer waits so long, in milliseconds, for the analysis, so that mostly there is one answer and not two. */
const patience = 80;

export class Publisher {
  readonly #context: () => Context;
  /** What the client knows of each document. */
  readonly #told = new Map<string, string>();
  /** The state of a file's agreements in which its report was made. */
  readonly #reports = new Map<string, { readonly stamp: string; readonly report: Report }>();
  #isRefreshing = false;

  constructor(context: () => Context) {
    this.#context = context;
  }

  /** After each step that may have found something. */
  publish(): void {
    const { client } = this.#context();
    const reports = this.#all();
    const gone = [...this.#told.keys()].filter((uri) => !reports.has(uri));
    const news = [...reports.values()].filter(
      ({ uri, id, items }) => (this.#told.get(uri) ?? (items.length > 0 ? '' : id)) !== id,
    );
    if (client.pullsDiagnostics) {
      if (news.length + gone.length > 0) this.#askToAsk();
      return;
    }
    for (const { uri, version, items, id } of news) {
      this.#told.set(uri, id);
      this.#send({ uri, diagnostics: items, ...(version === null ? {} : { version }) });
    }
    for (const uri of gone) {
      this.#told.delete(uri);
      this.#send({ uri, diagnostics: [] });
    }
  }

  #send(params: PublishDiagnosticsParams): void {
    const { connection, report } = this.#context();
    connection.sendDiagnostics(params).catch((error) => report('telling diagnostics', error));
  }

  /** Once until it has asked. */
  #askToAsk(): void {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    const { connection, report } = this.#context();
    connection.sendRequest(DiagnosticRefreshRequest.type).catch((error) => report('asking for a refresh', error));
  }

  serve(): void {
    const { connection } = this.#context();
    const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
    connection.languages.diagnostics.on(
      guarded(this.#context, 'diagnostics', nothing, async ({ textDocument: { uri }, previousResultId }) => {
        this.#isRefreshing = false;
        await this.#awaitAnalysis(uri);
        const view = this.#context().workspace.view(uri);
        if (view === undefined) return nothing;
        const report = this.#all().get(view.file.uri);
        if (report === undefined) return nothing;
        this.#told.set(report.uri, report.id);
        const { id: resultId, items } = report;
        return previousResultId === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      }),
    );
    connection.languages.diagnostics.onWorkspace(
      guarded(this.#context, 'workspace diagnostics', { items: [] }, async ({ previousResultIds }) => {
        this.#isRefreshing = false;
        await this.#context().schedule.idle();
        const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        const reports = this.#all();
        const gone = [...before.keys()].filter((uri) => !reports.has(uri));
        for (const uri of this.#told.keys()) if (!reports.has(uri)) this.#told.delete(uri);
        for (const { uri, id } of reports.values()) this.#told.set(uri, id);
        const items = [...reports.values()].map(
          ({ uri, version, id: resultId, items }): WorkspaceDocumentDiagnosticReport =>
            before.get(uri) === resultId
              ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
              : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items },
        );
        const cleared = gone.map(
          (uri): WorkspaceDocumentDiagnosticReport => ({
            kind: DocumentDiagnosticReportKind.Full,
            uri,
            version: null,
            items: [],
          }),
        );
        return { items: [...items, ...cleared] };
      }),
    );
  }

  async #awaitAnalysis(uri: string): Promise<void> {
    const { host, workspace } = this.#context();
    const until = host.clock() + patience;
    while (host.clock() < until && !workspace.isAnalysed(uri)) await host.pause();
  }

  /** Of every file that is checked, by the client's name for it. */
  #all(): ReadonlyMap<string, Report> {
    const { workspace } = this.#context();
    const all = new Map<string, Report>();
    for (const root of workspace.roots) {
      for (const file of root.files.all()) {
        const agreements = root.agreementsOf(file.path);
        if (agreements.length === 0) continue;
        const key = `${file.uri} ${file.document.version}`;
        const stamp =
          agreements.map(({ entry, revision }) => `${entry} ${revision}`).join('\n') + key + root.projects.revision;
        const made = this.#reports.get(file.uri);
        // A file of several agreements is told of when all of them are compiled; a part, when they are known.
        const isReady = agreements.every(({ isCompiled, isPart }) => isCompiled && !(isPart && root.isReading));
        if (made !== undefined && (made.stamp === stamp || !isReady)) all.set(file.uri, made.report);
        else if (isReady) {
          const { document, isOpen } = file;
          const report = this.#report(root, file.uri, isOpen ? document.version : null, root.findingsIn(file.path));
          this.#reports.set(file.uri, { stamp, report });
          all.set(file.uri, report);
        }
      }
      for (const [path, { text, found }] of root.projectFindings()) {
        const uri = uriOf(root.uri, path);
        all.set(uri, this.#report(root, uri, null, found, text));
      }
    }
    for (const uri of this.#reports.keys()) if (!all.has(uri)) this.#reports.delete(uri);
    return all;
  }

  #report(root: Root, uri: string, version: number | null, findings: readonly Finding[], text?: string): Report {
    const { positions, client } = this.#context();
    const other = text === undefined ? undefined : documentOf(uri, 0, text);
    const at = ({ file, span }: Site) => {
      const known = root.files.get(file);
      const document = other ?? known?.document;
      return document && { uri: known?.uri ?? uri, range: positions.range(document, span) };
    };
    const items = findings.map((finding) => diagnosticOf(finding, at, client.diagnostics));
    return { uri, version, items, id: fingerprint(JSON.stringify(items)) };
  }
}

/** A short name for a text, by FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(16)}`;
}
