// What can be done about findings: their repairs, all of one kind at once, and letting one stand with a reason.
import { type Diagnostic, type Edit, edited, isAcceptable, repairsOf } from '@avtal/compiler';
import { type Item, parse, type Span } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Action {
  readonly title: string;
  readonly kind: 'repair' | 'repair-all' | 'accept';
  readonly edits: readonly Edit[];
  /** Where in the text of its one edit the author goes on writing. */
  readonly cursor?: number;
  /** It is the one thing to do. */
  readonly isPreferred: boolean;
  /** What goes when it is done. */
  readonly findings: readonly Diagnostic[];
}

/** `findings`: those of the file, as they are shown. */
export function actions(snapshot: Snapshot, findings: readonly Diagnostic[], at: Span): readonly Action[] {
  const here = findings.filter(({ span }) => span.start <= at.end && at.start <= span.end);
  const repairs = here.flatMap((finding) =>
    finding.fixes.map(({ title, edits, adds }): Action => {
      const isPreferred = adds === undefined && finding.fixes.filter((one) => one.adds === undefined).length === 1;
      return { title, kind: 'repair', edits, isPreferred, findings: [finding] };
    }),
  );
  const codes = [...new Set(here.map(({ code }) => code))];
  const many = codes
    .flatMap((code) => repairAll(findings.filter((one) => one.code === code)))
    .filter((action) => here.some((finding) => action.findings.includes(finding)));
  return [...repairs, ...many, ...here.flatMap((finding) => accept(snapshot, finding))];
}

/** Everything in the file that has exactly one repair. */
export function repairEverything(findings: readonly Diagnostic[]): Action | undefined {
  const { made, edits } = repairsOf(findings);
  if (made.length === 0) return undefined;
  return {
    title:
      made.length === 1
        ? 'Repair the one thing that has one repair'
        : `Repair ${made.length} things that have one repair`,
    kind: 'repair-all',
    edits: [...edits.values()].flat(),
    isPreferred: false,
    findings: made.map(({ finding }) => finding),
  };
}

/** All findings of one code, where there are several. */
function repairAll(findings: readonly Diagnostic[]): readonly Action[] {
  const all = repairEverything(findings);
  const [first] = findings;
  if (all === undefined || first === undefined || all.findings.length < 2) return [];
  return [
    {
      ...all,
      kind: 'repair',
      title: `Repair all ${all.findings.length}: ${first.title.toLowerCase()} (${first.code})`,
    },
  ];
}

/** A note under the row that lets the finding stand; the author writes why. */
function accept({ file }: Snapshot, finding: Diagnostic): readonly Action[] {
  if (finding.file !== file.path || !isAcceptable(finding)) return [];
  const row = rowAt(
    file.tree.items.flatMap((item) => ('items' in item ? (item.items ?? []) : [])),
    finding.span,
  );
  if (row === undefined) return [];
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', row.span.start - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart)) ?? [];
  const note = `${indent}  accept ${finding.code} ""`;
  const { end } = row.span;
  const lineEnd = text.indexOf('\n', end);
  // On a line of its own from its beginning, so that no editor indents it once more; unless something follows the row.
  const isLast = /^\s*(\/\/.*)?$/.test(text.slice(end, lineEnd)) && lineEnd >= 0;
  const [at, written] = isLast ? [lineEnd + 1, `${note}\n`] : [end, `\n${note}`];
  const edit = { file: file.path, span: { start: at, end: at }, text: written };
  if (!covers(edited(text, [edit]), finding)) return [];
  const title = `Let this stand, with a reason (\`accept ${finding.code}\`)`;
  const cursor = written.lastIndexOf('"');
  return [{ title, kind: 'accept', edits: [edit], cursor, isPreferred: false, findings: [finding] }];
}

/** The innermost row round the span: in its block, not the block. */
function rowAt(items: readonly Item[], span: Span): Item | undefined {
  const item = items.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  if (item === undefined) return undefined;
  const isBlock = item.kind === 'module' || item.kind === 'group' || item.kind === 'example';
  return isBlock ? rowAt(item.items, span) : item;
}

/** Whether the note is one, and about the row of the finding: what stands before it says what it belongs to. */
function covers(text: string, { code, span }: Diagnostic): boolean {
  const { file } = parse(text);
  const found = (items: readonly Item[]): boolean =>
    items.some((item) => {
      if (item.kind === 'accept')
        return (
          item.code.text === code &&
          item.under !== undefined &&
          item.under.start <= span.start &&
          span.end <= item.under.end
        );
      return 'items' in item && found(item.items);
    });
  return file.items.some((item) => 'items' in item && found(item.items ?? []));
}
