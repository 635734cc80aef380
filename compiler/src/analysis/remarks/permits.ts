// Permissions that are never given: what one row allows, another forbids, at every time of some situation.
import type { Clause, Index, Instant, Ir, PermitClause, Plan } from '@avtal/runtime';
import type { Axis } from '../axes.ts';
import { isAsked } from '../contradictions.ts';
import { type Area, areaOf, meet, meets, uncovered } from '../regions.ts';
import type { Space } from '../space.ts';
import { selfOf, type Witness } from '../witness.ts';
import { type Ground, type Pass, rowName, widening } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';

const isMoment = (axis: Axis): boolean => axis.kind === 'moment';

/** A matter that is never permitted although no row alone forbids it: `only during A` and `only during B`. */
export const neverPermitted: Pass = (ground) => {
  const found = new Remarks();
  // What a matter counts as is looked at first, so that rows which never meet are told where they belong.
  const matters = [...ground.ir.subjects.entries()]
    .filter(([, { kind }]) => kind === 'matter' || kind === 'activity' || kind === 'event')
    .map(([index]) => ({ index, matters: countingAs(index, ground.ir) }))
    .sort((a, b) => a.matters.size - b.matters.size);
  for (const { index, matters: all } of matters) {
    const remark = remarkOn(ground, index, all);
    if (remark === undefined) continue;
    const rows = [remark.at, ...remark.related.map(({ at }) => at)].map(({ file, line }) => `${file} ${line}`);
    found.add(rows.sort().join(), remark);
  }
  return found.all;
};

function remarkOn(ground: Ground, matter: Index, matters: ReadonlySet<Index>): Remark | undefined {
  const { ir, spaces, context, witnesses } = ground;
  const clauses = ground.clausesOf('permit').filter(({ subject }) => matters.has(subject));
  const space = spaces.ofClauses(
    clauses.map((clause) => withWindow(clause, matter)),
    context,
  );
  if (space === undefined) return undefined;
  const originals = space.members.flatMap(({ clause }) => clauses.find(({ id }) => id === clause.id) ?? []);
  const forbidden = ground.winning(space).map((areas, at) => forbiddenIn(space, originals[at]?.value, areas));
  // What one row forbids alone is meant so, unless another says that this very matter may be done freely.
  const isFreely = (clause: PermitClause | undefined) => clause?.subject === matter && clause.value.kind === 'freely';
  const freely = ground.winning(space).map((areas, at) => (isFreely(originals[at]) ? areas : []));
  const meant = forbidden
    .flatMap((areas) => alwaysIn(ground, space, areas))
    .flatMap((never) => partsOutside(ground, space, never, freely.flat()));
  const area = alwaysIn(ground, space, forbidden.flat())
    .flatMap((never) => partsOutside(ground, space, never, meant))
    .at(0);
  if (area === undefined) return undefined;
  const least = fewest(ground, space, area, forbidden);
  const against = freely.findIndex((areas) => areas.some((one) => meets(space.layout, one, area)));
  const blocking = least.length === 1 && against >= 0 ? [...least, against] : least;
  const said = blocking.flatMap((at) => originals[at] ?? []);
  const isSaid = (axis: number): boolean => space.axes[axis]?.kind !== 'moment' && isAsked(space, axis, blocking);
  const witness = witnesses.of(space, area, isSaid, said);
  const [first] = said;
  if (witness === undefined || first === undefined || !isReproduced(ground, space, witness, matters)) return undefined;
  return {
    name: 'never-permitted',
    params: {
      matter: ir.subjects[matter]?.id ?? '',
      where: witness.text.split(', ').slice(1).join(', '),
      rows: witness.says.map(({ clause, text }) => ({ name: rowName(clause, ir), says: text })),
    },
    at: first.span,
    related: witness.says.slice(1).map(({ clause, text }) => ({ at: clause.span, message: `says ${text}` })),
    witness,
  };
}

/** The matter and all that it counts as (meaning R1). */
export function countingAs(matter: Index, ir: Ir): ReadonlySet<Index> {
  const reached = new Set([matter]);
  for (const index of reached) for (const next of ir.subjects[index]?.countsAs ?? []) reached.add(next);
  return reached;
}

/** The clause as one of the matter itself, with the window of its answer among what it tests. */
export function withWindow(clause: PermitClause, subject: Index): Clause {
  const { value, when } = clause;
  if (value.kind !== 'only-during' && value.kind !== 'not-during') return { ...clause, subject };
  const { window } = value;
  const cut = [true, false].flatMap((inside) =>
    when.map((box) => ({ ...box, windows: [...(box.windows ?? []), { moment: 'self', window, inside }] })),
  );
  return { ...clause, subject, when: cut };
}

/** The part of the areas in which the answer does not permit. */
export function forbiddenIn(
  space: Space,
  value: PermitClause['value'] | undefined,
  areas: readonly Area[],
): readonly Area[] {
  if (value?.kind === 'not-at-all') return areas;
  if (value?.kind !== 'only-during' && value?.kind !== 'not-during') return [];
  const { atoms } = selfOf(space);
  const window = atoms.windows.indexOf(value.window);
  const isClosed = areaOf(space.layout, (axis) =>
    axis === space.axes.length - 1
      ? (atom) => (atoms.all[atom]?.open[window] === true) === (value.kind === 'not-during')
      : undefined,
  );
  if (isClosed === undefined) return [];
  return areas.map((area) => meet(space.layout, area, isClosed)).filter((area) => area !== undefined);
}

/** The situations in which the areas have every moment; none where that cannot be told. */
function alwaysIn(ground: Ground, space: Space, areas: readonly Area[]): readonly Area[] {
  const { layout, happened } = space;
  const open: Area[] = [];
  const widen = widening(space, isMoment);
  const visit = (part: Area): boolean => open.push(widen(part)) > 0;
  if (areas.length === 0 || uncovered({ layout, steps: ground.steps, visit }, happened, areas) === 'undecided')
    return [];
  const never: Area[] = [];
  const collect = (part: Area): boolean => never.push(part) > 0;
  return uncovered({ layout, steps: ground.steps, visit: collect }, happened, open) === 'undecided' ? [] : never;
}

function partsOutside({ steps }: Ground, { layout }: Space, area: Area, covers: readonly Area[]): readonly Area[] {
  const parts: Area[] = [];
  uncovered({ layout, steps, visit: (left) => parts.push(left) < mostParts }, area, covers);
  return parts;
}

/** More parts of a situation that one row forbids are not told apart. */
const mostParts = 60;

/** The fewest members that together leave nothing of the area. */
function fewest({ steps }: Ground, { layout }: Space, area: Area, by: readonly (readonly Area[])[]): readonly number[] {
  const near = by.flatMap((areas, at) => (areas.some((one) => meets(layout, one, area)) ? [at] : []));
  return near.reduce((least, one) => {
    const fewer = least.filter((other) => other !== one);
    const covers = fewer.flatMap((at) => by[at] ?? []);
    return uncovered({ layout, steps }, area, covers) === 'covered' ? fewer : least;
  }, near);
}

/** Whether the runtime, too, finds no moment at which every clause allows it. */
function isReproduced(
  { ir, plan, context }: Ground,
  space: Space,
  witness: Witness,
  matters: ReadonlySet<Index>,
): boolean {
  const { atoms } = selfOf(space);
  return atoms.all.every((_, atom) => {
    const at = atoms.instantOf(atom);
    return [...matters].some((matter) => {
      const answer = plan.all(`permit:${ir.subjects[matter]?.id}`, context.order, { ...witness.situation, at });
      if (answer.kind === 'missing') return false;
      return answer.clauses.some((clause) => clause.kind === 'permit' && isRefusing(plan, clause, at));
    });
  });
}

/** Whether the clause alone lets nothing happen at that instant. */
export function isRefusing({ calendar }: Plan, { value }: PermitClause, at: Instant): boolean {
  switch (value.kind) {
    case 'not-at-all':
      return true;
    case 'only-during':
      return !calendar.isOpen(value.window, at);
    case 'not-during':
      return calendar.isOpen(value.window, at);
    case 'freely':
    case 'with-notice':
    case 'open':
      return false;
  }
}
