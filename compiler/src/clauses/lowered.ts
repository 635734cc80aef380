// What lowering the rows of an agreement gives to the passes after it.
import type * as ast from '@avtal/grammar';
import type { Clause, ClauseValue, TextPromise } from '@avtal/runtime';
import type { Place } from '../model.ts';
import type { Head } from './heads.ts';
import type { Shared, Slot } from './slot.ts';

export interface Lowered {
  readonly clauses: readonly Clause[];
  /** The same with what they were made from. */
  readonly drafts: readonly Draft[];
  readonly promises: readonly TextPromise[];
  /** What orders and examples state for open values: by `place.order`, then by the name of the open value. */
  readonly agreed: ReadonlyMap<string, Readonly<Record<string, ClauseValue>>>;
  /** Each question with the place of its first value, so that what examples expect of it is read in the same way. */
  readonly asked: ReadonlyMap<string, Asked>;
  /** The fees that there are. */
  readonly shared: Pick<Shared, 'fees' | 'nameless' | 'surcharges'>;
}

/** A question of the agreement with the place of its first value. */
export interface Asked {
  readonly slot: Slot;
  readonly cell: ast.Cell;
}

/** A clause with what it was made from, for the questions that only all clauses together answer. */
export interface Draft {
  readonly clause: Clause;
  readonly place: Place;
  readonly marks: ast.Marks;
  readonly span: ast.Span;
  /** Absent for `combine` and `pause`, which have no head. */
  readonly head?: Head;
  readonly cell?: ast.Cell;
}
