// What the passes beyond contradictions and gaps find, as data: which words (messages/remarks.ts), what they need, where
// it stands, and the dated situation in which it shows.
import type { SourceSpan } from '@avtal/runtime';
import type { ParamsOf } from '../../reporting/diagnostics.ts';
import type { analysisMessages } from '../../reporting/messages/analysis.ts';
import type { questionMessages } from '../../reporting/messages/questions.ts';
import type { remarkMessages } from '../../reporting/messages/remarks.ts';
import type { Witness } from '../witness.ts';

/** Also one open question, which needs to know what can be true at once, and that something was not decided. */
export type RemarkName =
  | keyof typeof remarkMessages
  | Extract<keyof typeof questionMessages, 'how-combined' | 'credits-combined'>
  | Extract<keyof typeof analysisMessages, 'undecided'>;

export interface RemarkOf<K extends RemarkName> {
  readonly name: K;
  readonly params: ParamsOf<K>;
  readonly at: SourceSpan;
  readonly related: readonly { readonly at: SourceSpan; readonly message: string }[];
  readonly witness?: Witness;
  /** Rows for the agreement, each of which repairs it. */
  readonly adds?: readonly string[];
}
export type Remark = { readonly [K in RemarkName]: RemarkOf<K> }[RemarkName];

/** More of one kind than anybody reads are not looked for. */
export const mostRemarks = 30;

/** Remarks with one key are one: the same two rows in many columns and at many times. */
export class Remarks {
  readonly #found = new Map<string, Remark>();

  has(key: string): boolean {
    return this.#found.has(key);
  }

  get isFull(): boolean {
    return this.#found.size >= mostRemarks;
  }

  add(key: string, remark: Remark): void {
    if (!this.#found.has(key)) this.#found.set(key, remark);
  }

  get all(): readonly Remark[] {
    return [...this.#found.values()];
  }
}
