// Whether two conditions can hold in one situation, as far as their words show it.
import type { Box, Condition, DaySet, Ir, WindowSet } from '@avtal/runtime';

/** Where names of windows and days lead. */
type Named = Pick<Ir, 'windows' | 'daySets'>;

/** False where a choice, or windows of one moment, keep them apart. Numbers and dates are not looked at. */
export function canMeet(ir: Named, a: Condition, b: Condition): boolean {
  return a.some((one) => b.some((other) => shareChoices(one, other) && shareWindows(ir, one, other)));
}

function shareChoices(a: Box, b: Box): boolean {
  return Object.entries(a.choices ?? {}).every(([id, values]) => {
    const others = b.choices?.[id];
    return others === undefined || values.some((value) => others.includes(value));
  });
}

function shareWindows(ir: Named, a: Box, b: Box): boolean {
  const during = ({ windows = [] }: Box, moment: string): Tree<WindowSet> => ({
    all: windows
      .filter((test) => test.moment === moment)
      .map(({ window, inside }) =>
        treeOf<WindowSet>({ kind: 'named', window }, !inside, (set) => windowNamed(ir, set)),
      ),
  });
  const moments = new Set((a.windows ?? []).map(({ moment }) => moment));
  const windowsApart = (one: Leaf<WindowSet>, other: Leaf<WindowSet>): boolean => spansApart(ir, one, other);
  return [...moments].every((moment) => !areApart(during(a, moment), during(b, moment), windowsApart));
}

// ------------------------------------------------------------------------------------------------- sets of one kind

/** Windows and days are built alike. */
type Built<S> =
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly S[] }
  | { readonly kind: 'complement'; readonly of: S };

interface Leaf<S> {
  readonly set: S;
  readonly isNot: boolean;
}

/** A set with `not` before what is not built of others alone. */
type Tree<S> = { readonly any: readonly Tree<S>[] } | { readonly all: readonly Tree<S>[] } | Leaf<S>;

function treeOf<S extends { readonly kind: string } | Built<S>>(
  set: S,
  isNot: boolean,
  named: (set: S) => S | undefined,
): Tree<S> {
  const target = named(set);
  if (target !== undefined) return treeOf(target, isNot, named);
  if (!isBuilt(set)) return { set, isNot };
  if (set.kind === 'complement') return treeOf(set.of, !isNot, named);
  const parts = set.of.map((part) => treeOf(part, isNot, named));
  return (set.kind === 'union') === isNot ? { all: parts } : { any: parts };
}

function isBuilt<S extends { readonly kind: string }>(set: S | Built<S>): set is S & Built<S> {
  return set.kind === 'union' || set.kind === 'intersection' || set.kind === 'complement';
}

function areApart<S>(a: Tree<S>, b: Tree<S>, leavesApart: (a: Leaf<S>, b: Leaf<S>) => boolean): boolean {
  if ('any' in a) return a.any.every((part) => areApart(part, b, leavesApart));
  if ('any' in b) return b.any.every((part) => areApart(a, part, leavesApart));
  if ('all' in a && a.all.some((part) => areApart(part, b, leavesApart))) return true;
  if ('all' in b) return b.all.some((part) => areApart(a, part, leavesApart));
  if ('all' in a) return false;
  if (a.isNot !== b.isNot && JSON.stringify(a.set) === JSON.stringify(b.set)) return true;
  return leavesApart(a, b);
}

// ------------------------------------------------------------------------------------------------ windows and days

function windowNamed({ windows }: Named, set: WindowSet): WindowSet | undefined {
  return set.kind === 'named' ? windows[set.window]?.set : undefined;
}

/** Hours of one day that do not overlap, or of days none of which is one of the other's. */
function spansApart(
  ir: Named,
  { set: a, isNot }: Leaf<WindowSet>,
  { set: b, isNot: isOtherNot }: Leaf<WindowSet>,
): boolean {
  if (isNot || isOtherNot || a.kind !== 'span' || b.kind !== 'span' || a.endDay > 0 || b.endDay > 0) return false;
  const [one, other] = [a.days, b.days].map((days) => treeOf<DaySet>(days, false, (set) => daysNamed(ir, set)));
  const isHourApart = a.end <= b.start || b.end <= a.start;
  return isHourApart || (one !== undefined && other !== undefined && areApart(one, other, weekdaysApart));
}

function daysNamed({ daySets }: Named, set: DaySet): DaySet | undefined {
  return set.kind === 'named' ? daySets[set.daySet]?.set : undefined;
}

function weekdaysApart({ set: a, isNot }: Leaf<DaySet>, { set: b, isNot: isOtherNot }: Leaf<DaySet>): boolean {
  if (isNot || isOtherNot || a.kind !== 'weekdays' || b.kind !== 'weekdays') return false;
  return !a.days.some((day) => b.days.includes(day));
}
