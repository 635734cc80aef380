// What an order says of choices, and orders that the clauses cannot tell apart: what one of them is answered, all of them are.

import type { Ir, Order } from '../ir.ts';
import { own } from '../own.ts';

/** Equal texts for orders of one kind; their days may differ. */
export function orderKinds({ clauses }: Ir): (order: Order) => string {
  const named = new Set(clauses.flatMap(({ when }) => when.flatMap((box) => box.choices?.order ?? [])));
  return ({ id, choices, values }) => JSON.stringify([choices, values, named.has(id) ? id : '']);
}

/** What the order says of a choice, for all that belongs to it (meaning Q7). */
export function chosenBy({ id: order, choices }: Order, id: string): string | undefined {
  return id === 'order' ? order : own(choices, id);
}
