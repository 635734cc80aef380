// Words of the language that may follow by the grammar: which of them the clause at the position has a use for.
import type { Keyword, WordId } from '@avtal/grammar';
import { isPartWord } from './heads.ts';
import { type Offer, wordOffer } from './offer.ts';
import { rowOffers } from './rows.ts';
import { isJoint } from './values.ts';
import type { Where } from './where.ts';

/** The words that stand for themselves, and the phrases that were begun. */
export function wordOffers(where: Where): readonly Offer[] {
  const { keywords, begun } = where.following;
  return [
    ...keywords.filter((word) => isFitting(word, where)).map(({ id }) => wordOffer(id)),
    ...begun.map(({ keyword, start }) => begunOffer(keyword, start, where)),
  ];
}

function isFitting(keyword: Keyword, where: Where): boolean {
  const { id } = keyword;
  const { asked, inValue, following, pieces } = where;
  if (pieces.length === 0) return isBeginning(id, where);
  if (following.names.includes('expected')) return false;
  if (inValue && pieces.at(-1)?.word === 'of' && pieces[0]?.word !== 'carryOver')
    return isReferred(keyword) === (pieces.at(-2)?.text === '%');
  if (asked === undefined) return !(inValue && pieces[0]?.word === 'expect');
  return inValue ? isJoint(keyword, where) : !isPartWord(id);
}

/** `25% of fee`: what a share is of; a time is of a window. */
const isReferred = ({ id, roles }: Keyword): boolean => roles.includes('clause') || id === 'allFees';

/** Words that rows may begin with, where not all of them are offered as whole rows. */
function isBeginning(id: WordId, { following }: Where): boolean {
  switch (following.row) {
    case 'agreementRow':
      return rowWords.has(id) || groupWords.has(id);
    case 'orderRow':
    case 'exampleRow':
      return rowWords.has(id);
    case 'tableRow':
      return isPartWord(id);
    default:
      return following.row === 'fileRow';
  }
}
const rowWords: ReadonlySet<WordId> = new Set([
  ...(['over', 'override', 'default', 'unit', 'agree', 'performed', 'expect', 'table'] as const),
  ...(['decide', 'combine', 'pause'] as const),
]);
const groupWords: ReadonlySet<WordId> = new Set([
  ...(['during', 'outside', 'when', 'for', 'per', 'each', 'from', 'until', 'before'] as const),
]);

/** A phrase that was begun; at the beginning of a row, the whole row. */
function begunOffer({ id, en }: Keyword, start: number, where: Where): Offer {
  const { following, pieces } = where;
  const isRow = pieces[0]?.span.start === start;
  const marks = following.before.pieces.filter(({ span }) => span.start < start);
  const atStart = { ...following, before: { pieces: marks, first: undefined } };
  const rows = isRow ? rowOffers({ ...where, pieces: [], following: atStart }) : [];
  return { ...(rows.find(({ label }) => label === en) ?? wordOffer(id)), start };
}
