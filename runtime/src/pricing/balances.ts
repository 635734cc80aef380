// The ledger of one subject's allowances: lots come, are used, expire and are carried over, day by day (meanings A5, A6).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index } from '../ir.ts';
import type { Balance } from '../results.ts';
import { type DayRange, dateOf, periodContaining } from '../time/civil.ts';
import type { Grant } from './grants.ts';
import { type Account, byEnd, type Lot, lotName, poolOf, writeLot } from './lots.ts';
import { useFirst } from './purchases.ts';
import { item, type Run } from './run.ts';

export interface Ledger {
  /** Lets everything happen that happens at the start of days up to this one. */
  advance(day: number): void;
  /** The lots that may be drawn on the day, in the order in which they are drawn. */
  lotsOn(day: number): Lot[];
  use(lot: Lot, quantity: Rational): void;
  result(): Account;
}

/** One kind of allowance in one period, or what one event bought, as far as it lies in the asked span. */
interface Row {
  readonly pool: string;
  readonly days: DayRange;
  readonly clause: string;
  readonly opening: Rational;
  readonly carriedIn: Rational;
  granted: Rational;
  used: Rational;
  expired: Rational;
}

/** `from`: the first day whose grants are not in the opening lots. */
export function createLedger(
  run: Run,
  subject: Index,
  from: number,
  grants: readonly Grant[],
  opening: readonly Lot[],
  bought: readonly Lot[],
): Ledger {
  const { span, orderDays } = run;
  const startOf = (grant: Grant): number => Math.max(grant.days.from, orderDays.from);
  const first = Math.max(span.from, from);
  let lots: Lot[] = [...opening];
  let rows: Row[] = [];
  let reached = from - 1;
  let closing: Account['lots'] = [];
  const balances: Balance[] = [];

  /** The next day after `reached` at whose start something happens. */
  function nextBorder(): number {
    const days = [first, span.until, ...lots.map((lot) => lot.until), ...rows.map((row) => row.days.until)];
    const next = days.filter((day) => day > reached).reduce((a, b) => Math.min(a, b), Infinity);
    const grant = grants.find((known) => startOf(known) > reached);
    const lot = bought.find((known) => known.from > reached);
    return Math.min(next, grant === undefined ? Infinity : startOf(grant), lot?.from ?? Infinity);
  }

  function advance(day: number): void {
    for (let border = nextBorder(); border <= day; border = nextBorder()) {
      reached = border;
      expire(border);
      for (const row of rows) if (row.days.until === border) close(row);
      rows = rows.filter((row) => row.days.until > border);
      if (border === span.until) closing = lots.flatMap((lot) => writeLot(run, lot) ?? []);
      begin(border);
    }
    reached = Math.max(reached, day);
  }

  function expire(day: number): void {
    const ended = lots.filter((lot) => lot.until === day);
    if (ended.length === 0) return;
    lots = lots.filter((lot) => lot.until !== day);
    for (const lot of ended) {
      const carried = carry(run, lot, day, lots);
      if (carried !== undefined) lots.push(carried);
      const row = rowOf(lot);
      if (row !== undefined)
        row.expired = row.expired.plus((lot.left ?? Rational.zero).minus(carried?.left ?? Rational.zero));
    }
  }

  function begin(day: number): void {
    const isNew = (grant: Grant) => startOf(grant) === day;
    if (day >= span.from && day < span.until) {
      const contains = (grant: Grant) => startOf(grant) <= day && grant.days.until > day;
      for (const grant of grants.filter(day === span.from ? contains : isNew)) open(grant, day);
    }
    for (const grant of grants) if (isNew(grant) && grant.lot !== undefined) lots.push(grant.lot);
    if (day === first && day < span.until)
      for (const { clauses } of run.catalog.boughtBy(subject)) openBought(clauses[0], day);
    for (const lot of bought) if (lot.from === day) buy(lot);
  }

  const rowOf = (lot: Lot) => rows.find(({ pool }) => pool === poolOf(lot.clause));

  function buy(lot: Lot): void {
    lots.push(lot);
    const row = rowOf(lot);
    if (row !== undefined) row.granted = row.granted.plus(lot.granted ?? Rational.zero);
  }

  /** What is bought belongs to no period: its balance is that of the asked days. */
  function openBought(clause: IncludeClause | undefined, day: number): void {
    if (clause === undefined) return;
    const pool = poolOf(clause);
    rows.push({
      pool,
      days: { from: day, until: span.until },
      clause: clause.id,
      opening: total(lots.filter((lot) => poolOf(lot.clause) === pool)),
      carriedIn: Rational.zero,
      granted: Rational.zero,
      used: Rational.zero,
      expired: Rational.zero,
    });
  }

  function open(grant: Grant, day: number): void {
    const pool = poolOf({ period: grant.period });
    const own = lots.filter((lot) => poolOf(lot.clause) === pool && lot.left !== undefined);
    const isCarriedIn = (lot: Lot) => lot.carriedPeriods > 0 && lot.from === day;
    const granted = startOf(grant) === day ? grant.lot?.granted : undefined;
    const clause = grant.lot?.clause ?? own[0]?.clause;
    if (clause === undefined || (granted === undefined && own.length === 0)) return;
    rows.push({
      pool,
      days: { from: day, until: Math.min(grant.days.until, span.until) },
      clause: clause.id,
      opening: total(own.filter((lot) => !isCarriedIn(lot))),
      carriedIn: total(own.filter(isCarriedIn)),
      granted: granted ?? Rational.zero,
      used: Rational.zero,
      expired: Rational.zero,
    });
  }

  function close(row: Row): void {
    const isBought = run.catalog.boughtBy(subject).some(({ clauses }) => clauses[0]?.id === row.clause);
    const until = isBought ? row.days.until : Math.min(row.days.until, orderDays.until);
    const held = total(lots.filter((lot) => poolOf(lot.clause) === row.pool));
    if (isBought && [row.opening, row.granted, held].every((figure) => figure.isZero())) return;
    balances.push({
      subject: item(run.ir.subjects, subject).id,
      period: { from: dateOf(row.days.from), until: dateOf(until - 1) },
      clause: row.clause,
      opening: row.opening.toString(),
      granted: row.granted.toString(),
      carriedIn: row.carriedIn.toString(),
      used: row.used.toString(),
      expired: row.expired.toString(),
      closing: held.toString(),
    });
  }

  return {
    advance,
    lotsOn: (day) => lots.filter((lot) => lot.from <= day && day < lot.until).sort(byEnd),
    use: (lot, quantity) => {
      useFirst(lot, reached);
      if (lot.left === undefined) return;
      lot.left = lot.left.minus(quantity);
      const row = rowOf(lot);
      if (row !== undefined) row.used = row.used.plus(quantity);
    },
    result: () => ({ balances, lots: closing }),
  };
}

function total(lots: readonly Lot[]): Rational {
  return Rational.sum(lots.map((lot) => lot.left ?? Rational.zero));
}

/** What moves on when a lot's period ends. A lot that was carried already ends for good (A5). */
function carry(run: Run, lot: Lot, day: number, others: readonly Lot[]): Lot | undefined {
  const { carry, period } = lot.clause;
  if (
    carry === undefined ||
    period === undefined ||
    lot.carriedPeriods > 0 ||
    lot.left === undefined ||
    lot.granted === undefined
  )
    return undefined;
  const part = Rational.of(carry.percent, 100);
  const most = carry.of === 'unused' ? lot.left.times(part) : lot.left.min(lot.granted.times(part));
  const before = others.filter((one) => one.carriedPeriods > 0 && poolOf(one.clause) === poolOf(lot.clause));
  const left = carry.atMost === undefined ? most : most.min(Rational.of(carry.atMost).minus(total(before)));
  if (left.sign() <= 0) return undefined;
  let until = carry.periods === undefined ? Infinity : day;
  for (let count = 0; count < (carry.periods ?? 0); count += 1) {
    until = periodContaining(period, until, run.orderDays.from).until;
  }
  const { clause, granted } = lot;
  return { clause, name: lotName(day, until), granted, left, from: day, until, carriedPeriods: 1 };
}
