// What beats a clause where it holds: its beaters that have something in common with it, worked out once for each.
import { type Area, meets } from './regions.ts';
import type { Space } from './space.ts';

export interface Beater {
  readonly member: number;
  readonly area: Area;
}

export type Beaters = (member: number) => readonly Beater[];

export function beatersNear({ members, beatersOf, layout }: Space): Beaters {
  const known: (readonly Beater[] | undefined)[] = [];
  return (member) => {
    const found = known[member] ?? near(member);
    known[member] = found;
    return found;
  };

  function near(member: number): readonly Beater[] {
    const own = members[member]?.areas ?? [];
    const found: Beater[] = [];
    for (const beater of beatersOf(member))
      for (const area of members[beater]?.areas ?? [])
        if (own.some((one) => meets(layout, one, area))) found.push({ member: beater, area });
    return found;
  }
}
