// Allowances (meanings A1–A8): grants day by day, lots drawn in order of time, what expires and what is carried.
import type { CivilDate, CivilLength, IncludeClause, Index, Period } from '../../runtime/src/ir.ts';
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
export function share(world: World, whole: Span): Fraction | undefined {
  const part = within(world, whole);
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
  const inside = (day: CivilDate, { period }: IncludeClause) =>
    asked.from <= day && day <= asked.until && (period === undefined || day <= periodOf(period, from, until).until);
  let lots: Lot[] = [];
  const held = () => lots.reduce((all, { left }) => plus(all, left ?? zero), zero);
  const waiting = [...portions];
  const end = later(asked.until, ...waiting.map(({ piece }) => piece));
  const granted = [...grants(world, subject, includes, end), ...purchases(world, subject, includes, all)];
  for (let day = world.order.from; day <= end; day = addDays(day, 1)) {
    if (day === asked.from) account.opening = held();
    for (const lot of granted.filter(({ from }) => from === day)) {
      lots.push(lot);
      if (inside(day, lot.clause)) account.granted = plus(account.granted, lot.left ?? zero);
    }
    // Portions come piece by piece (W7), and no lot begins or ends inside a piece.
    while (waiting[0] !== undefined && waiting[0].piece <= day) {
      const portion = waiting.shift()!;
      const used = drawPortion(world, portion, lots, problems);
      if (asked.from <= day && day <= asked.until) account.used = plus(account.used, used);
    }
    const ended = lots.filter(({ until }) => until === day);
    lots = lots.filter(({ until }) => until !== day);
    for (const lot of ended) {
      const moved = carry(world, lot, lots);
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
  const all = includes.flatMap(({ period }) => (period === undefined ? [] : [period]));
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
  const { from } = within(world, whole);
  const situation = { at: startOfDay(world.ir, from), choices: {}, numbers: {}, subject };
  const answer = ask(world, `include:${world.ir.subjects[subject]!.id}`, situation);
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
  const part = share(world, whole);
  if (part === undefined) return [{ ...base, clause, unknown: 'part-period-not-said' }];
  const amount = times(read(value.amount), part);
  // A8: whole pieces of what is counted in pieces.
  const cut = part.over !== part.under && world.ir.subjects[subject]!.unit.kind === 'count';
  const granted = cut ? fraction(amount.over / amount.under) : amount;
  return [{ ...base, clause, granted, left: granted }];
}

const sameKind = (a: IncludeClause, b: IncludeClause) =>
  JSON.stringify([a.period, a.lot?.event]) === JSON.stringify([b.period, b.lot?.event]);

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
          : 0;

function drawPortion(world: World, portion: Portion, lots: readonly Lot[], problems: Problems): Fraction {
  const { fact } = portion;
  const question = `draw:${world.ir.subjects[fact.subject]!.id}`;
  // Where nothing is left to draw on, nothing depends on how it would be drawn.
  const full = lots.filter(({ left, unknown }) => unknown !== undefined || left === undefined || positive(left));
  if (!positive(charged(portion)) || full.length === 0) return zero;
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
  for (const lot of full.sort(sooner)) {
    const wanted = charged(portion);
    if (!positive(wanted)) break;
    if (lot.unknown !== undefined) {
      complain(problems, lot.unknown, fact.id);
      continue;
    }
    portion.drawnBy ??= lot.clause;
    const covered = lot.left === undefined ? wanted : least(wanted, divided(lot.left, factor));
    portion.drawn = plus(portion.drawn, covered);
    const valid = lot.clause.lot?.valid;
    if (positive(covered) && valid?.from === 'first-use') lot.until ??= lastDay(valid.length, portion.piece);
    if (lot.left === undefined) continue;
    const taken = times(covered, factor);
    lot.left = minus(lot.left, taken);
    used = plus(used, taken);
  }
  return used;
}
