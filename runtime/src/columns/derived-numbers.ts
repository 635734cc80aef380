// Numbers that follow from other facts, as columns: what pricing/derived.ts does with works, over the rows of an order (meanings
// Q11–Q13).

import type { Plan } from '../asking/plan.ts';
import { orderTrouble } from '../asking/sound.ts';
import type { Clause, DerivedNumber, Index, Order, Period } from '../ir.ts';
import { referenceValues } from '../pricing/catalog.ts';
import { dayOf, periodContaining } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import type { WorkColumns } from './columns.ts';
import type { Group } from './partition.ts';
import { type ScopeName, scopeName, withDay } from './scope-names.ts';

export interface DerivedNumbers {
  /** The columns with those numbers of the orders that were derived. */
  readonly columns: WorkColumns;
  /** Writes those of one order; or why columns cannot. */
  derive(order: Order, groups: readonly Group[]): string | undefined;
}

/** `hasOthers`: there may be tickets besides, of which a row may have moments. Undefined: no price asks for such a number. */
export function createDerivedNumbers(
  { ir, calendar }: Plan,
  given: WorkColumns,
  hasOthers: boolean,
): DerivedNumbers | undefined {
  const asked = new Set(ir.clauses.flatMap(numbersOf));
  const derived = ir.numbers.flatMap(({ id, derived }) =>
    derived === undefined || derived.kind === 'since-start' || !asked.has(id) ? [] : [{ id, derived }],
  );
  if (derived.length === 0 || given.rows === 0) return undefined;
  const { zone } = calendar;
  const { start, end = start, quantity, moments, keys } = given;
  const written = Object.fromEntries(
    derived.map(({ id }) => [id, given.numbers?.[id]?.slice() ?? new Float64Array(given.rows).fill(Number.NaN)]),
  );

  /** By what rows are counted together; undefined: numbers cannot tell it apart. */
  function named(order: Order, scope: Index | undefined, period?: Period): ScopeName | undefined {
    const anchor = dayOf(order.from);
    const kind = scope === undefined ? undefined : ir.scopes[scope]?.over.kind;
    // Facts of two lists may have one id, and then are one entry.
    if (kind === 'entry') return undefined;
    const within = scope === undefined ? () => 0 : scopeName(ir, zone, given, scope, anchor);
    if (period === undefined) return within;
    if (kind !== undefined && kind !== 'key' && kind !== 'person') return undefined;
    return within && ((row, day) => withDay(within(row, day), periodContaining(period, day, anchor).from));
  }

  /** Of each row what the rows on the subject come to that bear its name. */
  function total(
    groups: readonly Group[],
    subject: Index,
    name: ScopeName | undefined,
    amount: (row: number) => number,
    into: Float64Array,
  ): string | undefined {
    if (name === undefined) return 'a number follows from what happened in scopes of several kinds';
    const nameOf = (row: number): number => name(row, zone.dayAt(start[row] as number));
    const totals = new Map<number, number>();
    for (const { rows } of groups.filter((group) => group.subject === subject)) {
      for (const row of rows) {
        const sum = (totals.get(nameOf(row)) ?? 0) + amount(row);
        if (!Number.isSafeInteger(sum)) return 'what a number follows from is not whole';
        totals.set(nameOf(row), sum);
      }
    }
    for (const { rows } of groups) {
      for (const row of rows) {
        const found = nameOf(row);
        if (Number.isNaN(into[row]) && !Number.isNaN(found)) into[row] = totals.get(found) ?? 0;
      }
    }
    return undefined;
  }

  /** Elapsed, in a window, or in days, from one moment of the row to another. */
  function between(
    { from, to, clock }: Extract<DerivedNumber, { kind: 'between' }>,
    groups: readonly Group[],
    into: Float64Array,
  ): string | undefined {
    const momentOf = (name: string) => (name === 'start' ? start : moments?.[name]);
    const [begins, ends] = [momentOf(from), momentOf(to)];
    const ticket = keys?.ticket;
    for (const { rows } of groups) {
      for (const row of rows) {
        if (!Number.isNaN(into[row])) continue;
        const [first, last] = [begins?.[row] ?? Number.NaN, ends?.[row] ?? Number.NaN];
        if (Number.isNaN(first) || Number.isNaN(last)) {
          if (hasOthers && ticket?.values[ticket.codes[row] as number] !== undefined)
            return 'a number follows from what happened to a ticket';
        } else into[row] = last <= first ? 0 : lengthOn(clock, first, last);
      }
    }
    return undefined;
  }

  function lengthOn(clock: Extract<DerivedNumber, { kind: 'between' }>['clock'], from: number, to: number): number {
    switch (clock.kind) {
      case 'elapsed':
        return to - from;
      case 'window':
        return calendar.openSeconds(clock.window, from, to);
      case 'business-days': {
        let days = 0;
        const last = zone.dayAt(to);
        for (let day = zone.dayAt(from) + 1; day <= last; day += 1) if (calendar.isDay(clock.days, day)) days += 1;
        return days;
      }
    }
  }

  function deriveOne(derived: DerivedNumber, order: Order, groups: readonly Group[], into: Float64Array) {
    switch (derived.kind) {
      case 'how-often': {
        const isPieces = ir.subjects[derived.subject]?.kind === 'event';
        const name = named(order, derived.scope, derived.period);
        return total(groups, derived.subject, name, (row) => (isPieces ? (quantity?.[row] ?? 1) : 1), into);
      }
      case 'length': {
        const isTimed = ir.subjects[derived.subject]?.kind === 'activity';
        const lengthOf = (row: number) =>
          isTimed ? (end[row] as number) - (start[row] as number) : (quantity?.[row] ?? 1);
        return total(groups, derived.subject, named(order, derived.scope), lengthOf, into);
      }
      case 'between':
        return between(derived, groups, into);
      case 'since-start':
        return undefined; // Asked at each moment, where it is asked for.
    }
  }

  return {
    columns: { ...given, numbers: { ...given.numbers, ...written } },
    derive: (order, groups) => {
      if (orderTrouble(ir, order) !== undefined) return undefined; // It will be told when it is priced.
      const done = withinHorizon(() => {
        for (const { id, derived: one } of derived) {
          const why = deriveOne(one, order, groups, written[id] as Float64Array);
          if (why !== undefined) return why;
        }
        return undefined;
      });
      return 'outside' in done ? done.outside : done.value;
    },
  };
}

function numbersOf(clause: Clause): readonly string[] {
  const { value } = clause;
  const climbed = value.kind === 'ladder' ? value.by : undefined;
  return [
    ...clause.when.flatMap(({ numbers }) => Object.keys(numbers ?? {})),
    ...referenceValues(clause).flatMap(({ times }) => times ?? []),
    ...(climbed === undefined ? [] : [climbed]),
  ];
}
