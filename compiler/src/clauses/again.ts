// Rows that were lowered before: what came of them is taken over, where nothing that it depends on has changed.
import type * as ast from '@avtal/grammar';
import type { Clause, TextPromise } from '@avtal/runtime';
import type { ClauseItem, Place, Share } from '../model.ts';
import type { Noted } from '../names/uses.ts';
import type { Head } from './heads.ts';
import type { Given } from './ids.ts';
import type { Draft } from './lowered.ts';
import type { Reference, Shared, Slot } from './slot.ts';
import type { Row } from './tables.ts';

/** A text promise with what was written. */
export interface Promised {
  readonly promise: TextPromise;
  readonly text: ast.Text;
}

/** What came of a row, without the model that it was lowered in. */
export interface Made {
  readonly place: Place;
  /** Where the row began then, and in which line. */
  at: number;
  readonly line: number;
  readonly rows: readonly Row[];
  readonly drafts: readonly Draft[];
  readonly promises: readonly Promised[];
  /** The ids of both. */
  readonly ids: readonly Given[];
  readonly asked: readonly (readonly [question: string, head: Head, cell: ast.Cell])[];
  readonly references: readonly Omit<Reference, 'model'>[];
  /** The names in it, as they were resolved. */
  readonly noted: readonly Noted[];
  /** What it asked that depends on the rows before it. */
  readonly shares: readonly Share[];
  /** What all rows say together (fees, surcharges …), if it asked for that. */
  readonly shared: string | undefined;
}

/**
 * What rows were lowered to, by their node: a row that an edit left alone is the same node. Whoever compiles again and
 * again keeps it. Only rows of which nothing was reported are in it.
 */
export class RowMemory {
  #stamp = '';
  #rows: Kept[] = [];
  /** Those of the compilation before. */
  #before: readonly Kept[] = [];
  #places: ReadonlyMap<ClauseItem, number> | undefined;
  /** Behind the one that was found last: rows mostly follow one another as they did. */
  #next = 0;

  /** `stamp`: all that was declared. Where it differs, everything is forgotten. */
  begin(stamp: string): void {
    this.#before = stamp === this.#stamp ? this.#rows : [];
    this.#rows = [];
    this.#places = undefined;
    this.#next = 0;
    this.#stamp = stamp;
  }

  find(node: ClauseItem, place: Place): Made | undefined {
    const at = this.#placeOf(node);
    const made = this.#before[at]?.made;
    if (made !== undefined) this.#next = at + 1;
    if (made === undefined || !isSame(made.place, place)) return undefined;
    const by = node.span.start - made.at;
    if (by !== 0) for (const span of ownSpans(node, made.rows)) Object.assign(span, movedBy(span, by));
    made.at = node.span.start;
    return made;
  }

  keep(node: ClauseItem, made: Made): void {
    this.#rows.push({ node, made });
  }

  #placeOf(node: ClauseItem): number {
    for (let at = this.#next; at < this.#next + fewRows; at++) if (this.#before[at]?.node === node) return at;
    this.#places ??= new Map(this.#before.map((row, at) => [row.node, at]));
    return this.#places.get(node) ?? -1;
  }
}

interface Kept {
  readonly node: ClauseItem;
  readonly made: Made;
}

/** So many rows mostly go at once. */
const fewRows = 16;

/** Those that are not of the tree, and so do not move with it. */
function ownSpans(node: ClauseItem, rows: readonly Row[]): readonly ast.Span[] {
  const isOwn = node.kind === 'clause' || (node.kind === 'table' && node.columns.length > 1);
  return isOwn ? rows.map(({ span }) => span) : [];
}

const movedBy = ({ start, end }: ast.Span, by: number): ast.Span => ({ start: start + by, end: end + by });

function isSame(one: Place, other: Place): boolean {
  return (
    one.file === other.file &&
    one.document === other.document &&
    one.section === other.section &&
    one.order === other.order &&
    one.groups.length === other.groups.length &&
    one.groups.every((group, at) => group === other.groups[at])
  );
}

/** What all rows say together, and whether somebody asked for it. */
export class Watched implements Shared {
  isAsked = false;
  readonly references: Reference[] = [];
  readonly opens = new Map<string, Slot>();
  readonly #shared: Omit<Shared, 'references' | 'opens'>;
  #key: string | undefined;

  constructor(shared: Omit<Shared, 'references' | 'opens'>) {
    this.#shared = shared;
  }

  get fees(): Shared['fees'] {
    return this.#asked.fees;
  }
  get nameless(): Shared['nameless'] {
    return this.#asked.nameless;
  }
  get surcharges(): Shared['surcharges'] {
    return this.#asked.surcharges;
  }
  get discounts(): Shared['discounts'] {
    return this.#asked.discounts;
  }
  get credits(): Shared['credits'] {
    return this.#asked.credits;
  }
  get priced(): Shared['priced'] {
    return this.#asked.priced;
  }
  get questions(): Shared['questions'] {
    return this.#asked.questions;
  }

  get #asked(): Omit<Shared, 'references' | 'opens'> {
    this.isAsked = true;
    return this.#shared;
  }

  /** All of it as a text. */
  get key(): string {
    const { fees, nameless, surcharges, discounts, credits, priced, questions } = this.#shared;
    const names = [surcharges, discounts, credits].map((all) => [...all]);
    this.#key ??= JSON.stringify([[...fees], nameless.length, names, priced, [...questions]]);
    return this.#key;
  }
}

/** Clauses that differ from another only in where they stand and what they are called. */
const movedFrom = new WeakMap<Clause, Clause>();

/** The clause as it is called and stands now. */
export function movedClause(clause: Clause, now: Pick<Clause, 'id' | 'over' | 'span'>): Clause {
  const moved = { ...clause, ...now };
  movedFrom.set(moved, movedFrom.get(clause) ?? clause);
  return moved;
}

/** The same for a clause, wherever it stands. */
export const rootOf = (clause: Clause): Clause => movedFrom.get(clause) ?? clause;

export const isSameClause = (one: Clause, other: Clause): boolean => one === other || rootOf(one) === rootOf(other);
