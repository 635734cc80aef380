// Indexation where something is missing or meets something else (meanings I1–I3); test/constructs/indexation.avtal has the figures.
import { compile } from '@avtal/compiler';
import { createPlan, type Facts, price } from '@avtal/runtime';
import { expect, test } from 'vitest';

const agreement = (rows: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  part months full
  event callout
  fee per month: 1000
  price callout: 300
  ${rows}
}
order Acme for A {
  from 2026-01-01
}`;

const kpi = (...values: readonly (readonly [string, string])[]): Facts => ({
  indices: values.map(([period, value]) => ({ id: period, series: 'KPI', period, value })),
});

function january(rows: string, facts: Facts) {
  const { ir, diagnostics } = compile('a.avtal', () => agreement(rows));
  if (ir === undefined) return expect.fail(diagnostics.map(({ message }) => message).join('\n'));
  const invoice = price(createPlan(ir), 'Acme', facts, { from: '2027-01-01', until: '2027-01-31', basis: 'cost' });
  return { net: invoice.totals.net, problems: invoice.problems.map(({ code, message }) => `${code}: ${message}`) };
}

test('I1: an order that began on the day itself changes nothing; months that must be over first are over on their day', () => {
  expect(january('index each 1 Jan: 3%', {}).net).toBe('1030.00');
  expect(january('index each 1 Jan: 3%, after 12 months', {}).net).toBe('1030.00');
  expect(january('index each 1 Jan: 3%, after 13 months', {}).net).toBe('1000.00');
});

test('I2: a figure that is missing is asked for, and nothing is priced without it', () => {
  const found = january('index each 1 Jan: KPI of Oct', kpi(['2026-10', '110']));
  expect(found).toEqual({
    net: '0.00',
    problems: [
      'index-missing: Prices change on 2027-01-01 by the index `KPI`, and what it stood at in 2025-10 is not stated.',
    ],
  });
});

test('I2: a month that is not over on the day is that of the year before', () => {
  const values = kpi(
    ['2024-12', '100'],
    ['2025-12', '110'],
    ['2025-01', '100'],
    ['2026-01', '120'],
    ['2026-12', '121'],
  );
  expect(january('index each 1 Jan: KPI of Dec', values).net).toBe('1100.00');
  expect(january('index each 1 Jan: KPI of Jan', values).net).toBe('1200.00');
});

test('I2: a price without end is exact on the line, a fraction as unit price', () => {
  const { ir } = compile('a.avtal', () => agreement('index each 1 Jan: KPI of Oct'));
  if (ir === undefined) return expect.fail('no IR');
  const facts = kpi(['2025-10', '3'], ['2026-10', '4']);
  const { lines } = price(createPlan(ir), 'Acme', facts, { from: '2027-01-01', until: '2027-01-31', basis: 'cost' });
  expect(lines).toMatchObject([{ unitPrice: { amount: '4000/3', per: '1' }, exact: '4000/3', amount: '1333.33' }]);
  expect(lines[0]?.trace.children?.[0]?.children).toMatchObject([
    {
      what: 'index',
      clause: 'index.1',
      text: 'prices change on 2027-01-01: `KPI` 3 (2025-10) → 4 (2026-10): +33.3333%',
    },
  ]);
});

test('I2: changes of several names add up, and one beats another of its own name', () => {
  expect(january('index a each 1 Jan: 2%\n  index b on fee each 1 Jan: 1%', {}).net).toBe('1030.00');
  expect(january('index a each 1 Jan: 2%\n  override index a each 1 Jan from 2027-01-01: 0%', {}).net).toBe('1000.00');
});
