// From a row to its cells: the rows' choices, numbers and starts in one number, with the atoms of time below it.

import { once } from '../asking/questions.ts';
import type { Situation } from '../facts.ts';
import type { Index, Instant } from '../ir.ts';
import { isTrouble, type Run, type Trouble } from '../pricing/run.ts';
import type { CellBook } from './cells.ts';
import type { WorkColumns } from './columns.ts';
import { decimalOf, type Rows } from './rows.ts';
import type { Tariffs } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

/** More places than this are not kept as one table. */
const MOST_PLACES = 1 << 22;

/** A place that is not looked into yet, that cannot be priced by columns, and that has no start price. */
export const UNKNOWN = -1;
export const TROUBLE = -2;
export const NOTHING = -3;

/** Of one subject and one kind of order. A place is the base of a row and an atom of time. */
export interface Grid {
  /** Of each place its cell, or one of the three above. */
  readonly cells: Int32Array;
  /** Of each row the place of its first atom. */
  readonly bases: Uint32Array;
  /** Looks into a place: its cell, or TROUBLE with `why` said. */
  resolve(row: number, place: number): number;
  /** The same of a question that is asked for a scope which begins there. */
  scoped(kind: 'start' | 'limit', question: string, row: number, place: number): number;
  why: string;
}

/** One of the things that decide: of each row a code below `size`. */
interface Digit {
  readonly size: number;
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
}

/** How many places there are, and of each row the first of its atoms. */
export interface Places {
  readonly size: number;
  readonly bases: Uint32Array;
}

export interface GridOf {
  readonly run: Run;
  readonly subject: Index;
  readonly timeline: Timeline;
  readonly places: Places;
  readonly rows: Rows;
  readonly tariffs: Tariffs;
  readonly book: CellBook;
}

/** Where each row of the subject stands; the same for all orders. Undefined: there are too many situations to keep. */
export function placesOf(run: Run, subject: Index, { samples }: Timeline, columns: WorkColumns): Places | undefined {
  const digits = digitsOf(run, subject, columns);
  const size = digits.reduce((product, digit) => product * digit.size, samples.length);
  return size > MOST_PLACES ? undefined : { size, bases: basesOf(digits, samples.length, columns.rows) };
}

export function createGrid({ run, subject, timeline, places, rows, tariffs, book }: GridOf): Grid {
  const { size, bases } = places;
  const atoms = timeline.samples.length;
  const grid: Grid = {
    cells: new Int32Array(size).fill(UNKNOWN),
    bases,
    resolve: (row, place) => {
      const made = tariffs.tariff(run, rows.workOf(row, subject), sample(place));
      return keep(grid.cells, place, isTrouble(made) ? made : book.add(made));
    },
    scoped: (kind, question, row, place) => {
      const table = tableOf(`${kind} ${question}`);
      const known = table[place] as number;
      if (known !== UNKNOWN) return known;
      const made = tariffs[kind](run, question, rows.workOf(row, subject), sample(place));
      if (made === undefined || isTrouble(made)) return keep(table, place, made ?? NOTHING);
      return keep(table, place, 'shares' in made ? book.add(made) : book.addLimit(made));
    },
    why: '',
  };

  const sample = (place: number): Instant => timeline.samples[place % atoms] ?? 0;

  const tableOf = once((_: string) => new Int32Array(size).fill(UNKNOWN));

  function keep(table: Int32Array, place: number, found: Trouble | number | undefined): number {
    if (found === undefined) grid.why = 'the amounts have no common denominator';
    if (typeof found === 'object') grid.why = found.message;
    const cell = typeof found === 'number' ? found : TROUBLE;
    table[place] = cell;
    return cell;
  }
  return grid;
}

/** Of each row the place of its first atom: its digits as one number. */
function basesOf(digits: readonly Digit[], atoms: number, rows: number): Uint32Array {
  const bases = new Uint32Array(rows);
  for (const { size, codes } of digits) {
    for (let row = 0; row < rows; row += 1) bases[row] = (bases[row] as number) * size + (codes[row] as number);
  }
  for (let row = 0; row < rows; row += 1) bases[row] = (bases[row] as number) * atoms;
  return bases;
}

/** One for each choice, number and window of the start that some condition about the subject asks for. */
function digitsOf(run: Run, subject: Index, columns: WorkColumns): Digit[] {
  const { plan, order } = run;
  const { rows, start } = columns;
  const axes = [...plan.reached(run.catalog.concerning(subject))].flatMap(
    (question) => plan.table(question).table.axes,
  );
  const digits = new Map<string, Digit>();
  for (const axis of axes) {
    const codeOf = (situation: Omit<Situation, 'choices'>): number =>
      axis.code({ order, situation: { ...situation, choices: {} }, decide: () => undefined });
    const name = `${axis.kind} ${axis.id}`;
    // Of choices the values themselves are the codes; of numbers and windows each question has its own.
    if (axis.kind === 'choice') {
      const column = columns.choices?.[axis.id];
      if (column !== undefined) digits.set(name, { size: column.values.length, codes: column.codes });
    } else if (axis.kind === 'number') {
      const column = columns.numbers?.[axis.id];
      if (column === undefined) continue;
      const known = once((value: number) => codeOf({ at: 0, numbers: { [axis.id]: decimalOf(value) } }));
      const codes = Uint16Array.from(column, (value) => (Number.isNaN(value) ? axis.size : known(value)));
      digits.set(`${name} ${digits.size}`, { size: axis.size + 1, codes });
    } else if (axis.kind === 'moment' && axis.id === 'start') {
      const codes = Uint8Array.from({ length: rows }, (_, row) => codeOf({ at: start[row] as number }));
      digits.set(`${name} ${digits.size}`, { size: axis.size, codes });
    }
  }
  return [...digits.values()];
}
