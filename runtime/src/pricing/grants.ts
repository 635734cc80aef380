// What the agreement grants of a subject in each period of the order (meanings A1, A7, A8, A10, A17).

import { Rational } from '../exact.ts';
import type { IncludeClause, Index } from '../ir.ts';
import { type DayRange, periodContaining, periodsOverlapping } from '../time/civil.ts';
import { type PeriodPool, samePeriod } from './catalog.ts';
import { type Lot, lotName, rollingName } from './lots.ts';
import { inOrder, partOf } from './parts.ts';
import type { Held } from './pieces.ts';
import { ask, isTrouble, item, type Run, type Trouble, wordTrouble } from './run.ts';
import { isHeldIn } from './units.ts';

/** One period of one kind of allowance, the lot it starts with, and those that come later, or for other units. */
export interface Grant {
  readonly pool: PeriodPool;
  readonly days: DayRange;
  readonly lot?: Lot;
  readonly more: readonly Lot[];
}

/** Every period of the subjects' allowances that has a day in `[from, until)` and in the order, sorted by first day. */
export function grantsOf(
  run: Run,
  subjects: readonly Index[],
  from: number,
  until: number,
  units: readonly Held[] = [],
): Grant[] {
  return subjects
    .flatMap((subject) =>
      run.catalog.periodPools(subject).flatMap((pool) => poolGrants(run, subject, pool, from, until, units)),
    )
    .sort((a, b) => a.days.from - b.days.from);
}

function poolGrants(
  run: Run,
  subject: Index,
  pool: PeriodPool,
  from: number,
  until: number,
  units: readonly Held[],
): Grant[] {
  const { orderDays } = run;
  // A11: what is borrowed is what the next period grants.
  const next = pool.borrows ? periodContaining(pool.period, until - 1, orderDays.from).until + 1 : until;
  const end = Math.min(next, orderDays.until);
  return periodsOverlapping(pool.period, Math.max(from, orderDays.from), end, orderDays.from).map((days): Grant => {
    if (pool.unit === undefined) {
      const lot = ownLot(run, subject, pool, days);
      return { pool, days, ...(lot === undefined ? {} : { lot }), more: [] };
    }
    const lots = unitLots(run, subject, pool, days, units);
    const [first, ...others] = lots;
    return first?.from === inOrder(run, days).from
      ? { pool, days, lot: first, more: others }
      : { pool, days, more: lots };
  });
}

function ownLot(run: Run, subject: Index, pool: PeriodPool, days: DayRange): Lot | undefined {
  const { module } = item(run.ir.subjects, subject);
  const at = run.zone.startOfDay(inOrder(run, days).from);
  const choices: Record<string, string> = module === undefined ? {} : { module };
  const clause = ask(run, 'include', pool.sample.question, { at, choices });
  return lotOf(run, subject, pool, days, clause, inOrder(run, days));
}

/** A10: a lot for each day on which units come, and what each of them is granted. */
function unitLots(run: Run, subject: Index, pool: PeriodPool, days: DayRange, units: readonly Held[]): Lot[] {
  const inside = inOrder(run, days);
  const seen = new Set<string>();
  const lots = new Map<string, Lot>();
  const there = units.filter((unit) => unit.subject === pool.unit && isHeldIn(unit, inside));
  for (const { fact, subject: unit, size, days: own } of there) {
    if (seen.has(fact.id)) continue; // It comes back, or its attributes change: what it was granted stays.
    seen.add(fact.id);
    const from = Math.max(own.from, inside.from);
    const { module } = item(run.ir.subjects, unit);
    const clause = ask(run, 'include', pool.sample.question, {
      at: run.zone.startOfDay(from),
      choices: { ...(module === undefined ? {} : { module }), ...fact.choices },
      ...(fact.numbers === undefined ? {} : { numbers: fact.numbers }),
    });
    const lot = lotOf(run, subject, pool, days, clause, { from, until: inside.until }, size);
    if (lot === undefined) continue;
    const key = `${lot.clause.id} ${from} ${lot.blocked?.message}`;
    lots.set(key, together(lots.get(key), lot));
  }
  return [...lots.values()].sort((a, b) => a.from - b.from);
}

function together(a: Lot | undefined, b: Lot): Lot {
  if (a?.granted === undefined || b.granted === undefined) return b;
  const granted = a.granted.plus(b.granted);
  return { ...a, granted, left: granted };
}

/** What one answer grants, to the order or to one unit: from the first of the days in the period on. */
function lotOf(
  run: Run,
  subject: Index,
  pool: PeriodPool,
  days: DayRange,
  clause: IncludeClause | Trouble | undefined,
  inside: DayRange,
  times = Rational.one,
): Lot | undefined {
  if (clause === undefined) return undefined;
  const from = pool.unit === undefined ? days.from : inside.from;
  const base = { name: lotName(from, days.until), from, until: days.until, carriedPeriods: 0 };
  if (isTrouble(clause)) return { ...base, clause: pool.sample, blocked: clause };
  if (clause.period === undefined || !samePeriod(clause.period, pool.period)) return undefined;
  const lot = { ...base, clause };
  switch (clause.value.kind) {
    case 'quantity': {
      const part = partOf(run, days, clause.id, inside);
      if ('kind' in part) return { ...lot, blocked: part };
      const share = Rational.of(clause.value.amount).times(times).times(part.value);
      // A8: of what is counted in pieces, there are no parts of a piece.
      const isPieces = item(run.ir.subjects, subject).unit.kind === 'count' && !part.value.equals(Rational.one);
      const granted = isPieces ? share.floor() : share;
      return { ...lot, granted, left: granted };
    }
    case 'unlimited':
    case 'included':
      return lot;
    case 'open':
      return { ...lot, blocked: wordTrouble(clause, clause.value) };
    default:
      return undefined; // Not offered, or only on request: there is none.
  }
}

/** A17: what is granted once, and comes back as it is drawn. */
export function rollingLots(run: Run, subjects: readonly Index[]): Lot[] {
  const { from } = run.orderDays;
  const at = run.zone.startOfDay(from);
  return subjects.flatMap((subject) =>
    run.catalog.rolling(subject).flatMap(([sample]): Lot[] => {
      if (sample?.rolling === undefined) return [];
      const { module } = item(run.ir.subjects, subject);
      const clause = ask(run, 'include', sample.question, { at, choices: module === undefined ? {} : { module } });
      const lot = { name: rollingName(sample.rolling), from, until: Infinity, carriedPeriods: 0 };
      if (clause === undefined) return [];
      if (isTrouble(clause)) return [{ ...lot, clause: sample, blocked: clause }];
      switch (clause.value.kind) {
        case 'quantity': {
          const granted = Rational.of(clause.value.amount);
          return [{ ...lot, clause, granted, left: granted }];
        }
        case 'unlimited':
        case 'included':
          return [{ ...lot, clause }];
        case 'open':
          return [{ ...lot, clause, blocked: wordTrouble(clause, clause.value) }];
        default:
          return []; // Not offered, or only on request: there is none.
      }
    }),
  );
}
