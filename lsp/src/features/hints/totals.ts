// Behind each expectation whether it is met, and what comes out instead.
import type { Snapshot } from '../../workspace/snapshot.ts';
import { runExamples } from '../examples.ts';
import type { InlayHint } from './hint.ts';

export function totalHints(snapshot: Snapshot): readonly InlayHint[] {
  return runExamples(snapshot).flatMap(({ expectations }) =>
    expectations.map(({ span, ok, actual }) => ({
      at: span.end,
      // What could not be answered is told in a sentence of its own.
      text: ok ? '✓' : actual.includes('`') ? `✗ ${actual}` : `✗ is ${actual}`,
      kind: 'total' as const,
      side: 'after' as const,
    })),
  );
}
