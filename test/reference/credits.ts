// Credits (meanings K1, K3, K5–K8): what is given back for each case, combined and capped.
import type { Facts } from '../../runtime/src/facts.ts';
import type {
  CapClause,
  CivilDate,
  Clause,
  CreditAmount,
  CreditClause,
  CreditValue,
  Index,
  LadderValue,
  Period,
  UnitFact,
} from '../../runtime/src/ir.ts';
import { stepOf } from './charge.ts';
import { claimedOn } from './claims.ts';
import { type Together, together } from './combining.ts';
import { type Case, lastDay, ofFigures, ofTickets } from './credit-cases.ts';
import { later, monthOf, periodOf, type Span } from './days.ts';
import { type Charged, feesOf, inWholePeriods, lastKnown } from './fee-sums.ts';
import { countUnits, type Fee, fees } from './fees.ts';
import {
  compare,
  divided,
  type Fraction,
  least,
  minus,
  most,
  percent,
  plus,
  positive,
  read,
  sum,
  times,
  wholeSteps,
  zero,
} from './fraction.ts';
import { within } from './lots.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { factsAsOrdered } from './stated.ts';
import { statesNumbers } from './units.ts';
import { divide, type Rate, rateOf } from './vat.ts';
import { startOfDay } from './windows.ts';

export interface Back {
  readonly clause: Clause;
  readonly day: CivilDate;
  /** Of VAT, in percent. */
  readonly rate: string;
  readonly amount: Fraction;
}

interface Credit {
  readonly clause: CreditClause;
  readonly unit: string;
  readonly ticket: string;
  readonly kind: Period;
  readonly period: Span;
  readonly posted: CivilDate;
  readonly amount: Fraction;
}

export function credits(world: World, given: Facts, asked: Span, problems: Problems): Back[] {
  const facts = factsAsOrdered(world.order, given);
  const all = [...new Set(world.clauses.filter(({ kind }) => kind === 'credit').map(({ question }) => question))];
  if (all.length === 0) return [];
  const books = new Map<string, readonly Fee[]>();
  const charged: Charged = (day, whole = false) => {
    const place = `${day} ${whole}`;
    const known = books.get(place) ?? fees(whole ? inWholePeriods(world) : world, facts, asked, new Map(), day);
    books.set(place, known);
    return known;
  };
  const found = all.flatMap((question) => asCredits(world, facts, charged, question, asked, problems));
  const kept = combined(world, found, problems);
  return [
    ...kept.map((one) => ({
      clause: one.clause,
      day: one.posted,
      rate: rateOfCredit(world, one),
      amount: minus(zero, one.amount),
    })),
    ...caps(world, facts, kept, charged),
  ].filter(({ amount }) => compare(amount, zero) !== 0);
}

function asCredits(
  world: World,
  facts: Facts,
  charged: Charged,
  question: string,
  asked: Span,
  problems: Problems,
): Credit[] {
  const any = world.clauses.find((clause) => clause.question === question);
  if (any?.kind !== 'credit') return [];
  const cases = any.of.kind === 'target' ? ofTickets(world, facts, any, asked) : ofFigures(world, facts, any, asked);
  return cases.flatMap((one): Credit[] => {
    const answer = ask(world, question, one.situation);
    const about = one.ticket ?? one.unit?.id ?? any.name;
    if (answer.kind === 'contradiction') complain(problems, answer.kind, about);
    if (answer.kind === 'missing') complain(problems, answer.code, about);
    if (answer.kind !== 'clause' || answer.clause.kind !== 'credit') return [];
    const { clause } = answer;
    const isByDelay = ['ladder', 'per-step'].includes(clause.value.kind);
    if (!(one.isNew?.[isByDelay ? 'delay' : 'miss'] ?? true)) return [];
    const posted = claimedOn(world, facts, clause, one, within(world, one.period));
    if (posted === undefined) return [];
    const alone = amountOf(world, charged, clause.value, one);
    const isMore = clause.plus !== undefined && alone !== undefined && positive(alone);
    const each = isMore ? plus(alone, money(world, charged, clause.plus!, one)) : alone;
    const amount = each && times(each, number(world, facts, clause, one));
    if (amount === undefined) {
      complain(problems, 'open-value', about);
      return [];
    }
    const isRaised = clause.atLeast !== undefined && positive(amount);
    const raised = isRaised ? most(amount, money(world, charged, clause.atLeast!, one)) : amount;
    const cap = clause.atMost === undefined ? raised : money(world, charged, clause.atMost, one);
    return [
      {
        ...{ clause, kind: one.kind, period: one.period, posted, amount: least(raised, cap) },
        unit: one.unit?.id ?? '',
        ticket: one.ticket ?? '',
      },
    ];
  });
}

function amountOf(world: World, charged: Charged, value: CreditClause['value'], one: Case): Fraction | undefined {
  if (value.kind !== 'ladder') return stepAmount(world, charged, value, one, one.counted);
  if (value.mode === 'whole') {
    const step = stepOf(value, one.climbed);
    return step === undefined ? undefined : stepAmount(world, charged, step.value, one, one.counted);
  }
  let total = zero;
  for (const { value: step, quantity } of parts(value, one.climbed)) {
    const amount = stepAmount(world, charged, step, one, quantity);
    if (amount === undefined) return undefined;
    total = plus(total, amount);
  }
  return total;
}

function parts({ steps }: LadderValue<CreditValue>, figure: Fraction) {
  let below = zero;
  return steps.flatMap(({ to, value }) => {
    const above = to === undefined ? most(figure, below) : read(to.bound);
    const quantity = minus(least(figure, above), below);
    below = above;
    return positive(quantity) ? [{ value, quantity }] : [];
  });
}

function stepAmount(
  world: World,
  charged: Charged,
  value: CreditValue,
  one: Case,
  counted: Fraction,
): Fraction | undefined {
  switch (value.kind) {
    case 'none':
      return zero;
    case 'open':
      return undefined;
    case 'per-step': {
      const completed = wholeSteps(counted, read(value.step));
      const isWhole = compare(times(completed, read(value.step)), counted) === 0;
      const steps = value.rounding === 'completed' || isWhole ? completed : plus(completed, read(1));
      const number = value.rounding === 'exact' ? divided(counted, read(value.step)) : steps;
      return times(number, money(world, charged, value.each, one));
    }
    default:
      return money(world, charged, value, one);
  }
}

const money = (
  world: World,
  charged: Charged,
  value: CreditAmount,
  { kind, period, unit }: Pick<Case, 'kind' | 'period' | 'unit'>,
) =>
  value.kind === 'money'
    ? read(value.amount)
    : percent(divided(read(value.percent), read(value.over ?? '1')), feesOf(world, charged, value, kind, period, unit));

/** K3: what the units count for that it is given for each of. */
function number(world: World, facts: Facts, clause: CreditClause, { kind, period, unit }: Case): Fraction {
  if (clause.unit === undefined) return read(1);
  const whole = lastKnown(world, kind, period);
  const part = within(world, whole);
  const subject = world.ir.subjects[clause.unit]!.id;
  const own = [...world.order.units, ...(facts.units ?? [])].filter(
    (one) =>
      one.unit === subject &&
      statesNumbers(world, one) &&
      (unit?.unit !== subject || unit.id === one.id) &&
      one.from <= part.until &&
      (one.until ?? part.until) >= part.from,
  );
  return countUnits(world, own, whole, part);
}

/** M5: that of the fees of which it is a percentage, where that is one. */
function rateOfCredit(world: World, { clause, posted }: Credit): string {
  const { value } = clause;
  const rates = (value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value])
    .map((one) => (one.kind === 'per-step' ? one.each : one))
    .flatMap((one) => (one.kind === 'percent-of-fee' ? [one.fees] : []))
    .flatMap((names) =>
      names.length > 0
        ? names
        : world.clauses.flatMap((fee) => (fee.kind === 'fee' && fee.period !== undefined ? [fee.name ?? 'fee'] : [])),
    )
    .map((fee) => rateOf(world, { fee }, posted));
  return new Set(rates).size === 1 ? rates[0]! : rateOf(world, {}, posted);
}

/** K6. */
function combined(world: World, all: readonly Credit[], problems: Problems): Credit[] {
  const some = all.filter(({ amount }) => positive(amount));
  const months = Object.values(Object.groupBy(some, ({ posted }) => monthOf(posted)));
  return months.flatMap((credits = []) => {
    const isApart = credits.every(({ unit }) => unit !== '');
    const meetings = isApart ? Object.values(Object.groupBy(credits, ({ unit }) => unit)) : [credits];
    return meetings.flatMap((meeting = []) => {
      const names = [...new Set(meeting.map(({ clause }) => clause.name))];
      if (names.length < 2) return meeting;
      const rules = world.clauses.filter((clause) => clause.kind === 'combine');
      const tree = together(names, rules);
      if (tree === undefined || tree === 'contradiction' || tree === 'open-value') {
        complain(problems, tree ?? 'credits-not-combined', names.join(', '));
        return [];
      }
      const total = (some: readonly string[]) =>
        sum(meeting.filter((one) => some.includes(one.clause.name)).map(({ amount }) => amount));
      const given = (part: Together): readonly string[] => {
        if (typeof part === 'string') return [part];
        const each = part.parts.map(given);
        return part.how === 'add' ? each.flat() : each.reduce((a, b) => (compare(total(b), total(a)) > 0 ? b : a));
      };
      const kept = given(tree);
      return meeting.filter((one) => kept.includes(one.clause.name));
    });
  });
}

interface Posted {
  readonly posted: CivilDate;
  readonly rate: Rate;
  readonly amount: Fraction;
  readonly unit: string;
}

/** K5: of each unit by itself, and then of all with what that took or gave. */
function caps(world: World, facts: Facts, kept: readonly Credit[], charged: Charged): Back[] {
  const all = kept.map(({ posted, amount, unit, ...one }): Posted => {
    return { posted, amount, unit, rate: rateOfCredit(world, { ...one, posted, amount, unit }) };
  });
  const held = [...world.order.units, ...(facts.units ?? [])];
  const subjects = world.clauses.flatMap((clause) => (clause.kind === 'cap' ? (clause.unit ?? []) : []));
  const ofUnits = [...new Set(subjects)].flatMap((subject) => {
    const ids = new Set(held.filter(({ unit }) => unit === world.ir.subjects[subject]!.id).map(({ id }) => id));
    return [...ids].flatMap((id) => {
      const unit = held.find((one) => one.id === id)!;
      return capped(
        world,
        all.filter((one) => one.unit === id),
        charged,
        subject,
        unit,
      );
    });
  });
  const told = ofUnits.map(({ day, rate, amount }) => ({ posted: day, rate, amount: minus(zero, amount), unit: '' }));
  return [...ofUnits, ...capped(world, [...all, ...told], charged)];
}

/** What is posted in a period, on its last day. */
function capped(world: World, all: readonly Posted[], charged: Charged, subject?: Index, unit?: UnitFact): Back[] {
  const { order } = world;
  const clauses = world.clauses.filter((clause) => clause.kind === 'cap').filter((one) => one.unit === subject);
  const kinds = new Map(clauses.map(({ period }) => [JSON.stringify(period), period]));
  return [...kinds.values()].flatMap((kind) => {
    const groups = Object.groupBy(all, ({ posted }) => periodOf(kind, order.from, posted).from);
    return Object.values(groups).flatMap((group = []): Back[] => {
      const period = periodOf(kind, order.from, group[0]!.posted);
      const said = (side: CapClause['side']) => {
        const own = clauses.find((one) => one.side === side && JSON.stringify(one.period) === JSON.stringify(kind));
        const at = startOfDay(world.ir, within(world, period).from);
        const stated = { choices: unit?.choices ?? {}, numbers: unit?.numbers ?? {} };
        const answer =
          own && ask(world, own.question, { at, ...stated, ...(subject === undefined ? {} : { subject }) });
        if (answer?.kind !== 'clause' || answer.clause.kind !== 'cap' || answer.clause.value.kind === 'open') return;
        const about = { kind, period, ...(unit === undefined ? {} : { unit }) };
        return { clause: answer.clause, amount: money(world, charged, answer.clause.value, about) };
      };
      const [little, low, high] = [said('threshold'), said('least'), said('most')];
      const rests = (some: readonly Posted[]) => {
        const total = sum(some.map(({ amount }) => amount));
        const enough = little !== undefined && compare(total, little.amount) < 0 ? zero : total;
        const raised = low !== undefined && positive(enough) ? most(enough, low.amount) : enough;
        const held = high === undefined ? raised : least(raised, high.amount);
        return { little: minus(total, enough), least: minus(enough, raised), most: minus(raised, held) };
      };
      // Day by day on which it can be told: what is posted later changes it by a line of its own.
      const toldOn = ({ posted }: Posted) => later(lastDay(world, period), posted);
      const days = [...new Set(group.map(toldOn))].sort();
      return days.flatMap((day) => {
        const now = rests(group.filter((one) => toldOn(one) <= day));
        const before = rests(group.filter((one) => toldOn(one) < day));
        const parts = group.filter((one) => toldOn(one) === day);
        return [
          { clause: little?.clause, rest: minus(now.little, before.little) },
          { clause: low?.clause, rest: minus(now.least, before.least) },
          { clause: high?.clause, rest: minus(now.most, before.most) },
        ].flatMap(({ clause, rest }) =>
          clause === undefined || compare(rest, zero) === 0
            ? []
            : divide(world, rest, parts, 'none').map((share) => ({ ...share, clause, day })),
        );
      });
    });
  });
}
