// Which row says what people write behind a price out of habit: how time is counted, a least amount, time included.
import type { Phrase } from '@avtal/grammar';
import { textOf } from '../desk.ts';
import type { Slot } from '../slot.ts';

/** The help for a phrase that is one value too many; undefined where the registry's fits. */
export function rowFor(slot: Slot, phrase: Phrase): string | undefined {
  const { clause, it } = slot.head;
  const isPrice = clause === 'rate' || clause === 'price';
  if (!isPrice && clause !== 'fee') return undefined;
  const written = textOf(slot, phrase);
  switch (phrase.kind) {
    case 'per-started':
    case 'per-nearest':
    case 'per-completed':
      if (!isPrice) return undefined;
      return `How it is counted stands in a note under the row, \`counted ${written}, each job\`, or in \`count ${it} each job: ${written}\`.`;
    case 'at-least':
    case 'at-most': {
      const isMoney = phrase.amount.parts.every(({ unit }) => unit === undefined);
      if (clause === 'fee') return undefined;
      return isMoney
        ? `What it comes to at least or at most says \`limit ${it} each job: ${written}\`.`
        : `How much of it is counted says \`count ${it} each job: ${written}\`.`;
    }
    case 'first':
    case 'included-amount':
      return `What buys the first of something is a start price: \`start price each job: 595, ${written}\`.`;
    default:
      return undefined;
  }
}
