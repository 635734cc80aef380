// What the passes stand on: the spaces of the agreement, where each clause answers in them, and the runtime itself.
import { type Clause, type CombineClause, dateOf, type Instant, type Ir, type Plan } from '@avtal/runtime';
import type { QuestionMemory, Won } from '../again.ts';
import type { Axis } from '../axes.ts';
import { PREFERRED } from '../days.ts';
import { type Area, type Steps, uncovered } from '../regions.ts';
import type { Context, Space, Spaces } from '../space.ts';
import type { Witnesses } from '../witness.ts';
import type { Remark } from './remark.ts';

export interface Ground {
  readonly ir: Ir;
  readonly spaces: Spaces;
  readonly witnesses: Witnesses;
  readonly memory: QuestionMemory<Space>;
  readonly plan: Plan;
  /** Situations of the agreement itself, without special terms of an order. */
  readonly context: Context;
  /** Work that is left to a pass, in comparisons of areas: deterministic, so that the same text always has the same remarks. */
  readonly steps: Steps;
  clausesOf<K extends Clause['kind']>(kind: K): readonly Extract<Clause, { readonly kind: K }>[];
  /** Of each member of the space, where it answers: where it holds and no clause of its own question beats it. */
  winning(space: Space): readonly (readonly Area[])[];
}

/** The rows that say how surcharges, or credits, combine; how discounts do is a question of its own (meaning P7). */
export const combinesOf = (ir: Ir): readonly CombineClause[] =>
  ir.clauses.filter((clause): clause is CombineClause => clause.kind === 'combine' && clause.of === undefined);

export type Pass = (ground: Ground) => readonly Remark[];

/** What each pass may cost: far more than any agreement that people have written needs. */
export const stepsPerPass = 400_000;

/** More areas of one clause than this are not looked at. */
const mostParts = 60;

export function createGround(spaces: Spaces, witnesses: Witnesses, memory: QuestionMemory<Space>): Ground {
  const { ir, within } = spaces;
  const common = ir.clauses.filter(({ when }) => when.some(({ choices }) => choices?.order === undefined));
  const byKind = Map.groupBy(common, ({ kind }) => kind);
  const known = new Map<Space, readonly (readonly Area[])[]>();
  const left: Steps = { left: stepsPerPass };
  const won = (space: Space): readonly (readonly Area[])[] => {
    let made = 0;
    const make = (member: number): Won => {
      const own: Steps = { left: left.left - made };
      const areas = winningOf(space, member, own);
      const steps = left.left - made - own.left;
      made += steps;
      return { areas, steps };
    };
    const all = memory.won(space, make, () => made < left.left);
    // What is remembered takes the steps that it took.
    left.left -= all.reduce((sum, { steps }) => sum + steps, 0);
    return all.map(({ areas }) => areas);
  };
  return {
    ir,
    spaces,
    witnesses,
    memory,
    get plan() {
      return spaces.plan;
    },
    steps: left,
    context: {
      order: { id: '', from: dateOf(within.from), choices: {}, units: [] },
      special: false,
      within,
    },
    // Grouped by kind, so that all of one group are of that kind.
    clausesOf: <K extends Clause['kind']>(kind: K) =>
      (byKind.get(kind) ?? []) as unknown as readonly Extract<Clause, { readonly kind: K }>[],
    winning: (space) => {
      const areas = known.get(space) ?? won(space);
      // What was cut short is worked out anew by the next pass, with steps of its own.
      if (left.left >= 0) known.set(space, areas);
      return areas;
    },
  };
}

function winningOf({ layout, members, beats, meeting }: Space, member: number, left: Steps): readonly Area[] {
  const { clause, areas = [] } = members[member] ?? {};
  const parts: Area[] = [];
  for (const area of areas) {
    const near = meeting([area])
      .filter((held) => beats(held.member, member) && members[held.member]?.clause.question === clause?.question)
      .map((held) => held.area);
    const visit = (part: Area): boolean => parts.push(part) < mostParts;
    uncovered({ layout, steps: left, visit }, area, near);
  }
  return parts;
}

/** Gives areas with every value on the axes that `isFree` names: what is left of them when nobody asks about those. */
export function widening(
  { layout: { starts }, axes, happened }: Space,
  isFree: (axis: Axis) => boolean,
): (area: Area) => Area {
  const free = axes.flatMap((axis, at) => {
    const words = (starts[at + 1] ?? 0) - (starts[at] ?? 0);
    return new Array<boolean>(words).fill(isFree(axis));
  });
  return (area) => area.map((bits, word) => (free[word] === true ? (happened[word] ?? 0) : bits));
}

/** How messages call a row: `§ 3.3` where it has a number, else its line. */
export function rowName({ paper, span }: Clause, { sources }: Ir): string {
  if (paper !== undefined) return `§ ${paper}`;
  return span.file === sources[0] ? `line ${span.line}` : `line ${span.line} of \`${span.file}\``;
}

/** The year of which days are shown: whole weeks, from the first day that a person finds natural. Throws beyond the horizon. */
export function yearShown({ spaces: { calendar, within } }: Ground): {
  readonly from: Instant;
  readonly until: Instant;
} {
  const first = Math.max(within.from, Math.min(PREFERRED, within.until - YEAR));
  const { zone } = calendar;
  return { from: zone.startOfDay(first), until: zone.startOfDay(Math.min(first + YEAR, within.until)) };
}

const YEAR = 371;
