// What an example expects, as the runtime compares it.
import type { Clause, Expectation } from '@avtal/runtime';
import type { BoundExample, Model } from './model.ts';

export function lowerExpectations(
  example: BoundExample,
  clauses: readonly Clause[],
  model: Model,
): readonly Expectation[] {
  void example;
  void clauses;
  void model;
  return [];
}
