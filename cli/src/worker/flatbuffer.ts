// FlatBuffers, in which Arrow says what its messages hold: read so that no offset and no length leaves them. What is damaged
// is said so before memory is taken for it. https://flatbuffers.dev/internals
import { Failure } from '../host.ts';

export function damaged(why: string): Failure {
  return new Failure(`Standard input is damaged: ${why}.`, 'Nothing of it may be used.');
}

/** A table: fields by their number, each absent unless it is written. */
export interface Fields {
  /** `width`: in bits. `absent`: what a field is that is not written. */
  number(field: number, width: 8 | 16 | 32 | 64, absent?: number): number;
  text(field: number): string | undefined;
  table(field: number): Fields | undefined;
  tables(field: number): readonly Fields[];
  /** A list of so many whole numbers of 64 bits to an entry. */
  entries(field: number, width: number): readonly (readonly number[])[];
  has(field: number): boolean;
}

/** Reads the table that bytes are. Throws a Failure where they are none. */
export function readBuffer<T>(bytes: Uint8Array, read: (root: Fields) => T): T {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return read(tableAt(view, view.getUint32(0, true)));
  } catch (error) {
    // A DataView lets nobody read beyond its end.
    if (error instanceof RangeError) throw damaged('a message tells of more than it has');
    throw error;
  }
}

const decoder = new TextDecoder();

function tableAt(view: DataView, at: number): Fields {
  const slots = at - view.getInt32(at, true);
  const [slotsSize, size] = [view.getUint16(slots, true), view.getUint16(slots + 2, true)];

  function placeOf(field: number, bytes: number): number | undefined {
    const slot = 4 + 2 * field;
    const offset = slot + 2 <= slotsSize ? view.getUint16(slots + slot, true) : 0;
    if (offset + bytes > size) throw new RangeError();
    return offset === 0 ? undefined : at + offset;
  }

  function target(field: number): number | undefined {
    const place = placeOf(field, 4);
    return place === undefined ? undefined : place + view.getUint32(place, true);
  }

  /** Where a list begins, and how many entries it has, all of which are there. */
  function list(field: number, stride: number): { readonly first: number; readonly count: number } {
    const place = target(field);
    if (place === undefined) return { first: 0, count: 0 };
    const count = view.getUint32(place, true);
    if (place + 4 + count * stride > view.byteLength) throw new RangeError();
    return { first: place + 4, count };
  }

  return {
    number: (field, width, absent = 0) => {
      const place = placeOf(field, width / 8);
      if (place === undefined) return absent;
      switch (width) {
        case 8:
          return view.getUint8(place);
        case 16:
          return view.getInt16(place, true);
        case 32:
          return view.getInt32(place, true);
        case 64:
          return wholeAt(view, place);
      }
    },
    text: (field) => {
      const { first, count } = list(field, 1);
      if (first === 0) return undefined;
      return decoder.decode(new Uint8Array(view.buffer, view.byteOffset + first, count));
    },
    table: (field) => {
      const place = target(field);
      return place === undefined ? undefined : tableAt(view, place);
    },
    tables: (field) => {
      const { first, count } = list(field, 4);
      return Array.from({ length: count }, (_, one) => {
        const place = first + 4 * one;
        return tableAt(view, place + view.getUint32(place, true));
      });
    },
    entries: (field, width) => {
      const { first, count } = list(field, 8 * width);
      return Array.from({ length: count }, (_, one) =>
        Array.from({ length: width }, (_, part) => wholeAt(view, first + 8 * (one * width + part))),
      );
    },
    has: (field) => target(field) !== undefined,
  };
}

/** Nothing in a stream is as long as what a number does not keep. */
function wholeAt(view: DataView, at: number): number {
  const value = Number(view.getBigInt64(at, true));
  if (!Number.isSafeInteger(value)) throw new RangeError();
  return value;
}
