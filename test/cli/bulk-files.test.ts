// Bills in bulk from files and databases as they are found: what cannot be read whole is refused, and none is passed over.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openEngine } from '../../cli/src/bulk/duckdb.ts';
import { agreement, linesIn, manifestOf } from './bulk-case.ts';
import { type Place, place } from './harness.ts';

const order = (name: string) => `order ${name} for Driftsavtale {\n  tier Pro\n  from 2027-01-01\n}\n`;
const files = {
  'itpays.avtal': agreement,
  'order.avtal': `use "itpays.avtal"\n${order('Own')}${order('Other')}`,
};
const header = 'id,order,start,hours,job,channel\n';
const row = (id: string, whose = 'Own') => `${id},${whose},2027-03-01 08:00,1,J,phone\n`;
const object = (id: string) => `${JSON.stringify({ id, order: 'Own', start: '2027-03-01 08:00', hours: 1 })}\n`;
const call = (...facts: readonly string[]) => {
  const how = ['--period', '2027-03', '--into', 'lines', '--format', 'csv'];
  return ['bill', 'order.avtal', ...facts, ...how];
};

async function inDatabase(folder: string, ...all: readonly string[]): Promise<void> {
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: join(folder, 'spill') });
  for (const sql of all) await engine.run(sql.replaceAll('FOLDER', folder));
  engine.close();
}

const sourcesIn = ({ folder }: Place) =>
  linesIn(join(folder, 'lines'))
    .map(({ source }) => source)
    .filter((source) => source !== '')
    .sort();

test.each([
  ['a.csv.GZ', header + row('A') + row('B')],
  ['a.ndjson.Gz', object('A') + object('B')],
])('%s: what is compressed is told by the name in any capitals', async (file, text) => {
  const where = place({ ...files, [file]: gzipSync(text) });
  expect(await where.later(...call(file))).toMatchObject({ code: 0, err: '' });
  expect(sourcesIn(where)).toEqual(['A', 'B']);
});

const far = Array.from({ length: 2000 }, (_, at) => row(`F${at}`, 'Other')).join('');
const bytes = (text: string) => Buffer.from(text, 'utf16le');
test.each<[string, string, string | Uint8Array, string, string]>([
  [
    'a quotation mark that nothing closes takes in rows of others',
    'a.csv',
    `${header}${row('A').replace('J', '"J')}${row('B', 'Other')}`,
    '`a.csv`:2: a quotation mark that opens a value is never closed, or only far behind.',
    'Nothing is written: nobody knows whose rows it takes in.',
  ],
  [
    'a quotation mark that another one closes far behind',
    'a.csv',
    `${header}${row('A')}${row('B').replace('J', '"J')}${far}${row('C').replace('J', '"J')}`,
    '`a.csv`:3: a quotation mark that opens a value is never closed, or only far behind.',
    'Nothing is written',
  ],
  ['UTF-16', 'a.csv', bytes(`\ufeff${header}${row('A')}`), '`a.csv` is UTF-16 text.', 'Save it as UTF-8'],
  ['a list of objects', 'a.ndjson', '[{"id":"A"}]\n', '`a.ndjson` has no line that is an object.', 'jq -c ".[]"'],
  [
    'names that differ in capitals',
    'a.csv',
    `Hours,${header}2,${row('A')}`,
    '`a.csv` has the columns `Hours` and `hours`, which bills in bulk do not tell apart.',
    'another name',
  ],
  [
    'a name that avtal itself needs',
    'a.csv',
    `avtal_row,${header}2,${row('A')}`,
    '`a.csv` has a column `avtal_row`, which avtal itself adds to each row.',
    'another name',
  ],
])('refused, and nothing is written: %s', async (_, file, content, what, help) => {
  const { folder, later } = place({ ...files, [file]: content });
  const ended = await later(...call(file), '--ignore-columns', 'Hours,avtal_row');
  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(`error: ${what}\n`) });
  expect(ended.err).toContain(help);
  expect(existsSync(join(folder, 'lines'))).toBe(false);
});

test.each([
  ['logs', '`logs` is a folder, not a file.'],
  ['-', 'In bulk, rows are not read from standard input.'],
])('no file of facts: %s', async (path, what) => {
  const { later } = place({ ...files, 'logs/a.csv': header + row('A') });
  expect(await later(...call(path))).toMatchObject({ code: 2, err: expect.stringContaining(`error: ${what}\n`) });
});

test('a folder that a pattern finds too is no file of it', async () => {
  const where = place({ ...files, 'a.csv': header + row('A'), 'b.csv/c.csv': header + row('B') });
  expect(await where.later(...call('*.csv'))).toMatchObject({ code: 0, err: '' });
  expect(sourcesIn(where)).toEqual(['A']);
});

test.each([
  ['"B" and more', 'A value of the row goes on behind the quotation mark that closes it.'],
  ['Å', 'The row is not UTF-8 text.'],
])('what is wrong with a row of CSV is said: %s', async (id, what) => {
  const text = Buffer.from(header + row('A') + row(id), 'latin1');
  const where = place({ ...files, 'a.csv': text });
  expect(await where.later(...call('a.csv'))).toMatchObject({
    code: 1,
    err: expect.stringContaining(`problem a.csv:3: ${what}\n`),
  });
  expect(sourcesIn(where)).toEqual(['A']);
});

test('customers of several files of Parquet with other columns are all billed', async () => {
  const where = place({ ...files, 'a.csv': header + row('A', 'C1') + row('B', 'C2') });
  const all = [`'C1' AS "order"`, `'C2' AS "order", 'Berg' AS customer`];
  for (const [at, one] of all.entries()) {
    const table = `SELECT ${one}, 'Pro' AS tier, DATE '2027-01-01' AS "from"`;
    await inDatabase(where.folder, `COPY (${table}) TO 'FOLDER/c${at}.parquet'`);
  }
  expect(await where.later(...call('a.csv'), '--orders', 'c*.parquet')).toMatchObject({ code: 0, err: '' });
  expect(sourcesIn(where)).toEqual(['A', 'B']);
});

test('customers, facts and lines are of one database', async () => {
  const { folder, later, write } = place({ ...files, 'a.csv': header + row('A', 'C1') });
  await inDatabase(
    folder,
    `ATTACH 'FOLDER/all.db' AS made`,
    `CREATE TABLE made.logs AS FROM read_csv('FOLDER/a.csv')`,
    `CREATE TABLE made.customers AS SELECT 'C1' AS "order", 'Pro' AS tier, DATE '2027-01-01' AS "from"`,
    'DETACH made',
  );
  const database = `duckdb:${folder}/all.db`;
  const args = call(`${database}?SELECT * FROM logs;`).with(-3, `${database}?lines`);
  const orders = ['--orders', `${database}?customers`];
  expect(await later(...args, ...orders)).toMatchObject({ code: 0, err: '' });
  // What could not be written is told before anything is read.
  write({ 'broken.csv': header + row('A').replace('J', '"J') });
  const again = (table: string) => later(...call('broken.csv').with(-3, `${database}?${table}`));
  expect(await again('lines')).toMatchObject({ code: 2, err: expect.stringContaining('`lines` is there already.') });
  expect(await again('no.lines')).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      'The table `no.lines` cannot be made: Catalog Error: Schema with name no does not exist',
    ),
  });
  expect(await again('others')).toMatchObject({ code: 2, err: expect.stringContaining('`broken.csv`:2:') });
});

test('one pattern finds NDJSON of several kinds, and files that show none', async () => {
  const ticket = { ticket: 'T', order: 'Own', at: '2027-03-01 08:00', event: 'reported' };
  const logs = {
    'a.ndjson': object('A'),
    'b.ndjson': '',
    'c.ndjson': 'x\n',
    'd.ndjson': `${JSON.stringify(ticket)}\n`,
  };
  const all = Object.entries(logs).map(([file, text]) => [`logs/${file}`, text]);
  const where = place({ ...files, ...Object.fromEntries(all) });
  const { code, err } = await where.later(...call('logs/*.ndjson'));
  expect([code, err.split('\n').filter((line) => line.startsWith('problem'))]).toEqual([
    1,
    ['problem logs/c.ndjson:1: The line is not JSON: Unexpected token \'x\', "x" is not valid JSON.'],
  ]);
  expect(sourcesIn(where)).toEqual(['A']);
});

test.each(['a.csv', './customers.csv', 'order.avtal'])('%s is not written over', async (file) => {
  const text = header + row('A', 'C1') + row('B', 'C1').replace('2027', 'x');
  const customers = 'customer,tier,from\nC1,Pro,2027-01-01\n';
  const { folder, later, read } = place({ ...files, 'a.csv': text, 'customers.csv': customers });
  for (const option of ['--rejects', '--closing']) {
    expect(await later(...call('a.csv', '--orders', 'customers.csv'), option, file)).toEqual({
      code: 2,
      out: '',
      err: `error: \`${file}\` is read, and would be written over.\nhelp: Write into another file.\n`,
    });
    expect(existsSync(join(folder, 'lines'))).toBe(false);
  }
  expect([read('a.csv'), read('customers.csv')]).toEqual([text, customers]);
});

test('an empty file of a day on which nothing was done is among the inputs', async () => {
  const where = place({ ...files, 'a.ndjson': '', 'b.csv': header + row('A') });
  expect(await where.later(...call('a.ndjson', 'b.csv'))).toMatchObject({ code: 0, err: '' });
  const { inputs } = manifestOf(join(where.folder, 'lines')) as { inputs: { name: string }[] };
  expect(inputs.map(({ name }) => name)).toEqual(['a.ndjson', 'b.csv']);
  expect(readFileSync(join(where.folder, 'lines/lines-0000.csv'), 'utf8')).toContain(',A,');
});
