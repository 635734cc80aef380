// What the extension says, in the person's language: VS Code's own, or the one that is chosen for avtal.
import { type ExtensionContext, env, l10n, Uri, workspace } from 'vscode';

const languages = ['en', 'nb', 'sv', 'nl'] as const;
export type Language = (typeof languages)[number];

let chosen: Language | undefined;
let bundle: Readonly<Record<string, string>> = {};

/** Which language the extension speaks now. */
export function language(): Language {
  return chosen ?? languages.find((one) => env.language.toLowerCase().startsWith(one)) ?? 'en';
}

/**
 * VS Code loads texts for its own display language, and it has no Norwegian, Swedish or Dutch unless a language pack
 * brings it. So the language can be chosen for avtal alone.
 */
export async function loadWords({ extensionUri }: ExtensionContext): Promise<void> {
  const setting = workspace.getConfiguration('avtal').get<string>('language');
  chosen = languages.find((one) => one === setting);
  bundle = {};
  if (chosen === undefined || chosen === 'en') return;
  const file = Uri.joinPath(extensionUri, 'l10n', `bundle.l10n.${chosen}.json`);
  bundle = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
}

/** The text in the person's language, `{0}`, `{1}` replaced by what follows. The English text is the key. */
export function say(text: string, ...parts: readonly (string | number)[]): string {
  if (chosen === undefined) return l10n.t(text, ...parts);
  return (bundle[text] ?? text).replace(/\{(\d)\}/g, (all, index: string) => String(parts[Number(index)] ?? all));
}
