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
  readonly #given: Given[] = [];

  next(paper: string | undefined, question: string, document: string | undefined): string {
    const prefix = document === undefined ? '' : `${document}/`;
    const base = `${prefix}${paper === undefined ? question.replaceAll(':', '.') : `§${paper}`}`;
    const given: Given = { base, isNumber: paper !== undefined, count: this.#count(base) };
    this.#given.push(given);
    return idOf(given);
  }

  /** The next in the place of one that was given out before: the same, where it is. */
  again(before: Given): Given {
    const count = this.#count(before.base);
    return count === before.count ? before : { ...before, count };
  }

  get count(): number {
    return this.#given.length;
  }

  /** Those that were given out since there were so many. */
  since(count: number): readonly Given[] {
    return this.#given.slice(count);
  }

  #count(base: string): number {
    const count = (this.#counts.get(base) ?? 0) + 1;
    this.#counts.set(base, count);
    return count;
  }
}

/** An id in its parts. */
export interface Given {
  readonly base: string;
  /** Whether it is a paper number. */
  readonly isNumber: boolean;
  readonly count: number;
}

export function idOf({ base, isNumber, count }: Given): string {
  if (!isNumber) return `${base}.${count}`;
  return count === 1 ? base : `${base}#${count}`;
}
