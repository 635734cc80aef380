// Columns of lines as a Parquet file, straight from arrays: texts that come again are a dictionary and packed codes, what is
// the same for many lines on end is said once. Nothing is compressed besides. https://parquet.apache.org/docs/file-format
import type { LineColumn, Lines } from './lines.ts';
import { type Output, openOutput } from './output.ts';
import { type Arrays, createArrays } from './sorting.ts';
import type { Heap } from './texts.ts';
import { addVarint, binary, int, list, long, struct, type Thrift, thriftBytes } from './thrift.ts';

/** Lines that stand together: what reads them in pieces reads as many at once. */
const groupLines = 1 << 20;
const magic = new TextEncoder().encode('PAR1');

/** Writes a file and gives its SHA-256. */
export type LinesWriter = (path: string, lines: Lines) => string;

/** What pages are made in is kept for the next file: new memory brings the collector of garbage. */
export function createParquetWriter(program: string): LinesWriter {
  const arrays = createArrays();
  return (path, lines) => writeParquet(path, lines, program, arrays);
}

function writeParquet(path: string, { columns, count }: Lines, program: string, arrays: Arrays): string {
  const output = openOutput(path);
  output.write(magic);
  const groups: Thrift[] = [];
  for (let from = 0; from < count; from += groupLines) {
    const until = Math.min(count, from + groupLines);
    const began = output.written();
    const pages = createPages(from, until, arrays);
    const chunks = columns.map((column) => writeChunk(output, column, pages));
    groups.push(struct({ 1: list(chunks), 2: long(output.written() - began), 3: long(until - from) }));
  }
  const schema = [struct({ 4: binary('lines'), 5: int(columns.length) }), ...columns.map(schemaOf)];
  const foot = thriftBytes(struct({ 1: int(1), 2: list(schema), 3: long(count), 4: list(groups), 6: binary(program) }));
  output.write(foot);
  output.write(new Uint8Array(Uint32Array.of(foot.length).buffer));
  output.write(magic);
  return output.close();
}

// ------------------------------------------------------------------------------------------------------- what stands where

/** Numbers of the format's own lists. */
const types = { boolean: 0, int32: 1, int64: 2, bytes: 6 };
const encodings = { plain: 0, packed: 3, dictionary: 8 };
const pages = { data: 0, dictionary: 2 };

function typeOf({ kind }: LineColumn): number {
  switch (kind) {
    case 'words':
    case 'texts':
      return types.bytes;
    case 'days':
      return types.int32;
    case 'amounts':
      return types.int64;
    case 'flags':
      return types.boolean;
  }
}

/** No column lacks a value. Both words for what values mean: readers of the first version know `converted` alone. */
function schemaOf(column: LineColumn): Thrift {
  const of = (converted: number | undefined, logical: Thrift | undefined, more: Record<number, Thrift> = {}): Thrift =>
    struct({
      1: int(typeOf(column)),
      3: int(0),
      4: binary(column.name),
      6: converted === undefined ? undefined : int(converted),
      ...more,
      10: logical,
    });
  switch (column.kind) {
    case 'words':
    case 'texts':
      return of(0, struct({ 1: struct({}) }));
    case 'days':
      return of(6, struct({ 6: struct({}) }));
    case 'amounts': {
      const [scale, precision] = [int(column.digits), int(18)];
      return of(5, struct({ 5: struct({ 1: scale, 2: precision }) }), { 7: scale, 8: precision });
    }
    case 'flags':
      return of(undefined, undefined);
  }
}

interface Page {
  readonly values: number;
  readonly encoding: number;
  readonly bytes: Uint8Array;
}

/** The pages of one column; says where they are. */
function writeChunk(output: Output, column: LineColumn, pagesOf: Pages): Thrift {
  const { dictionary, data } = pagesOf(column);
  const began = output.written();
  const size = (page: Page): Thrift => int(page.bytes.length);
  if (dictionary !== undefined) {
    const head = struct({ 1: int(dictionary.values), 2: int(dictionary.encoding) });
    output.write(thriftBytes(struct({ 1: int(pages.dictionary), 2: size(dictionary), 3: size(dictionary), 7: head })));
    output.write(dictionary.bytes);
  }
  const dataBegan = output.written();
  const levels = int(encodings.packed);
  const head = struct({ 1: int(data.values), 2: int(data.encoding), 3: levels, 4: levels });
  output.write(thriftBytes(struct({ 1: int(pages.data), 2: size(data), 3: size(data), 5: head })));
  output.write(data.bytes);
  const bytes = long(output.written() - began);
  const used = [...new Set([encodings.plain, encodings.packed, data.encoding])];
  const told = struct({
    1: int(typeOf(column)),
    2: list(used.map(int)),
    3: list([binary(column.name)]),
    4: int(0),
    5: long(data.values),
    6: bytes,
    7: bytes,
    9: long(dataBegan),
    11: dictionary === undefined ? undefined : long(began),
  });
  return struct({ 2: long(began), 3: told });
}

/** The pages of a column, which hold until those of the next one. */
type Pages = (column: LineColumn) => { readonly dictionary?: Page; readonly data: Page };

function createPages(from: number, until: number, arrays: Arrays): Pages {
  const values = until - from;
  const plain = (bytes: Uint8Array): { data: Page } => ({ data: { values, encoding: encodings.plain, bytes } });
  const known = new Map<Uint32Array, { width: number; bytes: Uint8Array }>();

  const packedIn = (name: string, codes: Uint32Array, width: number): Uint8Array =>
    packed(codes, from, until, width, arrays(name, Uint8Array, mostPacked(values, width)));

  /** What several columns share is packed once. */
  function packedOnce(codes: Uint32Array, width: number): Uint8Array {
    const found = known.get(codes);
    if (found?.width === width) return found.bytes;
    const bytes = packedIn(`packed ${known.size}`, codes, width);
    known.set(codes, { width, bytes });
    return bytes;
  }

  function coded(codes: Uint32Array, of: number, bytes: Uint8Array): { dictionary: Page; data: Page } {
    return {
      dictionary: { values: of, encoding: encodings.plain, bytes },
      data: { values, encoding: encodings.dictionary, bytes: packedOnce(codes, widthOf(of)) },
    };
  }

  function ofDays(all: Int32Array): { dictionary?: Page; data: Page } {
    const days = all.subarray(from, until);
    let [least, most] = [days[0] as number, days[0] as number];
    for (let at = 0; at < values; at += 1) {
      const day = days[at] as number;
      if (day < least) least = day;
      if (day > most) most = day;
    }
    const of = most - least + 1;
    if (2 * of > values && of > 1) return plain(bytesOf(days));
    const codes = arrays('days', Uint32Array, until);
    for (let at = from; at < until; at += 1) codes[at] = (all[at] as number) - least;
    const bytes = packedIn('packed', codes, widthOf(of));
    return {
      dictionary: {
        values: of,
        encoding: encodings.plain,
        bytes: bytesOf(Int32Array.from({ length: of }, (_, at) => least + at)),
      },
      data: { values, encoding: encodings.dictionary, bytes },
    };
  }

  return (column) => {
    switch (column.kind) {
      case 'texts':
        return plain(textBytes(column.heap, column.places.subarray(from, until), arrays));
      case 'words': {
        const { heap, words, codes } = column;
        if (2 * words.length <= values || words.length === 1)
          return coded(codes, words.length, textBytes(heap, words, arrays));
        const places = arrays('places', Uint32Array, values);
        for (let at = 0; at < values; at += 1) places[at] = words[codes[from + at] as number] as number;
        return plain(textBytes(heap, places, arrays));
      }
      case 'days':
        return ofDays(column.values);
      case 'amounts': {
        const words = arrays('amounts', Int32Array, 2 * values);
        for (let at = 0; at < values; at += 1) {
          const amount = column.values[from + at] as number;
          words[2 * at] = amount % 2 ** 32;
          words[2 * at + 1] = Math.floor(amount / 2 ** 32);
        }
        return plain(bytesOf(words));
      }
      case 'flags': {
        const bytes = arrays('packed', Uint8Array, mostPacked(values, 1));
        return plain(bytes.subarray(0, pack(column.values, from, until, 1, bytes, 0)));
      }
    }
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Each with its length before it: as they stand in the heap, but for the bytes that fill words. */
function textBytes({ words }: Heap, places: Uint32Array | readonly number[], arrays: Arrays): Uint8Array {
  let size = 4;
  for (let at = 0; at < places.length; at += 1) size += 4 + (words[places[at] as number] as number);
  const bytes = arrays('texts', Uint8Array, size);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let to = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    const length = words[place] as number;
    const end = place + 1 + ((length + 3) >>> 2);
    let next = to;
    for (let word = place; word < end; word += 1) {
      view.setUint32(next, words[word] as number, true);
      next += 4;
    }
    to += 4 + length;
  }
  return bytes.subarray(0, to);
}

// --------------------------------------------------------------------------------------------------------------- codes

/** Bits of the largest of so many codes. */
function widthOf(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

/** From so many lines on end on, a value is said once with its number. */
const longRun = 64;

/** Bytes that so many codes take at most. */
function mostPacked(count: number, width: number): number {
  return 1 + Math.ceil(((count + 8) * width) / 8) + 16 * (Math.ceil(count / longRun) + 2);
}

/** The width, and then by turns runs of one value and groups of eight that are packed. */
function packed(codes: Uint32Array, from: number, until: number, width: number, bytes: Uint8Array): Uint8Array {
  bytes[0] = width;
  let to = 1;
  const varint = (value: number): void => {
    const all: number[] = [];
    addVarint(value, all);
    for (const byte of all) bytes[to++] = byte;
  };
  let packedTo = from;
  const packUntil = (end: number): void => {
    if (end === packedTo) return;
    const groups = Math.ceil((end - packedTo) / 8);
    varint(2 * groups + 1);
    const begins = to;
    to = begins + groups * width;
    bytes.fill(0, pack(codes, packedTo, end, width, bytes, begins), to);
    packedTo = end;
  };
  for (let at = from; at < until; ) {
    const code = codes[at] as number;
    let end = at + 1;
    if (width === 0) end = until;
    else while (end < until && codes[end] === code) end += 1;
    if (end - at >= longRun) {
      // What is packed ends with a whole group.
      packUntil(at + ((8 - ((at - packedTo) % 8)) % 8));
      varint(2 * (end - packedTo));
      for (let bits = 0; bits < width; bits += 8) bytes[to++] = (code >>> bits) & 255;
      packedTo = end;
    }
    at = end;
  }
  packUntil(until);
  return bytes.subarray(0, to);
}

/** Writes the lowest bits of each, one behind the other, and gives where they end. At most 24 bits. */
function pack(codes: Uint32Array, from: number, until: number, width: number, bytes: Uint8Array, to: number): number {
  let [next, waiting, bits] = [to, 0, 0];
  for (let at = from; at < until; at += 1) {
    waiting |= (codes[at] as number) << bits;
    for (bits += width; bits >= 8; bits -= 8) {
      bytes[next] = waiting & 255;
      next += 1;
      waiting >>>= 8;
    }
  }
  if (bits > 0) {
    bytes[next] = waiting & 255;
    next += 1;
  }
  return next;
}
