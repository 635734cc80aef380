// Credits (meanings K1–K8), figure by figure and ticket by ticket, on the fees as they were charged.
import type { Facts, TicketEvent } from '../../runtime/src/facts.ts';
import type {
  CivilDate,
  Clause,
  CreditAmount,
  CreditClause,
  CreditValue,
  Instant,
  LadderValue,
  Period,
  UnitFact,
} from '../../runtime/src/ir.ts';
import { stepOf } from './charge.ts';
import { claimedOn } from './claims.ts';
import { type Together, together } from './combining.ts';
import { addDays, addMonths, earlier, lastOfMonth, later, monthOf, periodOf, type Span, startOf } from './days.ts';
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
import { type Down, measures, outagesOf } from './measures.ts';
import { outcomes, settled } from './outcomes.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type Situation, type World } from './questions.ts';
import { statesNumbers } from './units.ts';
import { divide, rateOf } from './vat.ts';
import { opening, startOfDay } from './windows.ts';

export interface Back {
  readonly clause: Clause;
  readonly day: CivilDate;
  /** Of VAT, in percent. */
  readonly rate: string;
  readonly amount: Fraction;
}

/** What fees come to by what is known on a day. */
type Charged = (day: CivilDate) => readonly Fee[];

interface Credit {
  readonly clause: CreditClause;
  readonly unit: string;
  readonly ticket: string;
  readonly kind: Period;
  readonly period: Span;
  readonly posted: CivilDate;
  readonly amount: Fraction;
}

interface Case {
  readonly situation: Situation;
  readonly kind: Period;
  readonly period: Span;
  /** On which it is credited, where nobody must claim it. */
  readonly known: CivilDate;
  readonly climbed: Fraction;
  readonly counted: Fraction;
  readonly unit?: UnitFact;
  readonly ticket?: string;
  readonly outage?: Down;
  readonly isNew?: { readonly miss: boolean; readonly delay: boolean };
}

const month: Period = { basis: 'calendar', unit: 'month', count: 1 };
const monthsIn = { day: '1/30', week: '7/30', month: '1', quarter: '3', 'half-year': '6', year: '12' };
const nominal = ({ unit, count }: Period) => times(read(monthsIn[unit]), read(count));

export function credits(world: World, facts: Facts, asked: Span, problems: Problems): Back[] {
  const all = [...new Set(world.clauses.filter(({ kind }) => kind === 'credit').map(({ question }) => question))];
  if (all.length === 0) return [];
  const books = new Map<CivilDate, readonly Fee[]>();
  const charged: Charged = (day) => {
    const known = books.get(day) ?? fees(world, facts, asked, new Map(), day);
    books.set(day, known);
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
    ...caps(world, kept, charged),
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
    const each = amountOf(world, charged, clause.value, one);
    const amount = each && times(each, number(world, facts, clause, one));
    if (amount === undefined) {
      complain(problems, 'open-value', about);
      return [];
    }
    const cap = clause.atMost === undefined ? amount : money(world, charged, clause.atMost, one);
    return [
      {
        ...{ clause, kind: one.kind, period: one.period, posted, amount: least(amount, cap) },
        unit: one.unit?.id ?? '',
        ticket: one.ticket ?? '',
      },
    ];
  });
}

function known(events: readonly TicketEvent[], ticket: string, at: Instant): Situation {
  const own = events.filter((event) => event.ticket === ticket && event.at <= at).sort((a, b) => a.at - b.at);
  return {
    at,
    choices: Object.assign({}, ...own.map(({ choices }) => choices)) as Record<string, string>,
    numbers: Object.assign({}, ...own.map(({ numbers }) => numbers)) as Record<string, string>,
    events: Object.fromEntries(own.toReversed().map((event) => [event.event, event.at])),
  };
}

function ofTickets(world: World, facts: Facts, { name }: CreditClause, asked: Span): Case[] {
  const missedBy = (at: Instant) =>
    outcomes(world, facts, at).filter(({ outcome, target }) => outcome === 'missed' && target.target === name);
  const cases: Case[] = [];
  for (let first = startOf(world.order.from, 'month'); first <= asked.until; first = addMonths(first, 1)) {
    const end = settled(world, first, asked);
    const before = missedBy(opening(world.ir, first, 0));
    for (const { target } of missedBy(end)) {
      const { due, started, stopped, left } = target;
      const past = before.find((one) => one.target.ticket === target.ticket)?.target;
      const isNew = { miss: past === undefined, delay: stopped !== undefined && past?.stopped === undefined };
      if (due === undefined || started === undefined || !(isNew.miss || isNew.delay)) continue;
      const late = read(left === undefined ? (stopped ?? end) - due : -left);
      const period = periodOf(month, '2000-01-01', first);
      cases.push({
        ...{ kind: month, period, known: lastDay(world, period), climbed: late, counted: late },
        ticket: target.ticket,
        isNew,
        situation: { ...known(facts.tickets ?? [], target.ticket, Math.max(started, stopped ?? end)), at: started },
      });
    }
  }
  return cases;
}

function ofFigures(world: World, facts: Facts, { name, of, each }: CreditClause, asked: Span): Case[] {
  if (of.kind !== 'measure') return [];
  const { ir, order } = world;
  const measure = ir.measures[of.measure]!;
  const cases = new Map<string, Case[]>();
  for (let first = startOf(order.from, 'month'); first <= asked.until; first = addMonths(first, 1)) {
    const now = earlier(lastOfMonth(monthOf(first)), asked.until);
    const end = startOfDay(ir, addDays(now, 1));
    const isYetToCome = (unit: string | undefined) => facts.units?.some(({ id, from }) => id === unit && from > now);
    const outages = (facts.outages ?? []).filter(({ start, unit }) => start < end && !isYetToCome(unit));
    const all = measures(ir, order, { ...facts, outages }, { from: order.from, until: now }, name);
    for (const { unit, from, value, state } of all) {
      const key = `${unit} ${from}`;
      if (cases.has(key) || state === 'running' || state === 'undecided') continue;
      const period = periodOf(measure.period, order.from, later(from, order.from));
      const last = lastDay(world, period);
      if (last > now) continue;
      const known = monthOf(last) === monthOf(now) ? last : lastOfMonth(monthOf(now));
      const one = value === '-' ? [] : [ofFigure(world, facts, of.measure, period, known, unit, value)];
      const down = each === undefined ? [] : outagesOf(ir, order, { ...facts, outages }, now, measure, unit, period);
      // Steps climb the length of each.
      cases.set(
        key,
        each === undefined
          ? one
          : one.flatMap((all) =>
              down.map((outage) => ({ ...all, outage, climbed: read(outage.length), counted: read(outage.length) })),
            ),
      );
    }
  }
  return [...cases.values()].flat();
}

/** The last day in the order; of a month after it, simply the last. */
function lastDay(world: World, period: Span): CivilDate {
  const { from, until } = within(world, period);
  return from <= until ? until : period.until;
}

function ofFigure(
  world: World,
  facts: Facts,
  index: number,
  period: Span,
  known: CivilDate,
  holder: string,
  value: string,
): Case {
  const { ir, order } = world;
  const measure = ir.measures[index]!;
  const held = [...order.units, ...(facts.units ?? [])].find(({ id }) => id === holder);
  const figure = read(value);
  const situation: Situation = {
    at: startOfDay(ir, within(world, period).from),
    ...(measure.of === undefined ? {} : { subject: measure.of }),
    choices: held?.choices ?? {},
    numbers: { ...held?.numbers, [measure.id]: value },
  };
  const counted = measure.unit.kind === 'percent' ? lacking(world, index, period, held, figure) : figure;
  const unit = held === undefined ? {} : { unit: held };
  return { situation, kind: measure.period, period, known, climbed: figure, counted, ...unit };
}

/** K3: percentage points by which the promise is missed, which is asked on the first day of the figure. */
function lacking(world: World, index: number, period: Span, held: UnitFact | undefined, figure: Fraction): Fraction {
  const { ir } = world;
  const measure = ir.measures[index]!;
  const day = later(within(world, period).from, held?.from ?? period.from);
  const answer = ask(world, `promise:${measure.id}`, {
    at: startOfDay(ir, day),
    choices: held?.choices ?? {},
    numbers: held?.numbers ?? {},
    ...(measure.of === undefined ? {} : { subject: measure.of }),
  });
  if (answer.kind !== 'clause' || answer.clause.kind !== 'promise') return zero;
  const { value } = answer.clause;
  const bound = value.kind === 'aim' ? value.of : value;
  if (bound.kind !== 'at-least' && bound.kind !== 'at-most') return zero;
  const promised = read(bound.amount);
  return most(bound.kind === 'at-least' ? minus(promised, figure) : minus(figure, promised), zero);
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
    : percent(
        divided(read(value.percent), read(value.over ?? '1')),
        feesIn(world, charged, value.fees, kind, period, unit),
      );

/** K4: after the order, the last one that has a day of it. */
const lastKnown = ({ order }: World, kind: Period, period: Span): Span =>
  order.until !== undefined && period.from > order.until ? periodOf(kind, order.from, order.until) : period;

/** K3: what the units count for that it is given for each of. */
function number(world: World, facts: Facts, clause: CreditClause, { kind, period, unit }: Case): Fraction {
  if (clause.unit === undefined) return read(1);
  const part = within(world, lastKnown(world, kind, period));
  const subject = world.ir.subjects[clause.unit]!.id;
  const own = [...world.order.units, ...(facts.units ?? [])].filter(
    (one) =>
      one.unit === subject &&
      statesNumbers(world, one) &&
      (unit?.unit !== subject || unit.id === one.id) &&
      one.from <= part.until &&
      (one.until ?? part.until) >= part.from,
  );
  return countUnits(world, own, part);
}

/** K4: of what is shorter than a month, the month in which it ends. */
function feePeriod(kind: Period, period: Span): { readonly kind: Period; readonly period: Span } {
  if (kind.unit !== 'day' && kind.unit !== 'week') return { kind, period };
  return compare(nominal(kind), read(1)) >= 0
    ? { kind, period }
    : { kind: month, period: periodOf(month, '2000-01-01', period.until) };
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
): Fraction {
  const { kind, period } = feePeriod(ofKind, lastKnown(world, ofKind, of));
  const inside = within(world, period);
  const meant = charged(period.until).filter(({ clause, name }) =>
    names.length === 0 ? clause.period !== undefined : names.includes(name),
  );
  return sum(
    meant.map((fee) => {
      const { clause, day, amount, extras } = fee;
      if (!isCounted(world, clause.period, day, kind, inside)) return zero;
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
): boolean {
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
  const all = countUnits(world, present, part);
  const own = present.filter(({ id }) => id === unit.id);
  if (!positive(all) || own.length === 0) return zero;
  const share = times(amount, divided(countUnits(world, own, part), all));
  const speaks = world.clauses.filter(
    (one) => one.kind === 'discount' && one.fees.some((fee) => fee === '*' || fee === name),
  );
  const subject = clause.unit === undefined ? {} : { subject: clause.unit };
  const situation = {
    ...{ at: startOfDay(world.ir, part.from), ...subject },
    choices: unit.choices ?? {},
    numbers: unit.numbers ?? {},
  };
  return [...new Set(speaks.map(({ question }) => question))].reduce((left, question) => {
    const answer = ask(world, question, situation);
    const said = answer.kind === 'clause' && answer.clause.kind === 'discount' ? answer.clause : undefined;
    const isOn = said?.fees.some((fee) => fee === '*' || fee === name);
    return isOn && said?.value.kind === 'percent' ? minus(left, percent(read(said.value.percent), share)) : left;
  }, share);
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
      if (tree === undefined || tree === 'contradiction') {
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

/** K5: what is posted in a period, on its last day. */
function caps(world: World, all: readonly Credit[], charged: Charged): Back[] {
  const { order } = world;
  const clauses = world.clauses.filter((clause) => clause.kind === 'cap');
  return [...new Set(clauses.map(({ question }) => question))].flatMap((question) => {
    const [any] = clauses.filter((clause) => clause.question === question);
    if (any === undefined) return [];
    const groups = Object.groupBy(all, ({ posted }) => periodOf(any.period, order.from, posted).from);
    return Object.values(groups).flatMap((group = []): Back[] => {
      const period = periodOf(any.period, order.from, group[0]!.posted);
      const inside = within(world, period);
      const answer = ask(world, question, { at: startOfDay(world.ir, inside.from), choices: {}, numbers: {} });
      if (answer.kind !== 'clause' || answer.clause.kind !== 'cap' || answer.clause.value.kind === 'open') return [];
      const cap = money(world, charged, answer.clause.value, { kind: any.period, period });
      const total = sum(group.map(({ amount }) => amount));
      if (compare(total, cap) <= 0) return [];
      const parts = group.map((one) => ({ rate: rateOfCredit(world, one), amount: one.amount }));
      const { clause } = answer;
      const day = lastDay(world, period);
      return divide(world, minus(total, cap), parts, 'none').map((share) => ({ ...share, clause, day }));
    });
  });
}
