// The compact protocol of Thrift, as far as the heads of Parquet files need it.

export type Thrift =
  | { readonly type: 5 | 6; readonly value: number }
  | { readonly type: 8; readonly text: string }
  | { readonly type: 9; readonly of: number; readonly all: readonly Thrift[] }
  | { readonly type: 12; readonly fields: readonly (readonly [id: number, value: Thrift])[] };

/** Whole numbers, of 32 and of 64 bits; none is below 0. */
export const int = (value: number): Thrift => ({ type: 5, value });
export const long = (value: number): Thrift => ({ type: 6, value });
export const binary = (text: string): Thrift => ({ type: 8, text });
export const list = (all: readonly Thrift[]): Thrift => ({ type: 9, of: all[0]?.type ?? 12, all });
/** Fields by their numbers, in ascending order; those that are undefined are not there. */
export const struct = (fields: Readonly<Record<number, Thrift | undefined>>): Thrift => ({
  type: 12,
  fields: Object.entries(fields).flatMap(([id, value]) => (value === undefined ? [] : [[Number(id), value] as const])),
});

export function thriftBytes(value: Thrift): Uint8Array {
  const bytes: number[] = [];
  add(value, bytes);
  return Uint8Array.from(bytes);
}

function add(thrift: Thrift, bytes: number[]): void {
  switch (thrift.type) {
    case 5:
    case 6:
      putVarint(2 * thrift.value, bytes, bytes.length);
      return;
    case 8: {
      const text = new TextEncoder().encode(thrift.text);
      putVarint(text.length, bytes, bytes.length);
      for (const byte of text) bytes.push(byte);
      return;
    }
    case 9: {
      const size = thrift.all.length;
      bytes.push((Math.min(size, 15) << 4) | thrift.of);
      if (size >= 15) putVarint(size, bytes, bytes.length);
      for (const one of thrift.all) add(one, bytes);
      return;
    }
    case 12: {
      let last = 0;
      for (const [id, value] of thrift.fields) {
        bytes.push(((id - last) << 4) | value.type);
        add(value, bytes);
        last = id;
      }
      bytes.push(0);
    }
  }
}

/** Writes seven bits a byte, the lowest first, and gives where they end. */
export function putVarint(value: number, into: number[] | Uint8Array, at: number): number {
  let [rest, next] = [value, at];
  for (; rest > 127; next += 1) {
    into[next] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  into[next] = rest;
  return next + 1;
}
