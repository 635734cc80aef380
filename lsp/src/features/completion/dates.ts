// Days to write in a row: never today, but those that the order or example is about.
import type { Item } from '@avtal/grammar';
import { settingsIn, type Where } from './where.ts';

/** The last day that the rows of the order or example speak of before the position, or its first day. */
export function dayAt(where: Where): string {
  const { customer, offset } = where;
  const before = (customer?.items ?? []).filter(({ span }) => span.end < offset);
  const facts = before.flatMap((item) => (item.kind === 'fact' ? [item.date.date] : []));
  return facts.at(-1) ?? startOf(before) ?? firstDay(where);
}

/** The day from which a new order or example could be. */
export function firstDay({ compilation, customer }: Where): string {
  const own = startOf(customer?.items ?? []);
  const valid = settingsIn(compilation).get('valid');
  const from = valid?.name === 'valid' ? valid.from?.date : undefined;
  const order = compilation.files.flatMap(({ tree }) => tree.items).find((item) => item.kind === 'order');
  return own ?? from ?? startOf(order?.items ?? []) ?? '2026-01-01';
}

function startOf(items: readonly Item[]): string | undefined {
  for (const item of items)
    if (item.kind === 'binding' && item.name.text === 'from' && item.value.kind === 'date') return item.value.date;
  return undefined;
}
