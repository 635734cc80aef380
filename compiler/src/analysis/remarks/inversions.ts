// Deadline inversions: who reports later is answered earlier, because the clause changes in between.
import { type Instant, type TargetClause, type TargetInfo, weekday, withinHorizon } from '@avtal/runtime';
import type { Atoms } from '../atoms.ts';
import { isAsked } from '../contradictions.ts';
import { type Area, has, meet } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Space } from '../space.ts';
import { selfOf } from '../witness.ts';
import { compareSpans, duesIn, isDated, shortened } from './dues.ts';
import { type Ground, type Pass, rowName, widening, yearShown } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';

/** The first instant of one pattern of the calendar that follows another. */
interface Change {
  readonly at: Instant;
  /** Since when the pattern before it lasts. */
  readonly since: Instant;
  readonly before: number;
  readonly after: number;
}

export const inversions: Pass = (ground) => {
  const found = new Remarks();
  const changes = new Map<Atoms, readonly Change[]>();
  for (const target of ground.ir.targets) {
    const space = ground.spaces.of(`target:${target.id}`);
    if (space === undefined) continue;
    const { atoms } = selfOf(space);
    if (atoms.windows.length === 0) continue;
    const known = changes.get(atoms) ?? changesOf(ground, atoms);
    changes.set(atoms, known);
    ofTarget(ground, target, space, known, found);
  }
  return found.all;
};

function ofTarget(ground: Ground, target: TargetInfo, space: Space, all: readonly Change[], found: Remarks): void {
  const winning = ground.winning(space);
  const sides = space.members.flatMap(({ clause }, at) =>
    clause.kind === 'target' && isDated(clause.value) ? [{ clause, at, areas: winning[at] ?? [] }] : [],
  );
  const patterns = Map.groupBy(all, ({ before, after }) => `${before} ${after}`);
  for (const changes of patterns.values()) {
    const [first] = changes;
    if (first === undefined) continue;
    const later = sides.map((side) => ({ ...side, areas: areasAt(space, side.areas, first.after) }));
    for (const one of sides) {
      const areas = areasAt(space, one.areas, first.before);
      for (const other of areas.length === 0 ? [] : later) {
        ground.steps.left -= 1;
        if (found.isFull || ground.steps.left < 0) return;
        const both = one.at === other.at ? undefined : firstMeet(space, areas, other.areas);
        const key = [rowOf(one.clause), rowOf(other.clause)].sort().join('\0');
        if (both === undefined || found.has(key)) continue;
        const isLonger = compareSpans(one.clause.value, other.clause.value);
        if (isLonger !== undefined && isLonger <= 0) continue;
        for (const change of changes) {
          const remark = inversionAt(ground, target, space, both, [one, other], change);
          if (remark === undefined) continue;
          found.add(key, remark);
          break;
        }
      }
    }
  }
}

/** Of the areas what holds at that pattern of the calendar, at any time. */
function areasAt(space: Space, areas: readonly Area[], atom: number): readonly Area[] {
  return areas
    .filter((area) => has(space.layout, area, space.axes.length - 1, atom))
    .map(widening(space, ({ kind }) => kind === 'moment'));
}

function firstMeet({ layout }: Space, some: readonly Area[], others: readonly Area[]): Area | undefined {
  for (const one of some) {
    for (const other of others) {
      const both = meet(layout, one, other);
      if (both !== undefined) return both;
    }
  }
  return undefined;
}

/** How long before the change the earlier report is shown, the most telling first. */
const leads = [1800, 3600, 900, 300, 60, 1];

function inversionAt(
  ground: Ground,
  target: TargetInfo,
  space: Space,
  area: Area,
  sides: readonly { readonly clause: TargetClause; readonly at: number }[],
  { at, since }: Change,
): Remark | undefined {
  const { witnesses, ir } = ground;
  const isSaid = (axis: number): boolean =>
    isAsked(
      space,
      axis,
      sides.map((side) => side.at),
    );
  const says = sides.map(({ clause }) => clause);
  const seen = (instant: Instant) => {
    const witness = witnesses.of(space, area, isSaid, says, instant);
    const due = witness && duesIn(ground, target.from, witness).get(target.id);
    return witness === undefined || due === undefined ? undefined : { witness, due };
  };
  const later = seen(at);
  if (later === undefined) return undefined;
  // The later a report, the later its deadline by one clause: the last second before the change tells.
  const last = seen(at - 1);
  if (last === undefined || last.due <= later.due) return undefined;
  for (const lead of leads) {
    if (at - lead < since) continue;
    const earlier = seen(at - lead);
    if (earlier === undefined || earlier.due <= later.due) continue;
    const [first, second] = says;
    if (first === undefined || second === undefined) return undefined;
    const [, ...rest] = later.witness.text.split(', ');
    const times = [at - lead, earlier.due, at, later.due].map(witnesses.momentText);
    return {
      name: 'deadline-inversion',
      params: {
        target: target.id,
        where: rest.join(', '),
        times: shortened(times),
        rows: later.witness.says.map(({ clause, text }) => ({ name: rowName(clause, ir), says: text })),
      },
      at: first.span,
      related: [{ at: second.span, message: `says ${later.witness.says[1]?.text}` }],
      witness: later.witness,
    };
  }
  return undefined;
}

/** Each pattern that follows another somewhere in a year, where it first does on that weekday and for so long. */
function changesOf(ground: Ground, atoms: Atoms): readonly Change[] {
  const { zone } = ground.spaces.calendar;
  const known = withinHorizon(() => {
    const { from, until } = yearShown(ground);
    const open = atoms.windows.map((window) => ground.plan.calendar.intervals(window, from, until));
    const cuts = atoms.cuts.map((day) => zone.startOfDay(day));
    const ends = open.flatMap((parts) => parts.flatMap(({ start, end }) => [start, end]));
    const borders = [...new Set([from, ...ends, ...cuts])].filter((at) => from <= at && at < until);
    return { open, cuts, borders: borders.sort((a, b) => a - b) };
  });
  if ('outside' in known) return [];
  const { open, cuts, borders } = known.value;
  const patterns = new Map(atoms.all.map((atom, index) => [`${atom.band} ${atom.open.map(Number).join('')}`, index]));
  const next = open.map(() => 0);
  const changes = new Map<string, Change>();
  let [since, before] = [-1, -1];
  for (const [index, at] of borders.entries()) {
    const band = cuts.filter((cut) => cut <= at).length;
    const pattern = open.map((parts, window) => {
      while ((parts[next[window] ?? 0]?.end ?? Infinity) <= at) next[window] = (next[window] ?? 0) + 1;
      return (parts[next[window] ?? 0]?.start ?? Infinity) <= at;
    });
    const after = patterns.get(`${band} ${pattern.map(Number).join('')}`) ?? -1;
    const until = borders[index + 1] ?? Infinity;
    const key = `${before} ${after} ${weekday(zone.dayAt(at))} ${at - since} ${until - at}`;
    if (before >= 0 && after >= 0 && before !== after && !changes.has(key))
      changes.set(key, { at, since, before, after });
    [since, before] = [at, after];
  }
  return [...changes.values()];
}
