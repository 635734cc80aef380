// `avtal worker`: rows as Arrow in, lines as Arrow out, and nothing that can be taken for whole when it is not.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  columnFromArray,
  dictionary,
  type Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  timestamp,
  utf8,
} from '@uwdata/flechette';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { place, root } from './harness.ts';

const files = {
  'itpays.avtal': readFileSync(join(root, 'examples/itpays/itpays.avtal'), 'utf8'),
  'customers.csv': 'order,customer,tier,from\nA,Acme AS,Pro,2027-01-01\nB,Berg AS,Standard,2027-01-01\n',
};
const rows = [
  { order: 'A', id: '1', start: '2027-03-02T08:00:00Z', end: '2027-03-02T13:10:00Z', job: 'x', channel: 'phone' },
  { order: 'A', id: '2', start: '2027-03-06T21:00:00Z', end: '2027-03-07T01:30:00Z', job: 'y', channel: 'emergency' },
  { order: 'A', id: '3', start: '2027-03-09T07:00:00Z', end: '2027-03-09T15:00:00Z', job: 'x', channel: 'phone' },
  { order: 'B', id: '1', start: '2027-03-03T14:00:00Z', end: '2027-03-03T16:20:00Z', job: 'z', channel: 'email' },
];
type Given = (typeof rows)[number];

/** Times as instants, what repeats as a dictionary: as engines send it. */
function arrow(given: readonly Given[]): Uint8Array {
  const texts = (name: keyof Given) => given.map((row) => row[name]);
  const times = (name: 'start' | 'end') =>
    columnFromArray(
      given.map((row) => Date.parse(row[name])),
      timestamp(2, 'UTC'),
    );
  const table = tableFromColumns({
    order: columnFromArray(texts('order'), dictionary(utf8())),
    id: columnFromArray(texts('id'), utf8()),
    start: times('start'),
    end: times('end'),
    job: columnFromArray(texts('job'), utf8()),
    channel: columnFromArray(texts('channel'), dictionary(utf8())),
  });
  return tableToIPC(table, { format: 'stream' }) ?? new Uint8Array();
}

const call = ['worker', 'itpays.avtal', '--orders', 'customers.csv', '--period', '2027-03'];

function worked(cwd: string, input: Uint8Array, args: readonly string[] = call) {
  const all = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd, input });
  return { code: status, out: new Uint8Array(stdout), err: stderr.toString() };
}

function recordsOf(out: Uint8Array): Record<string, unknown>[] {
  const table: Table = tableFromIPC(out);
  return table.toArray().map((row) => ({ ...row }));
}

test('lines are those of one invoice at a time; the trailer comes last and tells what came before', () => {
  const { folder, write, avtal } = place(files);
  const { code, out, err } = worked(folder, arrow(rows));
  expect([code, err]).toEqual([0, '']);
  const records = recordsOf(out);
  expect(records.map(({ record }) => record)).toEqual([...Array(records.length - 1).fill('line'), 'trailer']);
  for (const [order, customer, tier] of [
    ['A', 'Acme AS', 'Pro'],
    ['B', 'Berg AS', 'Standard'],
  ] as const) {
    const own = rows.filter((row) => row.order === order).map(({ order: _, ...row }) => row);
    write({
      'order.json': JSON.stringify({ id: order, customer, from: '2027-01-01', choices: { tier } }),
      'own.ndjson': own.map((row) => `${JSON.stringify(row)}\n`).join(''),
    });
    const args = ['itpays.avtal', 'own.ndjson', '--order', 'order.json', '--period', '2027-03', '--format', 'csv'];
    const small: Record<string, string>[] = parse(avtal('bill', ...args).out, { columns: true });
    const lines = records.filter((record) => record.order === order);
    expect(
      lines.map(({ id, amount, clause, quantity, drawn }) => ({ id, amount: Number(amount), clause, quantity, drawn })),
    ).toEqual(
      small.map(({ id, amount, clause, quantity, drawn }) => ({ id, amount: Number(amount), clause, quantity, drawn })),
    );
  }
  const last = records.at(-1);
  const trailer = JSON.parse(String(last?.told));
  expect(trailer).toMatchObject({
    rows: 4,
    rejected: 0,
    orders: 2,
    lines: records.length - 1,
    problems: 0,
    complete: true,
  });
  // The trailer is one message at the end: what is before it has its hash.
  const found = Array.from({ length: out.length }, (_, size) => size)
    .filter((size) => size % 8 === 0)
    .some((size) => createHash('sha256').update(out.subarray(0, size)).digest('hex') === trailer.sha256);
  expect(found).toBe(true);
});

test('what is wrong with a row comes as a problem of its order, and the lines say that they are not all', () => {
  const { folder } = place(files);
  const { code, out } = worked(
    folder,
    arrow(rows.map((row) => (row.order === 'B' ? { ...row, channel: 'fax' } : row))),
  );
  expect(code).toBe(1);
  const records = recordsOf(out);
  const problem = records.find(({ record }) => record === 'problem');
  expect(problem).toMatchObject({
    order: 'B',
    told: expect.stringContaining('`channel` is \\"fax\\", expected `phone` or'),
  });
  expect(
    records.filter(({ record, complete }) => record === 'line' && complete === 'false').map(({ order }) => order),
  ).toEqual(records.filter(({ order, record }) => record === 'line' && order === 'B').map(({ order }) => order));
  expect(JSON.parse(String(records.at(-1)?.told))).toMatchObject({ rejected: 1, complete: false });
});

test.each<[string, Uint8Array, string]>([
  ['no rows', new Uint8Array(), 'Standard input ends before its end'],
  ['rows that are cut off', arrow(rows).slice(0, -200), 'Standard input ends within a message.'],
  ['rows without an end mark', arrow(rows).slice(0, -8), 'Standard input ends before its end'],
  [
    'rows after the end mark',
    Buffer.concat([arrow(rows.slice(0, 3)), arrow(rows.slice(3))]),
    'Standard input goes on after the end',
  ],
  [
    'anything after the end mark',
    Buffer.concat([arrow(rows), Buffer.alloc(1)]),
    'Standard input goes on after the end',
  ],
  ['text', new TextEncoder().encode('id,start,end\n1,2,3\n'), 'Standard input is no Arrow IPC stream.'],
  [
    'rows that are not sorted',
    arrow([rows[0], rows[3], rows[1]] as Given[]),
    'Rows are not sorted by order: `A` came again.',
  ],
  ['an order that nobody knows', arrow([{ ...rows[0], order: 'X' } as Given]), 'There is no order `X`.'],
])('refuses %s, without a trailer', (_, input, message) => {
  const { folder } = place(files);
  const { code, out, err } = worked(folder, input);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(Buffer.from(out).includes('trailer')).toBe(false);
});

/** Half of the rows, and then nothing: the pipe stays open. */
const half = arrow(rows).subarray(0, 900);

test.each<[what: string, meet: (worker: ChildProcessWithoutNullStreams) => void, ended: unknown[], message: string]>([
  [
    'whoever reads the lines goes away',
    (worker) => {
      worker.stdout.destroy();
      worker.stdin.end(arrow(rows));
    },
    [2, null],
    'Standard output was closed before all was written.',
  ],
  [
    'what is no stream goes on and on',
    (worker) => worker.stdin.write('no stream at all'),
    [2, null],
    'Standard input is no Arrow IPC stream.',
  ],
  [
    'it is stopped in the middle',
    (worker) => {
      worker.stdin.write(half);
      setTimeout(() => worker.kill('SIGTERM'), 1500);
    },
    [null, 'SIGTERM'],
    '',
  ],
])('when %s, it ends without a trailer', async (_, meet, ended, message) => {
  const { folder } = place(files);
  const all = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...call];
  const worker = spawn(process.execPath, all, { cwd: folder });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  worker.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  worker.stderr.on('data', (bytes: Buffer) => err.push(bytes));
  worker.stdin.on('error', () => {}); // Nobody reads it to its end.
  meet(worker);
  expect(await once(worker, 'exit')).toEqual(ended);
  expect(Buffer.concat(err).toString()).toContain(message);
  expect(Buffer.concat(out).includes('trailer')).toBe(false);
});
