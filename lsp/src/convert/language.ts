// What features say at a place, for the protocol: completions, hovers, signatures, hints, lenses, highlights.
import {
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Hover,
  type InlayHint,
  InlayHintKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type SignatureHelp,
} from 'vscode-languageserver';
import type { Completion } from '../features/completion.ts';
import type * as hovers from '../features/hover.ts';
import type * as hints from '../features/inlay-hints.ts';
import type { Lens } from '../features/lenses.ts';
import type { Highlight } from '../features/navigation.ts';
import type { Signature } from '../features/signature.ts';
import type { Place } from '../workspace/snapshot.ts';
import type { Places } from './places.ts';

/** What the client can show. */
export interface Shows {
  readonly markdown: boolean;
  readonly snippets: boolean;
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  clause: CompletionItemKind.Snippet,
  name: CompletionItemKind.Variable,
  value: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit,
  window: CompletionItemKind.Event,
  country: CompletionItemKind.Constant,
  zone: CompletionItemKind.Constant,
  currency: CompletionItemKind.Constant,
  date: CompletionItemKind.Value,
};

export function completionOf(completion: Completion, places: Places, shows: Shows): CompletionItem {
  const { label, kind, detail, documentation, insert, isSnippet, replace, order } = completion;
  return {
    label,
    kind: completionKinds[kind],
    ...shownBehind(completion),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: markup(documentation, shows) }),
    sortText: order,
    filterText: label,
    insertTextFormat: isSnippet && shows.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: places.range(replace), newText: isSnippet && !shows.snippets ? withoutStops(insert) : insert },
  };
}

/** What is seen of an entry before it is chosen: of a row that is inserted, how it goes on. */
function shownBehind({ label, kind, detail, insert }: Completion): Pick<CompletionItem, 'labelDetails'> {
  const [line = ''] = withoutStops(insert.replace(/\$\{\d+\}/g, '…')).split('\n');
  if (kind === 'clause' && line.startsWith(label) && line !== label)
    return { labelDetails: { detail: line.slice(label.length) } };
  return detail === undefined ? {} : { labelDetails: { description: detail } };
}

/** A snippet for a client that has none: what it would look like before anything is filled in. */
function withoutStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/\$\d+|\$\{\d+\}/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

function markup(text: string, { markdown }: Shows): { readonly kind: MarkupKind; readonly value: string } {
  return { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: text };
}

export function hoverOf({ span, text }: hovers.Hover, places: Places, shows: Shows): Hover {
  return { contents: markup(text, shows), range: places.range(span) };
}

export function signatureOf({ label, documentation, parts, active }: Signature, shows: Shows): SignatureHelp {
  const parameters = parts.map(({ from, until, documentation: about }) => ({
    label: [from, until] as [number, number],
    ...(about === undefined ? {} : { documentation: markup(about, shows) }),
  }));
  const help = {
    label,
    parameters,
    ...(documentation === undefined ? {} : { documentation: markup(documentation, shows) }),
  };
  return { signatures: [help], activeSignature: 0, ...(active === undefined ? {} : { activeParameter: active }) };
}

export function hintOf({ at, text, tooltip, kind, side }: hints.InlayHint, places: Places, shows: Shows): InlayHint {
  return {
    position: places.position(at),
    label: text,
    ...(kind === 'column' ? { kind: InlayHintKind.Parameter } : { kind: InlayHintKind.Type }),
    ...(tooltip === undefined ? {} : { tooltip: markup(tooltip, shows) }),
    ...(side === 'before' ? { paddingRight: true } : { paddingLeft: true }),
  };
}

/** Commands about an example take the file and its name; that of references the file, the position and the places. */
export function lensOf({ span, title, command, arguments: given = [] }: Lens, uri: string, places: Places): CodeLens {
  const range = places.range(span);
  if (command === undefined) return { range, command: { title, command: '' } };
  const args =
    command === 'avtal.showReferences'
      ? [range.start, places.locations(given.flatMap((one) => (isPlaces(one) ? one : isPlace(one) ? [one] : [])))]
      : given;
  return { range, command: { title, command, arguments: [uri, ...args] } };
}

function isPlace(given: unknown): given is Place {
  return typeof given === 'object' && given !== null && 'file' in given && 'span' in given;
}

function isPlaces(given: unknown): given is readonly Place[] {
  return Array.isArray(given) && given.every(isPlace);
}

export function highlightOf({ span, kind }: Highlight, places: Places): DocumentHighlight {
  return {
    range: places.range(span),
    kind: kind === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  };
}
