// Columns of one batch of Arrow as its buffers have them: texts as bytes with their places, everything else as numbers.
import { batchType, type DataType, Type } from '@uwdata/flechette';
import { isText } from './columns.ts';
import { damaged, type Fields } from './flatbuffer.ts';
import { storedAs, writerOf } from './values.ts';

/** Text i is the bytes from offset i to the next. */
export interface Texts {
  readonly count: number;
  readonly offsets: Int32Array | Float64Array;
  readonly bytes: Uint8Array;
  /** A bit for each that there is; absent: all are there. */
  readonly valid: Uint8Array | undefined;
}

/** Codes are places among the texts; absent: each row has its own. */
export interface TextCells {
  readonly kind: 'texts';
  readonly valid: Uint8Array | undefined;
  readonly texts: Texts;
  readonly codes: Int32Array | undefined;
}

export interface NumberCells {
  readonly kind: 'numbers';
  readonly type: DataType;
  readonly rows: number;
  readonly valid: Uint8Array | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Cells = TextCells | NumberCells;

export function isThere(valid: Uint8Array | undefined, at: number): boolean {
  return valid === undefined || ((valid[at >> 3] as number) & (1 << (at & 7))) !== 0;
}

const decoder = new TextDecoder();

export function textAt({ offsets, bytes }: Texts, at: number): string {
  return decoder.decode(bytes.subarray(offsets[at], offsets[at + 1]));
}

/** The value of each row as facts write it; undefined: none, or an empty text. */
export function textOf(cells: Cells): (row: number) => string | undefined {
  if (cells.kind === 'texts') {
    const { valid, texts, codes } = cells;
    return (row) => {
      const at = codes === undefined ? row : (codes[row] as number);
      return isThere(valid, row) && isThere(texts.valid, at) ? textAt(texts, at) || undefined : undefined;
    };
  }
  const { type, rows, valid, bytes } = cells;
  const write = writerOf('', type);
  if (type.typeId === Type.Null) return () => undefined;
  const stored = storedAs(type);
  const Batch = batchType(stored, { useBigInt: true, useDecimalInt: true });
  const batch = new Batch({
    ...{ length: rows, nullCount: valid === undefined ? 0 : rows, type: stored },
    ...(valid === undefined ? {} : { validity: valid }),
    values:
      'values' in stored
        ? new stored.values(bytes.buffer, bytes.byteOffset, bytes.byteLength / stored.values.BYTES_PER_ELEMENT)
        : bytes,
  });
  return (row) => {
    const value: unknown = batch.at(row);
    return value === null || value === undefined ? undefined : write(value);
  };
}

// ------------------------------------------------------------------------------------------------------------- batches

/** Takes what a batch has one after the other: of each column what tells of it, and its buffers. */
export interface Buffers {
  readonly rows: number;
  /** How many columns it tells of. */
  readonly columns: number;
  node(): { readonly rows: number; readonly nulls: number };
  buffer(): Uint8Array<ArrayBuffer>;
  /** How many buffers of texts come besides. */
  more(): number;
}

export function buffersOf(batch: Fields, body: Uint8Array<ArrayBuffer>): Buffers {
  const [nodes, places, more] = [batch.entries(1, 2), batch.entries(2, 2), batch.entries(4, 1)];
  const next = <T>(all: readonly T[]): (() => T) => {
    let at = 0;
    return () => {
      const found = all[at];
      at += 1;
      if (found === undefined) throw damaged('a batch has fewer columns than its schema');
      return found;
    };
  };
  const [nextNode, nextPlace, nextMore] = [next(nodes), next(places), next(more)];
  const rows = batch.number(0, 64);
  if (rows < 0) throw damaged(`a batch has ${rows} rows`);
  return {
    rows,
    columns: nodes.length,
    node: () => {
      const [own = 0, nulls = 0] = nextNode();
      if (own !== rows) throw damaged(`a column has ${own} values, and its batch ${rows} rows`);
      return { rows: own, nulls };
    },
    buffer: () => {
      const [at = 0, length = 0] = nextPlace();
      if (at < 0 || length < 0 || at + length > body.length) throw damaged('a buffer lies outside its message');
      const bytes = body.subarray(at, at + length);
      // Numbers of eight bytes can be read where they stand at such a place.
      return at % 8 === 0 ? bytes : bytes.slice();
    },
    more: () => nextMore()[0] ?? 0,
  };
}

/** The values of a column, which is one of so many. `texts`: of its dictionary. */
export function cellsOf(type: DataType, columns: number, buffers: Buffers, texts?: Texts): Cells {
  const { rows } = buffers;
  if (type.typeId === Type.Null) {
    // By the format, what has no values is told of like others; some writers leave it out.
    if (buffers.columns === columns) buffers.node();
    return { kind: 'numbers', type, rows, valid: new Uint8Array(Math.ceil(rows / 8)), bytes: new Uint8Array(0) };
  }
  const { nulls } = buffers.node();
  const bits = buffers.buffer();
  const valid = nulls === 0 ? undefined : long(bits, Math.ceil(rows / 8));
  if (type.typeId === Type.Dictionary) {
    const codes = codesIn(type.indices, buffers.buffer(), rows);
    const own = texts ?? { count: 0, offsets: new Int32Array(1), bytes: new Uint8Array(0), valid: undefined };
    for (let row = 0; row < rows; row += 1) {
      const code = codes[row] as number;
      if (code >= 0 && code < own.count) continue;
      if (isThere(valid, row)) throw damaged(`a row has the value ${code} of a dictionary of ${own.count}`);
      codes[row] = 0;
    }
    return { kind: 'texts', valid, texts: own, codes };
  }
  if (isText(type)) return { kind: 'texts', valid, texts: readTexts(type, buffers, rows, valid), codes: undefined };
  return { kind: 'numbers', type, rows, valid, bytes: long(buffers.buffer(), Math.ceil((rows * bitsOf(type)) / 8)) };
}

function long<B extends Uint8Array>(bytes: B, least: number): B {
  if (bytes.length < least) throw damaged(`a buffer has ${bytes.length} bytes, and its rows need ${least}`);
  return bytes;
}

/** How wide one value is. */
function bitsOf(type: DataType): number {
  switch (type.typeId) {
    case Type.Bool:
      return 1;
    case Type.Decimal:
      return type.bitWidth;
    default:
      return 'values' in type && type.values !== undefined ? 8 * type.values.BYTES_PER_ELEMENT : 0;
  }
}

function codesIn(type: DataType, bytes: Uint8Array<ArrayBuffer>, rows: number): Int32Array {
  if (type.typeId !== Type.Int) throw damaged('a dictionary is looked up by what is no number');
  long(bytes, (rows * type.bitWidth) / 8);
  const own = new type.values(bytes.buffer, bytes.byteOffset, rows);
  const codes = new Int32Array(rows);
  // What is larger than any dictionary is told as that.
  for (let row = 0; row < rows; row += 1) codes[row] = Math.max(-1, Math.min(Number(own[row]), 2 ** 31 - 1));
  return codes;
}

function readTexts(type: DataType, buffers: Buffers, rows: number, valid: Uint8Array | undefined): Texts {
  if (type.typeId === Type.Utf8View) return viewedTexts(buffers, rows, valid);
  const isLarge = type.typeId === Type.LargeUtf8;
  const given = buffers.buffer();
  const bytes = buffers.buffer();
  // Of no rows there may be no offsets.
  if (rows === 0) return { count: 0, offsets: new Int32Array(1), bytes, valid };
  long(given, (rows + 1) * (isLarge ? 8 : 4));
  const offsets = isLarge
    ? Float64Array.from(new BigInt64Array(given.buffer, given.byteOffset, rows + 1), Number)
    : new Int32Array(given.buffer, given.byteOffset, rows + 1);
  for (let at = 0, before = 0; at <= rows; at += 1) {
    const own = offsets[at] as number;
    if (own < before || own > bytes.length) throw damaged('a text lies outside its buffer');
    before = own;
  }
  return { count: rows, offsets, bytes, valid };
}

/** Short texts stand in their views, long ones in buffers of their own. */
function viewedTexts(buffers: Buffers, rows: number, valid: Uint8Array | undefined): Texts {
  const given = long(buffers.buffer(), 16 * rows);
  const views = new Int32Array(given.buffer, given.byteOffset, 4 * rows);
  const far = Array.from({ length: buffers.more() }, () => buffers.buffer());
  const offsets = new Float64Array(rows + 1);
  const parts: Uint8Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    const length = isThere(valid, row) ? (views[4 * row] as number) : 0;
    const [at, from] =
      length <= 12 ? [16 * row + 4, given] : [views[4 * row + 3] as number, far[views[4 * row + 2] as number]];
    if (length < 0 || at < 0 || from === undefined || at + length > from.length)
      throw damaged('a text lies outside its buffer');
    parts.push(from.subarray(at, at + length));
    offsets[row + 1] = (offsets[row] as number) + length;
  }
  return { count: rows, offsets, bytes: Buffer.concat(parts), valid };
}

// -------------------------------------------------------------------------------------------------------- dictionaries

/** Values as facts write them, whatever they are. One that is empty says nothing, as one that is not there. */
export function textsIn(cells: Cells): Texts {
  if (cells.kind === 'texts' && cells.codes === undefined) return cells.texts;
  const rows = cells.kind === 'texts' ? (cells.codes?.length ?? 0) : cells.rows;
  const written = textOf(cells);
  const encoder = new TextEncoder();
  const offsets = new Float64Array(rows + 1);
  const parts: Uint8Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    const bytes = encoder.encode(written(row) ?? '');
    parts.push(bytes);
    offsets[row + 1] = (offsets[row] as number) + bytes.length;
  }
  return { count: rows, offsets, bytes: Buffer.concat(parts), valid: undefined };
}

/** What comes to a dictionary stands behind what it has. */
export function joinTexts(first: Texts, second: Texts): Texts {
  const count = first.count + second.count;
  const offsets = new Float64Array(count + 1);
  const valid = new Uint8Array(Math.ceil(count / 8));
  // Behind its last text a buffer may have more bytes.
  const shift = first.offsets[first.count] as number;
  for (let at = 0; at < first.count; at += 1) offsets[at] = first.offsets[at] as number;
  for (let at = 0; at <= second.count; at += 1) offsets[first.count + at] = shift + (second.offsets[at] as number);
  for (let at = 0; at < count; at += 1) {
    const isOwn = at < first.count ? isThere(first.valid, at) : isThere(second.valid, at - first.count);
    if (isOwn) valid[at >> 3] = (valid[at >> 3] as number) | (1 << (at & 7));
  }
  return { count, offsets, bytes: Buffer.concat([first.bytes.subarray(0, shift), second.bytes]), valid };
}
