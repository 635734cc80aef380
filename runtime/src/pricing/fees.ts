// Fees: recurring and single, per unit, in advance or in arrears, as a percentage of others (meanings F1–F7).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { FeeClause, PercentOfFee, Period } from '../ir.ts';
import type { Invoice } from '../results.ts';
import { shareOf, shareWords } from '../share.ts';
import { periodContaining } from '../time/civil.ts';
import { bound } from './bound.ts';
import { boundTraces, unclearIn } from './bound-units.ts';
import { type Fee, feeContributions, feeName } from './fee-lines.ts';
import { indexed } from './indexation.ts';
import { invoicedIn } from './invoicing.ts';
import { type Book, bookOf, knownOn, newsDays } from './known.ts';
import { climb, stepOf } from './ladder.ts';
import { type Contribution, isAsked } from './lines.ts';
import { isInSpan, type Occasion, occasionsOf, type Shape, shapesOf, singleOccasions } from './occasions.ts';
import { inOrder, nominal, partOf } from './parts.ts';
import { type Held, UnitPrice } from './pieces.ts';
import { deliveredInOrder, type Ended, endedOf, isPrepaid, mayRefund, refunded } from './refunds.ts';
import { ask, isTrouble, problemOf, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { countingOf, countUnits, isHeldIn, situationOf } from './units.ts';

/** Every fee that the basis asks for in the asked span, with its discounts, and what comes back of it. */
export function fees(run: Run, units: readonly Held[], basis: Invoice['basis']): Contribution[] {
  const book = bookOf(run, units);
  const settled = knownOn(book, Infinity);
  const news = newsDays(book);
  return run.catalog.questions('fee').flatMap((question) => {
    const ended = endedOf(book, question);
    const due = shapesOf(run, question).flatMap((shape) => {
      if (ended !== undefined && shape.period !== undefined)
        return endedEarly(book, question, { ...shape, period: shape.period }, ended, basis, news);
      return occasionsOf(run, question, shape, units, basis).flatMap((occasion) => {
        const told = (known: Book) => contributionsOf(known, question, shape, occasion);
        return basis === 'cost' || occasion.single
          ? [told(settled)].flat()
          : invoicedIn(run, invoiceDays(book, question, occasion, news), (day) => told(knownOn(book, day)));
      });
    });
    return [...due, ...(ended?.troubles ?? [])].flatMap((one) => {
      if (!isTrouble(one)) return isAsked(run, basis, one) ? [one] : [];
      run.problems.push({ problem: problemOf(one, feeName(question)) });
      return [];
    });
  });
}

/** F10: until the notice as if the order ran on; then what it has, and of what was paid for more what the refund says. */
function endedEarly(
  book: Book,
  question: string,
  shape: Shape & { readonly period: Period },
  ended: Ended,
  basis: Invoice['basis'],
  news: readonly number[],
): (Contribution | Trouble)[] {
  const { run } = book;
  const { open, noticed, last } = ended;
  const told = (known: Book, occasion: Occasion) => contributionsOf(known, question, shape, occasion);
  const own = occasionsOf(run, question, shape, book.units, basis);
  const goingOn = occasionsOf(open.run, question, shape, open.units, 'invoice');
  /** What is due of what the order has. */
  const inOrder = (occasion: Occasion, day: number): Contribution[] | Trouble => {
    const all = told(knownOn(book, day), occasion);
    if (isTrouble(all)) return all;
    const reaches = goingOn.find(({ period }) => period.from === occasion.period.from) ?? occasion;
    return all.filter((one) => !isPrepaid(ended, reaches, one));
  };
  const prepaid = (occasion: Occasion, day: number): Contribution[] | Trouble => {
    if (!mayRefund(ended, occasion)) return [];
    const all = told(knownOn(open, Math.min(day, last)), occasion);
    return isTrouble(all) ? all : all.filter((one) => isPrepaid(ended, occasion, one));
  };
  const paid = goingOn.map((occasion) => [occasion, prepaid(occasion, last)] as const);
  const back = paid.flatMap(([occasion, all]) =>
    isTrouble(all) ? [] : refunded(run, ended, occasion, shape.period, all),
  );
  if (basis === 'cost') {
    const isDue = ({ days }: Occasion) => isInSpan(run, Math.min(days.from, last));
    const kept = paid.flatMap(([occasion, all]): (Contribution | Trouble)[] =>
      isTrouble(all) ? (isDue(occasion) ? [all] : []) : all.map((one) => deliveredInOrder(ended, one)),
    );
    return [...own.flatMap((occasion) => [inOrder(occasion, Infinity)].flat()), ...kept, ...back];
  }
  const isSame = (a: Occasion) => (b: Occasion) => a.period.from === b.period.from;
  // In arrears, the end brings forward what would be invoiced later.
  const all = [...goingOn, ...own.filter((occasion) => !goingOn.some(isSame(occasion)))];
  const invoiced = all.flatMap((occasion) => {
    const ordered = own.find(isSame(occasion));
    const days = invoiceDays(book, question, occasion, [...news, noticed]);
    const more = ordered === undefined ? [] : invoiceDays(book, question, ordered, news);
    return invoicedIn(
      run,
      [...new Set([...days, ...more])].sort((a, b) => a - b),
      (day) => {
        if (day < noticed) return told(knownOn(open, day), occasion);
        const parts = [prepaid(occasion, day), ordered === undefined ? [] : inOrder(ordered, day)];
        return parts.find(isTrouble) ?? parts.flatMap((part) => (isTrouble(part) ? [] : part));
      },
    );
  });
  return [...invoiced, ...back];
}

function contributionsOf(book: Book, question: string, shape: Shape, occasion: Occasion): Contribution[] | Trouble {
  const due = feesOn(book, question, shape, occasion, []);
  if (isTrouble(due)) return due;
  const all: Contribution[] = [];
  for (const fee of due) {
    const contributions = feeContributions(book.run, question, occasion, fee);
    if (isTrouble(contributions)) return contributions;
    all.push(...contributions);
  }
  return all;
}

/** F8: the days of the invoice, and those on which more becomes known of the period; a percentage may rest on longer ones. */
function invoiceDays({ run }: Book, question: string, { days, invoiced }: Occasion, news: readonly number[]): number[] {
  const clauses = run.plan.clausesOf(question).filter((clause) => clause.kind === 'fee');
  const due = clauses.map(({ inAdvance }) => invoiced?.(inAdvance) ?? days.from);
  const isOfOthers = clauses.some(({ value }) => value.kind === 'percent-of-fee');
  const first = Math.min(...due);
  const later = news.filter((day) => day > first && (isOfOthers || day < days.until));
  return [...new Set([...due, ...later])].sort((a, b) => a - b);
}

// --------------------------------------------------------------------------------------------------- one period's fees

/** Asked at the period's start; of unit fees for each unit, those under one clause together. */
export function feesOn(
  given: Book,
  question: string,
  shape: Shape,
  occasion: Occasion,
  path: readonly string[],
): Fee[] | Trouble {
  const { run } = given;
  const book = occasion.single ? knownOn(given, occasion.days.from) : given;
  const at = run.zone.startOfDay(occasion.days.from);
  const groups = new Map<string, { clause: FeeClause; units: Held[] }>();
  const asking = shape.unit === undefined ? [undefined] : unitsOn(book, shape, occasion);
  const unclear = unclearIn(occasion.single ? [] : asking.flatMap((unit) => unit ?? []), occasion.days);
  if (unclear !== undefined) return unclear;
  for (const unit of asking) {
    const clause = ask(run, 'fee', question, situationOf(run, at, unit));
    if (clause === undefined || !isOfShape(clause, shape)) continue;
    if (isTrouble(clause)) return clause;
    const group = groups.get(clause.id) ?? { clause, units: [] };
    if (unit !== undefined) group.units.push(unit);
    groups.set(clause.id, group);
  }
  const due: Fee[] = [];
  for (const { clause, units } of groups.values()) {
    const fee = feeOf(book, clause, at, units, occasion, [...path, question]);
    if (isTrouble(fee)) return fee;
    if (fee !== undefined) due.push(fee);
  }
  return due;
}

function isOfShape(clause: FeeClause | Trouble, { period, unit }: Shape): boolean {
  if (isTrouble(clause)) return true;
  return clause.unit === unit && JSON.stringify(clause.period) === JSON.stringify(period);
}

function unitsOn({ units }: Book, { unit: subject }: Shape, { unit, days }: Occasion): readonly Held[] {
  return unit === undefined ? units.filter((held) => held.subject === subject && isHeldIn(held, days)) : [unit];
}

function feeOf(
  book: Book,
  clause: FeeClause,
  at: number,
  units: readonly Held[],
  occasion: Occasion,
  path: readonly string[],
): Fee | undefined | Trouble {
  const { run } = book;
  const owner = { kind: 'fee', name: feeName(clause.question) } as const;
  const found = indexed(run, owner, clause, at);
  if (isTrouble(found)) return found;
  const { value, traces: index } = found;
  const part = occasion.whole ? { value: Rational.one } : partOf(run, occasion.period, clause.id);
  if ('kind' in part) return part;
  const number = numberOf(book, clause, units, occasion);
  if (isTrouble(number)) return number;
  if (number.isZero()) return undefined;
  // One fee for all of them is one, however many there are.
  const quantity = clause.by === undefined ? number : Rational.one;
  const paid = quantity.times(part.value);
  const fee = (amount: Rational, text: string, unitPrice?: UnitPrice): Fee => {
    const bounded = bound(amount, value);
    const words = bounded.equals(amount) ? text : `${text}, bounded to ${numberText(bounded)}`;
    return {
      clause,
      units,
      at,
      counted: quantity,
      paid,
      quantity: unitPrice === undefined ? quantity : paid,
      amount: bounded,
      text: words,
      index: [...index, ...boundTraces(units)],
      ...(unitPrice === undefined ? {} : { unitPrice }),
    };
  };
  const cut = part.value.equals(Rational.one) ? '' : ` × ${part.value} of the period`;
  switch (value.kind) {
    case 'money': {
      const amount = Rational.parse(value.amount);
      const text = `${numberText(quantity)} × ${value.amount}${cut}`;
      return fee(quantity.times(amount).times(part.value), text, new UnitPrice(amount, Rational.one));
    }
    case 'ladder': {
      const amount = ladderAmount(clause, value, number);
      if (isTrouble(amount)) return amount;
      const text = `${numberText(number)} by the steps of the ladder${cut}`;
      return fee(
        amount.times(part.value),
        text,
        clause.by === undefined ? undefined : new UnitPrice(amount, Rational.one),
      );
    }
    case 'percent-of-fee': {
      const of = percentBase(book, value, occasion, path);
      if (isTrouble(of)) return of;
      return fee(of.times(shareOf(value)), `${shareWords(value)} of ${numberText(of)}`);
    }
    case 'included':
      return undefined;
    case 'not-offered':
      return clause.unit === undefined ? undefined : wordTrouble(clause, value);
    default:
      return wordTrouble(clause, value);
  }
}

/** How many units the clause counts; 1 of a fee that counts none. */
function numberOf(
  { run, units: all }: Book,
  clause: FeeClause,
  own: readonly Held[],
  occasion: Occasion,
): Rational | Trouble {
  const counted = clause.by ?? clause.unit;
  if (counted === undefined) return Rational.one;
  if (clause.by === undefined && occasion.unit !== undefined) return occasion.unit.size;
  const mode = countingOf(run.ir, counted);
  if (mode === undefined) {
    return trouble(
      'part-period-not-said',
      'Say `units counted any day`, `first day`, `last day`, `day 15`, `peak` or `by day`.',
      [clause],
    );
  }
  if (clause.by === undefined) return countUnits(own, occasion, mode);
  const units = all.filter(({ subject }) => subject === counted);
  return unclearIn(occasion.single ? [] : units, occasion.days) ?? countUnits(units, occasion, mode);
}

/** F7: the counted number climbs; a step's money is the price of each unit, or of all of them. */
function ladderAmount(
  clause: FeeClause,
  ladder: Extract<FeeClause['value'], { kind: 'ladder' }>,
  quantity: Rational,
): Rational | Trouble {
  if (ladder.by !== undefined)
    return trouble('number-missing', `The fee depends on \`${ladder.by}\`, which is not stated.`, [clause]);
  const priced = clause.by === undefined ? quantity : Rational.one;
  const stretches =
    ladder.mode === 'whole'
      ? [{ value: stepOf(ladder, quantity), quantity: priced }]
      : climb(ladder, Rational.zero, quantity);
  let amount = Rational.zero;
  for (const { value, quantity: length } of stretches) {
    if (value === undefined) return trouble('gap', 'The ladder ends below that number.', [clause]);
    if (value.kind === 'money') amount = amount.plus(Rational.parse(value.amount).times(length));
    else if (value.kind !== 'included' && !length.isZero()) return wordTrouble(clause, value);
  }
  return amount;
}

// ------------------------------------------------------------------------------------------------- percent of a fee

/** F6: what the named fees come to in the same period; for a single fee in the period of its day, taken whole. */
function percentBase(
  book: Book,
  { fees: names, months }: PercentOfFee,
  occasion: Occasion,
  path: readonly string[],
): Rational | Trouble {
  const { run } = book;
  const questions = run.catalog.questions('fee');
  const isRecurring = (question: string) => shapesOf(run, question).some(({ period }) => period !== undefined);
  const named =
    names.length === 0
      ? questions.filter((question) => isRecurring(question) && !path.includes(question))
      : names.map((name) => (questions.includes(`fee:${name}`) ? `fee:${name}` : name));
  let sum = Rational.zero;
  for (const question of named) {
    if (path.includes(question)) return trouble('cycle', `The fee \`${feeName(question)}\` is a percentage of itself.`);
    for (const shape of shapesOf(run, question)) {
      for (const other of sameTime(book, shape, occasion)) {
        const due = feesOn(book, question, shape, other, path);
        if (isTrouble(due)) return due;
        const share =
          months === undefined || shape.period === undefined
            ? Rational.one
            : Rational.of(months).over(nominal(shape.period));
        sum = sum.plus(Rational.sum(due.map(({ amount }) => amount)).times(share));
      }
    }
  }
  return sum;
}

/** The periods of the other fee that the percentage is taken of. */
function sameTime({ run, units }: Book, shape: Shape, occasion: Occasion): Occasion[] {
  const anchor = run.orderDays.from;
  if (shape.period === undefined) {
    const all = singleOccasions(run, shape, occasion.unit === undefined ? units : [occasion.unit]);
    return all.filter(({ days: { from } }) => from >= occasion.days.from && from < occasion.days.until);
  }
  if (occasion.single) {
    const period = periodContaining(shape.period, occasion.days.from, anchor);
    const unit = shape.unit === undefined ? undefined : occasion.unit;
    if (unit !== undefined && unit.subject !== shape.unit) return []; // For that one unit the fee comes to nothing.
    const days = inOrder(run, period);
    return [{ period, days, whole: true, single: false, ...(unit === undefined ? {} : { unit }) }];
  }
  const found: Occasion[] = [];
  for (let day = occasion.days.from; day < occasion.days.until; ) {
    const period = periodContaining(shape.period, day, anchor);
    const days = inOrder(run, period);
    if (days.from >= occasion.days.from) found.push({ period, days, whole: false, single: false });
    day = period.until;
  }
  return found;
}
