// Bills in bulk: the same lines whatever holds the rows and however they are parted; and what is told of bad rows.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openEngine } from '../../cli/src/bulk/duckdb.ts';
import {
  agreement,
  call,
  customers,
  entries,
  files,
  header,
  inParts,
  linesIn,
  manifestOf,
  rowsOf,
  sorted,
  tiers,
} from './bulk-case.ts';
import { place } from './harness.ts';

// ---------------------------------------------------------------------------------------------------------- many orders

test('customers come from a table, rows from files that a pattern names; in parts and threads it is the same', async () => {
  const { folder, write, later: run, avtal: now } = place(files);
  for (const [at, args] of [call, inParts, [...inParts, '--workers', '2']].entries()) {
    const ended = await run(
      ...args.map((one) => (one === 'march' ? `march${at}` : one)),
      '--format',
      'csv',
      '--columns',
      'all',
    );
    expect(ended).toMatchObject({ code: 0, err: '' });
  }
  const [whole, parts, threads] = ['march0', 'march1', 'march2'].map((name) => linesIn(join(folder, name)));
  expect(parts).toEqual(whole);
  expect(threads).toEqual(whole);
  expect(readdirSync(join(folder, 'march2')).length).toBeGreaterThan(4);
  expect({ ...manifestOf(join(folder, 'march1')), inputs: 0 }).toEqual({
    ...manifestOf(join(folder, 'march2')),
    inputs: 0,
  });
  // And each customer's lines are those of an invoice of the customer's own.
  for (const [at, customer] of customers.slice(0, 3).entries()) {
    write({
      'order.json': JSON.stringify({ id: customer, customer, from: '2027-01-01', choices: { tier: tiers[at] } }),
      'own.csv': `${header}\n${entries.filter((row) => row.includes(`,${customer},`)).join('\n')}\n`,
    });
    const args = ['itpays.avtal', 'own.csv', '--order', 'order.json', '--period', '2027-03', '--format', 'csv'];
    const small = now('bill', ...args, '--ignore-columns', 'customer');
    expect(small).toMatchObject({ code: 0, err: '' });
    const own = whole?.filter((line) => line.order === customer) ?? [];
    expect(own.map(({ order: _, customer: __, ...line }) => line)).toEqual(sorted(rowsOf(small.out)));
  }
});

test('there are no more parts than orders', async () => {
  const { folder, later: run } = place(files);
  expect(await run(...call, '--part-rows', '1')).toMatchObject({ code: 0 });
  expect(manifestOf(join(folder, 'march')).files).toHaveLength(customers.length);
});

test('Parquet, NDJSON and a table of a database say the same, and a database takes the lines', async () => {
  const { folder, write, later: run } = place(files);
  const rows = rowsOf(`${header}\n${entries.join('\n')}\n`);
  write({ 'logs.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
  const engine = await openEngine({ threads: 1, memory: 1e9, spill: join(folder, 'spill') });
  await engine.run(`COPY (FROM read_csv('${folder}/logs/*.csv', all_varchar = true)) TO '${folder}/logs.parquet'`);
  await engine.run(`ATTACH '${folder}/time.db' AS made`);
  await engine.run(`CREATE TABLE made.logs AS FROM '${folder}/logs.parquet'`);
  await engine.run('DETACH made');
  engine.close();
  const sums = new Set<string>();
  for (const from of ['logs/*.csv', 'logs.ndjson', 'logs.parquet', `duckdb:${folder}/time.db?SELECT * FROM logs`]) {
    const args = call.map((one) =>
      one === 'logs/*.csv' ? from : one === 'march' ? `march-${sums.size}-${from.length}` : one,
    );
    const ended = await run(...args);
    expect(ended).toMatchObject({ code: 0, err: '' });
    sums.add(ended.out.replace(/(, [\d.]+( k| M)? a second)?:(.*) in `.*/, '$3'));
  }
  expect([...sums]).toHaveLength(1);
  // What a query gives may be something else by now.
  const query = call.map((one) => (one === 'logs/*.csv' ? `duckdb:${folder}/time.db?logs` : one));
  expect(await run(...query)).toMatchObject({ code: 0, err: '' });
  expect(await run(...query)).toMatchObject({ code: 2, err: expect.stringContaining('is not this bill') });
  const table = call.map((one) => (one === 'march' ? `duckdb:${folder}/bill.db?lines` : one));
  expect(await run(...table)).toMatchObject({ code: 0, err: '' });
  expect(await run(...table)).toMatchObject({
    code: 2,
    err: expect.stringContaining('The table `lines` is there already.'),
  });
  const back = await openEngine({ threads: 1, memory: 1e9, spill: join(folder, 'spill') });
  await back.run(`ATTACH '${folder}/bill.db' AS bill`);
  const [told] = await back.rows(
    `SELECT sum(amount)::VARCHAR AS sum, (SELECT manifest FROM bill.lines_manifest) AS manifest FROM bill.lines`,
  );
  back.close();
  expect([...sums][0]).toContain(String(told?.sum));
  expect(JSON.parse(String(told?.manifest))).toMatchObject({ complete: true, rows: { rejected: 0 } });
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('one export serves several agreements, compressed files are read, and only the columns that are wanted are written', async () => {
  const table = files['customers.csv'].split('\n').filter((row) => row !== '');
  const others = table.map((row, at) => `${row},${at === 0 ? 'agreement' : at < 4 ? 'Driftsavtale' : 'Other'}`);
  const { folder, write, later: run } = place({ ...files, 'customers.csv': `${others.join('\n')}\n` });
  rmSync(join(folder, 'logs/b.csv'));
  write({ 'logs/b.csv.gz': gzipSync(files['logs/b.csv']) });
  const args = call.map((one) => (one === 'logs/*.csv' ? 'logs/*' : one));
  const ended = await run(...args, '--format', 'csv', '--columns', 'amount,order');
  const own = entries.filter((row) => ['C0', 'C1', 'C2'].includes(row.split(',')[1] ?? '')).length;
  expect(ended).toMatchObject({
    code: 0,
    err: `${entries.length - own} rows of orders of other agreements passed over.\n`,
  });
  const lines = linesIn(join(folder, 'march'));
  expect(Object.keys(lines[0] ?? {})).toEqual(['order', 'amount']);
  expect(new Set(lines.map(({ order }) => order))).toEqual(new Set(['C0', 'C1', 'C2']));
  expect(manifestOf(join(folder, 'march'))).toMatchObject({ rows: { priced: own, elsewhere: entries.length - own } });
  expect(await run(...call, '--columns', 'ammount')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean `amount`?'),
  });
});

test('bad rows are told where they stand, go to a file of their own, and their orders are incomplete', async () => {
  const wrong = [
    'X1,C1,yesterday,,1,,J1,phone',
    'X2,C2,2027-03-02 08:00,,1,,J1,fax',
    'X3,C99,2027-03-02 08:00,,1,,J1,phone',
    'X4,C3,2027-03-02 08:00',
    'E5,C5,2027-03-02 08:00,,1,,J1,phone',
  ];
  const { folder, read, later: run } = place({ ...files, 'logs/c.csv': `${header}\n${wrong.join('\n')}\n` });
  const { code, err } = await run(...inParts, '--rejects', 'rejects.ndjson', '--format', 'csv');
  expect(code).toBe(1);
  expect(err.split('\n')).toEqual(
    expect.arrayContaining([
      'problem logs/c.csv:2: `start` is "yesterday", expected a time such as `2026-03-31 08:00`.',
      'problem logs/c.csv:3: `channel` is "fax", expected `phone` or `email` or `emergency`.',
      'problem logs/c.csv:4: `customer` is "C99", expected an order of this bill. Did you mean `C9`?',
      'problem logs/c.csv:5: The row has not 8 values, one for each column.',
      'problem logs/c.csv:6: `id` is "E5", expected an id that only one of the time entries has.',
      'problem logs/a.csv:7: `id` is "E5", expected an id that only one of the time entries has.',
      '6 rows not read: see `rejects.ndjson`.',
      '4 orders incomplete: `complete` is false on their lines.',
      '1 row of no known order: any order may lack something, and only the manifest says so.',
    ]),
  );
  const rejects = read('rejects.ndjson')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rejects.map(({ id }) => id).sort()).toEqual(['E5', 'E5', 'X1', 'X2', 'X3', 'X4']);
  expect(manifestOf(join(folder, 'march'))).toMatchObject({
    complete: false,
    incomplete: ['C1', 'C2', 'C3', 'C5'],
    rows: { rejected: 6, unassigned: 1 },
  });
  const incomplete = new Set(
    linesIn(join(folder, 'march'))
      .filter(({ complete }) => complete === 'false')
      .map(({ order }) => order),
  );
  expect([...incomplete].sort()).toEqual(['C1', 'C2', 'C3', 'C5']);
});

test('a row whose order is of another customer is a bad one, of its order', async () => {
  const both = ['1,O1,Acme', '2,O2,Acme', '3,O1,', '4,O2,Berg'].map((row) => `${row},2027-03-02 08:00,1,J1,phone\n`);
  const { folder, later: run } = place({
    'itpays.avtal': agreement,
    'customers.csv': 'order,customer,tier,from\nO1,Acme,Pro,2027-01-01\nO2,Berg,Pro,2027-01-01\n',
    'logs/a.csv': `id,order,customer,start,hours,job,channel\n${both.join('')}`,
  });
  const { code, err } = await run(...call);
  expect(code).toBe(1);
  expect(err).toContain('problem logs/a.csv:3: `customer` is "Acme", expected `Berg`, the customer of the order `O2`.');
  expect(manifestOf(join(folder, 'march'))).toMatchObject({ incomplete: ['O2'], rows: { priced: 3, rejected: 1 } });
});

test.each<[string, Record<string, string>, readonly string[], string]>([
  [
    'rows that do not say whose they are',
    { 'logs/a.csv': 'id,start,hours,channel\n1,2027-03-01 08:00,1,phone\n' },
    call,
    '`logs/*.csv` does not say whose its rows are',
  ],
  [
    'a column that nobody knows',
    { 'logs/a.csv': 'id,customer,start,hours,chanel\n1,C1,2027-03-01 08:00,1,phone\n' },
    call,
    'Did you mean `channel`?',
  ],
  ['no such file', {}, call.with(2, 'logs/*.parquet'), 'There is no file `logs/*.parquet`.'],
  [
    'a table of customers with a wrong tier',
    { 'customers.csv': 'customer,tier,from\nC1,Gold,2027-01-01\n' },
    call,
    'customers.csv:2: `choices.tier`: `Gold` is not one of',
  ],
  [
    'two orders of one id',
    { 'customers.csv': 'customer,tier,from\nC1,Pro,2027-01-01\nC1,Pro,2027-02-01\n' },
    call,
    'There are two orders `C1`.',
  ],
  ['no orders', {}, call.toSpliced(3, 2), 'has no orders'],
  ['what is of one invoice', {}, [...call, '--explain'], '`--explain` is of one invoice'],
  [
    'PostgreSQL without its extension',
    {},
    call.with(2, 'postgres:dbname=time?logs'),
    "DuckDB's extension for PostgreSQL is not installed here.",
  ],
  ['a database without a table', {}, call.with(2, 'duckdb:time.db'), 'does not say what is read'],
])('refuses %s, and writes nothing', async (_, changed, args, message) => {
  const { folder, later: run } = place({ ...files, ...changed });
  const { code, err } = await run(...args);
  expect([code, err]).toEqual([expect.any(Number), expect.stringContaining(message)]);
  expect(code).not.toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('march'))).toEqual([]);
});
