// The agreement preview beside the editor: one panel, which shows the agreement of the editor that was last in front.

import type { PreviewAsk } from '@avtal/lsp';
import {
  commands,
  type Disposable,
  Position,
  Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelOptions,
  window,
  workspace,
} from 'vscode';
import type { Server } from '../server/server.ts';
import { language, say } from '../words.ts';
import type { FromPage, Source, ToPage } from './messages.ts';
import { pageOf } from './page.ts';
import { pageTexts } from './texts.ts';

const viewType = 'avtal.preview';
/** How long after the last change the page is drawn again. In milliseconds. */
const settled = 150;

export class Previews implements Disposable {
  private readonly server: Server;
  /** The extension's own folder. */
  private readonly extension: Uri;
  private panel: WebviewPanel | undefined;
  /** The file whose agreement is shown. */
  private shown: Uri | undefined;
  private ask: PreviewAsk = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly subscriptions: readonly Disposable[];

  constructor(server: Server, extension: Uri) {
    this.server = server;
    this.extension = extension;
    this.subscriptions = [
      commands.registerCommand('avtal.openPreview', (uri?: Uri) => this.open(uri)),
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
      }),
      window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.tellCursor(textEditor)),
      workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'avtal' && this.later()),
      workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('avtal.language') && this.tellWords()),
      server.onChange((isRunning) => isRunning && this.later()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.subscriptions) one.dispose();
    this.panel?.dispose();
  }

  private async open(uri?: Uri): Promise<void> {
    const file = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
    if (file === undefined) return;
    if (this.panel === undefined) {
      const options = { preserveFocus: true, viewColumn: ViewColumn.Beside };
      this.adopt(window.createWebviewPanel(viewType, say('Agreement'), options, this.panelOptions()), file);
    } else {
      this.shown = file;
      this.panel.reveal(undefined, true);
      await this.draw();
    }
  }

  private restore(panel: WebviewPanel, state: unknown): void {
    const file = typeof state === 'object' && state !== null && 'file' in state ? state.file : undefined;
    if (typeof file === 'string') {
      panel.webview.options = this.panelOptions();
      this.adopt(panel, Uri.parse(file));
    } else panel.dispose();
  }

  private adopt(panel: WebviewPanel, file: Uri): void {
    this.panel = panel;
    this.shown = file;
    this.ask = {};
    const { light, dark } = {
      light: this.file('images/preview-light.svg'),
      dark: this.file('images/preview-dark.svg'),
    };
    panel.iconPath = { light, dark };
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => this.hear(message));
    panel.webview.html = pageOf(panel.webview, this.file('dist/page.js'), this.file('dist/page.css'));
  }

  private file(path: string): Uri {
    return Uri.joinPath(this.extension, path);
  }

  private panelOptions(): WebviewPanelOptions & { enableScripts: true; localResourceRoots: Uri[] } {
    return { enableScripts: true, enableFindWidget: true, localResourceRoots: [this.file('dist')] };
  }

  // ------------------------------------------------------------------------------------------------- from the editor

  private follow(editor: TextEditor | undefined): void {
    if (this.panel === undefined || editor?.document.languageId !== 'avtal') return;
    if (editor.document.uri.toString() === this.shown?.toString()) return;
    this.shown = editor.document.uri;
    void this.draw();
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.panel !== undefined) this.timer = setTimeout(() => void this.draw(), settled);
  }

  private async draw(): Promise<void> {
    const { panel, shown } = this;
    if (panel === undefined || shown === undefined) return;
    const uri = shown.toString();
    const preview = await this.server.ask('avtal/preview', { textDocument: { uri }, ask: this.ask });
    if (this.panel !== panel || this.shown !== shown) return; // another file was asked for meanwhile
    panel.title = preview === undefined ? say('Agreement') : preview.title;
    this.tell({ kind: 'show', preview: preview ?? null, file: uri });
    this.tellCursor(window.activeTextEditor);
  }

  private tellWords(): void {
    this.tell({ kind: 'words', words: pageTexts(), language: language() });
    this.later();
  }

  private tellCursor(editor: TextEditor | undefined): void {
    if (editor?.document.languageId !== 'avtal') return;
    this.tell({ kind: 'cursor', file: editor.document.uri.toString(), line: editor.selection.active.line + 1 });
  }

  private tell(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  // --------------------------------------------------------------------------------------------------- from the page

  private hear(message: FromPage): unknown {
    switch (message.kind) {
      case 'ready':
        this.tellWords();
        return this.draw();
      case 'ask':
        this.ask = message.ask;
        return this.draw();
      case 'reveal':
        return reveal(message.source);
    }
  }
}

/** Shows the row in its editor, which is opened in the first column where it is not open yet. */
async function reveal({ file, line, column }: Source): Promise<void> {
  const uri = Uri.parse(file);
  const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await window.showTextDocument(uri, { viewColumn: open?.viewColumn ?? ViewColumn.One });
  const start = new Position(line - 1, column - 1);
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenterIfOutsideViewport);
}
