// Credits: money back for measures and missed targets, capped, combined, claimed (meanings K1–K8).

import { Rational } from '../exact.ts';
import { localTime, numberText, spanText } from '../explaining/explain.ts';
import type { Facts } from '../facts.ts';
import type { CapClause, CreditAmount, CreditClause, CreditValue, Instant } from '../ir.ts';
import { businessHours } from '../targets/due.ts';
import { addMonths, dateOf, dayOf, periodContaining } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import { distinct, samePeriod } from './catalog.ts';
import { type Case, knownBefore, lastIn, measureCases, ticketCases } from './credit-cases.ts';
import { type Credit, combineCredits } from './credit-combine.ts';
import { feeQuestions, inOrderAtLast, type Stretch, shareFor } from './fee-base.ts';
import { feeName } from './fee-lines.ts';
import { type Book, bookOf } from './known.ts';
import { climb, stepOf } from './ladder.ts';
import { type Contribution, invoicedOn } from './lines.ts';
import { inOrder } from './parts.ts';
import { compareText, type Held } from './pieces.ts';
import { ask, isTrouble, problemOf, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { countingOf, countUnits, situationOf } from './units.ts';
import { byRate, type Tax, vatOn } from './vat.ts';

export function credits(run: Run, facts: Facts, units: readonly Held[]): Contribution[] {
  if (run.catalog.questions('credit').length === 0) return [];
  const book = bookOf(run, units);
  const known = knownBefore(run, facts);
  const found = run.catalog.byQuestion('credit').flatMap(([question, [sample]]) => {
    if (sample === undefined) return [];
    const cases =
      sample.of.kind === 'target'
        ? ticketCases(run, sample.of.target, facts)
        : measureCases(run, sample, known, facts.claims ?? [], units);
    return cases.flatMap((one) => creditOf(book, question, one, facts) ?? []);
  });
  const kept = combineCredits(run, found.toSorted(byName));
  const given = kept.map(({ posted, amount, unit, ...one }): Given => {
    return { posted, amount, vat: vatOf(run, { ...one, posted }), ...(unit === undefined ? {} : { unit }) };
  });
  return [...kept.filter(({ amount }) => amount.sign() > 0).map((one) => contribution(run, one)), ...caps(book, given)];
}

function byName(a: Credit, b: Credit): number {
  return (
    compareText(a.clause.name, b.clause.name) ||
    compareText(a.unit ?? '', b.unit ?? '') ||
    a.during.days.from - b.during.days.from ||
    (a.since ?? 0) - (b.since ?? 0) ||
    compareText(a.ticket ?? '', b.ticket ?? '')
  );
}

// ------------------------------------------------------------------------------------------------------- what it gives

function creditOf(book: Book, question: string, one: Case, facts: Facts): Credit | undefined {
  const { run } = book;
  const clause = ask(run, 'credit', question, one.situation);
  if (clause === undefined) return undefined;
  const fail = (why: Trouble): undefined => {
    run.problems.push({ problem: problemOf(why, one.ticket ?? one.unit?.fact.id ?? one.name) });
  };
  if (isTrouble(clause)) return fail(clause);
  if (!isDue(clause, one)) return undefined;
  const found = withinHorizon(() => postedOn(run, clause, one, facts));
  if ('outside' in found) return fail(trouble('outside-horizon', found.outside, [clause]));
  const posted = found.value;
  if (posted === undefined) return undefined;
  const each = amountOf(book, clause, one);
  if (isTrouble(each)) return fail(each);
  const number = numberOf(book, clause, one);
  if (isTrouble(number)) return fail(number);
  const more =
    clause.plus === undefined || each.sign() <= 0 ? undefined : moneyOf(book, clause.plus, one.during, one.unit);
  if (isTrouble(more)) return fail(more);
  const amount = (more === undefined ? each : each.plus(more)).times(number);
  const bound = (value: CreditAmount | undefined) => value && moneyOf(book, value, one.during, one.unit);
  const [least, most] = [bound(clause.atLeast), bound(clause.atMost)];
  if (isTrouble(least)) return fail(least);
  if (isTrouble(most)) return fail(most);
  const raised = least === undefined || amount.sign() <= 0 ? amount : amount.max(least);
  const capped = most === undefined ? raised : raised.min(most);
  const side = capped.compare(amount) > 0 ? 'least' : 'most';
  const text = capped.equals(amount) ? numberText(amount) : `${numberText(amount)}, at ${side} ${numberText(capped)}`;
  return {
    clause,
    ...(one.unit === undefined ? {} : { unit: one.unit.fact.id }),
    ...(one.ticket === undefined ? {} : { ticket: one.ticket }),
    ...(one.outage === undefined ? {} : { since: one.outage.start }),
    during: one.during,
    posted,
    amount: capped,
    text: `credit ${one.name} ${belongsTo(run, one.ticket ?? one.unit?.fact.id, one.during, one.outage?.start)}: ${text}`,
  };
}

/** K3: for how many units it is given. */
function numberOf({ run, units }: Book, clause: CreditClause, { during, unit }: Case): Rational | Trouble {
  if (clause.unit === undefined) return Rational.one;
  const mode = countingOf(run.ir, clause.unit);
  if (mode === undefined) return trouble('part-period-not-said', 'Say how `units counted` are.', [clause]);
  const own = units.filter(
    ({ subject, fact }) => subject === clause.unit && (unit?.subject !== subject || unit.fact.id === fact.id),
  );
  const { days: period } = inOrderAtLast(run, during);
  return countUnits(own, { period, days: inOrder(run, period) }, mode);
}

/** K1: what counts how late a ticket was waits until it is known. */
function isDue({ value }: CreditClause, { isFresh, isStopped }: Case): boolean {
  return (value.kind === 'ladder' || value.kind === 'per-step' ? isStopped : isFresh) !== false;
}

function amountOf(book: Book, clause: CreditClause, one: Case): Rational | Trouble {
  const { value } = clause;
  if (value.kind !== 'ladder') return stepAmount(book, clause, value, one, one.counted);
  if (value.mode === 'whole') {
    const step = stepOf(value, one.climbed);
    if (step === undefined) return trouble('gap', 'The ladder ends below that figure.', [clause]);
    return stepAmount(book, clause, step, one, one.counted);
  }
  let sum = Rational.zero;
  for (const { value: step, quantity } of climb(value, Rational.zero, one.climbed)) {
    const amount = stepAmount(book, clause, step, one, quantity);
    if (isTrouble(amount)) return amount;
    sum = sum.plus(amount);
  }
  return sum;
}

function stepAmount(
  book: Book,
  clause: CreditClause,
  value: CreditValue,
  { during, unit }: Case,
  counted: Rational,
): Rational | Trouble {
  switch (value.kind) {
    case 'none':
      return Rational.zero;
    case 'open':
      return wordTrouble(clause, value);
    case 'per-step': {
      const steps = counted.over(Rational.of(value.step));
      const times = { started: steps.negate().floor().negate(), completed: steps.floor(), exact: steps };
      const each = moneyOf(book, value.each, during, unit);
      return isTrouble(each) ? each : each.times(times[value.rounding]);
    }
    case 'money':
    case 'percent-of-fee':
      return moneyOf(book, value, during, unit);
  }
}

function moneyOf(book: Book, value: CreditAmount, during: Stretch, unit?: Held): Rational | Trouble {
  if (value.kind === 'money') return Rational.of(value.amount);
  return shareFor(book, value, during, unit);
}

// ------------------------------------------------------------------------------------------------------ when it counts

/** K7, K8: the day on which it is known; of what must be claimed, the claim's month, if it came in time. */
function postedOn(run: Run, clause: CreditClause, one: Case, { claims = [] }: Facts): number | undefined {
  const { known, outage } = one;
  const { claimWithin } = clause;
  if (claimWithin === undefined) return known;
  const began = outage === undefined ? undefined : run.zone.dayAt(outage.start);
  const belongs = began === undefined ? inOrder(run, one.during.days) : { from: began, until: began + 1 };
  const ended = claimWithin.after === undefined ? undefined : (outage?.end ?? one.downUntil);
  const counted = ended === undefined ? known : run.zone.dayAt(ended - 1);
  const latest = Math.max(counted, ...claims.map(({ on }) => dayOf(on)));
  const last = lastDayOf(run, claimWithin, counted, latest);
  const fitting = claims.filter(
    (claim) =>
      claim.credit === clause.name &&
      dayOf(claim.period.from) <= belongs.from &&
      dayOf(claim.period.until) >= belongs.until - 1 &&
      (claim.unit === undefined || claim.unit === one.unit?.fact.id) &&
      (claim.ticket === undefined || claim.ticket === one.ticket) &&
      dayOf(claim.on) >= (began ?? -Infinity) &&
      dayOf(claim.on) <= last,
  );
  if (fitting.length === 0) return undefined;
  return Math.max(known, invoicedOn(Math.min(...fitting.map(({ on }) => dayOf(on)))));
}

/** The last day on which it may be claimed; business days are not looked for after the latest claim. */
function lastDayOf(
  run: Run,
  { count, unit, days, toEndOf }: NonNullable<CreditClause['claimWithin']>,
  counted: number,
  latest: number,
): number {
  let last = unit === 'month' ? addMonths(counted + 1, count) - 1 : counted + count;
  if (days !== undefined) {
    last = counted;
    for (let left = count; left > 0 && last < latest; ) {
      last += 1;
      if (businessHours(run.plan.calendar, { days }, last).length > 0) left -= 1;
    }
  }
  return toEndOf === undefined ? last : periodContaining(toEndOf, last, run.orderDays.from).until - 1;
}

/** What caps look at: a credit, or what the cap of a unit took or gave. */
interface Given {
  readonly posted: number;
  readonly amount: Rational;
  readonly vat: Tax | undefined;
  readonly unit?: string;
}

/** K5: all credits that are posted in a period, first those of each unit by themselves. */
function caps(book: Book, all: readonly Given[]): Contribution[] {
  const clauses = book.run.catalog.clauses('cap');
  const kinds = [...new Set(clauses.flatMap(({ unit }) => unit ?? []))];
  const ofUnits = kinds.flatMap((kind) => {
    const held = book.units.filter(({ subject }) => subject === kind);
    // Of one that changes, the first stretch stands for all.
    const units = new Map(held.toReversed().map((one) => [one.fact.id, one]));
    const own = clauses.filter(({ unit }) => unit === kind);
    return [...units].flatMap(([id, unit]) =>
      capped(
        book,
        own,
        all.filter((one) => one.unit === id),
        unit,
      ),
    );
  });
  const told = ofUnits.map(({ amount, vat, dates }): Given => {
    return { posted: dayOf(dates?.service.from ?? ''), amount: amount.negate(), vat };
  });
  const together = clauses.filter(({ unit }) => unit === undefined);
  return [...ofUnits, ...capped(book, together, [...all, ...told])];
}

/** First what is too little to be given, then the least, then the most. */
function capped(book: Book, clauses: readonly CapClause[], all: readonly Given[], unit?: Held): Contribution[] {
  const { run } = book;
  return distinct(clauses.map(({ period }) => period)).flatMap((period) => {
    const own = clauses.filter((clause) => samePeriod(clause.period, period));
    const groups = Map.groupBy(all, ({ posted }) => periodContaining(period, posted, run.orderDays.from).from);
    return [...groups].flatMap(([from, group]) => {
      const during = { kind: period, days: periodContaining(period, from, run.orderDays.from) };
      const sides = (['threshold', 'least', 'most'] as const).flatMap((side) => {
        const question = own.find((clause) => clause.side === side)?.question;
        const bound = question === undefined ? undefined : boundOf(book, question, during, unit);
        return bound === undefined ? [] : [{ ...bound, side, told: Rational.zero }];
      });
      // What comes after the order's last day changes no bill that is out: a line of its own tells what it changes.
      const last = lastIn(run, during.days);
      const stages = [...Map.groupBy(group, ({ posted }) => Math.max(posted, last))].sort(([a], [b]) => a - b);
      let sum = Rational.zero;
      return stages.flatMap(([day, credits]) => {
        sum = Rational.sum([sum, ...credits.map(({ amount }) => amount)]);
        let held = sum;
        return sides.flatMap((one) => {
          const { side, clause, amount: bound } = one;
          const before = held;
          held = within(side, held, bound);
          const rest = before.minus(held).minus(one.told);
          one.told = before.minus(held);
          if (rest.isZero()) return [];
          const text = `credits of ${numberText(before)} become ${numberText(held)}, the ${side}`;
          return byRate(run.ir, rest, credits, undefined).map(({ vat, amount }): Contribution => {
            const trace = { what: 'limit', clause: clause.id, amount: amount.toString(), unit: 'money', text } as const;
            const source = unit === undefined ? {} : { source: unit.fact.id };
            return { kind: 'limit', subject: 'credits', clause, dates: onDay(day), ...source, amount, vat, trace };
          });
        });
      });
    });
  });
}

function within(side: CapClause['side'], sum: Rational, bound: Rational): Rational {
  switch (side) {
    case 'threshold':
      return sum.compare(bound) < 0 ? Rational.zero : sum;
    case 'least':
      return sum.sign() > 0 ? sum.max(bound) : sum;
    case 'most':
      return sum.min(bound);
  }
}

/** What the credits of a period come to at least, or at most; undefined where nothing says so, or nobody knows. */
function boundOf(
  book: Book,
  question: string,
  during: Stretch,
  unit: Held | undefined,
): { readonly clause: CapClause; readonly amount: Rational } | undefined {
  const { run } = book;
  const at = run.zone.startOfDay(inOrder(run, during.days).from);
  const clause = ask(run, 'cap', question, situationOf(run, at, unit));
  if (clause === undefined) return undefined;
  const amount = isTrouble(clause)
    ? clause
    : clause.value.kind === 'open'
      ? wordTrouble(clause, clause.value)
      : moneyOf(book, clause.value, during, unit);
  if (!isTrouble(amount) && !isTrouble(clause)) return { clause, amount };
  if (isTrouble(amount)) run.problems.push({ problem: problemOf(amount, 'credits') });
  return undefined;
}

/** M5: the rate of the fees that it is a percentage of, where they have one. */
function vatOf(run: Run, { clause, posted }: Pick<Credit, 'clause' | 'posted'>): Tax | undefined {
  const { catalog } = run;
  const { value } = clause;
  const values = value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value];
  const amounts = values.map((one) => (one.kind === 'per-step' ? one.each : one));
  const fees = amounts.flatMap((one) =>
    one.kind !== 'percent-of-fee' ? [] : one.fees.length > 0 ? one.fees : feeQuestions(catalog, []).map(feeName),
  );
  const rates = fees.map((fee) => vatOn(run, { fee }, posted));
  const [rate, other] = new Set(rates);
  return other === undefined && rate !== undefined ? rate : vatOn(run, undefined, posted);
}

function contribution(run: Run, credit: Credit): Contribution {
  const { clause, unit, ticket, since, during, posted, amount, text } = credit;
  const back = amount.negate();
  return {
    kind: 'credit',
    subject: clause.name,
    clause,
    dates: onDay(posted),
    source: belongsTo(run, ticket ?? unit, during, since),
    amount: back,
    vat: vatOf(run, credit),
    trace: { what: 'credit', clause: clause.id, amount: back.toString(), unit: 'money', text },
  };
}

/** The ticket or the unit, and the period or the beginning of the outage: `web1 2026-03`. */
function belongsTo(run: Run, who: string | undefined, { days }: Stretch, since: Instant | undefined): string {
  const { from, until } = days;
  const when = since === undefined ? spanText(dateOf(from), dateOf(until - 1)) : localTime(since, run.zone);
  return who === undefined ? when : `${who} ${when}`;
}

function onDay(day: number): NonNullable<Contribution['dates']> {
  return { service: { from: dateOf(day), until: dateOf(day) }, invoiced: dateOf(invoicedOn(day)) };
}
