// Repairs that findings offer, many at once: only where there is one, and only where none touches another.
import type { Diagnostic, Edit, Fix } from './diagnostics.ts';

export interface Repair {
  readonly finding: Diagnostic;
  readonly fix: Fix;
}

export interface Repairs {
  readonly made: readonly Repair[];
  /** Files whose repairs touch one another: nothing in them is changed. */
  readonly untouched: readonly string[];
  /** By file, each edit once, in the order of the text. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/** What can be repaired without asking: findings with exactly one repair, in files where repairs do not overlap. */
export function repairsOf(findings: readonly Diagnostic[]): Repairs {
  const possible = findings.flatMap((finding): readonly Repair[] => {
    const [fix, other] = finding.fixes;
    const isSure = fix !== undefined && other === undefined && fix.adds === undefined && !finding.accepted;
    return isSure ? [{ finding, fix }] : [];
  });
  const untouched = [...editsOf(possible)].filter(([, edits]) => overlap(edits)).map(([file]) => file);
  const made = possible.filter(({ fix }) => !fix.edits.some(({ file }) => untouched.includes(file)));
  return { made, untouched: untouched.sort(), edits: editsOf(made) };
}

/** For each file the first example that is offered to hold a finding fast, but for the findings that have theirs. */
export function examplesFor(findings: readonly Diagnostic[], held: ReadonlySet<string>): Repairs {
  const offered = findings.flatMap((finding): readonly Repair[] => {
    const fix = held.has(heldAs(finding)) ? undefined : finding.fixes.find(({ adds }) => adds === 'example');
    return fix === undefined || finding.accepted ? [] : [{ finding, fix }];
  });
  const first = Map.groupBy(offered, ({ fix }) => fix.edits[0]?.file);
  const made = [...first.values()].flatMap(([repair]) => (repair === undefined ? [] : [repair]));
  return { made, untouched: [], edits: editsOf(made) };
}

/** A finding stays where its example is added; so it is known again. */
export function heldAs({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

function editsOf(repairs: readonly Repair[]): Map<string, readonly Edit[]> {
  const all = repairs.flatMap(({ fix }) => fix.edits);
  const once = new Map(all.map((edit) => [`${edit.file} ${edit.span.start} ${edit.span.end} ${edit.text}`, edit]));
  const sorted = [...once.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return Map.groupBy(sorted, ({ file }) => file);
}

/** Two insertions at one place overlap too: which comes first is not known. */
function overlap(edits: readonly Edit[]): boolean {
  return edits.some(({ span }, index) => {
    const before = edits[index - 1]?.span;
    return before !== undefined && (span.start < before.end || span.start === before.start);
  });
}

export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (result, { span, text: by }) => result.slice(0, span.start) + by + result.slice(span.end),
    text,
  );
}
