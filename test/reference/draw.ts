// Allowances (meanings A1–A11): grants day by day, lots drawn in order of time, what expires and what is carried.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, CivilLength, IncludeClause, Index, Period, UnitFact } from '../../runtime/src/ir.ts';
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
import { charged, complain, type Portion, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { statesNumbers, weight } from './units.ts';
import { startOfDay } from './windows.ts';

interface Lot {
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

/** One subject's allowance over the asked days: all that came in and went out. */
export interface Account {
  readonly subject: string;
  opening: Fraction;
  granted: Fraction;
  used: Fraction;
  expired: Fraction;
  closing: Fraction;
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

/** Draws all portions of a subject; the account is of the asked days. Undefined where the subject has no allowance. */
export function draw(
  world: World,
  subject: Index,
  portions: readonly Portion[],
  all: readonly Portion[],
  facts: Facts,
  asked: Span,
  problems: Problems,
): Account | undefined {
  const { id } = world.ir.subjects[subject]!;
  const includes = world.clauses
    .filter((clause) => clause.kind === 'include')
    .filter((clause) => clause.subject === subject);
  if (includes.length === 0) return undefined;
  const account = { subject: id, opening: zero, granted: zero, used: zero, expired: zero, closing: zero };
  // A lot ends with its period, also where the order ended inside it; nothing is accounted for after that.
  const { from, until = asked.until } = world.order;
  const ends = includes.flatMap(({ period }) => (period === undefined ? [] : [periodOf(period, from, until).until]));
  const last = earlier(asked.until, later(from, ...ends));
  const unitFacts = [...world.order.units, ...(facts.units ?? [])];
  const inside = (day: CivilDate, { period }: IncludeClause) =>
    asked.from <= day && day <= asked.until && (period === undefined || day <= periodOf(period, from, until).until);
  let lots: Lot[] = [];
  const held = () => lots.reduce((all, { left }) => plus(all, left ?? zero), zero);
  const waiting = [...portions];
  const end = later(asked.until, ...waiting.map(({ piece }) => piece));
  // A11: what may be borrowed is what the next period grants.
  const borrowing = includes.flatMap(({ beyond, period }) =>
    beyond?.kind === 'borrow' && period !== undefined ? [addDays(periodOf(period, from, end).until, 1)] : [],
  );
  const granted = [
    ...grants(world, subject, includes, later(end, ...borrowing)),
    ...unitGrants(world, subject, includes, unitFacts, end),
    ...purchases(world, subject, includes, all),
  ];
  for (let day = world.order.from; day <= end; day = addDays(day, 1)) {
    if (day === asked.from) account.opening = held();
    for (const lot of granted.filter(({ from }) => from === day)) {
      lots.push(lot);
      if (inside(day, lot.clause)) account.granted = plus(account.granted, lot.left ?? zero);
    }
    // A11: what is owed is taken from the lot that comes.
    for (const debt of lots.filter((lot) => lot.carried && less(lot.left) && lot.from === day)) {
      const lot = lots.find((one) => !one.carried && one.from === day && sameKind(one.clause, debt.clause));
      if (lot?.left === undefined) continue;
      lot.left = plus(lot.left, debt.left ?? zero);
      lots = lots.filter((one) => one !== debt);
    }
    // Portions come piece by piece (W7), and no lot begins or ends inside a piece.
    while (waiting[0] !== undefined && waiting[0].piece <= day) {
      const portion = waiting.shift()!;
      const used = drawPortion(world, portion, lots, granted, problems);
      if (asked.from <= day && day <= asked.until) account.used = plus(account.used, used);
    }
    const ended = lots.filter(({ until }) => until === day);
    lots = lots.filter(({ until }) => until !== day);
    for (const lot of ended) {
      const moved = owed(lot, granted) ?? carry(world, lot, lots);
      if (moved !== undefined) lots.push(moved);
      if (inside(day, lot.clause))
        account.expired = plus(account.expired, minus(lot.left ?? zero, moved?.left ?? zero));
    }
    if (day === last) account.closing = held();
  }
  return account;
}

/** A1: the lots that begin until a day. */
function grants(world: World, subject: Index, includes: readonly IncludeClause[], until: CivilDate): Lot[] {
  const { order } = world;
  const all = includes.flatMap(({ period, unit }) => (period === undefined || unit !== undefined ? [] : [period]));
  const kinds = new Map(all.map((period) => [JSON.stringify(period), period]));
  return [...kinds.values()].flatMap((period) =>
    periods(period, order.from, earlier(until, order.until ?? until)).flatMap((whole) =>
      grant(world, subject, includes[0]!, period, whole),
    ),
  );
}

/** A9: a lot for each fact of the event, the first bought first. */
function purchases(world: World, subject: Index, includes: readonly IncludeClause[], all: readonly Portion[]): Lot[] {
  const buying = new Map(includes.flatMap((clause) => (clause.lot === undefined ? [] : [[clause.lot.event, clause]])));
  const facts = [...new Set(all.map(({ fact }) => fact))]
    .filter((fact) => buying.has(fact.subject))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return facts.flatMap((fact): Lot[] => {
    const { ir } = world;
    const own = all.filter((portion) => portion.fact === fact);
    const answer = ask(world, `include:${ir.subjects[subject]!.id}:${ir.subjects[fact.subject]!.id}`, {
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
    const until = lot?.valid?.from === 'purchase' ? lastDay(lot.valid.length, fact.day) : undefined;
    if (value.kind === 'unlimited' || value.kind === 'included') return [{ ...base, clause, until, left: undefined }];
    if (value.kind === 'open') return [{ ...base, clause, until, unknown: 'open-value' }];
    if (value.kind !== 'quantity') return [];
    const granted = own.reduce((sum, { quantity }) => plus(sum, times(read(value.amount), quantity)), zero);
    return [{ ...base, clause, until, granted, left: granted }];
  });
}

function lastDay({ count, unit }: CivilLength, from: CivilDate): CivilDate {
  return addDays(unit === 'day' ? addDays(from, count) : addMonths(from, count), -1);
}

function grant(world: World, subject: Index, any: IncludeClause, period: Period, whole: Span): Lot[] {
  const days = within(world, whole);
  const situation = { at: startOfDay(world.ir, days.from), choices: {}, numbers: {}, subject };
  const answer = ask(world, `include:${world.ir.subjects[subject]!.id}`, situation);
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

const less = (left: Fraction | undefined) => left !== undefined && positive(minus(zero, left));
const sameKind = (a: IncludeClause, b: IncludeClause) =>
  JSON.stringify([a.period, a.unit, a.lot?.event]) === JSON.stringify([b.period, b.unit, b.lot?.event]);

/** A10: what each unit brings on its first day in each period. */
function unitGrants(
  world: World,
  subject: Index,
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
        const answer = ask(world, `include:${ir.subjects[subject]!.id}:${unit.id}`, situation);
        return lotsFrom(
          world,
          subject,
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
function owed({ clause, granted, left, until, carried }: Lot, all: readonly Lot[]): Lot | undefined {
  if (clause.beyond?.kind !== 'borrow' || carried || !less(left)) return undefined;
  const next = following({ clause, until }, all)!;
  return { clause, from: next.from, until: next.until, granted, left, carried: true };
}

function following({ clause, until }: Pick<Lot, 'clause' | 'until'>, all: readonly Lot[]): Lot | undefined {
  const day = until === undefined ? undefined : addDays(until, 1);
  return all.find((lot) => lot.from === day && sameKind(lot.clause, clause));
}

/** A11: what a lot gives beyond what it holds; a text where that is not known. */
function more(lot: Lot, all: readonly Lot[]): Fraction | string {
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

function carry(world: World, { clause, granted, left, until, carried }: Lot, others: readonly Lot[]): Lot | undefined {
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

/** A2: the lot that ends first, of two the older. */
const sooner = (a: Lot, b: Lot) =>
  (a.until ?? '9999') < (b.until ?? '9999')
    ? -1
    : (a.until ?? '9999') > (b.until ?? '9999')
      ? 1
      : a.from < b.from
        ? -1
        : a.from > b.from
          ? 1
          : (a.clause.unit ?? -1) - (b.clause.unit ?? -1);

function drawPortion(
  world: World,
  portion: Portion,
  lots: readonly Lot[],
  all: readonly Lot[],
  problems: Problems,
): Fraction {
  const { fact } = portion;
  const question = `draw:${world.ir.subjects[fact.subject]!.id}`;
  const sorted = [...lots].sort(sooner);
  // Where nothing is left to draw on, nothing depends on how it would be drawn.
  const full = sorted.filter(({ left, unknown }) => unknown !== undefined || left === undefined || positive(left));
  const beyond = sorted
    .map((lot) => ({ lot, gives: more(lot, all) }))
    .filter(({ gives }) => typeof gives === 'string' || positive(gives));
  if (!positive(charged(portion)) || full.length + beyond.length === 0) return zero;
  let factor = read(1);
  if (world.clauses.some((clause) => clause.question === question)) {
    const answer = ask(world, question, portion.situation);
    if (answer.kind !== 'clause' || answer.clause.kind !== 'draw') {
      complain(
        problems,
        answer.kind === 'none' ? 'gap' : answer.kind === 'missing' ? answer.code : answer.kind,
        fact.id,
      );
      return zero;
    }
    const { value } = answer.clause;
    portion.drawnBy = answer.clause;
    if (value.kind === 'open') complain(problems, 'open-value', fact.id);
    if (value.kind !== 'factor') return zero;
    factor = divided(read(value.numerator), read(value.denominator));
  }
  let used = zero;
  const take = (lot: Lot, holds: Fraction | undefined) => {
    const wanted = charged(portion);
    portion.drawnBy ??= lot.clause;
    const covered = holds === undefined ? wanted : least(wanted, divided(holds, factor));
    portion.drawn = plus(portion.drawn, covered);
    const valid = lot.clause.lot?.valid;
    if (positive(covered) && valid?.from === 'first-use') lot.until ??= lastDay(valid.length, portion.piece);
    if (lot.left === undefined) return;
    const taken = times(covered, factor);
    lot.left = minus(lot.left, taken);
    used = plus(used, taken);
  };
  const steps = [...full.map((lot) => ({ lot, gives: lot.unknown ?? lot.left })), ...beyond];
  for (const { lot, gives } of steps) {
    if (!positive(charged(portion))) break;
    if (typeof gives === 'string') complain(problems, gives, fact.id);
    else take(lot, gives);
  }
  return used;
}
