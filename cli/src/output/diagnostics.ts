// Findings of the compiler in each format; the one place that knows the formats of reports.
import { type Diagnostic, positionOf, render } from '@avtal/compiler';
import type { Paint } from '../host.ts';
import { plural } from './words.ts';

export const reportFormats = ['text', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** How many files were read. */
  readonly files: number;
  readonly textOf: (path: string) => string | undefined;
}

export function reportText(report: Report, format: ReportFormat, paint: Paint): string {
  switch (format) {
    case 'text':
      return (
        diagnosticsText(report.diagnostics, report.textOf, paint) + summaryText(report.diagnostics, report.files, paint)
      );
    case 'json':
      return `${JSON.stringify(reportJson(report), undefined, 2)}\n`;
  }
}

export function diagnosticsText(diagnostics: readonly Diagnostic[], textOf: Report['textOf'], paint: Paint): string {
  return diagnostics.map((diagnostic) => `${colour(render(diagnostic, textOf), diagnostic, paint)}\n`).join('');
}

export function summaryText(diagnostics: readonly Diagnostic[], files: number, paint: Paint): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = [
    count('error') === 0 ? '' : paint.red(plural(count('error'), 'error')),
    count('warning') === 0 ? '' : paint.yellow(plural(count('warning'), 'warning')),
    count('info') === 0 ? '' : plural(count('info'), 'remark'),
  ].filter((part) => part !== '');
  const found = parts.length === 0 ? paint.green('no findings') : parts.join(', ');
  return `${plural(files, 'file')}: ${found}\n`;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** The compiler renders plain text; here the head, the margin and the marks get their colours. */
function colour(text: string, { severity }: Diagnostic, paint: Paint): string {
  const strong = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.blue;
  return text
    .split('\n')
    .map((line, index) => {
      if (index === 0) return paint.bold(line.replace(/^\w+ \w+/, strong));
      const [, margin, rest = ''] = /^(\s*\d* (?:│|┌─))(.*)$/.exec(line) ?? [];
      if (margin === undefined) return line;
      return paint.blue(margin) + rest.replace(/^(\s*)(\^+.*)$/, (_, space, mark) => space + strong(mark));
    })
    .join('\n');
}

function reportJson({ diagnostics, files, textOf }: Report): object {
  const place = (site: { file: string; span: { start: number; end: number } }): object => {
    const lines = lineStarts(textOf(site.file) ?? '');
    const start = positionOf(lines, site.span.start);
    const end = positionOf(lines, site.span.end);
    return { file: site.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  return {
    files,
    diagnostics: diagnostics.map(({ code, severity, title, message, label, help, related, fixes, ...site }) => ({
      code,
      severity,
      title,
      message,
      ...place(site),
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
      related: related.map((one) => ({ message: one.message, ...place(one) })),
      fixes: fixes.map((fix) => ({
        title: fix.title,
        edits: fix.edits.map((edit) => ({ text: edit.text, ...place(edit) })),
      })),
    })),
  };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
