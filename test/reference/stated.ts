// What is the order's to say (meaning Q7): of facts that say otherwise nothing is taken, of events of tickets only that not.
import type { Facts, TicketEvent } from '../../runtime/src/facts.ts';
import type { Order } from '../../runtime/src/ir.ts';

type Said = { readonly choices?: Readonly<Record<string, string>> };

const chosen = (order: Order, id: string) => (id === 'order' ? order.id : order.choices[id]);

/** Whether it says nothing of a choice that its order says otherwise. */
export const isAsOrdered = (order: Order, { choices = {} }: Said): boolean =>
  Object.entries(choices).every(([id, value]) => (chosen(order, id) ?? value) === value);

export function eventsAsOrdered(order: Order, events: readonly TicketEvent[]): readonly TicketEvent[] {
  if (events.every((event) => isAsOrdered(order, event))) return events;
  return events.map((event) => {
    const own = Object.entries(event.choices ?? {}).filter(([id, value]) =>
      isAsOrdered(order, { choices: { [id]: value } }),
    );
    return { ...event, choices: Object.fromEntries(own) };
  });
}

/** Without units and outages that say otherwise, and outages of units that are gone with them. The same facts where there are none. */
export function factsAsOrdered(order: Order, facts: Facts): Facts {
  const { units = [], outages = [], tickets = [] } = facts;
  if ([...units, ...outages, ...tickets].every((one) => isAsOrdered(order, one))) return facts;
  const there = units.filter((unit) => isAsOrdered(order, unit));
  const ids = [...order.units, ...there].map(({ id }) => id);
  const fine = outages.filter((one) => isAsOrdered(order, one) && (one.unit === undefined || ids.includes(one.unit)));
  return { ...facts, units: there, outages: fine, tickets: eventsAsOrdered(order, tickets) };
}
