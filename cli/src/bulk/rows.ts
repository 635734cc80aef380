// Coded rows on their way to the parts of a bill: words in memory, and in files where there are more than memory is meant for.
import { appendFileSync, closeSync, mkdirSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addText, createHeap, type Heap, reserve, sizeOf } from './texts.ts';
import type { Texts } from './vectors.ts';

/**
 * How many values a row has. It stands as words: floating-point numbers, codes (the first is the place of its order), texts,
 * and one word more where the next row's numbers would not stand at an even place.
 */
export interface Shape {
  readonly floats: number;
  readonly codes: number;
  readonly texts: number;
}

/** The rows of a part; plain data that other threads see too. First come those of the file. */
export interface PartRows {
  readonly rows: number;
  readonly file?: string;
  readonly blocks: readonly Uint32Array<SharedArrayBuffer>[];
}

/** Some thousand rows in columns. */
export interface Coded {
  readonly rows: number;
  readonly floats: readonly Float64Array[];
  readonly codes: readonly Uint32Array[];
  readonly texts: readonly Texts[];
  /** Of each row; where it is not `plain`, the rest says nothing. */
  readonly states: Uint8Array;
}

/** A row of an order of another agreement is passed over; it may be odd besides. */
export const [plain, odd, elsewhere] = [0, 1, 2];

/** Rows by parts: a part has those of every so-manieth order. */
export interface Parting {
  rows(): number;
  /** Adds the rows that are plain, and says how many are not. */
  addCoded(coded: Coded): Counted;
  add(floats: readonly number[], codes: readonly number[], texts: readonly string[]): void;
  isInFiles(): boolean;
  /** Writes everything into the files, where it is found again after a stop. */
  spill(): void;
  parts(): readonly PartRows[];
}

export interface Counted {
  readonly odd: number;
  readonly elsewhere: number;
}

interface Filled {
  readonly words: Uint32Array<SharedArrayBuffer>;
  /** Words that are taken. */
  used: number;
}

/** Memory that is shared does not call the collector of garbage, which would look for it again and again while it fills. */
function createFilled(words: number): Filled {
  return { words: new Uint32Array(new SharedArrayBuffer(4 * words)), used: 0 };
}

/** Words of one block: a part fills one after the other. */
const [mostWords, leastWords] = [1 << 15, 1 << 9];

/** `memory`: bytes of rows to hold before they go to files in the folder. */
export function createParting(shape: Shape, count: number, memory: number, folder: string): Parting {
  const size = Math.max(leastWords, Math.min(mostWords, Math.floor(memory / 8 / count)));
  const none = createFilled(0);
  const parts = Array.from({ length: count }, (_, at) => ({
    rows: 0,
    heap: none,
    full: [] as Filled[],
    file: join(folder, `part-${String(at).padStart(4, '0')}.rows`),
  }));
  const free: Filled[] = [];
  const one = createHeap();
  let [held, rows, isInFiles] = [0, 0, false];

  /** Where the row is written; what it takes counts as used. */
  function room(order: number, words: number): Filled {
    const part = parts[order % count] as (typeof parts)[number];
    part.rows += 1;
    rows += 1;
    if (part.heap.used + words > part.heap.words.length) {
      if (part.heap.used > 0) part.full.push(part.heap);
      part.heap = none;
      if (held >= memory && free.length === 0) spill();
      const found = words > size ? undefined : free.pop();
      part.heap = found ?? createFilled(Math.max(size, words));
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
    addCoded: (coded) => addPlain(shape, coded, room),
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

function addPlain(shape: Shape, coded: Coded, room: (order: number, words: number) => Filled): Counted {
  const { codes, texts, states } = coded;
  const floats = coded.floats.map(({ buffer }) => new Uint32Array(buffer));
  const fixed = 2 * shape.floats + shape.codes;
  const orders = codes[0] as Uint32Array;
  const counted = { odd: 0, elsewhere: 0 };
  // By place: `for … of` would leave objects of each row to the collector of garbage, a hundred bytes and more.
  for (let row = 0; row < coded.rows; row += 1) {
    if (states[row] !== plain) {
      counted[states[row] === odd ? 'odd' : 'elsewhere'] += 1;
      continue;
    }
    let words = fixed;
    for (let text = 0; text < texts.length; text += 1) {
      const own = texts[text] as Texts;
      words += sizeOf(own.words[own.places[row] as number] as number);
    }
    words += words & 1;
    const heap = room(orders[row] as number, words);
    const into = heap.words;
    let at = heap.used - words;
    for (let column = 0; column < floats.length; column += 1) {
      const own = floats[column] as Uint32Array;
      into[at] = own[2 * row] as number;
      into[at + 1] = own[2 * row + 1] as number;
      at += 2;
    }
    for (let column = 0; column < codes.length; column += 1) {
      into[at] = (codes[column] as Uint32Array)[row] as number;
      at += 1;
    }
    for (let text = 0; text < texts.length; text += 1) {
      const own = texts[text] as Texts;
      let from = own.places[row] as number;
      for (const end = from + sizeOf(own.words[from] as number); from < end; from += 1, at += 1)
        into[at] = own.words[from] as number;
    }
  }
  return counted;
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
