// Findings of the compiler: as text for people, and the list of the formats for programs.
import { type Diagnostic, render } from '@avtal/compiler';
import type { Paint } from '../host.ts';
import { githubReport } from './reports/github.ts';
import { jsonReport } from './reports/json.ts';
import { junitReport } from './reports/junit.ts';
import { countsOf, type Report } from './reports/report.ts';
import { sarifReport } from './reports/sarif.ts';
import { plural } from './words.ts';

export const reportFormats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface TextOptions {
  /** Shows the findings that the agreement accepts. */
  readonly showAccepted: boolean;
  /** No line that sums up. */
  readonly quiet: boolean;
}

export function reportText(report: Report, format: ReportFormat, paint: Paint, options: TextOptions): string {
  switch (format) {
    case 'text': {
      const shown = report.findings.filter(({ accepted }) => accepted === undefined || options.showAccepted);
      return diagnosticsText(shown, report.textOf, paint) + (options.quiet ? '' : summaryOf(report, paint));
    }
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report);
    case 'github':
      return githubReport(report) + (options.quiet ? '' : summaryOf(report, paint));
    case 'junit':
      return junitReport(report);
  }
}

export function diagnosticsText(diagnostics: readonly Diagnostic[], textOf: Report['textOf'], paint: Paint): string {
  return diagnostics
    .map((diagnostic) => `${colour(render(withReason(diagnostic), textOf), diagnostic, paint)}\n`)
    .join('');
}

/** The row that accepts a finding is shown like those that belong to it. */
function withReason(diagnostic: Diagnostic): Diagnostic {
  const { accepted, related } = diagnostic;
  if (accepted === undefined) return diagnostic;
  return { ...diagnostic, related: [...related, { ...accepted, message: `accepted: ${accepted.reason}` }] };
}

function summaryOf({ findings, files, fails }: Report, paint: Paint): string {
  const denied = findings.some((finding) => finding.severity === 'warning' && fails(finding));
  return summaryText(findings, files.length, paint, denied ? ' (warnings are denied)' : '');
}

export function summaryText(diagnostics: readonly Diagnostic[], files: number, paint: Paint, note = ''): string {
  const { errors, warnings, remarks, accepted } = countsOf(diagnostics);
  const parts = [
    errors === 0 ? '' : paint.red(plural(errors, 'error')),
    warnings === 0 ? '' : paint.yellow(plural(warnings, 'warning')) + note,
    remarks === 0 ? '' : plural(remarks, 'remark'),
  ].filter((part) => part !== '');
  const found = parts.length === 0 ? paint.green('no findings') : parts.join(', ');
  return `${plural(files, 'file')}: ${found}${accepted === 0 ? '' : `, ${accepted} accepted`}\n`;
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
