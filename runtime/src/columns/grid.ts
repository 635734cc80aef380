// From a row and an atom of time to a cell: the row's choices, numbers and start as digits of one number, the atom below them.

import { once } from '../asking/questions.ts';
import type { Index, Instant } from '../ir.ts';
import { isTrouble, type Run, type Trouble } from '../pricing/run.ts';
import { type CellBook, grown } from './cells.ts';
import type { Digits } from './digits.ts';
import type { Known } from './own-cells.ts';
import type { Rows } from './rows.ts';
import type { Stated } from './special-prices.ts';
import type { Limit, Start, Tariff, Tariffs } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

/** A place that is not looked into yet, that cannot be priced by columns, and that has nothing of the kind. */
export const UNKNOWN = -1;
export const TROUBLE = -2;
export const NOTHING = -3;

/** What one question comes to, for one subject and one kind of order. A place is the base of a row and an atom of time. */
export interface Answers {
  /** Of each place its cell, or one of the three above. Replaced when it grows. */
  readonly cells: Int32Array;
  /** Looks into a place: its cell, NOTHING, or TROUBLE with `why` said. */
  resolve(row: number, place: number): number;
  why: string;
}

/** What work comes to, and the questions that are asked once for each scope. */
export interface Grid {
  readonly work: Answers;
  /** Where rows state their own price, what each comes to. */
  readonly own: Known;
  /** Whether some price is known only once it is known what is charged. */
  hasLater(): boolean;
  scoped(kind: 'start' | 'limit', question: string): Answers;
  /** Room for so many places. */
  reserve(places: number): void;
}

export interface GridOf {
  readonly run: Run;
  readonly subject: Index;
  readonly timeline: Timeline;
  readonly digits: Digits;
  readonly stated: Stated | undefined;
  readonly workOf: Rows['workOf'];
  readonly tariffs: Tariffs;
  readonly book: CellBook;
}

export function createGrid({ run, subject, timeline, digits, stated, workOf, tariffs, book }: GridOf): Grid {
  const atoms = timeline.samples.length;
  const sample = (place: number): Instant => timeline.samples[place % atoms] ?? 0;

  let hasLater = false;
  type Made = Tariff | Start | Limit | Trouble | undefined;
  let size = digits.places;
  const all: { cells: Int32Array }[] = [];
  function answers(make: (row: number, at: Instant) => Made): Answers {
    const found = {
      cells: new Int32Array(size).fill(UNKNOWN),
      resolve: (row: number, place: number): number => {
        const made = make(row, sample(place));
        const cell = made === undefined ? NOTHING : isTrouble(made) ? made : book.add(made);
        hasLater ||= typeof made === 'object' && 'later' in made;
        if (cell === undefined) found.why = 'the amounts have no common denominator';
        else if (typeof cell === 'object') found.why = cell.message;
        found.cells[place] = typeof cell === 'number' ? cell : TROUBLE;
        return found.cells[place] as number;
      },
      why: '',
    };
    all.push(found);
    return found;
  }

  const starts = once((question: string) =>
    answers((row, at) => tariffs.start(run, question, workOf(row, subject), at)),
  );
  const limits = once((question: string) =>
    answers((row, at) => tariffs.limit(run, question, workOf(row, subject), at)),
  );
  return {
    // What rows state is asked of each: what they have in common is that they are in one situation.
    work: answers((row, at) => (stated ? anything : tariffs.tariff(run, workOf(row, subject), at))),
    own: new Map(),
    hasLater: () => hasLater,
    reserve: (places) => {
      if (places <= size) return;
      size = 2 * places;
      for (const one of all) one.cells = grown(one.cells, new Int32Array(size).fill(UNKNOWN));
    },
    scoped: (kind, question) => (kind === 'start' ? starts : limits)(question),
  };
}

const anything: Tariff = { rule: -1, shares: [] };
