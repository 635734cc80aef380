// What others publish: an index or a rate by its name, and points on it.
import type * as ast from '@avtal/grammar';
import type { Decimal, IndexSeries } from '@avtal/runtime';
import { given } from '../../optional.ts';
import type { Slot } from '../slot.ts';
import { inUnit } from './phrases.ts';

/** `+2%`, `-1%`: percentage points, with their sign. */
export function pointsOf(
  slot: Slot,
  amount: ast.Amount,
  because = 'it is added to a percentage',
  signs = ['+', '-'],
): Decimal | undefined {
  const points = inUnit(slot, amount, { kind: 'percent' }, because, signs);
  return points === undefined || amount.sign !== '-' ? points : `-${points}`;
}

/** Nobody declares an index: it is known by its first mention. */
export function seriesOf({ model, place }: Slot, name: ast.Name, month?: number): IndexSeries {
  if (model.uses.find('index', name.text) === undefined) model.uses.declare('index', { name }, place);
  else model.uses.use('index', name, place);
  return { series: name.text, ...given('month', month) };
}
