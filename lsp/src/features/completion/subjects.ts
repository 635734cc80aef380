// What clauses are about, by their kind.
import { kinds, type NameSymbol, type SymbolKind } from '@avtal/compiler';
import type { ClauseWord, Piece } from '@avtal/grammar';
import { symbolOffer } from './known.ts';
import type { Offer } from './offer.ts';
import type { Where } from './where.ts';

/** What kinds of clause that bear a name of their own call it. */
const named: Readonly<Partial<Record<ClauseWord, SymbolKind>>> = {
  fee: 'fee',
  surcharge: 'surcharge',
  discount: 'discount',
  perform: 'duty',
  refund: 'fee',
};

/** Subjects of the kinds, by the order of these; `work` first. */
export function subjectsOf(where: Where, kinds: readonly SymbolKind[]): readonly NameSymbol[] {
  const rank = ({ kind, name }: NameSymbol) => (name === 'work' ? -1 : kinds.indexOf(kind));
  return [...where.names(...kinds)].sort((a, b) => rank(a) - rank(b));
}

/** What the kind of clause can be about. Those that have no such row yet come first. */
export function aboutOf(clause: ClauseWord, where: Where): readonly NameSymbol[] {
  const { about } = kinds[clause];
  const { names } = where.compilation;
  const states = (symbol: NameSymbol) => names.placesOf(symbol).some((use) => use.states === clause);
  const freeFirst = (symbols: readonly NameSymbol[]) => [
    ...symbols.filter((one) => !states(one)),
    ...symbols.filter(states),
  ];
  switch (about.how) {
    case 'subject':
      return freeFirst(subjectsOf(where, about.kinds));
    case 'name':
      return named[clause] === undefined ? [] : where.names(named[clause]);
    case 'party':
    case 'credits':
      return [];
    case 'outcome':
      return freeFirst([
        ...where.names('number').filter(({ name }) => where.compilation.model.findMeasure(name) !== undefined),
        ...where.names('target'),
      ]);
    case 'choice':
      return freeFirst(
        where.names('choice').filter(({ name }) => where.compilation.model.findDimension(name)?.given === 'decided'),
      );
    case 'target':
      return where.names('target');
    case 'measure':
      return freeFirst(
        where.names('number').filter(({ name }) => where.compilation.model.findMeasure(name) !== undefined),
      );
  }
}

/** What the word before it is about: `rate` of a row, of `50% of rate work`, of `on fee hosting`. */
export function about(where: Where): readonly Offer[] {
  const word = where.pieces.at(-1);
  const clause = word && clauseNamed(word);
  if (clause === undefined) return [];
  return aboutOf(clause, where).map((symbol) => symbolOffer(symbol, where));
}

const clauseNamed = ({ text }: Piece): ClauseWord | undefined =>
  Object.hasOwn(kinds, text) ? (text as ClauseWord) : undefined;
