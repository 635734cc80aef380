// Findings as JUnit XML: a suite for each file, a test for each finding, a test that passes for a file without any.
import { type Diagnostic, render } from '@avtal/compiler';
import { type Report, regionsIn } from './report.ts';

export function junitReport(report: Report): string {
  const regionOf = regionsIn(report);
  const files = [...new Set([...report.files, ...report.findings.map(({ file }) => file)])].sort();
  const byFile = Map.groupBy(report.findings, ({ file }) => file);
  const testcase = (finding: Diagnostic): string => {
    const { line, column } = regionOf(finding);
    const name = `${finding.code} ${line}:${column} ${finding.title}`;
    return `    <testcase classname="${text(finding.file)}" name="${text(name)}">${outcome(finding, report)}</testcase>\n`;
  };
  const suites = files.map((file) => {
    const findings = byFile.get(file) ?? [];
    const cases =
      findings.length === 0
        ? `    <testcase classname="${text(file)}" name="no findings"/>\n`
        : findings.map(testcase).join('');
    return `  <testsuite name="${text(file)}" ${totals(findings, report)}>\n${cases}  </testsuite>\n`;
  });
  const empty = files.length - byFile.size;
  const all = totals(report.findings, report, empty);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="avtal" ${all}>\n${suites.join('')}</testsuites>\n`;
}

/** A file without findings is one test. */
function totals(findings: readonly Diagnostic[], { fails }: Report, empty = findings.length === 0 ? 1 : 0): string {
  const skipped = findings.filter(({ accepted }) => accepted !== undefined).length;
  const failures = findings.filter(fails).length;
  return `tests="${findings.length + empty}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function outcome(finding: Diagnostic, { fails, textOf }: Report): string {
  if (finding.accepted !== undefined) return `<skipped message="${text(`accepted: ${finding.accepted.reason}`)}"/>`;
  const shown = text(render(finding, textOf));
  if (!fails(finding)) return `<system-out>${shown}</system-out>`;
  return `<failure type="${finding.severity}" message="${text(finding.message)}">${shown}</failure>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold, not even escaped, becomes a replacement character. */
function text(written: string): string {
  return written
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(/\r/g, '&#13;');
}
