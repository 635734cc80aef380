// The rows of a part as columns, in the order of orders, time and ids, so that of two that start together the one with the
// smaller id comes first. Rows of one order with one id are taken out: which of them is meant cannot be known.
import { gatherRows, type PartRows, type Shape } from './rows.ts';
import { compareTexts, createHeap, createNumbering, type Heap, sizeOf, textAt } from './texts.ts';

/** What is given holds until the next part: the same memory is written anew. */
export interface Sorted {
  readonly rows: number;
  /** Where the rows of each order begin, and after the last one the end. */
  readonly firstOf: Uint32Array;
  readonly floats: readonly Float64Array[];
  /** The first has places of orders among those of the part. */
  readonly codes: readonly Uint32Array[];
  /** Places of texts in the heap. */
  readonly texts: readonly Uint32Array[];
  readonly heap: Heap;
  readonly repeated: readonly Repeated[];
}

export interface Repeated {
  readonly order: number;
  readonly id: string;
  readonly isEntry: boolean;
}

/** `count`: of the parts. `isEntry`: by the code of the subject; entries and occurrences have ids of their own. */
export interface Of {
  readonly shape: Shape;
  readonly count: number;
  readonly isEntry: readonly boolean[];
}

export function createSorter({ shape, count, isEntry }: Of): (orders: number, part: PartRows) => Sorted {
  const heap = createHeap();
  const numbering = createNumbering();
  const arrays = createArrays();
  const [firstCode, firstText] = [2 * shape.floats, 2 * shape.floats + shape.codes];

  /** Of each row where it stands, by orders. */
  function byOrder(orders: number, rows: number): { places: Uint32Array; firstOf: Uint32Array } {
    const { words, used } = heap;
    const given = arrays('given', Uint32Array, rows);
    const firstOf = new Uint32Array(orders + 1);
    let row = 0;
    for (let at = 0; at < used; row += 1) {
      given[row] = at;
      const order = Math.floor((words[at + firstCode] as number) / count);
      words[at + firstCode] = order;
      firstOf[order + 1] = (firstOf[order + 1] as number) + 1;
      at += firstText;
      for (let text = 0; text < shape.texts; text += 1) at += sizeOf(words[at] as number);
      at += at & 1;
    }
    // INVARIANT: what was read is what was written; else work would be left out of the bill.
    if (row !== rows) throw new Error(`a part has ${row} rows instead of ${rows}`);
    for (let order = 0; order < orders; order += 1)
      firstOf[order + 1] = (firstOf[order + 1] as number) + (firstOf[order] as number);
    const places = arrays('places', Uint32Array, rows);
    const next = firstOf.slice();
    for (row = 0; row < rows; row += 1) {
      const at = given[row] as number;
      const order = words[at + firstCode] as number;
      const place = next[order] as number;
      places[place] = at;
      next[order] = place + 1;
    }
    return { places, firstOf };
  }

  return (orders, part) => {
    gatherRows(part, heap);
    const { words } = heap;
    const numbers = new Float64Array(words.buffer, 0, words.length >>> 1);
    const { places, firstOf } = byOrder(orders, part.rows);
    const compare = (one: number, other: number): number =>
      (numbers[one >>> 1] as number) - (numbers[other >>> 1] as number) ||
      compareTexts(heap, one + firstText, other + firstText);
    const repeated: Repeated[] = [];
    let rows = 0;
    for (let order = 0; order < orders; order += 1) {
      const own = places.subarray(firstOf[order], firstOf[order + 1]);
      sort(own, compare);
      firstOf[order] = rows;
      const kept = withoutRepeated(own, order);
      places.set(kept, rows);
      rows += kept.length;
    }
    firstOf[orders] = rows;

    function withoutRepeated(own: Uint32Array, order: number): Uint32Array {
      const ids = arrays('ids', Uint32Array, own.length);
      const codes = arrays('id codes', Uint32Array, own.length);
      for (let row = 0; row < own.length; row += 1) ids[row] = (own[row] as number) + firstText;
      if (numbering(heap, ids, 0, own.length, codes) === own.length + 1) return own;
      const kindOf = (row: number): number => (isEntry[words[(own[row] as number) + firstCode + 1] as number] ? 1 : 0);
      const seen = new Map<number, number>();
      for (let row = 0; row < own.length; row += 1) {
        const key = 2 * (codes[row] as number) + kindOf(row);
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      const told = new Set<number>();
      return own.filter((at, row) => {
        const key = 2 * (codes[row] as number) + kindOf(row);
        if (seen.get(key) === 1) return true;
        if (!told.has(key)) repeated.push({ order, id: textAt(heap, at + firstText), isEntry: kindOf(row) === 1 });
        told.add(key);
        return false;
      });
    }

    const floats = Array.from({ length: shape.floats }, (_, at) => arrays(`float ${at}`, Float64Array, rows));
    const codes = Array.from({ length: shape.codes }, (_, at) => arrays(`code ${at}`, Uint32Array, rows));
    const texts = Array.from({ length: shape.texts }, (_, at) => arrays(`text ${at}`, Uint32Array, rows));
    for (let row = 0; row < rows; row += 1) {
      let at = places[row] as number;
      for (let column = 0; column < shape.floats; column += 1) {
        (floats[column] as Float64Array)[row] = numbers[at >>> 1] as number;
        at += 2;
      }
      for (let column = 0; column < shape.codes; column += 1) {
        (codes[column] as Uint32Array)[row] = words[at] as number;
        at += 1;
      }
      for (let column = 0; column < shape.texts; column += 1) {
        (texts[column] as Uint32Array)[row] = at;
        at += sizeOf(words[at] as number);
      }
    }
    return { rows, firstOf, floats, codes, texts, heap, repeated };
  };
}

/** Rows are hardly ever far from their place: they come as they were recorded. */
function sort(rows: Uint32Array, compare: (one: number, other: number) => number): void {
  let moves = 16 * rows.length;
  for (let at = 1; at < rows.length; at += 1) {
    const own = rows[at] as number;
    let to = at;
    for (; to > 0 && compare(rows[to - 1] as number, own) > 0; to -= 1) rows[to] = rows[to - 1] as number;
    rows[to] = own;
    moves -= at - to;
    if (moves < 0) {
      rows.sort(compare);
      return;
    }
  }
}

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
