// Every question of an agreement classified by brute force: each quarter of an hour × tier × choice × representative number.
//
// It shares nothing with the analysis but the types of the IR. What holds and what beats what is asked of the reference
// evaluator. The product is not walked one by one: situations in which the same boxes of conditions hold are one, so that
// after each dimension only the different sets of boxes are kept. That collapses exactly, since an answer depends on
// nothing else; one-by-one.ts asks the reference in raw situations, without collapsing anything.
import type { Clause, Ir } from '@avtal/runtime';
import { beats, meaning } from '../../reference/questions.ts';
import { instants, momentMasks } from './moments.ts';
import { type Asked, due, isFor, isIn, isOwn, representatives, valuesOf } from './questions.ts';

export interface Verdict {
  /** Pairs of clauses that contradict each other somewhere, as sorted texts `id id`. */
  readonly pairs: ReadonlySet<string>;
  readonly gap: boolean;
  /** Whether somewhere each clause that holds is beaten by another. */
  readonly circle: boolean;
  /** Clauses that win nowhere. */
  readonly silent: ReadonlySet<string>;
  /** Each set of winners that occurs, as the text of their ids. */
  readonly outcomes: ReadonlySet<string>;
  /** How many situations were told apart, and how many there are. */
  readonly kinds: number;
  readonly situations: number;
}

export function classify(asked: Asked): Verdict {
  const { ir, clauses, order } = asked;
  const { must, need } = due(asked);
  const own = clauses.flatMap((clause) =>
    clause.when.filter((box) => isFor(box, order)).map((box) => ({ clause, box })),
  );
  const boxes = [...own.map(({ box }) => box), ...must, ...need];
  const bit = (at: number): bigint => 1n << BigInt(at);
  /** Which boxes hold, as far as one dimension says. */
  const mask = (holds: (at: number) => boolean): bigint =>
    boxes.reduce((all, _, at) => (holds(at) ? all | bit(at) : all), 0n);
  const choices = new Set(boxes.flatMap((box) => Object.keys(box.choices ?? {})));
  const numbers = new Set(boxes.flatMap((box) => Object.keys(box.numbers ?? {})));
  choices.delete('order');
  const dimensions = [
    momentMasks(asked, boxes, mask),
    ...[...choices].map((id) =>
      valuesOf(asked, id).map((value) => mask((at) => boxes[at]?.choices?.[id]?.includes(value) ?? true)),
    ),
    ...[...numbers].map((id) =>
      representatives(ir, id, boxes).map((value) =>
        mask((at) => boxes[at]?.numbers?.[id]?.some((range) => isIn(range, value)) ?? true),
      ),
    ),
  ];
  let reached = new Set([bit(boxes.length) - 1n]);
  for (const values of dimensions) {
    const next = new Set<bigint>();
    for (const before of reached) for (const value of values) next.add(before & value);
    reached = next;
  }

  const pairs = new Set<string>();
  const heard = new Set<Clause>();
  const outcomes = new Set<string>();
  const inMust = boxes.reduce(
    (all, _, at) => (at >= own.length && at < own.length + must.length ? all | bit(at) : all),
    0n,
  );
  const inNeed = boxes.reduce((all, _, at) => (at >= own.length + must.length ? all | bit(at) : all), 0n);
  // Permissions and pauses all hold.
  const isOne = clauses[0]?.kind !== 'permit' && clauses[0]?.kind !== 'pause';
  let [gap, circle] = [false, false];
  for (const here of reached) {
    const matching = [...new Set(own.filter((_, at) => (here & bit(at)) !== 0n).map(({ clause }) => clause))];
    const unbeaten = (of: readonly Clause[]) => of.filter((one) => !of.some((other) => isBeaten(ir, one, other)));
    const best = unbeaten(matching);
    if (matching.length > 0 && best.length === 0) {
      // All of them answer, and contradict one another (Q3). What goes round without the order's terms is not theirs.
      for (const clause of matching) heard.add(clause);
      const common = matching.filter((clause) => !isOwn(asked, clause));
      const isNew = !asked.special || common.length === 0 || unbeaten(common).length > 0;
      circle ||= isNew && new Set(matching.map(said)).size > 1;
    }
    outcomes.add(
      best
        .map(({ id }) => id)
        .sort()
        .join(),
    );
    for (const clause of best) heard.add(clause);
    for (const one of best)
      for (const other of best)
        if (
          isOne &&
          one !== other &&
          said(one) !== said(other) &&
          (!asked.special || isOwn(asked, one) || isOwn(asked, other))
        )
          pairs.add([one.id, other.id].sort().join(' '));
    // A ticket event that has not happened leaves nothing open: only what can be asked is due.
    gap ||= matching.length === 0 && (here & inMust) !== 0n && (here & inNeed) === 0n;
  }
  const silent = clauses.filter((clause) => (!asked.special || isOwn(asked, clause)) && !heard.has(clause));
  const situations = dimensions.reduce(
    (all, values, at) => all * (at === 0 ? instants(asked).length : values.length),
    1,
  );
  return { pairs, gap, circle, silent: new Set(silent.map(({ id }) => id)), outcomes, kinds: reached.size, situations };
}

const meanings = new WeakMap<Clause, string>();
function said(clause: Clause): string {
  const known = meanings.get(clause) ?? meaning(clause);
  meanings.set(clause, known);
  return known;
}

const beaten = new WeakMap<Clause, Map<Clause, boolean>>();
function isBeaten(ir: Ir, one: Clause, by: Clause): boolean {
  const known = beaten.get(one) ?? new Map<Clause, boolean>();
  beaten.set(one, known);
  const found = known.get(by) ?? beats(ir, by, one);
  known.set(by, found);
  return found;
}
