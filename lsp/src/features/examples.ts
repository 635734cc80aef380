// Examples in the editor: the list of them, their outcome, and the edit that takes the outcome as expected.
import type { Span } from '@avtal/grammar';
import type { Edit, Snapshot } from '../workspace/snapshot.ts';

export interface ExampleItem {
  readonly name: string;
  readonly title?: string;
  readonly span: Span;
  /** The name in its head. */
  readonly nameSpan: Span;
}
export interface ExampleOutcome {
  readonly name: string;
  /** Why it could not be run: the agreement has errors. */
  readonly problem?: string;
  readonly expectations: readonly {
    readonly span: Span;
    readonly ok: boolean;
    readonly expected: string;
    readonly actual: string;
  }[];
}

export function examplesOf(_snapshot: Snapshot): readonly ExampleItem[] {
  return [];
}

/** Runs the example of that name, or all of the file. */
export function runExamples(_snapshot: Snapshot, _name?: string): readonly ExampleOutcome[] {
  return [];
}

/** What the example computes, line by line, with the clauses behind it: plain text. */
export function explainExample(_snapshot: Snapshot, _name: string): string | undefined {
  return undefined;
}

/** Edits that write the outcome where something else is expected. */
export function acceptExample(_snapshot: Snapshot, _name: string): readonly Edit[] {
  return [];
}
