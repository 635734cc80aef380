// Orders that the clauses cannot tell apart: what one of them is answered, all of them are.

import type { Ir, Order } from '../ir.ts';

/** Equal texts for orders of one kind; their days may differ. */
export function orderKinds({ clauses }: Ir): (order: Order) => string {
  const named = new Set(clauses.flatMap(({ when }) => when.flatMap((box) => box.choices?.order ?? [])));
  return ({ id, choices, values }) => JSON.stringify([choices, values, named.has(id) ? id : '']);
}
