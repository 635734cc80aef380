// What the analysis finds, as data: the clauses, the situations and the witness. Words come later (report.ts).
import type { Clause, WindowInfo } from '@avtal/runtime';
import type { Area } from './regions.ts';
import type { Space } from './space.ts';
import type { Witness } from './witness.ts';

export type Finding =
  /** Two rows with different answers, neither of which beats the other. */
  | {
      readonly kind: 'contradiction';
      readonly space: Space;
      readonly one: readonly Clause[];
      readonly other: readonly Clause[];
      readonly witness: Witness;
    }
  /** Situations without an answer. */
  | { readonly kind: 'gap'; readonly space: Space; readonly area: Area; readonly witness: Witness }
  /** Clauses of one row that others beat wherever they hold. */
  | {
      readonly kind: 'dead';
      readonly space: Space;
      readonly clauses: readonly Clause[];
      readonly covering: readonly Clause[];
      readonly witness: Witness;
    }
  /** Clauses of which each beats the next, and the last the first. */
  | { readonly kind: 'circle'; readonly space: Space; readonly clauses: readonly Clause[]; readonly witness: Witness }
  /** Clauses of one row whose conditions never hold. */
  | { readonly kind: 'never'; readonly space: Space; readonly clauses: readonly Clause[] }
  /** A row that says it beats others and never meets them. */
  | { readonly kind: 'idle'; readonly space: Space; readonly clauses: readonly Clause[] }
  /** `tier`: for which alone it never opens. */
  | { readonly kind: 'empty-window'; readonly window: WindowInfo; readonly tier?: string }
  /** Too many combinations to say. */
  | { readonly kind: 'undecided'; readonly space: Space; readonly what: Undecided };

/** `further`: there are more of them than are listed. */
export type Undecided =
  | 'contradictions'
  | 'further contradictions'
  | 'gaps'
  | 'further gaps'
  | 'dead rows'
  | 'further dead rows';
