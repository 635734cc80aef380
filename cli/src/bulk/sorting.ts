// The rows of a part as columns, in the order of orders, time and ids, so that of two that start together the one with the
// smaller id comes first, in whichever order they were read. Rows of one order with one id are taken out: which of them is meant cannot be known.
import { createArrays } from './arrays.ts';
import { gatherRows, type PartRows, type Shape } from './rows.ts';
import { bigEndian, compareTexts, createHeap, createNumbering, type Heap, reserve, sizeOf, textAt } from './texts.ts';

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
  const [file, heap] = [createHeap(), createHeap()];
  const numbering = createNumbering();
  const arrays = createArrays();

  return (orders, part) => {
    gatherRows({ ...part, blocks: [] }, file);
    const blocks = [file.words.subarray(0, file.used), ...part.blocks];
    const [firstOf, textOf] = [new Uint32Array(orders + 1), new Uint32Array(orders + 1)];
    let found = 0;
    for (const block of blocks) found += countRows(block, shape, count, firstOf, textOf);
    // INVARIANT: what was read is what was written; else work would be left out of the bill.
    if (found !== part.rows) throw new Error(`a part has ${found} rows instead of ${part.rows}`);
    addUp(firstOf);
    addUp(textOf);
    heap.used = 0;
    reserve(heap, textOf[orders] as number);
    heap.used = textOf[orders] as number;
    const [floats, codes, texts] = [
      Array.from({ length: shape.floats }, (_, at) => arrays(`float ${at}`, Float64Array, part.rows)),
      Array.from({ length: shape.codes }, (_, at) => arrays(`code ${at}`, Uint32Array, part.rows)),
      Array.from({ length: shape.texts }, (_, at) => arrays(`text ${at}`, Uint32Array, part.rows)),
    ];
    const next = firstOf.slice();
    for (const block of blocks) setDown(block, count, next, textOf, heap.words, { floats, codes, texts });
    const [starts, ids] = [floats[0] as Float64Array, texts[0] as Uint32Array];
    const numbers = arrays('numbers', Uint32Array, part.rows);
    const kindOf = (row: number): number => (isEntry[codes[1]?.[row] as number] === true ? 1 : 0);
    const compare = (one: number, other: number): number =>
      (starts[one] as number) - (starts[other] as number) ||
      compareTexts(heap, ids[one] as number, ids[other] as number) ||
      kindOf(one) - kindOf(other);
    const repeated: Repeated[] = [];
    let rows = 0;
    for (let order = 0; order < orders; order += 1) {
      const [from, until] = [firstOf[order] as number, firstOf[order + 1] as number];
      const isSorted = areSorted(heap, starts, ids, from, until);
      const isUnique =
        areAscending(heap, ids, from, until) || numbering(heap, ids, from, until, numbers) > until - from;
      firstOf[order] = rows;
      if (isSorted && isUnique && rows === from) rows = until;
      else {
        const own = Uint32Array.from({ length: until - from }, (_, at) => from + at);
        if (!isSorted) sortRows(own, compare);
        const kept = isUnique ? own : withoutRepeated(own, order);
        for (const column of [...floats, ...codes, ...texts])
          column.set(
            Array.from(kept, (row) => column[row] as number),
            rows,
          );
        rows += kept.length;
      }
    }
    firstOf[orders] = rows;
    return { rows, firstOf, floats, codes, texts, heap, repeated };

    /** `numbers` says which have the same id. */
    function withoutRepeated(own: Uint32Array, order: number): Uint32Array {
      const keyOf = (row: number): number => 2 * (numbers[row] as number) + kindOf(row);
      const seen = new Map<number, number>();
      for (const row of own) seen.set(keyOf(row), (seen.get(keyOf(row)) ?? 0) + 1);
      const told = new Set<number>();
      return own.filter((row) => {
        const key = keyOf(row);
        if (seen.get(key) === 1) return true;
        if (!told.has(key)) repeated.push({ order, id: textAt(heap, ids[row] as number), isEntry: kindOf(row) === 1 });
        told.add(key);
        return false;
      });
    }
  };
}

/** Counts the rows of each order, and the words of their texts, at the place behind it; gives how many there are. */
function countRows(words: Uint32Array, shape: Shape, count: number, rowsOf: Uint32Array, textsOf: Uint32Array): number {
  const [firstCode, firstText] = [2 * shape.floats, 2 * shape.floats + shape.codes];
  let rows = 0;
  for (let at = 0; at < words.length; rows += 1) {
    const order = 1 + Math.floor((words[at + firstCode] as number) / count);
    at += firstText;
    const begins = at;
    for (let text = 0; text < shape.texts; text += 1) at += sizeOf(words[at] as number);
    rowsOf[order] = (rowsOf[order] as number) + 1;
    textsOf[order] = (textsOf[order] as number) + at - begins;
    at += at & 1;
  }
  return rows;
}

/** From how many each has to where it ends. */
function addUp(counts: Uint32Array): void {
  for (let at = 1; at < counts.length; at += 1) counts[at] = (counts[at] as number) + (counts[at - 1] as number);
}

/**
 * Sets rows down as they come, each behind those of its order, and texts likewise: what is read later stands together.
 * Rows then have the places of orders among those of the part.
 */
function setDown(
  words: Uint32Array,
  count: number,
  next: Uint32Array,
  nextText: Uint32Array,
  heap: Uint32Array,
  { floats, codes, texts }: Pick<Sorted, 'floats' | 'codes' | 'texts'>,
): void {
  const numbers = new Float64Array(words.buffer, 0, words.length >>> 1);
  const firstCode = 2 * floats.length;
  const orders = codes[0] as Uint32Array;
  for (let at = 0; at < words.length; at += at & 1) {
    const order = Math.floor((words[at + firstCode] as number) / count);
    const place = next[order] as number;
    next[order] = place + 1;
    for (let column = 0; column < floats.length; column += 1) {
      (floats[column] as Float64Array)[place] = numbers[at >>> 1] as number;
      at += 2;
    }
    for (let column = 0; column < codes.length; column += 1) {
      (codes[column] as Uint32Array)[place] = words[at] as number;
      at += 1;
    }
    orders[place] = order;
    let to = nextText[order] as number;
    for (let column = 0; column < texts.length; column += 1) {
      (texts[column] as Uint32Array)[place] = to;
      for (const end = at + sizeOf(words[at] as number); at < end; at += 1, to += 1) heap[to] = words[at] as number;
    }
    nextText[order] = to;
  }
}

/** By time and id, as rows mostly come, and no two with the same. */
function areSorted(heap: Heap, starts: Float64Array, ids: Uint32Array, from: number, until: number): boolean {
  for (let row = from + 1; row < until; row += 1) {
    const later = (starts[row] as number) - (starts[row - 1] as number);
    if (later > 0) continue;
    if (later < 0 || compareTexts(heap, ids[row - 1] as number, ids[row] as number) >= 0) return false;
  }
  return true;
}

/** Whether each id is longer than the one before it, or as long and behind it: then none comes twice. */
export function areAscending(heap: Heap, ids: Uint32Array, from: number, until: number): boolean {
  const { words } = heap;
  for (let row = from + 1; row < until; row += 1) {
    const [one, other] = [ids[row - 1] as number, ids[row] as number];
    const length = words[one] as number;
    if ((words[other] as number) > length) continue;
    if ((words[other] as number) < length) return false;
    let at = 1;
    const size = sizeOf(length);
    while (at < size && words[one + at] === words[other + at]) at += 1;
    // By bytes: whichever order it is, it must be the same throughout.
    if (at === size || bigEndian(words[one + at] as number) > bigEndian(words[other + at] as number)) return false;
  }
  return true;
}

/** Rows are hardly ever far from their place: they come as they were recorded. */
export function sortRows(rows: Uint32Array, compare: (one: number, other: number) => number): void {
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
