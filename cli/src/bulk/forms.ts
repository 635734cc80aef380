// Texts of rows in their common forms, as bytes: times, numbers, names. What is in no such form is left to `readFacts`, which
// says what it means or what is wrong with it; what is, means the same there.

const [zero, nine, point, minus, plus, colon, space, capitalT, capitalZ] = [48, 57, 46, 45, 43, 58, 32, 84, 90];
/** What two bytes come to that are no digits: more than any part of a time. */
const none = 100;

function two(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - zero, (bytes[at + 1] as number) - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : none;
}

/** Times of these lengths have no offset: they are of the agreement's zone. */
export function isLocalTime(length: number): boolean {
  return length === 16 || length === 19;
}

/**
 * Seconds since 1970 of `2026-03-02T07:00`, with seconds or without, `Z` (after seconds), an offset, or neither: then as if it
 * were in UTC, and a space may stand for the `T`. NaN of any other text.
 */
export function secondsIn(bytes: Uint8Array, from: number, length: number): number {
  const hasSeconds = length === 19 || length === 20 || length === 25;
  const hasOffset = length === 22 || length === 25;
  const isLocal = isLocalTime(length);
  if (!hasSeconds && !hasOffset && !isLocal) return Number.NaN;
  const century = two(bytes, from);
  const years = two(bytes, from + 2);
  const month = two(bytes, from + 5);
  const day = two(bytes, from + 8);
  const hour = two(bytes, from + 11);
  const minute = two(bytes, from + 14);
  const second = hasSeconds ? two(bytes, from + 17) : 0;
  const between = bytes[from + 10];
  const isInForm =
    bytes[from + 4] === minus &&
    bytes[from + 7] === minus &&
    (between === capitalT || (isLocal && between === space)) &&
    bytes[from + 13] === colon &&
    (!hasSeconds || bytes[from + 16] === colon) &&
    (length !== 20 || bytes[from + 19] === capitalZ);
  if (!isInForm || century === none || years === none || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const year = 100 * century + years;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return Number.NaN;
  const time = 86_400 * daysTo(year, month, day) + 3600 * hour + 60 * minute + second;
  return hasOffset ? time - offsetIn(bytes, from + length - 6) : time;
}

function offsetIn(bytes: Uint8Array, from: number): number {
  const sign = bytes[from];
  const [hours, minutes] = [two(bytes, from + 1), two(bytes, from + 4)];
  if ((sign !== plus && sign !== minus) || bytes[from + 3] !== colon || hours === none || minutes === none)
    return Number.NaN;
  const offset = 3600 * hours + 60 * minutes;
  return sign === minus ? -offset : offset;
}

const daysBefore = Int32Array.of(0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Since 1970. */
function daysTo(year: number, month: number, day: number): number {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const ofYear = (daysBefore[month] as number) + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
  return 365 * before + leaps + ofYear - 719_162;
}

/** Millionths: of a number of up to so many digits, and six after the point. NaN of any other text. */
export function millionthsIn(bytes: Uint8Array, from: number, until: number, most: number): number {
  let value = 0;
  let at = from;
  for (; at < until && isDigit(bytes[at] as number); at += 1) value = 10 * value + (bytes[at] as number) - zero;
  if (at === from || at - from > most) return Number.NaN;
  let left = 6;
  if (at < until) {
    const first = at + 1;
    if (bytes[at] !== point || first === until || until - first > left) return Number.NaN;
    for (at = first; at < until; at += 1, left -= 1) {
      if (!isDigit(bytes[at] as number)) return Number.NaN;
      value = 10 * value + (bytes[at] as number) - zero;
    }
  }
  for (; left > 0; left -= 1) value *= 10;
  return value;
}

/** A number that floating point tells apart from others of its digits; its text is the same again. */
export function numberIn(bytes: Uint8Array, from: number, until: number): number {
  const isNegative = bytes[from] === minus;
  const value = millionthsIn(bytes, isNegative ? from + 1 : from, until, 9) / 1e6;
  return isNegative ? -value : value;
}

/** Whether it has digits, and may have a sign before them and a point with more digits behind. */
export function isDecimal(bytes: Uint8Array, from: number, until: number): boolean {
  let digits = 0;
  let points = 0;
  for (let at = bytes[from] === minus ? from + 1 : from; at < until; at += 1) {
    const byte = bytes[at] as number;
    if (isDigit(byte)) digits += 1;
    else if (byte === point && digits > 0 && points === 0) [digits, points] = [0, 1];
    else return false;
  }
  return digits > 0;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether no space stands before or after it, which `readFacts` takes away. */
export function isTrimmed(bytes: Uint8Array, from: number, until: number): boolean {
  const [first, last] = [bytes[from] as number, bytes[until - 1] as number];
  if (first <= space || last === space || (last >= 9 && last <= 13)) return false;
  if (first < 128 && last < 128) return true;
  const text = decoder.decode(bytes.subarray(from, until));
  return text === text.trim();
}
