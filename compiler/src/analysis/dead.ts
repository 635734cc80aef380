// Clauses without effect: beaten wherever they hold, never holding, or said to beat what they never meet.
import { answerText, type Clause, type Ir } from '@avtal/runtime';
import type { Beaters } from './beaters.ts';
import { isAsked, isSpecial } from './contradictions.ts';
import type { Finding } from './finding.ts';
import { type Area, meets, type Steps, uncovered } from './regions.ts';
import { rowOf } from './rows.ts';
import type { Held, Member, Space } from './space.ts';
import type { Witnesses } from './witness.ts';

/** Sets that cover a clause are made smaller one by one up to this size. */
const mostCovering = 24;
/** More dead rows of one question than anybody reads are not looked for. */
const mostRows = 30;

/** Members whose finding belongs to this space: what holds without the order is found without it. */
function own(space: Space): readonly (readonly [number, Member])[] {
  return [...space.members.entries()].filter(([, { clause }]) => !space.context.special || isSpecial(clause, space));
}

export function never(space: Space, ir: Ir): Finding[] {
  const all = own(space).map(([, member]) => member);
  const clauses = all.flatMap(({ clause, areas }) => (areas.length === 0 ? [clause] : []));
  if (clauses.length === 0) return [];
  // One value with a window that differs by tier is a clause for each: it counts where it counts in some tier.
  const counts = new Set(all.flatMap(({ clause, areas }) => (areas.length > 0 ? [cellOf(clause, ir)] : [])));
  const rows = byRow(clauses.filter((clause) => !counts.has(cellOf(clause, ir))));
  return rows.map((row) => ({ kind: 'never', space, clauses: row }));
}

const cellOf = (clause: Clause, ir: Ir): string => `${rowOf(clause)} ${answerText(clause, ir)}`;

/**
 * `circular`: where rows beat one another in a circle, which is reported, and none of them is without effect. `among`: of
 * these members only.
 */
export function dead(
  space: Space,
  near: Beaters,
  circular: readonly Area[],
  steps: Steps,
  witnesses: Witnesses,
  among?: ReadonlySet<number>,
): Finding[] {
  const { layout, members } = space;
  const found = new Map<string, { readonly clauses: Clause[]; readonly member: number; readonly covering: number[] }>();
  let isDecided = true;
  for (const [at, { clause, areas }] of own(space)) {
    if (among?.has(at) === false) continue;
    if (areas.length === 0 || areas.some((area) => circular.some((one) => meets(layout, area, one)))) continue;
    const covering = coveringOf(areas, near(at));
    if (covering === undefined) continue;
    const known = found.get(rowOf(clause));
    if (known !== undefined) {
      known.clauses.push(clause);
      known.covering.push(...covering);
    } else if (found.size < mostRows)
      found.set(rowOf(clause), { clauses: [clause], member: at, covering: [...covering] });
    else break;
  }
  const findings = [...found.values()].flatMap(({ clauses, member, covering }): Finding[] => {
    const [area] = members[member]?.areas ?? [];
    const seen = area && witnesses.of(space, undisputed(area, covering), (axis) => isAsked(space, axis, [member]), []);
    if (seen === undefined) return [];
    const answer = witnesses.replay(space, seen);
    const names = [...new Set(covering)].flatMap((one) => members[one]?.clause ?? []);
    const winners = answer.kind === 'clause' ? [answer.clause] : answer.kind === 'contradiction' ? answer.clauses : [];
    const winner = winners.find((one) => names.includes(one)) ?? winners[0];
    const witness = witnesses.saying(seen, [...clauses.slice(0, 1), ...(winner === undefined ? [] : [winner])]);
    return [{ kind: 'dead', space, clauses, covering: names, witness }];
  });
  const isWhole = isDecided && found.size < mostRows;
  if (isWhole) return findings;
  return [...findings, { kind: 'undecided', space, what: isDecided ? 'further dead rows' : 'dead rows' }];

  /** A part of the area in which nothing beats those that cover it: there one of them says what counts. */
  function undisputed(area: Area, covering: readonly number[]): Area {
    const stronger = covering.flatMap((one) => near(one).filter(({ member }) => !covering.includes(member)));
    let part = area;
    const visit = (left: Area): boolean => {
      part = left;
      return false;
    };
    uncovered(
      { layout, steps, visit },
      area,
      stronger.map((beater) => beater.area),
    );
    return part;
  }

  /** The fewest beaters that together cover the areas; undefined where they leave something. */
  function coveringOf(areas: readonly Area[], beaters: readonly Held[]): readonly number[] | undefined {
    // Those that nothing else beats are named rather than others: they say what counts instead.
    const strongest = (): readonly Held[] =>
      beaters.filter(({ member }) => !beaters.some((other) => space.beats(other.member, member)));
    const needed = (beaters.length > mostCovering ? undefined : neededOf(strongest())) ?? neededOf(beaters);
    if (needed === undefined) return undefined;
    let least = [...new Set(needed.map(({ member }) => member))];
    if (least.length > mostCovering) return least;
    for (const one of least) {
      const fewer = needed.filter(({ member }) => member !== one && least.includes(member));
      if (neededOf(fewer) !== undefined) least = least.filter((member) => member !== one);
    }
    return least;

    /** Those that the proof needed; undefined where something is left. */
    function neededOf(by: readonly Held[]): readonly Held[] | undefined {
      if (by.length === 0) return undefined;
      const needed = new Set<Held>();
      const covers = by.map(({ area }) => area);
      const used = (cover: number): void => {
        const beater = by[cover];
        if (beater !== undefined) needed.add(beater);
      };
      const isCovered = areas.every((area) => {
        const outcome = uncovered({ layout, steps, used }, area, covers);
        if (outcome === 'undecided') isDecided = false;
        return outcome === 'covered';
      });
      return isCovered ? [...needed] : undefined;
    }
  }
}

/** Rows that say `override` or `over §…` and meet nothing that they beat. */
export function idle(space: Space, among?: ReadonlySet<number>): Finding[] {
  const rows = new Map<string, { clauses: Clause[]; isIdle: boolean }>();
  for (const [at, { clause, areas }] of own(space)) {
    if (among?.has(at) === false || (clause.rank !== 'override' && clause.over.length === 0)) continue;
    const row = rows.get(rowOf(clause)) ?? { clauses: [], isIdle: true };
    rows.set(rowOf(clause), row);
    row.clauses.push(clause);
    row.isIdle &&=
      areas.length > 0 && !space.meeting(areas).some(({ member }) => member !== at && space.beats(at, member));
  }
  return [...rows.values()].flatMap(({ clauses, isIdle }) => (isIdle ? [{ kind: 'idle', space, clauses }] : []));
}

function byRow(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  return [...Map.groupBy(clauses, rowOf).values()];
}
