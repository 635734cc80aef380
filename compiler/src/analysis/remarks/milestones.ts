// Milestones in the wrong order: solved before anybody must respond, updated before the first response.
import type { TargetClause, TargetInfo } from '@avtal/runtime';
import { type Area, meet } from '../regions.ts';
import { rowOf } from '../rows.ts';
import type { Space } from '../space.ts';
import type { Witness } from '../witness.ts';
import { compareSpans, duesIn, isDated, probe, shortened } from './dues.ts';
import { type Ground, type Pass, rowName } from './ground.ts';
import { type Remark, Remarks } from './remark.ts';

/** Milestones from one start of which the second cannot come before the first, and falls due before it. */
export const milestones: Pass = (ground) => {
  const { targets } = ground.ir;
  return targets.flatMap((first) =>
    targets.flatMap((second) => (isBefore(first, second) ? ofPair(ground, first, second) : [])),
  );
};

/** A solution comes last, and an update after the first response; of other milestones nobody says in which order. */
function isBefore(first: TargetInfo, second: TargetInfo): boolean {
  if (first.from !== second.from || first.againAfter !== second.againAfter) return false;
  if (first.repeatsUntil !== undefined || second.repeatsUntil !== undefined) return false;
  if (isSolution(second)) return !isSolution(first);
  return first.to.includes('responded') && second.to.includes('updated');
}

/** What ends with the solution, and not with something else before it: `to attended or resolved` is no solution. */
const isSolution = ({ to, mode }: TargetInfo): boolean =>
  to.includes('resolved') && (mode === 'all' || to.every((event) => event === 'resolved'));

function ofPair(ground: Ground, first: TargetInfo, second: TargetInfo): readonly Remark[] {
  const questions = [first, second].map(({ id }) => `target:${id}`);
  const clauses = ground.clausesOf('target').filter(({ question }) => questions.includes(question));
  // Most agreements promise no solution; then nothing else need be worked out.
  if (!questions.every((asked) => clauses.some(({ question, value }) => question === asked && isDated(value))))
    return [];
  const space = ground.spaces.ofClauses(clauses, ground.context);
  if (space === undefined) return [];
  const found = new Remarks();
  const winning = ground.winning(space);
  const sides = questions.map((question) =>
    space.members.flatMap(({ clause }, at) =>
      clause.kind === 'target' && clause.question === question && isDated(clause.value)
        ? [{ clause, areas: winning[at] ?? [] }]
        : [],
    ),
  );
  for (const one of sides[0] ?? []) {
    for (const other of sides[1] ?? []) {
      ground.steps.left -= 1;
      if (found.isFull || ground.steps.left < 0) return found.all;
      const key = `${rowOf(one.clause)}\0${rowOf(other.clause)}`;
      const isLonger = compareSpans(one.clause.value, other.clause.value);
      if (found.has(key) || (isLonger !== undefined && isLonger <= 0)) continue;
      const witness = shownIn(ground, space, one, other, first, second);
      if (witness === undefined) continue;
      found.add(key, {
        name: 'milestones-in-wrong-order',
        params: {
          first: first.id,
          second: second.id,
          where: witness.text.split(', ').slice(1).join(', '),
          rows: witness.says.map(({ clause, text }) => ({ name: rowName(clause, ground.ir), says: text })),
          times: timesOf(ground, first, second, witness),
        },
        at: other.clause.span,
        related: [{ at: one.clause.span, message: `\`${first.id}\` says ${witness.says[0]?.text}` }],
        witness,
      });
    }
  }
  return found.all;
}

interface Side {
  readonly clause: TargetClause;
  readonly areas: readonly Area[];
}

function shownIn(
  ground: Ground,
  space: Space,
  one: Side,
  other: Side,
  first: TargetInfo,
  second: TargetInfo,
): Witness | undefined {
  const isWrong = (witness: Witness): boolean => {
    const dues = duesIn(ground, first.from, witness);
    return (dues.get(first.id) ?? 0) > (dues.get(second.id) ?? Infinity);
  };
  for (const left of one.areas) {
    for (const right of other.areas) {
      const both = meet(space.layout, left, right);
      const witness = both && probe(ground, space, both, [one.clause, other.clause], isWrong);
      if (witness !== undefined) return witness;
    }
  }
  return undefined;
}

/** When the ticket starts, and when the second and the first fall due. */
function timesOf(ground: Ground, first: TargetInfo, second: TargetInfo, witness: Witness): readonly string[] {
  const dues = duesIn(ground, first.from, witness);
  const instants = [witness.situation.at, dues.get(second.id) ?? 0, dues.get(first.id) ?? 0];
  return shortened(instants.map(ground.witnesses.momentText));
}
