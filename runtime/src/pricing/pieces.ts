// What the steps of pricing hand on: work, its pieces in order of time, and what becomes of them.
import type { Place } from '../asking/places.ts';
import type { Trouble } from '../asking/trouble.ts';
import type { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { FactOrigin, Situation } from '../facts.ts';
import type { Clause, Decimal, Index, Instant, Subject, UnitFact } from '../ir.ts';
import type { Line, Trace } from '../results.ts';
import type { DayRange } from '../time/civil.ts';

/** A time entry or an occurrence. */
export interface Work {
  readonly id: string;
  readonly subject: Subject;
  readonly subjectIndex: Index;
  readonly start: Instant;
  /** Same as `start` for an occurrence. */
  readonly end: Instant;
  /** Base units: seconds, pieces, km. */
  readonly quantity: Rational;
  /** What it cost the provider. */
  readonly cost?: Rational | undefined;
  readonly person?: string | undefined;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, Decimal>>;
  readonly keys: Readonly<Record<string, string>>;
  /** The entry's own start, what else it states, and the first of each event of its ticket. */
  readonly moments: Readonly<Record<string, Instant>>;
  readonly origin?: FactOrigin | undefined;
  /** It happened because an allowance had to be renewed (meaning A13). */
  readonly renewal?: true;
}

/** What a question is asked about: a situation, and where that stands among all that is asked about such work. */
export interface Where {
  readonly situation: Situation;
  readonly place?: Place | undefined;
}

/** So much money for so much of what is charged. */
export class UnitPrice {
  readonly amount: Rational;
  readonly per: Rational;
  #name: string | undefined;
  #told: Line['unitPrice'];

  constructor(amount: Rational, per: Rational) {
    this.amount = amount;
    this.per = per;
  }

  /** As the ids of lines have it; one price stands on many lines. */
  get name(): string {
    this.#name ??= `${numberText(this.amount)} per ${this.per}`;
    return this.#name;
  }

  /** As lines have it. */
  told(): NonNullable<Line['unitPrice']> {
    this.#told ??= { amount: numberText(this.amount), per: numberText(this.per) };
    return { ...this.#told };
  }

  of(quantity: Rational): Rational {
    return quantity.times(this.amount).over(this.per);
  }
}

/** A unit with the days on which it is there, as far as the order reaches. */
export interface Held {
  readonly fact: UnitFact;
  readonly subject: Index;
  readonly days: DayRange;
  /** What one such unit counts for. */
  readonly size: Rational;
  /** Of one that goes: how long it is paid for, or why nobody can say (meaning F9). */
  readonly bound?: Bound | Trouble;
}

/** The day after the last that is paid for, and what says so. */
export interface Bound {
  readonly until: number;
  readonly clauses: readonly Clause[];
}

/** A part of one piece of work in one situation. The steps of pricing fill in what becomes of it. */
export interface Piece extends Where {
  readonly work: Work;
  readonly from: Instant;
  readonly until: Instant;
  /** Time that rounding or a minimum adds, rather than time worked (meaning C4). */
  readonly added: boolean;
  /** Civil day on which it is posted (meaning C5). */
  readonly postedOn: number;
  /** Quantity as it happened. */
  readonly length: Rational;
  /** Its place in the order of time. */
  readonly turn: Turn;
  /** What counting leaves free of its beginning (meaning C3). */
  free: Rational;
  /** Quantity after counting, and what of it is bought by a start price or drawn from an allowance; the rest is charged. */
  counted: Rational;
  bought: Rational;
  drawn: Rational;
  /** The clause by which it was drawn. */
  drawnBy?: Clause;
  /** What counting and drawing did to it, told when asked. */
  readonly notes: (() => Trace)[];
}

/** W7: calendar month or allowance period, start of the entry, id of the entry, start of the piece, added time last. */
export interface Turn {
  readonly period: number;
  readonly start: Instant;
  readonly id: string;
  readonly from: Instant;
  readonly added: boolean;
}

export function byTurn({ turn: a }: Piece, { turn: b }: Piece): number {
  return (
    a.period - b.period ||
    a.start - b.start ||
    compareText(a.id, b.id) ||
    a.from - b.from ||
    Number(a.added) - Number(b.added)
  );
}

export function charged(piece: Piece): Rational {
  return piece.counted.minus(piece.bought).minus(piece.drawn);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
