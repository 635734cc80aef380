// Circles: situations in which each row that holds is beaten by another that holds, so that none of them answers.
//
// A paper beats another, a row names one that it beats, `override` beats a plain row: each of these is an order, and what
// the first leaves open the next decides. Together they may go round.
import type { Clause } from '@avtal/runtime';
import { inOrder } from '../names/graph.ts';
import type { Beaters } from './beaters.ts';
import { isSpecial } from './contradictions.ts';
import type { Finding } from './finding.ts';
import { type Area, merged, type Steps, uncovered, valuesOn } from './regions.ts';
import type { Space } from './space.ts';
import type { Witnesses } from './witness.ts';

export interface Circles {
  readonly findings: readonly Finding[];
  /** Where none answers. */
  readonly areas: readonly Area[];
}

/** More circles of one question than anybody reads are not looked for. */
const mostCircles = 8;

export function circles(space: Space, near: Beaters, steps: Steps, witnesses: Witnesses): Circles {
  const { layout, members } = space;
  const none: Circles = { findings: [], areas: [] };
  // Ranks alone, and two papers, are in one line.
  const papers = new Set(members.map(({ clause }) => clause.document));
  if (papers.size < 3 && members.every(({ clause }) => clause.over.length === 0)) return none;
  const beaters = members.map((_, at) => [...new Set(near(at).map(({ member }) => member))]);
  if (inOrder(members.length, (at) => beaters[at] ?? []).cycles.length === 0) return none;

  let isDecided = true;
  /** What of the areas none of the covers has. */
  const rest = (areas: readonly Area[], covers: readonly Area[]): Area[] => {
    const left: Area[] = [];
    const visit = (part: Area): boolean => left.push(part) > 0;
    for (const area of areas)
      if (uncovered({ layout, steps, visit }, area, [...covers, ...left]) === 'undecided') isDecided = false;
    return left;
  };
  const unbeaten = members.flatMap(({ areas }, at) =>
    rest(
      areas,
      near(at).map(({ area }) => area),
    ),
  );
  const areas = merged(
    layout,
    rest(
      members.flatMap((member) => member.areas),
      unbeaten,
    ),
  );
  const findings = areas.slice(0, mostCircles).flatMap((area): Finding[] => {
    const matters = (axis: number): boolean =>
      valuesOn(layout, area, axis).length < valuesOn(layout, space.whole, axis).length;
    const witness = witnesses.of(space, area, matters, []);
    if (witness === undefined) return [];
    const answer = witnesses.replay(space, witness);
    // Rows that beat one another and say the same are one answer.
    if (answer.kind !== 'contradiction') return [];
    const clauses = pathRound(answer.clauses);
    // What goes round without the order is found without it.
    if (space.context.special && !clauses.some((clause) => isSpecial(clause, space))) return [];
    return [{ kind: 'circle', space, clauses, witness: witnesses.saying(witness, clauses) }];
  });
  const isWhole = isDecided && areas.length <= mostCircles;
  const undecided: Finding[] = isWhole ? [] : [{ kind: 'undecided', space, what: 'further contradictions' }];
  return { findings: [...findings, ...undecided], areas };

  /** Of clauses each of which is beaten by another, some of which each beats the next, and the last the first. */
  function pathRound(clauses: readonly Clause[]): readonly Clause[] {
    const matching = members.flatMap(({ clause }, at) => (clauses.includes(clause) ? [at] : []));
    const path: number[] = [];
    let next = matching[0];
    while (next !== undefined && !path.includes(next)) {
      const beaten = next;
      path.unshift(beaten);
      next = matching.find((other) => space.beats(other, beaten));
    }
    return path
      .slice(0, next === undefined ? undefined : path.indexOf(next) + 1)
      .flatMap((at) => members[at]?.clause ?? []);
  }
}
