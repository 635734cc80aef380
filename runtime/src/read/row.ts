// One row while it is read: takes its values apart and keeps what is wrong with them.
import type { FactOrigin } from '../facts.ts';
import type { Problem } from '../results.ts';
import type { FactRow, FactTable, RowProblem } from './rows.ts';
import type { Reading } from './values.ts';

/** A reading may also name what it would have accepted, and a code of its own. */
type Wanted<T> = Reading<T> & { readonly known?: readonly string[]; readonly code?: Problem['code'] };

export class RowReader {
  readonly table: FactTable;
  readonly row: FactRow;
  readonly problems: RowProblem[] = [];
  readonly origin: FactOrigin;
  readonly index: number;
  readonly #reported = new Set<string>();

  /** `index`: place among the rows of the table; -1 for its header. */
  constructor(table: FactTable, row: FactRow, index: number) {
    this.table = table;
    // Rows may come straight from JSON, where one may be anything.
    this.row = isRecord(row) ? { ...row, values: isRecord(row.values) ? row.values : {} } : { values: {} };
    this.index = index;
    this.origin = {
      ...(table.file === undefined ? {} : { file: table.file }),
      ...(this.row.line === undefined ? {} : { line: this.row.line }),
    };
  }

  /** The row's own id, or one made of where it stands. */
  get id(): string {
    return this.text('id') ?? `${this.table.file ?? 'row'}:${this.row.line ?? this.index + 1}`;
  }

  /** Columns that have a value. */
  get filled(): readonly string[] {
    return Object.keys(this.row.values).filter((name) => !isAbsent(this.row.values[name]));
  }

  /** The value as text without spaces round it; `undefined` where it is absent. */
  text(column: string): string | undefined {
    const value = Object.hasOwn(this.row.values, column) ? this.row.values[column] : undefined;
    if (isAbsent(value)) return undefined;
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    this.report('bad-fact', column, JSON.stringify(value), 'a text or a number');
    return undefined;
  }

  take<T>(column: string, read: (text: string) => Wanted<T>): T | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const reading = read(text);
    if ('value' in reading) return reading.value;
    this.report(reading.code ?? 'bad-fact', column, text, reading.expected, reading.known, reading.twice);
    return undefined;
  }

  need<T>(column: string, read: (text: string) => Wanted<T>): T | undefined {
    return this.text(column) === undefined ? this.missing(column) : this.take(column, read);
  }

  /** Nothing of it can be read. */
  refuse(message: string): void {
    this.problems.push({
      code: 'bad-fact',
      message,
      clauses: [],
      origin: this.origin,
      expected: 'a row that can be read',
    });
  }

  missing(column: string): undefined {
    this.report('bad-fact', column, undefined, 'a value');
  }

  /** Once for each column: one mistake, one message. */
  report(
    code: Problem['code'],
    column: string | undefined,
    value: string | undefined,
    expected: string,
    known?: readonly string[],
    twice?: true,
  ): void {
    if (this.#reported.has(column ?? '')) return;
    this.#reported.add(column ?? '');
    const what = column === undefined ? 'the columns are' : `\`${column}\` is`;
    const found = value === undefined ? 'empty' : column === undefined ? value : `"${value}"`;
    const isHeader = this.index < 0 && column !== undefined;
    const sentence = isHeader
      ? `the column \`${column}\`: expected ${expected}`
      : `${what} ${found}, expected ${expected}`;
    this.problems.push({
      code,
      message: `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`,
      clauses: [],
      origin: this.origin,
      ...(column === undefined ? {} : { column }),
      ...(value === undefined ? {} : { value }),
      expected,
      ...(known === undefined ? {} : { known }),
      ...(isHeader ? { header: true as const } : {}),
      ...(twice === undefined ? {} : { twice }),
    });
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
