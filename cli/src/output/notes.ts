// What is to be told of invoices besides their lines: little that is left of an allowance, work that was not permitted.
import { createZone, type Invoice, type Ir, type LowBalance, localTime, type Unpermitted } from '@avtal/runtime';
import type { Host } from '../host.ts';
import { hoursText, quantityText } from './figures.ts';
import { plural } from './words.ts';

/** One of many orders. */
export type Note = { readonly order: string } & (
  | ({ readonly record: 'low-balance' } & LowBalance)
  | ({ readonly record: 'unpermitted' } & Unpermitted)
);

export function notesOf(order: string, invoice: Pick<Invoice, 'lowBalances' | 'unpermitted'>): Note[] {
  return [
    ...invoice.lowBalances.map((low) => ({ order, record: 'low-balance' as const, ...low })),
    ...invoice.unpermitted.map((one) => ({ order, record: 'unpermitted' as const, ...one })),
  ];
}

export function inOrder(notes: readonly Note[]): readonly Note[] {
  const place = ({ order, at, source, record }: Note): string =>
    JSON.stringify([order, String(at).padStart(16, '0'), source, record]);
  return notes.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** More than anybody reads at once; the manifest has all of them. */
const most = 50;

export function printNotes(host: Host, ir: Ir, notes: readonly Note[]): void {
  const zone = createZone(ir.zone);
  for (const { order, paper, at, ...note } of notes.slice(0, most)) {
    const where = paper === undefined ? '' : ` (§ ${paper})`;
    const what =
      note.record === 'unpermitted' ? `not permitted: ${unpermittedText(note, ir)}` : lowBalanceText(note, ir);
    host.err.write(`${host.err.paint.yellow('note')} ${order}: ${localTime(at, zone)} ${what}${where}\n`);
  }
  if (notes.length > most) host.err.write(`… and ${plural(notes.length - most, 'more note')}.\n`);
}

export function lowBalanceText({ subject: id, below, source }: Omit<LowBalance, 'at'>, ir: Ir): string {
  const subject = ir.subjects.find((one) => one.id === id);
  const unit = subject?.unit.kind === 'other' ? subject.unit.name : undefined;
  const bound = subject?.unit.kind === 'time' ? hoursText(below) : quantityText(below, unit);
  return `${subject?.label ?? id}: less than ${bound} left · ${source}`;
}

export function unpermittedText({ subject, source }: Omit<Unpermitted, 'at'>, ir: Ir): string {
  return `${ir.subjects.find(({ id }) => id === subject)?.label ?? subject} · ${source}`;
}
