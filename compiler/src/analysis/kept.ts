// What was found in a question before, and stays: a finding about rows that have nothing in common with what came or went.
import type { Clause } from '@avtal/runtime';
import type { Changed } from './again.ts';
import type { Finding } from './finding.ts';
import type { Space } from './space.ts';

const found = new WeakMap<Space, readonly Finding[]>();

/** Keeps all that was found in a space; false: what of it stays after an edit cannot be told. */
export function keepFindings(space: Space, findings: readonly Finding[]): boolean {
  const isTold = findings.length < most && findings.every(({ kind }) => kind !== 'undecided' && kind !== 'circle');
  if (isTold) found.set(space, findings);
  return isTold;
}

/** Of more, which are listed depends on all. */
const most = 30;

/** What stays of the findings in the space before; undefined: it must be looked at as a whole. */
export function keptFindings(space: Space, changed: Changed<Space>): readonly Finding[] | undefined {
  const { from, recut, start, came, went, isSameTime, isInPlace, among } = changed;
  const before = found.get(from);
  if (before === undefined || before.length === 0 || from === space) return before;
  // Windows that open at other times, in the same patterns: findings tell a time.
  if (!isSameTime) return undefined;
  const places = new Map(from.members.map(({ clause }, at) => [clause, at]));
  const isTouched = came + went > 0;
  let isKnown = true;
  const stay = before.filter(doesStay).map(asItIs);
  return isKnown ? stay : undefined;

  /** Where the clause stands now; undefined: it went. */
  function placeOf(clause: Clause): number | undefined {
    const at = places.get(clause) ?? -1;
    if (at < 0 || (at >= start && at < start + went)) return undefined;
    return at < start ? at : at + came - went;
  }

  function isConcerned([clause]: readonly Clause[]): boolean {
    const at = clause && placeOf(clause);
    return at === undefined || among.has(at);
  }

  function doesStay(finding: Finding): boolean {
    if (!isTouched) return true;
    if (finding.kind === 'gap') return isInPlace;
    if (finding.kind === 'contradiction') return !isConcerned(finding.one) || !isConcerned(finding.other);
    return (finding.kind === 'dead' || finding.kind === 'idle') && !isConcerned(finding.clauses);
  }

  /** With the clauses as they stand now. */
  function asItIs(finding: Finding): Finding {
    const all = (clauses: readonly Clause[]): readonly Clause[] => clauses.flatMap((clause) => now(clause) ?? []);
    const said = ({ witness }: Extract<Finding, { readonly witness: object }>) => ({
      ...witness,
      says: witness.says.flatMap(({ clause, text }) => {
        const here = now(clause);
        return here === undefined ? [] : [{ clause: here, text }];
      }),
    });
    switch (finding.kind) {
      case 'contradiction':
        return { ...finding, space, one: all(finding.one), other: all(finding.other), witness: said(finding) };
      case 'dead':
        return {
          ...finding,
          space,
          clauses: all(finding.clauses),
          covering: all(finding.covering),
          witness: said(finding),
        };
      case 'circle':
        return { ...finding, space, clauses: all(finding.clauses), witness: said(finding) };
      case 'never':
      case 'idle':
        return { ...finding, space, clauses: all(finding.clauses) };
      case 'gap':
        return { ...finding, space, area: recut(finding.area) };
      case 'undecided':
        return { ...finding, space };
      case 'empty-window':
        return finding;
    }
  }

  function now(clause: Clause): Clause | undefined {
    const at = placeOf(clause);
    const here = at === undefined ? undefined : space.members[at]?.clause;
    if (here === undefined) isKnown = false;
    return here;
  }
}

const kinds: readonly Finding['kind'][] = ['contradiction', 'circle', 'gap', 'never', 'dead', 'idle', 'undecided'];

/** All findings of a space in the order in which they are found at once: by kind, then by the clauses that they begin with. */
export function inOrder(space: Space, findings: readonly Finding[]): readonly Finding[] {
  const places = new Map(space.members.map(({ clause }, at) => [clause, at]));
  const rank = (finding: Finding): readonly number[] => {
    const { kind } = finding;
    const rows =
      kind === 'contradiction' ? [finding.one, finding.other] : 'clauses' in finding ? [finding.clauses] : [];
    return [kinds.indexOf(kind), ...rows.map(([first]) => (first && places.get(first)) ?? 0)];
  };
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((a, b) => a.rank.map((one, at) => one - (b.rank[at] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ finding }) => finding);
}
