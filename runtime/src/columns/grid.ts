// From a row and an atom of time to a cell: the row's choices, numbers and start as digits of one number, the atom below them.

import { once } from '../asking/questions.ts';
import type { Situation } from '../facts.ts';
import type { Index, Instant } from '../ir.ts';
import { isTrouble, type Run, type Trouble } from '../pricing/run.ts';
import type { CellBook } from './cells.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';
import type { Known } from './own-cells.ts';
import { decimalOf, type Rows } from './rows.ts';
import type { Stated } from './special-prices.ts';
import type { Limit, Start, Tariff, Tariffs } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

/** More places than this are not kept as one table. */
const MOST_PLACES = 1 << 22;

/** A place that is not looked into yet, that cannot be priced by columns, and that has nothing of the kind. */
export const UNKNOWN = -1;
export const TROUBLE = -2;
export const NOTHING = -3;

/** What one question comes to, for one subject and one kind of order. A place is the base of a row and an atom of time. */
export interface Answers {
  /** Of each place its cell, or one of the three above. */
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
}

/** One of the things that decide besides time: of each row a code below `size`. */
interface Digit {
  readonly size: number;
  /** Of the rows of these columns; undefined: none of them says it. */
  codes?(columns: WorkColumns): Codes | undefined;
  /** Of work that began at that instant. */
  begun?(at: Instant): number;
}

/** Of each row `map[codes[row]]`. */
interface Codes {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly map: Uint16Array;
}

/** What decides besides time, and how many places there are with it. */
export interface Digits {
  readonly all: readonly Digit[];
  readonly places: number;
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
  function answers(make: (row: number, at: Instant) => Made): Answers {
    const found: Answers = {
      cells: new Int32Array(digits.places).fill(UNKNOWN),
      resolve: (row, place) => {
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
    scoped: (kind, question) => (kind === 'start' ? starts : limits)(question),
  };
}

const anything: Tariff = { rule: -1, shares: [] };

/** What rows of one subject are told apart by. */
interface Decided {
  readonly digits: Digits;
  readonly timeline: Timeline;
  /** Scopes whose first start decides something. */
  readonly startColumn?: string;
}

/** Of rows in order of time the place of their first atom. */
export interface Bases {
  /** What is given holds until the next rows. */
  of(narrow: Decided, rows: Uint32Array): Uint32Array;
}

export function createBases(columns: WorkColumns, { begunAt, beginTogether }: Rows): Bases {
  const codesOf = once((digit: Digit) => digit.codes?.(columns));
  let bases = new Uint32Array(0);
  return {
    of: ({ digits, timeline, startColumn }, rows) => {
      const count = rows.length;
      if (startColumn !== undefined) beginTogether(startColumn, rows);
      if (bases.length < count) bases = new Uint32Array(2 * count);
      bases.fill(0, 0, count);
      let scale = timeline.samples.length;
      for (const digit of digits.all) {
        const said = codesOf(digit);
        if (said !== undefined) addDigit(bases, said, scale, rows);
        if (digit.begun !== undefined)
          for (let at = 0; at < count; at += 1)
            bases[at] = (bases[at] as number) + scale * digit.begun(begunAt(rows[at] as number));
        scale *= digit.size;
      }
      return bases;
    },
  };
}

function addDigit(bases: Uint32Array, { codes, map }: Codes, scale: number, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1)
    bases[at] = (bases[at] as number) + scale * (map[codes[rows[at] as number] as number] as number);
}

/** One for each choice, number and window of the start that some condition about the subject asks for; undefined: too many. */
export function digitsOf(run: Run, subject: Index, { samples }: Timeline): Digits | undefined {
  const { plan, order, ir } = run;
  const axes = [...plan.reached(run.catalog.concerning(subject))].flatMap(
    (question) => plan.table(question).table.axes,
  );
  const digits = new Map<string, Digit>();
  for (const axis of axes) {
    const codeOf = (situation: Partial<Situation>): number =>
      axis.code({ order, situation: { at: 0, choices: {}, ...situation }, decide: () => undefined });
    const declared = ir.dimensions.find(({ id }) => id === axis.id);
    // Of choices the values themselves are the codes; of all else each question has its own.
    if (axis.kind === 'choice' && declared !== undefined && declared.given !== 'module') {
      const values = new Map(declared.values.map(({ id }, place) => [id, place + 1]));
      const said = (value: string | undefined): number => values.get(value ?? '') ?? 0;
      digits.set(axis.id, { size: values.size + 1, codes: ({ choices }) => textCodes(choices?.[axis.id], said) });
    } else if (axis.kind === 'choice') {
      const said = (value: string | undefined): number =>
        value === undefined ? 0 : 2 + codeOf({ choices: { [axis.id]: value } });
      const codes = ({ choices }: WorkColumns) => textCodes(choices?.[axis.id], said);
      digits.set(`${axis.id} ${digits.size}`, { size: axis.size + 2, codes });
    } else if (axis.kind === 'number') {
      const known = once((value: number) => codeOf({ numbers: { [axis.id]: decimalOf(value) } }));
      const said = (value: number): number => (Number.isNaN(value) ? 0 : 2 + known(value));
      const codes = ({ numbers }: WorkColumns) => numberCodes(numbers?.[axis.id], said, axis.size + 2);
      digits.set(`${axis.id} ${digits.size}`, { size: axis.size + 2, codes });
    } else if (axis.kind === 'moment' && axis.id === 'start') {
      digits.set(`${axis.id} ${digits.size}`, { size: axis.size, begun: (at) => codeOf({ at }) });
    }
  }
  const all = [...digits.values()];
  const places = all.reduce((product, { size }) => product * size, samples.length);
  return places > MOST_PLACES ? undefined : { all, places };
}

function textCodes(column: CodeColumn | undefined, said: (value: string | undefined) => number): Codes | undefined {
  return column && { codes: column.codes, map: Uint16Array.from(column.values, said) };
}

function numberCodes(column: Float64Array | undefined, said: (value: number) => number, size: number) {
  if (column === undefined) return undefined;
  return { codes: Uint16Array.from(column, said), map: Uint16Array.from({ length: size }, (_, code) => code) };
}
