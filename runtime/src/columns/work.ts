// The work of one order on one subject, and where what it comes to is written: what all steps read.

import type { Agreement, Narrow } from './agreement.ts';
import type { Allowance } from './allowance.ts';
import type { WorkColumns } from './columns.ts';
import type { Answers } from './grid.ts';
import type { PriceLater } from './later-parts.ts';
import type { Lines } from './lines.ts';
import type { OwnCells } from './own-cells.ts';
import type { Parts } from './parts.ts';
import type { Grouping } from './scopes.ts';
import type { Shared } from './shared.ts';
import type { Told } from './told.ts';

export interface Work {
  readonly columns: WorkColumns;
  readonly narrow: Narrow;
  readonly agreement: Agreement;
  readonly isTimed: boolean;
  /** In order of time, and of each the place of its first atom. */
  readonly rows: Uint32Array;
  readonly bases: Uint32Array;
  readonly span: Span;
  readonly answers: Answers;
  readonly allowance: Allowance | undefined;
  readonly together: Together;
  readonly shared: Shared | undefined;
  /** Where rows state their own price; and where it is known only once it is known what is charged. */
  readonly ownCells: OwnCells | undefined;
  readonly priceLater: PriceLater | undefined;
  /** How many rows were priced before: the first one's number among all of these columns. */
  readonly before: number;
  /** The first line of the work. */
  readonly firstLine: number;
  readonly parts: Parts;
  readonly lines: Lines;
  readonly told: Told | undefined;
  /** Of each item and month the line that was opened last, or -1. */
  readonly newest: Int32Array;
}

/** In seconds after the timeline's origin: between what rows must begin, and before what they must end. */
export interface Span {
  readonly low: number;
  readonly high: number;
  readonly close: number;
}

/** Which rows are priced together, at least: those of a scope; or all, where scopes stand between one another. */
export interface Together {
  readonly by: Grouping | undefined;
  readonly isWhole: boolean;
  /** By what lines are gathered: rows, jobs, or all. */
  readonly gathers: 'row' | 'job' | 'all';
  readonly jobs: Grouping | undefined;
}
