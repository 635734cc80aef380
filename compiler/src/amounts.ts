// Amounts as written to exact quantities in base units: durations in seconds, counts in pieces, percent, other units.
import type { Amount } from '@avtal/grammar';
import type { Decimal, Unit } from '@avtal/runtime';
import type { Model, Place } from './model.ts';

/** The unit that a name stands for: `h` is time, `pieces` a count, `%` percent, anything else itself (`km`). */
export function unitNamed(name: string): Unit {
  if (/^(s|min|h|days?)$/.test(name)) return { kind: 'time' };
  if (/^(pieces?|pcs)$/.test(name)) return { kind: 'count' };
  if (name === '%') return { kind: 'percent' };
  return { kind: 'other', name };
}

/**
 * The amount in base units of `unit` (`4 h` of time is `14400`, `6` pieces are `6`); reports an amount of another unit
 * with the reason why this unit is due ("`estimate` is counted in time") and returns undefined.
 */
export function quantityIn(unit: Unit, amount: Amount, why: string, model: Model, place: Place): Decimal | undefined {
  // B replaces this: only whole time and bare numbers so far.
  void unit;
  void why;
  void model;
  void place;
  const seconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, day: 86400, days: 86400 };
  let sum = 0;
  for (const part of amount.parts) sum += Number(part.number.text) * (seconds[part.unit?.text ?? ''] ?? 1);
  return String(sum);
}
