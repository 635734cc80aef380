// The shape of a file for the protocol: outline, folds, selection ranges, links, semantic tokens.
import type { Span } from '@avtal/grammar';
import {
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  SymbolKind,
} from 'vscode-languageserver';
import type { Fold } from '../features/folding.ts';
import type { Link } from '../features/links.ts';
import { type SemanticToken, tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import type { OutlineItem } from '../features/symbols.ts';
import type { Places } from './places.ts';

const symbolKinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  agreement: SymbolKind.Class,
  document: SymbolKind.Interface,
  order: SymbolKind.Object,
  module: SymbolKind.Module,
  group: SymbolKind.Namespace,
  table: SymbolKind.Array,
  example: SymbolKind.Method,
  declaration: SymbolKind.Enum,
  window: SymbolKind.Event,
  setting: SymbolKind.Property,
  clause: SymbolKind.Field,
};

export function symbolKindOf({ kind }: OutlineItem): SymbolKind {
  return symbolKinds[kind];
}

export function symbolOf(item: OutlineItem, places: Places): DocumentSymbol {
  const { name, detail, span, nameSpan, items } = item;
  // The protocol asks that the name lies within the whole, and that there is one.
  const start = Math.min(Math.max(nameSpan.start, span.start), span.end);
  return {
    name: name.trim() === '' ? '…' : name,
    ...(detail === undefined ? {} : { detail }),
    kind: symbolKindOf(item),
    range: places.range(span),
    selectionRange: places.range({ start, end: Math.min(Math.max(nameSpan.end, start), span.end) }),
    children: items.map((one) => symbolOf(one, places)),
  };
}

/** Whole lines; a fold that ends where it begins is none. */
export function foldsOf(folds: readonly Fold[], places: Places): FoldingRange[] {
  return folds.flatMap(({ start, end, kind }): FoldingRange[] => {
    const [startLine, endLine] = [places.position(start).line, places.position(end).line];
    if (endLine <= startLine) return [];
    return [{ startLine, endLine, kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }];
  });
}

/** From the innermost outwards; each has the next as its parent. */
export function selectionOf(spans: readonly Span[], offset: number, places: Places): SelectionRange {
  const outermost = { range: places.range(spans.at(-1) ?? { start: offset, end: offset }) };
  return spans
    .slice(0, -1)
    .reduceRight<SelectionRange>((parent, span) => ({ range: places.range(span), parent }), outermost);
}

export function linksOf(links: readonly Link[], places: Places): DocumentLink[] {
  return links.flatMap(({ span, file }): DocumentLink[] => {
    const target = places.uri(file);
    return target === undefined ? [] : [{ range: places.range(span), target }];
  });
}

const modifierBits = new Map(tokenModifiers.map((modifier, at) => [modifier, 1 << at]));

/** Line, character, length, type and modifiers of each token, as the builder takes them. */
export type TokenRow = readonly [line: number, character: number, length: number, type: number, modifiers: number];

export function tokenRows(tokens: readonly SemanticToken[], places: Places): readonly TokenRow[] {
  return tokens.flatMap(({ span, type, modifiers }): TokenRow[] => {
    const { start, end } = places.range(span);
    if (start.line !== end.line || end.character <= start.character) return [];
    const bits = modifiers.reduce((all, modifier) => all | (modifierBits.get(modifier) ?? 0), 0);
    return [[start.line, start.character, end.character - start.character, tokenTypes.indexOf(type), bits]];
  });
}
