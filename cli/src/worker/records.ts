// Records as Arrow: columns of lines, and single ones, become batches whose memory is used again.
import { dayOf } from '@avtal/runtime';
import {
  type Batch,
  batchType,
  Column,
  type DataType,
  dateDay,
  decimal128,
  tableFromColumns,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import { type Arrays, createArrays } from '../bulk/arrays.ts';
import type { LineColumn, Lines } from '../bulk/lines.ts';
import type { Heap } from '../bulk/texts.ts';
import { endMark } from './messages.ts';

/** A record that is no line of columns: texts by their columns. */
export type Said = Readonly<Record<string, string>>;

export interface Records {
  count(): number;
  /** Lines of columns, in this order. */
  addLines(lines: Lines, places: Uint32Array): void;
  add(record: Said): void;
  /** Of all amounts that were ever added, in minor units. */
  sum(): bigint;
  /** The messages of what was added since: its schema, and the rest without an end mark. */
  take(): { readonly schema: Uint8Array; readonly batch: Uint8Array };
}

/** `digits`: of amounts. */
export function createRecords(names: readonly string[], digits: number): Records {
  const arrays = createArrays();
  const columns = names.map((name) => ({ name, maker: makerOf(name, digits, arrays) }));
  let count = 0;
  let sum = 0n;
  return {
    count: () => count,
    sum: () => sum,
    addLines: (lines, places) => {
      if (places.length === 0) return;
      const own = new Map(lines.columns.map((column) => [column.name, column]));
      for (const { name, maker } of columns) {
        const column = own.get(name);
        if (column === undefined) maker.addMany(name === 'record' ? 'line' : undefined, places.length);
        else maker.addColumn(column, places);
        if (column?.kind === 'amounts') sum += sumOf(column.values, places);
      }
      count += places.length;
    },
    add: (record) => {
      for (const { name, maker } of columns) maker.addMany(record[name], 1);
      if (record.amount !== undefined) sum += minorUnits(record.amount);
      count += 1;
    },
    take: () => {
      const made = columns.map(({ name, maker }): [string, Column<unknown>] => [name, maker.take()]);
      const bytes = tableToIPC(tableFromColumns(made), { format: 'stream' }) ?? new Uint8Array(0);
      const size = 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
      count = 0;
      return { schema: bytes.subarray(0, size), batch: bytes.subarray(size, bytes.length - endMark.length) };
    },
  };
}

const minorUnits = (amount: string): bigint => BigInt(amount.replace('.', ''));

/** Of whole numbers below 2^53, whose sum may be beyond. */
function sumOf(values: Float64Array, places: Uint32Array): bigint {
  let [all, some] = [0n, 0];
  for (let at = 0; at < places.length; at += 1) {
    some += values[places[at] as number] as number;
    if (Math.abs(some) < 2 ** 52) continue;
    all += BigInt(some);
    some = 0;
  }
  return all + BigInt(some);
}

// -------------------------------------------------------------------------------------------------------------- columns

interface Maker {
  addColumn(column: LineColumn, places: Uint32Array): void;
  /** The same so many times; undefined: nothing. */
  addMany(text: string | undefined, times: number): void;
  /** What was added since. */
  take(): Column<unknown>;
}

function makerOf(name: string, digits: number, arrays: Arrays): Maker {
  switch (name) {
    case 'from':
    case 'until':
    case 'invoiced':
      return numberMaker(dateDay(), 1, (text, into, at) => {
        into[at] = dayOf(text);
      });
    case 'amount':
      return numberMaker(decimal128(18, digits), 4, (text, into, at) => {
        const amount = minorUnits(text);
        for (let word = 0; word < 4; word += 1)
          into[at + word] = Number(BigInt.asIntN(32, amount >> BigInt(32 * word)));
      });
    default:
      return textMaker(arrays);
  }
}

/** Which values there are. */
interface Bits {
  add(isThere: boolean, times: number): void;
  /** How many there are not, and a bit for each value; empty where all are there. */
  take(): { readonly nullCount: number; readonly validity: Uint8Array };
}

function createBits(): Bits {
  let bits = new Uint8Array(1 << 10);
  let [count, nullCount] = [0, 0];
  return {
    add: (isThere, times) => {
      if (count + times > 8 * bits.length) bits = longer(bits, count + times);
      if (!isThere) nullCount += times;
      const end = count + times;
      for (; isThere && count < end; count += 1) {
        if ((count & 7) === 0 && end - count >= 8) {
          bits[count >> 3] = 255;
          count += 7;
        } else bits[count >> 3] = (bits[count >> 3] as number) | (1 << (count & 7));
      }
      count = end;
    },
    take: () => {
      const validity = nullCount === 0 ? new Uint8Array(0) : bits.slice(0, Math.ceil(count / 8));
      const taken = { nullCount, validity };
      bits.fill(0, 0, Math.ceil(count / 8));
      [count, nullCount] = [0, 0];
      return taken;
    },
  };
}

/** Numbers of so many words. `put`: writes what a text says. */
function numberMaker(type: DataType, width: number, put: (text: string, into: Int32Array, at: number) => void): Maker {
  let words = new Int32Array(1 << 10);
  let count = 0;
  const bits = createBits();
  const reserve = (more: number): void => {
    if (width * (count + more) > words.length) words = longer(words, width * (count + more));
  };
  return {
    addColumn: (column, places) => {
      const { length } = places;
      if (column.kind !== 'days' && column.kind !== 'amounts') throw new Error(`\`${column.name}\` has no numbers`);
      reserve(length);
      const { values } = column;
      if (column.kind === 'days')
        for (let at = 0; at < length; at += 1) words[count + at] = values[places[at] as number] as number;
      else
        for (let at = 0; at < length; at += 1)
          putWhole(values[places[at] as number] as number, words, 4 * (count + at));
      bits.add(true, length);
      count += length;
    },
    addMany: (text, times) => {
      reserve(times);
      for (let at = width * count; at < width * (count + times); at += width) {
        if (text === undefined) words.fill(0, at, at + width);
        else put(text, words, at);
      }
      bits.add(text !== undefined, times);
      count += times;
    },
    take: () => {
      const values = width === 1 ? words.subarray(0, count) : new BigUint64Array(words.buffer, 0, (width * count) / 2);
      const column = columnOf(type, count, { ...bits.take(), values });
      count = 0;
      return column;
    },
  };
}

/** A whole number below 2^53 as one of 128 bits. */
function putWhole(value: number, into: Int32Array, at: number): void {
  const high = Math.floor(value / 2 ** 32);
  into[at] = value - high * 2 ** 32;
  into[at + 1] = high;
  into.fill(value < 0 ? -1 : 0, at + 2, at + 4);
}

function textMaker(arrays: Arrays): Maker {
  const type = utf8();
  const bits = createBits();
  let offsets = new Int32Array(1 << 10);
  let bytes = new Uint8Array(1 << 14);
  let [count, end] = [0, 0];

  const reserve = (texts: number, size: number): void => {
    if (count + texts >= offsets.length) offsets = longer(offsets, count + texts + 1);
    if (end + size > bytes.length) bytes = longer(bytes, end + size);
  };

  /** What stands there, so many times more. */
  function repeat(from: number, size: number, times: number): void {
    reserve(times, size * times);
    for (let left = size * times; left > 0; ) {
      const part = Math.min(left, end - from);
      bytes.copyWithin(end, from, from + part);
      end += part;
      left -= part;
    }
    for (; times > 0; times -= 1) {
      count += 1;
      offsets[count] = (offsets[count - 1] as number) + size;
    }
  }

  /** Texts of a heap, each as many times as it follows itself. */
  function addPlaces(heap: Heap, places: Uint32Array): void {
    const from = new Uint8Array(heap.words.buffer);
    const { length } = places;
    for (let line = 0; line < length; ) {
      const place = places[line] as number;
      const size = heap.words[place] as number;
      const first = line;
      for (line += 1; line < length && places[line] === place; ) line += 1;
      reserve(1, size);
      const begin = end;
      for (let at = 4 * (place + 1); at < 4 * (place + 1) + size; at += 1, end += 1) bytes[end] = from[at] as number;
      count += 1;
      offsets[count] = end;
      if (line - first > 1) repeat(begin, size, line - first - 1);
    }
    bits.add(true, length);
  }

  const addMany = (text: string | undefined, times: number): void => {
    bits.add(text !== undefined, times);
    const [begin, size] = [end, text === undefined ? 0 : Buffer.byteLength(text)];
    reserve(1, size);
    if (size > 0) Buffer.from(bytes.buffer, begin, size).write(text ?? '');
    end += size;
    count += 1;
    offsets[count] = end;
    if (times > 1) repeat(begin, size, times - 1);
  };

  return {
    addMany,
    addColumn: (column, places) => {
      const { length } = places;
      switch (column.kind) {
        case 'words': {
          const { codes, words, heap } = column;
          const own = arrays('places', Uint32Array, length);
          for (let at = 0; at < length; at += 1) own[at] = words[codes[places[at] as number] as number] as number;
          addPlaces(heap, own);
          break;
        }
        case 'texts': {
          const own = arrays('places', Uint32Array, length);
          for (let at = 0; at < length; at += 1) own[at] = column.places[places[at] as number] as number;
          addPlaces(column.heap, own);
          break;
        }
        case 'flags':
          for (let at = 0; at < length; ) {
            const value = column.values[places[at] as number];
            const first = at;
            for (at += 1; at < length && column.values[places[at] as number] === value; ) at += 1;
            addMany(String(value === 1), at - first);
          }
          break;
        case 'days':
        case 'amounts':
          throw new Error(`\`${column.name}\` has no texts`);
      }
    },
    take: () => {
      const values = bytes.subarray(0, end);
      const column = columnOf(type, count, { ...bits.take(), offsets: offsets.subarray(0, count + 1), values });
      [count, end] = [0, 0];
      return column;
    },
  };
}

function columnOf(
  type: DataType,
  length: number,
  buffers: Omit<ConstructorParameters<typeof Batch<unknown>>[0], 'length' | 'type'>,
): Column<unknown> {
  const Own = batchType(type);
  return new Column([new Own({ ...buffers, length, type })], type);
}

function longer<N extends Uint8Array | Int32Array>(from: N, least: number): N {
  const into = new (from.constructor as new (length: number) => N)(Math.ceil(1.5 * least));
  into.set(from);
  return into;
}
