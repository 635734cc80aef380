// Everybody who prices the logs of an agreement, with what each of them must come to.

import type { Plan } from '@avtal/runtime';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Name, planOf, stated } from './agreements.ts';
import { jsonRules } from './engines/json-rules.ts';
import { zenRules } from './engines/zen.ts';
import { filesOf } from './files.ts';
import { checked } from './hand/checked.ts';
import { byHand } from './hand/hand.ts';
import { type Lines, WideLines } from './hand/lines.ts';
import { regroup, rowsInOrder } from './hand/regroup.ts';
import type { Contestant } from './harness.ts';
import { billed, billedLater } from './integrator/bill.ts';
import { memoRate, naiveRate } from './integrator/decide.ts';
import { memoSplit, naiveSplit, tableSplit } from './integrator/split.ts';
import { columnsOf, kernelAgain, kernelTotal, ordersOf } from './kernel.ts';
import { firstCustomers, type Logs, makeLogs, rowsOf, shuffledPlaces } from './logs.ts';
import { invoiceOf, workTotal } from './objects.ts';
import { type Join, prepare, priceInSql } from './sql/sql.ts';

/** About so many logs for those who take a second for them, and for SQL. */
const few = 2000;
const many = 100_000;

export async function contestants(name: Name, rows: number): Promise<Contestant[]> {
  const plan = planOf(name);
  const logs = makeLogs(name, rows);
  return [...fast(plan, logs), ...objects(plan, logs), ...(await sql(name, Math.min(rows, many))), ...engines(logs)];
}

/** In minor units, by the code for this agreement. */
function expectedOf(logs: Logs): number {
  const { calendar, price } = byHand[logs.name];
  return price(logs, calendar()).total();
}

function sample(logs: Logs): Logs {
  const each = logs.first[1] ?? 1;
  return firstCustomers(logs, Math.max(3, Math.ceil(few / each)));
}

/** All logs. */
function fast(plan: Plan, logs: Logs): Contestant[] {
  const { calendar, price } = byHand[logs.name];
  const expected = expectedOf(logs);
  const count = logs.rows;
  const year = calendar();
  const inOrder = rowsInOrder(
    logs,
    Uint32Array.from({ length: count }, (_, row) => row),
  );
  const mixed = rowsInOrder(logs, shuffledPlaces(count));
  const into = price(logs, year);
  const own: Contestant[] = [
    { name: 'code for this agreement alone', count, expected, run: () => price(logs, year).total() },
    { name: '… into the same memory each time', count, expected, run: () => price(logs, year, emptied(into)).total() },
    {
      name: '… that looks whether rows are in order',
      count,
      expected,
      run: () => price(regroup(inOrder), year).total(),
    },
    { name: '… rows in random order', count, expected, run: () => price(regroup(mixed), year).total() },
  ];
  own.push(checkedFirst(logs));
  const orders = ordersOf(logs);
  const [columns, shuffled] = [columnsOf(logs), columnsOf(logs, true)];
  try {
    kernelTotal(plan, orders, columns);
  } catch (error) {
    // It is said, and the others are measured.
    console.log(`\n${logs.name}: ${error instanceof Error ? error.message : error}`);
    return own;
  }
  const [again, told] = [kernelAgain(plan), kernelAgain(plan, true)];
  return [
    ...own,
    { name: 'avtal `priceColumns`', count, expected, run: () => kernelTotal(plan, orders, columns) },
    { name: '… with explanation', count, expected, run: () => kernelTotal(plan, orders, columns, true) },
    { name: '… again, into the same memory', count, expected, run: () => again(orders, columns) },
    { name: '… again, with explanation', count, expected, run: () => told(orders, columns) },
    { name: '… rows in random order', count, expected, run: () => kernelTotal(plan, orders, shuffled) },
  ];
}

/** The first one's work, with what columns must find out and the columns that they give, into the same memory each time. */
export function checkedFirst(logs: Logs): Contestant {
  const { calendar, price } = byHand[logs.name];
  const year = calendar();
  const rows = rowsInOrder(
    logs,
    Uint32Array.from({ length: logs.rows }, (_, row) => row),
  );
  const values = {
    person: 40,
    job: logs.job.reduce((most, job) => Math.max(most, job), 0) + 1,
    choices: Object.fromEntries(Object.entries(stated[logs.name].choices).map(([name, all]) => [name, all.length])),
  };
  // As many as they reserve for one customer fit in behind all others': they need not grow.
  const lines = new WideLines(4 * logs.rows + 16 * (logs.first[1] ?? 0));
  const run = (): number => price(checked(rows, values, year), year, emptied(lines)).total();
  return { name: '… with the checks and the seven columns of ours', count: logs.rows, expected: expectedOf(logs), run };
}

function emptied(lines: Lines): Lines {
  lines.count = 0;
  return lines;
}

function objects(plan: Plan, all: Logs): Contestant[] {
  const logs = sample(all);
  const customers = rowsOf(logs);
  const run = (): number => customers.reduce((sum, one) => sum + workTotal(invoiceOf(plan, logs.name, one)), 0);
  return [{ name: 'avtal `price`, with explanation', count: logs.rows, expected: expectedOf(logs), run }];
}

async function sql(name: Name, rows: number): Promise<Contestant[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await prepare(connection, name, await filesOf(name, rows, connection, ['parquet']), byHand[name].calendar());
  const logs = makeLogs(name, rows);
  const expected = expectedOf(logs);
  const ways: readonly (readonly [Join, string])[] = [
    ['hours', 'DuckDB SQL, hash join on hours'],
    ['range', 'DuckDB SQL, range join'],
  ];
  return ways.map(([join, way]) => ({
    name: way,
    count: logs.rows,
    expected,
    run: () => priceInSql(connection, name, join),
  }));
}

function engines(all: Logs): Contestant[] {
  const { name } = all;
  const { zone } = stated[name];
  const logs = sample(all);
  const customers = rowsOf(logs);
  const [naive, memo, hours] = [naiveSplit(name, zone), memoSplit(name, zone), tableSplit(name, zone)];
  const [rules, zen] = [jsonRules(name), zenRules(name)];
  const ways: readonly (readonly [string, Contestant['run']])[] = [
    ['decimal.js, luxon once an hour of the year', () => billed(name, customers, hours, memoRate(name))],
    ['luxon + decimal.js, careful, with memo', () => billed(name, customers, memo, memoRate(name))],
    ['… rates from json-rules-engine', () => billedLater(name, customers, memo, rules)],
    ['… rates from zen-engine', () => billedLater(name, customers, memo, zen)],
    ['luxon + decimal.js, as first written', () => billed(name, customers, naive, naiveRate(name))],
    ['… rates from json-rules-engine', () => billedLater(name, customers, naive, rules)],
    ['… rates from zen-engine', () => billedLater(name, customers, naive, zen)],
  ];
  const expected = expectedOf(logs);
  return ways.map(([way, run]) => ({ name: way, count: logs.rows, expected, run }));
}
