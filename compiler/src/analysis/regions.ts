// Exact algebra on areas of situations: products of value sets, one set of bits per axis, and what is left of them.
//
// An area says for each axis which values it allows; a situation lies in it when each of its values is allowed. All
// areas of one space share a layout. A region is a union of areas. Nothing here knows what the values mean.

/** Values per word: what fits into a small integer of every engine. */
const WORD = 30;

/** INVARIANT: as long as the layout says, and not empty on any axis. */
export type Area = readonly number[];

export interface Layout {
  /** How many values each axis has. */
  readonly sizes: readonly number[];
  /** Where the words of each axis begin; one more than there are axes. */
  readonly starts: readonly number[];
}

export function layoutOf(sizes: readonly number[]): Layout {
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) ?? 0) + Math.ceil(size / WORD));
  return { sizes, starts };
}

/** Which values of an axis are allowed: those that pass, this one alone, or (undefined) all. */
export type Allows = ((value: number) => boolean) | number | undefined;

/** The area of the values that are allowed on each axis; undefined where an axis is left with none. */
export function areaOf({ sizes, starts }: Layout, allowsOn: (axis: number) => Allows): Area | undefined {
  const area: number[] = [];
  for (const [axis, size] of sizes.entries()) {
    const allows = allowsOn(axis);
    if (allows === undefined && size > 0) {
      for (let left = size; left > 0; left -= WORD) area.push((1 << Math.min(left, WORD)) - 1);
      continue;
    }
    const start = starts[axis] ?? 0;
    for (let word = start; word < (starts[axis + 1] ?? 0); word += 1) area.push(0);
    let isEmpty = true;
    const [first, end] = typeof allows === 'number' ? [allows, allows + 1] : [0, size];
    for (let value = Math.max(first, 0); value < end; value += 1) {
      if (typeof allows === 'function' && !allows(value)) continue;
      isEmpty = false;
      const word = start + Math.floor(value / WORD);
      area[word] = (area[word] ?? 0) | (1 << (value % WORD));
    }
    if (isEmpty) return undefined;
  }
  return area;
}

export function has({ starts }: Layout, area: Area, axis: number, value: number): boolean {
  return (((area[(starts[axis] ?? 0) + Math.floor(value / WORD)] ?? 0) >> (value % WORD)) & 1) === 1;
}

/** The values that the area allows on the axis, ascending. */
export function valuesOn(layout: Layout, area: Area, axis: number): number[] {
  const values: number[] = [];
  for (let value = 0; value < (layout.sizes[axis] ?? 0); value += 1)
    if (has(layout, area, axis, value)) values.push(value);
  return values;
}

/** Whether the area allows on the axis no more than the other does. */
export function isWithinOn({ starts }: Layout, area: Area, other: Area, axis: number): boolean {
  for (let word = starts[axis] ?? 0; word < (starts[axis + 1] ?? 0); word += 1)
    if (((area[word] ?? 0) & ~(other[word] ?? 0)) !== 0) return false;
  return true;
}

export function isWithin(area: Area, other: Area): boolean {
  for (let word = 0; word < area.length; word += 1)
    if (((area[word] as number) & ~(other[word] as number)) !== 0) return false;
  return true;
}

/** Whether some situation lies in both. */
export function meets({ starts }: Layout, a: Area, b: Area): boolean {
  for (let axis = 0; axis + 1 < starts.length; axis += 1) {
    let isEmpty = true;
    for (let word = starts[axis] as number; isEmpty && word < (starts[axis + 1] as number); word += 1)
      isEmpty = ((a[word] as number) & (b[word] as number)) === 0;
    if (isEmpty) return false;
  }
  return true;
}

export function meet(layout: Layout, a: Area, b: Area): Area | undefined {
  return meets(layout, a, b) ? a.map((word, at) => word & (b[at] ?? 0)) : undefined;
}

/** The union, where it is one area: the two are equal on all axes but one, or one holds the other. */
function join(layout: Layout, a: Area, b: Area): Area | undefined {
  if (isWithin(a, b)) return b;
  if (isWithin(b, a)) return a;
  let apart = 0;
  for (let axis = 0; axis < layout.sizes.length && apart < 2; axis += 1)
    if (!isWithinOn(layout, a, b, axis) || !isWithinOn(layout, b, a, axis)) apart += 1;
  return apart < 2 ? a.map((word, at) => word | (b[at] ?? 0)) : undefined;
}

/** A region in as few areas as joining pairs gives; the order of areas decides nothing but which pairs join first. */
export function merged(layout: Layout, region: readonly Area[]): Area[] {
  const areas = [...region];
  for (let at = 0; at < areas.length; at += 1) {
    for (let other = at + 1; other < areas.length; other += 1) {
      const both = join(layout, areas[at] as Area, areas[other] as Area);
      if (both === undefined) continue;
      areas.splice(other, 1);
      areas[at] = both;
      other = at;
    }
  }
  // Joining may have made room for joins with areas that were passed before.
  return areas.length < region.length ? merged(layout, areas) : areas;
}

/** Work that may still be done. One step compares two areas; the same input takes the same steps everywhere. */
export interface Steps {
  left: number;
}

/**
 * `covered`: nothing of the area is left. `left`: something is; `visit` has seen it all, or said that it has seen
 * enough. `undecided`: the steps were used up.
 */
export type Outcome = 'covered' | 'left' | 'undecided';

export interface Search {
  readonly layout: Layout;
  readonly steps: Steps;
  /** Sees the parts that nothing covers, apart from each other; false: seen enough. */
  readonly visit?: (part: Area) => boolean;
  /** Sees each cover that something was left to. */
  readonly used?: (cover: number) => void;
}

/** Whether the area has a value, on any axis, that none of the covers has. */
function reachesBeyond(area: Area, covers: readonly Area[]): boolean {
  return area.some((word, at) => (word & ~covers.reduce((all, cover) => all | (cover[at] as number), 0)) !== 0);
}

/** What of the area none of the covers has. */
export function uncovered({ layout, steps, visit, used }: Search, area: Area, covers: readonly Area[]): Outcome {
  // Where only whether anything is left is asked, a value that no cover has answers it.
  if (visit === undefined && reachesBeyond(area, covers)) return 'left';
  let found = false;
  const isDone = search(
    area,
    covers.map((_, at) => at),
  );
  return steps.left < 0 ? 'undecided' : found || !isDone ? 'left' : 'covered';

  /** False: seen enough, or no steps left. */
  function search(start: Area, candidates: readonly number[]): boolean {
    let part = start;
    let live = candidates;
    for (;;) {
      const next: number[] = [];
      let best: Area | undefined;
      let bestAt = -1;
      let fewest = Infinity;
      for (const at of live) {
        const cover = covers[at] as Area;
        steps.left -= 1;
        const sides = sidesOf(part, cover);
        if (sides < 0) continue;
        if (sides === 0) {
          used?.(at);
          return true;
        }
        next.push(at);
        if (sides < fewest) [best, bestAt, fewest] = [cover, at, sides];
      }
      if (steps.left < 0) return false;
      if (best === undefined) {
        found = true;
        return visit?.(part) ?? false;
      }
      live = next;
      const axis = sideOf(part, best);
      if (fewest > 1) {
        // What lies inside on this axis is still to be cut on others.
        if (!search(cut(part, best, axis, true), live)) return false;
      } else used?.(bestAt);
      part = cut(part, best, axis, false);
    }
  }

  /** On how many axes the part reaches beyond the cover; -1 where they have nothing in common. */
  function sidesOf(part: Area, cover: Area): number {
    const { starts } = layout;
    let sides = 0;
    for (let axis = 0; axis + 1 < starts.length; axis += 1) {
      let isEmpty = true;
      let isInside = true;
      for (let word = starts[axis] as number; word < (starts[axis + 1] as number); word += 1) {
        const bits = part[word] as number;
        const both = bits & (cover[word] as number);
        if (both !== 0) isEmpty = false;
        if (both !== bits) isInside = false;
      }
      if (isEmpty) return -1;
      if (!isInside) sides += 1;
    }
    return sides;
  }

  function sideOf(part: Area, cover: Area): number {
    return layout.sizes.findIndex((_, axis) => !isWithinOn(layout, part, cover, axis));
  }

  function cut(part: Area, cover: Area, axis: number, inside: boolean): Area {
    const [from, until] = [layout.starts[axis] ?? 0, layout.starts[axis + 1] ?? 0];
    return part.map((word, at) =>
      at < from || at >= until ? word : inside ? word & (cover[at] ?? 0) : word & ~(cover[at] ?? 0),
    );
  }
}
