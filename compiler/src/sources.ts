// Files: loading them through `use`, each once, and where in them something stands.
import { type File, type Mistake, type Parsed, type Span, syntaxCodes } from '@avtal/grammar';
import type { SourceSpan } from '@avtal/runtime';
import type { SourceFile } from './model.ts';
import { given } from './optional.ts';
import type { Diagnostic, Reporter } from './reporting/diagnostics.ts';

const titles: ReadonlyMap<string, string> = new Map(syntaxCodes.map(({ code, title }) => [code, title]));

/** Gives a file's text; paths are relative to the root, with `/`. Undefined: there is no such file. */
export type Read = (path: string) => string | undefined;

/** The entry and everything it uses, directly or not, in the order in which the files are first named. */
export function loadFiles(
  entry: string,
  read: Read,
  reporter: Reporter,
  parse: (text: string, path: string) => Parsed,
): readonly SourceFile[] {
  const files: SourceFile[] = [];
  const seen = new Set<string>();
  const start = normalise('', entry) ?? entry;
  const waiting: { readonly path: string; readonly by?: { readonly file: string; readonly span: Span } }[] = [
    { path: start },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, by } = next;
    if (seen.has(path)) continue;
    seen.add(path);
    const text = read(path);
    if (text === undefined) {
      reporter.report('file-missing', { path }, by ?? { file: path, span: { start: 0, end: 0 } });
      continue;
    }
    const file = sourceFile(path, text, parse(text, path), reporter);
    files.push(file);
    for (const { written, span, path: used } of usesOf(path, file.tree)) {
      const site = { file: path, span };
      if (used === undefined) reporter.report('file-outside', { path: written }, site);
      else waiting.push({ path: used, by: site });
    }
  }
  return files;
}

export interface Used {
  /** As it stands in the text, with where. */
  readonly written: string;
  readonly span: Span;
  /** As the compilation names it; undefined where it leads out of the root. */
  readonly path: string | undefined;
}

/** The files that a file names with `use`. */
export function usesOf(path: string, { items }: File): readonly Used[] {
  return items.flatMap((item) => {
    if (item.kind !== 'use') return [];
    const { text: written, span } = item.path;
    return [{ written, span, path: normalise(path, written) }];
  });
}

function sourceFile(path: string, text: string, parsed: Parsed, reporter: Reporter): SourceFile {
  const { file: tree, errors } = parsed;
  for (const mistake of errors) reporter.add(findingOf(mistake, path));
  return { path, text, tree, parsed, unreadable: errors.map(({ span, row }) => row ?? span), lines: lineStarts(text) };
}

/** What cannot be read in a file, as a finding. */
export function findingOf({ code, message, span, help, fix }: Mistake, file: string): Diagnostic {
  return {
    code,
    severity: 'error',
    title: titles.get(code) ?? 'Cannot be read',
    message,
    file,
    span,
    related: [],
    ...given('help', help),
    fixes: fix === undefined ? [] : [{ ...fix, edits: fix.edits.map((edit) => ({ file, ...edit })) }],
  };
}

/** The path relative to the root that `path`, written in the file `from`, names; undefined when it leads out of the root. */
export function normalise(from: string, path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of path.split(/[/\\]/)) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

/** The offsets at which lines begin, for `positionOf`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column of an offset, both from 1. */
export function positionOf(
  lines: readonly number[],
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

/** The files by their path: where in them a node stands, and what is written there. */
export class Sources {
  readonly files: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;

  constructor(files: readonly SourceFile[]) {
    this.files = files;
    this.#byPath = new Map(files.map((file) => [file.path, file]));
  }

  /** The line in which it begins. */
  lineOf({ span }: { readonly span: Span }, { file }: { readonly file: string }): number {
    return positionOf(this.#byPath.get(file)?.lines ?? [0], span.start).line;
  }

  sourceSpan({ span }: { readonly span: Span }, { file }: { readonly file: string }): SourceSpan {
    const lines = this.#byPath.get(file)?.lines ?? [0];
    const start = positionOf(lines, span.start);
    const end = positionOf(lines, span.end);
    return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }

  /** Whether something in the node, or behind it on its last line, could not be read. */
  isDamaged({ span }: { readonly span: Span }, { file }: { readonly file: string }): boolean {
    const { unreadable = [], lines = [] } = this.#byPath.get(file) ?? {};
    const lineEnd = lines[positionOf(lines, span.end).line] ?? Number.POSITIVE_INFINITY;
    return unreadable.some(({ start, end }) => start < lineEnd && span.start <= end);
  }

  /** Every word on a line that could not be read: it may have declared it. */
  unreadableWords(): ReadonlySet<string> {
    const words = new Set<string>();
    for (const { text, lines, unreadable } of this.files) {
      for (const { start, end } of unreadable) {
        const from = lines[positionOf(lines, start).line - 1];
        const until = lines[positionOf(lines, end).line];
        for (const [word] of text.slice(from, until).matchAll(/\p{L}[\p{L}\d_-]*/gu)) words.add(word);
      }
    }
    return words;
  }

  textOf({ span }: { readonly span: Span }, { file }: { readonly file: string }): string {
    return this.#byPath.get(file)?.text.slice(span.start, span.end) ?? '';
  }
}
