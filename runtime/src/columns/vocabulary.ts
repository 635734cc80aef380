// Which rows say something that the agreement does not know, or otherwise than their order: choices and numbers (meaning Q7).

import { chosenBy } from '../asking/order-kinds.ts';
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
