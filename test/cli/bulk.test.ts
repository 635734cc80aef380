// Bills in bulk: the same lines as one invoice at a time, whole or not at all, and again from where it stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../cli/src/bulk/duckdb.ts';
import { avtal, later, place, root } from './harness.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): Row[] {
  return parse(text, { columns: true });
}

/** All lines of a folder, in an order that does not depend on how they were computed. */
function linesIn(folder: string): Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return sorted(files.flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8'))));
}

function sorted(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const examples = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'order.avtal')),
);

describe('lines are those of one invoice at a time', () => {
  test.each(examples.flatMap((example) => (['cost', 'invoice'] as const).map((basis) => [example, basis] as const)))(
    '%s, by %s',
    async (example, basis) => {
      const { folder } = place();
      const order = join('examples', example, 'order.avtal');
      const facts = readdirSync(join(root, 'examples', example, 'facts')).map((file) =>
        join('examples', example, 'facts', file),
      );
      const year = /\b(20\d\d)-\d\d-\d\d/.exec(readFileSync(join(root, facts[0] ?? ''), 'utf8'))?.[1] ?? '2027';
      const call = ['bill', order, ...facts, '--period', year, '--basis', basis, '--format', 'csv'];
      const small = avtal(call);
      const into = join(folder, 'lines');
      const bulk = await later([...call, '--into', into]);
      expect([bulk.code, bulk.err]).toEqual([small.code, small.err]);
      const lines = linesIn(into).map(({ order: _, customer: __, ...line }) => line);
      expect(lines).toEqual(sorted(rowsOf(small.out)));
    },
  );
});

// ---------------------------------------------------------------------------------------------------------- many orders

const agreement = readFileSync(join(root, 'examples/itpays/itpays.avtal'), 'utf8');
const tiers = ['Standard', 'Utvidet', 'Pro'];
const customers = Array.from({ length: 12 }, (_, at) => `C${at}`);
const two = (value: number) => String(value).padStart(2, '0');

/** Some entries of each customer, in order of time, every form of time among them. */
const entries = Array.from({ length: 600 }, (_, at) => {
  const day = 1 + ((at * 7) % 28);
  const start = `2027-03-${two(day)}T${two((at * 5) % 22)}:${two((at * 13) % 60)}`;
  const minutes = 5 + ((at * 37) % 400);
  const ends: Record<string, string>[] = [
    { end: '', hours: '', duration: `${Math.floor(minutes / 60)}:${two(minutes % 60)}` },
    { end: '', hours: String(Math.ceil(minutes / 6) / 10), duration: '' },
    { end: `2027-03-${two(day)}T23:59:0${at % 10}`, hours: '', duration: '' },
  ];
  const [end, hours, duration] = Object.values(ends[at % 3] ?? {});
  const cells = [
    `E${at}`,
    customers[at % 12],
    at % 5 === 0 ? `${start}:00+01:00` : at % 2 === 0 ? start.replace('T', ' ') : `${start}:30`,
  ];
  return [...cells, end, hours, duration, `J${at % 40}`, at % 3 === 0 ? 'emergency' : 'phone'].join(',');
}).filter((row) => !row.includes('2027-03-28T0'));
const header = 'id,customer,start,end,hours,duration,job,channel';
const files = {
  'itpays.avtal': agreement,
  'customers.csv': `customer,tier,from\n${customers.map((one, at) => `${one},${tiers[at % 3]},2027-01-01\n`).join('')}`,
  'logs/a.csv': `${header}\n${entries.slice(0, 300).join('\n')}\n`,
  'logs/b.csv': `${header}\n${entries.slice(300).join('\n')}\n`,
};
const call = [
  'bill',
  'itpays.avtal',
  'logs/*.csv',
  '--orders',
  'customers.csv',
  '--period',
  '2027-03',
  '--into',
  'march',
];
const inParts = [...call, '--part-rows', '100'];

function manifestOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

test('customers come from a table, rows from files that a pattern names; in parts and threads it is the same', async () => {
  const { folder, write, later: run, avtal: now } = place(files);
  for (const [at, args] of [call, inParts, [...inParts, '--workers', '2']].entries()) {
    const ended = await run(...args.map((one) => (one === 'march' ? `march${at}` : one)), '--format', 'csv');
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
    sums.add(ended.out.replace(/ in `.*/, ''));
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
      'problem logs/c.csv:5: The row has not 8 values, one for each column, or cannot be read.',
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

// ------------------------------------------------------------------------------------------------------ whole or not at all

function started(cwd: string, args: readonly string[]) {
  const all = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...args];
  const child = spawn(process.execPath, all, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  return { child, ended: once(child, 'exit').then(([code, signal]) => ({ code, signal, err })) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test.each(['SIGKILL', 'SIGINT'] as const)(
  'whoever is stopped by %s leaves nothing, and the same call goes on',
  async (signal) => {
    const { folder, later: run } = place(files);
    const unfinished = join(folder, 'march.unfinished');
    const { child, ended } = started(folder, inParts);
    await until(() => existsSync(join(unfinished, 'part-0000.json')) || child.exitCode !== null);
    child.kill(signal);
    const end = await ended;
    expect(end).toMatchObject({ code: null, signal });
    if (signal === 'SIGINT')
      expect(end.err).toBe('Stopped: `march` is not written. The same call goes on where this one stopped.\n');
    expect(existsSync(join(folder, 'march'))).toBe(false);
    const finished = readdirSync(unfinished)
      .filter((name) => /^part-\d+\.json$/.test(name))
      .sort();
    const before = statSync(join(unfinished, 'lines-0000.parquet')).mtimeMs;

    expect(await run(...inParts)).toMatchObject({ code: 0, err: '' });
    expect(finished.length).toBeGreaterThan(0);
    expect(statSync(join(folder, 'march/lines-0000.parquet')).mtimeMs).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('march'))).toEqual(['march']);
    const again = await run(...inParts.map((one) => (one === 'march' ? 'whole' : one)));
    expect(again.code).toBe(0);
    expect(manifestOf(join(folder, 'march'))).toEqual(manifestOf(join(folder, 'whole')));
  },
);

const packed = gzipSync(files['logs/b.csv']);
test.each<[string, string | Uint8Array, string]>([
  ['is cut off', packed.subarray(0, -300), 'unexpected end of file'],
  ['is cut off within its checksum', packed.subarray(0, -6), 'unexpected end of file'],
  [
    'has another checksum',
    Buffer.concat([packed.subarray(0, -8), Buffer.alloc(4), packed.subarray(-4)]),
    'incorrect data check',
  ],
  ['is not compressed', files['logs/b.csv'], 'incorrect header check'],
  ['is empty', '', 'unexpected end of file'],
  [
    'goes on after its end',
    Buffer.concat([packed, Buffer.alloc(4), packed]),
    'goes on after the end of what gzip wrote',
  ],
  ['goes on with a part that is cut off', Buffer.concat([packed, packed.subarray(0, -300)]), 'unexpected end of file'],
])('a compressed file that %s is not billed', async (_, content, why) => {
  const { folder, later: run } = place({ ...files, 'logs/b.csv.gz': content });
  const ended = await run(...call.map((one) => (one === 'logs/*.csv' ? 'logs/*' : one)));
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(`\`logs/b.csv.gz\`.*${why}`) });
  expect(readdirSync(folder).filter((name) => name.startsWith('march'))).toEqual([]);
});

test('a file that changes while it is read is not billed', async () => {
  const { folder, write, later: run } = place(files);
  const ended = run(...call);
  // Its size and time are taken at once, its rows are read when the folder is there.
  while (!existsSync(join(folder, 'march.unfinished/run.json'))) await new Promise((resolve) => setImmediate(resolve));
  write({ 'logs/b.csv': `${files['logs/b.csv']}N1,C1,2027-03-02 08:00,,1,,J1,phone\n` });
  expect(await ended).toMatchObject({
    code: 2,
    err: expect.stringContaining('`logs/b.csv` changed while it was read.'),
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('march'))).toEqual([]);
  expect(await run(...call)).toMatchObject({ code: 0 });
});

test.each<[string, Record<string, string>, string]>([
  ['a file', { 'march.unfinished': 'mine' }, 'is no folder'],
  ['a folder of others', { 'march.unfinished/notes.txt': 'mine' }, 'has `notes.txt`, which is not from avtal'],
  ['a folder whose names are as ours', { 'march.unfinished/run.json': '{}' }, 'is not from avtal'],
  ['a folder that has more than ours', { 'march.unfinished/lock': '1', 'march.unfinished/x': '' }, 'has `x`, which'],
])('%s that is there already is left as it is', async (_, there, why) => {
  const { later: run, read } = place({ ...files, ...there });
  expect(await run(...call)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(why) });
  for (const [name, content] of Object.entries(there)) expect(read(name)).toBe(content);
});

test.each(['1MB', '5MB'])('too little memory (%s) is told as that, and is no fault of avtal', async (memory) => {
  const { later: run } = place(files);
  const ended = await run(...call, '--memory', memory);
  expect(ended).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('DuckDB has not enough memory: `march`'),
  });
});

test('a folder that cannot be made is told, and is no fault of avtal', async () => {
  const { later: run } = place(files);
  const ended = await run(...call.map((one) => (one === 'march' ? 'customers.csv/march' : one)));
  expect(ended).toMatchObject({
    code: 2,
    err: expect.stringContaining('`customers.csv/march` is not written: ENOTDIR'),
  });
});

test('what was finished is not used where a file has changed since', async () => {
  const { folder, write, later: run } = place(files);
  const { child, ended } = started(folder, inParts);
  await until(() => existsSync(join(folder, 'march.unfinished/part-0001.json')) || child.exitCode !== null);
  child.kill('SIGKILL');
  await ended;
  write({ 'logs/b.csv': `${header}\n` });
  expect(await run(...inParts)).toMatchObject({ code: 0 });
  expect(manifestOf(join(folder, 'march'))).toMatchObject({ rows: { priced: entries.slice(0, 300).length } });
});

test('a folder that is there is not written over, and the same bill is not made twice', async () => {
  const { folder, write, later: run } = place(files);
  expect(await run(...call)).toMatchObject({ code: 0 });
  const before = manifestOf(join(folder, 'march'));
  expect(await run(...call)).toEqual({ code: 0, out: '', err: '`march` is there already, with the same lines.\n' });
  write({ 'logs/b.csv': `${header}\n` });
  expect(await run(...call)).toMatchObject({
    code: 2,
    err: expect.stringContaining('`march` is there already, and is not this bill.'),
  });
  expect(manifestOf(join(folder, 'march'))).toEqual(before);
});

test('an agreement is the same from whichever folder it is billed', async () => {
  const { folder, later: run } = place({
    ...files,
    'terms/itpays.avtal': agreement,
    'terms/order.avtal': `use "itpays.avtal"\norder Own for Driftsavtale {\n  tier Pro\n  from 2027-01-01\n}\n`,
  });
  const facts = join(folder, 'logs/one.csv');
  writeFileSync(facts, `id,start,hours,job,channel\nA,2027-03-01T08:00,1,J,phone\n`);
  const billed = async (cwd: string, order: string, into: string) => {
    const ended = await later(['bill', order, facts, '--period', '2027-03', '--into', join(folder, into)], { cwd });
    expect(ended).toMatchObject({ code: 0, err: '' });
    const { agreement, orders } = manifestOf(join(folder, into));
    return { agreement, orders };
  };
  const inside = await billed(join(folder, 'terms'), 'order.avtal', 'a');
  expect(await billed(folder, 'terms/order.avtal', 'b')).toEqual(inside);
  expect(await billed(join(folder, 'logs'), '../terms/order.avtal', 'c')).toEqual(inside);
  expect(await run('build', 'terms/order.avtal', '-o', 'built.json')).toMatchObject({ code: 0 });
  expect(await billed(folder, 'built.json', 'd')).toEqual(inside);
});

test('a folder that is not as it was written is refused', async () => {
  const { folder, write, later: run } = place(files);
  await run(...call, '--format', 'csv');
  expect(await run('verify', 'march')).toMatchObject({
    code: 0,
    out: expect.stringContaining('`march` is whole: 1 file, '),
  });
  const lines = readFileSync(join(folder, 'march/lines-0000.csv'), 'utf8');
  const manifest = readFileSync(join(folder, 'march/manifest.json'), 'utf8');
  for (const [change, message] of [
    [{ 'march/lines-0000.csv': lines.slice(0, -100) }, /`lines-0000.csv` has \d+ bytes instead of/],
    [
      {
        'march/lines-0000.csv': lines
          .replace('Standard', 'standarD')
          .replace('emergency', 'emergencY')
          .replace('1', '2'),
      },
      /`lines-0000.csv` is not what was written/,
    ],
    [{ 'march/lines-0000.csv': lines, 'march/lines-0001.csv': lines }, /`lines-0001.csv` does not belong to the bill/],
    [{ 'march/manifest.json': manifest.slice(0, -20) }, /`manifest.json` is cut off/],
  ] as const) {
    write(change);
    expect(await run('verify', 'march')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) });
  }
  rmSync(join(folder, 'march/lines-0001.csv'));
  const [own] = JSON.parse(manifest).files;
  for (const [change, message] of [
    [{ rows: { priced: 3, rejected: 0 } }, /says rows 3, and its files have \d+\./],
    [{ sums: [{ currency: 'NOK', lines: 3, net: own.net }] }, /says lines 3, and its files have \d+\./],
    [{ sums: [{ currency: 'NOK', lines: own.lines, net: '1.00' }] }, /says net 1.00, and its files have [\d.]+\./],
    [{ complete: false }, /says not complete, and what is incomplete says otherwise/],
    [{ incomplete: ['C1'] }, /says complete, and what is incomplete says otherwise/],
    [{ files: [own, own] }, /names `lines-0000.csv` twice/],
    [{ files: [{ ...own, name: '../logs/a.csv' }] }, /names `..\/logs\/a.csv`, which is not the name of a file/],
    [{ files: [{ ...own, net: 1 }] }, /`manifest.json` is not one of this version of avtal/],
    [{ files: [null] }, /`manifest.json` is /],
  ] as const) {
    write({ 'march/manifest.json': JSON.stringify({ ...JSON.parse(manifest), ...change }) });
    expect(await run('verify', 'march')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) });
  }
  write({ 'march/manifest.json': manifest, 'lines.csv': lines });
  rmSync(join(folder, 'march/lines-0000.csv'));
  symlinkSync(join(folder, 'lines.csv'), join(folder, 'march/lines-0000.csv'));
  expect(await run('verify', 'march')).toMatchObject({
    code: 1,
    err: expect.stringContaining('`lines-0000.csv` is not a file of its own.'),
  });
  rmSync(join(folder, 'march/manifest.json'));
  expect(await run('verify', 'march')).toMatchObject({
    code: 1,
    err: expect.stringContaining('It has no `manifest.json`'),
  });
  expect(await run('verify', 'april')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no folder `april`.'),
  });
});
