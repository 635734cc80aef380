// Findings → diagnostics: where they stand, in words, with the witness and the repairs.
import { answerText, type Clause, type SourceSpan } from '@avtal/runtime';
import type { Witness as DiagnosticWitness, Related, Reporter, Site } from '../reporting/diagnostics.ts';
import { periodWords } from '../wording/speaker.ts';
import { emptyBecause, excludingIn, missedBy } from './excluding.ts';
import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';
import type { RemarkName, RemarkOf } from './remarks/remark.ts';
import { unusedDeclarations } from './remarks/unused.ts';
import { fixedOffset } from './remarks/zone.ts';
import { drawnAlike, exampleFixes, type Reporting, rowFix, rowName, withoutOverrideFix } from './repairs.ts';
import { decidingFixes, endFix, priceChangeOf } from './resolving.ts';
import { isSameRow, rowOf } from './rows.ts';
import type { Witness } from './witness.ts';
import { areaText, questionText } from './words.ts';

export function reportFindings(reporting: Reporting, reporter: Reporter): void {
  const { analysis, model } = reporting;
  const { ir } = analysis.spaces;
  const emptyWindows = new Set(
    analysis.findings.flatMap((finding) =>
      finding.kind === 'empty-window' && emptyFor(finding) !== undefined ? [finding.window.id] : [],
    ),
  );
  const nameOf = (clause: Clause): string => rowName(reporting, clause);
  for (const finding of analysis.findings) report(finding);
  for (const remark of [...analysis.remarks, ...unusedDeclarations(model), ...fixedOffset(model)]) reportRemark(remark);

  /** Beside another: `3 h` a month and `3 h` a week are told apart. */
  function saysOf(clause: Clause, other: Clause): string {
    const text = answerText(clause, ir);
    const [period, against] = [clause, other].map((one) => ('period' in one ? periodWords(one.period) : undefined));
    return period === undefined || period === against ? text : `${text} per ${period}`;
  }

  function report(finding: Finding): void {
    switch (finding.kind) {
      case 'contradiction': {
        const { space, one, other, witness } = finding;
        const [first, second] = [one[0], other[0]];
        if (first === undefined || second === undefined) return;
        const most = one.length < other.length ? other : one;
        const both = columnsOf(most, rowOfClauses(most));
        const also = both === '' || one.length + other.length < 3 ? '' : ` (so for ${both})`;
        const change = priceChangeOf(finding);
        const isSame = nameOf(first) === nameOf(second);
        const said = (clause: Clause) => ({
          name: isSame ? `${nameOf(clause)} (line ${clause.span.line})` : nameOf(clause),
          says: saysOf(clause, clause === first ? second : first),
        });
        reporter.report(
          'contradiction',
          {
            question: questionText(space),
            where: witness.text,
            also,
            one: said(first),
            other: said(second),
            isOverride: first.rank === 'override' && second.rank === 'override',
            change: change && { from: change.from, old: said(change.old), next: said(change.next) },
          },
          siteOf(first.span),
          {
            related: [relatedTo(second, `says ${saysOf(second, first)}`)],
            fixes: [
              ...(change === undefined ? decidingFixes(reporting, finding) : [endFix(reporting, change)]),
              ...exampleFixes(reporting, space, witness),
            ],
            witness: reported(witness),
          },
        );
        return;
      }
      case 'gap': {
        const { space, area, witness } = finding;
        const [first, ...others] = nearest(space, area);
        if (first === undefined) return;
        const { text, row } = areaText(space, area, ir);
        const alike = drawnAlike(reporting, space);
        const says = { alike, word: nothingSaid[space.kind] };
        reporter.report(
          'gap',
          { question: questionText(space), where: text, witness: witness.text, ...says },
          siteOf(first.span),
          {
            related: others.map((clause) => relatedTo(clause, 'does not hold there either')),
            fixes: [
              alike === undefined ? undefined : rowFix(reporting, space, row, alike),
              rowFix(reporting, space, row),
              ...exampleFixes(reporting, space, witness),
            ],
            witness: reported(witness),
          },
        );
        return;
      }
      case 'dead': {
        const { clauses, covering, witness } = finding;
        const [said, instead] = witness.says;
        const [clause] = clauses;
        if (clause === undefined || said === undefined || instead === undefined) return;
        const rows = [...Map.groupBy(covering, rowOf).values()]
          .map(([first]) => first)
          .filter((one) => one !== undefined);
        const shown = rows.slice(0, 4);
        reporter.report(
          'dead',
          {
            row: nameOf(clause),
            columns: partOf(clauses),
            covering: shown.map(nameOf),
            more: rows.length - shown.length,
            witness: witness.text,
            says: said.text,
            instead: { name: nameOf(instead.clause), says: instead.text },
          },
          siteOf(clause.span),
          {
            related: shown.map((one) => relatedTo(one, 'beats it')),
            fixes: exampleFixes(reporting, finding.space, witness),
            witness: reported(witness),
          },
        );
        return;
      }
      case 'circle': {
        const { space, clauses, witness } = finding;
        const [first, ...others] = clauses;
        if (first === undefined) return;
        reporter.report(
          'beats-in-circle',
          { question: questionText(space), where: witness.text, rows: clauses.map(nameOf) },
          siteOf(first.span),
          {
            related: others.map((one) => relatedTo(one, 'in the same circle')),
            fixes: exampleFixes(reporting, space, witness),
            witness: reported(witness),
          },
        );
        return;
      }
      case 'never': {
        const [clause] = finding.clauses;
        // A window that never opens was reported where it is declared.
        const isKnown = clause?.when.some((box) =>
          box.windows?.some(({ window, inside }) => inside && emptyWindows.has(ir.windows[window]?.id ?? '')),
        );
        if (clause === undefined || isKnown === true) return;
        reporter.report(
          'never-holds',
          {
            row: nameOf(clause),
            columns: partOf(finding.clauses),
            parts: excludingIn(reporting, finding.space, clause),
          },
          siteOf(clause.span),
        );
        return;
      }
      case 'idle': {
        const [clause] = finding.clauses;
        if (clause === undefined) return;
        const fix = withoutOverrideFix(reporting, clause);
        // A group says `override` for all its rows; that one of them meets nothing is no mistake.
        if (clause.over.length === 0 && fix === undefined) return;
        const missed = missedBy(reporting, finding.space, clause);
        const parts =
          missed && missed.parts.length > 0 ? { name: nameOf(missed.clause), parts: missed.parts } : undefined;
        const how = clause.over.length === 0 ? 'an `override` of' : '`over`';
        reporter.report(
          'overrides-nothing',
          { row: nameOf(clause), question: questionText(clause), how, missed: parts },
          siteOf(clause.span),
          {
            related: missed === undefined ? [] : [relatedTo(missed.clause, 'does not meet it')],
            fixes: [clause.over.length === 0 ? fix : undefined],
          },
        );
        return;
      }
      case 'empty-window': {
        const { window, tier } = finding;
        const because = emptyFor(finding);
        if (because === undefined) return;
        reporter.report(
          'empty-window',
          { window: window.id.replace(/:.*/, ''), tier, ...because },
          siteOf(window.span),
        );
        return;
      }
      case 'undecided': {
        const [first] = finding.space.members;
        if (first === undefined) return;
        reporter.report(
          'undecided',
          { question: questionText(finding.space), what: finding.what },
          siteOf(first.clause.span),
        );
        return;
      }
    }
  }

  function reportRemark<K extends RemarkName>({ name, params, at, related, witness, adds = [] }: RemarkOf<K>): void {
    reporter.report(name, params, siteOf(at), {
      related: related.map((one) => ({ ...siteOf(one.at), message: one.message })),
      fixes: adds.map((row) => model.insertSetting(row)),
      ...(witness === undefined ? {} : { witness: reported(witness) }),
    });
  }

  function emptyFor({ window, tier }: Extract<Finding, { kind: 'empty-window' }>): ReturnType<typeof emptyBecause> {
    const tiers = ir.dimensions.find(({ id }) => id === 'tier')?.values ?? [];
    const column = tiers.findIndex(({ id }) => id === tier);
    return emptyBecause(model, window, tier === undefined ? undefined : column);
  }

  // ------------------------------------------------------------------------------------------- places and names
  function siteOf(span: SourceSpan): Site {
    const lines = model.files.find(({ path }) => path === span.file)?.lines ?? [];
    const offset = (line: number, column: number): number => (lines[line - 1] ?? 0) + column - 1;
    return {
      file: span.file,
      span: { start: offset(span.line, span.column), end: offset(span.endLine, span.endColumn) },
    };
  }

  function relatedTo(clause: Clause, message: string): Related {
    return { ...siteOf(clause.span), message };
  }

  /** ` for tier Pro`, where the clauses are not all of their row. */
  function partOf(clauses: readonly Clause[]): string {
    const columns = clauses.length < rowOfClauses(clauses).length ? columnsOf(clauses, rowOfClauses(clauses)) : '';
    return columns === '' ? '' : ` for ${columns}`;
  }

  function rowOfClauses([first]: readonly Clause[]): readonly Clause[] {
    return first === undefined ? [] : ir.clauses.filter((clause) => isSameRow(clause, first));
  }

  function reported({ situation, says, ...rest }: Witness): DiagnosticWitness {
    void situation;
    return { ...rest, says: says.map(({ clause, text }) => ({ clause: clause.id, text, ...siteOf(clause.span) })) };
  }
}

/** What may be said where there is no answer to give; `not offered` fits prices only. */
const nothingSaid: Partial<Record<Clause['kind'], string>> = {
  rate: 'not offered',
  price: 'not offered',
  target: 'no promise',
  draw: 'not usable',
  approve: 'free',
};

/** `tiers Basis and Pro`: the values of the choice by which the columns of the row are told apart. */
function columnsOf(clauses: readonly Clause[], row: readonly Clause[]): string {
  const valuesOf = (id: string, { when }: Clause) => when.map(({ choices }) => choices?.[id]?.join() ?? '');
  const [first] = clauses;
  for (const id of Object.keys(first?.when[0]?.choices ?? {})) {
    const isColumn = clauses.every(({ when }) => when.every(({ choices }) => choices?.[id]?.length === 1));
    const isSame = new Set(row.flatMap((clause) => valuesOf(id, clause))).size < 2;
    if (!isColumn || isSame || id === 'order') continue;
    const distinct = [...new Set(clauses.flatMap((clause) => valuesOf(id, clause)))];
    const list = distinct.length === 1 ? distinct[0] : `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`;
    return `${id === 'tier' && distinct.length > 1 ? 'tiers' : id} ${list}`;
  }
  return '';
}
