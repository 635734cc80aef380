// Times of columns as seconds of UTC, where they are in a common form. What is not is left to `readFacts`, which says why.
import type { ReadOptions, ZoneClock } from '@avtal/runtime';
import { type DataType, Type } from '@uwdata/flechette';
import { type Cells, isThere } from './cells.ts';

/** The row does not say; and it says what is not read here. */
export const [absent, odd] = [Number.NaN, Number.POSITIVE_INFINITY];

/** Writes the values of rows from `from` to `until` into `into`, from `to` on. */
export type Reader = (cells: Cells, from: number, until: number, into: Float64Array, to: number) => void;

const day = 86_400;

export function createInstantReader(zone: ZoneClock, twice: ReadOptions['twice']): Reader {
  const { horizon } = zone;
  const ofLocal = createLocal(zone, twice);
  const within = (instant: number): number => (instant >= horizon.from && instant < horizon.until ? instant : odd);

  /** `2027-03-01T08:00:00Z`, with or without seconds and offset. */
  function ofText(bytes: Uint8Array, from: number, until: number): number {
    const length = until - from;
    if (length < 16 || bytes[from + 4] !== dash || bytes[from + 7] !== dash || bytes[from + 13] !== colon) return odd;
    const between = bytes[from + 10];
    if (between !== letterT && between !== space) return odd;
    const date = dayIn(bytes, from);
    const [hours, minutes] = [two(bytes, from + 11), two(bytes, from + 14)];
    const hasSeconds = length > 16 && bytes[from + 16] === colon;
    const seconds = hasSeconds ? (length < 19 ? -1 : two(bytes, from + 17)) : 0;
    if (date === odd || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
      return odd;
    const local = date * day + hours * 3600 + minutes * 60 + seconds;
    const end = from + (hasSeconds ? 19 : 16);
    if (end === until) return ofLocal(local);
    const sign = bytes[end];
    if (sign === letterZ) return end + 1 === until ? local : odd;
    if ((sign !== plus && sign !== dash) || end + 6 !== until || bytes[end + 3] !== colon) return odd;
    const [ahead, rest] = [two(bytes, end + 1), two(bytes, end + 4)];
    if (ahead < 0 || rest < 0) return odd;
    return local - (sign === plus ? 1 : -1) * (ahead * 3600 + rest * 60);
  }

  return (cells, from, until, into, to) => {
    if (cells.kind === 'texts') {
      const { texts, codes } = cells;
      const { offsets, bytes } = texts;
      for (let row = from; row < until; row += 1) {
        const at = codes === undefined ? row : (codes[row] as number);
        const [begin, end] = [offsets[at] as number, offsets[at + 1] as number];
        const isSaid = begin !== end && isThere(cells.valid, row) && isThere(texts.valid, at);
        into[to + row - from] = isSaid ? within(ofText(bytes, begin, end)) : absent;
      }
      return;
    }
    const { type, valid, bytes } = cells;
    const unit = type.typeId === Type.Timestamp ? (perSecond[type.unit] ?? 0) : 0;
    const isLocal = unit !== 0 && !hasZone(type);
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    for (let row = from; row < until; row += 1) {
      let value = absent;
      if (isThere(valid, row)) {
        const seconds = unit === 0 ? odd : secondsIn(words[2 * row + 1] as number, words[2 * row] as number, unit);
        value = seconds === odd ? odd : within(isLocal ? ofLocal(seconds) : seconds);
      }
      into[to + row - from] = value;
    }
  };
}

/** By Arrow's code of the unit. */
const perSecond = [1, 1e3, 1e6, 1e9];

/** A time without a zone is local in the agreement's. */
export function hasZone(type: DataType): boolean {
  return (
    type.typeId === Type.Timestamp && type.timezone !== null && type.timezone !== undefined && type.timezone !== ''
  );
}

/** Whole seconds in a number of 64 bits. Nanoseconds of our days are not kept by floating point, but their last 32 bits are. */
function secondsIn(high: number, low: number, unit: number): number {
  const seconds = Math.round((high * 2 ** 32 + (low >>> 0)) / unit);
  if (Math.abs(seconds) >= 2 ** 35) return odd;
  return Math.imul(seconds | 0, unit) === low ? seconds : odd;
}

/** Instants of local times: by the offset of their day, where it has one alone. */
function createLocal(zone: ZoneClock, twice: ReadOptions['twice']): (local: number) => number {
  const { horizon } = zone;
  const known = new Map<number, number | undefined>();
  let [recent, ahead]: [number, number | undefined] = [Number.NaN, undefined];

  function aheadOn(date: number): number | undefined {
    const [before, after] = [(date - 1) * day, (date + 2) * day];
    if (before < horizon.from || after >= horizon.until) return undefined;
    const offset = zone.offsetAt(before);
    return zone.offsetAt(after) === offset ? offset : undefined;
  }

  return (local) => {
    const date = Math.floor(local / day);
    if (date !== recent) {
      if (!known.has(date)) known.set(date, aheadOn(date));
      [recent, ahead] = [date, known.get(date)];
    }
    if (ahead !== undefined) return local - ahead;
    const [first, last = first] = zone.instantsOf(date, local - date * day);
    if (first === undefined || last === undefined || (first !== last && twice === undefined)) return odd;
    return twice === 'last' ? last : first;
  };
}

const [dash, colon, letterT, letterZ, plus, space] = [45, 58, 84, 90, 43, 32];

/** Two digits; less than 0 where there are none. */
function two(bytes: Uint8Array, at: number): number {
  const [first, second] = [(bytes[at] as number) - 48, (bytes[at + 1] as number) - 48];
  return first >= 0 && first < 10 && second >= 0 && second < 10 ? 10 * first + second : -1;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** From the first day of the first year. */
const daysTo1970 = 719_162;

/** Days since 1970 of `2027-03-01`. */
function dayIn(bytes: Uint8Array, at: number): number {
  const [century, ofCentury, month, date] = [
    two(bytes, at),
    two(bytes, at + 2),
    two(bytes, at + 5),
    two(bytes, at + 8),
  ];
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || date < 1) return odd;
  const year = 100 * century + ofCentury;
  const isLeap = year % 4 === 0 && (ofCentury !== 0 || year % 400 === 0);
  const begin = (daysBefore[month - 1] as number) + (isLeap && month > 2 ? 1 : 0);
  const end = (daysBefore[month] as number) + (isLeap && month > 1 ? 1 : 0);
  if (date > end - begin || year === 0) return odd;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return 365 * past + leaps - daysTo1970 + begin + date - 1;
}
