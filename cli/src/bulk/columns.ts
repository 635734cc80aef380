// Which columns the lines of a bill in bulk have. Threads read this file: nothing here takes the grammar, which starts slowly.
import type { Ir } from '@avtal/runtime';
import { invoiceRows } from '../output/invoice.ts';

/** What lines say of their order. */
export const whose = ['order', 'customer'];

/** The order, and then the columns of `avtal bill --format csv` (docs/output.md). */
export function lineColumns(ir: Ir): readonly string[] {
  return [...whose, ...invoiceRows({ lines: [], currency: ir.agreement.currency, complete: true }, ir).columns];
}

/** Whether these columns tell when work was done, which is known of explained lines. */
export function tellsDays(chosen: readonly string[]): boolean {
  return ['from', 'until', 'invoiced'].some((column) => chosen.includes(column));
}
