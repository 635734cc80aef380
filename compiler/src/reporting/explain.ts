// Every diagnostic explained: what `avtal explain CODE` and docs/diagnostics.md say of it.
import { syntaxCodes } from '@avtal/grammar';
import { type Definition, registry, type Severity } from './diagnostics.ts';

export interface Explanation {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  /** What causes it and the same repaired: a whole file, or rows of an agreement. Empty: too large to print. */
  readonly bad: string;
  readonly repair: string;
}

/** In the order of their codes. */
export const explanations: readonly Explanation[] = [
  ...syntaxCodes.map(
    ({ code, title, explanation, bad, good }): Explanation => ({
      code,
      severity: 'error',
      title,
      explanation,
      bad,
      repair: good,
    }),
  ),
  ...Object.values<Definition<never>>(registry).map(
    ({ code, severity, title, explanation, bad, repair }): Explanation => ({
      code,
      severity,
      title,
      explanation,
      bad,
      repair,
    }),
  ),
].sort((a, b) => (a.code < b.code ? -1 : 1));

export function explain(code: string): Explanation | undefined {
  return explanations.find((known) => known.code === code.toUpperCase());
}

/** A `bad` or `repair` as a file of its own: rows are put into an agreement that has its required settings. */
export function asFile(snippet: string): string {
  if (/^(agreement|document|order|use)\b/m.test(snippet)) return snippet;
  const rows = ['currency NOK', 'timezone Europe/Oslo', 'vat none', ...snippet.split('\n')];
  return `agreement Example {\n${rows.map((row) => `  ${row}`).join('\n')}\n}\n`;
}
