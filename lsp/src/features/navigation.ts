// Where a name is declared and where it is used, in every file of its agreements.
import { type NameIndex, type NameSymbol, type NameUse, type SourceFile, usesOf } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';
import type { Place, Snapshot } from '../workspace/snapshot.ts';

/** A name as one agreement understands it. */
export interface Meant {
  readonly names: NameIndex;
  readonly symbol: NameSymbol;
}

/** `from`: the name or paper number at the offset, or the file of a `use`. */
export function definition(
  snapshot: Snapshot,
  offset: number,
): { readonly from: Span; readonly to: readonly Place[] } | undefined {
  const { file, agreements } = snapshot;
  const used = usedAt(file, offset);
  if (used !== undefined) return used;
  const uses = agreements.map(({ compilation: { names } }) => ({ names, use: names.at(file.path, offset) }));
  const from = uses.find(({ use }) => use !== undefined)?.use?.span;
  const to = placesOnce(uses.flatMap(({ names, use }) => (use === undefined ? [] : definitionsOf(names, use))));
  return from === undefined || to.length === 0 ? undefined : { from, to };
}

function usedAt(file: SourceFile, offset: number) {
  const used = usesOf(file.path, file.tree).find(({ span }) => span.start <= offset && offset <= span.end);
  if (used?.path === undefined) return undefined;
  return { from: used.span, to: [{ file: used.path, span: { start: 0, end: 0 } }] };
}

/**
 * A value that is taken from other rows is defined by those; any other name where it is declared. Of `tier`, which no
 * row declares, that is where the tiers are.
 */
function definitionsOf(names: NameIndex, { symbol, asks }: NameUse): readonly NameUse[] {
  const places = names.placesOf(symbol);
  const rows = asks === undefined ? [] : places.filter(({ states }) => states === asks);
  if (rows.length > 0) return rows;
  const declared = places.filter(({ role }) => role === 'declaration');
  if (declared.length > 0 || symbol.kind !== 'choice' || symbol.name !== 'tier') return declared;
  return names.symbols
    .filter(({ kind }) => kind === 'tier')
    .flatMap((tier) => names.placesOf(tier).filter(({ role }) => role === 'declaration'));
}

export function references(snapshot: Snapshot, offset: number, withDeclaration: boolean): readonly Place[] {
  const uses = meantAt(snapshot, offset).flatMap(({ names, symbol }) => names.placesOf(symbol));
  return placesOnce(withDeclaration ? uses : uses.filter(({ role }) => role === 'use'));
}

/**
 * What the name at the offset is in each agreement of the snapshot: those that share a place share the name, also where
 * the file asked about is part of only one of them.
 */
export function meantAt({ file, agreements }: Snapshot, offset: number): readonly Meant[] {
  const found = new Map<NameIndex, Set<NameSymbol>>();
  const waiting: { readonly file: string; readonly at: number }[] = [{ file: file.path, at: offset }];
  const seen = new Set<string>();
  const all: Meant[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { compilation } of agreements) {
      const { names } = compilation;
      const symbol = names.at(next.file, next.at)?.symbol;
      const known = found.get(names) ?? new Set();
      if (symbol === undefined || known.has(symbol)) continue;
      found.set(names, known.add(symbol));
      all.push({ names, symbol });
      for (const { file: other, span } of names.placesOf(symbol)) {
        const key = `${span.start} ${other}`;
        if (!seen.has(key)) waiting.push({ file: other, at: span.start });
        seen.add(key);
      }
    }
  }
  return all;
}

/** Each place once, however many agreements it is part of. */
function placesOnce(places: readonly Place[]): readonly Place[] {
  const byPlace = new Map(places.map(({ file, span }) => [`${span.start} ${span.end} ${file}`, { file, span }]));
  return [...byPlace.values()];
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'declaration' | 'use';
}
export function highlights(snapshot: Snapshot, offset: number): readonly Highlight[] {
  const found = new Map<number, Highlight>();
  for (const { names, symbol } of meantAt(snapshot, offset))
    for (const { file, span, role } of names.placesOf(symbol))
      if (file === snapshot.file.path) found.set(span.start, { span, kind: role });
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}
