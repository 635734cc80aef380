// Promises for hours in which nobody may report: the way to report is closed, and the clock runs all the same.
import type { Index, PermitClause, TargetClause, TargetInfo } from '@avtal/runtime';
import { isAsked } from '../contradictions.ts';
import { type Area, meet } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Space } from '../space.ts';
import type { Witness } from '../witness.ts';
import { duesIn, promised } from './dues.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import { countingAs, forbiddenIn, isRefusing, withWindow } from './permits.ts';
import { Remarks } from './remark.ts';

/** Permissions on the matter `report`, and on those that count as it, against targets that start with a report. */
export const promisesWhileClosed: Pass = (ground) => {
  const { subjects, targets } = ground.ir;
  const report = subjects.findIndex(({ id, kind }) => kind === 'matter' && id === 'report');
  const matters = new Set(
    [...subjects.keys()].filter((matter) => report >= 0 && countingAs(matter, ground.ir).has(report)),
  );
  const permits = ground.clausesOf('permit').filter(({ subject }) => matters.has(subject));
  if (permits.length === 0) return [];
  const found = new Remarks();
  for (const target of targets) if (target.from === 'reported') ofTarget(ground, target, permits, found);
  return found.all;
};

interface Side<C> {
  readonly clause: C;
  readonly at: Index;
  readonly areas: readonly Area[];
}

function ofTarget(ground: Ground, target: TargetInfo, permits: readonly PermitClause[], found: Remarks): void {
  const clauses = ground.clausesOf('target').filter(({ question }) => question === `target:${target.id}`);
  const space = ground.spaces.ofClauses(
    [...clauses, ...permits.map((clause) => withWindow(clause, clause.subject))],
    ground.context,
  );
  if (space === undefined) return;
  const winning = ground.winning(space);
  const sides = space.members.map(({ clause }, at) => ({ clause, at, areas: winning[at] ?? [] }));
  for (const promise of sides) {
    if (promise.clause.kind !== 'target' || !runsAlways(promise.clause)) continue;
    for (const { clause: cut, at, areas } of sides) {
      ground.steps.left -= 1;
      if (found.isFull || ground.steps.left < 0) return;
      const permit = permits.find(({ id }) => id === cut.id);
      const key = `${rowOf(cut)}\0${rowOf(promise.clause)}`;
      if (permit === undefined || permit.value.kind === 'not-at-all' || found.has(key)) continue;
      const closed = { clause: permit, at, areas: forbiddenIn(space, permit.value, areas) };
      const witness = witnessOf(ground, target, space, closed, { ...promise, clause: promise.clause });
      const [closes, runs] = witness?.says ?? [];
      if (witness === undefined || closes === undefined || runs === undefined) continue;
      found.add(key, {
        name: 'promise-while-closed',
        params: {
          target: target.id,
          where: witness.text,
          closed: { name: rowName(closes.clause, ground.ir), says: closes.text },
          promise: { name: rowName(runs.clause, ground.ir), says: runs.text },
        },
        at: runs.clause.span,
        related: [{ at: closes.clause.span, message: `says ${closes.text}` }],
        witness,
      });
    }
  }
}

/** A clock that stands still outside its window waits until somebody is there. */
function runsAlways({ value }: TargetClause): boolean {
  const deadline = promised(value);
  return deadline.kind === 'duration' && deadline.clock.kind === 'elapsed';
}

function witnessOf(
  ground: Ground,
  target: TargetInfo,
  space: Space,
  closed: Side<PermitClause>,
  promise: Side<TargetClause>,
): Witness | undefined {
  const { plan, context, ir } = ground;
  for (const left of closed.areas) {
    for (const right of promise.areas) {
      const both = meet(space.layout, left, right);
      const witness =
        both &&
        ground.witnesses.of(space, both, (axis) => isAsked(space, axis, [closed.at, promise.at]), [
          closed.clause,
          promise.clause,
        ]);
      if (witness === undefined || !duesIn(ground, target.from, witness).has(target.id)) continue;
      const question = `permit:${ir.subjects[closed.clause.subject]?.id}`;
      const answer = plan.all(question, context.order, witness.situation);
      const isClosed = answer.kind === 'clauses' && answer.clauses.includes(closed.clause);
      if (isClosed && isRefusing(plan, closed.clause, witness.situation.at)) return witness;
    }
  }
  return undefined;
}
