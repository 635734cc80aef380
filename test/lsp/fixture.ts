// Snapshots for the tests of features: from text with markers `<|>` to what a request is answered from.
import { asFile, type CompileOptions, compile, type SourceFile } from '@avtal/compiler';
import type { Agreement, Snapshot } from '../../lsp/src/workspace/snapshot.ts';

export interface Fixture {
  readonly snapshot: Snapshot;
  /** Of the first marker; 0 without one. */
  readonly offset: number;
  /** Of every marker, in the file asked about. */
  readonly offsets: readonly number[];
  /** Of the file asked about, without markers. */
  readonly text: string;
}

export interface FixtureOptions extends CompileOptions {
  /** What stood there before, without errors: where `Agreement.ir` comes from when the text has errors. */
  readonly before?: string | Readonly<Record<string, string>>;
}

const marker = '<|>';

/**
 * One text (rows are put into an agreement that has its required settings), or files by path. The file asked about is
 * the first with a marker, else the first.
 */
export function snapshotOf(source: string | Readonly<Record<string, string>>, options: FixtureOptions = {}): Fixture {
  const { before, ...compileOptions } = options;
  const marked = filesOf(source);
  const texts = withoutMarkers(marked);
  const paths = Object.keys(marked);
  const path = paths.find((one) => marked[one]?.includes(marker)) ?? paths[0] ?? '';
  const parts = (marked[path] ?? '').split(marker);
  const offsets = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('').length);
  const agreements = agreementsOf(texts, before === undefined ? undefined : withoutMarkers(filesOf(before)));
  const parents = agreements.filter(({ compilation }) => compilation.files.some((file) => file.path === path));
  const [first, ...others] = parents;
  const file = first?.compilation.files.find((one) => one.path === path);
  if (first === undefined || file === undefined) throw new Error(`no file ${path}`);
  return { snapshot: { file, agreements: [first, ...others] }, offset: offsets[0] ?? 0, offsets, text: file.text };

  function agreementsOf(now: Texts, earlier: Texts | undefined): readonly Agreement[] {
    const compiled = Object.keys(now).map((entry) => ({
      entry,
      compilation: compile(entry, (name) => now[name], compileOptions),
    }));
    const used = new Set(compiled.flatMap(({ compilation }) => compilation.files.slice(1).map((one) => one.path)));
    return compiled
      .filter(({ entry }) => !used.has(entry))
      .map(({ entry, compilation }) => {
        const whole =
          compilation.ir === undefined && earlier !== undefined
            ? compile(entry, (name) => earlier[name], compileOptions)
            : compilation;
        const { ir, files } = whole;
        return { entry, compilation, ...(ir && { ir, irFiles: files }), isCurrent: compilation.ir !== undefined };
      });
  }
}

/** A file alone, for features that need no agreement. */
export function fileOf(source: string): { readonly file: SourceFile; readonly offset: number } {
  const { snapshot, offset } = snapshotOf(source, { analysis: false });
  return { file: snapshot.file, offset };
}

type Texts = Readonly<Record<string, string>>;

function filesOf(source: string | Texts): Texts {
  if (typeof source !== 'string') return source;
  const isWhole = asFile(source.replaceAll(marker, '')) === source.replaceAll(marker, '');
  return { 'test.avtal': isWhole ? source : asFile(source) };
}

function withoutMarkers(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.replaceAll(marker, '')]));
}
