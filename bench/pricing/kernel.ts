// The same logs in the form in which `priceColumns` takes them.

import {
  createColumnPricer,
  type Order,
  type Plan,
  type PricedColumns,
  priceColumns,
  type WorkColumns,
} from '@avtal/runtime';
import { orderOf, stated } from './agreements.ts';
import { customerName, jobName, type Logs, personName, shuffledPlaces } from './logs.ts';
import { year } from './objects.ts';

export type Orders = readonly Order[];

export function ordersOf({ name, customers, tier }: Logs): Orders {
  return Array.from({ length: customers }, (_, customer) => orderOf(name, customerName(customer), tier[customer] ?? 0));
}

/** `shuffled`: the same rows in an order that says nothing. */
export function columnsOf(logs: Logs, shuffled = false): WorkColumns {
  const { rows, first, customers } = logs;
  const { choices, scope } = stated[logs.name];
  const places = shuffled ? shuffledPlaces(rows) : Uint32Array.from({ length: rows }, (_, row) => row);
  const customer = new Uint32Array(rows);
  for (let one = 0; one < customers; one += 1) customer.fill(one, first[one], first[one + 1]);
  const bytes = (column: Uint8Array) => Uint8Array.from(places, (row) => column[row] as number);
  const longs = (column: Uint32Array) => Uint32Array.from(places, (row) => column[row] as number);
  const instants = (column: Float64Array) => Float64Array.from(places, (row) => column[row] as number);
  const jobs = logs.job.reduce((most, job) => Math.max(most, job), 0) + 1;
  return {
    rows,
    order: longs(customer),
    start: instants(logs.start),
    end: instants(logs.end),
    person: { codes: bytes(logs.person), values: Array.from({ length: 40 }, (_, person) => personName(person)) },
    choices: Object.fromEntries(
      Object.entries(choices).map(([name, values]) => [
        name,
        { codes: bytes(logs.choices[name] as Uint8Array), values },
      ]),
    ),
    keys: { [scope]: { codes: longs(logs.job), values: Array.from({ length: jobs }, (_, job) => jobName(job)) } },
  };
}

/** What work comes to in minor units; throws where an order was priced one fact at a time. */
export function kernelTotal(plan: Plan, orders: Orders, columns: WorkColumns, explain = false): number {
  return totalOf(priceColumns(plan, orders, columns, { ...year, explain }));
}

/** The same for work that comes again and again: what the agreement says is known by then, and memory is there. */
export function kernelAgain(plan: Plan, explain = false): (orders: Orders, columns: WorkColumns) => number {
  const priced = createColumnPricer(plan, { ...year, explain });
  return (orders, columns) => totalOf(priced(orders, columns));
}

function totalOf({ totals, wide }: PricedColumns): number {
  for (const { why } of wide.values()) throw new Error(`not priced by columns: ${why}`);
  let sum = 0;
  for (const total of totals) sum += total;
  return sum;
}
