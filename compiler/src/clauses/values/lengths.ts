// Lengths by the calendar: `3 months`, `30 days`, `2 years`.
import type * as ast from '@avtal/grammar';
import type { CivilLength } from '@avtal/runtime';

const lengths: Readonly<Record<string, CivilLength>> = {
  day: { count: 1, unit: 'day' },
  week: { count: 7, unit: 'day' },
  month: { count: 1, unit: 'month' },
  quarter: { count: 3, unit: 'month' },
  'half-year': { count: 6, unit: 'month' },
  year: { count: 12, unit: 'month' },
};

/** A century: longer is a slip of the pen. */
const longest = 1200;

/** Undefined: it is no such length, or less than `least`. */
export function civilLength(amount: ast.Amount, least = 1): CivilLength | undefined {
  const [part, second] = amount.parts;
  const one = part?.unit === undefined ? undefined : lengths[part.unit.text.replace(/s$/, '')];
  const count = Number(part?.number.text);
  const isPlain = second === undefined && amount.sign === undefined && amount.per === undefined;
  const fits = one !== undefined && isPlain && Number.isInteger(count) && count >= least && count <= longest;
  return fits ? { count: count * one.count, unit: one.unit } : undefined;
}
