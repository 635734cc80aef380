// What can be done with an example: run it, read how its result comes about, take the result as what is expected.
import { commands, type Disposable, EventEmitter, type TestItem, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Server } from '../server/server.ts';
import { say } from '../words.ts';
import type { ExampleTests } from './tests.ts';

interface Place {
  readonly uri: Uri;
  readonly name: string;
}

const scheme = 'avtal-explanation';
/** So long, in milliseconds, the status bar says how examples ended. */
const toldFor = 8000;

export function exampleCommands(server: Server, tests: ExampleTests): readonly Disposable[] {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  let told: Disposable | undefined;

  async function explain({ uri, name }: Place): Promise<void> {
    const text = await server.ask('avtal/explainExample', { textDocument: { uri: uri.toString() }, name });
    if (text === undefined) return tell(say('The example could not be run.'));
    const page = Uri.from({ scheme, path: `/${name}.txt`, query: uri.toString() });
    texts.set(page.toString(), text);
    changed.fire(page);
    await window.showTextDocument(page, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  async function accept({ uri, name }: Place): Promise<void> {
    const edit = await server.ask('avtal/acceptExample', { textDocument: { uri: uri.toString() }, name });
    if (edit === undefined) return tell(say('There is nothing to accept: the result is as expected.'));
    told?.dispose();
    await workspace.applyEdit(await server.convert.asWorkspaceEdit(edit));
    await tests.run(uri);
  }

  async function runAll(): Promise<void> {
    const uri = activeUri();
    if (uri === undefined) return;
    const { ran, failed } = await tests.run(uri);
    if (ran === 0) return tell(say('There is no example in this file. Write one: `example name { … }`.'));
    const words =
      failed > 0
        ? say('{0} of {1} examples are not as expected.', failed, ran)
        : ran === 1
          ? say('The example is as expected.')
          : say('All {0} examples are as expected.', ran);
    // For a while: the text and the Testing view show it too, and a message would outlive a result that is accepted.
    told?.dispose();
    told = window.setStatusBarMessage(`$(${failed > 0 ? 'error' : 'pass'}) ${words}`, toldFor);
  }

  const onExample = (id: string, act: (place: Place) => Promise<unknown>): Disposable =>
    commands.registerCommand(id, async (...given: unknown[]) => {
      const place = placeOf(given, tests) ?? (await pickExample(server));
      if (place !== undefined) await act(place);
    });

  return [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (page) => texts.get(page.toString()) ?? '',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    commands.registerCommand('avtal.runExamples', runAll),
    onExample('avtal.runExample', ({ uri, name }) => tests.run(uri, name)),
    onExample('avtal.explainExample', explain),
    onExample('avtal.acceptExample', accept),
    onExample('avtal.acceptResult', accept),
  ];
}

function tell(text: string): void {
  void window.showInformationMessage(text);
}

function activeUri(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'avtal' ? document.uri : undefined;
}

/** From a code lens (file and name), an entry of the Testing view, or a failure shown there. */
function placeOf([first, second]: readonly unknown[], tests: ExampleTests): Place | undefined {
  if (typeof first === 'string' && typeof second === 'string') return { uri: Uri.parse(first), name: second };
  if (typeof first !== 'object' || first === null) return undefined;
  const item = 'test' in first ? first.test : first;
  return isItem(item) ? tests.placeOf(item) : undefined;
}

function isItem(item: unknown): item is TestItem {
  return typeof item === 'object' && item !== null && 'id' in item && 'children' in item;
}

/** The example in which the cursor stands, else the one that is picked from a list. */
async function pickExample(server: Server): Promise<Place | undefined> {
  const uri = activeUri();
  if (uri === undefined) return undefined;
  const examples = (await server.ask('avtal/examples', { textDocument: { uri: uri.toString() } })) ?? [];
  const cursor = window.activeTextEditor?.selection.active;
  const here = examples.find(({ range }) => cursor && server.convert.asRange(range).contains(cursor));
  if (here !== undefined) return { uri, name: here.name };
  const items = examples.map(({ name, title }) => ({ label: name, description: title ?? '' }));
  const picked = await window.showQuickPick(items, { placeHolder: say('Which example?') });
  return picked && { uri, name: picked.label };
}
