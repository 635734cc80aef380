// Time logs of the year 2026, as many as wanted and the same on every machine: each is a function of its customer and its number.
import { DateTime } from 'luxon';
import { type Name, stated } from './agreements.ts';

/**
 * The logs as columns: those of one customer stand together, in order of their starts. Instants in seconds of UTC; choices
 * and tiers are codes, in the order of `stated`; `job` numbers the scopes, which do not reach from one customer to another.
 */
export interface Logs {
  readonly name: Name;
  readonly rows: number;
  readonly customers: number;
  /** Where each customer's logs begin, and after the last one the end. */
  readonly first: Uint32Array;
  readonly tier: Uint8Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly person: Uint8Array;
  readonly job: Uint32Array;
  readonly choices: Readonly<Record<string, Uint8Array>>;
}

const people = 40;
/** Seconds: from five minutes to ten hours, shorter ones more often, and rarely a whole minute. */
const shortest = 300;
const longest = 36_000;

/** A whole number below `below`, from what it is for. */
function roll(customer: number, log: number, purpose: number, below: number): number {
  let mixed = Math.imul(customer + 1, 0x9e3779b1) ^ Math.imul(log + 1, 0x85ebca6b) ^ Math.imul(purpose + 1, 0xc2b2ae35);
  for (const factor of [0x7feb352d, 0x846ca68b]) {
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, factor);
  }
  mixed ^= mixed >>> 16;
  return Math.floor(((mixed >>> 0) / 2 ** 32) * below);
}

/** One log; the starts of a customer are spread over the year evenly, so that nights, weekends and holidays get their share. */
export interface Log {
  readonly customer: number;
  readonly start: number;
  readonly end: number;
  readonly person: number;
  readonly job: number;
  /** Codes of the choices, in the order of `stated`. */
  readonly choices: readonly number[];
}

export interface Source {
  readonly name: Name;
  readonly customers: number;
  readonly each: number;
  tierOf(customer: number): number;
  log(customer: number, number: number): Log;
}

/** `rows` is rounded down to as many for each customer. */
export function createSource(name: Name, rows: number, customers = Math.max(3, Math.round(rows / 1000))): Source {
  const { zone, choices } = stated[name];
  const sizes = Object.values(choices).map((values) => values.length);
  const from = DateTime.fromISO('2026-01-01', { zone }).toSeconds();
  // Nothing reaches into the next year.
  const span = DateTime.fromISO('2027-01-01', { zone }).toSeconds() - longest - from;
  const each = Math.max(1, Math.floor(rows / customers));
  const startOf = (number: number): number => from + Math.floor((number * span) / each);
  return {
    name,
    customers,
    each,
    tierOf: (customer) => roll(customer, 0, 1, 3),
    log(customer, number) {
      const earliest = startOf(number);
      const start = earliest + roll(customer, number, 2, startOf(number + 1) - earliest);
      const length = (purpose: number): number => roll(customer, number, purpose, longest - shortest + 1);
      const size = 1 + roll(customer, 0, 5, 4);
      return {
        customer,
        start,
        end: start + shortest + Math.min(length(3), length(4)),
        person: roll(customer, number, 6, people),
        job: customer * each + Math.floor(number / size),
        choices: sizes.map((below, at) => roll(customer, number, 7 + at, below)),
      };
    },
  };
}

export function makeLogs(name: Name, rows: number, customers?: number): Logs {
  const source = createSource(name, rows, customers);
  const count = source.customers * source.each;
  const columns = Object.keys(stated[name].choices).map((choice) => [choice, new Uint8Array(count)] as const);
  const logs = {
    name,
    rows: count,
    customers: source.customers,
    first: Uint32Array.from({ length: source.customers + 1 }, (_, customer) => customer * source.each),
    tier: Uint8Array.from({ length: source.customers }, (_, customer) => source.tierOf(customer)),
    start: new Float64Array(count),
    end: new Float64Array(count),
    person: new Uint8Array(count),
    job: new Uint32Array(count),
    choices: Object.fromEntries(columns),
  };
  for (let customer = 0, row = 0; customer < source.customers; customer += 1) {
    for (let number = 0; number < source.each; number += 1, row += 1) {
      const log = source.log(customer, number);
      logs.start[row] = log.start;
      logs.end[row] = log.end;
      logs.person[row] = log.person;
      logs.job[row] = log.job;
      for (const [at, [, column]] of columns.entries()) column[row] = log.choices[at] ?? 0;
    }
  }
  return logs;
}

/** The logs of the first customers alone, as views of the same columns: what slow ways are measured on. */
export function firstCustomers(logs: Logs, customers: number): Logs {
  const count = Math.min(customers, logs.customers);
  const rows = logs.first[count] ?? 0;
  return {
    ...logs,
    rows,
    customers: count,
    first: logs.first.subarray(0, count + 1),
    tier: logs.tier.subarray(0, count),
    start: logs.start.subarray(0, rows),
    end: logs.end.subarray(0, rows),
    person: logs.person.subarray(0, rows),
    job: logs.job.subarray(0, rows),
    choices: Object.fromEntries(Object.entries(logs.choices).map(([name, column]) => [name, column.subarray(0, rows)])),
  };
}

/** So many places in an order that says nothing, the same each time. */
export function shuffledPlaces(count: number): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1, state = 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const kept = places[last] as number;
    places[last] = places[other] as number;
    places[other] = kept;
  }
  return places;
}

// ------------------------------------------------------------------------------------------------------------ as objects

export const customerName = (customer: number): string => `C${String(customer).padStart(6, '0')}`;
export const personName = (person: number): string => `P${String(person).padStart(2, '0')}`;
export const jobName = (job: number): string => `J${String(job).padStart(9, '0')}`;
export const logName = (row: number): string => `L${String(row).padStart(9, '0')}`;

/** A log as most programs hold it. */
export interface LogRow {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly person: string;
  readonly job: string;
  readonly choices: Readonly<Record<string, string>>;
}

export interface Customer {
  readonly name: string;
  readonly tier: number;
  readonly logs: readonly LogRow[];
}

export function rowsOf(logs: Logs): Customer[] {
  const choices = Object.entries(stated[logs.name].choices);
  const rowOf = (row: number): LogRow => ({
    id: logName(row),
    start: logs.start[row] ?? 0,
    end: logs.end[row] ?? 0,
    person: personName(logs.person[row] ?? 0),
    job: jobName(logs.job[row] ?? 0),
    choices: Object.fromEntries(choices.map(([name, values]) => [name, values[logs.choices[name]?.[row] ?? 0] ?? ''])),
  });
  return Array.from({ length: logs.customers }, (_, customer) => {
    const [from, until] = [logs.first[customer] ?? 0, logs.first[customer + 1] ?? 0];
    return {
      name: customerName(customer),
      tier: logs.tier[customer] ?? 0,
      logs: Array.from({ length: until - from }, (_, at) => rowOf(from + at)),
    };
  });
}
