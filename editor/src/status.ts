// The item in the status bar: how many errors and warnings the agreement has, and how its examples stand.
import {
  DiagnosticSeverity,
  type Disposable,
  languages,
  StatusBarAlignment,
  type StatusBarItem,
  type TextEditor,
  ThemeColor,
  window,
} from 'vscode';
import type { ExampleTests } from './examples/tests.ts';
import type { Server } from './server/server.ts';
import { say } from './words.ts';

export class StatusItem implements Disposable {
  private readonly item: StatusBarItem = window.createStatusBarItem('avtal.status', StatusBarAlignment.Left, 10);
  private readonly server: Server;
  private readonly tests: ExampleTests;
  private readonly subscriptions: readonly Disposable[];

  constructor(server: Server, tests: ExampleTests) {
    this.server = server;
    this.tests = tests;
    const update = (): void => this.update();
    this.item.name = 'avtal';
    this.subscriptions = [
      this.item,
      server.onChange(update),
      tests.onChange(update),
      languages.onDidChangeDiagnostics(update),
      window.onDidChangeActiveTextEditor(update),
    ];
    update();
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  private update(): void {
    // While the preview has the focus, no text has; the agreement beside it is still meant.
    const editor = window.activeTextEditor ?? window.visibleTextEditors.find(isAgreement);
    if (editor === undefined || !isAgreement(editor)) {
      this.item.hide();
      return;
    }
    if (this.server.isRunning) this.showState(editor.document.uri);
    else
      this.show(
        '$(circle-slash) avtal',
        say('The agreement is not checked. Click to start again.'),
        'avtal.restartServer',
      );
    this.item.show();
  }

  private showState(uri: Parameters<ExampleTests['tally']>[0]): void {
    const found = languages.getDiagnostics(uri);
    const errors = found.filter(({ severity }) => severity === DiagnosticSeverity.Error).length;
    const warnings = found.filter(({ severity }) => severity === DiagnosticSeverity.Warning).length;
    const { examples, failed } = this.tests.tally(uri);
    const findings = errors + warnings === 0 ? '$(check)' : `$(error) ${errors} $(warning) ${warnings}`;
    const state = failed === undefined ? '' : failed === 0 ? ' $(pass)' : ` $(error) ${failed}`;
    const words = [
      errors + warnings === 0 ? say('Nothing to remark.') : say('Errors: {0}, warnings: {1}.', errors, warnings),
      failed === undefined
        ? say('Examples: {0}.', examples)
        : say('Examples: {0}, not as expected: {1}.', examples, failed),
    ];
    const counts = examples === 0 ? '' : `  $(beaker) ${examples}${state}`;
    this.show(`avtal ${findings}${counts}`, words.join(' ').trim(), 'avtal.showProblems', errors > 0);
  }

  private show(text: string, words: string, command: string, isBroken = false): void {
    this.item.text = text;
    this.item.tooltip = words;
    this.item.command = command;
    this.item.accessibilityInformation = { label: `avtal: ${words}`, role: 'button' };
    this.item.backgroundColor = isBroken ? new ThemeColor('statusBarItem.errorBackground') : undefined;
  }
}

function isAgreement({ document }: TextEditor): boolean {
  return document.languageId === 'avtal';
}
