// Allowances (meanings A1–A16): grants day by day, lots drawn in order of time, what expires and what is carried.
import type { Facts } from '../../runtime/src/facts.ts';
import type { AllowanceShare, CivilDate, IncludeClause, Index, Instant } from '../../runtime/src/ir.ts';
import { charge } from './charge.ts';
import { count } from './count.ts';
import { addDays, earlier, later, periodOf, type Span } from './days.ts';
import { feesOfMonth } from './fees-of-month.ts';
import { divided, type Fraction, least, minus, percent, plus, positive, read, sum, times, zero } from './fraction.ts';
import {
  carry,
  grants,
  type Lot,
  lastDay,
  less,
  more,
  owed,
  purchases,
  rollingGrants,
  sameKind,
  unitGrants,
} from './lots.ts';
import {
  charged,
  complain,
  cut,
  type Fact,
  inOrder,
  type Portion,
  type Problems,
  served,
  together,
} from './portions.ts';
import { ask, type World } from './questions.ts';
import { dateAt, nextStretch, startOfDay } from './windows.ts';

/** One subject's allowance over the asked days: all that came in and went out. */
export interface Account {
  readonly subject: string;
  opening: Fraction;
  granted: Fraction;
  used: Fraction;
  expired: Fraction;
  revalued: Fraction;
  closing: Fraction;
}

/** A12. */
export interface LowBalance {
  readonly subject: string;
  readonly at: Instant;
  readonly clause: string;
}

/** What drawing knows while it goes on. */
interface Drawing {
  readonly world: World;
  readonly facts: Facts;
  readonly asked: Span;
  readonly problems: Problems;
  /** All of every subject; what is renewed is added. */
  readonly portions: Portion[];
  readonly lowBalances: LowBalance[];
  readonly accounts: Map<Index, Account>;
  readonly paid: PaidBack[];
}

/** A16: an amount below 0, on the last day of what was not used. */
export interface PaidBack {
  readonly clause: IncludeClause;
  readonly day: CivilDate;
  readonly amount: Fraction;
}

/** Draws all portions; adds those of what was renewed. The accounts are of the asked days. */
export function draw(world: World, portions: Portion[], facts: Facts, asked: Span, problems: Problems) {
  const drawing: Drawing = {
    ...{ world, facts, asked, problems, portions, lowBalances: [], accounts: new Map(), paid: [] },
  };
  const includes = world.clauses.filter((clause) => clause.kind === 'include');
  const waiting = new Set(includes.flatMap(served));
  const renewing = (group: readonly Index[]) =>
    [...waiting].some(
      (other) =>
        !group.includes(other) &&
        includes.some((one) => one.renewed && served(one).includes(other) && group.includes(one.lot!.event)),
    );
  while (waiting.size > 0) {
    const groups = [...waiting].sort((a, b) => a - b).map((subject) => together(world, subject));
    // What renews itself comes before the event by which it does.
    const group = groups.find((one) => !renewing(one)) ?? groups[0]!;
    drawTogether(drawing, group);
    for (const subject of group) waiting.delete(subject);
  }
  const { lowBalances, paid } = drawing;
  return { accounts: [...drawing.accounts.values()], lowBalances, paid };
}

function drawTogether(drawing: Drawing, group: readonly Index[]): void {
  const { world, facts, asked, portions: all } = drawing;
  const portions = all.filter(({ fact }) => group.includes(fact.subject));
  const includes = world.clauses
    .filter((clause) => clause.kind === 'include')
    .filter((clause) => group.includes(clause.subject));
  const none = { opening: zero, granted: zero, used: zero, expired: zero, revalued: zero, closing: zero };
  const accounts = new Map(
    includes.map(({ subject }) => [subject, { subject: world.ir.subjects[subject]!.id, ...none } as Account]),
  );
  for (const [subject, account] of accounts) drawing.accounts.set(subject, account);
  const accountOf = ({ subject }: IncludeClause) => accounts.get(subject)!;
  // A lot ends with its period, also where the order ended inside it; nothing is accounted for after that.
  const { from, until = asked.until } = world.order;
  const ends = includes.flatMap(({ period }) => (period === undefined ? [] : [periodOf(period, from, until).until]));
  const last = earlier(asked.until, later(from, ...ends));
  const unitFacts = [...world.order.units, ...(facts.units ?? [])];
  const inside = (day: CivilDate, { period }: IncludeClause) =>
    asked.from <= day && day <= asked.until && (period === undefined || day <= periodOf(period, from, until).until);
  let lots: Lot[] = [];
  const drawnOn = new Map<CivilDate, readonly (readonly [Lot, Fraction])[]>();
  const held = (account: Account) =>
    lots.reduce((sum, { clause, left }) => (accountOf(clause) === account ? plus(sum, left ?? zero) : sum), zero);
  const waiting = [...portions];
  const end = later(asked.until, ...waiting.map(({ piece }) => piece));
  // A11: what may be borrowed is what the next period grants.
  const borrowing = includes.flatMap(({ beyond, period }) =>
    beyond?.kind === 'borrow' && period !== undefined ? [addDays(periodOf(period, from, end).until, 1)] : [],
  );
  const pools = Map.groupBy(includes, ({ question }) => question);
  const granted = [
    ...[...pools.values()].flatMap((own) => [
      ...grants(world, own, later(end, ...borrowing)),
      ...unitGrants(world, own, unitFacts, end),
      ...rollingGrants(world, own),
    ]),
    ...purchases(world, [...pools.values()], all),
  ];
  const enter = (lot: Lot, day: CivilDate) => {
    // A9: what earlier ones hold goes on as long.
    for (const old of lots)
      if (old.clause.toNext && sameKind(old.clause, lot.clause))
        old.until = old.until === undefined || lot.until === undefined ? undefined : later(old.until, lot.until);
    lots.push(lot);
    const account = accountOf(lot.clause);
    if (inside(day, lot.clause)) account.granted = plus(account.granted, lot.left ?? zero);
  };
  for (let day = world.order.from; day <= end; day = addDays(day, 1)) {
    if (day === asked.from) for (const account of accounts.values()) account.opening = held(account);
    for (const lot of granted.filter(({ from }) => from === day)) enter(lot, day);
    // A17: what was drawn so many days ago comes back.
    for (const [lot, taken] of drawnOn.get(day) ?? []) {
      lot.left = plus(lot.left ?? zero, taken);
      const account = accountOf(lot.clause);
      if (inside(day, lot.clause)) account.granted = plus(account.granted, taken);
    }
    for (const [question, own] of pools) {
      // A15, before what is bought on the day.
      if (own.every(({ revalued }) => !revalued)) continue;
      const factor = revaluation(drawing, question, own, day);
      for (const lot of lots.filter(
        (one) => one.clause.question === question && one.clause.revalued && one.from < day,
      )) {
        if (lot.left === undefined || factor === undefined) continue;
        const worth = times(lot.left, factor);
        const account = accountOf(lot.clause);
        if (inside(day, lot.clause)) account.revalued = plus(account.revalued, minus(worth, lot.left));
        lot.left = worth;
      }
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
      const use = (lot: Lot, taken: Fraction) => {
        const account = accountOf(lot.clause);
        if (inside(day, lot.clause)) account.used = plus(account.used, taken);
        const { rolling } = lot.clause;
        if (rolling !== undefined && lot.left !== undefined) {
          const back = addDays(day, rolling);
          drawnOn.set(back, [...(drawnOn.get(back) ?? []), [lot, taken]]);
        }
      };
      const renew = (event: Index, at: Instant) => {
        const more = renewal(drawing, event, at, pools);
        for (const lot of more) enter(lot, day);
        return more;
      };
      drawPortion(drawing, portion, lots, granted, use, renew);
    }
    // A16: what is paid back ends with the order.
    const isLast = (lot: Lot) => lot.clause.unused !== undefined && day === world.order.until;
    const ended = lots.filter((lot) => lot.until === day || isLast(lot));
    lots = lots.filter((lot) => !ended.includes(lot));
    for (const lot of ended) {
      const moved = isLast(lot) ? undefined : (owed(lot, granted) ?? carry(world, lot, lots));
      const rest = minus(lot.left ?? zero, moved?.left ?? zero);
      if (lot.clause.unused !== undefined && positive(rest) && asked.from.slice(0, 7) <= day && day <= asked.until)
        payBack(drawing, lot.clause, rest, day);
      if (moved !== undefined) lots.push(moved);
      const account = accountOf(lot.clause);
      if (inside(day, lot.clause))
        account.expired = plus(account.expired, minus(lot.left ?? zero, moved?.left ?? zero));
    }
    if (day === last) for (const account of accounts.values()) account.closing = held(account);
  }
}

/** A16. */
function payBack(drawing: Drawing, clause: IncludeClause, left: Fraction, day: CivilDate): void {
  const amount = worthOf(drawing, clause.unused!, left, day);
  if (typeof amount === 'string') complain(drawing.problems, amount, 'paid back');
  else drawing.paid.push({ clause, day, amount: minus(zero, amount) });
}

function worthOf(
  { world, facts }: Drawing,
  value: NonNullable<IncludeClause['unused']>,
  left: Fraction,
  day: CivilDate,
): Fraction | string {
  if (value.kind === 'money') return times(left, read(value.amount));
  if (value.kind === 'rate') return divided(times(left, read(value.amount)), read(value.per));
  const id = value.question.split(':')[1];
  const subject = world.ir.subjects.findIndex((one) => one.id === id);
  const begin = startOfDay(world.ir, day);
  const at = value.during === undefined ? begin : nextStretch(world.ir, value.during, begin)?.from;
  if (at === undefined) return 'gap';
  const [portion] = cut(world, [nothingStated(world, subject, at, day, 'paid back')]);
  const whole = { ...portion!, quantity: left };
  const wrong: Problems = new Map();
  charge(world, [whole], wrong, feesOfMonth(world, facts));
  const [code] = [...wrong.values()].flatMap((codes) => [...codes]);
  return code ?? percent(read(value.percent), sum(whole.charges.map(({ amount }) => amount)));
}

/** A15: how many times as much what is left is from the day on. */
function revaluation(
  { world, facts }: Drawing,
  question: string,
  own: readonly IncludeClause[],
  day: CivilDate,
): Fraction | undefined {
  const event = own[0]!.lot!.event;
  const worth = (on: CivilDate): Fraction | undefined => {
    const problems: Problems = new Map();
    const at = startOfDay(world.ir, on);
    const portions = count(world, cut(world, [nothingStated(world, event, at, on, '')]), problems);
    const [lot] = purchases(world, [[...own]], portions).filter(({ clause }) => clause.question === question);
    charge(world, portions, problems, feesOfMonth(world, facts));
    const cost = sum(portions.flatMap(({ charges }) => charges.map(({ amount }) => amount)));
    if (problems.size > 0 || lot?.left === undefined || !positive(lot.left) || !positive(cost)) return undefined;
    return divided(cost, lot.left);
  };
  const now = worth(day);
  if (now === undefined) return undefined;
  for (let before = addDays(day, -1); before >= world.order.from; before = addDays(before, -1)) {
    const known = worth(before);
    if (known !== undefined) return divided(known, now);
  }
  return undefined;
}

/** With what holds where nothing is said (Q7). */
function nothingStated({ ir }: World, subject: Index, at: Instant, day: CivilDate, id: string): Fact {
  const said = ir.numbers.flatMap((one) => (one.defaultValue === undefined ? [] : [[one.id, one.defaultValue]]));
  return {
    ...{ id, subject, start: at, end: at, day, time: false, quantity: read(1) },
    ...{ keys: {}, choices: {}, numbers: Object.fromEntries(said), moments: { start: at }, renewal: true },
  };
}

/** A13: one more of the event happens; what it buys. */
function renewal(
  { world, problems, portions }: Drawing,
  event: Index,
  at: Instant,
  pools: ReadonlyMap<string, IncludeClause[]>,
): Lot[] {
  const day = dateAt(world.ir, at);
  const number = portions.filter(({ fact }) => fact.renewal).length;
  const fact = nothingStated(world, event, at, day, `renewal ${number}`);
  const own = count(world, cut(world, [fact]), problems);
  portions.push(...own);
  portions.sort(inOrder);
  return purchases(world, [...pools.values()], own);
}

/** A2: the lot that ends first, of two the older; the month's before what is bought, one's own before what is shared. */
function sooner(a: Lot, b: Lot): number {
  const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  const isBought = (lot: Lot) => (lot.clause.lot === undefined ? 0 : 1);
  const apart = order(a.until ?? '9999', b.until ?? '9999') || order(a.from, b.from) || isBought(a) - isBought(b);
  if (apart !== 0 || isBought(a)) return apart;
  const shared = ({ clause }: Lot) => clause.also?.length ?? 0;
  return (
    shared(a) - shared(b) ||
    a.clause.subject - b.clause.subject ||
    (a.clause.unit ?? -1) - (b.clause.unit ?? -1) ||
    (a.clause.rolling ?? 0) - (b.clause.rolling ?? 0)
  );
}

const pool = (lots: readonly Lot[], { clause }: Lot) => lots.filter((lot) => sameKind(lot.clause, clause));

/** A12, A13: an amount, or a part of what the period granted, or the last lot that was bought held. */
function bound(share: AllowanceShare, own: readonly Lot[], bought: boolean): Fraction {
  if (share.kind === 'quantity') return read(share.amount);
  const counted = own.filter(({ carried }) => !carried);
  return percent(read(share.percent), sum((bought ? counted.slice(-1) : counted).map(({ granted }) => granted)));
}

function drawPortion(
  { world, asked, problems, lowBalances }: Drawing,
  portion: Portion,
  all: readonly Lot[],
  grants: readonly Lot[],
  use: (lot: Lot, taken: Fraction) => void,
  renew: (event: Index, at: Instant) => readonly Lot[],
): void {
  const { fact } = portion;
  const question = `draw:${world.ir.subjects[fact.subject]!.id}`;
  const mine = () => all.filter(({ clause }) => served(clause).includes(fact.subject));
  // Pools that brought nothing, or too often (A13).
  const renewals = new Map<string, number>();
  /** The lot that says how its pool is renewed. */
  const renewing = (lot: Lot): Lot | undefined => {
    const own = pool(all, lot);
    const last = own.at(-1);
    const said = last?.clause.renewed !== undefined && own.every(({ left }) => left !== undefined);
    return said && (renewals.get(lot.clause.question) ?? 0) < 100 ? last : undefined;
  };
  const holding = (own: readonly Lot[]) => sum(own.map(({ left }) => left ?? zero));
  const moment = (further: Fraction): Instant => {
    if (!fact.time) return portion.from;
    if (portion.added) {
      const { from, until } = portion;
      return from < until && startOfDay(world.ir, dateAt(world.ir, until)) === until ? until - 1 : until;
    }
    const so = sum([portion.free, portion.bought, portion.drawn, further]);
    return portion.from + Number(so.over / so.under);
  };
  // Where nothing is left to draw on, nothing depends on how it would be drawn.
  const isSource = (lot: Lot) =>
    lot.unknown !== undefined || lot.left === undefined || positive(lot.left) || renewing(lot) !== undefined;
  const gives = (lot: Lot) => more(lot, grants);
  const isMore = (lot: Lot) => typeof gives(lot) === 'string' || positive(gives(lot) as Fraction);
  if (!positive(charged(portion)) || !mine().some((lot) => isSource(lot) || isMore(lot))) return;
  let factor = read(1);
  if (world.clauses.some((clause) => clause.question === question)) {
    const answer = ask(world, question, portion.situation);
    if (answer.kind !== 'clause' || answer.clause.kind !== 'draw') {
      complain(
        problems,
        answer.kind === 'none' ? 'gap' : answer.kind === 'missing' ? answer.code : answer.kind,
        fact.id,
      );
      return;
    }
    const { value } = answer.clause;
    portion.drawnBy = answer.clause;
    // Open, or agreed as something that is no factor.
    if (value.kind !== 'factor' && value.kind !== 'not-usable')
      complain(problems, value.kind === 'open' ? 'open-value' : 'gap', fact.id);
    if (value.kind !== 'factor') return;
    factor = divided(read(value.numerator), read(value.denominator));
  }
  const take = (lot: Lot, holds: Fraction | undefined) => {
    const wanted = charged(portion);
    portion.drawnBy ??= lot.clause;
    const covered = holds === undefined ? wanted : least(wanted, divided(holds, factor));
    const taken = times(covered, factor);
    const own = pool(all, lot);
    const { notify } = lot.clause;
    if (notify !== undefined && own.every(({ left }) => left !== undefined)) {
      const low = bound(notify, own, lot.clause.lot !== undefined);
      const above = minus(holding(own), low);
      if (!less(above) && less(minus(above, taken))) {
        const at = moment(divided(above, factor));
        const day = dateAt(world.ir, at);
        const { id } = world.ir.subjects[lot.clause.subject]!;
        if (asked.from <= day && day <= asked.until) lowBalances.push({ subject: id, at, clause: lot.clause.id });
      }
    }
    portion.drawn = plus(portion.drawn, covered);
    const valid = lot.clause.lot?.valid;
    if (positive(covered) && valid?.from === 'first-use') lot.until ??= lastDay(world, valid, portion.piece);
    if (lot.left === undefined) return;
    lot.left = minus(lot.left, taken);
    use(lot, taken);
  };
  const complained = new Set<Lot>();
  /** The next lot that may be drawn on, or a pool that has to be renewed. */
  const step = (): boolean => {
    const sorted = mine().sort(sooner);
    const full = sorted.find(
      (lot) => !complained.has(lot) && (lot.unknown !== undefined || lot.left === undefined || positive(lot.left)),
    );
    if (full?.unknown !== undefined) {
      complain(problems, full.unknown, fact.id);
      complained.add(full);
      return true;
    }
    const empty = sorted.find((lot) => renewing(lot) !== undefined);
    const last = positive(factor) ? (full === undefined ? empty && renewing(empty) : renewing(full)) : undefined;
    const own = last === undefined ? [] : pool(all, last);
    const spare = last && minus(holding(own), bound(last.clause.renewed!, own, true));
    if (last !== undefined && spare !== undefined && (full === undefined || !positive(spare))) {
      const { question } = last.clause;
      const before = renewals.get(question) ?? 0;
      const more = renew(last.clause.lot!.event, moment(zero)).filter((lot) => sameKind(lot.clause, last.clause));
      const brings = more.some(({ left }) => left === undefined || positive(left));
      renewals.set(question, brings ? before + 1 : 100);
      return true;
    }
    if (full === undefined) return false;
    take(full, spare === undefined ? full.left : least(spare, full.left ?? spare));
    return true;
  };
  while (positive(charged(portion)) && step());
  for (const lot of mine().sort(sooner)) {
    const beyond = gives(lot);
    if (!positive(charged(portion))) break;
    if (typeof beyond === 'string') complain(problems, beyond, fact.id);
    else if (positive(beyond)) take(lot, beyond);
  }
}
