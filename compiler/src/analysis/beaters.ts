// What beats a clause where it holds: its beaters that have something in common with it, worked out once for each.
import type { Held, Space } from './space.ts';

export type Beaters = (member: number) => readonly Held[];

export function beatersNear({ members, beats, meeting }: Space): Beaters {
  const known: (readonly Held[] | undefined)[] = [];
  return (member) => {
    const found = known[member] ?? near(member);
    known[member] = found;
    return found;
  };

  function near(member: number): readonly Held[] {
    return meeting(members[member]?.areas ?? []).filter((held) => beats(held.member, member));
  }
}
