// `for the first 3 months`: a condition on how much of the order is over, which no fact states (meaning Q14).
import type * as ast from '@avtal/grammar';
import type { CivilLength, Clause, Condition, NumberInfo } from '@avtal/runtime';
import { type Desk, say, textOf } from './desk.ts';
import { civilLength } from './values/lengths.ts';

type First = Extract<ast.HeadPart, { kind: 'first' }>;

export function firstCondition(part: First, desk: Desk): Condition | undefined {
  const length = lengthOf(part, desk);
  if (length === undefined) return undefined;
  const bound = `${length.count}`;
  const range = part.holds === 'for' ? { max: bound, maxIncluded: false } : { min: bound, minIncluded: true };
  return [{ numbers: { [ids[length.unit]]: [range] } }];
}

function lengthOf(part: First, desk: Desk): { readonly count: number; readonly unit: Unit } | undefined {
  const isCalendar = 'calendarMonths' in part;
  const length = isCalendar ? calendarMonths(part.calendarMonths) : civilLength(part.length);
  if (length !== undefined) return length;
  const node = isCalendar ? part.calendarMonths : part.length;
  const wanted = 'a number of months, weeks or days (`3 months`)';
  const because = 'it is counted from the first day of the order';
  say(desk, 'not-a-value', { written: textOf(desk, node), clause: `${part.holds} the first`, wanted, because }, node);
  return undefined;
}

function calendarMonths({ text }: ast.NumberLiteral): { readonly count: number; readonly unit: Unit } | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= 1200 ? { count, unit: 'calendar-month' } : undefined;
}

type Unit = CivilLength['unit'] | 'calendar-month';

const ids: Readonly<Record<Unit, string>> = {
  month: 'order:months',
  'calendar-month': 'order:calendar-months',
  day: 'order:days',
};

/** Those of which the clauses speak. */
export function sinceStart(clauses: readonly Clause[]): readonly NumberInfo[] {
  return (['month', 'calendar-month', 'day'] as const).flatMap((unit) => {
    const id = ids[unit];
    const clause = clauses.find(({ when }) => when.some(({ numbers = {} }) => id in numbers));
    return clause === undefined
      ? []
      : [{ id, unit: { kind: 'count' }, derived: { kind: 'since-start', unit }, span: clause.span }];
  });
}
