// Situations that are cut by one choice or number more, or less: what was known of the areas of a question stays, spread over
// all values of an axis that came, and without the axis that went. INVARIANT: none of the conditions tests either.
import type { Axis } from './axes.ts';
import { type Area, type Layout, layoutOf } from './regions.ts';

/** The area as it is in the layout of now. */
export type Recut = (area: Area) => Area;

/**
 * Undefined: they differ in more than that. `isSame`: whether two axes are cut alike; `whole`: every situation of now. The
 * order of the axes that stay is the same, so that what is found one by one is found in the same order.
 */
export function recutFrom(
  before: readonly Axis[],
  axes: readonly Axis[],
  { starts }: Layout,
  whole: Area,
  isSame: (one: Axis, other: Axis | undefined) => boolean,
): Recut | undefined {
  const old = layoutOf(before.map(({ size }) => size)).starts;
  /** From which words the words of now are taken: of the area before, or (negative) of `whole`. */
  const words: number[] = [];
  let next = 0;
  for (const [at, axis] of axes.entries()) {
    const was = before.findIndex((one, index) => index >= next && one.kind === axis.kind && one.id === axis.id);
    const goesFirst = before.slice(next, was < 0 ? next : was);
    if (!goesFirst.every((one) => isNew(one, axes))) return undefined;
    if (was < 0 ? !isNew(axis, before) : !isSame(axis, before[was])) return undefined;
    for (let word = starts[at] ?? 0; word < (starts[at + 1] ?? 0); word++)
      words.push(was < 0 ? -1 - word : (old[was] ?? 0) + word - (starts[at] ?? 0));
    if (was >= 0) next = was + 1;
  }
  if (!before.slice(next).every((one) => isNew(one, axes))) return undefined;
  return (area) => words.map((word) => (word < 0 ? whole[-1 - word] : area[word]) ?? 0);
}

/**
 * Whether the others do not have the axis, and witnesses of who does not test it do not tell it: they tell when other events
 * were, and examples made of them bind what orders choose.
 */
function isNew(axis: Axis, others: readonly Axis[]): boolean {
  const isUntold = axis.kind === 'number' || (axis.kind === 'choice' && axis.dimension?.given !== 'order');
  return isUntold && !others.some(({ kind, id }) => kind === axis.kind && id === axis.id);
}
