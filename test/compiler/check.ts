// Helpers for the compiler's tests: compile a text or rows of an agreement, and see what a person sees.
import { asFile, type Compilation, type CompileOptions, compile, render } from '@avtal/compiler';
import type { Ir } from '@avtal/runtime';

/** What stands out in an agreement that is there as a whole (AV41xx), and means nothing of a few rows. */
export function isRemark({ code }: { readonly code: string }): boolean {
  return code.startsWith('AV41');
}

/** The same as `compiled`, with what is remarked of the agreement as a whole. */
export function compiledWhole(
  source: string | Readonly<Record<string, string>>,
  options: CompileOptions = {},
): Compilation {
  const files = typeof source === 'string' ? { 'test.avtal': asFile(source) } : source;
  const [entry = ''] = Object.keys(files);
  return compile(entry, (path) => files[path], options);
}

/** Compiles one text, or several files of which the first is the entry. Rows stand in an agreement with its required settings. */
export function compiled(source: string | Readonly<Record<string, string>>, options: CompileOptions = {}): Compilation {
  const compilation = compiledWhole(source, options);
  return { ...compilation, diagnostics: compilation.diagnostics.filter((one) => !isRemark(one)) };
}

/** Codes of all findings, in the order of the text. */
export function codes(source: string | Readonly<Record<string, string>>): string[] {
  return compiled(source).diagnostics.map(({ code }) => code);
}

/** What a person sees. */
export function shown(source: string | Readonly<Record<string, string>>): string {
  const { diagnostics, files } = compiled(source);
  return diagnostics
    .map((diagnostic) => render(diagnostic, (file) => files.find(({ path }) => path === file)?.text))
    .join('\n');
}

/** The IR of a text in which no row is wrong by itself; what rows are together is not asked. */
export function ir(source: string | Readonly<Record<string, string>>): Ir {
  const compilation = compiled(source, { analysis: false });
  if (compilation.ir === undefined || compilation.diagnostics.length > 0) throw new Error(shown(source));
  return compilation.ir;
}

/** The text after one repair of its first finding. */
export function repaired(text: string, fix = 0): string {
  const source = asFile(text);
  const edits = compiled(source).diagnostics[0]?.fixes[fix]?.edits ?? [];
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: by }) => result.slice(0, span.start) + by + result.slice(span.end), source);
}
