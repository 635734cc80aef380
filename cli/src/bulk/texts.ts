// Texts as words of four bytes, one text after the other: its length in bytes, then the bytes. So Parquet has them too, and
// comparing, telling apart and writing them takes no object. A text is known by the place of its length.

/** Room for texts, and for the rows that they stand in. */
export interface Heap {
  words: Uint32Array<ArrayBuffer>;
  /** Words that are taken. */
  used: number;
}

export function createHeap(words = 1024): Heap {
  return { words: new Uint32Array(words), used: 0 };
}

/** Makes room for so many words more. Arrays are replaced when they grow: read them anew. */
export function reserve(heap: Heap, more: number): void {
  const needed = heap.used + more;
  if (needed <= heap.words.length) return;
  const longer = new Uint32Array(Math.ceil(needed * 1.5));
  longer.set(heap.words.subarray(0, heap.used));
  heap.words = longer;
}

/** Words of a text of so many bytes, with that of its length. */
export function sizeOf(bytes: number): number {
  return 1 + ((bytes + 3) >>> 2);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Adds a text and gives its place. */
export function addText(heap: Heap, text: string): number {
  // No character takes more than three bytes.
  reserve(heap, sizeOf(3 * text.length));
  const at = heap.used;
  heap.used = at + sizeOf(putText(heap.words, at, text));
  return at;
}

/** Writes a text at a place where there is room for it, and gives its length. Behind its last byte, its last word is 0. */
function putText(words: Uint32Array<ArrayBuffer>, at: number, text: string): number {
  const bytes = new Uint8Array(words.buffer, 4 * (at + 1));
  let length = 0;
  for (; length < text.length; length += 1) {
    const code = text.charCodeAt(length);
    if (code > 127) break;
    bytes[length] = code;
  }
  if (length < text.length) length = encoder.encodeInto(text, bytes).written;
  bytes.fill(0, length, 4 * (sizeOf(length) - 1));
  words[at] = length;
  return length;
}

export function textAt({ words }: Heap, at: number): string {
  return decoder.decode(new Uint8Array(words.buffer, words.byteOffset + 4 * (at + 1), words[at]));
}

/** As JavaScript compares them. What stands behind the last byte of a text is 0. */
export function compareTexts({ words }: Heap, one: number, other: number): number {
  const size = Math.min(sizeOf(words[one] as number), sizeOf(words[other] as number));
  for (let at = 1; at < size; at += 1) {
    const [a, b] = [words[one + at] as number, words[other + at] as number];
    if (a === b) continue;
    const [x, y] = [bigEndian(a), bigEndian(b)];
    // Their first byte that differs. Characters of four bytes come before the last ones of three, being two of UTF-16 there.
    const shift = 24 - (Math.clz32(x ^ y) & 24);
    const [p, q] = [(x >>> shift) & 255, (y >>> shift) & 255];
    return p > 0xed && q > 0xed && p >= 0xf0 !== q >= 0xf0 ? q - p : x - y;
  }
  return (words[one] as number) - (words[other] as number);
}

/** As many bytes, the first of which counts most. */
export function bigEndian(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** Numbers texts: the same ones alike, in the order in which they come. */
export type Numbering = (heap: Heap, places: Uint32Array, from: number, until: number, into: Uint32Array) => number;

/**
 * Writes into `into` the number of each text from `from` to `until`, and gives how many numbers there are. 0 is that of
 * the empty text, whether there is one or not.
 */
export function createNumbering(): Numbering {
  let table = new Int32Array(0);
  return ({ words }, places, from, until, into) => {
    const room = 2 ** Math.ceil(Math.log2(2 * (until - from) + 2));
    if (table.length < room) table = new Int32Array(room);
    else table.fill(0, 0, room);
    const mask = room - 1;
    let count = 1;
    for (let row = from; row < until; row += 1) {
      const own = places[row] as number;
      const length = words[own] as number;
      if (length === 0) {
        into[row] = 0;
        continue;
      }
      const end = own + sizeOf(length);
      let hash = length;
      for (let at = own + 1; at < end; at += 1) {
        hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const known = table[slot] as number;
        if (known === 0) {
          // The row that first has it, counted from 1.
          table[slot] = row - from + 1;
          into[row] = count;
          count += 1;
          break;
        }
        const first = from + known - 1;
        if (isSame(words, places[first] as number, own, end - own)) {
          into[row] = into[first] as number;
          break;
        }
      }
    }
    return count;
  };
}

function isSame(words: Uint32Array, one: number, other: number, size: number): boolean {
  for (let at = 0; at < size; at += 1) if (words[one + at] !== words[other + at]) return false;
  return true;
}

/** Adds the texts that are not empty behind each other, with `between` from one to the next: the place of the whole. */
export function joinTexts(heap: Heap, places: readonly number[], between: number): number {
  let bytes = 0;
  for (const place of places) bytes += (heap.words[place] as number) + 1;
  reserve(heap, sizeOf(bytes));
  const { words, used } = heap;
  const all = new Uint8Array(words.buffer);
  let to = 4 * (used + 1);
  for (const place of places) {
    const from = 4 * (place + 1);
    const until = from + (words[place] as number);
    if (until > from && to > 4 * (used + 1)) all[to++] = between;
    for (let at = from; at < until; at += 1) all[to++] = all[at] as number;
  }
  words[used] = to - 4 * (used + 1);
  all.fill(0, to, 4 * (used + sizeOf(words[used] as number)));
  heap.used = used + sizeOf(words[used] as number);
  return used;
}
