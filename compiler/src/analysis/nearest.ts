// The rows nearest to a gap: a person looks for what is missing beside what holds on either side of it.
import type { Clause } from '@avtal/runtime';
import { type Area, valuesOn } from './regions.ts';
import { rowOf } from './rows.ts';
import type { Space } from './space.ts';

/** Rows on either side of a gap; more of them say no more. */
const mostRows = 2;

interface Near {
  readonly clause: Clause;
  /** Axes on which they have nothing in common; where that is a number, with how many of its bands lie between. */
  readonly distance: number;
  /** Which axes. */
  readonly apart: string;
}

/** The rows that miss the area by the fewest conditions, and of these by the least: the first of them in the text. */
export function nearest(space: Space, area: Area): readonly Clause[] {
  const gap = space.axes.map((_, axis) => valuesOn(space.layout, area, axis));
  const rows = Map.groupBy(space.members, ({ clause }) => rowOf(clause));
  const near = [...rows.values()].flatMap((members) =>
    members
      .flatMap(({ clause, areas }) => areas.map((own): Near => ({ clause, ...missing(space, gap, own) })))
      .reduce<readonly Near[]>(
        ([least], one) => [least !== undefined && least.distance <= one.distance ? least : one],
        [],
      ),
  );
  const [first, ...others] = near.sort((a, b) => a.distance - b.distance);
  const beside = others.filter(({ distance, apart }) => distance === first?.distance && apart === first.apart);
  return [...(first === undefined ? [] : [first]), ...beside].slice(0, mostRows).map(({ clause }) => clause);
}

function missing({ axes, layout }: Space, gap: readonly (readonly number[])[], area: Area): Omit<Near, 'clause'> {
  let distance = 0;
  const apart: number[] = [];
  for (const [axis, { kind, size }] of axes.entries()) {
    const [own, there] = [valuesOn(layout, area, axis), gap[axis] ?? []];
    if (own.some((value) => there.includes(value))) continue;
    const steps = own.flatMap((value) => there.map((other) => Math.abs(value - other)));
    distance += 1 + (kind === 'number' ? Math.min(...steps) / (size + 1) : 0);
    apart.push(axis);
  }
  return { distance, apart: apart.join() };
}
