// Findings as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
import {
  type Diagnostic,
  type Explanation,
  explain,
  type Fix,
  type Severity,
  type Site,
  type Witness,
} from '@avtal/compiler';
import manifest from '../../../package.json' with { type: 'json' };
import { jsonText } from '../json.ts';
import { type RegionOf, type Report, regionsIn } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export function sarifReport(report: Report): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort();
  const rules = codes.map((code) => explain(code)).filter((rule) => rule !== undefined);
  const ruleIndex = new Map(rules.map(({ code }, index) => [code, index]));
  const regionOf = regionsIn(report);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'avtal',
            semanticVersion: manifest.version,
            informationUri: manifest.homepage,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: report.files.map((file) => ({ location: artifact(file) })),
        results: report.findings.map((finding) => resultOf(finding, ruleIndex, regionOf)),
      },
    ],
  };
  return jsonText(log);
}

function ruleOf({ code, severity, title, explanation, bad, repair }: Explanation): object {
  const example = bad === '' ? '' : `\n\n${fenced(bad)}`;
  const repaired = repair === '' ? '' : `\n\nInstead:\n\n${fenced(repair)}`;
  return {
    id: code,
    name: nameOf(title),
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    helpUri: `${manifest.homepage}#${code.toLowerCase()}`,
    help: { text: explanation, markdown: `${explanation}${example}${repaired}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function fenced(snippet: string): string {
  return `\`\`\`avtal\n${snippet.trimEnd()}\n\`\`\``;
}

/** `Unknown name` → `UnknownName`. */
function nameOf(title: string): string {
  return title.replace(/[^\p{L}\d]+(\p{L}?)/gu, (_, letter: string) => letter.toUpperCase());
}

function resultOf(finding: Diagnostic, ruleIndex: ReadonlyMap<string, number>, regionOf: RegionOf): object {
  const { code, severity, message, help, related, fixes, witness, accepted } = finding;
  const index = ruleIndex.get(code);
  return {
    ruleId: code,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: [{ physicalLocation: physical(finding, regionOf) }],
    relatedLocations: related.map((one, id) => ({
      id,
      physicalLocation: physical(one, regionOf),
      message: { text: one.message },
    })),
    ...(witness === undefined ? {} : { codeFlows: [flowOf(finding, witness, regionOf)] }),
    fixes: fixes.map((fix) => fixOf(fix, regionOf)),
    ...(accepted === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: 'inSource',
              justification: accepted.reason,
              location: { physicalLocation: physical(accepted, regionOf) },
            },
          ],
        }),
  };
}

/** The situation, and then what each clause says in it. */
function flowOf(finding: Site, witness: Witness, regionOf: RegionOf): object {
  const step = (site: Site, text: string): object => ({
    location: { physicalLocation: physical(site, regionOf), message: { text } },
  });
  const said = witness.says.map((one) => step(one, `says ${one.text}`));
  return {
    message: { text: witness.text },
    threadFlows: [{ locations: [step(finding, witness.text), ...said] }],
  };
}

function physical(site: Site, regionOf: RegionOf): object {
  return { artifactLocation: artifact(site.file), region: regionAt(site, regionOf) };
}

function regionAt(site: Site, regionOf: RegionOf): object {
  const { line, column, endLine, endColumn } = regionOf(site);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Paths are relative to the folder in which avtal ran; each part is written as a URI has it. */
function artifact(file: string): object {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function fixOf({ title, edits }: Fix, regionOf: RegionOf): object {
  const byFile = [...Map.groupBy(edits, ({ file }) => file)];
  return {
    description: { text: title },
    artifactChanges: byFile.map(([file, changes]) => ({
      artifactLocation: artifact(file),
      replacements: changes.map((edit) => ({
        deletedRegion: regionAt(edit, regionOf),
        insertedContent: { text: edit.text },
      })),
    })),
  };
}
