// The arrays that a part of a bill in bulk is made of: memory that is kept, and how they are gone over.

type Numbers = Float64Array | Uint32Array | Int32Array | Uint8Array;
type ArrayType<N> = new (length: number) => N;
/** The first `length` values of an array of that name: the same memory each time, as long as it is long enough. */
export type Arrays = <N extends Numbers>(name: string, type: ArrayType<N>, length: number) => N;

export function createArrays(): Arrays {
  const known = new Map<string, Numbers>();
  return <N extends Numbers>(of: string, type: ArrayType<N>, length: number): N => {
    let found = known.get(of);
    if (!(found instanceof type) || found.length < length) {
      found = new type(Math.ceil(1.1 * length));
      known.set(of, found);
    }
    return found.subarray(0, length) as N;
  };
}

/** A multiple of what is packed together. */
const pieceLength = 1 << 12;

/**
 * So many places by some thousands. What is called for each of these stretches is soon made fast by the engine; a function that
 * goes over all places at once runs slowly in its first calls, which is most of them where each part has one.
 */
export function* pieces(count: number): Generator<readonly [from: number, until: number]> {
  for (let from = 0; from < count; from += pieceLength) yield [from, Math.min(count, from + pieceLength)];
}
