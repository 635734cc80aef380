// Of what every part of the IR is made: exact numbers as text, seconds, dates, indexes, and where a thing stands in the text.

/** Exact decimal number as text: an optional minus sign, digits, optionally a point and digits. Never a JavaScript number. */
export type Decimal = string;

/** A whole number of seconds. */
export type Seconds = number;

/** An instant: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A date in the agreement's time zone, `2026-03-29`. */
export type CivilDate = string;

/** Index of an element in the list named by the field. */
export type Index = number;

/** Where a thing stands in the agreement files. Lines and columns count from 1; columns count UTF-16 units; `end` is exclusive. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
