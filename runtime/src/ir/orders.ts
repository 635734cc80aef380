// What binds a customer to an agreement.
import type { CivilDate, Decimal, SourceSpan } from './base.ts';
import type { ClauseValue } from './clauses.ts';

/** Binds a customer to the agreement. Its special terms are clauses whose `when` names this order and whose document beats the others. */
export interface Order {
  readonly id: string;
  readonly label?: string;
  readonly customer?: string;
  readonly from: CivilDate;
  /** Last day, included. */
  readonly until?: CivilDate;
  /** The day on which the last day became known (meaning F10); absent: it was known from the beginning. */
  readonly notice?: CivilDate;
  readonly choices: Readonly<Record<string, string>>;
  readonly units: readonly UnitFact[];
  /** What the order states for the agreement's open values, by their name: a clause value that takes the place of the open one. */
  readonly values?: Readonly<Record<string, ClauseValue>>;
  readonly span?: SourceSpan;
}

/** A unit held over time. `from` is the first day it counts; `until` the last day (the day its removal was requested). */
export interface UnitFact {
  readonly id: string;
  readonly unit: string;
  readonly from: CivilDate;
  readonly until?: CivilDate;
  readonly numbers?: Readonly<Record<string, Decimal>>;
  readonly choices?: Readonly<Record<string, string>>;
}
