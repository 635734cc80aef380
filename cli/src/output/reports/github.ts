// Findings as workflow commands of GitHub Actions, which become annotations of the lines they speak of.
import type { Diagnostic, Severity } from '@avtal/compiler';
import { type Report, regionsIn } from './report.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

export function githubReport(report: Report): string {
  const regionOf = regionsIn(report);
  const command = (finding: Diagnostic): string => {
    const { line, column, endLine, endColumn } = regionOf(finding);
    const properties = {
      file: finding.file,
      line,
      // Columns mean something there only where the finding stands on one line.
      ...(endLine === line ? { col: column, endColumn } : {}),
      endLine,
      title: `${finding.code}: ${finding.title}`,
    };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
    const related = finding.related.map((one) => `${one.file}:${regionOf(one).line}: ${one.message}`);
    const message = [finding.message, ...related, ...(finding.help === undefined ? [] : [finding.help])].join('\n');
    return `::${commands[finding.severity]} ${written.join(',')}::${data(message)}\n`;
  };
  return report.findings
    .filter(({ accepted }) => accepted === undefined)
    .map(command)
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
