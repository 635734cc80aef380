// Rows of columns as facts: for the first row of each situation, and for orders that are priced one fact at a time.

import { Rational } from '../exact.ts';
import type { Facts, Occurrence, TimeEntry } from '../facts.ts';
import type { Index, Instant, Ir, Subject } from '../ir.ts';
import type { Work } from '../pricing/pieces.ts';
import { withoutExponent } from '../read/values.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';

export interface Rows {
  idOf(row: number): string;
  /** By what lines are gathered: its entry, its job or, where it has none, itself; undefined: the month. */
  sourceOf(row: number): string | undefined;
  /** Of rows in order of time, each began when the first of its scope did; a row that does not say its scope, on its own. */
  beginTogether(column: string, rows: Uint32Array): void;
  begunAt(row: number): Instant;
  /** The row as work on the subject, which it must be. */
  workOf(row: number, subject: Index): Work;
  factsOf(rows: Iterable<number>): Facts;
}

export function createRows(ir: Ir, columns: WorkColumns): Rows {
  const width = String(columns.rows).length;
  const kinds = new Map(ir.subjects.map((subject) => [subject.id, subject.kind]));
  const choices = Object.entries(columns.choices ?? {});
  const keys = Object.entries(columns.keys ?? {});
  const numbers = Object.entries(columns.numbers ?? {});
  const moments = Object.entries(columns.moments ?? {});

  /** So wide that ids follow each other as the rows do. */
  const idOf = (row: number): string => columns.ids?.[row] ?? String(row).padStart(width, '0');
  const texts = (from: readonly (readonly [string, CodeColumn])[], row: number): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const [name, column] of from) {
      const value = textAt(column, row);
      if (value !== undefined) found[name] = value;
    }
    return found;
  };
  const stated = (from: readonly (readonly [string, Float64Array])[], row: number): [string, number][] =>
    from.flatMap(([name, column]) => {
      const value = column[row] as number;
      return Number.isNaN(value) ? [] : [[name, value]];
    });
  const numbersOf = (row: number): Record<string, string> =>
    Object.fromEntries(stated(numbers, row).map(([name, value]) => [name, decimalOf(value)]));

  function costOf(row: number): { readonly cost?: string } {
    const cost = columns.cost === undefined ? undefined : textAt(columns.cost, row);
    return cost === undefined ? {} : { cost };
  }

  function factOf(row: number): TimeEntry | Occurrence {
    const subject = columns.subject === undefined ? 'work' : (textAt(columns.subject, row) ?? '');
    const start = columns.start[row] as number;
    const common = {
      id: idOf(row),
      subject,
      choices: texts(choices, row),
      numbers: numbersOf(row),
      keys: texts(keys, row),
      moments: Object.fromEntries(stated(moments, row)),
    };
    const kind = kinds.get(subject);
    if (kind !== 'activity' && kind !== undefined)
      return { ...common, at: start, quantity: decimalOf(columns.quantity?.[row] ?? 1), ...costOf(row) };
    const person = columns.person === undefined ? undefined : textAt(columns.person, row);
    return { ...common, start, end: columns.end?.[row] ?? start, ...(person === undefined ? {} : { person }) };
  }

  function sourceOf(row: number): string | undefined {
    switch (ir.agreement.lines) {
      case 'entry':
        return idOf(row);
      case 'job':
        return (columns.keys?.job === undefined ? undefined : textAt(columns.keys.job, row)) ?? idOf(row);
      case 'month':
        return undefined;
    }
  }

  /** Where something depends on when scopes began. */
  let begun: Float64Array | undefined;
  const begunAt = (row: number): Instant => (begun ?? columns.start)[row] as number;

  return {
    idOf,
    sourceOf,
    beginTogether: (column, rows) => {
      const key = columns.keys?.[column];
      if (key === undefined) return;
      begun ??= columns.start.slice();
      const firsts = new Map<number, Instant>();
      for (const row of rows) {
        const code = key.codes[row] as number;
        if (key.values[code] === undefined) continue;
        const first = firsts.get(code) ?? begunAt(row);
        firsts.set(code, first);
        begun[row] = first;
      }
    },
    begunAt,
    workOf: (row, subjectIndex) => {
      const subject = ir.subjects[subjectIndex] as Subject;
      const start = columns.start[row] as number;
      const inModule = subject.module === undefined ? {} : { module: subject.module };
      return {
        id: idOf(row),
        subject,
        subjectIndex,
        start,
        end: columns.end?.[row] ?? start,
        quantity: Rational.one,
        choices: { ...inModule, ...texts(choices, row) },
        numbers: numbersOf(row),
        keys: texts(keys, row),
        moments: { start: begunAt(row) },
      };
    },
    factsOf: (rows) => {
      const entries: TimeEntry[] = [];
      const occurrences: Occurrence[] = [];
      for (const row of rows) {
        const fact = factOf(row);
        if ('start' in fact) entries.push(fact);
        else occurrences.push(fact);
      }
      return { entries, occurrences };
    },
  };
}

export function textAt(column: CodeColumn, row: number): string | undefined {
  return column.values[column.codes[row] as number];
}

/** The number as text without an exponent, as facts have it; NaN and infinities as they are, which nobody takes for a number. */
export function decimalOf(value: number): string {
  return withoutExponent(String(value));
}
