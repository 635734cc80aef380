// The columns of an Arrow stream, as its schema has them.
import {
  type DataType,
  date,
  decimal,
  dictionary,
  duration,
  float,
  int,
  nullType,
  Type,
  timestamp,
} from '@uwdata/flechette';
import { Failure } from '../host.ts';
import { damaged, type Fields } from './flatbuffer.ts';

export interface Column {
  readonly name: string;
  readonly type: DataType;
}

/** What the library of Arrow says of types that there are not is about the data, not about avtal. */
function readArrow<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    // It is told already; or the schema ends before it has said all, which `readBuffer` tells.
    if (error instanceof Failure || error instanceof RangeError) throw error;
    throw new Failure(
      `Standard input has Arrow data that cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

export function columnsIn(schema: Fields): readonly Column[] {
  if (schema.number(0, 16) !== 0)
    throw new Failure('Standard input has numbers with their largest byte first.', 'Send Arrow as little-endian.');
  return schema.tables(1).map((field) => {
    const type = readArrow(() => typeOf(field));
    const coded = field.table(4);
    const indices = coded?.table(1);
    return {
      name: field.text(0) ?? '',
      type:
        coded === undefined
          ? type
          : dictionary(
              type,
              indices === undefined ? int(32) : readArrow(() => intOf(indices)),
              false,
              coded.number(0, 64),
            ),
    };
  });
}

export function isText({ typeId }: DataType): boolean {
  return typeId === Type.Utf8 || typeId === Type.LargeUtf8 || typeId === Type.Utf8View;
}

/** The makers of types throw for units and widths that there are not. Types that no fact is written in need no more than their number. */
function typeOf(field: Fields): DataType {
  const typeId = field.number(2, 8);
  const own = field.table(3);
  const unit = (absent: number): number => own?.number(0, 16, absent) ?? absent;
  switch (typeId) {
    case Type.Null:
      return nullType();
    case Type.Int:
      return intOf(own);
    case Type.Float:
      return float(unit(0) as Parameters<typeof float>[0]);
    case Type.Decimal: {
      const [precision = 0, scale = 0] = [own?.number(0, 32), own?.number(1, 32)];
      if (Math.abs(scale) > mostDigits) throw damaged(`a number has ${scale} decimals`);
      return decimal(precision, scale, (own?.number(2, 32, 128) ?? 128) as Parameters<typeof decimal>[2]);
    }
    case Type.Date:
      return date(unit(1) as Parameters<typeof date>[0]);
    case Type.Duration:
      return duration(unit(1) as Parameters<typeof duration>[0]);
    case Type.Timestamp:
      return timestamp(unit(0) as Parameters<typeof timestamp>[0], own?.text(1) ?? null);
    default:
      return { typeId } as DataType;
  }
}

/** Of the widest decimals. */
const mostDigits = 76;

function intOf(own: Fields | undefined): ReturnType<typeof int> {
  return int((own?.number(0, 32) ?? 0) as Parameters<typeof int>[0], own?.number(1, 8) !== 0);
}
