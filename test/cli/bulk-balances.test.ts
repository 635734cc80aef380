// What one bill in bulk hands to the next: balances of many orders, as one invoice has them for one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesIn, manifestOf, type Row, rowsOf, sorted } from './bulk-case.ts';
import { place } from './harness.ts';

const terms = `agreement Support {
  currency  NOK
  timezone  Europe/Oslo
  vat       25% on top
  clock     elapsed
  part months full
  tiers     Small | Large
  include   work per month:  2 h | 5 h
    carry over 50% of unused, to the next period only
  rate      work:            900/h | 700/h
}
`;
const header = 'id,customer,start,hours\n';
const march = 'a1,A,2027-03-02 08:00,0.5\na2,B,2027-03-03 08:00,6\na3,A,2027-03-20 08:00,0.25\n';
const april = 'b1,A,2027-04-02 08:00,3\nb2,B,2027-04-03 08:00,2\nb3,C,2027-04-05 08:00,4\n';
const files = {
  'support.avtal': terms,
  'customers.csv': 'customer,tier,from\nA,Small,2027-03-01\nB,Large,2027-03-01\nC,Small,2027-04-01\n',
  'march.csv': `${header}${march}`,
  'april.csv': `${header}${april}`,
};
const bulk = (month: string, at: string, ...more: string[]) => [
  ...['bill', 'support.avtal', `${month}.csv`, '--orders', 'customers.csv', '--period', at, '--into', `${month}-lines`],
  ...['--format', 'csv', ...more],
];
const inMarch = bulk('march', '2027-03', '--closing', 'march.ndjson');
const inApril = bulk('april', '2027-04', '--opening', 'march.ndjson', '--closing', 'april.ndjson');
const own = (rows: readonly Row[]) =>
  sorted(rows.map(({ clause = '', amount = '', source = '', drawn = '' }) => ({ clause, amount, source, drawn })));

test.each([[[]], [['--part-rows', '1', '--workers', '2']]])('month after month %j', async (more) => {
  const { folder, later, avtal, write, read } = place(files);
  const columns = ['--columns', 'customer,clause,amount,source,drawn'];
  for (const call of [inMarch, inApril])
    expect(await later(...call, ...more, ...columns)).toMatchObject({ code: 0, err: '' });
  expect(
    read('march.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).order),
  ).toEqual(['A', 'B', 'C']);
  for (const [customer, tier, from] of [
    ['A', 'Small', '2027-03-01'],
    ['B', 'Large', '2027-03-01'],
    ['C', 'Small', '2027-04-01'],
  ]) {
    write({ 'order.json': JSON.stringify({ id: customer, customer, from, choices: { tier } }) });
    const one = (month: string, at: string, ...options: string[]) => {
      const rows = files[`${month}.csv` as 'march.csv'].split('\n').filter((row) => row.includes(`,${customer},`));
      write({ 'own.csv': `id,start,hours\n${rows.map((row) => `${row.replace(`,${customer},`, ',')}\n`).join('')}` });
      const args = ['bill', 'support.avtal', 'own.csv', '--order', 'order.json', '--period', at, ...options];
      const { code, out } = avtal(...args, '--format', 'csv');
      expect(code).toBe(0);
      expect(own(linesIn(join(folder, `${month}-lines`)).filter((row) => row.customer === customer))).toEqual(
        own(rowsOf(out)),
      );
    };
    one('march', '2027-03', '--closing', 'own.json');
    one('april', '2027-04', '--opening', 'own.json', '--closing', 'later.json');
    const [handed] = read('april.ndjson')
      .split('\n')
      .filter((line) => line.includes(`"order":"${customer}"`));
    expect(JSON.parse(handed ?? '')).toEqual({ order: customer, ...JSON.parse(read('later.json')) });
  }
});

test('who began before and has no balances is refused', async () => {
  const { later, write } = place({ ...files, 'march.ndjson': '' });
  expect(await later(...inApril)).toMatchObject({
    code: 2,
    err: expect.stringContaining('`march.ndjson` has no balances of `A` and `B`, which began before 2027-04-01.'),
  });
  write({ 'march.ndjson': '{"order":"A"}\n' });
  expect(await later(...inApril)).toMatchObject({
    code: 2,
    err: expect.stringContaining('`march.ndjson`:1: These are no balances'),
  });
  write({ 'march.ndjson': '{\n' });
  expect(await later(...inApril)).toMatchObject({
    code: 2,
    err: expect.stringContaining('`march.ndjson`:1 is not one line of JSON.'),
  });
});

test('of what is incomplete no balances are handed on', async () => {
  const { folder, later, write, read } = place(files);
  write({ 'march.csv': `${header}${march}a4,B,2027-03-04 08:00,x\n` });
  expect(await later(...inMarch)).toMatchObject({
    code: 1,
    err: expect.stringContaining('`march.ndjson` has no balances of incomplete orders.'),
  });
  expect(read('march.ndjson')).not.toContain('"order":"B"');
  expect(manifestOf(join(folder, 'march-lines'))).toMatchObject({ hasBalances: true, incomplete: ['B'] });
  write({ 'april.csv': `${header}${april}b4,Z,2027-04-04 08:00,1\n` });
  expect(await later(...bulk('april', '2027-04', '--closing', 'none.ndjson'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('`none.ndjson` is not written, since the figures are incomplete.'),
  });
  expect(existsSync(join(folder, 'none.ndjson'))).toBe(false);
  expect(readFileSync(join(folder, 'april-lines/manifest.json'), 'utf8')).toContain('"unassigned": 1');
});

test('explanations are of one invoice', async () => {
  const { later } = place(files);
  expect(await later(...bulk('march', '2027-03', '--explain', '1'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('without `--into`: `--order ORDER --explain LINE`.'),
  });
});
