// What DuckDB read, as it stands in its memory: times and texts of some thousand rows, without an object for a value.
import { createRequire } from 'node:module';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { createHeap, type Heap, reserve, sizeOf } from './texts.ts';

/** Some thousand rows. All of it holds until the next ones are taken. */
export interface Block {
  readonly rows: number;
  readonly times: readonly Times[];
  readonly texts: readonly Texts[];
}

/** What a block is to have, in SQL. */
export interface BlockColumns {
  readonly times: readonly string[];
  readonly texts: readonly string[];
}

interface Column {
  readonly words: Uint32Array;
  /** A bit for each row, 0 where it has no value; absent: all have one. */
  readonly valid: Uint32Array | undefined;
}

/** Microseconds, each as two words. */
export type Times = Column;

/** Texts as in `texts.ts`, by their places. That of a row without a value is empty. */
export interface Texts extends Column {
  /** The same memory. */
  readonly bytes: Uint8Array;
  readonly places: Uint32Array;
}

export function isThere({ valid }: Column, row: number): boolean {
  return valid === undefined || ((valid[row >>> 5] as number) & (1 << (row & 31))) !== 0;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Takes its time; null where the row has none. */
export function textIn(texts: Texts | undefined, row: number): string | null {
  if (texts === undefined || !isThere(texts, row)) return null;
  const place = texts.places[row] as number;
  const from = 4 * (place + 1);
  return decoder.decode(texts.bytes.subarray(from, from + (texts.words[place] as number)));
}

/** As many rows as DuckDB has in one vector, and no more. */
export const blockRows = 2048;
/** A vector has four words for a text: its length in bytes, and up to twelve bytes the text itself, with 0 behind it. */
const everyFourth = Uint32Array.from({ length: blockRows }, (_, row) => 4 * row);
const mostWithin = 12;

/** Of a column that there is not. */
export const noTexts: Texts = {
  words: new Uint32Array(1),
  bytes: new Uint8Array(0),
  places: new Uint32Array(blockRows),
  valid: undefined,
};

/** The blocks of one query, with so many columns of each kind: where texts are long, each takes the memory of the one before. */
export function createBlocks(times: number, texts: number): (chunk: DuckDBDataChunk) => Block {
  const bindings = loadBindings();
  const own = Array.from({ length: texts }, () => ({ heap: createHeap(0), places: new Uint32Array(blockRows) }));
  const run = createHeap(0);
  return (chunk) => {
    const rows = chunk.rowCount;
    return {
      rows,
      times: Array.from({ length: times }, (_, at) => columnOf(bindings, chunk, at, 8)),
      texts: own.map(({ heap, places }, at) => textsOf(columnOf(bindings, chunk, times + at, 16), heap, places)),
    };

    function textsOf({ words, valid }: Column, heap: Heap, places: Uint32Array): Texts {
      const column = { words, valid };
      let long = 0;
      for (let row = 0; row < rows; row += 1) {
        if (!isThere(column, row)) words[4 * row] = 0;
        const length = words[4 * row] as number;
        if (length > mostWithin) long += sizeOf(length);
      }
      if (long === 0) return { ...column, bytes: new Uint8Array(words.buffer, words.byteOffset), places: everyFourth };
      heap.used = 0;
      reserve(heap, words.length + long);
      heap.words.set(words);
      heap.used = words.length;
      places.set(everyFourth);
      for (let row = 0; row < rows; )
        row = (words[4 * row] as number) > mostWithin ? addRun(words, row, heap, places) : row + 1;
      return { words: heap.words, valid, bytes: new Uint8Array(heap.words.buffer), places };
    }

    /**
     * Of a longer text a vector has its length, its first word and where it stands. DuckDB puts those of a column behind
     * each other: so all from this row on that are, are taken at once, and added to the heap. Gives the first row after them.
     */
    function addRun(words: Uint32Array, first: number, heap: Heap, places: Uint32Array): number {
      const pointer = (row: number): number =>
        (words[4 * row + 2] as number) + (words[4 * row + 3] as number) * 2 ** 32;
      const begin = pointer(first);
      let [end, until] = [begin, first];
      for (; until < rows; until += 1) {
        const length = words[4 * until] as number;
        if (length <= mostWithin) continue;
        if (pointer(until) !== end) break;
        end += length;
      }
      const bytes = bindings.get_data_from_pointer(words.buffer, words.byteOffset + 16 * first + 8, end - begin);
      run.used = 0;
      reserve(run, sizeOf(bytes.length) + 1);
      new Uint8Array(run.words.buffer).set(bytes);
      let from = 0;
      for (let row = first; row < until; row += 1) {
        const length = words[4 * row] as number;
        if (length <= mostWithin) continue;
        places[row] = heap.used;
        addFrom(run.words, from, length, heap);
        from += length;
      }
      return until;
    }
  };
}

/** Adds a text that begins with any byte. */
function addFrom(words: Uint32Array, from: number, length: number, heap: Heap): void {
  const into = heap.words;
  const shift = 8 * (from & 3);
  into[heap.used] = length;
  const end = heap.used + sizeOf(length);
  let at = from >>> 2;
  for (let to = heap.used + 1; to < end; to += 1, at += 1)
    into[to] = ((words[at] as number) >>> shift) | (((words[at + 1] as number) << 1) << (31 - shift));
  if ((length & 3) !== 0) into[end - 1] = (into[end - 1] as number) & ((1 << (8 * (length & 3))) - 1);
  heap.used = end;
}

/** What DuckDB's package stands on, and what its getters call for each value: here, for each column. It is loaded already. */
interface Bindings {
  data_chunk_get_vector(chunk: unknown, column: number): unknown;
  vector_get_data(vector: unknown, bytes: number): Uint8Array;
  /** A bit for each row; null: all have a value. */
  vector_get_validity(vector: unknown, bytes: number): Uint8Array | null;
  /** So many bytes from where the pointer points that stands at this place. */
  get_data_from_pointer(memory: ArrayBufferLike, place: number, bytes: number): Uint8Array;
}

function loadBindings(): Bindings {
  const api = createRequire(import.meta.url).resolve('@duckdb/node-api');
  return createRequire(api)('@duckdb/node-bindings');
}

/** `size`: bytes of a value. */
function columnOf(bindings: Bindings, chunk: DuckDBDataChunk, at: number, size: number): Column {
  const rows = chunk.rowCount;
  // The pinned version keeps under this name what its own getters hand to the bindings.
  const vector = bindings.data_chunk_get_vector((chunk as unknown as { readonly chunk: unknown }).chunk, at);
  const valid = bindings.vector_get_validity(vector, 8 * Math.ceil(rows / 64));
  return {
    words: wordsOf(bindings.vector_get_data(vector, size * rows)),
    valid: valid === null ? undefined : wordsOf(valid),
  };
}

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}
