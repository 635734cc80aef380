// The parts of a clause's head, as they are written: for completion and signature help.
import type { PartKind } from '@avtal/compiler';
import type { WordId } from '@avtal/grammar';

export interface Part {
  readonly kind: PartKind;
  readonly word: WordId;
  /** As a form of words: `during WINDOW`. */
  readonly written: string;
}

/** In the order in which a head usually has them. */
export const parts: readonly Part[] = [
  { kind: 'per', word: 'per', written: 'per PERIOD or UNIT' },
  { kind: 'once', word: 'once', written: 'once' },
  { kind: 'in-any', word: 'inAny', written: 'in any N days' },
  { kind: 'each', word: 'each', written: 'each SCOPE' },
  { kind: 'in-advance', word: 'inAdvance', written: 'N months in advance' },
  { kind: 'in-arrears', word: 'inArrears', written: 'in arrears' },
  { kind: 'during', word: 'during', written: 'during WINDOW' },
  { kind: 'outside', word: 'outside', written: 'outside WINDOW' },
  { kind: 'when', word: 'when', written: 'when CONDITION' },
  { kind: 'for', word: 'for', written: 'for TIERS' },
  { kind: 'by', word: 'by', written: 'by CHOICE' },
  { kind: 'from', word: 'from', written: 'from DATE' },
  { kind: 'until', word: 'until', written: 'until DATE' },
  { kind: 'before', word: 'before', written: 'before DATE' },
  { kind: 'first', word: 'forTheFirst', written: 'for the first N months' },
  { kind: 'first', word: 'afterTheFirst', written: 'after the first N months' },
  { kind: 'on', word: 'on', written: 'on BASES' },
  { kind: 'across', word: 'acrossFirst', written: 'across first' },
  { kind: 'across', word: 'acrossLast', written: 'across last' },
  { kind: 'each-part', word: 'eachPart', written: 'each part' },
  { kind: 'whole', word: 'whole', written: 'whole' },
];
