// Credits: money back for measures and missed targets, capped, combined, claimed (meanings K1–K8).

import { Rational } from '../exact.ts';
import { numberText, spanText } from '../explaining/explain.ts';
import type { Facts } from '../facts.ts';
import type { CreditAmount, CreditClause, CreditValue } from '../ir.ts';
import { shareOf } from '../share.ts';
import { businessHours } from '../targets/due.ts';
import { addMonths, dateOf, dayOf, periodContaining } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import { type Case, knownBefore, measureCases, ticketCases } from './credit-cases.ts';
import { type Credit, combineCredits } from './credit-combine.ts';
import { feesFor, type Stretch } from './fee-base.ts';
import type { Book } from './known.ts';
import { climb, stepOf } from './ladder.ts';
import { type Contribution, invoicedOn } from './lines.ts';
import { inOrder } from './parts.ts';
import { compareText } from './pieces.ts';
import { ask, isTrouble, problemOf, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import type { Held } from './units.ts';

export function credits(run: Run, facts: Facts, units: readonly Held[]): Contribution[] {
  if (run.catalog.questions('credit').length === 0) return [];
  const book: Book = { run, units };
  const known = knownBefore(run, facts);
  const found = run.catalog.questions('credit').flatMap((question) => {
    const [sample] = run.catalog.clauses('credit').filter((clause) => clause.question === question);
    if (sample === undefined) return [];
    const cases =
      sample.of.kind === 'target'
        ? ticketCases(run, sample.name, facts)
        : measureCases(run, sample, known, facts.claims ?? [], units);
    return cases.flatMap((one) => creditOf(book, question, one, facts) ?? []);
  });
  const kept = combineCredits(run, found.toSorted(byName));
  return [...kept.filter(({ amount }) => amount.sign() > 0).map(contribution), ...caps(book, kept)];
}

function byName(a: Credit, b: Credit): number {
  return (
    compareText(a.clause.name, b.clause.name) ||
    compareText(a.unit ?? '', b.unit ?? '') ||
    a.during.days.from - b.during.days.from ||
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
  const amount = amountOf(book, clause, one);
  if (isTrouble(amount)) return fail(amount);
  const most = clause.atMost === undefined ? undefined : moneyOf(book, clause.atMost, one.during, one.unit);
  if (isTrouble(most)) return fail(most);
  const capped = most === undefined ? amount : amount.min(most);
  const text = capped.equals(amount) ? numberText(amount) : `${numberText(amount)}, at most ${numberText(capped)}`;
  return {
    clause,
    ...(one.unit === undefined ? {} : { unit: one.unit.fact.id }),
    ...(one.ticket === undefined ? {} : { ticket: one.ticket }),
    during: one.during,
    posted,
    amount: capped,
    text: `credit ${one.name} ${belongsTo(one.ticket ?? one.unit?.fact.id, one.during)}: ${text}`,
  };
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
  const base = feesFor(book, value.fees, during, unit);
  return isTrouble(base) ? base : base.times(shareOf(value));
}

// ------------------------------------------------------------------------------------------------------ when it counts

/** K7, K8: the day on which it is known; of what must be claimed, the claim's month, if it came in time. */
function postedOn(run: Run, clause: CreditClause, one: Case, { claims = [] }: Facts): number | undefined {
  const { known } = one;
  const { claimWithin } = clause;
  if (claimWithin === undefined) return known;
  const belongs = inOrder(run, one.during.days);
  const fitting = claims.filter(
    (claim) =>
      claim.credit === clause.name &&
      dayOf(claim.period.from) <= belongs.from &&
      dayOf(claim.period.until) >= belongs.until - 1 &&
      (claim.unit === undefined || claim.unit === one.unit?.fact.id) &&
      (claim.ticket === undefined || claim.ticket === one.ticket) &&
      isInTime(run, claimWithin, known, dayOf(claim.on)),
  );
  if (fitting.length === 0) return undefined;
  return Math.max(known, invoicedOn(Math.min(...fitting.map(({ on }) => dayOf(on)))));
}

function isInTime(
  run: Run,
  { count, unit, days }: NonNullable<CreditClause['claimWithin']>,
  known: number,
  on: number,
): boolean {
  if (unit === 'month') return on < addMonths(known + 1, count);
  if (days === undefined) return on <= known + count;
  let left = count;
  for (let day = known + 1; day < on && left > 0; day += 1)
    if (businessHours(run.plan.calendar, { days }, day).length > 0) left -= 1;
  return left > 0;
}

/** K5: all credits that are posted in a period. */
function caps(book: Book, all: readonly Credit[]): Contribution[] {
  const { run } = book;
  return run.catalog.questions('cap').flatMap((question) => {
    const [sample] = run.catalog.clauses('cap').filter((clause) => clause.question === question);
    if (sample === undefined) return [];
    const { period } = sample;
    const groups = Map.groupBy(all, ({ posted }) => periodContaining(period, posted, run.orderDays.from).from);
    return [...groups].flatMap(([from, group]): Contribution[] => {
      const days = periodContaining(period, from, run.orderDays.from);
      const inside = inOrder(run, days);
      const clause = ask(run, 'cap', question, { at: run.zone.startOfDay(inside.from), choices: {} });
      if (clause === undefined) return [];
      const { value } = isTrouble(clause) ? { value: undefined } : clause;
      const most = isTrouble(clause)
        ? clause
        : value === undefined || value.kind === 'open'
          ? wordTrouble(clause, value ?? clause.value)
          : moneyOf(book, value, { kind: period, days });
      if (isTrouble(most) || isTrouble(clause)) {
        run.problems.push({ problem: problemOf(isTrouble(most) ? most : trouble('gap', ''), 'credits') });
        return [];
      }
      const sum = Rational.sum(group.map(({ amount }) => amount));
      if (sum.compare(most) <= 0) return [];
      const amount = sum.minus(most);
      const text = `credits of ${numberText(sum)} become ${numberText(most)}, the most`;
      const trace = { what: 'limit', clause: clause.id, amount: amount.toString(), unit: 'money', text } as const;
      return [{ kind: 'limit', subject: 'credits', clause, dates: onDay(inside.until - 1), amount, trace }];
    });
  });
}

function contribution({ clause, unit, ticket, during, posted, amount, text }: Credit): Contribution {
  const back = amount.negate();
  return {
    kind: 'credit',
    subject: clause.name,
    clause,
    dates: onDay(posted),
    source: belongsTo(ticket ?? unit, during),
    amount: back,
    trace: { what: 'credit', clause: clause.id, amount: back.toString(), unit: 'money', text },
  };
}

/** The ticket or the unit, and the period: `web1 2026-03`. */
function belongsTo(who: string | undefined, { days: { from, until } }: Stretch): string {
  const when = spanText(dateOf(from), dateOf(until - 1));
  return who === undefined ? when : `${who} ${when}`;
}

function onDay(day: number): NonNullable<Contribution['dates']> {
  return { service: { from: dateOf(day), until: dateOf(day) }, invoiced: dateOf(invoicedOn(day)) };
}
