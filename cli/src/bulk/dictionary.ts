// Texts that are known beforehand, each with a code: a text of a row finds its code by its bytes.
import { addText, createHeap, sizeOf } from './texts.ts';

export interface Dictionary {
  /** The code of the text at this place; -1 where it is none of those. A short text has three words behind its length. */
  find(words: Uint32Array, place: number): number;
}

/** Texts of so many bytes are short: they take three words, and need no loop. */
const mostShort = 12;

export function createDictionary(all: Iterable<readonly [text: string, code: number]>): Dictionary {
  const heap = createHeap();
  const entries = Array.from(all, ([text, code]) => ({ place: addPadded(text), code }));
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
        const found = (slots[2 * slot] as number) - 1;
        if (found < 0) return -1;
        if (isSame(known, found, words, place)) return slots[2 * slot + 1] as number;
      }
    },
  };

  function addPadded(text: string): number {
    const place = addText(heap, text);
    while (heap.used < place + sizeOf(mostShort)) addText(heap, '');
    return place;
  }
}

function hashOf(words: Uint32Array, place: number): number {
  const length = words[place] as number;
  const first = Math.imul(length ^ (words[place + 1] as number), 0x9e3779b1);
  const others = Math.imul(words[place + 2] as number, 0x85ebca6b) ^ Math.imul(words[place + 3] as number, 0xc2b2ae35);
  let hash = first ^ others;
  hash ^= hash >>> 15;
  for (let at = sizeOf(mostShort); at < sizeOf(length); at += 1) {
    hash = Math.imul(hash ^ (words[place + at] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isSame(some: Uint32Array, one: number, words: Uint32Array, other: number): boolean {
  const length = words[other] as number;
  if (
    some[one] !== length ||
    some[one + 1] !== words[other + 1] ||
    some[one + 2] !== words[other + 2] ||
    some[one + 3] !== words[other + 3]
  )
    return false;
  for (let at = sizeOf(mostShort); at < sizeOf(length); at += 1) if (some[one + at] !== words[other + at]) return false;
  return true;
}
