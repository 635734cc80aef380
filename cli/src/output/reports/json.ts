// Findings as JSON for other programs: the shape that docs/output.md promises.
import { jsonText } from '../json.ts';
import { countsOf, type Report, regionsIn } from './report.ts';

export function jsonReport(report: Report): string {
  const regionOf = regionsIn(report);
  const place = (site: Parameters<typeof regionOf>[0]): object => ({ file: site.file, ...regionOf(site) });
  const diagnostics = report.findings.map((finding) => {
    const { code, severity, title, message, label, help, related, fixes, witness, accepted } = finding;
    return {
      code,
      severity,
      title,
      message,
      ...place(finding),
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
      related: related.map((one) => ({ message: one.message, ...place(one) })),
      fixes: fixes.map((fix) => ({
        title: fix.title,
        edits: fix.edits.map((edit) => ({ text: edit.text, ...place(edit) })),
      })),
      ...(accepted === undefined ? {} : { accepted: { reason: accepted.reason, ...place(accepted) } }),
      ...(witness === undefined
        ? {}
        : {
            witness: {
              ...witness,
              says: witness.says.map((one) => ({ clause: one.clause, text: one.text, ...place(one) })),
            },
          }),
      fails: report.fails(finding),
    };
  });
  const content = { files: report.files.length, ...countsOf(report.findings), diagnostics };
  return jsonText(content);
}
