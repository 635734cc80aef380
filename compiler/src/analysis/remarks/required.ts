// Orders that lack units which the agreement requires, or have too many (meaning T4).
import { dateOf, dayOf, type Order, requirements } from '@avtal/runtime';
import { type Ground, type Pass, rowName } from './ground.ts';
import type { Remark } from './remark.ts';

/** The first day on which a requirement is missed, for each order and requirement. */
export const unmetRequirements: Pass = (ground) =>
  ground.ir.clauses.some(({ kind }) => kind === 'require')
    ? ground.ir.orders.flatMap((order) => ofOrder(ground, order))
    : [];

function ofOrder({ ir, plan }: Ground, order: Order): readonly Remark[] {
  const { span } = order;
  if (span === undefined) return [];
  const asked = { from: order.from, until: order.until ?? lastChange(order) };
  const seen = new Set<string>();
  return requirements(plan, order, {}, asked).requirements.flatMap((one): readonly Remark[] => {
    const clause = ir.clauses.find(({ id }) => id === one.clause);
    if (one.state === 'met' || clause === undefined || seen.has(clause.question)) return [];
    seen.add(clause.question);
    return [
      {
        name: 'requirement-missed',
        params: {
          order: order.id,
          unit: one.unit,
          per: one.per,
          on: one.period.from,
          count: one.count,
          of: one.of,
          row: rowName(clause, ir),
        },
        at: span,
        related: [{ at: clause.span, message: 'requires it' }],
      },
    ];
  });
}

/** After it nothing about the units changes. */
function lastChange({ from, units }: Order): string {
  const days = units.flatMap((unit) => [
    dayOf(unit.from),
    ...(unit.until === undefined ? [] : [dayOf(unit.until) + 1]),
  ]);
  return dateOf(Math.max(dayOf(from), ...days));
}
