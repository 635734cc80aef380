// What an order leaves open of the agreement's values, and who must decide it.
import type { Clause, Ir, OpenValue, Order } from '@avtal/runtime';
import { rowsOf } from '../../wording/rows.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import type { Remark } from './remark.ts';

/** Open values on which something of the order depends, and which it does not state. */
export const openInOrders: Pass = (ground) => ground.ir.orders.flatMap((order) => ofOrder(ground, order));

/** Open values that no order could state. Where there are orders, each is told what it leaves open. */
export const openWithoutName: Pass = ({ ir }) => {
  if (ir.orders.length > 0) return [];
  const unnamed = ir.clauses.filter(
    ({ kind, value, when }) =>
      kind !== 'combine' &&
      isOpen(value) &&
      openValues(value).some(({ name }) => name === undefined) &&
      when.some(({ choices }) => choices?.order === undefined),
  );
  return rowsOf(unnamed).flatMap(([clause]): readonly Remark[] =>
    clause === undefined
      ? []
      : [{ name: 'open-without-name', params: { row: rowName(clause, ir) }, at: clause.span, related: [] }],
  );
};

function ofOrder({ ir }: Ground, order: Order): readonly Remark[] {
  const { span } = order;
  if (span === undefined) return [];
  const seen = new Set<string>();
  return ir.clauses.flatMap((clause): readonly Remark[] => {
    if (!concerns(clause, order, ir) || isSaidBy(order, clause, ir)) return [];
    return openValues(clause.value).flatMap(({ name, decider }): readonly Remark[] => {
      const key = name ?? clause.id;
      if (seen.has(key) || (name !== undefined && Object.hasOwn(order.values ?? {}, name))) return [];
      seen.add(key);
      return [
        {
          name: 'open-in-order',
          params: { order: order.id, value: name, decider, row: rowName(clause, ir) },
          at: span,
          related: [{ at: clause.span, message: 'is to be agreed here' }],
        },
      ];
    });
  });
}

/** How surcharges combine has no name by which an order states it: it says it with a row of its own. */
function isSaidBy({ id }: Order, { kind, question }: Clause, { clauses }: Ir): boolean {
  if (kind !== 'combine') return false;
  return clauses.some((one) => one.question === question && one.when.some((box) => box.choices?.order?.includes(id)));
}

/** Whether the clause can ever answer for the order: by its choices, and by the units that it has. */
function concerns(clause: Clause, order: Order, { subjects, dimensions }: Ir): boolean {
  const id = 'unit' in clause && clause.unit !== undefined ? subjects[clause.unit]?.id : undefined;
  if (id !== undefined && !order.units.some(({ unit }) => unit === id)) return false;
  const usual = new Map(dimensions.map((one) => [one.id, one.given === 'order' ? one.defaultValue : undefined]));
  return clause.when.some(({ choices = {} }) =>
    Object.entries(choices).every(([dimension, values]) => {
      if (dimension === 'order') return values.includes(order.id);
      const chosen = order.choices[dimension] ?? usual.get(dimension);
      return chosen === undefined || values.includes(chosen);
    }),
  );
}

/** Whether there are open values in it. */
function isOpen(value: object): boolean {
  if ('kind' in value && value.kind === 'open') return true;
  for (const field in value) {
    const part: unknown = (value as Readonly<Record<string, unknown>>)[field];
    if (typeof part === 'object' && part !== null && isOpen(part)) return true;
  }
  return false;
}

function openValues(value: unknown): readonly OpenValue[] {
  if (Array.isArray(value)) return value.flatMap(openValues);
  if (typeof value !== 'object' || value === null) return [];
  if ('kind' in value && value.kind === 'open') return [value as OpenValue];
  return Object.values(value).flatMap(openValues);
}
