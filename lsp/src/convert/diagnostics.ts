// Findings as the protocol's diagnostics: severity, related places, the code's page, tags.
import { type Diagnostic as Finding, registry, type Severity, type Site } from '@avtal/compiler';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver';

export interface DiagnosticOptions {
  readonly hasRelated: boolean;
  readonly hasTags: boolean;
  readonly hasCodePage: boolean;
  /** Where the pages of the codes are: `https://…#`, to which the code is added. */
  readonly pages: string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What may as well not be there: editors show it pale. */
const unnecessary: ReadonlySet<string> = new Set(
  (['dead', 'never-holds', 'overrides-nothing', 'unused-declaration', 'accept-nothing'] as const).map(
    (name) => registry[name].code,
  ),
);

/** `at` gives the place of a site; undefined where the file is not known. */
export function diagnosticOf(
  finding: Finding,
  at: (site: Site) => { readonly uri: string; readonly range: Range } | undefined,
  options: DiagnosticOptions,
): Diagnostic {
  const { code, severity, message, help, witness, related, span } = finding;
  const isPaged = code.startsWith('AV');
  // The clauses that the finding does not point at already.
  const isNew = (site: Site): boolean => [finding, ...related].every((one) => !isSame(one, site));
  const says = (witness?.says ?? [])
    .filter(isNew)
    .map((one) => ({ ...one, message: `${witness?.text}: says ${one.text}` }));
  const places = [...related, ...says].flatMap((one): DiagnosticRelatedInformation[] => {
    const location = at(one);
    return location === undefined ? [] : [{ location, message: one.message }];
  });
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    range: at(finding)?.range ?? nowhere,
    severity: severities[severity],
    code,
    source: 'avtal',
    message: help === undefined ? message : `${message}\n${help}`,
    ...(options.hasCodePage && isPaged && { codeDescription: { href: options.pages + code.toLowerCase() } }),
    ...(options.hasRelated && places.length > 0 && { relatedInformation: places }),
    ...(options.hasTags && unnecessary.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
    data: { start: span.start, end: span.end },
  };
}

function isSame(one: Site, other: Site): boolean {
  return one.file === other.file && one.span.start === other.span.start && one.span.end === other.span.end;
}
