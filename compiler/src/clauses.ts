// Rows to clauses of the IR: columns, tables, notes and matrices become plain clauses with conditions.
import type { Clause, ClauseValue, TextPromise } from '@avtal/runtime';
import type { Model } from './model.ts';

export interface Lowered {
  readonly clauses: readonly Clause[];
  readonly promises: readonly TextPromise[];
  /** What orders and examples state for open values: by `place.order`, then by the name of the open value. */
  readonly agreed: ReadonlyMap<string, Readonly<Record<string, ClauseValue>>>;
}

/** Lowers every row of `model.rows` and `model.agreed`. */
export function lowerClauses(model: Model): Lowered {
  void model;
  return { clauses: [], promises: [], agreed: new Map() };
}
