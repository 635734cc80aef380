// Values of Arrow columns as facts write them: texts, numbers in digits, dates, times, lengths of time.
import { dateOf, isoTime, withoutExponent } from '@avtal/runtime';
import { type DataType, Precision, Type } from '@uwdata/flechette';
import { Failure } from '../host.ts';

const day = 86_400_000;

/** How the values of a column are written. Throws a Failure for a type that no fact has. */
export function writerOf(column: string, type: DataType): (value: unknown) => string {
  switch (type.typeId) {
    case Type.Null:
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
    case Type.Bool:
    case Type.Int:
      return String;
    case Type.Float: {
      const isSingle = type.precision !== Precision.DOUBLE;
      return (value) => withoutExponent(String(isSingle ? shortest(Number(value)) : value));
    }
    case Type.Decimal:
      return (value) => scaled(value, type.scale);
    case Type.Date:
      return (value) => dateOf(Math.floor(Number(value) / day));
    case Type.Timestamp: {
      const isLocal = type.timezone === null || type.timezone === undefined || type.timezone === '';
      return (value) => timeText(Number(value), isLocal);
    }
    case Type.Duration:
      return (value) => `${scaled(value, 3 * type.unit)} s`;
    case Type.Dictionary:
      return writerOf(column, type.dictionary);
    default:
      throw new Failure(
        `\`${column}\` is of a type of Arrow that no fact is written in.`,
        'Send texts, numbers, dates, timestamps or durations.',
      );
  }
}

/** The fewest digits that single precision keeps apart from others. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

/** A whole number of tenths, hundredths, … */
function scaled(value: unknown, scale: number): string {
  const text = String(value);
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const filled = digits.padStart(scale + 1, '0');
  const decimals = filled.slice(filled.length - scale).replace(/0+$/, '');
  return `${sign}${filled.slice(0, filled.length - scale)}${scale === 0 || decimals === '' ? '' : `.${decimals}`}`;
}

/** Without a zone, local in the agreement's. Fractions stay, so that the reader refuses them. */
function timeText(milliseconds: number, isLocal: boolean): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds - seconds * 1000;
  const text = isoTime(seconds, 0);
  const whole = /T\d\d:\d\d(?=\+)/.test(text) ? text.replace('+', ':00+') : text;
  const exact = rest === 0 ? whole : whole.replace('+', `.${String(Math.round(rest * 1000)).padStart(6, '0')}+`);
  return isLocal ? exact.replace('+00:00', '') : exact;
}
