// How pricing by columns grows: with logs, customers, clauses and dimensions; the first row of each table is the measure.
import { compile } from '@avtal/compiler';
import { createPlan, type Plan, type WorkColumns } from '@avtal/runtime';
import { planOf } from './agreements.ts';
import { byHand } from './hand/hand.ts';
import { type Contestant, race, raceTable } from './harness.ts';
import { columnsOf, kernelTotal, type Orders, ordersOf } from './kernel.ts';
import { makeLogs } from './logs.ts';

export async function growth(rows: number): Promise<void> {
  const plan = planOf('itpays');
  const of = (name: string, count: number, customers?: number): Contestant => {
    const logs = makeLogs('itpays', count, customers);
    const [orders, columns] = [ordersOf(logs), columnsOf(logs)];
    const expected = byHand.itpays.price(logs, byHand.itpays.calendar()).total();
    return { name, count: logs.rows, expected, run: () => kernelTotal(plan, orders, columns) };
  };
  const sizes = [rows / 100, rows / 10, rows];
  raceTable('itpays, a thousand logs each customer', 'logs', await race(sizes.map((size) => of('as many', size))));
  const customers = [rows / 100_000, rows / 10_000, rows / 1000, rows / 100, rows / 10].filter((count) => count >= 3);
  raceTable('customers', 'logs', await race(customers.map((count) => of(count.toLocaleString('en'), rows, count))));
  const clauses = [10, 30, 100, 300, 1000].map((count) => made(`${count} rates`, rows, 1, count / 2));
  raceTable('clauses', 'logs', await race(clauses));
  const dimensions = [1, 2, 3, 4, 5].map((count) =>
    made(`${count} choices, by each but the first a discount`, rows, count, 3),
  );
  raceTable('dimensions', 'logs', await race(dimensions));
}

/** An agreement with a rate by day and by night for each value of one choice, and a discount for each value of the others. */
function madeText(choices: number, values: number): string {
  const all = Array.from({ length: choices }, (_, choice) => choice + 1);
  const each = Array.from({ length: values }, (_, value) => value);
  const rates = each.map(
    (value) => `  rate work during core when c1 is v${value}: ${500 + value}/h
  rate work outside core when c1 is v${value}: ${750 + value}/h\n`,
  );
  const discounts = all
    .slice(1)
    .map((choice) =>
      each.map((value) => `  discount d${choice} when c${choice} is v${value}: ${1 + value}% on work\n`).join(''),
    );
  return `agreement Made {
  currency NOK
  timezone Europe/Oslo
  holidays Norway
  vat none
  tiers Standard | Utvidet | Pro
${all.map((choice) => `  choice c${choice}: ${each.map((value) => `v${value}`).join(', ')}\n`).join('')}
  window core = Mon-Fri 08:00-16:00 except holidays
  count work each entry: exact
${[...rates, ...discounts].join('')}}
`;
}

function made(name: string, rows: number, choices: number, values: number): Contestant {
  const plan = madePlan(madeText(choices, values));
  const logs = makeLogs('itpays', rows);
  const names = Array.from({ length: values }, (_, value) => `v${value}`);
  const codesOf = (choice: number): Uint16Array =>
    Uint16Array.from({ length: rows }, (_, row) =>
      Math.floor(((Math.imul(row + 1, 2654435761 + choice * 40503) >>> 0) / 2 ** 32) * values),
    );
  const stated = Array.from(
    { length: choices },
    (_, choice) => [`c${choice + 1}`, { codes: codesOf(choice), values: names }] as const,
  );
  const columns: WorkColumns = { ...columnsOf(logs), choices: Object.fromEntries(stated) };
  const orders: Orders = ordersOf(logs);
  const expected = kernelTotal(plan, orders, columns);
  return { name, count: logs.rows, expected, run: () => kernelTotal(plan, orders, columns) };
}

function madePlan(text: string): Plan {
  const { ir, diagnostics } = compile('made.avtal', () => text, { analysis: false });
  if (ir === undefined) throw new Error(diagnostics[0]?.message);
  return createPlan(ir);
}
