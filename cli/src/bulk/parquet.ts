// Columns of lines as a Parquet file, straight from arrays: texts that come again are a dictionary and packed codes, what is
// the same for many lines on end is said once. Nothing is compressed besides. https://parquet.apache.org/docs/file-format

import { type Arrays, createArrays, pieces } from './arrays.ts';
import type { LineColumn, Lines } from './lines.ts';
import { type Output, openOutput } from './output.ts';
import type { Heap } from './texts.ts';
import { binary, int, list, long, putVarint, struct, type Thrift, thriftBytes } from './thrift.ts';

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

  const packedIn = (name: string, codes: Uint32Array, least: number, width: number): Uint8Array =>
    packed(codes.subarray(from, until), least, width, arrays(name, Uint8Array, mostPacked(values, width)));

  /** What several columns share is packed once. */
  function packedOnce(codes: Uint32Array, width: number): Uint8Array {
    const found = known.get(codes);
    if (found?.width === width) return found.bytes;
    const bytes = packedIn(`packed ${known.size}`, codes, 0, width);
    known.set(codes, { width, bytes });
    return bytes;
  }

  function coded(of: number, dictionary: Uint8Array, codes: Uint8Array): { dictionary: Page; data: Page } {
    return {
      dictionary: { values: of, encoding: encodings.plain, bytes: dictionary },
      data: { values, encoding: encodings.dictionary, bytes: codes },
    };
  }

  function ofDays(all: Int32Array): { dictionary?: Page; data: Page } {
    const days = all.subarray(from, until);
    const range = { least: days[0] as number, most: days[0] as number };
    for (const [from, until] of pieces(values)) widen(range, days, from, until);
    const { least } = range;
    const of = range.most - least + 1;
    if (2 * of > values && of > 1) return plain(bytesOf(days));
    const dictionary = bytesOf(Int32Array.from({ length: of }, (_, at) => least + at));
    const codes = new Uint32Array(all.buffer, all.byteOffset, all.length);
    return coded(of, dictionary, packedIn('packed', codes, least, widthOf(of)));
  }

  return (column) => {
    switch (column.kind) {
      case 'texts':
        return plain(textBytes(column.heap, column.places.subarray(from, until), arrays));
      case 'words': {
        const { heap, words, codes } = column;
        if (2 * words.length <= values || words.length === 1)
          return coded(words.length, textBytes(heap, words, arrays), packedOnce(codes, widthOf(words.length)));
        const places = codes.subarray(from, until).map((code) => words[code] as number);
        return plain(textBytes(heap, places, arrays));
      }
      case 'days':
        return ofDays(column.values);
      case 'amounts': {
        const words = arrays('amounts', Int32Array, 2 * values);
        const numbers = column.values.subarray(from, until);
        for (const [from, until] of pieces(values)) split(numbers, from, until, words);
        return plain(bytesOf(words));
      }
      case 'flags': {
        const bytes = arrays('packed', Uint8Array, mostPacked(values, 1));
        return plain(bytes.subarray(0, packAll(column.values, { from, until, least: 0, width: 1 }, bytes, 0)));
      }
    }
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The least and the largest so far. */
interface Range {
  least: number;
  most: number;
}

function widen(range: Range, days: Int32Array, from: number, until: number): void {
  let { least, most } = range;
  for (let at = from; at < until; at += 1) {
    const day = days[at] as number;
    if (day < least) least = day;
    if (day > most) most = day;
  }
  range.least = least;
  range.most = most;
}

/** Whole numbers as 64 bits each, the lower half first. */
function split(numbers: Float64Array, from: number, until: number, into: Int32Array): void {
  for (let at = from; at < until; at += 1) {
    const number = numbers[at] as number;
    into[2 * at] = number;
    into[2 * at + 1] = Math.floor(number / 2 ** 32);
  }
}

/** Each with its length before it: as they stand in the heap, but for the bytes that fill words. */
function textBytes({ words }: Heap, places: Uint32Array, arrays: Arrays): Uint8Array {
  let size = 4;
  for (const [from, until] of pieces(places.length)) size += lengthOf(words, places, from, until);
  const bytes = arrays('texts', Uint8Array, size);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let to = 0;
  for (const [from, until] of pieces(places.length)) to = putTexts(words, places, from, until, view, to);
  return bytes.subarray(0, to);
}

function lengthOf(words: Uint32Array, places: Uint32Array, from: number, until: number): number {
  let length = 4 * (until - from);
  for (let at = from; at < until; at += 1) length += words[places[at] as number] as number;
  return length;
}

function putTexts(
  words: Uint32Array,
  places: Uint32Array,
  from: number,
  until: number,
  view: DataView,
  begins: number,
): number {
  let to = begins;
  for (let at = from; at < until; at += 1) {
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
  return to;
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

/** The width, and then by turns runs of one code and groups of eight that are packed. Codes are counted from the least one. */
function packed(codes: Uint32Array, least: number, width: number, bytes: Uint8Array): Uint8Array {
  const count = codes.length;
  bytes[0] = width;
  let to = 1;
  let packedTo = 0;
  for (let at = 0; at < count; ) {
    // A long run that begins between here and there goes on there.
    const there = Math.min(at + longRun, count) - 1;
    const code = codes[there] as number;
    let [first, end] = [there, there + 1];
    if (width === 0) [first, end] = [at, count];
    while (first > at && codes[first - 1] === code) first -= 1;
    while (end < count && codes[end] === code) end += 1;
    if (end - first >= longRun) {
      // What is packed ends with a whole group.
      const until = first + ((8 - ((first - packedTo) % 8)) % 8);
      to = putGroups(codes, { from: packedTo, until, least, width }, bytes, to);
      to = putVarint(2 * (end - until), bytes, to);
      for (let bits = 0; bits < width; bits += 8) bytes[to++] = (code - least) >>> bits;
      packedTo = end;
    }
    at = end;
  }
  return bytes.subarray(0, putGroups(codes, { from: packedTo, until: count, least, width }, bytes, to));
}

interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly least: number;
  readonly width: number;
}

function putGroups(codes: Uint32Array, of: Stretch, bytes: Uint8Array, to: number): number {
  if (of.until === of.from) return to;
  const groups = Math.ceil((of.until - of.from) / 8);
  const begins = putVarint(2 * groups + 1, bytes, to);
  const ends = begins + groups * of.width;
  bytes.fill(0, packAll(codes, of, bytes, begins), ends);
  return ends;
}

function packAll(codes: Uint32Array, { from, until, ...how }: Stretch, bytes: Uint8Array, to: number): number {
  let next = to;
  for (const [begins, ends] of pieces(until - from))
    next = pack(codes, { from: from + begins, until: from + ends, ...how }, bytes, next);
  return next;
}

/** Writes the lowest bits of each, one behind the other, and gives where they end. At most 24 bits. */
function pack(codes: Uint32Array, { from, until, least, width }: Stretch, bytes: Uint8Array, to: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let [next, waiting, bits] = [to, 0, 0];
  for (let at = from; at < until; at += 1) {
    const code = (codes[at] as number) - least;
    waiting |= code << bits;
    bits += width;
    if (bits < 32) continue;
    view.setInt32(next, waiting, true);
    next += 4;
    bits -= 32;
    waiting = code >>> (width - bits);
  }
  for (; bits > 0; bits -= 8) {
    bytes[next] = waiting;
    next += 1;
    waiting >>>= 8;
  }
  return next;
}
