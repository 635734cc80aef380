// What a question is answered with.
import type { Clause } from '../ir.ts';

/** Which choices and numbers must be known to answer (meaning Q7). */
export interface Missing {
  readonly kind: 'missing';
  readonly choices: readonly string[];
  readonly numbers: readonly string[];
}

/** The answer to a question of mode one (meanings Q1, Q3, Q4). */
export type Answer =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'none' }
  | { readonly kind: 'contradiction'; readonly clauses: readonly Clause[] }
  | Missing;

/** The answer to a question of mode all: every clause that matches and that no other beats, in the order of the IR. */
export type Answers = { readonly kind: 'clauses'; readonly clauses: readonly Clause[] } | Missing;
