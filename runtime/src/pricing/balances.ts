// The ledger of one subject's allowances: lots come, are used, expire and are carried over, day by day (meanings A5, A6, A11).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index } from '../ir.ts';
import type { Balance } from '../results.ts';
import { type DayRange, dateOf, periodContaining } from '../time/civil.ts';
import { poolOf, serves } from './catalog.ts';
import type { Grant } from './grants.ts';
import { type Account, byEnd, type Lot, lotName, type Revaluation, type Unused, writeLot } from './lots.ts';
import { useFirst } from './purchases.ts';
import { item, type Run, type Trouble } from './run.ts';

export interface Ledger {
  /** Lets everything happen that happens at the start of days up to this one. */
  advance(day: number): void;
  /** The lots that the subject may draw on the day, in the order in which they are drawn. */
  lotsOn(day: number, subject: Index): readonly Lot[];
  use(lot: Lot, quantity: Rational): void;
  /** Enters what is bought on the day that was reached. */
  buy(lot: Lot): void;
  /** How much more than it holds may be drawn from the lot (A11), or why nobody knows. */
  beyond(lot: Lot): Rational | Trouble;
  /** What the lots of the pool hold on the day; undefined: without limit. */
  heldBy(clause: IncludeClause, day: number): Rational | undefined;
  /** The lots of the pool on the day, the last bought last. */
  lotsOf(clause: IncludeClause, day: number): Lot[];
  result(): Account;
}

/** One kind of allowance in one period, or what one event bought, as far as it lies in the asked span. */
interface Row {
  readonly pool: string;
  readonly days: DayRange;
  readonly clause: IncludeClause;
  readonly opening: Rational;
  readonly carriedIn: Rational;
  granted: Rational;
  used: Rational;
  expired: Rational;
  revalued: Rational;
}

const nothing = {
  carriedIn: Rational.zero,
  granted: Rational.zero,
  used: Rational.zero,
  expired: Rational.zero,
  revalued: Rational.zero,
};

/** Of subjects that are drawn together. `from`: the first day whose grants are not in the opening lots. */
export function createLedger(
  run: Run,
  subjects: readonly Index[],
  from: number,
  grants: readonly Grant[],
  opening: readonly Lot[],
  bought: readonly Lot[],
  revaluations: readonly Revaluation[],
): Ledger {
  const { span, orderDays } = run;
  const startOf = (grant: Grant): number => Math.max(grant.days.from, orderDays.from);
  const first = Math.max(span.from, from);
  // What has no limit, or of which nobody knows how much it holds, is not in balances: it goes on by itself.
  const running = grants.flatMap((grant) => [
    ...(grant.lot !== undefined && startOf(grant) < from ? [grant.lot] : []),
    ...grant.more.filter((lot) => Math.max(lot.from, orderDays.from) < from),
  ]);
  let lots: Lot[] = [...opening, ...running.filter(({ left }) => left === undefined)];
  let rows: Row[] = [];
  let reached = from - 1;
  /** The next day after it at whose start something happens; undefined: to be found again. */
  let border: number | undefined;
  /** The lots that were asked for last. */
  let onDay: { readonly day: number; readonly subject: Index; readonly lots: readonly Lot[] } | undefined;
  let closing: Account['lots'] = [];
  const balances: Balance[] = [];
  const unused: Unused[] = [];
  /** Lots that come on a day of their own. */
  const coming = [
    ...bought,
    ...grants.flatMap(({ more }) => more.filter((lot) => Math.max(lot.from, orderDays.from) >= from)),
  ].sort((a, b) => a.from - b.from);

  function nextBorder(): number {
    const end = lots.some(isPaidBack) ? [orderDays.until] : [];
    const back = lots.flatMap((lot) => (lot.clause.rolling === undefined ? [] : lot.from));
    const days = [
      first,
      span.until,
      ...end,
      ...back,
      ...lots.map((lot) => lot.until),
      ...rows.map((row) => row.days.until),
    ];
    const next = days.filter((day) => day > reached).reduce((a, b) => Math.min(a, b), Infinity);
    const grant = grants.find((known) => startOf(known) > reached);
    const lot = coming.find((known) => known.from > reached);
    const revaluation = revaluations.find((known) => known.day > reached);
    return Math.min(
      revaluation?.day ?? Infinity,
      next,
      grant === undefined ? Infinity : startOf(grant),
      lot?.from ?? Infinity,
    );
  }

  function advance(day: number): void {
    for (;;) {
      border ??= nextBorder();
      if (border > day) break;
      onDay = undefined;
      happen(border);
      border = undefined;
    }
    reached = Math.max(reached, day);
  }

  function happen(day: number): void {
    reached = day;
    expire(day);
    for (const row of rows) if (row.days.until === day) close(row);
    rows = rows.filter((row) => row.days.until > day);
    if (day === span.until) closing = lots.flatMap((lot) => writeLot(run, lot) ?? []);
    begin(day);
  }

  function lotsOn(day: number, subject: Index): readonly Lot[] {
    if (onDay?.day !== day || onDay.subject !== subject) {
      const own = lots.filter((lot) => lot.from <= day && day < lot.until && serves(lot.clause, subject));
      onDay = { day, subject, lots: own.sort(byEnd) };
    }
    return onDay.lots;
  }

  function use(lot: Lot, quantity: Rational): void {
    if (useFirst(run, lot, reached)) {
      border = undefined;
      onDay = undefined;
    }
    if (lot.left === undefined) return;
    lot.left = lot.left.minus(quantity);
    const row = rowOf(lot);
    if (row !== undefined) row.used = row.used.plus(quantity);
    if (lot.clause.rolling !== undefined && !quantity.isZero()) giveBack(lot, quantity, reached + lot.clause.rolling);
  }

  /** A17: until then it lies among the lots that may not be drawn yet. */
  function giveBack({ clause, name }: Lot, quantity: Rational, from: number): void {
    const same = lots.find((lot) => lot.from === from && poolOf(lot.clause) === poolOf(clause));
    if (same?.left !== undefined) same.left = same.left.plus(quantity);
    else lots.push({ clause, name, granted: Rational.zero, left: quantity, from, until: Infinity, carriedPeriods: 0 });
    border = undefined;
  }

  function comeBack(day: number): void {
    const back = lots.filter((lot) => lot.clause.rolling !== undefined && lot.from === day);
    lots = lots.filter((lot) => !back.includes(lot));
    for (const lot of back) {
      const base = lots.find((one) => one.from < day && poolOf(one.clause) === poolOf(lot.clause));
      if (base?.left === undefined || lot.left === undefined) continue;
      base.left = base.left.plus(lot.left);
      const row = rowOf(lot);
      if (row !== undefined) row.granted = row.granted.plus(lot.left);
    }
  }

  function expire(day: number): void {
    const isLast = (lot: Lot) => day === orderDays.until && isPaidBack(lot);
    const ended = lots.filter((lot) => lot.until === day || isLast(lot));
    if (ended.length === 0) return;
    lots = lots.filter((lot) => !ended.includes(lot));
    for (const lot of ended) {
      const carried = isLast(lot) ? undefined : carry(run, lot, day, lots);
      if (carried !== undefined) lots.push(carried);
      const left = (lot.left ?? Rational.zero).minus(carried?.left ?? Rational.zero);
      if (isPaidBack(lot) && left.sign() > 0) unused.push({ clause: lot.clause, left, day: day - 1 });
      const row = rowOf(lot);
      if (row !== undefined) row.expired = row.expired.plus(left);
    }
  }

  function begin(day: number): void {
    const isNew = (grant: Grant) => startOf(grant) === day;
    if (day >= span.from && day < span.until) {
      const contains = (grant: Grant) => startOf(grant) <= day && grant.days.until > day;
      for (const grant of grants.filter(day === span.from ? contains : isNew)) open(grant, day);
    }
    for (const grant of grants.filter(isNew)) enter(grant, day);
    if (day === first && day < span.until)
      for (const subject of subjects) {
        for (const { clauses } of run.catalog.boughtBy(subject)) openBought(clauses[0], day);
        for (const [clause] of run.catalog.rolling(subject)) openBought(clause, day);
      }
    comeBack(day);
    for (const one of revaluations) if (one.day === day) revalue(one);
    for (const lot of coming) if (lot.from === day) buy(lot);
  }

  /** A15: it keeps its worth. */
  function revalue({ pool, factor }: Revaluation): void {
    for (const lot of lots) {
      if (lot.clause.revalued !== true || lot.left === undefined || poolOf(lot.clause) !== pool) continue;
      const worth = lot.left.times(factor);
      const row = rowOf(lot);
      if (row !== undefined) row.revalued = row.revalued.plus(worth.minus(lot.left));
      lot.left = worth;
    }
  }

  /** A11: what the period before borrowed is taken from what this one grants. */
  function enter(grant: Grant, day: number): void {
    const pool = poolOf(grant.pool.sample);
    const isDebt = (lot: Lot) => lot.from === day && lot.left?.sign() === -1 && poolOf(lot.clause) === pool;
    const { lot } = grant;
    if (lot === undefined) return;
    if (lot.left !== undefined) {
      lot.left = lot.left.plus(total(lots.filter(isDebt)));
      lots = lots.filter((one) => !isDebt(one));
    }
    lots.push(lot);
  }

  const lotsOf = (clause: IncludeClause, day: number) =>
    lots.filter((lot) => poolOf(lot.clause) === poolOf(clause) && lot.from <= day && day < lot.until);

  const rowOf = (lot: Lot) => rows.find(({ pool }) => pool === poolOf(lot.clause));

  function buy(lot: Lot): void {
    for (const old of lots)
      if (old.clause.toNext === true && poolOf(old.clause) === poolOf(lot.clause))
        old.until = Math.max(old.until, lot.until);
    lots.push(lot);
    const row = rowOf(lot);
    if (row !== undefined) row.granted = row.granted.plus(lot.granted ?? Rational.zero);
  }

  /** What is bought, or comes back, belongs to no period: its balance is that of the asked days. */
  function openBought(clause: IncludeClause | undefined, day: number): void {
    if (clause === undefined) return;
    const pool = poolOf(clause);
    rows.push({
      pool,
      days: { from: day, until: span.until },
      clause,
      opening: total(lots.filter((lot) => poolOf(lot.clause) === pool && lot.from < day)),
      ...nothing,
    });
  }

  function open(grant: Grant, day: number): void {
    const pool = poolOf(grant.pool.sample);
    const own = lots.filter((lot) => poolOf(lot.clause) === pool && lot.left !== undefined);
    const isCarriedIn = (lot: Lot) => lot.carriedPeriods > 0 && lot.from === day;
    const granted = startOf(grant) === day ? grant.lot?.granted : undefined;
    const later = grant.more.filter((lot) => lot.granted !== undefined && lot.from >= day);
    const isLimited = granted !== undefined || own.length + later.length > 0;
    const clause = grant.lot?.clause ?? own[0]?.clause ?? later[0]?.clause;
    if (clause === undefined || !isLimited) return;
    rows.push({
      pool,
      days: { from: day, until: Math.min(grant.days.until, span.until) },
      clause,
      opening: total(own.filter((lot) => !isCarriedIn(lot))),
      ...nothing,
      carriedIn: total(own.filter(isCarriedIn)),
      granted: granted ?? Rational.zero,
    });
  }

  function close(row: Row): void {
    const isBought = row.clause.period === undefined;
    const until = isBought ? row.days.until : Math.min(row.days.until, orderDays.until);
    const isHeld = ({ clause, from }: Lot) => clause.rolling === undefined || from < until;
    const held = total(lots.filter((lot) => poolOf(lot.clause) === row.pool && isHeld(lot)));
    if (isBought && [row.opening, row.granted, held].every((figure) => figure.isZero())) return;
    balances.push({
      subject: item(run.ir.subjects, row.clause.subject).id,
      period: { from: dateOf(row.days.from), until: dateOf(until - 1) },
      clause: row.clause.id,
      opening: row.opening.toString(),
      granted: row.granted.toString(),
      carriedIn: row.carriedIn.toString(),
      used: row.used.toString(),
      expired: row.expired.toString(),
      ...(row.revalued.isZero() ? {} : { revalued: row.revalued.toString() }),
      closing: held.toString(),
    });
  }

  return {
    advance,
    lotsOn,
    use,
    buy: (lot) => {
      border = undefined;
      onDay = undefined;
      buy(lot);
    },
    beyond: (lot) => beyond(lot, grants),
    lotsOf,
    heldBy: (clause, day) => {
      const own = lotsOf(clause, day);
      return own.some((lot) => lot.left === undefined) ? undefined : total(own);
    },
    result: () => ({ balances, lots: closing, unused }),
  };
}

const isPaidBack = ({ clause }: Lot): boolean => clause.unused !== undefined;

function total(lots: readonly Lot[]): Rational {
  return Rational.sum(lots.map((lot) => lot.left ?? Rational.zero));
}

/** What a lot without anything left may still give: for nothing, or from what the next period grants. */
function beyond({ clause, granted, left, until, carriedPeriods }: Lot, grants: readonly Grant[]): Rational | Trouble {
  const said = clause.beyond;
  if (said === undefined || granted === undefined || left === undefined || carriedPeriods > 0) return Rational.zero;
  const { most } = said;
  const own = most.kind === 'quantity' ? Rational.of(most.amount) : granted.times(Rational.of(most.percent, 100));
  const used = left.min(Rational.zero);
  if (said.kind === 'leeway') return own.plus(used);
  const next = grants.find((grant) => grant.days.from === until && poolOf(grant.pool.sample) === poolOf(clause))?.lot;
  return next?.blocked ?? own.min(next?.granted ?? Rational.zero).plus(used);
}

/** What moves on when a lot's period ends, also what it lacks (A11). A lot that was carried already ends for good (A5). */
function carry(run: Run, lot: Lot, day: number, others: readonly Lot[]): Lot | undefined {
  const { clause, granted } = lot;
  const { carry, beyond, period } = clause;
  if (period === undefined || lot.carriedPeriods > 0 || lot.left === undefined || granted === undefined)
    return undefined;
  const moved = (left: Rational, until: number): Lot => {
    return { clause, name: lotName(day, until), granted, left, from: day, until, carriedPeriods: 1 };
  };
  const after = (periods: number): number => {
    let until = day;
    for (let count = 0; count < periods; count += 1) until = periodContaining(period, until, run.orderDays.from).until;
    return until;
  };
  if (lot.left.sign() < 0) return beyond?.kind === 'borrow' ? moved(lot.left, after(1)) : undefined;
  if (carry === undefined) return undefined;
  const part = Rational.of(carry.percent, 100);
  const most = carry.of === 'unused' ? lot.left.times(part) : lot.left.min(granted.times(part));
  const isCarried = (one: Lot) => one.carriedPeriods > 0 && poolOf(one.clause) === poolOf(clause);
  const left =
    carry.atMost === undefined ? most : most.min(Rational.of(carry.atMost).minus(total(others.filter(isCarried))));
  if (left.sign() <= 0) return undefined;
  return moved(left, carry.periods === undefined ? Infinity : after(carry.periods));
}
