// Surcharges with steps: how far each piece of work climbs in its scope, and the parts of it that lie in one step (meanings P4, P8).

import { Rational } from '../exact.ts';
import type { SurchargeClause } from '../ir.ts';
import type { Base } from './bases.ts';
import { climb, stepOf } from './ladder.ts';
import type { Run, Trouble } from './run.ts';
import { scopeMissing, scopeOf } from './scopes.ts';

type StepValue = Exclude<SurchargeClause['value'], { readonly kind: 'ladder' }>;

/** What was counted in the scope before a piece, drawn or not, and in all of it. */
interface Height {
  readonly before: Rational;
  readonly scope: string;
}

/** Where pieces stand on the ladders of surcharges. */
export interface Heights {
  /** Undefined: the fact does not say its scope. */
  of(clause: SurchargeClause, base: Base): Height | undefined;
  total(height: Height): Rational;
}

/** `answer`: the surcharge that one of the questions has for the base; asked of all work, since what is drawn climbs too. */
export function heightsOf(
  run: Run,
  bases: readonly Base[],
  questions: readonly string[],
  answer: (question: string, base: Base) => SurchargeClause | undefined,
): Heights {
  const found = new Map<Base, Map<string, Height>>();
  const totals = new Map<string, Rational>();
  for (const base of bases) {
    if (base.isStart) continue;
    for (const question of questions) {
      const clause = answer(question, base);
      if (clause?.value.kind !== 'ladder') continue;
      const name = scopeOf(run, clause.scope, base.piece.work, base.piece.from);
      if (name === undefined) continue;
      const scope = `${clause.id} ${name}`;
      const before = totals.get(scope) ?? Rational.zero;
      totals.set(scope, before.plus(base.piece.counted));
      found.set(base, (found.get(base) ?? new Map<string, Height>()).set(clause.id, { before, scope }));
    }
  }
  return {
    of: (clause, base) => found.get(base)?.get(clause.id),
    total: ({ scope }) => totals.get(scope) ?? Rational.zero,
  };
}

/** A part of what is charged of a piece, in which no surcharge changes. */
export interface Part {
  readonly quantity: Rational;
  /** What it costs after discounts. */
  readonly price: Rational;
  /** What each surcharge says of it, in the order in which they were handed in. */
  readonly values: readonly StepValue[];
}

export function partsOf(
  run: Run,
  base: Base,
  clauses: readonly SurchargeClause[],
  heights: Heights,
): readonly Part[] | Trouble {
  if (clauses.every(({ value }) => value.kind !== 'ladder'))
    return [
      { quantity: base.quantity, price: base.discounted, values: clauses.map(({ value }) => value as StepValue) },
    ];
  const { bought, drawn } = base.piece;
  // What is bought comes first, what is drawn after it; the rest is charged.
  const free = bought.plus(drawn);
  const standing: (Rational | undefined)[] = [];
  for (const clause of clauses) {
    const height = clause.value.kind === 'ladder' ? heights.of(clause, base) : undefined;
    if (clause.value.kind === 'ladder' && height === undefined) return scopeMissing(run, clause);
    standing.push(height?.before.plus(free));
  }
  const ends = new Map<string, Rational>();
  for (const [at, { value }] of clauses.entries()) {
    const before = standing[at];
    if (value.kind !== 'ladder' || value.mode === 'whole' || before === undefined) continue;
    let end = Rational.zero;
    for (const { quantity } of climb(value, before, base.quantity)) {
      end = end.plus(quantity);
      ends.set(end.toString(), end);
    }
  }
  ends.set(base.quantity.toString(), base.quantity);
  let from = Rational.zero;
  return [...ends.values()]
    .sort((a, b) => a.compare(b))
    .map((until) => {
      const start = from;
      from = until;
      const quantity = until.minus(start);
      const values = clauses.map((clause, at): StepValue => {
        const { value } = clause;
        if (value.kind !== 'ladder') return value;
        const before = (standing[at] ?? Rational.zero).plus(start);
        const height = heights.of(clause, base);
        const step =
          value.mode === 'part' || height === undefined
            ? climb(value, before, quantity)[0]?.value
            : stepOf(value, heights.total(height));
        return step ?? { kind: 'none' };
      });
      return { quantity, price: priceWithin(base, start, until), values };
    });
}

/** What the charged quantity between two points costs: each charge by the share of it that lies there. */
function priceWithin(base: Base, from: Rational, until: Rational): Rational {
  if (base.price.isZero() || (from.isZero() && until.equals(base.quantity))) return base.discounted;
  const charges = Rational.sum(base.charges.map(({ quantity }) => quantity)).equals(base.quantity)
    ? base.charges
    : [{ quantity: base.quantity, amount: base.price }];
  let start = Rational.zero;
  let price = Rational.zero;
  for (const { quantity, amount } of charges) {
    const end = start.plus(quantity);
    const inside = end.min(until).minus(start.max(from));
    if (inside.sign() > 0) price = price.plus(amount.times(inside).over(quantity));
    start = end;
  }
  return price.times(base.discounted).over(base.price);
}
