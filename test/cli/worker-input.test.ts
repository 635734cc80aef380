// What engines send that is not as it should be: a sentence about it, never a fault, and no trailer where something is missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@avtal/compiler';
import type { Order } from '@avtal/runtime';
import {
  batchType,
  bool,
  Column,
  columnFromArray,
  type DataType,
  dateDay,
  decimal,
  dictionary,
  duration,
  float32,
  float64,
  int64,
  largeUtf8,
  list,
  nullType,
  tableFromColumns,
  tableToIPC,
  timestamp,
  uint64,
  utf8,
  utf8View,
} from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { Failure } from '../../cli/src/host.ts';
import { createFigureReader } from '../../cli/src/worker/figures.ts';
import { odd } from '../../cli/src/worker/instants.ts';
import { work } from '../../cli/src/worker/worker.ts';
import { root } from './harness.ts';
import { endMark, type Told, told as toldOf, type Work } from './worker-case.ts';

const text = readFileSync(join(root, 'examples/itpays/itpays.avtal'), 'utf8');
const { ir } = compile('itpays.avtal', (name) => (name === 'itpays.avtal' ? text : undefined));
if (ir === undefined) throw new Error('the agreement does not compile');
const orders = ['A', 'B'].map(
  (id): Order => ({
    ...{ id, customer: `${id} AS`, from: '2027-01-01', units: [] },
    choices: { tier: 'Standard', drift: 'managed' },
  }),
);

const column = (values: readonly unknown[], type: DataType): Column<unknown> => columnFromArray([...values], type);
const texts = (...values: readonly (string | null)[]) => column(values, utf8());
const times = (days: readonly number[], type: DataType = timestamp(2, 'UTC')) =>
  column(
    days.map((day) => Date.UTC(2027, 2, day, 8)),
    type,
  );
const rows: Readonly<Record<string, Column<unknown>>> = {
  order: texts('A', 'A', 'B'),
  id: texts('1', '2', '1'),
  start: times([1, 2, 3]),
  hours: texts('1', '2', '3'),
  channel: texts('phone', 'phone', 'email'),
};
const stream = (columns: Readonly<Record<string, Column<unknown>>>): Uint8Array =>
  tableToIPC(tableFromColumns(columns), { format: 'stream' }) ?? new Uint8Array();
const but = (columns: Readonly<Record<string, Column<unknown>>>) => stream({ ...rows, ...columns });
const { start: _, ...withoutStart } = rows;
const { order: __, ...withoutOrder } = rows;

const asked: Work = { ir, orders, ask: { from: '2027-03-01', until: '2027-03-31', basis: 'cost' }, options: {} };
const told = (...blocks: readonly Uint8Array[]): Promise<Told> => toldOf(asked, ...blocks);

const [schema, batch] = ((): [Uint8Array, Uint8Array] => {
  const whole = stream(rows);
  const size = 8 + new DataView(whole.buffer, whole.byteOffset).getInt32(4, true);
  return [whole.subarray(0, size), whole.subarray(size, -8)];
})();

test.each<readonly [what: string, sent: readonly Uint8Array[], failure: string]>([
  ['no order', [stream(withoutOrder)], 'Rows do not say their order.'],
  ['some without order', [but({ order: texts('A', null, 'B') })], 'Rows do not say their order.'],
  ['nulls everywhere', [stream({ order: texts(null), start: texts(null) })], 'Rows do not say their order.'],
  ['orders that alternate', [but({ order: texts('A', 'B', 'A') })], 'Rows are not sorted by order: `A` came again.'],
  ['an unknown order', [but({ order: texts('A', 'A', 'Z') })], 'There is no order `Z`.'],
  ['no start', [stream(withoutStart)], 'The columns `id`, `hours` and `channel` are of no work.'],
  ['no columns', [stream({})], ''],
  ['another column', [but({ persons: texts('a', 'b', 'c') })], '`persons` is no column of such facts.'],
  ['what the order chooses', [but({ tier: texts('Pro', 'Pro', 'Pro') })], '`tier` is no column of such facts.'],
  [
    'lists',
    [but({ job: column([['a'], ['b'], ['c']], list(utf8())) })],
    '`job` is of a type of Arrow that no fact is written in.',
  ],
  [
    'ticket events',
    [stream({ order: texts('A'), ticket: texts('T'), at: texts('2027-03-01 08:00'), event: texts('reported') })],
    'These are ticket events: a worker prices time entries and occurrences.',
  ],
  ['nothing', [], 'Standard input ends before its end: the stream has no end mark.'],
  ['no end mark', [schema, batch], 'Standard input ends before its end: the stream has no end mark.'],
  ['a schema alone', [schema], 'Standard input ends before its end: the stream has no end mark.'],
  ['a batch that is cut off', [schema, batch.subarray(0, -9)], 'Standard input ends within a message.'],
  ['a second schema', [schema, batch, schema], 'Standard input has a second schema.'],
  ['a second stream', [stream(rows), stream(rows)], 'Standard input goes on after the end mark of the stream.'],
  ['text', [new TextEncoder().encode('id,start\n1,2027-03-01 08:00\n')], 'Standard input is no Arrow IPC stream.'],
])('%s', async (_, sent, failure) => {
  const { records, failure: found } = await told(...sent);
  const isTrailed = records.some(({ record }) => record === 'trailer');
  expect([found ?? '', isTrailed]).toEqual([failure, failure === '']);
});

test.each<readonly [what: string, sent: Uint8Array]>([
  ['of no rows there are no lines', stream({ order: texts(), start: column([], timestamp(2, 'UTC')) })],
  ['of no batches neither', Buffer.concat([schema, endMark])],
])('%s', async (_, sent) => {
  const { records } = await told(sent);
  expect(records.map(({ record }) => record)).toEqual(['trailer']);
  expect(JSON.parse(String(records[0]?.told))).toMatchObject({ rows: 0, orders: 0, complete: true });
});

test('orders alone, and rows that say nothing else, are billed without work', async () => {
  const nothing = Object.fromEntries(Object.keys(withoutOrder).map((name) => [name, texts(null, null, null)]));
  for (const sent of [stream({ order: texts('A', 'B') }), but(nothing)]) {
    const { records } = await told(sent);
    expect(records.map(({ record, order }) => [record, order])).toEqual([
      ['line', 'A'],
      ['line', 'B'],
      ['trailer', null],
    ]);
  }
});

/** Three numbers as they are stored. */
function stored(type: DataType, ...words: readonly bigint[]): Column<unknown> {
  const { data } = columnOfBuffers(int64(), ['', '', ''], { values: BigInt64Array.from(words) });
  return new Column([...data], type);
}

test.each<
  readonly [
    what: string,
    columns: Readonly<Record<string, Column<unknown>>>,
    same: Readonly<Record<string, Column<unknown>>>,
  ]
>([
  ['decimals', { hours: column([1.5, 2.25, 3], decimal(18, 4)) }, { hours: texts('1.5', '2.25', '3') }],
  ['single precision', { hours: column([1.5, 2, 1.1], float32()) }, { hours: texts('1.5', '2', '1.1') }],
  [
    'double precision',
    { hours: column([1e-7, 2, 1 / 3], float64()) },
    { hours: texts('0.0000001', '2', '0.3333333333333333') },
  ],
  [
    'whole numbers',
    { hours: column([1n, 2n, 9007199254740993n], int64()) },
    { hours: texts('1', '2', '9007199254740993') },
  ],
  [
    'durations',
    { hours: texts(null, null, null), duration: column([3600n, 90n, 1n], duration(0)) },
    { hours: texts(null, null, null), duration: texts('1 h', '90 s', '1 s') },
  ],
  [
    'thousandths of seconds',
    { hours: texts(null, null, null), duration: column([3600000n, 1500n, 1000n], duration(1)) },
    { hours: texts(null, null, null), duration: texts('1 h', '1.5 s', '1 s') },
  ],
  [
    'parts of a second, however small',
    { start: stored(timestamp(3, 'UTC'), 1803888000000000000n, 1803974400000000001n, 1804060799999999999n) },
    {
      start: texts(
        '2027-03-01T08:00:00Z',
        '2027-03-02T08:00:00.000000001+00:00',
        '2027-03-03T07:59:59.999999999+00:00',
      ),
    },
  ],
  [
    'times that no table reaches',
    { start: stored(timestamp(1, 'UTC'), 2n ** 63n - 1n, -(2n ** 63n), 0n) },
    {
      start: texts(
        '292278994-08-17T07:12:56.807+00:00',
        '-292275055-05-16T16:47:04.192+00:00',
        '1970-01-01T00:00:00+00:00',
      ),
    },
  ],
  ['tens', { hours: stored(decimal(18, -1), 1n, 0n, 2n, 0n, 3n, 0n) }, { hours: texts('10', '20', '30') }],
  ['truth', { hours: column([true, false, true], bool()) }, { hours: texts('true', 'false', 'true') }],
  ['dates', { start: times([1, 2, 3], dateDay()) }, { start: texts('2027-03-01', '2027-03-02', '2027-03-03') }],
  [
    'times without a zone',
    { start: times([1, 2, 3], timestamp(2)) },
    { start: texts('2027-03-01 08:00', '2027-03-02 08:00', '2027-03-03 08:00') },
  ],
  [
    'times of a zone',
    { start: times([1, 2, 3], timestamp(1, 'Asia/Tokyo')) },
    { start: texts('2027-03-01 09:00', '2027-03-02 09:00', '2027-03-03 09:00') },
  ],
])('%s say what their texts say', async (_, columns, same) => {
  const found = await told(but(columns));
  const expected = await told(but(same));
  const own = ({ records }: Told) =>
    records.map(({ told, ...record }) => (record.record === 'trailer' ? {} : { ...record, told }));
  expect(own(found)).toEqual(own(expected));
});

test('a large whole number without a sign is none below zero', () => {
  const cells = { kind: 'numbers', type: uint64(), rows: 2, valid: undefined } as const;
  const into = new Float64Array(2);
  const bytes = new Uint8Array(BigUint64Array.of(2n ** 64n - 5n, 5n).buffer);
  createFigureReader({ kind: 'count' })({ ...cells, bytes }, 0, 2, into, 0);
  expect([...into]).toEqual([odd, 5]);
});

test("a customer that is not the order's is told with its row", async () => {
  const { records } = await told(but({ customer: texts('A AS', 'Z', null) }));
  expect(records.flatMap(({ record, told }) => (record === 'problem' ? [JSON.parse(String(told))] : []))).toMatchObject(
    [{ message: '`customer` is "Z", expected `A AS`, the customer of the order `A`.', origin: { line: 2 } }],
  );
});

// ------------------------------------------------------------------------------------------- the same in other buffers

const own = ({ records }: Told) => records.map((record) => (record.record === 'trailer' ? {} : record));

/** Without schema and end mark. */
const batchesOf = (columns: Readonly<Record<string, Column<unknown>>>): Uint8Array => {
  const bytes = but(columns);
  return bytes.subarray(8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true), -8);
};
const schemaOf = (columns: Readonly<Record<string, Column<unknown>>>): Uint8Array => {
  const bytes = but(columns);
  return bytes.subarray(0, 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true));
};

const jobs = ['a job', null, 'a job of more than twelve bytes: Ø'];
const bytesOf = (values: readonly (string | null)[]) => values.map((value) => Buffer.from(value ?? ''));

function large(values: readonly (string | null)[]): Column<unknown> {
  const parts = bytesOf(values);
  const offsets = BigInt64Array.from(
    [0, ...parts.map((_, at) => Buffer.concat(parts.slice(0, at + 1)).length)],
    BigInt,
  );
  return columnOfBuffers(largeUtf8(), values, { offsets, values: new Uint8Array(Buffer.concat(parts)) });
}

/** Each fourth word says in which buffer a long text stands, and where. */
function viewed(values: readonly (string | null)[]): Column<unknown> {
  const views = new Uint8Array(16 * values.length);
  const data: Uint8Array[] = [];
  for (const [at, part] of bytesOf(values).entries()) {
    new DataView(views.buffer).setInt32(16 * at, part.length, true);
    views.set(part.subarray(0, part.length > 12 ? 4 : 12), 16 * at + 4);
    if (part.length > 12) new DataView(views.buffer).setInt32(16 * at + 8, data.push(new Uint8Array(part)) - 1, true);
  }
  return columnOfBuffers(utf8View(), values, { values: views, data });
}

function columnOfBuffers(type: DataType, values: readonly (string | null)[], buffers: object): Column<unknown> {
  const validity = Uint8Array.of(values.reduce((bits, value, at) => bits | (value === null ? 0 : 1 << at), 0));
  const Batch = batchType(type);
  const nullCount = values.filter((value) => value === null).length;
  return new Column([new Batch({ length: values.length, nullCount, type, validity, ...buffers })], type);
}

/** Codes of texts that come in several dictionaries, of which each adds to the one before. */
function added(parts: readonly (readonly string[])[], codes: readonly number[]): Column<unknown> {
  const own = utf8();
  const type = dictionary(own);
  // Its type is that of the dictionary: the library looks for the object.
  const all = new Column(
    parts.flatMap((part) => [...columnFromArray([...part], own).data]),
    own,
  );
  const Batch = batchType(type) as unknown as new (of: object) => { setDictionary(column: Column<unknown>): never };
  const batch = new Batch({
    length: codes.length,
    nullCount: 0,
    type,
    validity: new Uint8Array(0),
    values: Int32Array.from(codes),
  });
  return new Column([batch.setDictionary(all)], type);
}

test.each<readonly [what: string, columns: Readonly<Record<string, Column<unknown>>>]>([
  ['large offsets', { job: large(jobs) }],
  ['views', { job: viewed(jobs) }],
  ['a dictionary', { job: column(jobs, dictionary(utf8())) }],
  ['a dictionary that is added to', { job: texts(...jobs), channel: added([['phone'], ['sms', 'email']], [0, 0, 2]) }],
  ['seconds', { job: texts(...jobs), start: times([1, 2, 3], timestamp(0, 'UTC')) }],
  ['microseconds', { job: texts(...jobs), start: times([1, 2, 3], timestamp(2, '+00:00')) }],
  ['nanoseconds', { job: texts(...jobs), start: times([1, 2, 3], timestamp(3, 'UTC')) }],
  [
    'texts',
    { job: texts(...jobs), start: texts('2027-03-01T08:00:00Z', '2027-03-02T09:00+01:00', '2027-03-03 09:00') },
  ],
  ['a column of nothing', { person: columnFromArray([null, null, null], nullType()), job: texts(...jobs) }],
])('%s are read like any other buffers', async (_, columns) => {
  const found = await told(but(columns));
  expect(found.failure).toBeUndefined();
  expect(own(found)).toEqual(own(await told(but({ job: texts(...jobs) }))));
});

test('a dictionary holds until another replaces it, whatever batches are between', async () => {
  const coded = (...values: readonly string[]) => column(values, dictionary(utf8()));
  const one = { channel: coded('phone', 'phone', 'email') };
  const other = {
    order: texts('B', 'B', 'B'),
    id: texts('2', '3', '4'),
    channel: coded('email', 'emergency', 'phone'),
  };
  const none = { order: texts(), id: texts(), start: times([]), hours: texts(), channel: coded() };
  const sent = Buffer.concat([schemaOf(one), batchesOf(one), batchesOf(none), batchesOf(other), endMark]);
  const plain = [
    { channel: texts('phone', 'phone', 'email') },
    { ...other, channel: texts('email', 'emergency', 'phone') },
  ] as const;
  const same = Buffer.concat([schemaOf(plain[0]), batchesOf(plain[0]), batchesOf(plain[1]), endMark]);
  const found = await told(sent);
  expect(found.failure).toBeUndefined();
  expect(own(found)).toEqual(own(await told(same)));
});

// --------------------------------------------------------------------------------------------------------------- damage

test('of a stream in which a byte is wrong comes a sentence about it, or lines: no fault, and no wait for what never comes', async () => {
  const whole = but({ job: column(jobs, dictionary(utf8())), hours: column([1.5, 2, 3], decimal(9, 2)) });
  const sentences = new Set<string>();
  for (let at = 0; at < whole.length; at += 5) {
    const bytes = whole.slice();
    bytes[at] = (bytes[at] as number) ^ (at % 2 === 0 ? 0x80 : 0x7f);
    const { failure } = await told(bytes);
    if (failure !== undefined) sentences.add(failure.replace(/: .*/, ''));
  }
  expect([...sentences]).toContain('Standard input is damaged');
});

test('of a schema that points beyond itself it is said that it is damaged', async () => {
  const whole = but({ hours: column([1.5, 2, 3], decimal(9, 2)) });
  const size = new DataView(whole.buffer, whole.byteOffset).getInt32(4, true);
  const failures: string[] = [];
  for (let at = 8; at < 8 + size; at += 1) {
    const bytes = whole.slice();
    bytes[at] = 255;
    failures.push((await told(bytes)).failure ?? '');
  }
  expect(failures.filter((failure) => /: \.$|DataView/.test(failure))).toEqual([]);
  expect(failures).toContain('Standard input is damaged: a message tells of more than it has.');
});

test('of a pipe that breaks it is said that it cannot be read', async () => {
  const broken = async function* () {
    yield schema;
    throw new Error('read ECONNRESET');
  };
  const answer = work({ input: broken(), output: async () => {} }, asked);
  await expect(answer).rejects.toEqual(
    new Failure('Standard input cannot be read: read ECONNRESET.', 'Nothing of it may be used.'),
  );
});

/** The last message but the end mark, with a number of its metadata made larger. */
function enlarged(bytes: Uint8Array, value: number, by: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const head = 8 + view.getInt32(4, true);
  for (let at = head; at + 8 <= head + 8 + view.getInt32(head + 4, true); at += 8)
    if (view.getBigInt64(at, true) === BigInt(value)) view.setBigInt64(at, BigInt(by), true);
  return copy;
}

test.each<readonly [what: string, sent: Uint8Array, failure: string]>([
  [
    'more rows than there are',
    enlarged(stream(rows), 3, 2 ** 40),
    'Standard input is damaged: it has 1099511627776 rows',
  ],
  ['rows that no buffer has', enlarged(stream(rows), 3, 4), 'Standard input is damaged: a buffer has'],
  [
    'a body that never comes',
    enlarged(stream(rows), batch.length - 8 - new DataView(batch.buffer, batch.byteOffset).getInt32(4, true), 2 ** 40),
    'Standard input is damaged: a message of 1099511627776 bytes has buffers of',
  ],
  [
    'a head that never comes',
    Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127),
    'Standard input is damaged: a message has a head of 2147483647 bytes',
  ],
  ['rows before their schema', Buffer.concat([batch, endMark]), 'Standard input has rows before their schema.'],
  [
    'a code that the dictionary does not have',
    but({ channel: added([['phone']], [0, 0, 1]) }),
    'Standard input is damaged: a row has the value 1 of a dictionary of 1.',
  ],
])('%s: refused in one sentence', async (_, sent, failure) => {
  const { records, failure: found } = await told(sent);
  expect([found?.slice(0, failure.length), records.some(({ record }) => record === 'trailer')]).toEqual([
    failure,
    false,
  ]);
});
