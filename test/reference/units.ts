// What one unit counts for (meaning F5).
import type { UnitFact } from '../../runtime/src/ir.ts';
import { type Fraction, one, plus, read, times } from './fraction.ts';
import { numberOf, type World } from './questions.ts';

const rule = (world: World, unit: UnitFact) => world.ir.subjects.find(({ id }) => id === unit.unit)!.counts;

/** Whether the unit states what it counts by. */
export function statesNumbers(world: World, unit: UnitFact): boolean {
  const stated = { numbers: unit.numbers ?? {} };
  return (rule(world, unit)?.terms ?? []).every(({ number }) => numberOf(world, stated, number) !== undefined);
}

export function weight(world: World, unit: UnitFact): Fraction {
  const counts = rule(world, unit);
  const stated = { numbers: unit.numbers ?? {} };
  if (counts === undefined) return one;
  return counts.terms.reduce((all, { factor, number }) => {
    return plus(all, times(read(factor), read(numberOf(world, stated, number) ?? '0')));
  }, read(counts.constant));
}
