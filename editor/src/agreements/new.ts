// New agreements: from the template, with the places to fill in one after the other; and a sample to look at.
import { commands, type Disposable, env, SnippetString, ViewColumn, window, workspace } from 'vscode';
import { say } from '../words.ts';
import { type Country, countries, type Sample, snippet, text } from './template.ts';

export function agreementCommands(): readonly Disposable[] {
  return [
    commands.registerCommand('avtal.newAgreement', newAgreement),
    commands.registerCommand('avtal.openSample', (sample?: Sample) => openSample(sample ?? 'contradiction')),
    noticePrices(),
  ];
}

async function newAgreement(): Promise<void> {
  const items = likelyFirst().map((country) => ({
    label: country.name,
    description: `${country.currency}, ${country.vat}%`,
    country,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: say('In which country does the agreement hold?') });
  if (picked === undefined) return;
  const document = await workspace.openTextDocument({ language: 'avtal' });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(snippet(picked.country)));
}

/** The walkthrough's step about prices is done with the first change in a row that has columns. */
function noticePrices(): Disposable {
  const subscription = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.languageId !== 'avtal' || contentChanges.length === 0) return;
    if (
      !contentChanges.some(({ range }) =>
        document.lineAt(Math.min(range.start.line, document.lineCount - 1)).text.includes('|'),
      )
    )
      return;
    subscription.dispose();
    void commands.executeCommand('setContext', 'avtal.pricesWritten', true);
  });
  return subscription;
}

/** Opens the text as it is: something to look at, and to repair. */
async function openSample(sample: Sample): Promise<void> {
  const [country] = likelyFirst();
  if (country === undefined) return;
  const document = await workspace.openTextDocument({ language: 'avtal', content: text(country, sample) });
  await window.showTextDocument(document, ViewColumn.Active);
}

/** The countries, the one where the person probably is in front. */
function likelyFirst(): readonly Country[] {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isLikely = ({ zone, language }: Country): boolean => zone === timeZone || language === env.language;
  return [...countries].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)));
}
