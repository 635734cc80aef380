// What the page knows, and how it speaks to the extension.
import type { PreviewAsk, PreviewOfFiles } from '@avtal/lsp';
import type { FromPage, Source } from '../preview/messages.ts';
import type { PageText } from '../preview/texts.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
  getState(): unknown;
};

const editor = acquireVsCodeApi();

interface Kept {
  readonly file: string;
  readonly asSentences: boolean;
}

export const state: {
  words: Readonly<Record<string, string>>;
  language: string;
  preview: PreviewOfFiles | null | undefined;
  ask: PreviewAsk;
  kept: Kept;
} = { words: {}, language: 'en', preview: undefined, ask: {}, kept: { file: '', asSentences: false } };

/** The page's own text in the person's language. */
export function say(text: PageText, ...parts: readonly string[]): string {
  return (state.words[text] ?? text).replace(/\{(\d)\}/g, (all, index: string) => parts[Number(index)] ?? all);
}

export function tell(message: FromPage): void {
  editor.postMessage(message);
}

export function ask(change: PreviewAsk): void {
  state.ask = { ...state.ask, ...change };
  tell({ kind: 'ask', ask: state.ask });
}

export function reveal(source: Source | undefined): void {
  if (source !== undefined) tell({ kind: 'reveal', source: { ...source, file: uriOf(source) } });
}

/** The file of a row, as the editor names it. */
export function uriOf({ file }: Source): string {
  return state.preview?.uris[file] ?? '';
}

/** What is there again when the window is reloaded. */
export function keep(change: Partial<Kept>): void {
  state.kept = { ...state.kept, ...change };
  editor.setState(state.kept);
}

const kept = editor.getState();
if (typeof kept === 'object' && kept !== null) state.kept = { ...state.kept, ...kept };

/** Dates and numbers in English are as Europe writes them. */
const locale = (): string => (state.language === 'en' ? 'en-GB' : state.language);

/** A date as the person's language writes it. */
export function dateText(date: string, style: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): string {
  return new Intl.DateTimeFormat(locale(), { ...style, timeZone: 'UTC' }).format(Date.parse(`${date}T00:00Z`));
}

/** An exact decimal as the person's language writes it. */
export function numberText(decimal: string, digits = 2): string {
  const format = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits });
  return format.format(decimal as `${number}`);
}

/** The day so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
