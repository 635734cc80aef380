// Texts of columns into a heap, each known by its place; as `readFacts` takes them, without spaces around them.
import { isUtf8 } from 'node:buffer';
import { isTrimmed } from '../bulk/forms.ts';
import { addText, type Heap, reserve, sizeOf } from '../bulk/texts.ts';
import { type Cells, isThere, type Texts, textAt, textsIn } from './cells.ts';

export interface Places {
  /** Writes the place of the text of each row from `from` to `until` into `into`, from `to` on; of none, `empty`. */
  add(cells: Cells | undefined, from: number, until: number, into: Uint32Array, to: number): void;
  /** That of the empty text. */
  empty(): number;
  /** The heap begins anew. */
  forget(): void;
}

const unknown = 0xffffffff;

export function createPlaces(heap: Heap): Places {
  /** Of each dictionary, where its texts stand. */
  let known = new Map<Texts, Uint32Array>();
  let written = new WeakMap<Cells, Texts>();
  /** Texts of bytes that are all characters. */
  const sound = new WeakMap<Texts, boolean>();
  let isSound = false;
  let empty = 0;
  let bytes = new Uint8Array(heap.words.buffer);

  function textsOf(cells: Cells): Texts {
    const found = written.get(cells) ?? textsIn(cells);
    written.set(cells, found);
    return found;
  }

  function addOne(texts: Texts, at: number): number {
    const [from, until] = [texts.offsets[at] as number, texts.offsets[at + 1] as number];
    if (from === until || !isThere(texts.valid, at)) return empty;
    if (!isSound || isCut(texts.bytes, from, until) || !isTrimmed(texts.bytes, from, until)) {
      const text = textAt(texts, at).trim();
      return text === '' ? empty : addText(heap, text);
    }
    const size = sizeOf(until - from);
    reserve(heap, size);
    if (bytes.buffer !== heap.words.buffer) bytes = new Uint8Array(heap.words.buffer);
    const place = heap.used;
    heap.used = place + size;
    heap.words[place + size - 1] = 0;
    heap.words[place] = until - from;
    let to = 4 * (place + 1);
    for (let byte = from; byte < until; byte += 1, to += 1) bytes[to] = texts.bytes[byte] as number;
    return place;
  }

  return {
    add: (cells, from, until, into, to) => {
      if (cells === undefined) {
        into.fill(empty, to, to + until - from);
        return;
      }
      const { valid } = cells;
      const codes = cells.kind === 'texts' ? cells.codes : undefined;
      const texts = cells.kind === 'texts' ? cells.texts : textsOf(cells);
      isSound = sound.get(texts) ?? isUtf8(texts.bytes);
      sound.set(texts, isSound);
      let places: Uint32Array | undefined;
      if (codes !== undefined) {
        places = known.get(texts) ?? new Uint32Array(texts.count).fill(unknown);
        known.set(texts, places);
      }
      for (let row = from; row < until; row += 1) {
        let place = empty;
        if (isThere(valid, row)) {
          const code = codes === undefined ? row : (codes[row] as number);
          place = places === undefined ? addOne(texts, code) : (places[code] as number);
          if (place === unknown && places !== undefined) places[code] = place = addOne(texts, code);
        }
        into[to + row - from] = place;
      }
    },
    empty: () => empty,
    forget: () => {
      heap.used = 0;
      known = new Map();
      written = new WeakMap();
      empty = addText(heap, '');
    },
  };
}

/** Whether the text begins or ends within a character. */
function isCut(bytes: Uint8Array, from: number, until: number): boolean {
  return isWithin(bytes[from]) || isWithin(bytes[until]);
}

const isWithin = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
