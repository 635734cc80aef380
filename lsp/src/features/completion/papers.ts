// What is neither word nor name: numbers of the paper original, and the usual shapes of days and hours.

import { symbolOffer } from './known.ts';
import type { Offer } from './offer.ts';
import type { Where } from './where.ts';

/** Behind `over`, the numbers of clauses that can be beaten. */
export function papers(where: Where): readonly Offer[] {
  const { following } = where;
  const marks = following.before.pieces;
  const isOver = marks.findLast(({ text }) => text !== ',' && !text.startsWith('§'))?.word === 'over';
  if (!following.literals.includes('paper') || !isOver) return [];
  return where.names('paper').map((paper) => symbolOffer(paper, where, { label: `§ ${paper.name}` }));
}

const shapes: readonly (readonly [label: string, detail: string, template: string])[] = [
  ['Mon-Fri 08:00-16:00', 'Hours of some days of the week.', '<Mon-Fri> <08:00>-<16:00>'],
  ['Mon-Fri', 'Days of the week, whole.', '<Mon-Fri>'],
  ['Sat-Sun', 'The weekend.', 'Sat-Sun'],
  ['24 Dec', 'A day of each year.', '<24> <Dec>'],
];

export function windowShapes({ following, pieces }: Where): readonly Offer[] {
  if (!following.names.includes('window') || !following.literals.includes('days')) return [];
  const isDays = pieces[0]?.word === 'days' || pieces[0]?.word === 'businessDays' || pieces[0]?.word === 'holidays';
  return shapes
    .filter(([label]) => !(isDays && label.includes(':')))
    .map(([label, detail, template]) => ({ label, kind: 'window', detail, template }));
}
