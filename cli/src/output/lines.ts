// Lines of an invoice by their number or id, and how one of them came about.
import { closest } from '@avtal/grammar';
import type { Invoice, Ir, Line } from '@avtal/runtime';
import { Failure, type Paint } from '../host.ts';
import { titleOf } from './invoice.ts';
import { traceText } from './trace.ts';

/** The line of that number in the table or of that id; `true`: all of them. */
export function linesAsked(invoice: Invoice, asked: string | true): readonly Line[] {
  if (asked === true) return invoice.lines;
  const line = invoice.lines.find(({ id }) => id === asked) ?? invoice.lines[Number(asked) - 1];
  if (line !== undefined) return [line];
  const count = invoice.lines.length;
  const guess = closest(
    asked,
    invoice.lines.map(({ id }) => id),
  );
  const there = count === 0 ? 'It has no lines.' : `Its lines are numbered 1 to ${count}.`;
  throw new Failure(
    `The invoice has no line \`${asked}\`.`,
    guess === undefined ? there : `Did you mean \`${guess}\`?`,
  );
}

export function explainLine(line: Line, ir: Ir, paint: Paint): string {
  const title = `${titleOf(line, ir)}: ${line.amount} ${ir.agreement.currency}`;
  return `${paint.bold(title)}  ${paint.dim(line.id)}\n${traceText(line.trace, ir, paint)}`;
}
