// Rows of orders and examples: what was chosen and held, what happened, and what is expected of it.
import type { HeadPart } from './heads.ts';
import type { Amount, DateLiteral, Moment, Name, NumberLiteral, PeriodLiteral, Text, TimeLiteral } from './literals.ts';
import type { Node } from './node.ts';
import type { Cell } from './values.ts';

/** In an order or example: `agree bank: 40 h` states the open value of that name. */
export interface Agree extends Node {
  readonly kind: 'agree';
  readonly name: Name;
  readonly cell: Cell;
}

/** `tier Pro`, `term yearly`, `from 2026-01-01`, `until …`, `notice …` in an order or example. */
export interface Binding extends Node {
  readonly kind: 'binding';
  readonly name: Name;
  readonly value: Name | DateLiteral;
}

/** `unit web1: vm from … until …, cards 6`. */
export interface UnitRow extends Node {
  readonly kind: 'unit-row';
  readonly name: Name;
  readonly unit: Name;
  readonly from?: DateLiteral;
  readonly until?: DateLiteral;
  readonly attributes: readonly Attribute[];
}

/** `job A`, `channel phone`, `cards 6`, `estimate 12 h`. */
export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly name: Name;
  readonly value: Name | Amount | Text | Moment;
}

/** `work 2026-03-03 08:00-14:00, job A`; `ticket T1 reported …`; `callout …`; `performed dbcc 2026-03-04`. */
export interface FactRow extends Node {
  readonly kind: 'fact';
  readonly keyword: Name; // subject, `ticket`, `outage`, `claim` or `performed`
  readonly name?: Name; // ticket id, outage id, duty
  readonly event?: Name; // reported …
  readonly date: DateLiteral;
  readonly time?: TimeLiteral;
  readonly end?: { readonly date?: DateLiteral; readonly time: TimeLiteral };
  readonly length?: Amount;
  /** What a claim is for. */
  readonly period?: PeriodLiteral;
  readonly attributes: readonly Attribute[];
  /** A bare quantity among the attributes: `34 km`. */
  readonly quantity?: Amount;
}

/** `index KPI 2025-10 134.2`, `index ECB 2026-01-01 2.15`: what an index stood at, or a rate stands at. */
export interface IndexRow extends Node {
  readonly kind: 'index-row';
  readonly series: Name;
  readonly period: PeriodLiteral;
  readonly isNegative: boolean;
  readonly value: NumberLiteral;
}

export interface Expectation extends Node {
  readonly kind: 'expect';
  /** Words before the colon, as written: `cost`, `work`, … */
  readonly what: Name; // cost, invoice, counted, balance, carried, openings, open, perform, units, permitted, a clause kind, or a target
  readonly names: readonly Name[]; // what follows it: `fee hosting`, `T1`, `work`, `start price`
  readonly period?: PeriodLiteral;
  readonly parts: readonly HeadPart[]; // `at …`, `when …`, `per vm`, `each job`
  readonly after?: { readonly date: DateLiteral; readonly time: TimeLiteral };
  readonly attributes: readonly Attribute[];
  readonly cell: Cell;
}
