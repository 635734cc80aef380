// Work priced by columns comes to what it comes to one fact at a time: of every example, of random work that columns can
// price, and of random work of all kinds, where they say why not.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../runtime/src/asking/plan.ts';
import type { PricedColumns } from '../../../runtime/src/columns/columns.ts';
import { priceColumns } from '../../../runtime/src/columns/price-columns.ts';
import type { Facts } from '../../../runtime/src/facts.ts';
import type { Ir, Order } from '../../../runtime/src/ir.ts';
import { price } from '../../../runtime/src/pricing/price.ts';
import type { Line, PriceAsk } from '../../../runtime/src/results.ts';
import { priceCases } from '../../random/cases.ts';
import { columnsOf } from './columns-of.ts';
import { narrowCases } from './narrow-cases.ts';

type Bare = Omit<Line, 'trace'>;

const byId = (a: Bare, b: Bare) => (a.id < b.id ? -1 : 1);

/** Lines that exist because of the facts, without their traces. */
function oneByOne(
  ir: Ir,
  order: Order,
  { entries = [], occurrences = [], indices = [] }: Facts,
  ask: PriceAsk,
): Bare[] {
  const plan = createPlan(ir);
  const besides = new Set(price(plan, order, { indices }, ask).lines.map(({ id }) => id));
  return price(plan, order, { entries, occurrences, indices }, ask)
    .lines.filter(({ id }) => !besides.has(id))
    .map(({ trace: _, ...line }) => line)
    .sort(byId);
}

function linesOf({ lines, line, wide }: PricedColumns, order: number): Bare[] {
  const own = wide.get(order)?.lines.map(({ trace: _, ...one }) => one) ?? [];
  for (let at = lines.firstOf[order] ?? 0; at < (lines.firstOf[order + 1] ?? 0); at += 1) own.push(line(at));
  return own.sort(byId);
}

const minor = (lines: readonly Bare[]) => lines.reduce((sum, { amount }) => sum + Number(amount.replace('.', '')), 0);

/** How many of the customers were priced by columns. */
function check(ir: Ir, customers: readonly { order: Order; facts: Facts }[], ask: PriceAsk): number {
  const columns = columnsOf(customers.map(({ facts }) => facts));
  const orders = customers.map(({ order }) => order);
  const priced = priceColumns(createPlan(ir), orders, columns, { ...ask, explain: true });
  const short = priceColumns(createPlan(ir), orders, columns, ask);
  expect(short.totals).toEqual(priced.totals);
  for (const [place, { order, facts }] of customers.entries()) {
    const expected = oneByOne(ir, order, facts, ask);
    expect(linesOf(priced, place)).toEqual(expected);
    expect(priced.totals[place]).toBe(minor(expected));
  }
  return customers.length - priced.wide.size;
}

const examples = readdirSync('examples', { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every example of every agreement', () => {
  test.each(examples.map(({ name }) => name))('%s', (folder) => {
    const { ir } = compile(`examples/${folder}/${folder}.avtal`, (path) => readFileSync(path, 'utf8'));
    if (ir === undefined) throw new Error('does not compile');
    for (const { order, facts } of ir.examples) {
      const ask = { from: order.from, until: order.until ?? '2027-06-30', basis: 'cost' } as const;
      check(ir, [{ order, facts: facts as Facts }], ask);
    }
  });
});

test('random work that columns can price', () => {
  let [narrow, all] = [0, 0];
  fc.assert(
    fc.property(narrowCases, ({ ir, customers, basis }) => {
      all += customers.length;
      narrow += check(ir, customers, { from: '2026-02-01', until: '2026-04-30', basis });
    }),
    { numRuns: 300 },
  );
  expect(narrow).toBeGreaterThan(0.5 * all);
});

test('random work of all kinds', () => {
  fc.assert(
    fc.property(priceCases, ({ ir, order, facts, ask }) => {
      check(ir, [{ order, facts }], ask);
    }),
    { numRuns: 60 },
  );
});
