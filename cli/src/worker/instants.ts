// Times of columns as seconds of UTC, where they are in a common form. What is not is left to `readFacts`, which says why.
import type { ReadOptions, ZoneClock } from '@avtal/runtime';
import { type DataType, Type } from '@uwdata/flechette';
import { createDays } from '../bulk/days.ts';
import { isLocalTime, secondsIn } from '../bulk/forms.ts';
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

  function ofText(bytes: Uint8Array, from: number, length: number): number {
    const seconds = secondsIn(bytes, from, length);
    if (Number.isNaN(seconds)) return odd;
    return within(isLocalTime(length) ? ofLocal(seconds) : seconds);
  }

  return (cells, from, until, into, to) => {
    if (cells.kind === 'texts') {
      const { texts, codes } = cells;
      const { offsets, bytes } = texts;
      for (let row = from; row < until; row += 1) {
        const at = codes === undefined ? row : (codes[row] as number);
        const [begin, end] = [offsets[at] as number, offsets[at + 1] as number];
        const isSaid = begin !== end && isThere(cells.valid, row) && isThere(texts.valid, at);
        into[to + row - from] = isSaid ? ofText(bytes, begin, end - begin) : absent;
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
        const seconds = unit === 0 ? odd : wholeSeconds(words[2 * row + 1] as number, words[2 * row] as number, unit);
        value = seconds === odd ? odd : within(isLocal ? ofLocal(seconds) : seconds);
      }
      into[to + row - from] = value;
    }
  };
}

/** By Arrow's code of the unit. */
const perSecond = [1, 1e3, 1e6, 1e9];

/** A time without a zone is local in the agreement's. */
function hasZone(type: DataType): boolean {
  return (
    type.typeId === Type.Timestamp && type.timezone !== null && type.timezone !== undefined && type.timezone !== ''
  );
}

/** Whole seconds in a number of 64 bits. Nanoseconds of our days are not kept by floating point, but their last 32 bits are. */
function wholeSeconds(high: number, low: number, unit: number): number {
  const seconds = Math.round((high * 2 ** 32 + (low >>> 0)) / unit);
  if (Math.abs(seconds) >= 2 ** 35) return odd;
  return Math.imul(seconds | 0, unit) === low ? seconds : odd;
}

/** Instants of local times. */
function createLocal(zone: ZoneClock, twice: ReadOptions['twice']): (local: number) => number {
  const onSteadyDay = createDays(zone);
  return (local) => {
    const instant = onSteadyDay(local);
    if (!Number.isNaN(instant)) return instant;
    const date = Math.floor(local / day);
    const [first, last = first] = zone.instantsOf(date, local - date * day);
    if (first === undefined || last === undefined || (first !== last && twice === undefined)) return odd;
    return twice === 'last' ? last : first;
  };
}
