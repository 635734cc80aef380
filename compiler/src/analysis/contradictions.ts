// Contradictions: two clauses of one question that hold together, answer differently and do not beat each other.
import type { Clause } from '@avtal/runtime';
import { usualValue } from './axes.ts';
import type { Beaters } from './beaters.ts';
import type { Finding } from './finding.ts';
import { type Area, areaOf, meet, meets, type Steps, uncovered } from './regions.ts';
import { rowOf } from './rows.ts';
import type { Space } from './space.ts';
import type { Witness, Witnesses } from './witness.ts';

/** More rows of one question against each other than anybody reads are not looked for. */
const mostPairs = 30;

interface Found {
  readonly one: Clause[];
  readonly other: Clause[];
  readonly witness: Witness;
}

/** `among`: only between these members. */
export function contradictions(
  space: Space,
  near: Beaters,
  steps: Steps,
  witnesses: Witnesses,
  among?: ReadonlySet<number>,
): Finding[] {
  const { members } = space;
  if (space.kind === 'permit' || space.kind === 'pause') return [];
  const found = new Map<string, Found>();
  let isDecided = true;
  const usual = usualArea(space);
  for (const a of among === undefined ? members.keys() : [...among].sort((one, two) => one - two)) {
    for (const b of laterMeeting(a)) {
      if (found.size >= mostPairs || steps.left <= 0) break;
      const [one, other] = [members[a], members[b]];
      if (one === undefined || other === undefined || !mayDiffer(a, b)) continue;
      if (space.context.special && !isSpecial(one.clause, space) && !isSpecial(other.clause, space)) continue;
      const part = common(a, b);
      if (part === undefined) continue;
      const key = [rowOf(one.clause), rowOf(other.clause)].join('\0');
      const known = found.get(key);
      if (known !== undefined) {
        if (!known.one.includes(one.clause)) known.one.push(one.clause);
        if (!known.other.includes(other.clause)) known.other.push(other.clause);
        continue;
      }
      const witness = witnesses.of(space, part, (axis) => isAsked(space, axis, [a, b]), [one.clause, other.clause]);
      if (witness !== undefined) found.set(key, { one: [one.clause], other: [other.clause], witness });
    }
  }
  const what = isDecided && steps.left > 0 ? 'further contradictions' : 'contradictions';
  const isWhole = isDecided && steps.left > 0 && found.size < mostPairs;
  const undecided: Finding[] = isWhole ? [] : [{ kind: 'undecided', space, what }];
  return [...[...found.values()].map((pair): Finding => ({ kind: 'contradiction', space, ...pair })), ...undecided];

  /** INVARIANT: what meets comes in the order of members. */
  function laterMeeting(a: number): readonly number[] {
    if (among !== undefined) return [...among].filter((b) => b > a && doMeet(a, b)).sort((one, two) => one - two);
    const later: number[] = [];
    for (const { member } of space.meeting(members[a]?.areas ?? []))
      if (member > a && member !== later[later.length - 1]) later.push(member);
    return later;
  }

  function doMeet(a: number, b: number): boolean {
    const [ones, others] = [members[a]?.areas, members[b]?.areas];
    return ones?.some((one) => others?.some((other) => meets(space.layout, one, other))) === true;
  }

  function mayDiffer(a: number, b: number): boolean {
    return !space.beats(a, b) && !space.beats(b, a) && space.answer(a) !== space.answer(b);
  }

  /** Where both hold and nothing beats either: where all else is as usual, if there is such a situation. */
  function common(a: number, b: number): Area | undefined {
    for (const left of members[a]?.areas ?? []) {
      for (const right of members[b]?.areas ?? []) {
        const both = meet(space.layout, left, right);
        if (both === undefined) continue;
        const covers = [...near(a), ...near(b)].map(({ area }) => area);
        const part = uncoveredIn(both, covers);
        if (part === undefined) continue;
        const likely = usual && meet(space.layout, both, usual);
        return (likely && uncoveredIn(likely, covers)) ?? part;
      }
    }
    return undefined;
  }

  function uncoveredIn(area: Area, covers: readonly Area[]): Area | undefined {
    let part: Area | undefined;
    const visit = (free: Area): boolean => {
      part = free;
      return false;
    };
    if (uncovered({ layout: space.layout, steps, visit }, area, covers) === 'undecided') isDecided = false;
    return part;
  }
}

/** The situations in which each choice has its usual value, where it has one. */
function usualArea({ axes, layout }: Space): Area | undefined {
  return areaOf(layout, (at) => {
    const axis = axes[at];
    const usual = axis?.kind === 'choice' ? usualValue(axis) : undefined;
    return usual === undefined || axis?.kind !== 'choice' ? undefined : axis.values.indexOf(usual);
  });
}

/** Whether some of the members test the axis: what nobody asks about does not matter. */
export function isAsked({ members, axes, whole, layout }: Space, axis: number, which: readonly number[]): boolean {
  const [from, until] = [layout.starts[axis] ?? 0, layout.starts[axis + 1] ?? 0];
  if (axes[axis] === undefined) return false;
  return which.some((member) =>
    members[member]?.areas.some((area) => whole.slice(from, until).some((word, at) => word !== area[from + at])),
  );
}

/** Whether the clause is one of the order's (or example's) own. */
export function isSpecial({ when }: Clause, { context: { order, special } }: Space): boolean {
  return special && when.every(({ choices }) => choices?.order?.includes(order.id) === true);
}
