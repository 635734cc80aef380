// What the agreement says, in English sentences: for people who hover, read the preview, or look at a finding.
import type { Clause, DaySet, Index, Ir, TextPromise } from '@avtal/runtime';
import { given } from '../optional.ts';
import { conditionWords, spokenCondition } from './conditions.ts';
import { daysWords } from './days.ts';
import { precedenceWords } from './precedence.ts';
import type { Predicate } from './predicate.ts';
import { type RowWords, rowsOf, rowWords } from './rows.ts';
import { type Called, nameOf, type Speaker, type Style, sentence } from './speaker.ts';
import { predicateOf } from './values.ts';
import { windowName, windowWords } from './windows.ts';

/** Everything is said of one agreement, to one kind of people. */
export interface Wording {
  /** `core` (kjernetid) for authors, kjernetid for readers. */
  name(thing: Called): string;
  /** Clauses of one row together. */
  row(clauses: readonly Clause[]): RowWords;
  /** What one clause answers, as it stands in a column. */
  answer(clause: Clause): Predicate;
  condition(condition: Clause['when']): string;
  window(window: Index): string;
  windowName(window: Index): string;
  days(set: DaySet): string;
  promise(promise: TextPromise): string;
  /** What the row beats and what beats it, a sentence each. */
  precedence(clauses: readonly Clause[]): readonly string[];
}

/** `country`: whose public holidays `holidays` are, which the IR does not keep. */
export function wordingOf(ir: Ir, style: Style, country?: string): Wording {
  const speaker: Speaker = { ir, style, ...given('country', country) };
  return {
    name: (thing) => nameOf(speaker, thing),
    row: (clauses) => rowWords(speaker, clauses),
    answer: (clause) => predicateOf(speaker, clause),
    condition: (condition) => conditionWords(speaker, condition),
    window: (window) => windowWords(speaker, window),
    windowName: (window) => windowName(speaker, window),
    days: (set) => daysWords(speaker, set),
    promise: (promise) => promiseWords(speaker, promise),
    precedence: (clauses) => precedenceWords(speaker, clauses),
  };
}

const owners = {
  provider: 'the provider',
  customer: 'the customer',
  both: 'both',
  'third-party': 'a third party',
} as const;

function promiseWords(speaker: Speaker, { owner, text, when }: TextPromise): string {
  const { before, behind } = spokenCondition(speaker, when);
  const condition = [behind, before].filter((part) => part !== '').join(' ');
  return sentence(condition === '' ? '' : `${condition},`, `${owners[owner]}: “${text}”`);
}

export { rowsOf };
