// Tickets as columns, and their deadlines as columns: what `deadlineColumns` takes and gives.

import type { Instant } from '../../ir.ts';
import type { Problem, TargetState, TicketResults } from '../../results.ts';
import type { CodeColumn } from '../columns.ts';

/**
 * Tickets, a row each, in any order. Instants are whole seconds of UTC. What a row says of choices and numbers holds from
 * its first event on; a ticket whose choices change while it is open is one for `deadlines`.
 */
export interface TicketColumns {
  readonly rows: number;
  /** Of each row the place of its order in the list; absent: all are of the first. */
  readonly order?: Uint8Array | Uint16Array | Uint32Array;
  /** By event (`reported`, `responded`, …) the first instant at which it happened; NaN: it has not. */
  readonly events: Readonly<Record<string, Float64Array>>;
  /** By id of the choice. */
  readonly choices?: Readonly<Record<string, CodeColumn>>;
  /** By id of the number, in base units; NaN: the row does not say. */
  readonly numbers?: Readonly<Record<string, Float64Array>>;
  readonly ids?: readonly string[];
}

export interface DeadlinesAsk {
  /** As things stood at that instant (meaning D9). */
  readonly at?: Instant;
  /** Ids of the targets that are asked; absent: all. */
  readonly targets?: readonly string[];
}

/** One target of all rows; of a target that repeats, its last round. */
export interface TargetColumns {
  readonly target: string;
  /** Place in `states`. */
  readonly state: Uint8Array;
  /** NaN: there is none. */
  readonly due: Float64Array;
  /** Place of the clause that answered in the agreement's; `noClause`: none did. */
  readonly clause: Uint32Array;
}

export interface DeadlineColumns {
  readonly states: readonly TargetState[];
  readonly noClause: number;
  /** In the order of the agreement's targets, those that have a clause. */
  readonly targets: readonly TargetColumns[];
  /** Rows that were told one ticket at a time. They stand in the columns of the targets too. */
  readonly wide: ReadonlyMap<number, WideTicket>;
  /** What is wrong with what was handed in: columns that cannot be read, each row of no order, targets and events that there are not. */
  readonly problems: readonly Problem[];
  /** The row as `deadlines` has it, with time used, time left, problems and explanation. */
  ticket(row: number): TicketResults;
}

export interface WideTicket extends TicketResults {
  /** What of the agreement, or of the row, columns cannot tell. */
  readonly why: string;
}
