// Values of Arrow columns as facts write them: texts, numbers in digits, dates, times, lengths of time.
import { dateOf, isoTime, withoutExponent } from '@avtal/runtime';
import { type DataType, DateUnit, decimal, int32, int64, Precision, Type } from '@uwdata/flechette';
import { Failure } from '../host.ts';

const day = 86_400_000;

/** How the values of a column are written, as they are stored. Throws a Failure for a type that no fact has. */
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
      return (value) => dateOf(type.unit === DateUnit.DAY ? Number(value) : Math.floor(Number(value) / day));
    case Type.Timestamp: {
      const isLocal = type.timezone === null || type.timezone === undefined || type.timezone === '';
      return (value) => timeText(BigInt(String(value)), 3 * type.unit, isLocal);
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

/** The type as which the stored values are read: whole numbers, of which nothing is lost. */
export function storedAs(type: DataType): DataType {
  switch (type.typeId) {
    case Type.Timestamp:
      return int64();
    case Type.Date:
      return type.unit === DateUnit.DAY ? int32() : int64();
    case Type.Decimal:
      return decimal(type.precision, 0, type.bitWidth);
    default:
      return type;
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

/** A whole number of tenths, hundredths, …; of tens, hundreds, … where the scale is negative. */
function scaled(value: unknown, scale: number): string {
  const text = scale < 0 ? String(BigInt(String(value)) * 10n ** BigInt(-scale)) : String(value);
  if (scale <= 0) return text;
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const filled = digits.padStart(scale + 1, '0');
  const decimals = filled.slice(filled.length - scale).replace(/0+$/, '');
  return `${sign}${filled.slice(0, filled.length - scale)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** So many decimals of a second. Without a zone, local in the agreement's. Fractions stay, so that the reader refuses them. */
function timeText(units: bigint, scale: number, isLocal: boolean): string {
  const parts = 10n ** BigInt(scale);
  const rest = ((units % parts) + parts) % parts;
  const text = isoTime(Number((units - rest) / parts), 0);
  const whole = /T\d\d:\d\d(?=\+)/.test(text) ? text.replace('+', ':00+') : text;
  const exact = rest === 0n ? whole : whole.replace('+', `.${String(rest).padStart(scale, '0')}+`);
  return isLocal ? exact.replace('+00:00', '') : exact;
}
