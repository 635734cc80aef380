// Which of many areas have something in common with one: areas that say the same of an axis are compared there once, so
// that thousands are not compared in pairs.
import type { Area, Layout } from './regions.ts';

/** A set of indices: bit i of word w is 32 w + i. */
type Bits = Int32Array;

/** What areas say of one axis. */
interface Said {
  readonly words: readonly number[];
  /** The areas that say so. */
  readonly by: Bits;
  /** The areas that have a value of it in common; made when first asked for. */
  meeting?: Bits;
}

/** Gives for an area the indices of those of `areas` that meet it, ascending. */
export function createMeeting({ starts }: Layout, areas: readonly Area[]): (area: Area) => readonly number[] {
  const length = (areas.length + 31) >> 5;
  const axes = starts.slice(1).map((end, axis) => ({ start: starts[axis] ?? 0, end, known: new Map<string, Said>() }));
  type On = (typeof axes)[number];

  function saidOn({ start, end, known }: On, area: Area): Said {
    const words = area.slice(start, end);
    const key = words.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = { words, by: new Int32Array(length) };
    known.set(key, made);
    return made;
  }

  for (const [at, area] of areas.entries())
    for (const axis of axes) {
      const { by } = saidOn(axis, area);
      by[at >> 5] = (by[at >> 5] as number) | (1 << (at & 31));
    }
  // Where most differs, the fewest meet: all others are asked about those alone.
  axes.sort((a, b) => b.known.size - a.known.size);

  function meetingOn({ known }: On, said: Said): Bits {
    if (said.meeting !== undefined) return said.meeting;
    const meeting = new Int32Array(length);
    for (const { words, by } of known.values())
      if (words.some((word, at) => (word & (said.words[at] as number)) !== 0))
        for (let at = 0; at < length; at += 1) meeting[at] = (meeting[at] as number) | (by[at] as number);
    said.meeting = meeting;
    return meeting;
  }

  return (area) => {
    const all = axes.map((axis) => meetingOn(axis, saidOn(axis, area)));
    const found: number[] = [];
    for (let at = 0; at < length; at += 1) {
      let bits = -1;
      for (let axis = 0; bits !== 0 && axis < all.length; axis += 1) bits &= (all[axis] as Bits)[at] as number;
      for (let base = at << 5; bits !== 0; bits &= bits - 1) {
        const index = base + 31 - Math.clz32(bits & -bits);
        if (index < areas.length) found.push(index);
      }
    }
    return found;
  };
}
