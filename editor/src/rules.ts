// The page of each rule (AV4001 …), from the text that the extension carries: shown as Markdown, found without a network.
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { say } from './words.ts';

const scheme = 'avtal-rule';
const headline = /^### (AV\d{4}): (.*)$/gm;

/** Whether a finding's code is one of avtal's rules. */
export function isRule(code: string): boolean {
  return /^AV\d{4}$/.test(code);
}

export function ruleCommands({ extensionUri }: ExtensionContext): readonly Disposable[] {
  let loaded: Promise<string> | undefined;
  const pages = (): Promise<string> => {
    loaded ??= readText(Uri.joinPath(extensionUri, 'dist/diagnostics.md'));
    return loaded;
  };

  async function show(code?: string): Promise<void> {
    const asked = typeof code === 'string' ? code : await pickRule(await pages());
    if (asked === undefined) return;
    await commands.executeCommand('markdown.showPreviewToSide', Uri.from({ scheme, path: `/${asked}.md` }));
  }

  return [
    commands.registerCommand('avtal.showRule', show),
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ path }) => ruleIn(await pages(), path.slice(1, -'.md'.length)),
    }),
  ];
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** The rule's part of the page of all rules. */
function ruleIn(page: string, code: string): string {
  const rules = [...page.matchAll(headline)];
  const at = rules.findIndex((rule) => rule[1] === code);
  const [rule, next] = [rules[at], rules[at + 1]];
  if (rule === undefined) return say('There is no rule {0}.', code);
  const until = Math.min(next?.index ?? page.length, ...[page.indexOf('\n## ', rule.index)].filter((end) => end >= 0));
  return page.slice(rule.index, until).replace(/^###/, '#').trimEnd();
}

/** By code or by words. */
async function pickRule(page: string): Promise<string | undefined> {
  const items = [...page.matchAll(headline)].map(([, label = '', description = '']) => ({ label, description }));
  const picked = await window.showQuickPick(items, { placeHolder: say('Which rule?'), matchOnDescription: true });
  return picked?.label;
}
