// Ids: of questions, by which clauses meet, and of clauses, by which explanations name them.
import type { ClauseKind } from '@avtal/runtime';

/** `rate:work`, `limit:travel+work:visit`; a part that is absent leaves no trace (`fee`). */
export function question(kind: ClauseKind, ...parts: readonly (string | undefined)[]): string {
  return [kind, ...parts.filter((part) => part !== undefined)].join(':');
}

/** Names of one question whose order does not matter. */
export const joined = (names: readonly string[]): string => [...names].sort().join('+');

/**
 * Gives out clause ids: the paper number where there is one (`§4.2`, then `§4.2#2`), else the question and a number
 * (`rate.work.2`). Those of other papers than the agreement begin with the paper's id (`Acme/rate.work.1`), so that a
 * special term in an order never renames a clause of the agreement.
 */
export class Ids {
  readonly #counts = new Map<string, number>();
  /** Those of the row that is lowered. */
  #given: { readonly base: string; readonly isNumber: boolean; readonly first: number; size: number }[] = [];

  next(paper: string | undefined, question: string, document: string | undefined): string {
    const prefix = document === undefined ? '' : `${document}/`;
    const base = `${prefix}${paper === undefined ? question.replaceAll(':', '.') : `§${paper}`}`;
    const isNumber = paper !== undefined;
    const last = this.#given.at(-1);
    const first = this.#take(base, 1);
    if (last?.base === base) last.size += 1;
    else this.#given.push({ base, isNumber, first, size: 1 });
    return idOf(base, isNumber, first);
  }

  /** As many as were given out before: the same, where they are. */
  again(before: Given): Given {
    const first = this.#take(before.base, before.size);
    return first === before.first ? before : { ...before, first };
  }

  /** Those that were given out since this was asked. */
  taken(): readonly Given[] {
    const given = this.#given;
    this.#given = [];
    return given;
  }

  /** The first of so many numbers. */
  #take(base: string, size: number): number {
    const count = this.#counts.get(base) ?? 0;
    this.#counts.set(base, count + size);
    return count + 1;
  }
}

/** Ids that follow one another. */
export interface Given {
  readonly base: string;
  /** Whether it is a paper number. */
  readonly isNumber: boolean;
  readonly first: number;
  readonly size: number;
}

export const idsOf = ({ base, isNumber, first, size }: Given): readonly string[] =>
  Array.from({ length: size }, (_, at) => idOf(base, isNumber, first + at));

function idOf(base: string, isNumber: boolean, count: number): string {
  if (!isNumber) return `${base}.${count}`;
  return count === 1 ? base : `${base}#${count}`;
}
