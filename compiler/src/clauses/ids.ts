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
  readonly #given = new Map<string, number>();

  next(paper: string | undefined, question: string, document: string | undefined): string {
    const prefix = document === undefined ? '' : `${document}/`;
    const base = `${prefix}${paper === undefined ? question.replaceAll(':', '.') : `§${paper}`}`;
    const count = (this.#given.get(base) ?? 0) + 1;
    this.#given.set(base, count);
    if (paper === undefined) return `${base}.${count}`;
    return count === 1 ? base : `${base}#${count}`;
  }
}
