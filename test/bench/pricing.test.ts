// What the bench of pricing measures beside avtal comes to the same øre as `price`: as far as it needs no installation of its own.
import { describe, expect, test } from 'vitest';
import { names, planOf, stated } from '../../bench/pricing/agreements.ts';
import { byHand } from '../../bench/pricing/hand/hand.ts';
import { billed } from '../../bench/pricing/integrator/bill.ts';
import { memoRate, naiveRate } from '../../bench/pricing/integrator/decide.ts';
import { memoSplit, naiveSplit, tableSplit } from '../../bench/pricing/integrator/split.ts';
import { firstCustomers, makeLogs, rowsOf } from '../../bench/pricing/logs.ts';
import { invoiceOf, workTotal } from '../../bench/pricing/objects.ts';

describe.each(names)('%s', (name) => {
  // Of so few logs in a year, jobs take weeks, and many go from one month into the next.
  const logs = makeLogs(name, 300, 6);
  const customers = rowsOf(logs);
  const plan = planOf(name);
  const expected = customers.reduce((sum, customer) => sum + workTotal(invoiceOf(plan, name, customer)), 0);

  test('by the code for this agreement alone, customer by customer', () => {
    const { price, calendar } = byHand[name];
    const year = calendar();
    const totals = customers.map((_, at) => price(firstCustomers(logs, at + 1), year).total());
    const own = totals.map((total, at) => total - (totals[at - 1] ?? 0));
    expect(own).toEqual(customers.map((customer) => workTotal(invoiceOf(plan, name, customer))));
  });

  test.each([
    ['as first written', naiveSplit, naiveRate],
    ['with memo', memoSplit, memoRate],
    ['with a table of hours', tableSplit, memoRate],
  ])('by luxon and decimal.js, %s', (_, split, rate) => {
    expect(billed(name, customers, split(name, stated[name].zone), rate(name))).toBe(expected);
  });
});

test('the logs are the same everywhere, of all tiers, and meet what is hard', () => {
  const logs = makeLogs('itpays', 12_000, 12);
  expect(rowsOf(logs)[0]?.logs[0]).toMatchInlineSnapshot(`
    {
      "choices": {
        "channel": "phone",
      },
      "end": 1767279613,
      "id": "L000000000",
      "job": "J000000000",
      "person": "P28",
      "start": 1767245776,
    }
  `);
  expect(new Set(logs.tier).size).toBe(3);
  const lengths = [...logs.end].map((end, row) => end - logs.start[row]!);
  expect(lengths.every((time) => time >= 300 && time <= 36_000)).toBe(true);
  expect(lengths.filter((time) => time % 60 === 0).length).toBeLessThan(400);
  // 16:00 on a workday, midnight of a month, of Good Friday, and the hours that are lacking and twice there.
  for (const border of ['03-04T15:00', '03-31T22:00', '04-02T22:00', '03-29T01:00', '10-25T01:00']) {
    const at = Date.parse(`2026-${border}:00Z`) / 1000;
    const crossing = lengths.filter((_, row) => logs.start[row]! < at && logs.end[row]! > at);
    expect(crossing.length, border).toBeGreaterThan(0);
  }
});
