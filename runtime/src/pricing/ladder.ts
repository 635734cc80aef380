// Ladders: an answer as a function of a quantity (meanings P4, F7).
import { Rational } from '../exact.ts';
import type { LadderValue } from '../ir.ts';

/** A part of a quantity and the step (the how manieth) that answers it; `opens`: nothing of the step was used before. */
export interface Stretch<V> {
  readonly value: V;
  readonly quantity: Rational;
  readonly opens: boolean;
  readonly step: number;
}

/** The step in which the quantity lies: `up to B` contains exactly B, `below B` does not. */
export function stepOf<V>(ladder: LadderValue<V>, quantity: Rational): V | undefined {
  return ladder.steps[stepAt(ladder, quantity)]?.value;
}

/** All of the quantity in the step in which the height lies. */
export function inStep<V>(ladder: LadderValue<V>, height: Rational, quantity: Rational): Stretch<V | undefined> {
  const step = stepAt(ladder, height);
  return { value: ladder.steps[step]?.value, quantity, opens: true, step };
}

function stepAt({ steps }: LadderValue<unknown>, quantity: Rational): number {
  return steps.findIndex(({ to }) => {
    if (to === undefined) return true;
    const side = quantity.compare(Rational.of(to.bound));
    return side < 0 || (side === 0 && to.included);
  });
}

/** Splits the quantity that comes after `before` on the steps that it climbs. */
export function climb<V>(ladder: LadderValue<V>, before: Rational, quantity: Rational): Stretch<V>[] {
  const end = before.plus(quantity);
  const stretches: Stretch<V>[] = [];
  let low = Rational.zero;
  for (const [step, { to, value }] of ladder.steps.entries()) {
    const high = to === undefined ? end.max(low) : Rational.of(to.bound);
    const part = high.min(end).minus(low.max(before));
    if (part.sign() > 0) stretches.push({ value, quantity: part, opens: before.compare(low) <= 0, step });
    low = high;
  }
  return stretches;
}
