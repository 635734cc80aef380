// Arrow IPC streams, a message at a time: a stream is as long as it likes, and one that is cut off is no stream.
import {
  batchType,
  Column,
  columnFromArray,
  dateDay,
  decimal128,
  type Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import { Failure } from '../host.ts';

/** One message with what frames it. */
interface Message {
  readonly bytes: Uint8Array;
  readonly kind: 'schema' | 'dictionary' | 'batch' | 'other';
}

const continuation = 0xffffffff;

/**
 * The batches of a stream, each as a table of its own. https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format
 * Throws a Failure for what is no such stream, or ends before its end.
 */
export async function* readBatches(input: AsyncIterable<Uint8Array>): AsyncIterable<Table> {
  let schema: Uint8Array | undefined;
  const dictionaries: Uint8Array[] = [];
  for await (const { bytes, kind } of messagesOf(input)) {
    if (kind === 'schema' && schema !== undefined)
      throw new Failure('Standard input has a second schema.', 'Send all rows as one stream, with one schema.');
    else if (kind === 'schema') schema = bytes;
    else if (kind === 'dictionary') dictionaries.push(bytes);
    else if (kind === 'batch' && schema !== undefined) yield tableOf([schema, ...dictionaries, bytes]);
  }
  if (schema === undefined) throw new Failure('Standard input is empty.', 'The rows come as an Arrow IPC stream.');
}

function tableOf(messages: Uint8Array[]): Table {
  // Dates and times as numbers of milliseconds, whole numbers and decimals with all their digits.
  const table = readArrow(() => tableFromIPC(messages, { useDate: false, useBigInt: true, useDecimalInt: true }));
  const bytes = messages.at(-1)?.length ?? 0;
  if (table.numRows <= 8 * bytes) return table;
  throw new Failure(`Standard input has ${table.numRows} rows in a message of ${bytes} bytes: it is damaged.`);
}

/** What the library of Arrow says of data that is not as the format has it is about them, not about avtal. */
export function readArrow<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Failure(
      `Standard input has Arrow data that cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

async function* messagesOf(input: AsyncIterable<Uint8Array>): AsyncIterable<Message> {
  const left = createBuffer(input);
  for (;;) {
    const head = await left.take(8);
    if (head === undefined) {
      throw new Failure(
        'Standard input ends before its end: the stream has no end mark.',
        'Nothing of it may be used.',
      );
    }
    const view = new DataView(head.buffer, head.byteOffset, 8);
    if (view.getUint32(0, true) !== continuation) {
      throw new Failure(
        'Standard input is no Arrow IPC stream.',
        'Write the stream format (not the file format) of Arrow 0.15 or later.',
      );
    }
    const size = view.getInt32(4, true);
    if (size === 0) {
      if ((await left.take(1)) === undefined) return;
      throw new Failure(
        'Standard input goes on after the end mark of the stream.',
        'Send all rows as one stream, with one end mark, and close the pipe.',
      );
    }
    const metadata = await left.take(size);
    const { kind, bodySize } = metadata === undefined ? { kind: 'other' as const, bodySize: 0 } : headerOf(metadata);
    const body = metadata === undefined ? undefined : await left.take(bodySize);
    if (metadata === undefined || body === undefined) {
      throw new Failure('Standard input ends within a message.', 'Nothing of it may be used.');
    }
    const bytes = new Uint8Array(8 + size + bodySize);
    bytes.set(head);
    bytes.set(metadata, 8);
    bytes.set(body, 8 + size);
    yield { bytes, kind };
  }
}

/** What a message says of itself (a FlatBuffer `Message`: version, header type, header, length of the body). */
function headerOf(metadata: Uint8Array): { kind: Message['kind']; bodySize: number } {
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  const root = view.getInt32(0, true);
  const fields = root - view.getInt32(root, true);
  const place = (field: number): number => {
    const at = 4 + 2 * field;
    const offset = at < view.getUint16(fields, true) ? view.getUint16(fields + at, true) : 0;
    return offset === 0 ? -1 : root + offset;
  };
  const [type, body] = [place(1), place(3)];
  const kinds: readonly Message['kind'][] = ['other', 'schema', 'dictionary', 'batch'];
  return {
    kind: kinds[type < 0 ? 0 : view.getUint8(type)] ?? 'other',
    bodySize: body < 0 ? 0 : Number(view.getBigInt64(body, true)),
  };
}

function createBuffer(input: AsyncIterable<Uint8Array>): { take(size: number): Promise<Uint8Array | undefined> } {
  const blocks = input[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  return {
    take: async (wanted) => {
      while (size < wanted) {
        const { value, done } = await blocks.next();
        if (done === true) return undefined;
        held.push(value);
        size += value.length;
      }
      const taken = new Uint8Array(wanted);
      for (let at = 0; at < wanted; ) {
        const [first = new Uint8Array(0)] = held;
        const part = first.subarray(0, wanted - at);
        taken.set(part, at);
        at += part.length;
        if (part.length === first.length) held.shift();
        else held[0] = first.subarray(part.length);
      }
      size -= wanted;
      return taken;
    },
  };
}

// -------------------------------------------------------------------------------------------------------------- writing

export type ColumnKind = 'text' | 'date' | 'amount';

export interface OutColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Texts; days since 1970; amounts in minor units. */
  readonly values: readonly (string | number | bigint | null)[];
}

/** The messages of one batch: its schema, and the rest without an end mark. `digits`: of amounts. */
export function batchBytes(columns: readonly OutColumn[], digits: number): { schema: Uint8Array; batch: Uint8Array } {
  const made = columns.map((column): [string, Column<unknown>] => [column.name, columnOf(column, digits)]);
  const bytes = tableToIPC(tableFromColumns(made), { format: 'stream' }) ?? new Uint8Array(0);
  const size = 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
  return { schema: bytes.subarray(0, size), batch: bytes.subarray(size, bytes.length - endMark.length) };
}

function columnOf({ kind, values }: OutColumn, digits: number): Column<unknown> {
  switch (kind) {
    case 'text':
      return textColumn(values);
    case 'date':
      return columnFromArray(
        values.map((day) => (typeof day === 'number' ? day * 86_400_000 : null)),
        dateDay(),
      );
    case 'amount':
      return columnFromArray([...values], decimal128(18, digits));
  }
}

/** All texts are encoded at once: one by one they cost more than pricing. */
function textColumn(given: OutColumn['values']): Column<unknown> {
  const { length } = given;
  const offsets = new Int32Array(length + 1);
  const validity = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (const [at, value] of given.entries()) {
    offsets[at + 1] = (offsets[at] as number) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
    if (value === null) nullCount += 1;
    else validity[at >> 3] = (validity[at >> 3] as number) | (1 << (at & 7));
  }
  const values = new Uint8Array(Buffer.from(given.join('')));
  const type = utf8();
  const Batch = batchType(type);
  const bits = nullCount === 0 ? new Uint8Array(0) : validity;
  return new Column([new Batch({ length, nullCount, type, validity: bits, offsets, values })], type);
}

export const endMark: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
