// What the readers of facts take and give: rows of named values with where they stand, and what is wrong with them.
import type { Facts } from '../facts.ts';
import type { Problem } from '../results.ts';

/** The lists of `Facts`; each is one kind of row. */
export type FactKind = keyof Required<Facts>;

/** One row of a table or one JSON object. Absent values may be missing, empty or null. */
export interface FactRow {
  readonly line?: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Why nothing of it can be read, as a sentence; then its values are only what the row looks like. */
  readonly unreadable?: string;
}

/** Rows of one file. */
export interface FactTable {
  readonly file?: string;
  /** What the rows are; without it, it is seen from their columns. */
  readonly kind?: FactKind;
  /** Of a table with a header row: its columns, and the line of the header. Each row of JSON has its own. */
  readonly header?: { readonly line: number; readonly columns: readonly string[] };
  readonly rows: readonly FactRow[];
}

export interface ReadOptions {
  /** Which instant a local time that occurs twice means; without it, such a time is a problem. */
  readonly twice?: 'first' | 'last';
  /** Columns to pass over. */
  readonly ignore?: readonly string[];
}

/** What is wrong with one value, or with a header. The message is complete without the rest. */
export interface RowProblem extends Problem {
  readonly column?: string;
  /** As it stands in the row. */
  readonly value?: string;
  /** What would fit, with a repair where there is one. */
  readonly expected: string;
  /** The names that would fit, for a suggestion. */
  readonly known?: readonly string[];
  /** The column itself is wrong, not a value in it. */
  readonly header?: true;
  /** The value is a local time that occurs twice: `ReadOptions.twice` would settle it. */
  readonly twice?: true;
}

/** A row that is not among the facts, and all that is wrong with it. */
export interface RejectedRow {
  readonly table: FactTable;
  readonly row: FactRow;
  readonly kind?: FactKind;
  readonly problems: readonly RowProblem[];
}

export interface ReadFacts {
  readonly facts: Required<Facts>;
  readonly problems: readonly RowProblem[];
  readonly rejected: readonly RejectedRow[];
}
