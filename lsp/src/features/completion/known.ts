// Names that the agreement knows, as they are offered: with their label and the row that declares them.
import type { NameSymbol, SymbolKind } from '@avtal/compiler';
import { inFence, type Offer } from './offer.ts';
import type { Where } from './where.ts';

const kindWords: Readonly<Partial<Record<SymbolKind, string>>> = {
  days: 'day set',
  open: 'left open',
  duty: 'duty',
  milestone: 'what happens to a ticket',
  measure: 'unit',
};

/** A name with its label and the row that declares it. */
export function symbolOffer(symbol: NameSymbol, { compilation }: Where, more: Partial<Offer> = {}): Offer {
  const { name, label, kind, of, declaredAt } = symbol;
  const what = kind === 'value' ? `value of \`${of ?? ''}\`` : (kindWords[kind] ?? kind);
  const file = compilation.files.find(({ path }) => path === declaredAt?.file);
  const row = file && declaredAt && lineAt(file.text, declaredAt.span.start);
  const title = label === undefined ? what : `${what}: “${label}”`;
  return {
    label: name,
    kind: kind === 'window' || kind === 'days' ? 'window' : kind === 'value' || kind === 'tier' ? 'value' : 'name',
    detail: label === undefined ? what : `“${label}”`,
    documentation: row === undefined ? title : `${title}\n\n${inFence(row)}`,
    ...more,
  };
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

/** All names of the kinds. */
export const all =
  (...of: readonly SymbolKind[]) =>
  (where: Where): readonly Offer[] =>
    where.names(...of).map((symbol) => symbolOffer(symbol, where));
export const plain = (label: string, detail: string, kind: Offer['kind'] = 'name'): Offer => ({ label, kind, detail });
/** What is not named yet in the list at the position, which begins behind a word of the language or a sign. */
export function unnamed(offers: readonly Offer[], { pieces }: Where, since = 0): readonly Offer[] {
  const start = pieces.findLastIndex(
    ({ text, word, roles }) => (word !== '' && roles.length === 0) || /^[:|=]$/.test(text),
  );
  const named = new Set(pieces.slice(Math.max(start, since)).map(({ text }) => text));
  return offers.filter(({ label }) => !named.has(label));
}
