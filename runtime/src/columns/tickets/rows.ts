// A row as the events of a ticket, and rows that are no tickets that columns can tell.

import { isDecimal } from '../../exact.ts';
import type { TicketEvent } from '../../facts.ts';
import type { Ir, Order } from '../../ir.ts';
import { decimalOf, textAt } from '../rows.ts';
import { unknownWords } from '../vocabulary.ts';
import type { TicketColumns } from './columns.ts';

/** What the row says stands on its first event. */
export function eventsOf(columns: TicketColumns, row: number): TicketEvent[] {
  const ticket = columns.ids?.[row] ?? String(row);
  const events = Object.entries(columns.events).flatMap(([event, column]): TicketEvent[] => {
    const at = column[row] as number;
    return Number.isNaN(at) ? [] : [{ ticket, event, at }];
  });
  const [first, ...later] = events.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return [];
  const choices: Record<string, string> = {};
  for (const [name, column] of Object.entries(columns.choices ?? {})) {
    const value = textAt(column, row);
    if (value !== undefined) choices[name] = value;
  }
  const numbers: Record<string, string> = {};
  for (const [name, column] of Object.entries(columns.numbers ?? {})) {
    const value = column[row] as number;
    if (!Number.isNaN(value)) numbers[name] = decimalOf(value);
  }
  return [{ ...first, choices, numbers }, ...later];
}

/** Why rows are told one ticket at a time whatever is asked of them. */
export function strangeRows(
  ir: Ir,
  orders: readonly (Order | undefined)[],
  columns: TicketColumns,
): Map<number, string> {
  const found = new Map<number, string>();
  const unknown = unknownWords(ir, columns);
  const tests = orders.map((order) => order && unknown(order));
  const isSilent = tests.every((test) => test === undefined);
  for (let row = 0; !isSilent && row < columns.rows; row += 1) {
    if (tests[columns.order?.[row] ?? 0]?.(row) === true)
      found.set(row, 'it says what the agreement does not know, or otherwise than its order');
  }
  for (const column of Object.values(columns.numbers ?? {})) {
    for (let row = 0; row < columns.rows; row += 1) {
      const value = column[row] as number;
      if (!Number.isNaN(value) && !isDecimal(decimalOf(value))) found.set(row, 'a number of it is no decimal');
    }
  }
  for (const column of new Set(Object.values(columns.events))) {
    for (let row = 0; row < columns.rows; row += 1) {
      const at = column[row] as number;
      // Nearly all are of our time, which is quick to see.
      if ((at | 0) !== at && !Number.isSafeInteger(at) && !Number.isNaN(at))
        found.set(row, 'its instants are no whole seconds');
    }
  }
  return found;
}
