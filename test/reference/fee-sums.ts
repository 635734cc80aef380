// What fees come to in a period, of a unit or of all (meaning K4).
import type { CivilDate, PercentOfFee, Period, UnitFact } from '../../runtime/src/ir.ts';
import { periodOf, type Span } from './days.ts';
import { discountsOff } from './discounts.ts';
import { discountsFor } from './fee-extras.ts';
import { countUnits, type Fee } from './fees.ts';
import { compare, divided, type Fraction, minus, one, plus, positive, read, sum, times, zero } from './fraction.ts';
import { nominal, share as partIn, within } from './lots.ts';
import { ask, type World } from './questions.ts';
import { startOfDay } from './windows.ts';

/** What fees come to by what is known on a day; `whole`: as if the agreement said `part months full`. */
export type Charged = (day: CivilDate, whole?: boolean) => readonly Fee[];

export const inWholePeriods = (world: World): World => ({
  ...world,
  ir: { ...world.ir, agreement: { ...world.ir.agreement, partPeriods: 'full' } },
});

/** Whether single fees count where they are due, or from then on. */
export type Singles = 'due' | 'whole';

export const month: Period = { basis: 'calendar', unit: 'month', count: 1 };

/** K4: after the order, the last one that has a day of it. */
export const lastKnown = ({ order }: World, kind: Period, period: Span): Span =>
  order.until !== undefined && period.from > order.until ? periodOf(kind, order.from, order.until) : period;

/** K4: of what is shorter than a month, the month in which it ends. */
function feePeriod(kind: Period, period: Span): { readonly kind: Period; readonly period: Span } {
  if (kind.unit !== 'day' && kind.unit !== 'week') return { kind, period };
  return compare(nominal(kind), read(1)) >= 0
    ? { kind, period }
    : { kind: month, period: periodOf(month, '2000-01-01', period.until) };
}

/** K4: of the period, or of so many months as that of its last day in the order. */
export function feesOf(
  world: World,
  charged: Charged,
  { fees, months }: PercentOfFee,
  kind: Period,
  period: Span,
  unit?: UnitFact,
): Fraction {
  if (months === undefined) return feesIn(world, charged, fees, kind, period, unit, 'before', 'whole');
  const last = periodOf(month, '2000-01-01', within(world, lastKnown(world, kind, period)).until);
  const known: Charged = (day) => charged(day, true);
  const each = feesIn(inWholePeriods(world), known, fees, month, last, unit, 'before', 'whole');
  return times(each, read(`${months}`));
}

/** K4. */
export function feesIn(
  world: World,
  charged: Charged,
  names: readonly string[],
  ofKind: Period,
  of: Span,
  unit?: UnitFact,
  surcharges: 'before' | 'after' = 'before',
  singles: Singles = 'due',
): Fraction {
  const { kind, period } = feePeriod(ofKind, lastKnown(world, ofKind, of));
  const inside = within(world, period);
  const meant = charged(period.until).filter(({ clause, name }) =>
    names.length === 0 ? clause.period !== undefined : names.includes(name),
  );
  return sum(
    meant.map((fee) => {
      const { clause, day, amount, extras } = fee;
      if (!isCounted(world, clause.period, day, kind, inside, singles)) return zero;
      const isLonger = clause.period !== undefined && compare(nominal(kind), nominal(clause.period)) < 0;
      const share = isLonger ? divided(nominal(kind), nominal(clause.period!)) : read(1);
      const counting = extras.filter((one) => surcharges === 'after' || one.clause.kind === 'discount');
      const net = plus(amount, sum(counting.map((one) => one.amount)));
      const own = concerned(world, fee, unit) ? ofUnit(world, fee, unit!) : net;
      return times(own, share);
    }),
  );
}

/** Whether a fee that is due on the day is in what fees come to in these days. */
export function isCounted(
  { order }: World,
  ofFee: Period | undefined,
  day: CivilDate,
  kind: Period,
  inside: Span,
  singles: Singles,
): boolean {
  if (ofFee === undefined && singles === 'whole') return day <= inside.until;
  const isLonger = ofFee !== undefined && compare(nominal(kind), nominal(ofFee)) < 0;
  return isLonger
    ? day <= inside.from && inside.from <= periodOf(ofFee, order.from, day).until
    : inside.from <= day && day <= inside.until;
}

const concerned = (world: World, { clause }: Fee, unit: UnitFact | undefined): boolean =>
  unit !== undefined && clause.unit !== undefined && world.ir.subjects[clause.unit]!.id === unit.unit;

/** What one unit comes to: its share, less the discounts that hold for it. */
function ofUnit(world: World, { clause, name, present, part, unit: single, amount }: Fee, unit: UnitFact): Fraction {
  if (single !== undefined && single !== unit.id) return zero;
  const whole = clause.period === undefined ? part : periodOf(clause.period, world.order.from, part.from);
  const all = countUnits(world, present, whole, part);
  const own = present.filter(({ id }) => id === unit.id);
  if (!positive(all) || own.length === 0) return zero;
  const share = times(amount, divided(countUnits(world, own, whole, part), all));
  const subject = clause.unit === undefined ? {} : { subject: clause.unit };
  const situation = {
    ...{ at: startOfDay(world.ir, part.from), ...subject },
    choices: unit.choices ?? {},
    numbers: unit.numbers ?? {},
  };
  const askHere = (question: string) => {
    const answer = ask(world, question, situation);
    return answer.kind === 'clause' ? answer.clause : undefined;
  };
  const number = times(
    countUnits(world, own, whole, part),
    clause.period === undefined ? one : (partIn(world, whole) ?? one),
  );
  const found = discountsOff(world, discountsFor(world, name, askHere).here, share, number, askHere);
  return typeof found === 'string' ? share : minus(share, sum(found.map((off) => off.amount)));
}
