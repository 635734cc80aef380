// Columns of few different texts: each is kept once, and stands in the lines as a code.
import { Rational } from '@avtal/runtime';
import { pieces } from './arrays.ts';
import { addText, createHeap, type Heap } from './texts.ts';

export interface Words {
  codeOf(text: string): number;
  /** Of each code the place of its text in the heap. */
  readonly places: Places;
  readonly heap: Heap;
}

/** A list that keeps its memory. */
export interface Places {
  all: Uint32Array;
  count: number;
}

function createPlaces(): Places {
  return { all: new Uint32Array(16), count: 0 };
}

/** Gives the code of the new one. */
function addPlace(places: Places, place: number): number {
  const code = places.count;
  if (code === places.all.length) {
    const longer = new Uint32Array(2 * code);
    longer.set(places.all);
    places.all = longer;
  }
  places.all[code] = place;
  places.count += 1;
  return code;
}

export function createWords(heap: Heap, places: Places = createPlaces()): Words {
  const known = new Map<string, number>();
  return {
    codeOf: (text) => {
      let code = known.get(text);
      if (code === undefined) {
        code = addPlace(places, addText(heap, text));
        known.set(text, code);
      }
      return code;
    },
    places,
    heap,
  };
}

/** Codes of a column of numbers, one part after the other. The lines of items that have none have the empty text, code 0. */
export type NumberWords = (of: Numbers, into: Uint32Array) => Words;
export interface Numbers {
  readonly values: Float64Array;
  readonly scale: number;
  /** Of each line, and of each item whether it has a number. */
  readonly item: Uint32Array;
  readonly isThere: Uint32Array;
  readonly count: number;
}

/** Whole numbers below this are looked up without a search. */
const small = 1 << 17;
/** Words of texts to keep from part to part. */
const mostKept = 1 << 20;

/** Numbers come again in each part: what they are as text is kept. */
export function createNumberWords(textOf: (value: number, scale: number) => string): NumberWords {
  const heap = createHeap();
  const [codes, kept] = [new Uint32Array(small), new Uint32Array(small)];
  const large = createNumberCodes();
  const places = createPlaces();
  let scale = Number.NaN;

  function add(value: number): number {
    return addPlace(places, addText(heap, textOf(value, scale)));
  }

  function addSmall(value: number): number {
    if (kept[value] === 0) kept[value] = addText(heap, textOf(value, scale));
    const code = addPlace(places, kept[value] as number);
    codes[value] = code;
    return code;
  }

  function code({ values, item, isThere }: Numbers, from: number, until: number, into: Uint32Array): void {
    for (let line = from; line < until; line += 1) {
      const value = values[line] as number;
      const at = value & (small - 1);
      if (isThere[item[line] as number] === 0) into[line] = 0;
      else if (at === value) into[line] = (codes[at] as number) || addSmall(at);
      else into[line] = large.codeOf(value, add);
    }
  }

  return (of, into) => {
    if (of.scale !== scale || heap.used > mostKept) {
      scale = of.scale;
      heap.used = 0;
      kept.fill(0);
    }
    places.count = 0;
    const words = createWords(heap, places);
    words.codeOf('');
    codes.fill(0);
    large.clear();
    for (const [from, until] of pieces(of.count)) code(of, from, until, into);
    return words;
  };
}

/** Codes of whole numbers: of one that is new, the one that `add` gives it. */
export interface NumberCodes {
  codeOf(value: number, add: (value: number) => number): number;
  /** Forgets all. */
  clear(): void;
}

function createNumberCodes(): NumberCodes {
  let values = new Float64Array(1 << 10);
  let codes = new Int32Array(1 << 10).fill(-1);
  let count = 0;

  function slotOf(value: number): number {
    const mask = codes.length - 1;
    let hash = Math.imul((value >>> 0) ^ ((value / 2 ** 32) >>> 0), 0x9e3779b1);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      if ((codes[slot] as number) < 0 || values[slot] === value) return slot;
    }
  }

  function grow(): void {
    const [oldValues, oldCodes] = [values, codes];
    values = new Float64Array(4 * oldCodes.length);
    codes = new Int32Array(4 * oldCodes.length).fill(-1);
    for (const [at, code] of oldCodes.entries()) {
      if (code < 0) continue;
      const slot = slotOf(oldValues[at] as number);
      values[slot] = oldValues[at] as number;
      codes[slot] = code;
    }
  }

  let [lastValue, lastCode] = [Number.NaN, 0];
  function codeOf(value: number, add: (value: number) => number): number {
    if (value === lastValue) return lastCode;
    let slot = slotOf(value);
    if ((codes[slot] as number) < 0) {
      if (2 * count >= codes.length) {
        grow();
        slot = slotOf(value);
      }
      count += 1;
      values[slot] = value;
      codes[slot] = add(value);
    }
    lastValue = value;
    lastCode = codes[slot] as number;
    return lastCode;
  }

  return {
    codeOf,
    clear: () => {
      codes.fill(-1);
      [count, lastValue] = [0, Number.NaN];
    },
  };
}

/** A whole number over its scale as `--format csv` writes it: the decimal where there is one, or a fraction in lowest terms. */
export function fractionText(value: number, scale: number): string {
  if (scale === 1 || value % scale === 0) return String(value / scale);
  const fraction = Rational.of(value, scale);
  return fraction.exactDecimal() ?? fraction.toString();
}
