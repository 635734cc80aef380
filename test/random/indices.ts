// Random changes of prices, and what the index stood at.
import type { IndexValue } from '../../runtime/src/facts.ts';
import type { Clause, IndexClause, Order } from '../../runtime/src/ir.ts';
import { addDays } from '../reference/days.ts';
import { answer, type Making } from './conditions.ts';
import { callout, driving, travel, work } from './frame.ts';
import type { Tape } from './tape.ts';
import { open } from './values.ts';

/** Prices change on a day that facts lie about; now and then so do those of years before the order. */
export function indexClauses(making: Making): void {
  const { tape, first } = making;
  for (const name of tape.pick<readonly (string | undefined)[]>([undefined], [undefined, 'wages'])) {
    const [month, day] = addDays(first, tape.pick(7, 0, 15, 31, 40))
      .split('-')
      .slice(1)
      .map(Number);
    answer(
      making,
      name === undefined ? 'index' : `index:${name}`,
      { fact: false, moments: [], windows: false },
      () => ({
        kind: 'index',
        ...(name === undefined ? {} : { name }),
        ...tape.pick(
          { bases: [work, travel, callout, driving], onStart: true, fees: ['*'] },
          { bases: [work, driving], onStart: false, fees: ['base'] },
          { bases: [callout, work], onStart: true, fees: ['vm', 'setup'] },
        ),
        each: tape.chance(90) ? { month: month ?? 1, day: day ?? 1 } : 'contract-year',
        value: tape.weigh<IndexClause['value']>(
          [3, () => ({ kind: 'index', percent: tape.pick('3', '-1.5') })],
          [
            7,
            () => ({
              kind: 'index',
              percent: tape.pick('100', '80'),
              of: {
                series: 'KPI',
                ...(tape.chance(80) ? { month: tape.int(1, 12) } : {}),
                ...(tape.chance(30) ? { base: indexBase(tape, first) } : {}),
              },
              ...(tape.chance(30) ? { atMost: '3' } : {}),
              ...(tape.chance(30) ? { atLeast: '0' } : {}),
              ...(tape.chance(10) ? { afterMonths: tape.pick(1, 12) } : {}),
              ...(tape.chance(20) ? { roundedTo: tape.pick('1', '0.5') } : {}),
            }),
          ],
          [1, () => open(tape)],
        ),
      }),
      false,
    );
  }
  // No row of prices that change each year speaks of hours, and years before the order may lie before all holidays.
  const { clauses } = making;
  for (const [at, clause] of clauses.entries()) {
    if (clause.kind === 'index') clauses[at] = { ...clause, when: clause.when.map(({ windows: _, ...box }) => box) };
  }
}

function indexBase(tape: Tape, first: string): string {
  const year = Number(first.slice(0, 4)) - tape.int(1, 3);
  return tape.chance(80) ? `${year}-${String(tape.int(1, 12)).padStart(2, '0')}` : `${year}`;
}

/** The same with points that are added, and changes that only count where they are large. */
export function withPoints(tape: Tape, clauses: readonly Clause[]): Clause[] {
  return clauses.map((clause) => {
    if (clause.kind !== 'index' || clause.value.kind !== 'index' || clause.value.of === undefined) return clause;
    const plus = tape.chance(30) ? { plus: tape.pick('2', '-0.5') } : {};
    const onlyOver = tape.chance(40) ? { onlyOver: tape.pick('0', '0.4', '2') } : {};
    return { ...clause, value: { ...clause.value, ...plus, ...onlyOver } };
  });
}

/** What the index stood at, month by month and year by year; sometimes something is lacking. */
export function indexValues(tape: Tape, order: Order): IndexValue[] {
  const year = Number(order.from.slice(0, 4));
  const lacking = tape.chance(15) ? tape.int(2, 12) : Number.POSITIVE_INFINITY;
  let value = 1000;
  return [-5, -4, -3, -2, -1, 0, 1].flatMap((past) =>
    ['', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].flatMap((month, at) => {
      value += tape.pick(3, 0, 1, 2, 11, -4);
      const period = month === '' ? `${year + past}` : `${year + past}-${month}`;
      const stood = `${Math.floor(value / 10)}.${value % 10}`;
      return at === lacking ? [] : [{ id: period, series: 'KPI', period, value: stood }];
    }),
  );
}

/** What a rate stands at from some days, months and years on; now and then from too late a day on. */
export function baseRates(tape: Tape, { from }: Order): IndexValue[] {
  const first = tape.chance(90) ? [from.slice(0, 4)] : [];
  const later = [0, 40, 40, 200, 400, 700].map((days) => addDays(from, tape.int(0, days)));
  const periods = [...first, ...later.map((day) => tape.pick(day, day.slice(0, 7), day.slice(0, 4)))];
  return [...new Set(periods)].map((period) => {
    return { id: period, series: 'ECB', period, value: tape.pick('2.15', '4', '0', '-0.88', '1.5') };
  });
}
