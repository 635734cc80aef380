// What tells rows of a subject apart besides time: choices, numbers and when their scope began, as digits of one number.

import { once } from '../asking/questions.ts';
import type { Situation } from '../facts.ts';
import type { Index, Instant } from '../ir.ts';
import type { Run } from '../pricing/run.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';
import { decimalOf, type Rows } from './rows.ts';
import type { Timeline } from './timeline.ts';

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
  /** Where there are too many: by the number that the digits make, how manieth it was that was met. */
  readonly met?: Map<number, number>;
}

/** More places than this are not kept as one table: then only the situations that are met have places. */
const MOST_PLACES = 1 << 22;

/** What rows of one subject are told apart by. */
interface Decided {
  readonly digits: Digits;
  readonly timeline: Timeline;
  /** Scopes whose first start decides something. */
  readonly startColumn?: string;
}

/** Of rows in order of time the place of their first atom. */
export interface Bases {
  /** What is given holds until the next rows; undefined: there are too many situations. */
  of(narrow: Decided, rows: Uint32Array): Uint32Array | undefined;
}

export function createBases(columns: WorkColumns, { begunAt, beginTogether }: Rows): Bases {
  const codesOf = once((digit: Digit) => digit.codes?.(columns));
  let bases = new Uint32Array(0);

  function addDigits(sums: Uint32Array | Float64Array, digits: Digits, first: number, rows: Uint32Array): void {
    sums.fill(0, 0, rows.length);
    let scale = first;
    for (const digit of digits.all) {
      const said = codesOf(digit);
      if (said !== undefined) addDigit(sums, said, scale, rows);
      if (digit.begun !== undefined)
        for (let at = 0; at < rows.length; at += 1)
          sums[at] = (sums[at] as number) + scale * digit.begun(begunAt(rows[at] as number));
      scale *= digit.size;
    }
  }

  return {
    of: ({ digits, timeline, startColumn }, rows) => {
      if (startColumn !== undefined) beginTogether(startColumn, rows);
      if (bases.length < rows.length) bases = new Uint32Array(2 * rows.length);
      const { met } = digits;
      const atoms = timeline.samples.length;
      if (met === undefined) {
        addDigits(bases, digits, atoms, rows);
        return bases;
      }
      const sums = new Float64Array(rows.length);
      addDigits(sums, digits, 1, rows);
      for (const [at, sum] of sums.entries()) {
        const place = met.get(sum) ?? met.set(sum, met.size).size - 1;
        bases[at] = place * atoms;
      }
      return met.size * atoms > MOST_PLACES ? undefined : bases;
    },
  };
}

function addDigit(bases: Uint32Array | Float64Array, { codes, map }: Codes, scale: number, rows: Uint32Array): void {
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
  if (places <= MOST_PLACES) return { all, places };
  return places > Number.MAX_SAFE_INTEGER ? undefined : { all, places: 0, met: new Map() };
}

function textCodes(column: CodeColumn | undefined, said: (value: string | undefined) => number): Codes | undefined {
  return column && { codes: column.codes, map: Uint16Array.from(column.values, said) };
}

function numberCodes(column: Float64Array | undefined, said: (value: number) => number, size: number) {
  if (column === undefined) return undefined;
  return { codes: Uint16Array.from(column, said), map: Uint16Array.from({ length: size }, (_, code) => code) };
}
