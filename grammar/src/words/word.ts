// What is known of a word of the language, and how one is written down.

/** Where a word stands; a word may stand in several places. */
export type Role =
  | 'file' // begins a row outside every block
  | 'setting'
  | 'declaration'
  | 'clause'
  | 'mark' // stands before a clause
  | 'note' // begins a note under a row
  | 'fact' // begins a row of an order or an example
  | 'head' // begins a part of a clause's head
  | 'join' // holds parts of a row together
  | 'detail' // an answer that one setting or declaration knows
  | 'phrase' // begins a value that goes on
  | 'value' // is a value by itself
  | 'tail' // follows an amount
  | 'period'
  | 'unit'
  | 'day'
  | 'month';

export interface Word {
  /** As written in English agreements; other surface languages become columns beside it. */
  readonly en: string;
  /** Other ways to write the same: plurals. */
  readonly forms: readonly string[];
  readonly roles: readonly Role[];
  /** Cannot be a name. */
  readonly reserved: boolean;
  /** One line for somebody who hovers over the word. */
  readonly doc: string;
  readonly example: string;
}

/** May be a name where no word of the language is due. */
export function soft(
  en: string,
  roles: Role | readonly Role[],
  doc: string,
  example: string,
  forms: string[] = [],
): Word {
  return { en, forms, roles: typeof roles === 'string' ? [roles] : roles, reserved: false, doc, example };
}

/** Cannot be a name. */
export function reserved(en: string, roles: Role | readonly Role[], doc: string, example: string): Word {
  return { ...soft(en, roles, doc, example), reserved: true };
}
