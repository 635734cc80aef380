// Credits: money back for measures and missed targets, capped, combined, claimed (meanings K1–K8).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Claim, Facts, Situation } from '../facts.ts';
import type { CreditAmount, CreditClause, CreditValue, Instant, MeasureInfo, Period, TargetInfo } from '../ir.ts';
import { measures } from '../measures/measures.ts';
import type { MeasureResult, MeasureResults, TargetResult } from '../results.ts';
import { shareOf } from '../share.ts';
import { outcomesOf, settledAt } from '../targets/outcomes.ts';
import { readTickets } from '../targets/tickets.ts';
import { addMonths, dateOf, dayOf, firstOfMonth, monthOf, periodContaining } from '../time/civil.ts';
import { type Credit, combineCredits } from './credit-combine.ts';
import { feesFor, type Stretch } from './fee-base.ts';
import type { Book } from './known.ts';
import { climb, stepOf } from './ladder.ts';
import { type Contribution, invoicedOn } from './lines.ts';
import { inOrder } from './parts.ts';
import { compareText } from './pieces.ts';
import { ask, isTrouble, item, problemOf, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import type { Held } from './units.ts';

const MONTH: Period = { basis: 'calendar', unit: 'month', count: 1 };

export function credits(run: Run, facts: Facts, units: readonly Held[]): Contribution[] {
  if (run.catalog.questions('credit').length === 0) return [];
  const book: Book = { run, units };
  const figures = figuresOf(run, facts);
  const found = run.catalog.questions('credit').flatMap((question) => {
    const [sample] = run.catalog.clauses('credit').filter((clause) => clause.question === question);
    if (sample === undefined) return [];
    const cases =
      sample.of.kind === 'target' ? ticketCases(run, sample.name, facts) : measureCases(run, sample, figures(), units);
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

// ------------------------------------------------------------------------------------------------- what is asked for

interface Case {
  readonly name: string;
  readonly situation: Situation;
  readonly during: Stretch;
  /** What steps climb, and what is counted in steps. */
  readonly climbed: Rational;
  readonly counted: Rational;
  readonly unit?: Held;
  readonly ticket?: string;
  /** Of a ticket: first known in that month to have missed; to be late by how much. */
  readonly isFresh?: boolean;
  readonly isStopped?: boolean;
}

/** The earliest day that a credit may belong to that matters for the asked days: caps look back, and so do claims. */
function earliest({ catalog, span, orderDays }: Run, claims: readonly Claim[]): number {
  const first = firstOfMonth(monthOf(span.from));
  const starts = catalog.clauses('cap').map(({ period }) => periodContaining(period, first, orderDays.from).from);
  return Math.min(first, ...starts, ...claims.map(({ period }) => dayOf(period.from)));
}

/** What measures came to, made when first asked for. */
function figuresOf(run: Run, facts: Facts): () => MeasureResults {
  const { plan, order, span } = run;
  let figures: MeasureResults | undefined;
  return () => {
    const from = Math.max(earliest(run, facts.claims ?? []), run.orderDays.from);
    const asked = { from: dateOf(from), until: dateOf(span.until - 1) };
    figures ??= from < span.until ? measures(plan, order, facts, asked) : { measures: [], problems: [] };
    return figures;
  };
}

/** K1: each ticket that is newly known to have missed the target, month by month, or how late it was. */
function ticketCases(run: Run, name: string, { tickets = [], claims = [] }: Facts): Case[] {
  const { plan, order, zone, span, orderDays } = run;
  const index = plan.ir.targets.findIndex(({ id }) => id === name);
  const target: TargetInfo = item(plan.ir.targets, index);
  const known = new Map(readTickets(plan.ir, tickets).tickets.map((ticket) => [ticket.id, ticket]));
  const missedAt = (at: Instant) =>
    outcomesOf(plan, order, tickets, at).filter(
      ({ outcome, result }) => outcome === 'missed' && result.target === target.id,
    );
  const first = Math.max(earliest(run, claims), orderDays.from);
  const cases: Case[] = [];
  for (let day = firstOfMonth(monthOf(first)); day < span.until; day = firstOfMonth(monthOf(day) + 1)) {
    const before = new Map(missedAt(zone.startOfDay(day)).map(({ result }) => [result.ticket, result]));
    const end = settledAt(zone, day, span);
    for (const { result } of missedAt(end)) {
      const past = before.get(result.ticket);
      const isFresh = past === undefined;
      const isStopped = result.stoppedAt !== undefined && past?.stoppedAt === undefined;
      if (isFresh || isStopped) cases.push(...caseOf(result, day, end, { isFresh, isStopped }));
    }
  }
  return cases;

  function caseOf(result: TargetResult, day: number, now: Instant, news: Pick<Case, 'isFresh' | 'isStopped'>): Case[] {
    const { ticket, due, startedAt, stoppedAt } = result;
    if (due === undefined || startedAt === undefined) return [];
    const end = stoppedAt ?? now;
    const states = known.get(ticket)?.states.filter(({ at }) => at <= Math.max(startedAt, end)) ?? [];
    const state = states.at(-1);
    const days = periodContaining(MONTH, day, orderDays.from);
    const late = Rational.of(result.left === undefined ? end - due : -result.left);
    return [
      {
        name,
        situation: {
          at: startedAt,
          choices: state?.choices ?? {},
          numbers: state?.numbers ?? {},
          moments: state?.moments ?? {},
        },
        during: { kind: MONTH, days },
        climbed: late,
        counted: late,
        ticket,
        ...news,
      },
    ];
  }
}

/** Each period of the measure that is over and has a figure. */
function measureCases(run: Run, { name, of }: CreditClause, known: MeasureResults, units: readonly Held[]): Case[] {
  const { plan, zone, span } = run;
  if (of.kind !== 'measure') return [];
  const measure = item(plan.ir.measures, of.measure);
  const results = known.measures.filter((result) => result.measure === name);
  return results.flatMap((result): Case[] => {
    const { value, period } = result;
    // What the figure cannot be told for, nobody can tell the credit for.
    const isAskedFor = dayOf(period.until) >= span.from && dayOf(period.until) < span.until;
    if (result.state === 'undecided' && isAskedFor)
      for (const problem of known.problems) if (problem.subject === name) run.problems.push({ problem });
    if (value === undefined || result.state === 'running' || result.state === 'undecided') return [];
    const days = { from: dayOf(period.from), until: dayOf(period.until) + 1 };
    const unit = units.find(({ fact, subject }) => fact.id === result.unit && subject === measure.of);
    const climbed = Rational.parse(value);
    return [
      {
        name,
        situation: situationOf(run, zone.startOfDay(inOrder(run, days).from), name, value, unit),
        during: { kind: measure.period, days },
        climbed,
        counted: countedOf(measure, result, climbed),
        ...(unit === undefined ? {} : { unit }),
      },
    ];
  });
}

function situationOf(run: Run, at: number, name: string, value: string, unit: Held | undefined): Situation {
  if (unit === undefined) return { at, choices: {}, numbers: { [name]: value } };
  const { module } = item(run.ir.subjects, unit.subject);
  return {
    at,
    choices: { ...(module === undefined ? {} : { module }), ...unit.fact.choices },
    numbers: { ...unit.fact.numbers, [name]: value },
  };
}

/** K3: of a percentage, what lacks to the promise. */
function countedOf({ unit }: MeasureInfo, { promised }: MeasureResult, value: Rational): Rational {
  if (unit.kind !== 'percent') return value;
  if (promised?.kind !== 'at-least') return Rational.zero;
  return Rational.of(promised.amount).minus(value).max(Rational.zero);
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
  const posted = postedOn(run, clause, one, facts);
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
    text: `credit ${one.name} ${one.ticket ?? one.unit?.fact.id ?? ''} of ${dateOf(one.during.days.from)}: ${text}`,
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

/** K7, K8: the last day of what it belongs to; of what must be claimed, the claim's month, if it came in time. */
function postedOn(run: Run, clause: CreditClause, one: Case, { claims = [] }: Facts): number | undefined {
  const last = inOrder(run, one.during.days).until - 1;
  const { claimWithin } = clause;
  if (claimWithin === undefined) return last;
  const { count, unit } = claimWithin;
  const until = unit === 'day' ? last + count : addMonths(last + 1, count) - 1;
  const fitting = claims.filter(
    (claim) =>
      claim.credit === clause.name &&
      dayOf(claim.period.from) <= inOrder(run, one.during.days).from &&
      dayOf(claim.period.until) >= last &&
      (claim.unit === undefined || claim.unit === one.unit?.fact.id) &&
      (claim.ticket === undefined || claim.ticket === one.ticket) &&
      dayOf(claim.on) <= until,
  );
  if (fitting.length === 0) return undefined;
  return Math.max(last, invoicedOn(Math.min(...fitting.map(({ on }) => dayOf(on)))));
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
    source: [ticket ?? unit, dateOf(during.days.from)].filter((part) => part !== undefined).join(' '),
    amount: back,
    trace: { what: 'credit', clause: clause.id, amount: back.toString(), unit: 'money', text },
  };
}

function onDay(day: number): NonNullable<Contribution['dates']> {
  return { service: { from: dateOf(day), until: dateOf(day) }, invoiced: dateOf(invoicedOn(day)) };
}
