// `accept CODE "reason"`: which findings may stand, and which of these rows have nothing to accept.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { SourceFile } from '../model.ts';
import { positionOf } from '../sources.ts';
import { type Accepted, type Diagnostic, type Fix, Reporter, registry, type Site, siteOf } from './diagnostics.ts';
import { type Explanation, explain, explanations } from './explain.ts';

/** A row that accepts something, with the stretch in which it does. */
export interface Acceptance {
  readonly code: string;
  readonly by: Accepted;
  /** Undefined: the whole agreement. */
  readonly within: Site | undefined;
  readonly where: string;
  readonly remove: Fix;
}

/** All that is accepted, the narrowest first; reports rows that can accept nothing. */
export function readAcceptances(files: readonly SourceFile[], reporter: Reporter): readonly Acceptance[] {
  const found = files.flatMap((file) => rowsOf(file).flatMap((row) => readRow(row, file, reporter)));
  const width = ({ within }: Acceptance) =>
    within === undefined ? Number.POSITIVE_INFINITY : within.span.end - within.span.start;
  return found.sort((a, b) => (width(a) === width(b) ? 0 : width(a) - width(b)));
}

/**
 * The findings with those that are accepted marked so, and a warning for each row that accepted nothing, unless not all
 * was looked for.
 */
export function applyAcceptances(
  acceptances: readonly Acceptance[],
  diagnostics: readonly Diagnostic[],
  isAnalysed = true,
): readonly Diagnostic[] {
  const used = new Set<Acceptance>();
  const judged = diagnostics.map((diagnostic): Diagnostic => {
    const by = acceptances.find((one) => one.code === diagnostic.code && covers(one.within, diagnostic));
    if (by === undefined) return diagnostic;
    used.add(by);
    return { ...diagnostic, severity: 'info', accepted: by.by };
  });
  // An agreement that cannot be compiled is not analysed: what is not found in it may yet be there.
  if (!isAnalysed || diagnostics.some((one) => one.severity === 'error' && !isAcceptable(one))) return judged;
  const stale = new Reporter();
  for (const one of acceptances) {
    if (!used.has(one)) stale.report('accept-nothing', one, one.by, { fixes: [one.remove] });
  }
  return [...judged, ...stale.diagnostics];
}

/** Errors of reading and meaning must be repaired; warnings and findings about the whole may stand. */
export function isAcceptable({ code, severity }: Pick<Explanation, 'code' | 'severity'>): boolean {
  return code.startsWith('AV4') || (severity !== 'error' && !code.startsWith('AV15'));
}

/** Findings between rows of which none is more at fault than another: it may be accepted under each of them. */
const mutual = [registry.contradiction, registry['beats-in-circle'], registry['never-permitted']].map(
  ({ code }) => code,
);

function covers(within: Site | undefined, { code, file, span, related }: Diagnostic): boolean {
  if (within === undefined) return true;
  const sites = mutual.includes(code) ? [{ file, span }, ...related] : [{ file, span }];
  return sites.some(
    (site) => within.file === site.file && within.span.start <= site.span.start && site.span.end <= within.span.end,
  );
}

interface Row {
  readonly node: ast.Acceptance;
  /** The block round it; undefined: that of the agreement. */
  readonly block: ast.Span | undefined;
}

function rowsOf({ tree }: SourceFile): readonly Row[] {
  return tree.items.flatMap((item) => {
    if (item.kind !== 'document' && item.kind !== 'order') return [];
    return inBlock(item.items ?? [], item.kind === 'document' && item.main ? undefined : item.span);
  });
}

function inBlock(items: readonly ast.Item[], block: ast.Span | undefined): readonly Row[] {
  const rows: Row[] = [];
  for (const item of items) {
    if (item.kind === 'accept') rows.push({ node: item, block });
    else if (item.kind === 'module' || item.kind === 'group' || item.kind === 'example')
      rows.push(...inBlock(item.items, item.span));
  }
  return rows;
}

function readRow({ node, block }: Row, file: SourceFile, reporter: Reporter): readonly Acceptance[] {
  const site = siteOf(node, { file: file.path });
  const known = explain(node.code.text);
  const remove = { title: 'Remove this row', edits: [{ ...site, span: lineOf(file, node.span), text: '' }] };
  if (known === undefined) {
    const codes = explanations.filter(isAcceptable).map(({ code }) => code);
    const guess = closest(node.code.text, codes);
    const at = { file: file.path, span: node.code.span };
    const fixes = guess === undefined ? [] : [{ title: `Write \`${guess}\``, edits: [{ ...at, text: guess }] }];
    reporter.report('accept-unknown', { code: node.code.text, guess }, at, { fixes });
    return [];
  }
  if (!isAcceptable(known)) {
    reporter.report('accept-error', known, site, { fixes: [remove] });
    return [];
  }
  const reason = node.reason?.text.trim() ?? '';
  if (reason === '') {
    reporter.report('accept-no-reason', known, site);
    return [];
  }
  const span = node.under ?? block;
  const within = span && { file: file.path, span };
  const where = node.under ? 'in this row' : within ? 'in this block' : 'in this agreement';
  return [{ code: known.code, by: { ...site, reason }, within, where, remove }];
}

/** The whole line, where nothing else stands on it. */
function lineOf({ text, lines }: SourceFile, span: ast.Span): ast.Span {
  const { line } = positionOf(lines, span.start);
  const start = lines[line - 1] ?? 0;
  const end = lines[line] ?? text.length;
  const isAlone = text.slice(start, span.start).trim() === '' && text.slice(span.end, end).trim() === '';
  return isAlone ? { start, end } : span;
}
