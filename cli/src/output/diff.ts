// A unified diff of edits: the lines that they change, with three lines round them.
import { type Edit, lineStarts, positionOf } from '@avtal/compiler';
import type { Paint } from '../host.ts';

const context = 3;

/** Lines `from` to `until` (excluded, from 0) become `by`. */
interface Change {
  readonly from: number;
  readonly until: number;
  readonly by: readonly string[];
}

/** `edits` in the order of the text, not overlapping. */
export function unifiedDiff(file: string, text: string, edits: readonly Edit[], paint: Paint): string {
  const lines = linesOf(text);
  let shift = 0;
  const hunks = groups(changesOf(text, edits)).map((changes) => {
    const from = Math.max(0, (changes[0]?.from ?? 0) - context);
    const until = Math.min(lines.length, (changes.at(-1)?.until ?? 0) + context);
    const rows: string[] = [];
    let at = from;
    for (const change of changes) {
      rows.push(...lines.slice(at, change.from).map((line) => ` ${line}`));
      rows.push(...lines.slice(change.from, change.until).map((line) => paint.red(`-${line}`)));
      rows.push(...change.by.map((line) => paint.green(`+${line}`)));
      at = change.until;
    }
    rows.push(...lines.slice(at, until).map((line) => ` ${line}`));
    const more = changes.reduce((sum, change) => sum + change.by.length - (change.until - change.from), 0);
    const head = `@@ -${range(from, until - from)} +${range(from + shift, until - from + more)} @@`;
    shift += more;
    return [paint.blue(head), ...rows].map((row) => `${row}\n`).join('');
  });
  return hunks.length === 0 ? '' : `${paint.bold(`--- a/${file}`)}\n${paint.bold(`+++ b/${file}`)}\n${hunks.join('')}`;
}

function range(from: number, length: number): string {
  return length === 1 ? String(from + 1) : `${length === 0 ? from : from + 1},${length}`;
}

/** A last line without a line end says so, as in every unified diff. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** Whole lines: edits of one line, or of neighbouring lines, become one change. */
function changesOf(text: string, edits: readonly Edit[]): readonly Change[] {
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => positionOf(starts, offset).line - 1;
  const joined: Edit[][] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const end = last?.at(-1)?.span.end;
    if (last !== undefined && end !== undefined && lineOf(edit.span.start) <= lineOf(end) + 1) last.push(edit);
    else joined.push([edit]);
  }
  return joined.map((together) => {
    const from = lineOf(together[0]?.span.start ?? 0);
    const until = lineOf(together.at(-1)?.span.end ?? 0) + 1;
    const [start, end] = [starts[from] ?? 0, starts[until] ?? text.length];
    const shifted = together.map(({ span, text: by }) => ({ start: span.start - start, end: span.end - start, by }));
    const old = text.slice(start, end);
    const by = shifted.reduceRight(
      (result, edit) => result.slice(0, edit.start) + edit.by + result.slice(edit.end),
      old,
    );
    return trimmed({ from, until: from + linesOf(old).length, by: linesOf(by) }, linesOf(old));
  });
}

/** Without the lines at both ends that stay as they are. */
function trimmed({ from, until, by }: Change, old: readonly string[]): Change {
  let same = 0;
  while (same < old.length && same < by.length && old[same] === by[same]) same++;
  let tail = 0;
  while (tail < old.length - same && tail < by.length - same && old.at(-1 - tail) === by.at(-1 - tail)) tail++;
  return { from: from + same, until: until - tail, by: by.slice(same, by.length - tail) };
}

/** Changes whose surroundings meet are shown together. */
function groups(changes: readonly Change[]): readonly (readonly Change[])[] {
  const all: Change[][] = [];
  for (const change of changes) {
    const last = all.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && change.from - before.until <= 2 * context) last.push(change);
    else all.push([change]);
  }
  return all;
}
