// What must hold inside VS Code: the packed extension starts, and every feature answers through VS Code's own client.
import * as vscode from 'vscode';
import { eventually, expect, given, test } from './harness.ts';

export { run } from './harness.ts';

function uriOf(name: string): vscode.Uri {
  const folder = given(vscode.workspace.workspaceFolders?.[0], 'folder');
  return vscode.Uri.joinPath(folder.uri, name);
}

async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(name)));
}

/** Position right behind the text, which occurs in the document. */
function behind(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`there is no ${text}`);
  return document.positionAt(at + text.length);
}

const codesOf = (found: readonly vscode.Diagnostic[]): readonly string[] =>
  found.map(({ code }) => String(typeof code === 'object' ? code.value : code));

test('the extension starts, and the file is of its language', async () => {
  const { document } = await open('support.avtal');
  expect.equal(document.languageId, 'avtal');
  const extension = await eventually(() => vscode.extensions.getExtension('avtal.avtal-vscode'), 'the extension');
  await eventually(() => (extension.isActive ? true : undefined), 'its start');
});

test('a contradiction is shown with its rule, and a quick fix removes it', async () => {
  const { document } = await open('contradiction.avtal');
  const found = await eventually(() => {
    const all = vscode.languages.getDiagnostics(document.uri);
    return all.length > 0 ? all : undefined;
  }, 'diagnostics');
  expect.equal(codesOf(found), ['AV4001']);
  const finding = given(found[0], 'finding');
  const target = typeof finding.code === 'object' ? finding.code.target.toString() : '';
  expect.match(target, /^command:avtal\.showRule/);
  const actions = await eventually(async () => {
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    return all.length > 0 ? all : undefined;
  }, 'quick fixes');
  const action = given(
    actions.find(({ title }) => title.includes('override')),
    `override among ${actions.map(({ title }) => title).join(', ')}`,
  );
  await vscode.workspace.applyEdit(given(action.edit, 'edit'));
  await eventually(
    () => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined),
    'nothing to remark',
  );
  await vscode.commands.executeCommand('workbench.action.files.revert');
});

test('completion offers what may follow', async () => {
  const { document } = await open('support.avtal');
  const position = behind(document, 'rate work during ');
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  expect.contains(labels, 'office');
});

test('a new agreement opens from the template without a finding', async () => {
  await vscode.commands.executeCommand('avtal.openSample', 'agreement');
  const { document } = await eventually(() => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.isUntitled && editor.document.getText() !== '' ? editor : undefined;
  }, 'an editor with a new text');
  expect.equal(document.languageId, 'avtal');
  expect.match(document.getText(), /^agreement Support /);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('the preview opens beside the editor', async () => {
  await open('support.avtal');
  await vscode.commands.executeCommand('avtal.openPreview');
  const isPreview = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith('avtal.preview');
  await eventually(() => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(isPreview), 'the preview');
});

test('every command of the manifest is there', async () => {
  const extension = vscode.extensions.getExtension('avtal.avtal-vscode');
  const contributed: readonly { command: string }[] = extension?.packageJSON.contributes.commands;
  const known = await vscode.commands.getCommands(true);
  expect.equal(
    contributed.map(({ command }) => command).filter((command) => !known.includes(command)),
    [],
  );
});
