// Which rows say something that the agreement does not know: choices and numbers by name, choices by value.

import type { Ir } from '../ir.ts';
import type { WorkColumns } from './columns.ts';

/** Undefined: no row can. */
export function unknownWords(
  ir: Ir,
  columns: Pick<WorkColumns, 'choices' | 'numbers'>,
): ((row: number) => boolean) | undefined {
  const tests: ((row: number) => boolean)[] = [];
  for (const [name, { codes, values }] of Object.entries(columns.choices ?? {})) {
    const dimension = ir.dimensions.find(({ id }) => id === name);
    const isKnown = (value: string) => dimension?.values.some(({ id }) => id === value) === true;
    const unknown = values.map((value) => value !== undefined && !isKnown(value));
    if (unknown.includes(true)) tests.push((row) => unknown[codes[row] as number] === true);
  }
  for (const [name, column] of Object.entries(columns.numbers ?? {})) {
    if (!ir.numbers.some(({ id }) => id === name)) tests.push((row) => !Number.isNaN(column[row]));
  }
  return tests.length === 0 ? undefined : (row) => tests.some((test) => test(row));
}
