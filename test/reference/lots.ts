// Lots of allowances (meanings A1, A5, A8–A11): what periods, purchases and units bring, what is carried and owed.
import type { CivilDate, IncludeClause, Index, Period, UnitFact, Validity } from '../../runtime/src/ir.ts';
import { addDays, addMonths, daysFrom, earlier, later, periodOf, periods, type Span } from './days.ts';
import {
  divided,
  type Fraction,
  fraction,
  least,
  minus,
  percent,
  plus,
  positive,
  read,
  times,
  zero,
} from './fraction.ts';
import { byStart, type Fact, type Portion } from './portions.ts';
import { ask, type World } from './questions.ts';
import { statesNumbers, weight } from './units.ts';
import { startOfDay } from './windows.ts';

export interface Lot {
  readonly clause: IncludeClause;
  readonly from: CivilDate;
  /** Last day; undefined for ever. */
  until: CivilDate | undefined;
  readonly granted: Fraction;
  /** Undefined: unlimited. */
  left: Fraction | undefined;
  readonly carried: boolean;
  /** Nothing can be drawn from it because its size is not known. */
  readonly unknown?: string;
}

/** The share of a period that lies in the order (F2, A8). */
export function share(world: World, whole: Span, part = within(world, whole)): Fraction | undefined {
  if (part.from === whole.from && part.until === whole.until) return read(1);
  switch (world.ir.agreement.partPeriods) {
    case 'full':
      return read(1);
    case 'free':
      return zero;
    case 'by-day':
      return divided(read(daysFrom(part.from, part.until) + 1), read(daysFrom(whole.from, whole.until) + 1));
    default:
      return undefined;
  }
}

export function within({ order }: World, { from, until }: Span): Span {
  const last = order.until ?? until;
  return { from: from < order.from ? order.from : from, until: until > last ? last : until };
}

/** A1: the lots that begin until a day. */
export function grants(world: World, includes: readonly IncludeClause[], until: CivilDate): Lot[] {
  const { order } = world;
  const [{ question, subject } = { question: '', subject: 0 }] = includes;
  const all = includes.filter(({ period, unit }) => period !== undefined && unit === undefined);
  // One of each kind of period stands for what that kind would grant where nobody knows.
  const kinds = new Map(all.map((clause) => [JSON.stringify(clause.period), clause]));
  return [...kinds.values()].flatMap((any) =>
    periods(any.period!, order.from, earlier(until, order.until ?? until)).flatMap((whole) =>
      grant(world, question, subject, any, any.period!, whole),
    ),
  );
}

/** A17: granted once, on the order's first day. */
export function rollingGrants(world: World, includes: readonly IncludeClause[]): Lot[] {
  const any = includes.find(({ rolling }) => rolling !== undefined);
  if (any === undefined) return [];
  const { from } = world.order;
  const base = { from, until: undefined, granted: zero, left: zero, carried: false };
  const situation = { at: startOfDay(world.ir, from), choices: {}, numbers: {}, subject: any.subject };
  const answer = ask(world, any.question, situation);
  if (answer.kind === 'none') return [];
  if (answer.kind !== 'clause' || answer.clause.kind !== 'include')
    return [{ ...base, clause: any, unknown: answer.kind === 'missing' ? answer.code : answer.kind }];
  const { clause } = answer;
  const { value } = clause;
  if (value.kind === 'unlimited' || value.kind === 'included') return [{ ...base, clause, left: undefined }];
  if (value.kind === 'open') return [{ ...base, clause, unknown: 'open-value' }];
  return value.kind === 'quantity' ? [{ ...base, clause, granted: read(value.amount), left: read(value.amount) }] : [];
}

/** A9: a lot for each fact of the event, the first bought first. */
export function purchases(world: World, pools: readonly IncludeClause[][], all: readonly Portion[]): Lot[] {
  // Of one purchase, what a subject has alone comes first (A14).
  const shared = ([one]: IncludeClause[]) => one!.also?.length ?? 0;
  const sorted = [...pools].sort((a, b) => shared(a) - shared(b) || a[0]!.subject - b[0]!.subject);
  const bought = sorted.flatMap((includes) => boughtOf(world, includes, all));
  return bought.sort((a, b) => byStart(a.fact, b.fact)).map(({ lot }) => lot);
}

function boughtOf(world: World, includes: readonly IncludeClause[], all: readonly Portion[]) {
  const [{ question, subject } = { question: '', subject: 0 }] = includes;
  const buying = new Map(includes.flatMap((clause) => (clause.lot === undefined ? [] : [[clause.lot.event, clause]])));
  const facts = [...new Set(all.map(({ fact }) => fact))].filter((fact) => buying.has(fact.subject));
  const lotsOf = (fact: Fact): Lot[] => {
    const { ir } = world;
    const own = all.filter((portion) => portion.fact === fact);
    const answer = ask(world, question, {
      ...own[0]!.situation,
      subject: ir.subjects[fact.subject]!.module === undefined ? subject : fact.subject,
    });
    const base = { from: fact.day, until: undefined, granted: zero, left: zero, carried: false };
    if (answer.kind === 'none') return [];
    if (answer.kind !== 'clause' || answer.clause.kind !== 'include')
      return [
        { ...base, clause: buying.get(fact.subject)!, unknown: answer.kind === 'missing' ? answer.code : answer.kind },
      ];
    const { clause } = answer;
    const { value, lot } = clause;
    const until = lot?.valid?.from === 'purchase' ? lastDay(world, lot.valid, fact.day) : undefined;
    if (value.kind === 'unlimited' || value.kind === 'included') return [{ ...base, clause, until, left: undefined }];
    if (value.kind === 'open') return [{ ...base, clause, until, unknown: 'open-value' }];
    if (value.kind !== 'quantity') return [];
    const granted = own.reduce((sum, { quantity }) => plus(sum, times(read(value.amount), quantity)), zero);
    return [{ ...base, clause, until, granted, left: granted }];
  };
  return facts.flatMap((fact) => lotsOf(fact).map((lot) => ({ fact, lot })));
}

/** A9: the last day on which what is bought (or first used) on a day may be used. */
export function lastDay(world: World, { length, toEndOf, until }: Validity, from: CivilDate): CivilDate {
  if (until !== undefined) {
    const wanted = [until.month, until.day].map((part) => `${part}`.padStart(2, '0')).join('-');
    let day = from;
    while (day.slice(5) !== wanted) day = addDays(day, 1);
    return day;
  }
  const after = !length ? from : length.unit === 'day' ? addDays(from, length.count) : addMonths(from, length.count);
  return toEndOf === undefined ? addDays(after, -1) : periodOf(toEndOf, world.order.from, after).until;
}

function grant(world: World, question: string, subject: Index, any: IncludeClause, period: Period, whole: Span): Lot[] {
  const days = within(world, whole);
  const situation = { at: startOfDay(world.ir, days.from), choices: {}, numbers: {}, subject };
  const answer = ask(world, question, situation);
  return lotsFrom(world, subject, any, period, whole, days, answer, days.from, read(1));
}

/** What an answer grants from a day on: its share of the period, so many times. */
function lotsFrom(
  world: World,
  subject: Index,
  any: IncludeClause,
  period: Period,
  whole: Span,
  days: Span,
  answer: ReturnType<typeof ask>,
  from: CivilDate,
  count: Fraction,
): Lot[] {
  if (answer.kind === 'none') return [];
  const base = { from, until: whole.until, granted: zero, left: zero, carried: false };
  if (answer.kind !== 'clause' || answer.clause.kind !== 'include')
    return [{ ...base, clause: any, unknown: answer.kind === 'missing' ? answer.code : answer.kind }];
  const { clause } = answer;
  // Each kind of period is asked for itself; an answer with another is that one's.
  if (JSON.stringify(clause.period) !== JSON.stringify(period)) return [];
  const { value } = clause;
  if (value.kind === 'unlimited' || value.kind === 'included') return [{ ...base, clause, left: undefined }];
  if (value.kind === 'open') return [{ ...base, clause, unknown: 'open-value' }];
  if (value.kind !== 'quantity') return [];
  const part = share(world, whole, days);
  if (part === undefined) return [{ ...base, clause, unknown: 'part-period-not-said' }];
  const amount = times(times(read(value.amount), part), count);
  // A8: whole pieces of what is counted in pieces.
  const cut = part.over !== part.under && world.ir.subjects[subject]!.unit.kind === 'count';
  const granted = cut ? fraction(amount.over / amount.under) : amount;
  return [{ ...base, clause, granted, left: granted }];
}

export const less = (left: Fraction | undefined) => left !== undefined && positive(minus(zero, left));
export const sameKind = (a: IncludeClause, b: IncludeClause) =>
  JSON.stringify([a.question, a.period]) === JSON.stringify([b.question, b.period]);

/** A10: what each unit brings on its first day in each period. */
export function unitGrants(
  world: World,
  includes: readonly IncludeClause[],
  units: readonly UnitFact[],
  until: CivilDate,
): Lot[] {
  const { order, ir } = world;
  const last = earlier(until, order.until ?? until);
  const kinds = Map.groupBy(
    includes.filter(({ unit }) => unit !== undefined),
    ({ unit, period }) => JSON.stringify([unit, period]),
  );
  return [...kinds.values()].flatMap(([any]) => {
    const unit = ir.subjects[any!.unit!]!;
    const period = any!.period!;
    return periods(period, order.from, last).flatMap((whole) => {
      const days = within(world, whole);
      const there = units.filter(
        (fact) =>
          fact.unit === unit.id &&
          fact.from <= days.until &&
          (fact.until ?? days.until) >= days.from &&
          statesNumbers(world, fact),
      );
      return [...new Set(there.map(({ id }) => id))].flatMap((id): Lot[] => {
        const fact = there.filter((one) => one.id === id).reduce((a, b) => (b.from < a.from ? b : a));
        const from = later(fact.from, days.from);
        const situation = {
          at: startOfDay(ir, from),
          choices: fact.choices ?? {},
          numbers: fact.numbers ?? {},
          subject: any!.unit!,
        };
        const answer = ask(world, any!.question, situation);
        return lotsFrom(
          world,
          any!.subject,
          any!,
          period,
          whole,
          { from, until: days.until },
          answer,
          from,
          weight(world, fact),
        );
      });
    });
  });
}

/** A11: what a period borrowed from the next. */
export function owed({ clause, granted, left, until, carried }: Lot, all: readonly Lot[]): Lot | undefined {
  if (clause.beyond?.kind !== 'borrow' || carried || !less(left)) return undefined;
  const next = following({ clause, until }, all)!;
  return { clause, from: next.from, until: next.until, granted, left, carried: true };
}

function following({ clause, until }: Pick<Lot, 'clause' | 'until'>, all: readonly Lot[]): Lot | undefined {
  const day = until === undefined ? undefined : addDays(until, 1);
  return all.find((lot) => lot.from === day && sameKind(lot.clause, clause));
}

/** A11: what a lot gives beyond what it holds; a text where that is not known. */
export function more(lot: Lot, all: readonly Lot[]): Fraction | string {
  const { beyond } = lot.clause;
  if (beyond === undefined || lot.carried || lot.left === undefined || lot.unknown !== undefined) return zero;
  const { most } = beyond;
  const said = most.kind === 'quantity' ? read(most.amount) : percent(read(most.percent), lot.granted);
  const used = less(lot.left) ? lot.left : zero;
  if (beyond.kind === 'leeway') return plus(said, used);
  const next = following(lot, all);
  if (next?.unknown !== undefined) return next.unknown;
  const there = next?.left === undefined ? zero : next.granted;
  return plus(least(said, there), used);
}

export function carry(
  world: World,
  { clause, granted, left, until, carried }: Lot,
  others: readonly Lot[],
): Lot | undefined {
  const over = clause.carry;
  const { period } = clause;
  if (
    over === undefined ||
    period === undefined ||
    carried ||
    left === undefined ||
    !positive(left) ||
    until === undefined
  )
    return undefined;
  const part =
    over.of === 'unused' ? percent(read(over.percent), left) : least(left, percent(read(over.percent), granted));
  const before = others.filter((lot) => lot.carried && sameKind(lot.clause, clause));
  const saved = before.reduce((sum, lot) => plus(sum, lot.left ?? zero), zero);
  const amount = over.atMost === undefined ? part : least(part, minus(read(over.atMost), saved));
  if (!positive(amount)) return undefined;
  const from = addDays(until, 1);
  let end: CivilDate | undefined;
  // Periods count from the order's first day, so the later ones are found by walking on from there.
  if (over.periods !== undefined) {
    end = until;
    for (let n = 0; n < over.periods; n += 1) end = periods(period, world.order.from, addDays(end, 1)).at(-1)!.until;
  }
  return { clause, from, until: end, granted: zero, left: amount, carried: true };
}

/** How many months a period has by its name. */
const monthsIn = { day: '1/30', week: '7/30', month: '1', quarter: '3', 'half-year': '6', year: '12' };

export const nominal = ({ unit, count }: Period) => times(read(monthsIn[unit]), read(count));
