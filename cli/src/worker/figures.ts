// Numbers of columns, where they are in a common form; texts of few values, each of which is read once.
import { readQuantity, type Unit } from '@avtal/runtime';
import { Precision, Type } from '@uwdata/flechette';
import { isThere, type NumberCells, type TextCells, type Texts, textAt } from './cells.ts';
import { absent, odd, type Reader } from './instants.ts';

/** What texts mean, each read once. Of one that says nothing, `of` is not asked. */
export type Meanings = (cells: TextCells, from: number, until: number, into: Float64Array, to: number) => void;

export function createMeanings(of: (text: string) => number): Meanings {
  const meaningOf = (text: string): number => (text === '' ? absent : of(text));
  const ofBytes = createKnown((bytes) => meaningOf(decoder.decode(bytes).trim()));
  const ofDictionaries = new WeakMap<Texts, Float64Array>();

  function ofDictionary(texts: Texts): Float64Array {
    let found = ofDictionaries.get(texts);
    if (found === undefined) {
      found = Float64Array.from({ length: texts.count }, (_, at) =>
        isThere(texts.valid, at) ? meaningOf(textAt(texts, at).trim()) : absent,
      );
      ofDictionaries.set(texts, found);
    }
    return found;
  }

  return ({ texts, codes, valid }, from, until, into, to) => {
    if (codes !== undefined) {
      const known = ofDictionary(texts);
      for (let row = from; row < until; row += 1)
        into[to + row - from] = isThere(valid, row) ? (known[codes[row] as number] as number) : absent;
      return;
    }
    const { bytes, offsets } = texts;
    for (let row = from; row < until; row += 1)
      into[to + row - from] = isThere(valid, row)
        ? ofBytes(bytes, offsets[row] as number, offsets[row + 1] as number)
        : absent;
  };
}

const decoder = new TextDecoder();

/** Texts that are kept, and their bytes; when there are more, all are forgotten, and at first room is made for more. */
const [fewest, most] = [1 << 8, 1 << 14];
const each = 64;

function createKnown(of: (bytes: Uint8Array) => number): (bytes: Uint8Array, from: number, until: number) => number {
  let [room, mask, count] = [0, 0, 0];
  let [slots, ends, values, kept] = [new Int32Array(0), new Int32Array(0), new Float64Array(0), new Uint8Array(0)];

  function forget(): void {
    if (room < most) {
      room = Math.max(fewest, 4 * room);
      mask = 2 * room - 1;
      slots = new Int32Array(mask + 1);
      ends = new Int32Array(room + 1);
      values = new Float64Array(room);
      kept = new Uint8Array(each * room);
    }
    slots.fill(-1);
    count = 0;
  }
  forget();

  return (bytes, from, until) => {
    const length = until - from;
    let hash = length;
    for (let at = from; at < until; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    for (; (slots[slot] as number) >= 0; slot = (slot + 1) & mask) {
      const one = slots[slot] as number;
      const begin = ends[one] as number;
      if ((ends[one + 1] as number) - begin !== length) continue;
      let same = 0;
      while (same < length && kept[begin + same] === bytes[from + same]) same += 1;
      if (same === length) return values[one] as number;
    }
    const value = of(bytes.subarray(from, until));
    if (length > fewest) return value;
    if (count === room || (ends[count] as number) + length > kept.length) {
      forget();
      slot = hash & mask;
    }
    slots[slot] = count;
    values[count] = value;
    kept.set(bytes.subarray(from, until), ends[count]);
    ends[count + 1] = (ends[count] as number) + length;
    count += 1;
    return value;
  };
}

/** Numbers in base units. */
export function createFigureReader(unit: Unit): Reader {
  const ofTexts = createMeanings((text) => {
    const read = readQuantity(text, unit);
    return 'value' in read ? Number(read.value) + 0 : odd;
  });
  const isTime = unit.kind === 'time';
  return (cells, from, until, into, to) => {
    if (cells.kind === 'texts') ofTexts(cells, from, until, into, to);
    else {
      const isLength = cells.type.typeId === Type.Duration;
      const valueAt = isLength === isTime ? figureAt(cells) : () => odd;
      for (let row = from; row < until; row += 1)
        into[to + row - from] = isThere(cells.valid, row) ? valueAt(row) : absent;
    }
  };
}

/** The column `hours` as seconds. */
export function createHoursReader(): Reader {
  const ofNumbers = createFigureReader({ kind: 'count' });
  return (cells, from, until, into, to) => {
    ofNumbers(cells, from, until, into, to);
    for (let at = to; at < to + until - from; at += 1) {
      const hours = into[at] as number;
      if (Number.isNaN(hours)) continue;
      const millionths = Math.round(hours * 1e6);
      // 2500 of them are nine seconds.
      const isPlain = hours >= 0 && hours < 1e6 && millionths / 1e6 === hours && millionths % 2500 === 0;
      into[at] = isPlain ? (millionths / 2500) * 9 : odd;
    }
  };
}

/** So many digits are what floating point keeps of a number, so that its text is the same again. */
const mostExact = 1e15;

function figureAt({ type, bytes }: NumberCells): (row: number) => number {
  const { buffer, byteOffset, length } = bytes;
  const words = new Int32Array(buffer, byteOffset, length >> 2);
  switch (type.typeId) {
    case Type.Int:
      if (type.bitWidth === 64 && type.signed) return (row) => wholeIn(words, 2 * row, 2);
      else if (type.bitWidth === 64) {
        return (row) => ((words[2 * row + 1] as number) < 0 ? odd : wholeIn(words, 2 * row, 2));
      } else {
        const values = new type.values(buffer, byteOffset, length / type.values.BYTES_PER_ELEMENT);
        return (row) => Number(values[row]);
      }
    case Type.Float:
      if (type.precision === Precision.DOUBLE) {
        const values = new Float64Array(buffer, byteOffset, length >> 3);
        return (row) => plain(values[row] as number);
      } else if (type.precision === Precision.SINGLE) {
        const values = new Float32Array(buffer, byteOffset, length >> 2);
        return (row) => shortest(values[row] as number);
      }
      return () => odd;
    case Type.Decimal: {
      const { bitWidth, scale } = type;
      if (scale < 0 || scale > 15) return () => odd;
      const width = bitWidth / 32;
      return (row) => {
        const whole = width === 1 ? (words[row] as number) : wholeIn(words, width * row, width);
        return whole === odd ? odd : whole / 10 ** scale;
      };
    }
    case Type.Duration: {
      const parts = 1000 ** type.unit;
      return (row) => {
        const value = wholeIn(words, 2 * row, 2);
        return value >= 0 && value !== odd && value % parts === 0 ? value / parts : odd;
      };
    }
    default:
      return () => odd;
  }
}

/** A number of several words. */
function wholeIn(words: Int32Array, at: number, width: number): number {
  const [low, high] = [words[at] as number, words[at + 1] as number];
  for (let word = 2; word < width; word += 1) if (words[at + word] !== high >> 31) return odd;
  const value = high * 2 ** 32 + (low >>> 0);
  return Math.abs(value) < mostExact ? value : odd;
}

/** What has at most six decimals and not too many digits. */
function plain(value: number): number {
  if (Number.isInteger(value)) return Math.abs(value) < mostExact ? value + 0 : odd;
  return Math.abs(value) < 1e9 && Math.round(value * 1e6) / 1e6 === value ? value : odd;
}

/** Of single precision, the number of the fewest digits counts. */
function shortest(value: number): number {
  if (Number.isInteger(value)) return Math.abs(value) < 2 ** 24 ? value + 0 : odd;
  const hundredths = Math.round(value * 100);
  return Math.abs(hundredths) < 1e6 && Math.fround(hundredths / 100) === value ? hundredths / 100 : odd;
}
