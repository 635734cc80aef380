// What fees come to for a period, after discounts: what credits are a percentage of (meaning K4).

import { Rational } from '../exact.ts';
import type { Clause, LimitClause, PercentOfFee, Period } from '../ir.ts';
import { own } from '../own.ts';
import { shareOf } from '../share.ts';
import { type DayRange, periodContaining } from '../time/civil.ts';
import type { Catalog } from './catalog.ts';
import { discountsOn, type Fee, feeContributions, feeName } from './fee-lines.ts';
import { feesOn } from './fees.ts';
import { type Book, bookOf, knownOn } from './known.ts';
import { type Occasion, type Shape, shapesOf, singleOccasions } from './occasions.ts';
import { inOrder, nominal } from './parts.ts';
import type { Held, Piece } from './pieces.ts';
import { isTrouble, type Run, type Trouble, trouble } from './run.ts';
import { shareIn, situationOf } from './units.ts';

/** A period of its kind, whole. */
export interface Stretch {
  readonly kind: Period;
  readonly days: DayRange;
}

const MONTH: Period = { basis: 'calendar', unit: 'month', count: 1 };

/** K4: the last such period that has a day of the order, in place of one after it. */
export function inOrderAtLast({ orderDays }: Run, during: Stretch): Stretch {
  if (during.days.from < orderDays.until) return during;
  return { ...during, days: periodContaining(during.kind, orderDays.until - 1, orderDays.from) };
}

/** What fees are counted for: the month in which a shorter period ends. */
function feePeriod(during: Stretch): Stretch {
  if (nominal(during.kind).compare(Rational.one) >= 0) return during;
  return { kind: MONTH, days: periodContaining(MONTH, during.days.until - 1, 0) };
}

/** Those of the named fees; of no names, all that recur. */
export function feeQuestions(catalog: Catalog, names: readonly string[]): readonly string[] {
  const questions = catalog.questions('fee');
  const recurring = new Set(
    catalog.clauses('fee').flatMap(({ question, period }) => (period === undefined ? [] : question)),
  );
  if (names.length === 0) return questions.filter((question) => recurring.has(question));
  return names.map((name) => (questions.includes(`fee:${name}`) ? `fee:${name}` : name));
}

interface Which {
  /** As far as that unit is concerned. */
  readonly unit?: Held;
  readonly surcharges: LimitClause['surcharges'];
  /** Whether single fees count where they are due, or whole from then on. */
  readonly singles: 'due' | 'whole';
}

/** The named fees (none: all that recur). */
export function feesFor(
  all: Book,
  names: readonly string[],
  given: Stretch,
  { unit, surcharges, singles }: Which,
): Rational | Trouble {
  const during = feePeriod(inOrderAtLast(all.run, given));
  const book = knownOn(all, during.days.until - 1);
  const { run } = book;
  let sum = Rational.zero;
  for (const question of feeQuestions(run.catalog, names)) {
    for (const shape of shapesOf(run, question)) {
      for (const { occasion, share } of occasionsIn(book, shape, during, singles)) {
        const due = feesOn(book, question, shape, occasion, []);
        if (isTrouble(due)) return due;
        for (const fee of due) {
          const concerned = unit === undefined || shape.unit !== unit.subject ? undefined : unit;
          const amount = discounted(book, question, fee, occasion, concerned, surcharges);
          if (isTrouble(amount)) return amount;
          sum = sum.plus(amount.times(share));
        }
      }
    }
  }
  return sum;
}

/** K4: a share of what the fees come to for the period, or for so many months as that in which it ends. */
export function shareFor(book: Book, value: PercentOfFee, given: Stretch, unit?: Held): Rational | Trouble {
  const which = { ...(unit && { unit }), surcharges: 'before', singles: 'whole' } as const;
  const { fees: names, months } = value;
  const fees =
    months === undefined
      ? feesFor(book, names, given, which)
      : feesFor(inWholePeriods(book), names, lastMonth(book, given), which);
  return isTrouble(fees) ? fees : fees.times(shareOf(value)).times(Rational.of(months ?? 1));
}

/** P5: a share of what they come to for the month in which the piece lies, as often as a number of its fact says. */
export function shareAt(run: Run, value: PercentOfFee, { situation, work }: Piece, by: Clause): Rational | Trouble {
  const { monthsBy } = value;
  const days = periodContaining(MONTH, run.zone.dayAt(situation.at), run.orderDays.from);
  const one = monthsBy === undefined ? value : { ...value, months: 1 };
  const amount = shareFor(bookOf(run, run.units), one, { kind: MONTH, days });
  if (monthsBy === undefined || isTrouble(amount)) return amount;
  const months = own(work.numbers, monthsBy);
  if (months !== undefined) return amount.times(Rational.of(months));
  const message = `The price of \`${work.subject.id}\` depends on \`${monthsBy}\`, which is not stated.`;
  return trouble('number-missing', message, [by]);
}

/** As if the agreement said `part months full`. */
function inWholePeriods({ run, units, before }: Book): Book {
  const ir: Run['ir'] = { ...run.ir, agreement: { ...run.ir.agreement, partPeriods: 'full' } };
  const own = { run: { ...run, ir }, units };
  return before === undefined ? own : { ...own, before: { ...before, book: inWholePeriods(before.book) } };
}

/** The calendar month of the last day of it that the order has. */
function lastMonth({ run }: Book, given: Stretch): Stretch {
  const last = inOrder(run, inOrderAtLast(run, given).days).until - 1;
  return { kind: MONTH, days: periodContaining(MONTH, last, 0) };
}

/** The periods of the fee that count, each with the part of it that falls to the credit's period. */
function occasionsIn(
  { run, units }: Book,
  shape: Shape,
  { kind, days }: Stretch,
  singles: Which['singles'],
): { readonly occasion: Occasion; readonly share: Rational }[] {
  const own = inOrder(run, days);
  if (shape.period === undefined) {
    const due = singleOccasions(run, shape, units).filter(
      ({ days: { from } }) => (singles === 'whole' || from >= own.from) && from < own.until,
    );
    return due.map((occasion) => ({ occasion, share: Rational.one }));
  }
  const anchor = run.orderDays.from;
  const share = nominal(kind).over(nominal(shape.period));
  if (share.compare(Rational.one) < 0) {
    const period = periodContaining(shape.period, own.from, anchor);
    return [{ occasion: { period, days: inOrder(run, period), whole: false, single: false }, share }];
  }
  const found: { occasion: Occasion; share: Rational }[] = [];
  for (let day = own.from; day < own.until; ) {
    const period = periodContaining(shape.period, day, anchor);
    const inside = inOrder(run, period);
    if (inside.from >= own.from)
      found.push({ occasion: { period, days: inside, whole: false, single: false }, share: Rational.one });
    day = period.until;
  }
  return found;
}

/** What the fee comes to after discounts; of a unit, its share. */
function discounted(
  { run }: Book,
  question: string,
  fee: Fee,
  occasion: Occasion,
  unit: Held | undefined,
  surcharges: LimitClause['surcharges'],
): Rational | Trouble {
  if (unit === undefined) {
    const lines = feeContributions(run, question, occasion, fee);
    if (isTrouble(lines)) return lines;
    const counting = lines.filter(({ kind }) => surcharges === 'after' || kind !== 'surcharge');
    return Rational.sum(counting.map(({ amount }) => amount));
  }
  const mine = fee.units.filter(({ fact }) => fact.id === unit.fact.id);
  const share = shareIn(run, mine, occasion, fee.counted);
  const whole = fee.amount.times(share);
  const discounts = discountsOn(run, feeName(question), situationOf(run, fee.at, unit), whole, share.times(fee.paid));
  return isTrouble(discounts) ? discounts : whole.minus(Rational.sum(discounts.map(({ amount }) => amount)));
}
