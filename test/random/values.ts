// The figures and small values that random clauses are made of.
import type { Bounds, Index, LadderValue, OpenValue, Period, RateValue, WordValue } from '../../runtime/src/ir.ts';
import type { Domain } from './conditions.ts';
import { callout, driving, travel, work } from './frame.ts';
import type { Tape } from './tape.ts';

export const money = (tape: Tape) => tape.pick('100', '650', '99.5', '1750', '0', '33.33', '7');

export const perHour = (tape: Tape): RateValue => ({
  kind: 'rate',
  amount: money(tape),
  per: tape.pick('3600', '3600', '1800', '420'),
});

export const perPiece = (tape: Tape): RateValue => ({
  kind: 'rate',
  amount: money(tape),
  per: tape.pick('1', '3', '10'),
});

export const open = (tape: Tape): OpenValue => (tape.chance(50) ? { kind: 'open', name: 'rabatt' } : { kind: 'open' });

export function word(tape: Tape): WordValue {
  return tape.pick<WordValue>(
    { kind: 'included' },
    { kind: 'not-offered' },
    { kind: 'on-request' },
    { kind: 'see', document: 'List' },
    { kind: 'open' },
    { kind: 'at-cost' },
  );
}

export function ladder<V>(tape: Tape, bounds: readonly string[], value: () => V, by?: string): LadderValue<V> {
  const mode = by === undefined ? tape.pick('part', 'whole') : 'whole';
  const steps = bounds.map((bound) => ({ to: { bound, included: tape.chance(60) }, value: value() }));
  return { kind: 'ladder', mode, ...(by === undefined ? {} : { by }), steps: [...steps, { value: value() }] };
}

export const moment: Domain = { fact: true, moments: [], windows: true };
export const scoped: Domain = { fact: true, moments: ['start'], windows: true };
export const periodic: Domain = { fact: false, moments: [], windows: true };

export const month: Period = { basis: 'calendar', unit: 'month', count: 1 };
export const week: Period = { ...month, unit: 'week' };

export const anyPeriod = (tape: Tape): Period =>
  tape.weigh<Period>(
    [6, () => month],
    [2, () => ({ basis: 'calendar', unit: tape.pick('week', 'day', 'quarter', 'half-year', 'year'), count: 1 })],
    [2, () => ({ basis: 'contract', unit: 'month', count: tape.pick(1, 2, 12) })],
  );

export const bases = (tape: Tape): Index[] =>
  [
    tape.pick<Index[]>([work], [work, travel], [work, callout], [callout, driving], [work, travel, callout, driving]),
  ].flat();

export function bounds(tape: Tape, low: string, high: string): Bounds {
  return tape.pick<Bounds>({ atMost: high }, { atLeast: low }, { atLeast: low, atMost: high });
}
