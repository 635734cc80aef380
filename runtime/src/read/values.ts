// How dates, times, durations and numbers are written in facts. Each reader gives the value or says what was expected.

import { isDecimal, Rational } from '../exact.ts';
import type { CivilDate, Decimal, Instant, Seconds, Unit } from '../ir.ts';
import { dateOf, dayOf, isCivilDate } from '../time/civil.ts';
import type { ZoneClock } from '../time/zone.ts';

/** The value, or what should have stood there (`a date such as …`), to be read after "expected". */
export type Reading<T> = { readonly value: T } | { readonly expected: string; readonly twice?: true };

const DAY = 86400;

export function readDate(text: string): Reading<CivilDate> {
  if (isCivilDate(text)) return { value: text };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { expected: 'a day that the calendar has' };
  const iso = isoDate(text) ?? /^\d{4}-\d{2}-\d{2}(?=[ T])/.exec(text)?.[0];
  return {
    expected: iso !== undefined && isCivilDate(iso) ? `a date: write \`${iso}\`` : 'a date such as `2026-03-31`',
  };
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A date with a time, in the zone of the agreement where no offset stands beside it. */
export function readInstant(text: string, zone: ZoneClock, twice?: 'first' | 'last'): Reading<Instant> {
  const [, date = '', hours, minutes, seconds = '0', fraction = '', offset] = TIME.exec(text) ?? [];
  if (date === '') return { expected: timeRepair(text) };
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (!isCivilDate(date)) return { expected: 'a day that the calendar has' };
  if (time > DAY || Number(minutes) > 59 || Number(seconds) > 59) {
    return { expected: 'a time from `00:00` to `24:00`' };
  }
  if (/[1-9]/.test(fraction)) return { expected: 'a time in whole seconds' };
  const instants =
    offset === undefined ? zone.instantsOf(dayOf(date), time) : [dayOf(date) * DAY + time - offsetSeconds(offset)];
  const [first] = instants;
  const last = instants.at(-1);
  if (first === undefined || last === undefined) {
    const jump = zone.border(dayOf(date), time, 'opening');
    const before = `${clock(jump + zone.offsetAt(jump - 1))}`;
    return {
      expected: `a local time that occurs: in ${zone.name} the clocks go from ${before} to ${clock(jump + zone.offsetAt(jump))} that day`,
    };
  }
  if (instants.length > 1 && twice === undefined) {
    const [a, b] = [first, last].map((instant) => isoTime(instant, zone.offsetAt(instant)));
    return {
      expected: `an offset, since this time occurs twice in ${zone.name}: \`${a}\` (the first) or \`${b}\` (the second)`,
      twice: true,
    };
  }
  const instant = twice === 'last' ? last : first;
  if (instant < zone.horizon.from || instant >= zone.horizon.until) {
    const [from, until] = [zone.horizon.from, zone.horizon.until - 1].map((end) => dateOf(Math.floor(end / DAY)));
    return { expected: `a time from ${from} to ${until}, for which the clock changes of ${zone.name} are known` };
  }
  return { value: instant };
}

function timeRepair(text: string): string {
  if (isCivilDate(text)) return `a date with a time: \`${text} 08:00\``;
  if (/^\d{1,2}:\d{2}/.test(text)) return 'a time with its date: `2026-03-31 08:00`';
  const [, date = '', hour = '', rest = ''] = /^(\S+)[T ,]+(\d{1,2})[:.](\d{2}(?:[:.]\d{2})?)$/.exec(text) ?? [];
  const iso = isCivilDate(date) ? date : isoDate(date);
  return iso !== undefined && isCivilDate(iso)
    ? `a time: write \`${iso} ${hour.padStart(2, '0')}:${rest.replace('.', ':')}\``
    : 'a time such as `2026-03-31 08:00`';
}

/** The ISO form of `31.03.2026` and of dates that begin with the year; `3/31/2026` can be read two ways. */
function isoDate(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[ T])/.exec(text) ?? [];
  if (year !== '') return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, y = '', m = '', d = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[ T])/.exec(text) ?? [];
  return y === '' ? undefined : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

function offsetSeconds(offset: string): Seconds {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}

/** `2026-10-25T02:30+01:00`. */
export function isoTime(instant: Instant, offset: Seconds): string {
  const local = instant + offset;
  const size = Math.abs(offset);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(size / 3600)}:${two((size / 60) % 60)}`;
  return `${dateOf(Math.floor(local / DAY))}T${clock(local)}${zone}`;
}

/** The time of day of a count of local seconds: `02:30`, `02:30:15`. */
function clock(local: number): string {
  const time = local - Math.floor(local / DAY) * DAY;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(time / 3600)}:${two((time / 60) % 60)}${time % 60 === 0 ? '' : `:${two(time % 60)}`}`;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { d: DAY, h: 3600, m: 60, min: 60, s: 1 };

/** `1:30`, `1 h 30 min`, `90 min`, `PT1H30M`. */
export function readDuration(text: string): Reading<Seconds> {
  const [, hours, minutes, seconds = '00'] = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hours !== undefined) return whole(Rational.of(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)));
  if (/^\d+(\.\d+)?$/.test(text)) return { expected: `a duration with its unit: \`${text} h\` or \`${text} min\`` };
  if (/^\d+,\d+ ?(h|min|s)$/.test(text)) return { expected: `a decimal point: \`${text.replace(',', '.')}\`` };
  const iso = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(.*))?$/.exec(text);
  const parts = (iso === null ? text : `${iso[1] === undefined ? '' : `${iso[1]} d `}${iso[2] ?? ''}`).toLowerCase();
  const units = iso === null ? 'h|min|s' : 'd|h|m|s';
  if (!new RegExp(`^(\\d+(\\.\\d+)? ?(${units}) ?)+$`).test(parts)) {
    return { expected: 'a duration such as `1:30`, `1 h 30 min` or `PT1H30M`' };
  }
  const terms = [...parts.matchAll(/(\d+(?:\.\d+)?) ?([a-z]+)/g)];
  return whole(
    Rational.sum(terms.map(([, n = '0', unit = '']) => Rational.of(n).times(Rational.of(UNIT_SECONDS[unit] ?? 0)))),
  );
}

/** The column `hours`: `1.5`. */
export function readHours(text: string): Reading<Seconds> {
  const number = readNumber(text);
  if ('expected' in number) return number;
  const hours = Rational.of(number.value);
  if (hours.sign() < 0) return { expected: 'hours that are not negative' };
  const seconds = hours.times(Rational.of(3600));
  const reading = whole(seconds);
  // What a program divided and then wrote with all the digits that it has.
  if ('value' in reading || (number.value.split('.')[1] ?? '').length < 6) return reading;
  const near = seconds.plus(Rational.of(1, 2)).floor().toInteger() ?? 0;
  const [minutes, rest] = [Math.floor(near / 60) % 60, near % 60].map((part) => String(part).padStart(2, '0'));
  const length = `${Math.floor(near / 3600)}:${minutes}${rest === '00' ? '' : `:${rest}`}`;
  return { expected: `${reading.expected}: write the length as a \`duration\`, \`${length}\`` };
}

function whole(seconds: Rational): Reading<Seconds> {
  const value = seconds.toInteger();
  return value === undefined ? { expected: 'a time that comes to whole seconds' } : { value };
}

/** Digits with a decimal point. */
export function readNumber(text: string): Reading<Decimal> {
  const isPlain: boolean = isDecimal(text);
  if (isPlain) return { value: text };
  const written = text.replace(/[ \u00a0\u202f'](?=\d{3})/g, '').replace(/^(-?\d+),(\d+)$/, '$1.$2');
  if (!isDecimal(written)) return { expected: 'a number such as `12` or `12.5`' };
  return { expected: `a number with a decimal point and no spaces: \`${written}\`` };
}

/** As many as a floating-point number keeps, in columns and in spreadsheets. */
const MOST_DIGITS = 15;

/** A number of a declared unit, in base units: `12 h`, `34` or `34 km`, `20%`. */
export function readQuantity(text: string, unit: Unit): Reading<Decimal> {
  if (unit.kind === 'time') {
    const duration = readDuration(text);
    return 'expected' in duration ? duration : { value: String(duration.value) };
  }
  const name = unit.kind === 'other' ? unit.name : unit.kind === 'percent' ? '%' : '';
  const number = readNumber(name !== '' && text.endsWith(name) ? text.slice(0, -name.length).trim() : text);
  if ('expected' in number || digitsOf(number.value) <= MOST_DIGITS) return number;
  return { expected: `a number of at most ${MOST_DIGITS} digits` };
}

/** Without zeros at its ends that say nothing. */
function digitsOf(value: Decimal): number {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  return whole.replace(/^0+/, '').length + fraction.replace(/0+$/, '').length;
}

/** The number that JSON and programs write as `1e5` or `1.5E-7`, in digits alone; every other text as it is. */
export function withoutExponent(text: string): string {
  const [, sign = '', whole, fraction = '', power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d{1,3})$/i.exec(text) ?? [];
  if (whole === undefined) return text;
  const point = whole.length + Number(power);
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0');
  const [before, after] = [digits.slice(0, Math.max(1, point)), digits.slice(Math.max(1, point))];
  return `${sign}${before.replace(/^0+(?=\d)/, '')}${/[1-9]/.test(after) ? `.${after.replace(/0+$/, '')}` : ''}`;
}
