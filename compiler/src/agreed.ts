// What orders and examples state for the open values of the agreement.
import type { Clause, ClauseValue } from '@avtal/runtime';
import type { Model } from './model.ts';

/** By the order's value of the dimension `order` (`Acme`, `example:E1`): the stated values, by the name of the open one. */
export function lowerAgreed(
  clauses: readonly Clause[],
  model: Model,
): ReadonlyMap<string, Readonly<Record<string, ClauseValue>>> {
  void clauses;
  void model;
  return new Map();
}
