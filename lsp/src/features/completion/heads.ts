// Parts of heads: those that the kind of clause takes, each with what it needs.
import { conditions, kinds, type PartKind } from '@avtal/compiler';
import type { WordId } from '@avtal/grammar';
import { parts } from '../parts.ts';
import { choiceTest } from './conditions.ts';
import { dayAt } from './dates.ts';
import { type Offer, wordOffer } from './offer.ts';
import { pricedOf, windowOf } from './values.ts';
import type { Where } from './where.ts';

const wordOf: ReadonlyMap<WordId, PartKind> = new Map(parts.map(({ word, kind }) => [word, kind]));

/** Whether the word begins a part of a head. */
export const isPartWord = (id: WordId): boolean => wordOf.has(id);

/** The parts that may stand at the position. */
export function partOffers(where: Where): readonly Offer[] {
  const { asked, following, pieces } = where;
  const isFact =
    asked === undefined && ['orderRow', 'exampleRow'].includes(following.row) && pieces[0]?.word !== 'expect';
  if (isFact) return [];
  const expected = new Set(following.keywords.map(({ id }) => id));
  const taken = asked && [...conditions, ...kinds[asked.clause].parts];
  const fits = (kind: PartKind) => taken === undefined || taken.includes(kind);
  return parts.flatMap(({ kind, word }): Offer[] => {
    if (!fits(kind)) return [];
    if (kind === 'in-advance') {
      const isHead = expected.has('inArrears') && following.literals.includes('number');
      if (!isHead) return expected.has('inAdvance') ? [wordOffer('inAdvance')] : [];
      return [wordOffer('inAdvance', { label: '12 months in advance', template: '<12> months in advance', word: '' })];
    }
    return expected.has(word) ? [wordOffer(word, templateOf(word, where))] : [];
  });
}

function templateOf(word: WordId, where: Where): { readonly template?: string } {
  const named = (name: string | undefined, otherwise: string) => ({
    template: `${wordOffer(word).label} <${name ?? otherwise}>`,
  });
  switch (word) {
    case 'during':
    case 'outside':
      return named(windowOf(where), 'always');
    case 'when': {
      const test = choiceTest(where);
      return test === undefined ? {} : { template: `when ${test}` };
    }
    case 'for':
      return where.tiers.length === 0 ? {} : named(where.tiers.at(-1), '');
    case 'each':
      return named('job', 'job');
    case 'per':
      return named('month', 'month');
    case 'by':
      return named(
        where.names('choice').find(({ name }) => !['tier', 'order', 'person', 'module'].includes(name))?.name,
        'tier',
      );
    case 'from':
    case 'until':
    case 'before':
      return named(dayAt(where), '');
    case 'forTheFirst':
    case 'afterTheFirst':
      return { template: `${wordOffer(word).label} <3> months` };
    case 'on':
      return named(pricedOf(where), 'work');
    default:
      return {};
  }
}
