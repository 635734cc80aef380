// What a bill in bulk publishes is whole or not there: after it was stopped, where files change or break, and when it is made again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { agreement, call, entries, files, header, manifestOf } from './bulk-case.ts';
import { later, place, root } from './harness.ts';

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

/** So many parts that not all are there when the first one is seen. */
const inMany = [...call, '--part-rows', '5'];

test.each(['SIGKILL', 'SIGINT'] as const)(
  'whoever is stopped by %s leaves nothing, and the same call goes on',
  async (signal) => {
    const { folder, later: run } = place(files);
    const unfinished = join(folder, 'march.unfinished');
    const { child, ended } = started(folder, inMany);
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

    expect(await run(...inMany)).toMatchObject({ code: 0, err: '' });
    expect(finished.length).toBeGreaterThan(0);
    expect(statSync(join(folder, 'march/lines-0000.parquet')).mtimeMs).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('march'))).toEqual(['march']);
    const again = await run(...inMany.map((one) => (one === 'march' ? 'whole' : one)));
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

// Node makes the folders of such a path all at once without end: such a call never comes back, and has a process of its own.
test.runIf(existsSync('/proc/self'))('where the system lets nobody make folders, the call ends', async () => {
  const { folder, avtal } = place(files);
  const { child, ended } = started(
    folder,
    call.map((one) => (one === 'march' ? '/proc/no/march' : one)),
  );
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  expect(await ended).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: `\/proc\/no\/march` is not written: ENOENT.*\n$/),
  });
  clearTimeout(late);
  expect(avtal('init', '/proc/no/new')).toMatchObject({
    code: 2,
    err: expect.stringContaining('`/proc/no/new` cannot be made: ENOENT'),
  });
});

// Process 1 is always there, and one of this number never.
const [alive, gone] = ['1', '9999999'];
test.each<[string, Record<string, string>, string | undefined]>([
  ['which another one holds', { lock: alive }, 'is being written by another avtal (process 1).'],
  ['that one left which is no more', { lock: gone }, undefined],
  [
    'that another one just takes over',
    { lock: gone, 'lock.part': alive },
    'is being written by another avtal (process 1).',
  ],
  [
    'that was being taken over when all ended',
    { lock: gone, 'lock.part': gone },
    'was being taken over by a call that is no more.',
  ],
])('a folder %s', async (_, locks, what) => {
  const own = Object.entries(locks).map(([file, text]) => [`march.unfinished/${file}`, text]);
  const { folder, later: run, read } = place({ ...files, ...Object.fromEntries(own) });
  const { code, err } = await run(...call);
  expect([code, err]).toEqual(what === undefined ? [0, ''] : [2, expect.stringContaining(`\`march\` ${what}\nhelp: `)]);
  expect(existsSync(join(folder, 'march'))).toBe(what === undefined);
  if (what !== undefined)
    for (const [file, text] of Object.entries(locks)) expect(read(`march.unfinished/${file}`)).toBe(text);
});

test('what was finished is not used where a file has changed since', async () => {
  const { folder, write, later: run } = place(files);
  const { child, ended } = started(folder, inMany);
  await until(() => existsSync(join(folder, 'march.unfinished/part-0001.json')) || child.exitCode !== null);
  child.kill('SIGKILL');
  await ended;
  write({ 'logs/b.csv': `${header}\n` });
  expect(await run(...inMany)).toMatchObject({ code: 0 });
  expect(manifestOf(join(folder, 'march'))).toMatchObject({ rows: { priced: entries.slice(0, 300).length } });
});

test('a folder that is there is not written over, and the same bill is not made twice', async () => {
  const { folder, write, later: run } = place(files);
  expect(await run(...call)).toMatchObject({ code: 0 });
  const before = manifestOf(join(folder, 'march'));
  expect(await run(...call)).toEqual({ code: 0, out: '', err: '`march` is there already, with the same lines.\n' });
  const other = { code: 2, err: expect.stringContaining('`march` is there already, and is not this bill.') };
  expect(await run(...call, '--twice', 'last')).toMatchObject(other);
  expect(await run(...call, '--ignore-columns', 'channel')).toMatchObject(other);
  write({ 'logs/b.csv': `${header}\n` });
  expect(await run(...call)).toMatchObject(other);
  expect(manifestOf(join(folder, 'march'))).toEqual(before);
});

test('where the folder is there already, a file that is not written anew is named', async () => {
  const { folder, later: run } = place({ ...files, 'logs/c.csv': `${header}\nX1,C1,yesterday,,1,,J1,phone\n` });
  expect(await run(...call)).toMatchObject({ code: 1 });
  expect(await run(...call, '--rejects', 'rejects.csv')).toEqual({
    code: 1,
    out: '',
    err: '`march` is there already, with the same lines. `rejects.csv` is not written anew.\n',
  });
  expect(existsSync(join(folder, 'rejects.csv'))).toBe(false);
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
  const whole = JSON.parse(manifest);
  const [own] = whole.files;
  for (const [change, message] of [
    [{ rows: { ...whole.rows, priced: 3 } }, /says rows 3, and its files have \d+\./],
    [{ sums: [{ currency: 'NOK', lines: 3, net: own.net }] }, /says lines 3, and its files have \d+\./],
    [{ sums: [{ currency: 'NOK', lines: own.lines, net: '1.00' }] }, /says net 1.00, and its files have [\d.]+\./],
    [{ complete: false }, /says not complete, and what is incomplete says otherwise/],
    [{ incomplete: ['C1'] }, /says complete, and what is incomplete says otherwise/],
    [{ files: [own, own] }, /names `lines-0000.csv` twice/],
    [{ files: [{ ...own, name: '../logs/a.csv' }] }, /names `..\/logs\/a.csv`, which is not the name of a file/],
    [{ files: [{ ...own, net: 1 }] }, /`manifest.json` is not one of this version of avtal: `files` is/],
    [{ files: [null] }, /`manifest.json` is not one of this version of avtal: `files` is/],
    [{ rows: null }, /`manifest.json` is not one of this version of avtal: `rows` is/],
    [{ version: 2 }, /`manifest.json` is not one of this version of avtal\./],
    ...Object.keys(whole)
      .slice(2)
      .map((field) => [{ [field]: undefined }, new RegExp(`\`manifest.json\` has no \`${field}\`\\.`)] as const),
  ] as const) {
    write({ 'march/manifest.json': JSON.stringify({ ...whole, ...change }) });
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
