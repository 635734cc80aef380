// What lowering a value needs to know, and what comes of it.
import type { Clause, ClauseBase } from '@avtal/runtime';
import type { Desk, Spanned } from './desk.ts';
import type { Head } from './heads.ts';

/** The place of a value: under which head, in which agreement. */
export interface Slot extends Desk {
  readonly head: Head;
  readonly shared: Shared;
  /** What of the row was read (taken.ts). */
  readonly taken: Set<Spanned>;
  /** Whose windows are meant, where the value names one that differs by tier. */
  readonly tier?: string;
}

/** What rows learn from all other rows: gathered before any value is lowered, or noted while values are. */
export interface Shared {
  /** Fees by name (of one without, the unit that it is per). */
  readonly fees: ReadonlyMap<string, { readonly recurs: boolean }>;
  /** The keywords of the fees that have neither, each with its place. */
  readonly nameless: readonly (Desk & { readonly node: Spanned })[];
  readonly surcharges: ReadonlySet<string>;
  readonly discounts: ReadonlySet<string>;
  /** Measures and targets that have a credit. */
  readonly credits: ReadonlySet<string>;
  /** Subjects with a rate or price clause, as the names that `on` may take. */
  readonly priced: readonly string[];
  /** Questions of rates, prices and fees that some row asks, also where its value was reported. */
  readonly questions: ReadonlySet<string>;
  /** Values taken from other clauses, for the check that these are there and end somewhere. */
  readonly references: Reference[];
  /** Where each named open value stands, so that `agree` is read as that value would be. */
  readonly opens: Map<string, Slot>;
}

/** A row that may name prices, and the fees that there are. */
export interface Naming extends Desk {
  readonly head: Pick<Head, 'written'>;
  readonly shared: Pick<Shared, 'fees' | 'nameless' | 'surcharges'>;
}

/** One question needs the answer to another. */
export interface Reference extends Desk {
  readonly node: Spanned;
  readonly from: string;
  readonly to: string;
}

type Own<C> = C extends Clause ? Omit<C, Exclude<keyof ClauseBase, 'question'>> : never;
/** What a value makes of a clause: its own fields and its question. Where it stands and when it holds come with the row. */
export type Answer = Own<Clause>;
