// The analysis of a compiled agreement: every contradiction, gap and clause without effect, each with a witness.
//
//   analyse(ir).findings      what is wrong, as data (finding.ts)
//   createSpaces(ir)          the questions as spaces of situations (space.ts, axes.ts, atoms.ts)
//   uncovered, meet, merged   the algebra on areas of a space (regions.ts)
//   createWitnesses(spaces)   an area → a dated situation, replayed (witness.ts)
//   areaText                  an area in words, and as the head of a row (words.ts)
//   remarksOn(…)              what else is wrong: permissions, deadlines, tiers, ladders (remarks/, one file each)
import { type Answer, type Ir, withinHorizon } from '@avtal/runtime';
import { type Changed, QuestionMemory } from './again.ts';
import { beatersNear } from './beaters.ts';
import { circles } from './circles.ts';
import { contradictions } from './contradictions.ts';
import { PREFERRED } from './days.ts';
import { dead, idle, never } from './dead.ts';
import type { Finding } from './finding.ts';
import { gaps } from './gaps.ts';
import { inOrder, keepFindings, keptFindings } from './kept.ts';
import type { Steps as Budget } from './regions.ts';
import { remarksOn } from './remarks/passes.ts';
import type { Remark } from './remarks/remark.ts';
import { createSpaces, type Space, type Spaces } from './space.ts';
import { finished, type Steps } from './steps.ts';
import { createWitnesses, type Witness } from './witness.ts';

export interface Analysis {
  readonly spaces: Spaces;
  readonly findings: readonly Finding[];
  /** Findings whose witness the runtime answers otherwise: mistakes of the analysis, which nobody is shown. */
  readonly irreproducible: readonly Finding[];
  /** What is wrong with permissions, deadlines and prices although every question has one answer (remarks/). */
  readonly remarks: readonly Remark[];
}

/** What looking at a question came to, after so many steps. */
interface Looked extends Pick<Analysis, 'findings' | 'irreproducible'> {
  readonly steps: number;
}

/** Comparisons of two areas that a question may cost for each kind of finding. People write nothing that needs so many. */
const mostSteps = 1_000_000;
/** And all questions together; what is left of it is for the next, and any question has enough for what is usual. */
const mostInAll = 12_000_000;
const fewestSteps = 1_000;
/** A question that took more is always looked at as a whole. */
const fewSteps = 400_000;

export function analyse(ir: Ir): Analysis {
  return finished(analyseInSteps(ir));
}

/** The same with a pause after each question, for who may have something else to do, or to stop. */
export function* analyseInSteps(ir: Ir, memory = new QuestionMemory<Space>()): Steps<Analysis> {
  const spaces = createSpaces(ir, memory);
  yield;
  const witnesses = createWitnesses(spaces);
  const findings: Finding[] = emptyWindows(spaces);
  const irreproducible: Finding[] = [];
  let left = mostInAll;
  let isRemembered = false;
  for (const space of spaces.all) {
    const granted = Math.max(fewestSteps, Math.min(mostSteps, left));
    const known = again(space, granted);
    isRemembered ||= known !== undefined;
    const seen = known ?? look(space, granted);
    findings.push(...seen.findings);
    irreproducible.push(...seen.irreproducible);
    left -= seen.steps;
    const isKept = seen.steps < fewSteps && seen.irreproducible.length === 0 && keepFindings(space, seen.findings);
    memory.looked(space, isKept ? seen.steps : undefined);
    if (known?.isSame !== true) yield;
  }
  // What is remembered took what it took then: near the limit, where that matters, nothing is.
  if (isRemembered && left < mostInAll / 2) {
    memory.forget();
    return yield* analyseInSteps(ir, memory);
  }
  return { spaces, findings, irreproducible, remarks: yield* remarksOn(spaces, witnesses, memory) };

  /** Looks at no more than what an edit concerns; undefined: all of the space must be looked at. */
  function again(space: Space, granted: number): (Looked & { readonly isSame: boolean }) | undefined {
    const changed = memory.changed(space);
    const kept = changed && keptFindings(space, changed);
    if (changed === undefined || kept === undefined) return undefined;
    if (changed.came + changed.went === 0)
      return { findings: kept, irreproducible: [], steps: changed.steps, isSame: true };
    const { findings, irreproducible, steps } = look(space, granted, changed);
    const all = [...kept, ...findings];
    if (irreproducible.length > 0 || (all.length > 0 && !keepFindings(space, all))) return undefined;
    const inTurn = kept.length === 0 ? findings : inOrder(space, all);
    return { findings: inTurn, irreproducible, steps: changed.steps + steps, isSame: false };
  }

  /** `changed`: only what members that are concerned have a part in. */
  function look(space: Space, granted: number, changed?: Changed<Space>): Looked {
    const { among, isInPlace = false } = changed ?? {};
    const budgets: Budget[] = [];
    const steps = (): Budget => {
      const budget = { left: granted };
      budgets.push(budget);
      return budget;
    };
    const near = beatersNear(space);
    const circular = circles(space, near, steps(), witnesses);
    const found = [
      ...contradictions(space, near, steps(), witnesses, among),
      ...circular.findings,
      ...(isInPlace ? [] : gaps(space, spaces, steps(), witnesses)),
      ...never(space, spaces.ir),
      ...dead(space, near, circular.areas, steps(), witnesses, among),
      ...idle(space, among),
    ];
    const irreproducible = found.filter((finding) => !isReproduced(finding));
    const findings = found.filter((finding) => !irreproducible.includes(finding));
    return { findings, irreproducible, steps: budgets.reduce((sum, budget) => sum + granted - budget.left, 0) };
  }

  function isReproduced(finding: Finding): boolean {
    return !('witness' in finding) || agrees(finding, witnesses.replay(finding.space, finding.witness));
  }
}

function agrees(finding: Extract<Finding, { readonly witness: Witness }>, answer: Answer): boolean {
  switch (finding.kind) {
    case 'contradiction':
    case 'circle':
      return (
        answer.kind === 'contradiction' && finding.witness.says.every(({ clause }) => answer.clauses.includes(clause))
      );
    case 'gap':
      return answer.kind === 'none';
    case 'dead': {
      const [said] = finding.clauses;
      const winners =
        answer.kind === 'clause' ? [answer.clause] : answer.kind === 'contradiction' ? answer.clauses : [];
      return said !== undefined && winners.length > 0 && !winners.includes(said);
    }
  }
}

/** Windows that never open while the agreement is in force; one that differs by tier, for those tiers alone for which it does not. */
function emptyWindows({ ir, calendar, within, atoms, all }: Spaces): Finding[] {
  const seen = new Set<number>();
  for (const { axes } of all)
    for (const axis of axes)
      if (axis.kind === 'moment')
        for (const { open } of axis.atoms.all)
          for (const [at, window] of axis.atoms.windows.entries()) if (open[at] === true) seen.add(window);
  // Most open within two weeks, and for the others every kind of day is looked at.
  const from = Math.max(within.from, Math.min(PREFERRED, within.until));
  const [start, end] = [from, Math.min(from + 14, within.until)].map(calendar.zone.startOfDay);
  const opensSoon = (window: number): boolean => {
    const found = withinHorizon(() => calendar.glimpse(window, start ?? 0, end ?? 0));
    return 'value' in found && found.value.length > 0;
  };
  const byName = Map.groupBy(ir.windows.entries(), ([, { id, named }]) => (named ? id.replace(/:.*/, '') : id));
  const opens = (index: number): boolean =>
    seen.has(index) ||
    opensSoon(index) ||
    atoms({ windows: [index], cuts: [], midnight: false, within }).all.some(({ open }) => open[0] === true);
  return [...byName.values()].flatMap((windows): Finding[] => {
    const closed = windows.filter(([index]) => !opens(index));
    if (closed.length < windows.length)
      return closed.map(([, window]) => ({ kind: 'empty-window', window, tier: window.id.replace(/^[^:]*:/, '') }));
    const [first] = windows;
    return first === undefined ? [] : [{ kind: 'empty-window', window: first[1] }];
  });
}
