// Fees (meanings F1–F7): each fee for each of its periods, units counted day by day.

import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, Clause, FeeClause, Index, Period, UnitFact } from '../../runtime/src/ir.ts';
import { complainOfUnclear, known } from './bound-units.ts';
import { stepOf } from './charge.ts';
import { addDays, earlier, later, periodAt, periods, type Span } from './days.ts';
import { chargedFees, periodFees } from './ended.ts';
import { extrasOf } from './fee-extras.ts';
import {
  compare,
  divided,
  type Fraction,
  fraction,
  least,
  minus,
  most,
  one,
  percent,
  plus,
  positive,
  read,
  sum,
  times,
  zero,
} from './fraction.ts';
import { indexed } from './indexation.ts';
import { nominal, share, within } from './lots.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type Situation, type World } from './questions.ts';
import { statesNumbers, weight } from './units.ts';
import { startOfDay } from './windows.ts';

export interface Fee {
  readonly clause: FeeClause;
  readonly name: string;
  /** For a single fee per unit. */
  readonly unit?: string;
  /** The units that are counted in it, on these days. */
  readonly present: readonly UnitFact[];
  readonly part: Span;
  /** First day on which it is due, in the order. */
  readonly day: CivilDate;
  readonly single: boolean;
  readonly invoiced: CivilDate;
  readonly amount: Fraction;
  /** Its discounts and surcharges. */
  readonly extras: readonly { readonly clause: Clause; readonly amount: Fraction }[];
}

/** A period of a fee, or the one day of a single fee. */
export interface Due {
  readonly whole: Span;
  readonly part: Span;
  readonly index: number;
  readonly single: boolean;
  /** For a single fee per unit. */
  readonly unit?: UnitFact;
}

export const nameOf = (question: string) => question.replace(/^fee:/, '');

/** All fees; problems are those of periods that begin in the asked days. `by`: what is known on that day (F8). */
export function fees(world: World, facts: Facts, asked: Span, all: Problems, by?: CivilDate): Fee[] {
  const found = by === undefined ? chargedFees(world, facts, asked, all, by) : periodFees(world, facts, asked, all, by);
  return found.flatMap(({ fees: charged }) => charged);
}

/** F3, F8: day by day, what the fees come to by what is known, less what they came to on the day before. */
export function invoicedFees(world: World, facts: Facts, asked: Span): Fee[] {
  const { order } = world;
  const changes = [...order.units, ...(facts.units ?? [])].flatMap(({ from, until }) =>
    [from, until, until === undefined ? undefined : addDays(until, 1)].flatMap((day) => day ?? []),
  );
  if (order.notice !== undefined) changes.push(order.notice);
  const known = new Map<CivilDate, readonly PeriodFees[]>();
  // Nothing becomes known between two changes.
  const asKnown = (day: CivilDate) => {
    const news = later('0000-01-01', ...changes.filter((change) => change <= day));
    const found = known.get(news) ?? chargedFees(world, facts, asked, new Map(), news);
    known.set(news, found);
    return found;
  };
  const regular = [order.from, ...changes].flatMap((day) =>
    asKnown(day).flatMap(({ fees: all }) => all.map(({ invoiced }) => invoiced)),
  );
  const days = [...new Set([order.from, ...changes, ...regular])].filter(
    (day) => order.from <= day && day <= asked.until,
  );
  const standing = new Map<string, Fee[]>();
  const lines: Fee[] = [];
  for (const day of days.sort()) {
    for (const { key, isFine, fees: charged } of asKnown(day)) {
      if (!isFine) continue;
      const before = standing.get(key) ?? [];
      const now = charged.filter(({ invoiced }) => invoiced <= day);
      standing.set(key, now);
      const clauses = new Set([...now, ...before].map(({ clause }) => clause));
      for (const clause of clauses) {
        const [after, past] = [now, before].map((some) => some.find((fee) => fee.clause === clause));
        const one = after ?? past!;
        const amount = minus(after?.amount ?? zero, past?.amount ?? zero);
        const by = new Set([...(after?.extras ?? []), ...(past?.extras ?? [])].map((some) => some.clause));
        const own = (fee: Fee | undefined, clause: Clause) =>
          fee?.extras.find((extra) => extra.clause === clause)?.amount ?? zero;
        lines.push({
          ...one,
          day: one.single || one.invoiced === day ? one.day : later(one.day, day),
          invoiced: day,
          amount,
          extras: [...by].map((clause) => ({ clause, amount: minus(own(after, clause), own(past, clause)) })),
        });
      }
    }
  }
  return lines;
}

export interface PeriodFees {
  readonly key: string;
  readonly name: string;
  readonly period: Period | undefined;
  readonly day: CivilDate;
  readonly isFine: boolean;
  readonly codes: readonly string[];
  readonly fees: readonly Fee[];
}

/** By the order as it is; who knows on which day of its end is asked elsewhere (F10). */
export function reckoned(
  world: World,
  facts: Facts,
  asked: Span,
  all: Problems,
  by: CivilDate | undefined,
): PeriodFees[] {
  const everything = [...world.order.units, ...(facts.units ?? [])].filter((unit) => isCountable(world, unit, all));
  const clauses = world.clauses.filter((clause) => clause.kind === 'fee');
  return [...new Set(clauses.map(({ question }) => question))].flatMap((question) => {
    const those = clauses.filter((clause) => clause.question === question);
    const far = those.some(({ inAdvance }) => inAdvance > 1) ? addDays(asked.until, 800) : asked.until;
    const isAsked = (due: Due) =>
      due.part.from <= asked.until || those.some((clause) => invoicedOn(world, clause, due) <= asked.until);
    const asking = dues(world, those, everything, far).filter(({ due }) => isAsked(due));
    return asking.map(({ due, like }) => {
      const units = known(world, everything, due.single ? due.part.from : by);
      const inside = asked.from <= due.part.from && due.part.from <= asked.until;
      const problems: Problems = new Map();
      const answers = answersFor(world, question, due, like, units, problems);
      const charged = answers.flatMap(({ clause, present }): Fee[] => {
        const amount = amountOf(world, clause, due, present, units, problems, [question]);
        if (amount === undefined) return [];
        const day = due.part.from;
        const invoiced = invoicedOn(world, clause, due);
        return [
          {
            clause,
            name: nameOf(question),
            ...(due.unit === undefined ? {} : { unit: due.unit.id }),
            present,
            part: due.part,
            day,
            single: due.single,
            invoiced,
            amount,
            extras: extrasOf(world, clause, due, present, amount, problems),
          },
        ];
      });
      if (inside) for (const [id, codes] of problems) for (const code of codes) complain(all, code, id);
      // F7: one unit without an answer leaves the fee of all of them open.
      const key = JSON.stringify([question, shape(like), due.part.from, due.unit?.id]);
      const about = { name: nameOf(question), period: like.period, day: due.part.from };
      const codes = [...problems.values()].flatMap((some) => [...some]);
      return { key, ...about, codes, isFine: problems.size === 0, fees: problems.size > 0 ? [] : charged };
    });
  });
}

/** Every moment at which one of the clauses could be due; its answer counts only if it has the same period and unit (`like`). */
function dues(
  world: World,
  clauses: readonly FeeClause[],
  units: readonly UnitFact[],
  until: CivilDate,
): { due: Due; like: FeeClause }[] {
  const { order } = world;
  const last = earlier(order.until ?? until, until);
  const kinds = new Map(clauses.map((clause) => [shape(clause), clause]));
  return [...kinds.values()].flatMap((like): { due: Due; like: FeeClause }[] => {
    if (like.period !== undefined) {
      const all = periods(like.period, order.from, last);
      return all.map((whole, index) => ({ due: { whole, part: within(world, whole), index, single: false }, like }));
    }
    if (like.unit === undefined) {
      const day = { from: order.from, until: order.from };
      return [{ due: { whole: day, part: day, index: 0, single: true }, like }];
    }
    return firstTimes(unitsOf(world, units, like.unit)).map((unit) => {
      const day = { from: unit.from, until: unit.from };
      return { due: { whole: day, part: day, index: 0, single: true, unit }, like };
    });
  });
}

/** A unit that goes on or comes back is due once. */
const firstTimes = (units: readonly UnitFact[]) =>
  units.filter(({ id, from }) => !units.some((other) => other.id === id && other.from < from));

const shape = ({ period, unit }: FeeClause) => JSON.stringify([period, unit]);
const unitsOf = ({ ir }: World, units: readonly UnitFact[], unit: Index) =>
  units.filter((fact) => fact.unit === ir.subjects[unit]!.id);

const unitsOn = (world: World, units: readonly UnitFact[], unit: Index, part: Span) =>
  unitsOf(world, units, unit).filter(({ from, until }) => from <= part.until && (until ?? '9999') >= part.from);

export function situate(world: World, day: CivilDate, unit?: UnitFact): Situation {
  const subject = world.ir.subjects.findIndex(({ id }) => id === unit?.unit);
  return {
    at: startOfDay(world.ir, day),
    choices: unit?.choices ?? {},
    numbers: unit?.numbers ?? {},
    ...(subject >= 0 ? { subject } : {}),
  };
}

interface Answered {
  readonly clause: FeeClause;
  readonly present: readonly UnitFact[];
}

function answersFor(
  world: World,
  question: string,
  due: Due,
  like: FeeClause,
  units: readonly UnitFact[],
  problems: Problems,
): Answered[] {
  const present =
    like.unit === undefined
      ? [undefined]
      : due.unit !== undefined
        ? [due.unit]
        : unitsOn(world, units, like.unit, due.part);
  complainOfUnclear(
    present.flatMap((unit) => unit ?? []),
    due,
    problems,
  );
  const found = new Map<FeeClause, UnitFact[]>();
  for (const unit of present) {
    const answer = ask(world, question, situate(world, due.part.from, unit));
    if (answer.kind === 'none') continue;
    if (answer.kind !== 'clause' || answer.clause.kind !== 'fee') {
      complain(problems, answer.kind === 'missing' ? answer.code : answer.kind, unit?.id ?? nameOf(question));
      continue;
    }
    if (shape(answer.clause) !== shape(like)) continue;
    found.set(answer.clause, [...(found.get(answer.clause) ?? []), ...(unit === undefined ? [] : [unit])]);
  }
  return [...found].map(([clause, those]) => ({ clause, present: those }));
}

/** Q10: a unit that does not state what it counts by is a problem and does not count. */
function isCountable(world: World, unit: UnitFact, problems: Problems): boolean {
  const countable = statesNumbers(world, unit);
  if (!countable) complain(problems, 'number-missing', unit.id);
  return countable;
}

/** F4: how many units of those present count in a part of a period. */
export function countUnits(world: World, present: readonly UnitFact[], whole: Span, part: Span): Fraction {
  const days: CivilDate[] = [];
  for (let day = part.from; day <= part.until; day = addDays(day, 1)) days.push(day);
  const on = (day: CivilDate) =>
    sum(present.filter(({ from, until }) => from <= day && day <= (until ?? day)).map((unit) => weight(world, unit)));
  const kind = world.ir.subjects.find(({ id }) => id === present[0]?.unit);
  const how = kind?.counted ?? world.ir.agreement.unitsCounted;
  if (typeof how === 'object') {
    const day = earlier(addDays(whole.from, how.day - 1), whole.until);
    return on(later(part.from, earlier(day, part.until)));
  }
  switch (how) {
    case 'first-day':
      return on(part.from);
    case 'last-day':
      return on(part.until);
    case 'peak':
      return days.map(on).reduce(most, zero);
    case 'by-day':
      return divided(sum(days.map(on)), fraction(BigInt(days.length)));
    default:
      return sum(
        Object.values(Object.groupBy(present, ({ id }) => id)).map((same = []) =>
          same.map((unit) => weight(world, unit)).reduce(most, zero),
        ),
      );
  }
}

/** Undefined where nothing is due: no unit there, or a problem. */
function amountOf(
  world: World,
  clause: FeeClause,
  due: Due,
  present: readonly UnitFact[],
  units: readonly UnitFact[],
  problems: Problems,
  seen: readonly string[],
  whole = false,
): Fraction | undefined {
  const subject = due.unit?.id ?? nameOf(clause.question);
  const value = indexed(world, { fee: nameOf(clause.question) }, clause, due.part.from);
  if (typeof value === 'string') {
    complain(problems, value, subject);
    return undefined;
  }
  let amount: Fraction;
  if (clause.by !== undefined) complainOfUnclear(unitsOn(world, units, clause.by, due.part), due, problems);
  // F7: one fee for all of them.
  const number =
    clause.unit === undefined
      ? clause.by === undefined
        ? one
        : countUnits(world, unitsOn(world, units, clause.by, due.part), due.whole, due.part)
      : due.unit !== undefined
        ? weight(world, due.unit)
        : countUnits(world, present, due.whole, due.part);
  if (!positive(number)) return undefined;
  const part = due.single || whole ? one : share(world, due.whole);
  const paid = clause.by === undefined ? number : one;
  switch (value.kind) {
    case 'money':
      amount = times(read(value.amount), paid);
      break;
    case 'ladder': {
      const priced = unitLadder(value, number, paid);
      if (typeof priced === 'string') {
        complain(problems, priced, subject);
        return undefined;
      }
      amount = priced;
      break;
    }
    case 'included':
      return undefined;
    case 'not-offered':
      // F1: only a unit that is there is in want of a fee.
      if (clause.unit !== undefined) complain(problems, 'not-offered', subject);
      return undefined;
    case 'percent-of-fee': {
      const base = baseOf(world, clause, due, units, problems, seen);
      if (base === undefined) return undefined;
      return bounded(percent(divided(read(value.percent), read(value.over ?? '1')), base), value);
    }
    default:
      complain(
        problems,
        {
          'on-request': 'on-request',
          'at-cost': 'cost-missing',
          see: 'elsewhere',
          open: 'open-value',
        }[value.kind],
        subject,
      );
      return undefined;
  }
  if (part === undefined) {
    complain(problems, 'part-period-not-said', subject);
    return undefined;
  }
  return bounded(times(amount, part), value);
}

function bounded(
  amount: Fraction,
  { atLeast, atMost }: { readonly atLeast?: string; readonly atMost?: string },
): Fraction {
  const raised = atLeast === undefined ? amount : most(amount, read(atLeast));
  return atMost === undefined ? raised : least(raised, read(atMost));
}

/** F7. */
function unitLadder(
  ladder: Extract<FeeClause['value'], { kind: 'ladder' }>,
  number: Fraction,
  paid: Fraction,
): Fraction | string {
  const worth = (value: (typeof ladder.steps)[number]['value'], quantity: Fraction) =>
    value.kind === 'money'
      ? times(read(value.amount), quantity)
      : value.kind === 'included'
        ? zero
        : value.kind === 'open'
          ? 'open-value'
          : value.kind === 'see'
            ? 'elsewhere'
            : value.kind === 'at-cost'
              ? 'cost-missing'
              : value.kind;
  if (ladder.mode === 'whole') {
    const step = stepOf(ladder, number);
    return step === undefined ? 'gap' : worth(step.value, paid);
  }
  let [below, total] = [zero, zero];
  for (const step of ladder.steps) {
    const above = step.to === undefined ? most(number, below) : read(step.to.bound);
    const part = minus(least(number, above), below);
    below = above;
    if (!positive(part)) continue;
    const amount = worth(step.value, part);
    if (typeof amount === 'string') return amount;
    total = plus(total, amount);
  }
  return compare(number, below) > 0 ? 'gap' : total;
}

/** F6: what the named fees come to in the same period; for a single fee, in the first period, taken whole. */
function baseOf(
  world: World,
  clause: FeeClause,
  due: Due,
  units: readonly UnitFact[],
  problems: Problems,
  seen: readonly string[],
): Fraction | undefined {
  if (clause.value.kind !== 'percent-of-fee') return undefined;
  const feeClauses = world.clauses.filter((one) => one.kind === 'fee');
  const named = clause.value.fees.map((name) =>
    feeClauses.some(({ question }) => question === `fee:${name}`) ? `fee:${name}` : name,
  );
  const recurring = feeClauses.filter((one) => one.period !== undefined).map(({ question }) => question);
  const questions = (named.length > 0 ? named : [...new Set(recurring)]).filter(
    (question) => named.length > 0 || question !== clause.question,
  );
  let total = zero;
  for (const question of questions) {
    if (seen.includes(question)) {
      complain(problems, 'cycle', nameOf(clause.question));
      return undefined;
    }
    const those = feeClauses.filter((one) => one.question === question);
    for (const { due: base, like } of dues(world, those, units, due.part.until)) {
      const included = due.single
        ? base.part.from <= due.part.from && due.part.from <= base.part.until
        : due.part.from <= base.part.from && base.part.from <= due.part.until;
      if (!included) continue;
      // Of a fee per unit, what it comes to for the one unit; of any other, all of it.
      const held = due.unit === undefined || like.unit === undefined ? units : [due.unit];
      const own: Problems = new Map();
      for (const { clause: found, present } of answersFor(world, question, base, like, held, own)) {
        const single =
          due.single && due.unit !== undefined && found.unit !== undefined ? { ...base, unit: due.unit } : base;
        const amount = amountOf(world, found, single, present, held, own, [...seen, question], due.single) ?? zero;
        const { months } = clause.value;
        const isPart = months !== undefined && found.period !== undefined;
        total = plus(total, isPart ? times(amount, divided(read(`${months}`), nominal(found.period))) : amount);
      }
      for (const code of [...own.values()].flatMap((codes) => [...codes]))
        complain(problems, code, due.unit?.id ?? nameOf(clause.question));
      if (own.size > 0) return undefined;
    }
  }
  return total;
}

/** F3. */
function invoicedOn(world: World, clause: FeeClause, { part, index, single }: Due): CivilDate {
  if (single || clause.period === undefined) return part.from;
  if (clause.inAdvance === 0) return part.until;
  const first = index - (index % clause.inAdvance);
  return within(world, periodAt(clause.period, world.order.from, first)).from;
}
