// What happened: the dated facts that prices, deadlines and duties are computed from.
import type { CivilDate, DateSpan, Decimal, Instant, Seconds, UnitFact } from './ir.ts';

/** Where a fact was read, for messages. */
export interface FactOrigin {
  readonly file?: string;
  readonly line?: number;
}

interface FactBase {
  /** Unique within its list. */
  readonly id: string;
  readonly origin?: FactOrigin;
  /** Values of choices, by dimension id. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Values of declared numbers, by id, in base units (seconds for time). */
  readonly numbers?: Readonly<Record<string, Decimal>>;
  /** Values of the scope columns: job, ticket, visit, call, incident, … */
  readonly keys?: Readonly<Record<string, string>>;
  /** Other instants of the fact, by name: when it was ordered, or called off. */
  readonly moments?: Readonly<Record<string, Instant>>;
}

/** A stretch of time worked, `[start, end)`. */
export interface TimeEntry extends FactBase {
  /** An activity id; `work` unless said. */
  readonly subject: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly person?: string;
}

/** Something that happened at an instant, `quantity` times (events) or with an amount (usages, in the subject's unit). */
export interface Occurrence extends FactBase {
  readonly subject: string;
  readonly at: Instant;
  readonly quantity: Decimal;
  /** What it cost the provider, for `at cost`. Net. */
  readonly cost?: Decimal;
}

/** One thing that happened to a ticket: reported, confirmed, responded, resolved, … ; choices and numbers hold from here on. */
export interface TicketEvent {
  readonly ticket: string;
  readonly at: Instant;
  /** Name of a milestone, or `changed` when only choices change. */
  readonly event: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, Decimal>>;
  readonly origin?: FactOrigin;
}

/** A stretch of time `[start, end)` in which something did not work. */
export interface Outage {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Absent: all units, and what has none. */
  readonly unit?: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, Decimal>>;
  readonly origin?: FactOrigin;
}

/** What the customer asks back, of which period (meaning K8). */
export interface Claim {
  readonly id: string;
  /** Name of the credit: of its measure or target. */
  readonly credit: string;
  readonly on: CivilDate;
  readonly period: DateSpan;
  /** Absent: all units, and all tickets. */
  readonly unit?: string;
  readonly ticket?: string;
  readonly origin?: FactOrigin;
}

/** What an index stood at in a month (`2025-10`) or over a year (`2025`), or a rate stands at from a day on (`2026-01-01`). */
export interface IndexValue {
  readonly id: string;
  readonly series: string;
  readonly period: string;
  readonly value: Decimal;
  readonly origin?: FactOrigin;
}

/** A duty that was carried out. */
export interface Performance {
  readonly id: string;
  readonly name: string;
  readonly on: CivilDate;
  readonly unit?: string;
  readonly origin?: FactOrigin;
}

export interface Facts {
  readonly entries?: readonly TimeEntry[];
  readonly occurrences?: readonly Occurrence[];
  readonly tickets?: readonly TicketEvent[];
  readonly units?: readonly UnitFact[];
  readonly performed?: readonly Performance[];
  readonly outages?: readonly Outage[];
  readonly claims?: readonly Claim[];
  readonly indices?: readonly IndexValue[];
}

/** A ticket asked about a situation: which moment, which choices and numbers are known. */
export interface Situation {
  readonly at: Instant;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, Decimal>>;
  /** Instants of named moments, where conditions ask about others than `at`. */
  readonly moments?: Readonly<Record<string, Instant>>;
}

export type { CivilDate, Decimal, Instant, Seconds, UnitFact };
