// The facts that stand in an example, as the runtime takes them.
import type { Facts } from '@avtal/runtime';
import type { BoundExample, Model } from './model.ts';

export function lowerFacts(example: BoundExample, model: Model): Facts {
  void example;
  void model;
  return {};
}
