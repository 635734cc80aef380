// Which rows say something that the agreement does not know, or otherwise than their order: choices and numbers (meaning Q7); and
// which say what nobody can read, whether it is asked for or not.

import { chosenBy } from '../asking/order-kinds.ts';
import { isDecimal } from '../exact.ts';
import type { Ir, Order } from '../ir.ts';
import type { WorkColumns } from './columns.ts';

/** Of an order's rows. Undefined: none can. */
export type Unknown = (order: Order) => ((row: number) => boolean) | undefined;

export function unknownWords(ir: Ir, columns: Pick<WorkColumns, 'choices' | 'numbers'>): Unknown {
  const common: ((row: number) => boolean)[] = [];
  const choices = Object.entries(columns.choices ?? {});
  const isAmong = (column: number, words: readonly boolean[]) => {
    const codes = choices[column]?.[1].codes ?? [];
    return (row: number) => words[codes[row] as number] === true;
  };
  for (const [column, [name, { values }]] of choices.entries()) {
    const dimension = ir.dimensions.find(({ id }) => id === name);
    const isKnown = (value: string) => dimension?.values.some(({ id }) => id === value) === true;
    const unknown = values.map((value) => value !== undefined && !isKnown(value));
    if (unknown.includes(true)) common.push(isAmong(column, unknown));
  }
  for (const [name, column] of Object.entries(columns.numbers ?? {})) {
    if (!ir.numbers.some(({ id }) => id === name)) common.push((row) => !Number.isNaN(column[row]));
  }
  return (order) => {
    const tests = [...common];
    for (const [column, [name, { values }]] of choices.entries()) {
      const chosen = chosenBy(order, name);
      if (chosen === undefined) continue;
      const others = values.map((value) => value !== undefined && value !== chosen);
      if (others.includes(true)) tests.push(isAmong(column, others));
    }
    return tests.length === 0 ? undefined : (row) => tests.some((test) => test(row));
  };
}

/** Rows with a number that is none, another instant that is no whole second, or a cost that is no decimal. Undefined: none. */
export function unreadable({ rows, numbers, moments, cost }: WorkColumns): ((row: number) => boolean) | undefined {
  const tests: ((row: number) => boolean)[] = [];
  const given = (column: Float64Array): Float64Array => column.subarray(0, rows);
  for (const column of Object.values(numbers ?? {}))
    if (given(column).includes(Infinity) || given(column).includes(-Infinity))
      tests.push((row) => Math.abs(column[row] as number) === Infinity);
  const isNoInstant = (value: number): boolean => !Number.isSafeInteger(value) && !Number.isNaN(value);
  for (const column of Object.values(moments ?? {}))
    if (given(column).some(isNoInstant)) tests.push((row) => isNoInstant(column[row] as number));
  const costs = cost?.values.map((value) => value !== undefined && !isDecimal(value)) ?? [];
  if (costs.includes(true)) tests.push((row) => costs[cost?.codes[row] ?? 0] === true);
  return tests.length === 0 ? undefined : (row) => tests.some((test) => test(row));
}
