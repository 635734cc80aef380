// What engines send that is not as it should be: a sentence about it, never a fault, and no trailer where something is missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@avtal/compiler';
import type { Order } from '@avtal/runtime';
import {
  bool,
  type Column,
  columnFromArray,
  type DataType,
  dateDay,
  decimal,
  duration,
  float32,
  float64,
  int64,
  list,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  timestamp,
  utf8,
} from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { Failure } from '../../cli/src/host.ts';
import { work } from '../../cli/src/worker/worker.ts';
import { root } from './harness.ts';

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

interface Told {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly failure?: string;
}

async function told(...blocks: readonly Uint8Array[]): Promise<Told> {
  const out: Uint8Array[] = [];
  const input = async function* () {
    yield* blocks;
  };
  const output = async (bytes: Uint8Array): Promise<void> => {
    out.push(bytes.slice());
  };
  const ask = { from: '2027-03-01', until: '2027-03-31', basis: 'cost' } as const;
  const end = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);
  const read = (bytes: readonly Uint8Array[]) =>
    tableFromIPC(Buffer.concat(bytes))
      .toArray()
      .map((row) => ({ ...row }));
  try {
    await work({ input: input(), output }, { ir: ir as NonNullable<typeof ir>, orders, ask, options: {} });
    return { records: read(out) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { records: out.length === 0 ? [] : read([...out, end]), failure: error.message };
  }
}

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
  ['of no batches neither', Buffer.concat([schema, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)])],
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

test("a customer that is not the order's is told with its row", async () => {
  const { records } = await told(but({ customer: texts('A AS', 'Z', null) }));
  expect(records.flatMap(({ record, told }) => (record === 'problem' ? [JSON.parse(String(told))] : []))).toMatchObject(
    [{ message: '`customer` is "Z", expected `A AS`, the customer of the order `A`.', origin: { line: 2 } }],
  );
});
