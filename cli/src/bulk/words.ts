// Columns of few different texts: each is kept once, and stands in the lines as a code.
import { Rational } from '@avtal/runtime';
import { addText, type Heap } from './texts.ts';

export interface Words {
  codeOf(text: string): number;
  /** Adds one that is not there yet. */
  add(text: string): number;
  /** Of each code the place of its text in the heap. */
  readonly places: readonly number[];
}

export function createWords(heap: Heap): Words {
  const known = new Map<string, number>();
  const places: number[] = [];
  const add = (text: string): number => places.push(addText(heap, text)) - 1;
  return {
    codeOf: (text) => {
      let code = known.get(text);
      if (code === undefined) {
        code = add(text);
        known.set(text, code);
      }
      return code;
    },
    add,
    places,
  };
}

/** Codes of whole numbers: of one that is new, the one that `add` gives it. */
export interface NumberCodes {
  codeOf(value: number, add: (value: number) => number): number;
  /** Forgets all. */
  clear(): void;
}

export function createNumberCodes(): NumberCodes {
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
