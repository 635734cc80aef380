// Coded rows on their way to the parts of a bill: words in memory, and in files where there are more than memory is meant for.
import { appendFileSync, closeSync, mkdirSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from './duckdb.ts';
import { addText, createHeap, type Heap, putText, reserve, sizeOf } from './texts.ts';

/**
 * How many values a row has. It stands as words: floating-point numbers, codes (the first is the place of its order), texts,
 * and one word more where the next row's numbers would not stand at an even place.
 */
export interface Shape {
  readonly floats: number;
  readonly codes: number;
  readonly texts: number;
}

/** The rows of a part; plain data that another thread can take over. First come those of the file. */
export interface PartRows {
  readonly rows: number;
  readonly file?: string;
  readonly blocks: readonly Uint32Array<ArrayBuffer>[];
}

/** Rows by parts: a part has those of every so-manieth order. */
export interface Parting {
  rows(): number;
  /** Adds the rows of a block that are plain, and says how many are not. */
  addBlock(block: Block): number;
  add(floats: readonly number[], codes: readonly number[], texts: readonly string[]): void;
  isInFiles(): boolean;
  /** Writes everything into the files, where it is found again after a stop. */
  spill(): void;
  parts(): readonly PartRows[];
}

/** Words of one block: a part fills one after the other. */
const [mostWords, leastWords] = [1 << 15, 1 << 9];

/** `memory`: bytes of rows to hold before they go to files in the folder. */
export function createParting(shape: Shape, count: number, memory: number, folder: string): Parting {
  const size = Math.max(leastWords, Math.min(mostWords, Math.floor(memory / 8 / count)));
  const none = createHeap(0);
  const parts = Array.from({ length: count }, (_, at) => ({
    rows: 0,
    heap: none,
    full: [] as Heap[],
    file: join(folder, `part-${String(at).padStart(4, '0')}.rows`),
  }));
  const free: Heap[] = [];
  const one = createHeap();
  let [held, rows, isInFiles] = [0, 0, false];

  /** Where the row is written; what it takes counts as used. */
  function room(order: number, words: number): Heap {
    const part = parts[order % count] as (typeof parts)[number];
    part.rows += 1;
    rows += 1;
    if (part.heap.used + words > part.heap.words.length) {
      if (part.heap.used > 0) part.full.push(part.heap);
      part.heap = none;
      if (held >= memory && free.length === 0) spill();
      const found = words > size ? undefined : free.pop();
      part.heap = found ?? createHeap(Math.max(size, words));
      if (found === undefined) held += 4 * part.heap.words.length;
    }
    part.heap.used += words;
    return part.heap;
  }

  function spill(): void {
    if (!isInFiles) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const { file } of parts) writeFileSync(file, '');
    }
    isInFiles = true;
    for (const part of parts) {
      const blocks = part.heap === none ? part.full : [...part.full, part.heap];
      if (blocks.length === 0) continue;
      const bytes = blocks.map(({ words, used }) => new Uint8Array(words.buffer, 0, 4 * used));
      appendFileSync(part.file, bytes.length === 1 ? (bytes[0] as Uint8Array) : Buffer.concat(bytes));
      for (const block of blocks) {
        block.used = 0;
        if (block.words.length === size) free.push(block);
        else held -= 4 * block.words.length;
      }
      [part.heap, part.full] = [none, []];
    }
  }

  return {
    rows: () => rows,
    isInFiles: () => isInFiles,
    addBlock: (block) => addPlain(shape, block, room),
    add: (floats, codes, texts) => {
      one.used = 0;
      reserve(one, 2 * floats.length + codes.length);
      one.words.set(new Uint32Array(Float64Array.from(floats).buffer));
      one.words.set(codes, 2 * floats.length);
      one.used = 2 * floats.length + codes.length;
      for (const text of texts) addText(one, text);
      const words = one.used + (one.used & 1);
      const heap = room(codes[0] as number, words);
      heap.words.set(one.words.subarray(0, one.used), heap.used - words);
    },
    spill,
    parts: () =>
      parts.map(({ rows, heap, full, file }) => ({
        rows,
        ...(isInFiles ? { file } : {}),
        blocks: [...full, heap].flatMap(({ words, used }) => (used === 0 ? [] : [words.subarray(0, used)])),
      })),
  };
}

/** Texts of so many bytes stand within DuckDB's vectors, longer ones elsewhere; and so their pieces. */
export const pieceBytes = 12;

function addPlain(shape: Shape, block: Block, room: (order: number, words: number) => Heap): number {
  const { floats, codes, texts, plain } = block;
  const fixed = 2 * shape.floats + shape.codes;
  const orders = codes[0] as Uint32Array;
  let odd = 0;
  for (let row = 0; row < block.rows; row += 1) {
    if (plain[row] === 0) {
      odd += 1;
      continue;
    }
    let words = fixed;
    for (const { whole } of texts) words += sizeOf(whole[4 * row] as number);
    words += words & 1;
    const heap = room(orders[row] as number, words);
    const into = heap.words;
    let at = heap.used - words;
    for (const column of floats) {
      into[at] = column[2 * row] as number;
      into[at + 1] = column[2 * row + 1] as number;
      at += 2;
    }
    for (const column of codes) {
      into[at] = column[row] as number;
      at += 1;
    }
    for (const { whole, pieces, textOf } of texts) {
      const length = whole[4 * row] as number;
      into[at] = length;
      if (length <= pieceBytes) {
        // Behind its last byte, DuckDB has 0.
        if (length > 0) into[at + 1] = whole[4 * row + 1] as number;
        if (length > 4) into[at + 2] = whole[4 * row + 2] as number;
        if (length > 8) into[at + 3] = whole[4 * row + 3] as number;
      } else if (!addPieces(into, at, row, length, pieces)) putText(into, at, textOf(row));
      at += sizeOf(length);
    }
  }
  return odd;
}

/** Whether the pieces are all of the text: they are counted in characters, of which some have several bytes. */
function addPieces(
  into: Uint32Array,
  at: number,
  row: number,
  length: number,
  pieces: readonly Uint32Array[],
): boolean {
  let left = length;
  for (const [place, piece] of pieces.entries()) {
    const size = piece[4 * row] as number;
    if (size !== Math.min(left, pieceBytes)) return false;
    for (let word = 0; word < 3 && 4 * word < size; word += 1)
      into[at + 1 + 3 * place + word] = piece[4 * row + 1 + word] as number;
    left -= size;
    if (left === 0) return true;
  }
  return false;
}

/** All rows of a part one behind the other, in the heap. */
export function gatherRows({ file, blocks }: PartRows, heap: Heap): void {
  const bytes = file === undefined ? 0 : statSync(file).size;
  heap.used = 0;
  reserve(heap, bytes / 4 + blocks.reduce((sum, block) => sum + block.length, 0));
  if (file !== undefined) {
    const into = new Uint8Array(heap.words.buffer);
    const handle = openSync(file, 'r');
    try {
      for (let at = 0; at < bytes; ) at += readSync(handle, into, at, Math.min(bytes - at, 1 << 30), null);
    } finally {
      closeSync(handle);
    }
    heap.used = bytes / 4;
  }
  for (const block of blocks) {
    heap.words.set(block, heap.used);
    heap.used += block.length;
  }
}
