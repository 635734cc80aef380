// Rows of Arrow as columns of numbers, codes and places of texts, in the order in which bills in bulk price them. What is not in
// a common form is read by `readFacts`; an order of which a row cannot be read is none of these columns.
import { createZone, type FactKind, type Ir, type ReadOptions, readFacts } from '@avtal/runtime';
import { createArrays } from '../bulk/arrays.ts';
import { codedColumns, type Layout } from '../bulk/coding.ts';
import { codedFact } from '../bulk/odd.ts';
import { areAscending, type Sorted, sortRows } from '../bulk/sorting.ts';
import { addText, compareTexts, createHeap, createNumbering } from '../bulk/texts.ts';
import { textOf } from './cells.ts';
import { customerColumn, type Group, givenRows, isLikeBefore, isOfOther } from './group.ts';
import { odd } from './instants.ts';
import { createPlaces } from './places.ts';
import { readersOf } from './readers.ts';

/** The orders of a group whose rows are columns, and these. What is given holds until the next group. */
export interface Coded {
  /** Their places in the group. */
  readonly orders: readonly number[];
  readonly sorted: Sorted;
}

/** What is known of a row. */
const [plain, isOdd, isEmpty] = [0, 1, 2];

/** `kind`: absent where rows say nothing but their orders. */
export function createCoder(
  ir: Ir,
  kind: FactKind | undefined,
  layout: Layout,
  options: ReadOptions,
): (group: Group) => Coded {
  const arrays = createArrays();
  const heap = createHeap();
  const places = createPlaces(heap);
  const numbering = createNumbering();
  const names = codedColumns(layout);
  const readers = kind === undefined ? [] : readersOf(ir, kind, layout, options);
  const { horizon } = createZone(ir.zone);
  const isOfTime = ir.subjects.map(({ unit }) => unit.kind === 'time');
  const floats = (name: string, rows: number): Float64Array => arrays(`float ${name}`, Float64Array, rows);
  const codes = (name: string, rows: number): Uint32Array => arrays(`code ${name}`, Uint32Array, rows);
  const texts = (name: string, rows: number): Uint32Array => arrays(`text ${name}`, Uint32Array, rows);

  /** Numbers and codes of all rows, and of which of them something is in no common form. */
  function read({ rows, stretches, orders }: Group, state: Uint8Array): void {
    for (const { column, into: name, read, otherwise } of readers) {
      const into = floats(name, rows);
      let at = 0;
      for (const { batch, from, until } of stretches) {
        const cells = batch.cells[batch.columns.findIndex((one) => one.name === column)];
        if (cells === undefined) into.fill(otherwise, at, at + until - from);
        else read(cells, from, until, into, at);
        at += until - from;
      }
      for (let row = 0; row < rows; row += 1) {
        if (Number.isNaN(into[row])) into[row] = otherwise;
        if (into[row] === odd) state[row] = isOdd;
      }
    }
    for (const name of names.codes) if (name !== 'o') codes(name, rows).set(floats(name, rows));
    for (const [place, { from, until }] of orders.entries()) codes('o', rows).fill(place, from, until);
    if (kind === 'entries') readEnds(rows, state);
    else {
      const [quantity, subject] = [floats('q', rows), codes('subject', rows)];
      floats('e', rows).set(floats('s', rows));
      for (let row = 0; row < rows; row += 1)
        if (!((quantity[row] as number) >= 0) || isOfTime[subject[row] as number] === true) state[row] = isOdd;
    }
  }

  /** The end is said in one of three ways; where it is said in several, they must agree. */
  function readEnds(rows: number, state: Uint8Array): void {
    const [start, end, duration, hours] = ['s', 'e', 'duration', 'hours'].map((name) => floats(name, rows)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let row = 0; row < rows; row += 1) {
      const from = start[row] as number;
      let until = end[row] as number;
      for (const lengths of [duration, hours]) {
        const length = lengths[row] as number;
        if (Number.isNaN(length)) continue;
        if (Number.isNaN(until)) until = from + length;
        else if (until !== from + length) state[row] = isOdd;
      }
      if (!(until >= from && until < horizon.until)) state[row] = isOdd;
      end[row] = until;
    }
  }

  function readTexts({ rows, before, stretches }: Group): void {
    places.forget();
    for (const name of names.texts) {
      const into = texts(name, rows);
      let at = 0;
      for (const { batch, from, until } of stretches) {
        const column = name.startsWith('k_') ? name.slice('k_'.length) : name;
        places.add(batch.cells[batch.columns.findIndex((one) => one.name === column)], from, until, into, at);
        at += until - from;
      }
    }
    const ids = texts('id', rows);
    const none = places.empty();
    // As `readFacts` calls what has no id.
    for (let row = 0; row < rows; row += 1) if (ids[row] === none) ids[row] = addText(heap, `row:${before + row + 1}`);
  }

  /** Rows that name another customer than their order has. */
  function readCustomers({ stretches, orders }: Group, state: Uint8Array): void {
    let [at, place] = [0, 0];
    for (const { batch, from, until } of stretches) {
      const own = customerColumn(batch);
      const cells = own === undefined ? undefined : batch.cells[own];
      if (cells !== undefined) {
        const written = textOf(cells);
        let isOther = false;
        for (let row = from; row < until; row += 1) {
          const before = place;
          while (at + row - from >= (orders[place]?.until ?? Infinity)) place += 1;
          const order = orders[place]?.order;
          if (order === undefined) break;
          if (row === from || place !== before || !isLikeBefore(cells, row)) isOther = isOfOther(written(row), order);
          if (isOther) state[at + row - from] = isOdd;
        }
      }
      at += until - from;
    }
  }

  /** Reads what is in no common form. Gives the places of orders of which a row cannot be read. */
  function readOdd(group: Group, state: Uint8Array): ReadonlySet<number> {
    const { rows, before } = group;
    const order = codes('o', rows);
    const refused = new Set<number>();
    const odds: number[] = [];
    for (let row = 0; row < rows; row += 1) if (state[row] === isOdd) odds.push(row);
    if (odds.length === 0 || kind === undefined) return refused;
    for (const row of odds) state[row] = isEmpty;
    // Numbers stand for their ids, which may be there twice.
    const given = givenRows(group, odds).map((one) => {
      const row = one.line - before - 1;
      state[row] = plain;
      return { ...one, values: { ...one.values, id: String(row) } };
    });
    const { facts, rejected } = readFacts(ir, [{ kind, rows: given }], options);
    for (const { row } of rejected) refused.add(order[Number(row.values.id)] as number);
    for (const fact of [...facts.entries, ...facts.occurrences]) {
      const row = Number(fact.id);
      const own = codedFact(ir, layout, fact, order[row] as number, '');
      if (own.subject === -1) refused.add(order[row] as number);
      for (const name of names.floats) floats(name, rows)[row] = Number(own[name]);
      for (const name of names.codes) codes(name, rows)[row] = Number(own[name]);
      for (const name of names.texts)
        if (name !== 'id')
          texts(name, rows)[row] = own[name] === undefined ? places.empty() : addText(heap, String(own[name]));
    }
    return refused;
  }

  /** By orders, time and ids, without orders that are refused or have an id twice. */
  function sorted({ rows, orders }: Group, state: Uint8Array, refused: ReadonlySet<number>): Coded {
    const [start, ids] = [floats('s', rows), texts('id', rows)];
    const compare = (one: number, other: number): number =>
      (start[one] as number) - (start[other] as number) || compareTexts(heap, ids[one] as number, ids[other] as number);
    const all = arrays('rows', Uint32Array, rows);
    const [ownIds, numbers] = [arrays('ids', Uint32Array, rows), arrays('numbers', Uint32Array, rows)];
    const kept: number[] = [];
    const firstOf = [0];
    let count = 0;
    for (const [place, { from, until }] of orders.entries()) {
      if (refused.has(place)) continue;
      const first = count;
      let isInOrder = true;
      for (let row = from; row < until; row += 1) {
        if (state[row] === isEmpty) continue;
        if (count > first && isInOrder) isInOrder = compare(all[count - 1] as number, row) < 0;
        all[count] = row;
        ownIds[count] = ids[row] as number;
        count += 1;
      }
      if (
        !areAscending(heap, ownIds, first, count) &&
        numbering(heap, ownIds, first, count, numbers) <= count - first
      ) {
        count = first;
        continue;
      }
      if (!isInOrder) sortRows(all.subarray(first, count), compare);
      kept.push(place);
      firstOf.push(count);
    }
    const take = all.subarray(0, count);
    for (let order = 0; order < kept.length; order += 1)
      codes('place', rows).fill(order, firstOf[order], firstOf[order + 1]);
    const isAll = take.every((row, at) => row === at);
    const inOrder = <N extends Float64Array | Uint32Array>(from: N, into: N): N => {
      if (isAll) return from.subarray(0, count) as N;
      for (let at = 0; at < count; at += 1) into[at] = from[take[at] as number] as number;
      return into;
    };
    return {
      orders: kept,
      sorted: {
        rows: count,
        firstOf: Uint32Array.from(firstOf),
        floats: names.floats.map((name) => inOrder(floats(name, rows), floats(`sorted ${name}`, count))),
        codes: names.codes.map((name) =>
          name === 'o' ? codes('place', rows) : inOrder(codes(name, rows), codes(`sorted ${name}`, count)),
        ),
        texts: names.texts.map((name) => inOrder(texts(name, rows), texts(`sorted ${name}`, count))),
        heap,
        repeated: [],
      },
    };
  }

  return (group) => {
    const state = arrays('state', Uint8Array, group.rows).fill(kind === undefined ? isEmpty : plain);
    readTexts(group);
    if (kind === undefined) return sorted(group, state, new Set());
    read(group, state);
    readCustomers(group, state);
    return sorted(group, state, readOdd(group, state));
  };
}
