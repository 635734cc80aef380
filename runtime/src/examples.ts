// Runs the examples of an agreement: what the runtime answers beside what is expected, both as short text.

import type { Plan } from './asking/plan.ts';
import { answerKey } from './asking/precedence.ts';
import { Rational } from './exact.ts';
import { localTime, quantityText } from './explaining/explain.ts';
import { answerText } from './explaining/value-text.ts';
import type { Facts } from './facts.ts';
import type { AmountFilter, Clause, DateSpan, Example, Expectation, Instant, Unit } from './ir.ts';
import { measures } from './measures/measures.ts';
import { begin, problemsOf } from './pricing/begin.ts';
import { bindUnits } from './pricing/bound-units.ts';
import { indexedClause, noteIndices } from './pricing/indexation.ts';
import { bookOf, knownOn } from './pricing/known.ts';
import { stepOf } from './pricing/ladder.ts';
import { inOrder } from './pricing/parts.ts';
import { calculate, price } from './pricing/price.ts';
import { ask, isTrouble, type Trouble } from './pricing/run.ts';
import { totalsOf } from './pricing/totals.ts';
import { countingOf, countUnits, heldUnits } from './pricing/units.ts';
import type { Line, Problem } from './results.ts';
import { duties } from './rights/duties.ts';
import { permitted } from './rights/rights.ts';
import { deadlines } from './targets/deadlines.ts';
import { interest, payment } from './terms/payment.ts';
import { requirements } from './terms/requirements.ts';
import { notice, term } from './terms/terms.ts';
import { dateOf, dayOf } from './time/civil.ts';
import { withinHorizon } from './time/horizon.ts';

export interface ExampleResult {
  readonly expectation: Expectation;
  readonly ok: boolean;
  readonly actual: string;
  readonly expected: string;
}

type Of<K extends Expectation['kind']> = Extract<Expectation, { readonly kind: K }>;
type Told = Omit<ExampleResult, 'expectation'>;

export function runExample(plan: Plan, example: Example): ExampleResult[] {
  const run = { plan, example, facts: factsOf(example) };
  return example.expectations.map((expectation) => ({ expectation, ...tell(run, expectation) }));
}

interface Running {
  readonly plan: Plan;
  readonly example: Example;
  readonly facts: Facts;
}

/** INVARIANT: the compiler writes facts as facts.ts has them. */
function factsOf({ facts }: Example): Facts {
  return typeof facts === 'object' && facts !== null ? facts : {};
}

function tell(run: Running, expectation: Expectation): Told {
  switch (expectation.kind) {
    case 'amount':
      return amount(run, expectation);
    case 'unpriced':
      return unpriced(run, expectation);
    case 'counted':
      return counted(run, expectation);
    case 'due':
    case 'state':
      return deadline(run, expectation);
    case 'balance':
    case 'carried':
      return balance(run, expectation);
    case 'notified':
      return notified(run, expectation);
    case 'openings':
    case 'open-time':
      return openings(run, expectation);
    case 'duty':
      return duty(run, expectation);
    case 'units':
      return units(run, expectation);
    case 'measured':
      return measured(run, expectation);
    case 'term':
      return termExpected(run, expectation);
    case 'notice':
      return noticeExpected(run, expectation);
    case 'payment':
      return paymentExpected(run, expectation);
    case 'borne':
      return borne(run, expectation);
    case 'required':
      return required(run, expectation);
    case 'permitted':
      return permission(run, expectation);
    case 'answer':
      return answer(run, expectation);
  }
}

function same(actual: string, expected: string): Told {
  return { ok: actual === expected, actual, expected };
}

// --------------------------------------------------------------------------------------------------------- money

function amount({ plan, example, facts }: Running, { period, basis, of, amount: wanted, withVat }: Of<'amount'>): Told {
  const { lines, problems } = price(plan, example.order, facts, { ...period, basis });
  // Some lines alone are no invoice (M6).
  const all = totalsOf(plan.ir, lines, basis);
  const totals =
    of === undefined
      ? all
      : totalsOf(
          plan.ir,
          lines.filter((line) => isOf(line, of)),
          'cost',
        );
  const sum = withVat ? (totals.payable ?? totals.gross) : totals.net;
  const found = Rational.of(sum);
  const expected = Rational.of(wanted).toDecimal(plan.ir.agreement.minorDigits);
  const isEqual = found.equals(Rational.of(wanted));
  // Of some lines alone it does not matter what else cannot be priced.
  if (problems.length > 0 && !(of !== undefined && isEqual))
    return { ok: false, actual: unpricedText(problems), expected };
  return { ok: isEqual, actual: sum, expected };
}

function isOf(line: Line, { kind, name }: AmountFilter): boolean {
  switch (kind) {
    case 'subject':
      return (line.kind === 'rate' || line.kind === 'price') && line.subject === name;
    case 'fees':
      return line.kind === 'fee';
    case 'credits':
      return line.kind === 'credit' || (line.kind === 'limit' && line.subject === 'credits');
    case 'limit':
      // It bears the names of all that it holds.
      return (
        line.kind === kind &&
        (name === undefined || line.subject.split('+').some((one) => one === name || one === `fee ${name}`))
      );
    default:
      return line.kind === kind && (name === undefined || line.subject === name);
  }
}

function unpriced({ plan, example, facts }: Running, { period }: Of<'unpriced'>): Told {
  const { problems, totals } = price(plan, example.order, facts, { ...period, basis: 'cost' });
  const ok = problems.length > 0;
  return { ok, actual: ok ? unpricedText(problems) : totals.net, expected: 'cannot be priced' };
}

function unpricedText(problems: readonly Problem[]): string {
  return `cannot be priced: ${problems[0]?.message ?? ''}`;
}

function counted({ plan, example, facts }: Running, { subject, period, amount: wanted }: Of<'counted'>): Told {
  const unit = unitOf(plan, subject);
  const expected = quantityText(Rational.of(wanted), unit);
  const run = begin(plan, example.order, { ...period, basis: 'cost' });
  if (isTrouble(run)) return { ok: false, actual: run.message, expected };
  const { pieces } = calculate(run, facts, { basis: 'cost' });
  const isMeant = (day: number) => day >= run.span.from && day < run.span.until;
  const own = pieces.filter(({ work, postedOn }) => work.subject.id === subject && isMeant(postedOn));
  const found = quantityText(Rational.sum(own.map((piece) => piece.counted)), unit);
  const [problem] = problemsOf(run, 'cost').filter((known) => own.some(({ work }) => work.id === known.subject));
  return problem?.code === 'count-changes-in-scope' || problem?.code === 'scope-missing'
    ? { ok: false, actual: problem.message, expected }
    : same(found, expected);
}

/** The allowance at the end of a day: a balance before its period ends with that day, or what is carried after. */
function balance(
  { plan, example, facts }: Running,
  { kind, subject, on, amount: wanted }: Of<'balance' | 'carried'>,
): Told {
  const unit = unitOf(plan, subject);
  const invoice = price(plan, example.order, facts, { from: on, until: on, basis: 'cost' });
  const parts =
    kind === 'carried'
      ? invoice.closing.lots.flatMap((lot) => (lot.subject === subject && lot.carriedPeriods > 0 ? [lot.left] : []))
      : invoice.balances.flatMap(({ subject: id, period, closing, expired }) =>
          id === subject && period.until === on ? [closing, expired] : [],
        );
  const found = Rational.sum(parts.map((part) => Rational.parse(part)));
  return same(quantityText(found, unit), quantityText(Rational.of(wanted), unit));
}

function notified({ plan, example, facts }: Running, { subject, period, at }: Of<'notified'>): Told {
  const { lowBalances } = price(plan, example.order, facts, { ...period, basis: 'cost' });
  const first = lowBalances.find((known) => known.subject === subject);
  return same(timeText(plan, first?.at ?? 'never'), timeText(plan, at));
}

function unitOf({ ir }: Plan, subject: string): Unit {
  return ir.subjects.find(({ id }) => id === subject)?.unit ?? { kind: 'count' };
}

function units({ plan, example, facts }: Running, { unit, period, amount: wanted }: Of<'units'>): Told {
  const expected = quantityText(Rational.of(wanted), { kind: 'count' });
  const run = begin(plan, example.order, { ...period, basis: 'cost' });
  if (isTrouble(run)) return { ok: false, actual: run.message, expected };
  const all = bindUnits(run, heldUnits(run, facts));
  const held = knownOn(bookOf(run, all), Infinity).units.filter(({ fact }) => fact.unit === unit);
  const days = inOrder(run, run.span);
  const kind = plan.ir.subjects.findIndex(({ id }) => id === unit);
  const mode = countingOf(plan.ir, kind) ?? 'any-day';
  const found = days.from < days.until ? countUnits(held, { period: run.span, days }, mode) : Rational.zero;
  return same(quantityText(found, { kind: 'count' }), expected);
}

// ---------------------------------------------------------------------------------------------- tickets and duties

function deadline({ plan, example, facts }: Running, expectation: Of<'due' | 'state'>): Told {
  const { targets, problems } = deadlines(plan, example.order, facts.tickets ?? []);
  const { ticket, target, round } = expectation;
  const rounds = targets.filter(
    (known) => known.ticket === ticket && known.target === target && (round === undefined || known.round === round),
  );
  const result = rounds.at(-1);
  const problem = problems.find(({ subject }) => subject === ticket);
  const missed = rounds.find((known) => known.state === 'missed');
  const nothing = round === undefined ? `no ticket \`${ticket}\`` : `no round ${round}`;
  const state = missed?.state ?? result?.state ?? problem?.message ?? nothing;
  if (expectation.kind === 'state') return same(state, expectation.state);
  const expected = timeText(plan, expectation.at);
  return same(result?.due === undefined ? state : timeText(plan, result.due), expected);
}

function timeText(plan: Plan, at: Instant | 'never'): string {
  return at === 'never' ? at : localTime(at, plan.calendar.zone);
}

function duty({ plan, example, facts }: Running, { name, period, ...wanted }: Of<'duty'>): Told {
  const found = duties(plan, example.order, facts, period);
  const own = found.duties.filter((known) => known.name === name);
  const words = (['due', 'done', 'short', 'late'] as const).filter((word) => wanted[word] !== undefined);
  const sum = (word: (typeof words)[number]) => own.reduce((total, known) => total + known[word], 0);
  const problem = found.problems.find(({ subject }) => subject === name);
  const actual = words.map((word) => `${sum(word)} ${word}`).join(', ');
  return same(problem?.message ?? actual, words.map((word) => `${wanted[word]} ${word}`).join(', '));
}

function termExpected({ plan, example }: Running, { on, ends }: Of<'term'>): Told {
  const { term: found, problems } = term(plan, example.order, on);
  return same(problems[0]?.message ?? found?.ends ?? 'without end', ends === 'without-end' ? 'without end' : ends);
}

function paymentExpected({ plan, example }: Running, { on, due }: Of<'payment'>): Told {
  const { payment: found, problems } = payment(plan, example.order, on);
  return same(problems[0]?.message ?? found?.due ?? 'nothing says when it is due', due);
}

function borne({ plan, example, facts }: Running, { sum, period, amount: wanted }: Of<'borne'>): Told {
  const [due, { indices = [] }] = [dateOf(dayOf(period.from) - 1), facts];
  const { interest: found, problems } = interest(plan, example.order, { sum, due, paid: period.until, indices });
  const expected = Rational.of(wanted).toDecimal(plan.ir.agreement.minorDigits);
  return same(problems[0]?.message ?? found?.amount ?? 'no interest', expected);
}

function noticeExpected({ plan, example }: Running, { who, name, on, last }: Of<'notice'>): Told {
  const asked = { who, on, ...(name === undefined ? {} : { name }) };
  const { notice: found, problems } = notice(plan, example.order, asked);
  return same(problems[0]?.message ?? found?.last ?? 'no notice is due', last);
}

function required({ plan, example, facts }: Running, { unit, per, period, state }: Of<'required'>): Told {
  const found = requirements(plan, example.order, facts, period);
  const own = found.requirements.filter((known) => known.unit === unit && known.per === per);
  const actual = own.find((known) => known.state === 'missed')?.state ?? own[0]?.state ?? 'nothing is required';
  return same(found.problems[0]?.message ?? actual, state);
}

function measured({ plan, example, facts }: Running, wanted: Of<'measured'>): Told {
  const found = measures(plan, example.order, facts, wanted.period);
  const [result, other] = found.measures.filter(
    ({ measure, unit, period }) =>
      measure === wanted.measure &&
      unit === wanted.unit &&
      period.from <= wanted.period.until &&
      wanted.period.from <= period.until,
  );
  const problem = found.problems[0]?.message;
  const sought = wanted.value ?? wanted.state ?? '';
  if (result === undefined) return same(problem ?? 'no period of it', sought);
  if (other !== undefined)
    return same(`several periods: ${result.period.from} to ${result.period.until}, and others`, sought);
  if (wanted.state !== undefined) return same(result.state, wanted.state);
  const expected = Rational.of(wanted.value ?? '0');
  const digits = wanted.value?.split('.')[1]?.length ?? 0;
  const unit = plan.ir.measures.find(({ id }) => id === wanted.measure)?.unit ?? { kind: 'count' };
  const told = (value: Rational) => quantityText(value, unit);
  if (result.value === undefined) return same(result.state, told(expected));
  const exact = Rational.parse(result.value);
  const rounded = Rational.of(exact.toDecimal(digits));
  return { ok: rounded.equals(expected), actual: told(rounded), expected: told(expected) };
}

function permission({ plan, example, facts }: Running, { subject, after, choices, at }: Of<'permitted'>): Told {
  const found = permitted(plan, example.order, { subject, after, choices, facts });
  return same(found.problems[0]?.message ?? timeText(plan, found.at), timeText(plan, at));
}

// ------------------------------------------------------------------------------------------- windows and questions

function openings({ plan }: Running, expectation: Of<'openings' | 'open-time'>): Told {
  const { window } = expectation;
  const found = withinHorizon(() => {
    const [from, until] = instantsOf(plan, expectation.period);
    return expectation.kind === 'openings'
      ? plan.calendar.openings(window, from, until)
      : plan.calendar.openSeconds(window, from, until);
  });
  const text = (value: number) =>
    expectation.kind === 'openings' ? String(value) : quantityText(Rational.of(value), { kind: 'time' });
  const expected = text(expectation.kind === 'openings' ? expectation.count : expectation.seconds);
  return same('outside' in found ? found.outside : text(found.value), expected);
}

function instantsOf({ calendar: { zone } }: Plan, { from, until }: DateSpan): [Instant, Instant] {
  return [zone.startOfDay(dayOf(from)), zone.startOfDay(dayOf(until) + 1)];
}

/** Two answers are equal when their values are (meaning E1). */
function answer({ plan, example, facts }: Running, { question, at, choices, numbers, value }: Of<'answer'>): Told {
  const [sample] = plan.clausesOf(question);
  const expectedText = sample === undefined ? '' : answerText(withValue(sample, value), plan.ir);
  const kind = sample?.kind;
  if (kind === undefined) return { ok: false, actual: `no clause answers \`${question}\``, expected: expectedText };
  // A target is asked at its start event, which conditions may name (`reported during …`).
  const event = sample?.kind === 'target' ? plan.ir.targets[sample.target]?.from : undefined;
  const moments = event === undefined ? {} : { moments: { [event]: at } };
  const asked = ask({ plan, order: example.order }, kind, question, { at, choices, numbers, ...moments });
  if (asked === undefined) return { ok: false, actual: 'no clause', expected: expectedText };
  const clause = isTrouble(asked) ? asked : indexedAt({ plan, example, facts }, asked, at);
  if (isTrouble(clause)) return { ok: false, actual: clause.message, expected: expectedText };
  const wanted = withValue(clause, value);
  const told = wanted.value.kind === 'ladder' ? clause : atHeight(clause, numbers);
  return {
    ok: answerKey(told) === answerKey(wanted),
    actual: answerText(told, plan.ir),
    expected: answerText(wanted, plan.ir),
  };
}

/** As the clause stands after the changes of its prices. */
function indexedAt({ plan, example, facts }: Running, clause: Clause, at: Instant): Clause | Trouble {
  const day = withinHorizon(() => dateOf(plan.calendar.zone.dayAt(at)));
  if ('outside' in day) return clause;
  const run = begin(plan, example.order, { from: day.value, until: day.value, basis: 'cost' });
  if (isTrouble(run)) return clause;
  noteIndices(run.indexation, facts.indices ?? []);
  return indexedClause(run, clause, at);
}

/** The step of a ladder that climbs a number which the situation states; any other clause as it is. */
function atHeight(clause: Clause, numbers: Of<'answer'>['numbers']): Clause {
  if (clause.value.kind !== 'ladder' || clause.value.by === undefined) return clause;
  const height = numbers[clause.value.by];
  const step = height === undefined ? undefined : stepOf<unknown>(clause.value, Rational.of(height));
  return step === undefined ? clause : withValue(clause, step);
}

/** INVARIANT: the compiler writes a value of the clause's own kind. */
function withValue(clause: Clause, value: unknown): Clause {
  return { ...clause, value } as Clause;
}
