// Rows in any order to logs customer by customer in order of time, as the code by hand needs them: counted, sorted, gathered.
import type { Logs } from '../logs.ts';

/** The rows of `logs` in another order. */
export interface Rows {
  readonly logs: Logs;
  readonly customer: Uint32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly job: Uint32Array;
  readonly choices: Readonly<Record<string, Uint8Array>>;
}

/** `places`: which log each row is. */
export function rowsInOrder(logs: Logs, places: Uint32Array): Rows {
  const customer = new Uint32Array(logs.rows);
  for (let one = 0; one < logs.customers; one += 1) customer.fill(one, logs.first[one], logs.first[one + 1]);
  return { logs, customer: longs(customer, places), ...gathered(logs, places) };
}

export function regroup(rows: Rows): Logs {
  const { logs, customer, start } = rows;
  const count = logs.rows;
  const first = new Uint32Array(logs.customers + 1);
  for (let row = 0; row < count; row += 1) {
    const next = (customer[row] as number) + 1;
    first[next] = (first[next] as number) + 1;
  }
  for (let one = 0; one < logs.customers; one += 1)
    first[one + 1] = (first[one + 1] as number) + (first[one] as number);
  if (isGrouped(rows)) return { ...logs, ...rows, first };
  const free = first.slice();
  const places = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const one = customer[row] as number;
    const at = free[one] as number;
    places[at] = row;
    free[one] = at + 1;
  }
  // The start and the place in one number below 2^53, so that the sort needs no comparison of ours.
  const size = 2 ** 21;
  for (let one = 0; one < logs.customers; one += 1) {
    const [from, until] = [first[one] as number, first[one + 1] as number];
    const own = places.slice(from, until);
    const keys = new Float64Array(until - from);
    for (let at = 0; at < own.length; at += 1) keys[at] = (start[own[at] as number] as number) * size + at;
    keys.sort();
    for (let at = 0; at < own.length; at += 1) places[from + at] = own[(keys[at] as number) % size] as number;
  }
  return { ...logs, first, ...gathered(rows, places) };
}

function isGrouped({ customer, start }: Rows): boolean {
  for (let row = 1; row < customer.length; row += 1) {
    const step = (customer[row] as number) - (customer[row - 1] as number);
    if (step < 0 || (step === 0 && (start[row] as number) < (start[row - 1] as number))) return false;
  }
  return true;
}

type Column = Pick<Logs, 'start' | 'end' | 'job' | 'choices'>;

function gathered({ start, end, job, choices }: Column, places: Uint32Array): Column {
  return {
    start: instants(start, places),
    end: instants(end, places),
    job: longs(job, places),
    choices: Object.fromEntries(Object.entries(choices).map(([name, column]) => [name, bytes(column, places)])),
  };
}

function instants(column: Float64Array, places: Uint32Array): Float64Array {
  const found = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) found[at] = column[places[at] as number] as number;
  return found;
}

function longs(column: Uint32Array, places: Uint32Array): Uint32Array {
  const found = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at += 1) found[at] = column[places[at] as number] as number;
  return found;
}

function bytes(column: Uint8Array, places: Uint32Array): Uint8Array {
  const found = new Uint8Array(places.length);
  for (let at = 0; at < places.length; at += 1) found[at] = column[places[at] as number] as number;
  return found;
}
