// Which scope a row belongs to on a day, as a number: that of its job, its person, a day or a longer period (meaning C2).

import { once } from '../asking/questions.ts';
import type { Index, Ir, Period } from '../ir.ts';
import { item, type Run } from '../pricing/run.ts';
import { periodContaining } from '../time/civil.ts';
import type { ZoneClock } from '../time/zone.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';

/** Of rows of one order, equal for those of one scope; NaN: the row does not say. */
export type ScopeName = (row: number, day: number) => number;

/** Days in such a number stand below what else there is. */
const DAYS = 1 << 21;

export const withDay = (of: number, day: number): number => of * DAYS + day + DAYS / 2;

/** `anchor`: the order's first day. Undefined: numbers cannot tell such scopes apart. */
export function scopeName(
  ir: Ir,
  zone: ZoneClock,
  columns: WorkColumns,
  scope: Index,
  anchor: number,
): ScopeName | undefined {
  const { over } = item(ir.scopes, scope);
  /** A local day is that of the row's start, so that night work stays one. */
  const dayOfStart = (row: number): number => zone.dayAt(columns.start[row] as number);
  const periodAt = (period: Period): ScopeName => {
    const begin = once((day: number) => periodContaining(period, day, anchor).from);
    return period.unit === 'day' ? (row) => begin(dayOfStart(row)) : (_, day) => begin(day);
  };
  switch (over.kind) {
    case 'entry':
      return (row) => row;
    case 'key':
      return codeOf(columns.keys?.[over.column]);
    case 'person':
      return codeOf(columns.person);
    case 'person-day': {
      const person = codeOf(columns.person);
      return (row, day) => withDay(person(row, day), dayOfStart(row));
    }
    case 'period':
      return periodAt(over.period);
    case 'both': {
      const { kind } = item(ir.scopes, over.scope).over;
      if (kind !== 'entry' && kind !== 'key' && kind !== 'person') return undefined;
      const inner = scopeName(ir, zone, columns, over.scope, anchor);
      const period = periodAt(over.period);
      return inner && ((row, day) => withDay(inner(row, day), period(row, day)));
    }
  }
}

/** By scope; undefined: numbers cannot tell it apart. */
export function scopeNames(run: Run, columns: WorkColumns): (scope: Index) => ScopeName | undefined {
  return once((scope: Index) => scopeName(run.ir, run.zone, columns, scope, run.orderDays.from));
}

function codeOf(column: CodeColumn | undefined): ScopeName {
  if (column === undefined) return () => Number.NaN;
  const { codes, values } = column;
  return (row) => {
    const code = codes[row] as number;
    return values[code] === undefined ? Number.NaN : code;
  };
}
