// Texts that are known beforehand, each with a code: a text of a row finds its code by its bytes.
import { addText, createHeap, sizeOf } from './texts.ts';

export interface Dictionary {
  /** The code of the text at this place; -1 where it is none of those. */
  find(words: Uint32Array, place: number): number;
}

export function createDictionary(all: Iterable<readonly [text: string, code: number]>): Dictionary {
  const heap = createHeap();
  const entries = Array.from(all, ([text, code]) => ({ place: addText(heap, text), code }));
  const known = heap.words;
  const mask = 2 ** Math.ceil(Math.log2(2 * entries.length + 2)) - 1;
  /** Two numbers a slot: the place of its text and one more, and the code. */
  const slots = new Int32Array(2 * (mask + 1));
  for (const { place, code } of entries) {
    let slot = hashOf(known, place) & mask;
    while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = place + 1;
    slots[2 * slot + 1] = code;
  }
  return {
    find: (words, place) => {
      for (let slot = hashOf(words, place) & mask; ; slot = (slot + 1) & mask) {
        const found = slots[2 * slot] as number;
        if (found === 0) return -1;
        if (isSame(known, found - 1, words, place)) return slots[2 * slot + 1] as number;
      }
    },
  };
}

function hashOf(words: Uint32Array, place: number): number {
  const end = place + sizeOf(words[place] as number);
  let hash = 0;
  for (let at = place; at < end; at += 1) {
    hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isSame(some: Uint32Array, one: number, words: Uint32Array, other: number): boolean {
  const size = sizeOf(words[other] as number);
  for (let at = 0; at < size; at += 1) if (some[one + at] !== words[other + at]) return false;
  return true;
}
