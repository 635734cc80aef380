// Examples in the Testing view: one entry for each file, one for each example in it, run by the server.

import type { OutcomeInFile } from '@avtal/lsp';
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  Location,
  Position,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  type TextDocument,
  tests,
  Uri,
  workspace,
} from 'vscode';
import type { Server } from '../server/server.ts';
import { say } from '../words.ts';

/** How long after the last change examples are read (and run, where that is asked for) again. In milliseconds. */
const settled = 400;

export interface Tally {
  readonly examples: number;
  /** Absent: not all of them have been run since the text changed. */
  readonly failed?: number;
}

export class ExampleTests implements Disposable {
  private readonly controller: TestController = tests.createTestController('avtal', say('Agreements'));
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: Disposable[] = [];
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** Requests of runs that go on with every change. */
  private readonly continuous = new Set<TestRunRequest>();
  /** Ids of examples whose last outcome is still that of the present text. */
  private readonly outcomes = new Map<string, boolean>();
  readonly onChange = this.changed.event;

  private readonly server: Server;

  constructor(server: Server) {
    this.server = server;
    this.controller.resolveHandler = (item) => (item === undefined ? this.findFiles() : this.readExamples(item));
    this.controller.refreshHandler = () => this.findFiles();
    this.controller.createRunProfile(
      say('Run examples'),
      TestRunProfileKind.Run,
      (request, token) => this.handle(request, token),
      true,
      undefined,
      true,
    );
    const watcher = workspace.createFileSystemWatcher('**/*.avtal');
    this.subscriptions.push(
      this.controller,
      this.changed,
      watcher,
      watcher.onDidCreate((uri) => this.fileItem(uri)),
      // Of what is open the text in the editor counts, also while it is saved.
      watcher.onDidChange((uri) => versionOf(uri) ?? this.outdate(uri)),
      watcher.onDidDelete((uri) => this.forget(uri)),
      workspace.onDidOpenTextDocument((document) => this.noticed(document)),
      workspace.onDidChangeTextDocument(({ document: { languageId, uri }, contentChanges }) => {
        if (languageId === 'avtal' && contentChanges.length > 0) this.outdate(uri);
      }),
      workspace.onDidCloseTextDocument((document) => document.isUntitled && this.forget(document.uri)),
      server.onChange((isRunning) => isRunning && workspace.textDocuments.forEach((one) => void this.noticed(one))),
    );
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    for (const one of this.subscriptions) one.dispose();
  }

  tally(uri: Uri): Tally {
    const items = childrenOf(this.controller.items.get(uri.toString()));
    const known = items.map(({ id }) => this.outcomes.get(id));
    const failed = known.filter((ok) => ok === false).length;
    return known.includes(undefined) ? { examples: items.length } : { examples: items.length, failed };
  }

  /** Runs the example of that name, or all of the file; tells how many there were and how many failed. */
  async run(uri: Uri, name?: string): Promise<{ ran: number; failed: number }> {
    const item = this.fileItem(uri);
    await this.readExamples(item);
    const those = childrenOf(item).filter(({ id }) => name === undefined || id === idOf(uri, name));
    const request = new TestRunRequest(those, undefined, undefined, false, true);
    await this.execute(request);
    return { ran: those.length, failed: those.filter(({ id }) => this.outcomes.get(id) !== true).length };
  }

  /** The file and the name of the example that an entry of the view is about. */
  placeOf(item: TestItem): { uri: Uri; name: string } | undefined {
    const { uri, parent, id } = item;
    if (uri === undefined || parent === undefined) return undefined;
    return { uri, name: id.slice(idOf(uri, '').length) };
  }

  // ---------------------------------------------------------------------------------------------------- the entries

  private async findFiles(): Promise<void> {
    for (const uri of await workspace.findFiles('**/*.avtal', '**/node_modules/**')) this.fileItem(uri);
  }

  private fileItem(uri: Uri): TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.controller.createTestItem(uri.toString(), workspace.asRelativePath(uri, false), uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  private async readExamples(item: TestItem): Promise<void> {
    const { uri } = item;
    if (uri === undefined) return;
    const examples = await this.server.ask('avtal/examples', { textDocument: { uri: item.id } });
    if (examples === undefined) return;
    item.children.replace(
      examples.map(({ name, title, range }) => {
        const child = this.controller.createTestItem(idOf(uri, name), name, uri);
        if (title !== undefined) child.description = title;
        child.range = this.server.convert.asRange(range);
        return child;
      }),
    );
    this.changed.fire();
  }

  private forget(uri: Uri): void {
    this.controller.items.delete(uri.toString());
    this.changed.fire();
  }

  private noticed({ languageId, uri }: TextDocument): void {
    if (languageId === 'avtal') this.reread(uri);
  }

  /** At once: examples that are run now are run with the text as it is now. */
  private outdate(uri: Uri): void {
    const item = this.fileItem(uri);
    const known = childrenOf(item).filter(({ id }) => this.outcomes.delete(id));
    if (known.length > 0) this.controller.invalidateTestResults(item);
    this.reread(uri);
  }

  private reread(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.waiting.get(key));
    const later = async (): Promise<void> => {
      this.waiting.delete(key);
      await this.readExamples(this.fileItem(uri));
      for (const request of this.continuous) {
        const those = this.examplesIn(request).filter((one) => one.uri?.toString() === key);
        if (those.length > 0) await this.execute(new TestRunRequest(those, undefined, request.profile, true, true));
      }
    };
    this.waiting.set(key, setTimeout(later, settled));
  }

  // ------------------------------------------------------------------------------------------------------- the runs

  private async handle(request: TestRunRequest, token: CancellationToken): Promise<void> {
    for (const item of request.include ?? childrenOf(this.controller)) {
      if (item.parent === undefined) await this.readExamples(item);
    }
    if (request.continuous !== true) return this.execute(request, token);
    this.continuous.add(request);
    token.onCancellationRequested(() => this.continuous.delete(request));
  }

  private examplesIn(request: TestRunRequest): readonly TestItem[] {
    const those = request.include ?? childrenOf(this.controller);
    const examples = those.flatMap((item) => (item.parent === undefined ? childrenOf(item) : [item]));
    return examples.filter((item) => !(request.exclude ?? []).includes(item));
  }

  private async execute(request: TestRunRequest, token?: CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const those = this.examplesIn(request);
    for (const item of those) run.started(item);
    for (const [file, items] of Map.groupBy(those, ({ uri }) => uri?.toString() ?? '')) {
      if (token?.isCancellationRequested === true || run.token.isCancellationRequested) break;
      const started = performance.now();
      const only = items.length === 1 ? items[0] : undefined;
      const name = only === undefined ? undefined : this.placeOf(only)?.name;
      const params = { textDocument: { uri: file }, ...(name === undefined ? {} : { name }) };
      const version = versionOf(file);
      const outcomes = (await this.server.ask('avtal/runExamples', params)) ?? [];
      const milliseconds = (performance.now() - started) / Math.max(items.length, 1);
      for (const item of items) {
        const place = this.placeOf(item);
        this.report(
          run,
          item,
          outcomes.find((one) => one.name === place?.name),
          milliseconds,
        );
      }
      if (versionOf(file) !== version) for (const { id } of items) this.outcomes.delete(id);
    }
    run.end();
    this.changed.fire();
  }

  private report(run: TestRun, item: TestItem, outcome: OutcomeInFile | undefined, milliseconds: number): void {
    const problem = outcome === undefined ? say('The example could not be run.') : outcome.problem;
    if (problem !== undefined) {
      this.outcomes.set(item.id, false);
      run.errored(item, new TestMessage(problem), milliseconds);
      run.appendOutput(`${item.label}: ${problem}\r\n`, undefined, item);
      return;
    }
    const wrong = (outcome?.expectations ?? []).filter(({ ok }) => !ok);
    this.outcomes.set(item.id, wrong.length === 0);
    if (wrong.length === 0) run.passed(item, milliseconds);
    else {
      const messages = wrong.map(({ range, expected, actual }) => {
        const text = say('Expected {0}, but the agreement gives {1}.', expected, actual);
        const message = TestMessage.diff(text, expected, actual);
        const { start, end } = this.server.convert.asRange(range);
        message.location = new Location(
          item.uri ?? Uri.parse(''),
          start.isEqual(end) ? new Position(start.line, 0) : start,
        );
        message.contextValue = 'avtal.differs';
        run.appendOutput(`${item.label}: ${text}\r\n`, message.location, item);
        return message;
      });
      run.failed(item, messages, milliseconds);
    }
  }
}

/** Of the text in the editor; undefined where the file is not open. */
function versionOf(uri: Uri | string): number | undefined {
  return workspace.textDocuments.find((one) => one.uri.toString() === uri.toString())?.version;
}

function idOf(uri: Uri, name: string): string {
  return `${uri.toString()}#${name}`;
}

function childrenOf(parent: TestItem | TestController | undefined): readonly TestItem[] {
  const collection = parent === undefined ? undefined : 'items' in parent ? parent.items : parent.children;
  return collection === undefined ? [] : [...collection].map(([, item]) => item);
}
